"""On which local dates a meal recurs: RFC 5545's RRULE, read strictly, and expanded within a window and never beyond it.

Dates and no instants: a rule says on which of a person's days, the meal says at what time of that day. The dates are
`python-dateutil`'s. It counts from the first date on and stops at nothing but a match, so a rule is refused where it matches
nothing, and is taken up shortly before the window (docs/adr/0012-plans.md).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, Final, Literal

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, weekday

from fithub.core.clock import LAST_DATE
from fithub.core.errors import InvalidInput

LONGEST: Final = 300
MOST_COUNT: Final = 1_000
MOST_INTERVAL: Final = 1_000
MOST_VALUES: Final = 60

type _Frequency = Literal[0, 1, 2, 3]

_FREQUENCIES: Final[Mapping[str, _Frequency]] = {"DAILY": DAILY, "WEEKLY": WEEKLY, "MONTHLY": MONTHLY, "YEARLY": YEARLY}
_TOO_OFTEN: Final = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_OF_THE_DAY: Final = frozenset({"BYSECOND", "BYMINUTE", "BYHOUR"})
_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BYDAY: Final = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_WHOLE: Final = re.compile(r"[+-]?\d{1,3}")
# The numbers that a part may hold, from 1 and, where it counts from the end too, from -1.
_NUMBERS: Final = {
    "BYMONTHDAY": (31, True),
    "BYYEARDAY": (366, True),
    "BYWEEKNO": (53, True),
    "BYMONTH": (12, False),
    "BYSETPOS": (366, True),
}
# The parts in the order in which a rule is written, and those that RFC 5545 knows for a frequency only.
_ORDER: Final = ("INTERVAL", "COUNT", "UNTIL", *_NUMBERS, "BYDAY", "WKST")
_ONLY: Final = {
    "BYMONTHDAY": {"DAILY", "MONTHLY", "YEARLY"},
    "BYYEARDAY": {"YEARLY"},
    "BYWEEKNO": {"YEARLY"},
    "BYSETPOS": {"WEEKLY", "MONTHLY", "YEARLY"},
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A recurrence. `numbers`: its parts of numbers by name; `days`: (ordinal or 0, weekday from Monday 0)."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: date | None = None
    numbers: Mapping[str, tuple[int, ...]] = ()  # type: ignore[assignment]
    days: tuple[tuple[int, int], ...] = ()
    week_start: int = 0

    def __str__(self) -> str:
        """As RFC 5545 writes it, parts in one order, so that equal rules are equal texts."""
        numbers = dict(self.numbers)
        told = {
            "INTERVAL": str(self.interval) if self.interval > 1 else "",
            "COUNT": str(self.count or ""),
            "UNTIL": f"{self.until:%Y%m%d}" if self.until else "",
            "BYDAY": ",".join(f"{ordinal or ''}{_DAYS[day]}" for ordinal, day in self.days),
            "WKST": _DAYS[self.week_start] if self.week_start else "",
            **{name: ",".join(map(str, values)) for name, values in numbers.items()},
        }
        return ";".join([f"FREQ={self.frequency}", *(f"{name}={told[name]}" for name in _ORDER if told.get(name))])

    def moved(self, by: timedelta) -> "Rule":
        """The rule with its last date that much later; the days it names are the same."""
        return self if self.until is None else replace(self, until=self.until + by)


def read_rule(text: str) -> Rule:
    """The rule of a text such as `FREQ=WEEKLY;BYDAY=MO,WE`; `RRULE:` may stand before it.

    Raises InvalidInput (`rule_invalid`: it is no RRULE; `rule_unsupported`: it is one, and no schedule of meals).
    """
    bare = text.strip().upper().removeprefix("RRULE:")
    if len(bare) > LONGEST:
        raise _invalid(f"It has more than {LONGEST} characters.")
    parts: dict[str, str] = {}
    for part in bare.split(";"):
        name, equals, value = part.partition("=")
        if not equals or not value:
            raise _invalid(f"“{part[:40]}” is not NAME=VALUE.")
        if name in parts:
            raise _invalid(f"{name[:40]} stands in it twice.")
        parts[name] = value
    frequency = parts.pop("FREQ", "")
    if frequency in _TOO_OFTEN or parts.keys() & _OF_THE_DAY:
        raise _unsupported(
            "A meal recurs by days; its time of day is `local_time`. Use FREQ=DAILY and a meal for each time."
        )
    if frequency not in _FREQUENCIES:
        raise _invalid(f"FREQ is one of {', '.join(_FREQUENCIES)}.")
    if strange := parts.keys() - set(_ORDER):
        raise _unsupported(f"{min(strange)[:40]} is not understood.")
    numbers = {name: _numbers(name, parts[name]) for name in _NUMBERS if name in parts}
    rule = Rule(
        frequency,
        interval=_whole("INTERVAL", parts.get("INTERVAL", "1"), MOST_INTERVAL),
        count=_whole("COUNT", parts["COUNT"], MOST_COUNT) if "COUNT" in parts else None,
        until=_date(parts["UNTIL"]) if "UNTIL" in parts else None,
        numbers=numbers,
        days=_weekdays(parts["BYDAY"]) if "BYDAY" in parts else (),
        week_start=_week_start(parts.get("WKST", "MO")),
    )
    _check_together(rule)
    return rule


def last_date(rule: Rule, start: date) -> date | None:
    """The last date on which it recurs, None where nothing ends it.

    Raises InvalidInput (`rule_never`: there is no such date; `rule_too_long`: it ends after the year 2199).
    """
    dates = _dates(rule, start, start, None)
    first = next(dates, None)
    if first is None or first > min(rule.until or LAST_DATE, LAST_DATE):
        raise InvalidInput.field("rule", "rule_never", "There is no date on which it recurs; look at its parts again.")
    if rule.count is None:
        return rule.until
    told = [first, *islice(dates, rule.count - 1)]
    if len(told) < rule.count or told[-1] > LAST_DATE:
        raise InvalidInput.field("rule", "rule_too_long", f"It would go on beyond {LAST_DATE}; give a smaller COUNT.")
    return told[-1]


def dates_between(rule: Rule, start: date, first: date, last: date) -> list[date]:
    """The dates from `first` to `last`, both included, on which a rule that begins at `start` recurs, COUNT left aside.

    `last_date` knows where COUNT ends it, and that it recurs at all, without which this would look for very long.
    """
    end = last if rule.until is None else min(last, rule.until)
    begin = max(start, first)
    if begin > end:
        return []
    return [day for day in _dates(rule, start, begin, end) if day >= begin]


def _dates(rule: Rule, start: date, begin: date, end: date | None) -> Iterator[date]:
    """From shortly before `begin` on; a period of the rule is the same wherever the counting of periods begins."""
    numbers = {name.lower(): list(values) for name, values in dict(rule.numbers).items()}
    days = [weekday(day, ordinal) if ordinal else weekday(day) for ordinal, day in rule.days]
    options: dict[str, Any] = {**numbers, "byweekday": days or None}
    options |= _said_by_start(rule, start)
    frequency: _Frequency = _FREQUENCIES[rule.frequency]
    if frequency == DAILY and rule.interval == 1:
        # The same dates, and months in which there is none are passed in one step.
        frequency, options = MONTHLY, {"bymonthday": range(1, 32)} | options
    found = rrule(
        frequency,
        dtstart=datetime.combine(_taken_up(rule, start, begin), time()),
        interval=rule.interval,
        wkst=rule.week_start,
        until=None if end is None else datetime.combine(end, time()),
        **options,
    )
    return (each.date() for each in found)


def _said_by_start(rule: Rule, start: date) -> dict[str, Any]:
    """What the first date says where the rule does not (RFC 5545, 3.3.10): on which weekday, day of the month, day of the year."""
    if rule.frequency == "DAILY" or rule.days or rule.numbers.keys() & {"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"}:
        return {}
    if rule.frequency == "WEEKLY":
        return {"byweekday": weekday(start.weekday())}
    month = {} if rule.frequency == "MONTHLY" or "BYMONTH" in rule.numbers else {"bymonth": start.month}
    return {"bymonthday": start.day, **month}


def _taken_up(rule: Rule, start: date, begin: date) -> date:
    """The beginning of the rule's period that holds `begin` or is the last before it; `start` in its first."""
    match rule.frequency:
        case "DAILY":
            return start + timedelta(days=(begin - start).days // rule.interval * rule.interval)
        case "WEEKLY":
            week = start - timedelta(days=(start.weekday() - rule.week_start) % 7)
            periods = (begin - week).days // (7 * rule.interval)
            return week + timedelta(days=7 * rule.interval * periods) if periods else start
        case "MONTHLY":
            periods = ((begin.year - start.year) * 12 + begin.month - start.month) // rule.interval
            months = start.year * 12 + start.month - 1 + periods * rule.interval
            return date(months // 12, months % 12 + 1, 1) if periods else start
        case _:
            periods = (begin.year - start.year) // rule.interval
            return date(start.year + periods * rule.interval, 1, 1) if periods else start


def _check_together(rule: Rule) -> None:
    """What RFC 5545 does not allow beside one another."""
    if rule.count is not None and rule.until is not None:
        raise _invalid("COUNT and UNTIL do not go together.")
    for name, frequencies in _ONLY.items():
        if name in rule.numbers and rule.frequency not in frequencies:
            raise _invalid(f"{name} does not go with FREQ={rule.frequency}.")
    ordinals = any(ordinal for ordinal, _ in rule.days)
    if ordinals and (rule.frequency not in {"MONTHLY", "YEARLY"} or "BYWEEKNO" in rule.numbers):
        raise _invalid("A number before a weekday goes with FREQ=MONTHLY or FREQ=YEARLY alone.")
    if "BYSETPOS" in rule.numbers and not rule.days and rule.numbers.keys() == {"BYSETPOS"}:
        raise _invalid("BYSETPOS needs another BY… part to choose from.")


def _numbers(name: str, value: str) -> tuple[int, ...]:
    most, from_the_end = _NUMBERS[name]
    told = value.split(",")
    if len(told) > MOST_VALUES or not all(_WHOLE.fullmatch(each) for each in told):
        raise _invalid(f"{name} holds whole numbers, at most {MOST_VALUES}.")
    found = sorted({int(each) for each in told})
    if any(not 1 <= (abs(each) if from_the_end else each) <= most for each in found):
        raise _invalid(f"{name} holds numbers from 1 to {most}{' or -1 to -' + str(most) if from_the_end else ''}.")
    return tuple(found)


def _weekdays(value: str) -> tuple[tuple[int, int], ...]:
    found = [_BYDAY.fullmatch(each) for each in value.split(",")]
    days = [(int(each[1] or 0), _DAYS.index(each[2])) for each in found if each]
    if (
        len(days) < len(found)
        or len(days) > MOST_VALUES
        or any(each[1] and int(each[1]) == 0 for each in found if each)
    ):
        raise _invalid(f"BYDAY holds {', '.join(_DAYS)}, each with or without a number before it.")
    if any(abs(ordinal) > 53 for ordinal, _ in days):
        raise _invalid("A year has 53 of a weekday at most.")
    return tuple(sorted(set(days)))


def _week_start(value: str) -> int:
    if value not in _DAYS:
        raise _invalid(f"WKST is one of {', '.join(_DAYS)}.")
    return _DAYS.index(value)


def _whole(name: str, value: str, most: int) -> int:
    if not value.isascii() or not value.isdigit() or len(value) > 9 or not 1 <= int(value) <= most:
        raise _invalid(f"{name} is a whole number from 1 to {most:,}.")
    return int(value)


def _date(value: str) -> date:
    try:
        if not re.fullmatch(r"\d{8}", value, re.ASCII):
            raise ValueError
        return date(int(value[:4]), int(value[4:6]), int(value[6:]))
    except ValueError:
        raise _invalid("UNTIL is a local date, written YYYYMMDD; meals recur by local dates.") from None


def _invalid(why: str) -> InvalidInput:
    return InvalidInput.field("rule", "rule_invalid", f"That is no recurrence like FREQ=WEEKLY;BYDAY=MO,WE,FR. {why}")


def _unsupported(why: str) -> InvalidInput:
    return InvalidInput.field("rule", "rule_unsupported", f"That is no schedule of meals. {why}")
