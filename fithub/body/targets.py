"""Targets: a person's own, or the reference for those who have set none. Call within `acting_as`.

Which holds on a day: of the targets whose dates and days include it, those that name weekdays come before those for a kind of
day, and those before the ones for every day; among equals the one that began last. They are laid over one another nutrient by
nutrient, so that a target for training days may say energy alone and leave protein as it is on every day.

An active diet's targets (fithub.body.diet_targets) have the days of the diet to themselves, until a target of the person's own
begins later than they did: then that, with their other own ones, has the day.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from fithub.accounts.models import Profile
from fithub.body.bounds import MACROS, PER_KG, Bounds, Told, check, disagreement, resolved
from fithub.body.daily_values import DAILY_VALUES
from fithub.body.models import DayKind, Target
from fithub.body.queries import latest
from fithub.body.safety import refuse_unsafe
from fithub.body.training import Training, checked_weekdays, training
from fithub.core.clock import LocalMoment, check_date, now
from fithub.core.errors import Conflict, InvalidInput, NotFound
from fithub.core.wire import DecimalJSON

MOST_TARGETS: Final = 400
ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayTargets:
    """What a day is measured against, and whether the person said so (`own`), their diet does (`diet`),
    or it is the reference (`reference`).

    `told`: how the bounds of a nutrient were told, where not in its own unit.
    """

    nutrients: Mapping[str, Bounds]
    basis: str
    told: Mapping[str, Told]


@dataclass(frozen=True, slots=True)
class Caution:
    """What a person should know of a target that is set all the same."""

    code: str
    message: str


_BESIDE: Final = """
(SELECT jsonb_agg(to_jsonb(t)) FROM body_target t
WHERE t.user_id = %s AND t.effective_from <= %s AND (t.effective_to IS NULL OR t.effective_to >= %s))
"""
REFERENCE: Final = DayTargets(DAILY_VALUES, "reference", {})


def targets_on(*, user_id: UUID, dates: list[date], rows: Sequence[Target] | None = None) -> dict[date, DayTargets]:
    """What each of the dates is measured against, however many: one query, or three where a target is for training or rest.

    `rows`: the targets of the span, own and of diets, where they have been read already (`targets_beside`); a query less.
    """
    first, last = min(dates), max(dates)
    if rows is None:
        rows = list(
            Target.objects.filter(user_id=user_id)
            .filter(Q(effective_to=None) | Q(effective_to__gte=first), effective_from__lte=last)
            .order_by()
        )
    own = [each for each in rows if each.diet_id is None]
    of_diets = _ranked(each for each in rows if each.diet_id is not None)
    by_kind = any(each.day_kind for each in own)
    kinds = training(user_id=user_id, first=first, last=last) if by_kind else Training((), {})
    ranked = _ranked(own)
    known: dict[tuple[UUID, ...], DayTargets] = {}

    def on(day: date) -> DayTargets:
        holding = _holding(ranked, day, kinds.kind_on(day))
        of_diet = _holding(of_diets, day, None)
        if of_diet and not any(_began(each) > _began(of_diet[-1]) for each in holding):
            holding = of_diet
        key = tuple(each.pk for each in holding)
        if key not in known:
            known[key] = _laid(holding)
        return known[key]

    return {day: on(day) for day in dates}


def targets_beside(*, user_id: UUID, first: date, last: date) -> RawSQL:
    """The targets of a span, own and of diets, as one value for a query that reads something else; see `targets_read`."""
    as_json = DecimalJSON()  # a line of its own: bandit wants a finding in every call of a line with a nosec
    return RawSQL(_BESIDE, [user_id, last, first], output_field=as_json)  # noqa: S611 (ours, with parameters)  # nosec B611


def targets_read(told: Iterable[Mapping[str, Any]] | None) -> list[Target]:
    """The targets that `targets_beside` brought."""
    fields = Target._meta.concrete_fields
    names = [field.attname for field in fields]
    rows = (row | {"weekdays": [int(each) for each in row["weekdays"]]} for row in map(dict, told or ()))
    return [Target.from_db(None, names, [field.to_python(row[field.attname]) for field in fields]) for row in rows]


def own_targets(user_id: UUID) -> QuerySet[Target]:
    """The targets that the person has set, the newest first."""
    return Target.objects.filter(user_id=user_id, diet_id=None).order_by("-effective_from", "-pk")


def target(*, user_id: UUID, target_id: UUID) -> Target:
    """One target. Raises NotFound (`target_not_found`)."""
    found = own_targets(user_id).filter(pk=target_id).first()
    if found is None:
        raise NotFound("target_not_found", "There is no such target; GET /targets lists yours.")
    return found


def standing_target(*, user_id: UUID, day: date, weekdays: Sequence[int] = (), day_kind: str = "") -> Target | None:
    """The target for just these days that holds on a date, which a new one for them would take the place of."""
    rows = own_targets(user_id).filter(
        Q(effective_to=None) | Q(effective_to__gte=day),
        effective_from__lte=day,
        weekdays=checked_weekdays(weekdays),
        day_kind=day_kind,
    )
    return rows.first()


def set_target(
    *,
    user_id: UUID,
    effective_from: date,
    nutrients: Mapping[str, Told],
    today: LocalMoment,
    effective_to: date | None = None,
    weekdays: Sequence[int] = (),
    day_kind: str = "",
) -> Target:
    """Set what to eat from a date on; one for the same days that begins on the same date is replaced.

    Raises InvalidInput: `date_out_of_range`, `dates_out_of_order`, `weekday_unknown`, those of `bounds.check`, and `target_unsafe`
    below the safety floors or for a person under 18 or pregnant; Conflict (`targets_too_many`).
    """
    wanted = _checked(
        Target(
            user_id=user_id,
            effective_from=effective_from,
            effective_to=effective_to,
            weekdays=weekdays,
            day_kind=day_kind,
            nutrients=nutrients,
            created_at=now(),
        ),
        today.date,
    )
    same = (
        own_targets(user_id).filter(effective_from=effective_from, weekdays=wanted.weekdays, day_kind=day_kind).first()
    )
    if same is not None:
        wanted.pk = same.pk
    wanted.save(force_insert=same is None, force_update=same is not None)
    return wanted


def edit_target(
    *, user_id: UUID, target_id: UUID, changes: Mapping[str, Any], today: LocalMoment, including_past: bool = False
) -> Target:
    """Change a target from today on. One that has held before keeps its past days and another goes on in its place; with
    `including_past` they change too. Keys of `changes` are fields of Target.

    Raises as `set_target` does, NotFound (`target_not_found`), Conflict (`target_is_past`).
    """
    before = target(user_id=user_id, target_id=target_id)
    _refuse_past(before, today.date, including_past)
    names = ("effective_from", "effective_to", "weekdays", "day_kind", "nutrients")
    wanted = {name: getattr(before, name) for name in names} | dict(changes)
    if before.effective_from < today.date and not including_past:
        wanted["effective_from"] = max(today.date, changes.get("effective_from", today.date))
        _end(before, wanted["effective_from"] - ONE_DAY)
        return set_target(user_id=user_id, today=today, **wanted)
    if wanted["effective_from"] < today.date and not including_past:
        raise InvalidInput.field("effective_from", "target_is_past", "Say including_past to change what past days had.")
    for name, value in wanted.items():
        setattr(before, name, value)
    _checked(before, today.date)
    if any(_scope(each) == _scope(before) for each in own_targets(user_id).exclude(pk=before.pk)):
        raise Conflict(
            "target_exists", "Another target for the same days begins on that date; change or delete that one."
        )
    before.save()
    return before


def delete_target(*, user_id: UUID, target_id: UUID, today: LocalMoment, including_past: bool = False) -> None:
    """End a target: from today on what held before holds again. With `including_past` it is as if it had never been.

    Raises NotFound (`target_not_found`), Conflict (`target_is_past`).
    """
    before = target(user_id=user_id, target_id=target_id)
    _refuse_past(before, today.date, including_past)
    if including_past or before.effective_from >= today.date:
        before.delete()
    else:
        _end(before, today.date - ONE_DAY)


def checked_nutrients(user_id: UUID, nutrients: Mapping[str, Told]) -> dict[str, dict[str, Any]]:
    """Bounds as they are kept; those by weight are of the last one measured where none is told. Raises as `bounds.check` does."""
    by_weight = any(told.get("unit") == PER_KG and "weight_kg" not in told for told in nutrients.values())
    weighed = latest(user_id=user_id, metric="weight_kg") if by_weight else None
    return check(nutrients, weight_kg=None if weighed is None else weighed.value)


def cautions(nutrients: Mapping[str, Told], profile: Profile, today: date) -> list[Caution]:
    """What to tell of a target beside itself: that its macronutrients cannot be kept with its energy, or that it is unsafe now."""
    found: list[Caution] = []
    bounds = resolved(nutrients)
    differing = disagreement(bounds)
    if differing is not None:
        macros, energy = (f"{amount:,.0f}" for amount in differing)
        found.append(
            Caution(
                "macros_disagree",
                f"Protein, carbohydrate and fat come to {macros} kcal (4, 4 and 9 kcal a gram), and energy says {energy} kcal.",
            )
        )
    try:
        refuse_unsafe(profile=profile, bounds=bounds, today=today)
    except InvalidInput as error:
        found.append(Caution(error.code, error.detail))
    return found


def _end(row: Target, last: date) -> None:
    row.effective_to = last
    row.save(update_fields=["effective_to"])


def _refuse_past(row: Target, today: date, including_past: bool) -> None:
    if row.effective_to is not None and row.effective_to < today and not including_past:
        raise Conflict("target_is_past", "This target has ended. Say including_past to change what past days had.")


def _scope(row: Target) -> tuple[date, tuple[int, ...], str]:
    return row.effective_from, tuple(row.weekdays), row.day_kind


def _began(row: Target) -> tuple[date, datetime]:
    return row.effective_from, row.created_at


def _ranked(rows: Iterable[Target]) -> list[Target]:
    """The ones that say more about a day after those that say less, and later ones after earlier ones."""
    return sorted(rows, key=lambda row: (bool(row.weekdays), bool(row.day_kind), row.effective_from, row.pk))


def _holding(ranked: Sequence[Target], day: date, kind: str | None) -> list[Target]:
    """Of each way to name days the one that holds, in the order in which they are laid over one another."""
    found: dict[tuple[bool, bool], Target] = {}
    for row in ranked:
        in_time = row.effective_from <= day and (row.effective_to is None or day <= row.effective_to)
        if in_time and (not row.weekdays or day.isoweekday() in row.weekdays) and row.day_kind in ("", kind):
            found[bool(row.weekdays), bool(row.day_kind)] = row
    return list(found.values())


def _laid(holding: Sequence[Target]) -> DayTargets:
    if not holding:
        return REFERENCE
    nutrients: dict[str, Told] = {}
    for row in holding:
        nutrients |= row.nutrients
    told = {key: bounds for key, bounds in nutrients.items() if "unit" in bounds}
    return DayTargets(resolved(nutrients), "own" if holding[0].diet_id is None else "diet", told)


def _checked(wanted: Target, today: date) -> Target:
    """The target as it can be kept, or the refusals of `set_target`."""
    check_date("effective_from", wanted.effective_from)
    if wanted.effective_to is not None:
        check_date("effective_to", wanted.effective_to)
        if wanted.effective_to < wanted.effective_from:
            raise InvalidInput.field("effective_to", "dates_out_of_order", "A target ends on its first date or later.")
    wanted.weekdays = checked_weekdays(wanted.weekdays)
    wanted.nutrients = checked_nutrients(wanted.user_id, wanted.nutrients)
    others = [each for each in own_targets(wanted.user_id).exclude(pk=wanted.pk) if _scope(each) != _scope(wanted)]
    if len(others) >= MOST_TARGETS:
        raise Conflict("targets_too_many", f"There are at most {MOST_TARGETS} targets; delete old ones first.")
    profile = Profile.objects.get(user_id=wanted.user_id)
    refuse_unsafe_target(profile, wanted, others, today, first=wanted.effective_from)
    return wanted


def refuse_unsafe_target(profile: Profile, wanted: Target, others: list[Target], today: date, *, first: date) -> None:
    """Refuse a target below the safety floors, by itself or on some day from `first` on together with the person's others.

    Raises InvalidInput (`target_unsafe`).
    """
    refuse_unsafe(profile=profile, bounds=resolved(wanted.nutrients), today=today)
    if wanted.nutrients.keys() & {"energy_kcal", *MACROS}:
        _refuse_unsafe_days(profile, wanted, others, today, first)


def _refuse_unsafe_days(profile: Profile, wanted: Target, others: list[Target], today: date, first: date) -> None:
    """Refuse macronutrients of several targets that together leave too little on some kind of day on which this one would hold."""
    last = wanted.effective_to
    ranked = _ranked([*others, wanted])
    turns = {first}
    for each in others:
        turns |= {each.effective_from} | ({each.effective_to + ONE_DAY} if each.effective_to else set())
    seen: set[tuple[UUID, ...]] = set()
    for turn in sorted(each for each in turns if each >= first and (last is None or each <= last)):
        for day in (turn + timedelta(days=offset) for offset in range(7)):
            for kind in (None, DayKind.TRAINING.value, DayKind.REST.value):
                holding = _holding(ranked, day, kind)
                key = tuple(each.pk for each in holding)
                if wanted in holding and key not in seen:
                    seen.add(key)
                    laid = _laid(holding).nutrients
                    macros = {name: laid[name] for name in MACROS if name in laid}
                    refuse_unsafe(profile=profile, bounds=macros, today=today)
