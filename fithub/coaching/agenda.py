"""What is to be done now about a person's next summary of a kind. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time

from fithub.coaching.schedule import Rhythm, due_at, end_of_quiet, first_after, in_time


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person has settled for a kind: its rhythm (None: not wanted), their quiet hours, until when they want no summaries."""

    rhythm: Rhythm | None
    quiet: tuple[time, time] | None = None
    paused_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing before `until` (None: nothing at all); then the summary of `period`."""

    until: datetime | None
    period: date | None


@dataclass(frozen=True, slots=True)
class Skip:
    """What begins with `first` comes too late; go on with `period`."""

    first: date
    period: date


@dataclass(frozen=True, slots=True)
class Cover:
    """The summary of `period` is to be made."""

    period: date


def agenda(wishes: Wishes, period: date | None, instant: datetime) -> Wait | Skip | Cover:
    """What to do at an instant, where `period` is the next that is not covered; None: none before the first that is due from now
    (or from the end of the pause) on."""
    rhythm = wishes.rhythm
    if rhythm is None:
        return Wait(None, period)
    if period is None:
        period = first_after(rhythm, max(instant, wishes.paused_until or instant))
    at = due_at(rhythm, period)
    if at > instant:
        return Wait(at, period)
    timely = in_time(rhythm, period, instant)
    if timely != period:
        return Skip(period, timely)
    quiet = None if wishes.quiet is None else end_of_quiet(wishes.quiet, rhythm.zone, instant)
    return Cover(period) if quiet is None else Wait(quiet, period)
