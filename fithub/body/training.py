"""Which days a person trains on: weekdays that recur, and single dates that are otherwise. Call within `acting_as`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fithub.body.models import DayKind, TrainingDay, TrainingWeek
from fithub.core.clock import check_date
from fithub.core.errors import InvalidInput, NotFound


@dataclass(frozen=True, slots=True)
class Training:
    """What kind of day each date is, for as many dates as one likes."""

    weeks: tuple[TrainingWeek, ...]
    dates: dict[date, str]

    def kind_on(self, day: date) -> str | None:
        """`training` or `rest`; None where the person never said on which weekdays they train."""
        if day in self.dates:
            return self.dates[day]
        week = next((each for each in self.weeks if each.effective_from <= day), None)
        if week is None:
            return None
        return DayKind.TRAINING.value if day.isoweekday() in week.weekdays else DayKind.REST.value


def training(*, user_id: UUID, first: date, last: date) -> Training:
    """The kinds of the days from `first` to `last`; two queries however many."""
    weeks = TrainingWeek.objects.filter(user_id=user_id, effective_from__lte=last).order_by("-effective_from")
    dates = TrainingDay.objects.filter(user_id=user_id, local_date__range=(first, last))
    return Training(tuple(weeks), dict(dates.values_list("local_date", "day_kind")))


def set_training_week(*, user_id: UUID, weekdays: Sequence[int], effective_from: date) -> TrainingWeek:
    """Train on these weekdays (ISO numbers) from a date on; what held before keeps the days before.

    Raises InvalidInput (`date_out_of_range`, `weekday_unknown`).
    """
    check_date("effective_from", effective_from)
    week, _ = TrainingWeek.objects.update_or_create(
        user_id=user_id, effective_from=effective_from, defaults={"weekdays": checked_weekdays(weekdays)}
    )
    return week


def mark_day(*, user_id: UUID, day: date, kind: str) -> TrainingDay:
    """Make a single date a day of training or of rest. Raises InvalidInput (`date_out_of_range`)."""
    check_date("day", day)
    marked, _ = TrainingDay.objects.update_or_create(user_id=user_id, local_date=day, defaults={"day_kind": kind})
    return marked


def unmark_day(*, user_id: UUID, day: date) -> None:
    """Let a date be what its weekday says again. Raises NotFound (`day_not_marked`)."""
    gone, _ = TrainingDay.objects.filter(user_id=user_id, local_date=day).delete()
    if not gone:
        raise NotFound("day_not_marked", "That date is not marked on its own; GET /training-days lists those that are.")


def checked_weekdays(weekdays: Sequence[int]) -> list[int]:
    """Each weekday once, in order. Raises InvalidInput (`weekday_unknown`)."""
    if any(not 1 <= each <= 7 for each in weekdays):
        raise InvalidInput.field("weekdays", "weekday_unknown", "Weekdays are monday to sunday.")
    return sorted(set(weekdays))
