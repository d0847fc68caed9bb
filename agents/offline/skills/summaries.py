"""Averages, summaries and when they come, in everyday words: "how was my week?", "send my daily summary at 8pm"."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from agents.offline import nutrients, wording
from agents.offline.asking import SPAN, is_about_oneself, is_question
from agents.offline.calls import Plan, Turn
from agents.offline.skills.coach_words import SUMMARIES, half_quiet, quiet_until, settled, settled_anew
from agents.offline.skills.skill import Skill
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment

_SHOW: Final = re.compile(
    rf"^(?:show|tell|give|read|what(?:'s| is| was| does)|see|display|open|get)(?: me)?(?: (?:my|the|in my))*"
    rf"(?: (?:last|latest|newest|this week's|last week's|yesterday(?:'s)?|today(?:'s)?))?(?: (?P<kind>daily|"
    rf"weekly))? {SUMMARIES}"
    r"(?: (?:for|of|from) (?P<when>yesterday|today|last week|this week))?(?: say)?$"
    r"|^(?:my )?(?P<alone>daily|weekly) (?:summary|recap)$",
    re.IGNORECASE,
)
_COUNTS: Final = {"a": 1, "an": 1, "ten": 10} | {
    word: count for count, word in enumerate("one two three four five six seven".split(), start=1)
}
_UNIT_DAYS: Final = {"day": 1, "week": 7, "month": 30}
_LAST_DAYS: Final = re.compile(
    r"\b(?:last|past|previous) (?P<count>\d{1,3}|few|couple(?: of)?|two|three|four|five|six|seven|ten) "
    r"(?P<unit>day|week|month)s?\b",
    re.IGNORECASE,
)
_SKIP: Final = re.compile(
    r"^(?:please )?skip(?: (?:it|that|this|that day|this day|this one|that one))?$", re.IGNORECASE
)
_NOTHING: Final = re.compile(
    r"^(?:i (?:was|felt|had been) (?:too |so |very |really )?[a-z]+(?: in bed| all day)?(?:,| and| so)+ )?(?:i "
    r")?(?:did not|didn't|did n't) "
    r"(?:eat|have)(?: anything| a thing| a bite| any food| at all| much)*(?: that day| on that day| then)?$"
    r"|^i (?:ate|had) nothing(?: that day)?$"
    r"|^i (?:fasted|was fasting)(?: (?:that day|for (?:religious|health|medical|spiritual) (?:reasons|purposes)|for "
    r"(?:lent|ramadan|"
    r"yom kippur|ekadashi|navratri|shivratri)|because of [\w ]{3,30}))*$",
    re.IGNORECASE,
)
# "Which day do you mean?", asked back.
_WHICH_DAY: Final = re.compile(
    r"^(?:(?:sorry|wait|hm+|huh)[\s,]+)*(?:(?:which|what) (?:day|date|one) (?:do|did|are) you (?:mean|meaning|"
    r"asking(?: about)?|talking about|"
    r"want|need)|(?:for )?(?:which|what) (?:day|date)(?: (?:was|is|would) (?:that|it|this)(?: for| about)?)?|"
    r"what are you (?:asking|talking)(?: me)?(?: about)?|you mean (?:which|what) (?:day|date)|(?:do )?you mean "
    r"(?:today|yesterday))$",
    re.IGNORECASE,
)
# "Turn them back on", of summaries that were just turned off; "off again" of those that were turned on.
_SWITCHED: Final = re.compile(
    r"^(?:(?:no|oh|wait|sorry|actually|hm+|please|can you|could you)[\s,]+)*(?:turn|switch|put|have|set) "
    r"(?:it|them|that|those|these) "
    r"(?:(?:back|again) )?(?P<to>on|off)(?: (?:again|after all|please|then))*$",
    re.IGNORECASE,
)
_MOST_DAYS: Final = 366


@dataclass(frozen=True, slots=True)
class AskSpan(Wish):
    """What was had on average over some days, of these nutrients (of energy and the macronutrients where none is named)."""

    first: date
    last: date
    named: str
    nutrients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskSummary(Wish):
    """What the summary of a day or a week says."""

    kind: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class AnswerAsked(Wish):
    """An answer to the coach's question about a day that names no food."""

    how: str


@dataclass(frozen=True, slots=True)
class AskAsked(Wish):
    """Which day did the coach ask about?"""


@dataclass(frozen=True, slots=True)
class Settle(Wish):
    """When and how summaries are to come: the arguments of set_coach_settings."""

    changes: dict[str, Any] = field(hash=False)


@dataclass(frozen=True, slots=True)
class QuietFrom(Wish):
    """It is to be quiet from an hour on, and nobody said until when."""

    first: str


def _read(order: str, now: LocalMoment) -> AskSpan | AskSummary | AnswerAsked | AskAsked | Settle | QuietFrom | None:
    if _SKIP.match(order):
        return AnswerAsked("skip")
    if _WHICH_DAY.match(order):
        return AskAsked()
    if _NOTHING.match(order):
        return AnswerAsked("fasting")
    changes = settled(order, now)
    if changes:
        return Settle(changes)
    first = half_quiet(order)
    if first is not None:
        return QuietFrom(first)
    shown = _SHOW.match(order)
    if shown is not None:
        kind = (shown["kind"] or shown["alone"] or ("weekly" if "week" in order.lower() else "daily")).lower()
        day = now.date if shown["when"] and shown["when"].lower() in {"today", "this week"} else None
        return AskSummary(kind, day)
    if is_question(order) and SPAN.search(order) and is_about_oneself(order):
        return AskSpan(*_span(order.lower(), now.date), nutrients.named_in(order))
    return None


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS[word.lower()]


def _span(said: str, today: date) -> tuple[date, date, str]:
    """The days that words name, and how they call them; a week up to today where they name none."""
    one = timedelta(days=1)
    monday = today - timedelta(days=today.weekday())
    counted = _LAST_DAYS.search(said)
    if counted is not None:
        word = counted["count"].split()[0]
        count = {"few": 3, "couple": 2}.get(word) or _count(word)
        days = min(count * _UNIT_DAYS[counted["unit"]], _MOST_DAYS)
        return today - timedelta(days=days - 1), today, f"the last {days} days"
    if re.search(r"\b(?:last|previous) week(?!end)", said):
        return monday - timedelta(days=7), monday - one, "last week"
    if "weekend" in said:
        saturday = monday + timedelta(days=5)
        saturday -= timedelta(days=7 if saturday > today or re.search(r"last weekend", said) else 0)
        return saturday, saturday + one, "the weekend"
    if re.search(r"\b(?:last|previous) month", said):
        last = today.replace(day=1) - one
        return last.replace(day=1), last, calendar.month_name[last.month]
    if re.search(r"\b(?:this|my|past|per) month|monthly|month's", said):
        return today.replace(day=1), today, "this month"
    if "year" in said:
        first = max(today.replace(month=1, day=1), today - timedelta(days=_MOST_DAYS - 1))
        return first, today, "this year"
    if re.search(r"\b(?:this|my) week\b", said):
        return monday, today, "this week"
    return today - timedelta(days=6), today, "the last 7 days"


def _reply(text: str, previous: Sequence[Wish], now: LocalMoment) -> Settle | None:
    """What was just turned off, on again; or the other way round; or what was just settled, at another hour or on another day."""
    switched = _SWITCHED.match(text)
    before = previous[-1] if previous else None
    if isinstance(before, QuietFrom):
        hours = quiet_until(before.first, text)
        return Settle(hours) if hours else None
    if not isinstance(before, Settle):
        return None
    if switched is None:
        anew = settled_anew(text, before.changes)
        return Settle(anew) if anew else None
    on = switched["to"].lower() == "on"
    if not on and "quiet_from" in before.changes:
        return Settle({"no_quiet": True})
    changes = {name: on for name, value in before.changes.items() if value is (not on) and name != "no_quiet"}
    return Settle(changes) if changes else None


def _take(wish: AskSpan | AskSummary | AnswerAsked | AskAsked | Settle | QuietFrom, turn: Turn) -> Plan[str]:
    match wish:
        case AskSpan():
            result = yield from turn.call(
                "get_range", first_date=wish.first.isoformat(), last_date=wish.last.isoformat()
            )
            return _averages(result.data, wish) if result.ok else wording.refused(result)
        case AskSummary():
            day = None if wish.day is None else wish.day.isoformat()
            result = yield from turn.call("get_summary", kind=wish.kind, local_date=day)
            told = result.data.get("summary", {})
            return f"{told['title']}. {told['text']}" if result.ok else wording.refused(result)
        case AnswerAsked():
            if turn.history.asked_about is None:
                return "Then there is nothing to log, and I have logged nothing."
            result = yield from turn.call("answer_question", how=wish.how)
            return "All right, I do not ask about that day again." if result.ok else wording.refused(result)
        case AskAsked():
            asked = turn.history.asked_about
            if asked is None:
                return "I have asked about no day just now. Tell me the day that you mean, like “yesterday” or “last Friday”."
            return (
                f"I asked about {wording.day_name(asked, turn.today).removeprefix('on ')}, {asked.day} {asked:%B}: "
                f"there is little or"
                " nothing logged for it. Tell me what you ate then, or say “skip it”."
            )
        case QuietFrom():
            return (
                f"Until when shall it be quiet? Say it like “until 7:00”, and nothing is sent from {wish.first} to then. "
                "Nothing is changed yet."
            )
        case Settle():
            result = yield from turn.call("set_coach_settings", **wish.changes)
            return _settled_text(result.data["settings"], wish.changes) if result.ok else wording.refused(result)


def _averages(told: dict[str, Any], wish: AskSpan) -> str:
    if not told["counted_days"]:
        return f"Nothing is logged for {wish.named} yet, so there is no average."
    keys = wish.nutrients or nutrients.MACROS
    known = [key for key in keys if key in told["averages"]]
    if not known:
        return f"The foods of {wish.named} do not say how much {nutrients.label(keys[0])} they hold."
    amounts = nutrients.listed([f"{nutrients.amount(key, told['averages'][key])}{_of(key)}" for key in known])
    count = int(told["counted_days"])
    kind = "complete " if told["basis"] == "complete" else ""
    over = f"over {count} {kind}day{'' if count == 1 else 's'}"
    note = "" if kind else " No day of them is complete, so the true figure may be higher."
    text = f"For {wish.named} you averaged {amounts} a day, {over}.{note}"
    first = known[0]
    before = told["averages_before"].get(first)
    if kind and before is not None and len(known) == len(keys):
        text += f" In as many days before, it was {nutrients.amount(first, before)}{_of(first)}."
    return text


def _of(key: str) -> str:
    return "" if key == "energy_kcal" else f" of {nutrients.label(key)}"


def _settled_text(settings: dict[str, Any], changes: dict[str, Any]) -> str:
    if changes.get("pause_days"):
        until = _day(settings["paused_until"])
        return f"Your summaries are paused until {until}. Say “resume my summaries” to have them back sooner."
    said = []
    if "backfill" in changes:
        said.append(f"I {'ask' if settings['backfill'] else 'do not ask'} about days with little or nothing logged.")
    if "no_quiet" in changes:
        said.append("There are no quiet hours any more.")
    if "quiet_from" in changes:
        said.append(f"Nothing is sent from {str(settings['quiet_from'])[:5]} to {str(settings['quiet_to'])[:5]}.")
    for kind in ("daily", "weekly"):
        if not any(kind in name for name in changes) and "pause_days" not in changes:
            continue
        if not settings[kind]:
            said.append(f"There will be no {kind} summaries.")
            continue
        at = str(settings[f"{kind}_at"])[:5]
        on = "" if kind == "daily" else f" on {settings['weekly_on'].capitalize()}s"
        by = "here and by mail" if settings[f"mail_{kind}"] else "here, not by mail"
        said.append(f"Your {kind} summary comes{on} at {at}, {by}.")
    return " ".join(said) or "It is settled."


def _day(instant: Any) -> str:
    day = date.fromisoformat(str(instant)[:10])
    return f"{day.day} {day:%B}"


SKILL: Final = Skill((AskSpan, AskSummary, AnswerAsked, AskAsked, Settle, QuietFrom), _read, _take, reply=_reply)
