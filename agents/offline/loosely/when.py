"""The day, the time and the meal that a text names anywhere, and the text without them."""

from dataclasses import dataclass
from datetime import date, time

from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot
from fithub.estimation.occasions import read_occasions
from fithub.estimation.tokens import tokenise


@dataclass(frozen=True, slots=True)
class When:
    """None is what was not said; `rest`: the other words."""

    day: date | None
    at: time | None
    slot: Slot | None
    rest: str


def when_in(text: str, now: LocalMoment) -> When:
    """What a text says of when; the first of each kind counts."""
    tokens = tokenise(text)
    day: date | None = None
    at: time | None = None
    slot: Slot | None = None
    rest = text
    for each in reversed(read_occasions(tokens, now)):
        day = each.when.local_date or day
        at = each.when.local_time or at
        slot = each.when.slot or slot
        rest = f"{rest[: tokens[each.start].start]} {rest[tokens[each.end - 1].end :]}"
    return When(day, at, slot, " ".join(rest.split()))


def past_day(text: str, now: LocalMoment) -> date | None:
    """The day that is named, unless it is still to come."""
    day = when_in(text, now).day
    return None if day is None or day > now.date else day
