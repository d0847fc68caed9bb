"""What a person burns: what they wrote down and weighed is gathered here, and fithub.body.expenditure learns from it.

Worked out when somebody asks, and kept: while nothing has changed that it depends on, what was kept is the answer. Call within
`acting_as`.
"""

from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from fithub.accounts.life_stages import OVERDUE, PREGNANCY, stage_on
from fithub.accounts.models import LifeStage, Profile, Sex
from fithub.accounts.queries import local_now, profile_of
from fithub.body.balance import Eaten
from fithub.body.expenditure import VERSION, WINDOW_DAYS, Estimate, Inputs, Method, Point, Reason, estimate, inputs_hash
from fithub.body.models import Expenditure
from fithub.body.queries import latest, series
from fithub.core.clock import FIRST_DATE, check_date, now
from fithub.core.errors import InvalidInput
from fithub.diary.completeness import Completeness, judged_days

# How long a measure of the body's fat is believed.
FAT_DAYS: Final = 365


def expenditure(*, user_id: UUID, on: date | None = None) -> Expenditure:
    """What the person burns in a day, as known on a local date (today where it is not given).

    Raises InvalidInput (`date_out_of_range`, `day_to_come`).
    """
    today = local_now(user_id).date
    day = today if on is None else on
    check_date("on", day)
    if day > today:
        raise InvalidInput.field("on", "day_to_come", "That day has not begun yet.")
    inputs = gather(user_id=user_id, on=day)
    asked = inputs_hash(inputs)
    kept = Expenditure.objects.filter(user_id=user_id, on_date=day).first()
    if kept is not None and (kept.inputs_hash, kept.version) == (asked, VERSION):
        return kept
    row = _row(user_id, estimate(inputs), asked)
    Expenditure.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["user", "on_date"],
        update_fields=[
            *("kcal", "low", "high", "confidence", "method", "reason"),
            *("days_of_data", "basis", "inputs_hash", "version", "created_at"),
        ],
    )
    return Expenditure.objects.get(user_id=user_id, on_date=day)


def is_learned(row: Expenditure) -> bool:
    """Whether a result was learned from what the person wrote down: it is neither a formula's nor the limit of what bodies burn."""
    return row.kcal is not None and row.method == Method.LEARNED and row.reason != Reason.AT_LIMIT


def history(*, user_id: UUID, first: date, last: date) -> list[Point]:
    """What was known on each day of these, both included, by what is written down now; days on which nothing was learned are
    left out, and days to come. Raises InvalidInput (`date_out_of_range`, `range_out_of_order`, `range_too_long`)."""
    check_date("from", first)
    check_date("to", last)
    if first > last:
        raise InvalidInput("range_out_of_order", "`from` must not be after `to`.")
    if (last - first).days > WINDOW_DAYS:
        raise InvalidInput("range_too_long", f"Ask for at most {WINDOW_DAYS + 1} days at once.")
    today = local_now(user_id).date
    points = estimate(gather(user_id=user_id, on=min(last, today))).path
    return [point for point in points if first <= point.local_date <= last]


def gather(*, user_id: UUID, on: date) -> Inputs:
    """All that the expenditure on a local date depends on: diary, weighings, and what the person tells about themselves.

    What was eaten and weighed up to the end of a pregnancy is left out: the weight was not the person's alone.
    """
    profile = profile_of(user_id)
    first = max(on - timedelta(days=WINDOW_DAYS), FIRST_DATE)
    own = _after_pregnancy(profile, on)
    since = first if own is None else max(first, own)
    days = judged_days(user_id=user_id, first=since, last=on) if since <= on else []
    weights = series(user_id=user_id, metric="weight_kg", first=own, last=on)
    fat = latest(user_id=user_id, metric="body_fat_percent", until=on)
    return Inputs(
        on=on,
        eaten={
            day.date: Eaten(day.kcal, day.completeness in {Completeness.COMPLETE, Completeness.FASTING})
            for day in days
            if day.kcal is not None
        },
        # Before the window only the last tells anything: what the person weighed.
        weights=[each for each in weights if each[0] >= since] or weights[-1:],
        male=None if profile.sex is None else profile.sex == Sex.MALE,
        birth_date=profile.birth_date,
        height_cm=profile.height_cm,
        body_fat_percent=None if fat is None or (on - fat.local_date).days > FAT_DAYS else fat.value,
        activity=profile.activity,
        pregnant=stage_on(profile, on) == LifeStage.PREGNANT,
    )


def _after_pregnancy(profile: Profile, on: date) -> date | None:
    """The first day after a pregnancy that was over by this date; None where there was none, or it is not over."""
    due, nursing = profile.pregnancy_due_date, profile.lactation_since
    if due is None or stage_on(profile, on) == LifeStage.PREGNANT or on < due - PREGNANCY:
        return None
    over = due + OVERDUE + timedelta(days=1)
    return min(over, nursing) if nursing is not None and nursing > due - PREGNANCY else over


def _row(user_id: UUID, told: Estimate, asked: str) -> Expenditure:
    basis: dict[str, Any] = {
        "equation": told.equation,
        "resting_kcal": told.resting_kcal,
        "activity_factor": told.factor,
        "formula_kcal": told.formula_kcal,
        "missing": list(told.missing),
        "weighings": told.weighings,
        "weight_kg": told.weight_kg,
        "change_kg": told.change_kg,
        "change_days": told.change_days,
        "mean_intake_kcal": told.mean_intake,
        "kcal_per_kg": told.kcal_per_kg,
    }
    return Expenditure(
        user_id=user_id,
        on_date=told.on,
        kcal=told.kcal,
        low=told.low,
        high=told.high,
        confidence=told.confidence,
        method=told.method.value,
        reason=None if told.reason is None else told.reason.value,
        days_of_data=told.days_of_data,
        basis=basis,
        inputs_hash=asked,
        version=VERSION,
        created_at=now(),
    )
