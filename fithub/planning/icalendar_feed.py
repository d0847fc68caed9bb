"""A person's plan as iCalendar (RFC 5545), for programs that subscribe to it. Call within `acting_as`.

Each planned meal is an event of its own, without a recurrence: programs differ in what they make of a recurring time that the
clocks leave out, and an event that stands alone is the same in all of them (docs/adr/0012-plans.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from icalendar import Calendar, Event
from icalendar.prop import vDuration

from fithub.accounts.models import Profile
from fithub.accounts.queries import local_now, profile_of
from fithub.core.slots import Slot
from fithub.planning.models import SnapshotModel
from fithub.planning.plan import Planned, PlannedState, planned_between
from fithub.planning.vtimezone import timezone_of
from fithub.planning.wall import instant_at

# How far a calendar looks, in days: back, so that the past week does not vanish at once, and ahead.
BACK: Final = 31
AHEAD: Final = 180
MOST_EVENTS: Final = 5_000
MINUTES: Final = 30
_VERSION: Final = "1"
_CATEGORIES: Final = {
    Slot.BREAKFAST: "Breakfast",
    Slot.LUNCH: "Lunch",
    Slot.DINNER: "Dinner",
    Slot.SNACK: "Snack",
}


@dataclass(frozen=True, slots=True)
class Feed:
    """What a calendar shows of a plan: its meals, and the zone and the day start that say when they are."""

    meals: Sequence[Planned]
    profile: Profile
    first: date
    last: date

    @property
    def tag(self) -> str:
        """The same for the same calendar, another one for another; worked out without writing it."""
        told = sha256(f"{_VERSION} {self.profile.time_zone} {self.profile.day_start} {self.first}".encode())
        for each in self.meals:
            told.update(
                f"{each.key} {each.local_date} {each.state} {each.changed_at.isoformat()} {each.revision}\n".encode()
            )
            for item in each.items:
                told.update(f"{item.pk} {item.grams}".encode())
        return told.hexdigest()[:32]


def feed_of(user_id: UUID) -> Feed:
    """The plan from a month ago to half a year ahead, without what is skipped; at most 5,000 meals."""
    today = local_now(user_id).date
    first, last = today - timedelta(days=BACK), today + timedelta(days=AHEAD)
    found = planned_between(user_id=user_id, first=first, last=last)
    shown = [each for each in found if each.state != PlannedState.SKIPPED]
    return Feed(shown[:MOST_EVENTS], profile_of(user_id), first, last)


def written(feed: Feed) -> bytes:
    """The calendar as its programs read it."""
    calendar = Calendar()
    calendar.add("prodid", "-//FitHub//Planned meals//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    # The name and how often to look again: RFC 7986, and what programs read that are older than it.
    for name in ("name", "x-wr-calname"):
        calendar.add(name, "FitHub meals")
    calendar.add("x-wr-timezone", feed.profile.time_zone)
    calendar.add("refresh-interval", vDuration(timedelta(hours=1)), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    if feed.profile.time_zone != "UTC":
        calendar.add_component(timezone_of(feed.profile.time_zone, feed.first, feed.last))
    for each in feed.meals:
        calendar.add_component(_event(each, feed.profile))
    text: bytes = calendar.to_ical()
    return text


def _event(each: Planned, profile: Profile) -> Event:
    start = instant_at(each.local_date, each.local_time, zone=profile.time_zone, day_start=profile.day_start)
    changed = each.changed_at.astimezone(UTC).replace(microsecond=0)
    event = Event()
    event.add("uid", f"{each.key}@fithub")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", each.revision)
    event.add("dtstart", start)
    # And no end: one within an hour that the clocks show twice would be read as the first of them.
    event.add("duration", timedelta(minutes=each.minutes or MINUTES))
    event.add("summary", each.name)
    event.add("description", _description(each))
    event.add("categories", [_CATEGORIES[each.slot]])
    # A meal does not make anybody busy.
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _description(each: Planned) -> str:
    lines = [_line(item) for item in each.items]
    return "\n".join([*lines, *([] if not each.notes else ["", each.notes])])


def _line(item: SnapshotModel) -> str:
    return f"{item.description}, {item.grams.normalize():f} g"
