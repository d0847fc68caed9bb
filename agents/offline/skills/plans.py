"""The plan in everyday words: "plan oatmeal for breakfast every weekday", "what's planned tomorrow", "I ate as planned", "skip
tomorrow's lunch", "shopping list for this week". What will be eaten is planned and never logged."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, Final

from agents.offline import wording
from agents.offline.amending import SLOTS
from agents.offline.calls import Plan, Turn, Waited
from agents.offline.history import Result
from agents.offline.nutrients import amount, listed
from agents.offline.skills.days_ahead import Days, days_named, rule_named
from agents.offline.skills.skill import Skill
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot

_SLOT: Final = r"breakfast|brunch|lunch|dinner|supper|snacks?"
_PLAN: Final = re.compile(
    r"^(?:(?:(?:meal )?plan|schedule)(?: in)?:?\s+(?!to\b|on\b|ahead\b|is\b|was\b|for\b|a? ?meals?$)(?P<what>.+)|"
    r"(?:add|put)\s+(?P<put>.+?)\s+(?:to|on|in|into)\s+(?:my|the)\s+(?:meal )?plan\b(?P<when>.*))$",
    re.IGNORECASE | re.DOTALL,
)
_ASK: Final = re.compile(
    r"^(?:(?:what(?:'s| is| are| do i have| have i got)?|show|list|tell|give)\b(?: me)?\s+(?:(?:all|that|is|the|my|on|i have)\s+)*"
    rf"(?:(?:planned|scheduled)(?: meals?)?|(?:meal )?plan(?: of meals)?|(?:{_SLOT}) plan)|"
    rf"what(?:'s| is) for (?P<for>{_SLOT}) (?=tomorrow|tonight|on\b)|"
    r"(?:my|the) (?:meal )?plan|what am i (?:going to|supposed to|meant to) eat)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_LOG: Final = re.compile(
    rf"^(?:(?:i|we)(?:'ve| have| just)* (?:ate|had|eaten|followed|finished)|ate|had|log|record|add|mark)\b"
    rf"(?=.*\b(?:as planned|(?:as|like|what|just what) (?:was |i |i had |we )?planned|according to (?:the |my )?plan|to plan|"
    rf"(?:my|the|today's) planned (?:{_SLOT}|meals?|foods?)|planned (?:{_SLOT}|meals?)|(?:my|the) (?:meal )?plan$)\b)(?P<rest>.*)$",
    re.IGNORECASE,
)
_SKIP: Final = re.compile(
    rf"^(?:skip|leave out|cancel|drop)\s+(?P<rest>(?=.*\b(?:{_SLOT}|planned meals?)\b).+)$", re.IGNORECASE
)
_ONLY_WHEN: Final = frozenset(
    "the my our planned meal meals plan for on of in at this next that a all and today tonight tomorrow yesterday".split()
)
_BUY: Final = re.compile(
    r"^(?:(?:show|make|give|write|create|tell|what(?:'s| is))?(?: me)?(?: on| up)?(?: my| the| a)?"
    r"\s*(?:shopping|grocery|groceries) list|"
    r"what (?:do|should|must) (?:i|we) (?:need to |have to )?(?:buy|shop for|get from the (?:shop|store|supermarket)))"
    r"\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_SAY_FOODS: Final = (
    "Tell me what to plan, like “plan oatmeal for breakfast every weekday” or “plan pizza for dinner tomorrow”."
)
MOST_TOLD: Final = 21
MOST_LOGGED: Final = 20


@dataclass(frozen=True, slots=True)
class PlanFood(Wish):
    """Foods for a day to come, or for the days of a rule."""

    text: str
    day: date | None = None
    slot: Slot | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class AskPlan(Wish):
    """What is planned."""

    days: Days
    slot: Slot | None = None


@dataclass(frozen=True, slots=True)
class LogPlan(Wish):
    """What was planned was eaten. `until`: only what was planned up to then."""

    day: date
    slot: Slot | None = None
    until: time | None = None


@dataclass(frozen=True, slots=True)
class SkipPlan(Wish):
    """What was planned is to be left out."""

    day: date
    slot: Slot | None = None


@dataclass(frozen=True, slots=True)
class AskShopping(Wish):
    """What is to be bought."""

    days: Days


type PlanWish = PlanFood | AskPlan | LogPlan | SkipPlan | AskShopping


def _read(order: str, now: LocalMoment) -> PlanWish | None:
    if (bought := _BUY.match(order)) is not None:
        return AskShopping(
            days_named(bought["rest"], now.date, longest=7) or Days(now.date, now.date + timedelta(days=6))
        )
    if (logged := _LOG.match(order)) is not None:
        day = days_named(logged["rest"], now.date)
        slot = slot_named(logged["rest"])
        until = now.time if day is None and slot is None else None
        return LogPlan(day.first if day else now.date, slot, until)
    if _ASK.match(order):
        return AskPlan(days_named(order, now.date) or Days(now.date, now.date), slot_named(order))
    if (skipped := _SKIP.match(order)) is not None and _is_only_when(skipped["rest"], now):
        day = days_named(skipped["rest"], now.date)
        return SkipPlan(day.first if day else now.date, slot_named(skipped["rest"]))
    planned = _PLAN.match(order)
    return None if planned is None else foods_planned(" ".join(filter(None, planned.group("what", "put", "when"))), now)


def foods_planned(said: str, now: LocalMoment) -> PlanFood | None:
    """What is planned and for when, from the words behind "plan"."""
    rule, text = rule_named(said)
    slot = slot_named(text)
    days = None if rule else days_named(text, now.date)
    if days is not None:
        text = text.replace(days.said, " ")
    text = re.sub(rf"\b(?:for|at|as|to)?\s*(?:my |the |a )?\b(?:{_SLOT})\b(?:'s)?", " ", text, flags=re.IGNORECASE)
    text = re.sub(r"\s+(?:for|on|at|in)?\s*$", "", " ".join(text.split())).strip(" ,.:;")
    return PlanFood(text, days.first if days else None, slot, rule)


def slot_named(said: str) -> Slot | None:
    """The meal that some words name."""
    found = re.search(rf"\b({_SLOT})\b", said, re.IGNORECASE)
    return SLOTS[found[1].lower()] if found else None


def _is_only_when(said: str, now: LocalMoment) -> bool:
    """Whether words name a meal of a day and nothing else: "skip the milk at lunch" is about milk."""
    days = days_named(said, now.date)
    rest = said.replace(days.said, " ") if days else said
    rest = re.sub(rf"\b(?:{_SLOT})\b", " ", rest.lower().replace("'s", " "))
    return set(re.findall(r"[a-z]+", rest)) <= _ONLY_WHEN


def _take(wish: PlanWish, turn: Turn) -> Plan[str]:
    match wish:
        case PlanFood():
            return (yield from _plan(wish, turn))
        case AskPlan():
            told = yield from _on(wish.days, wish.slot, turn)
            return _plan_told(told, wish, turn.today) if told.ok else wording.refused(told)
        case LogPlan():
            return (yield from _log(wish, turn))
        case SkipPlan():
            return (yield from _skip(wish, turn))
        case AskShopping():
            given = {"from_date": wish.days.first.isoformat(), "to_date": wish.days.last.isoformat()}
            told = yield from turn.call("shopping_list", **given)
            return _to_buy(told, wish.days, turn.today) if told.ok else wording.refused(told)


def _on(days: Days, slot: Slot | None, turn: Turn) -> Plan[Result]:
    return (
        yield from turn.call(
            "get_plan",
            from_date=days.first.isoformat(),
            to_date=days.last.isoformat(),
            slot=None if slot is None else slot.value,
        )
    )


def _plan(wish: PlanFood, turn: Turn) -> Plan[str]:
    if not re.search(r"[a-z]", wish.text, re.IGNORECASE):
        return _SAY_FOODS
    result = yield from turn.call(
        "plan_meal",
        text=wish.text,
        local_date=None if wish.day is None else wish.day.isoformat(),
        slot=None if wish.slot is None else wish.slot.value,
        rule=wish.rule,
    )
    if not result.ok:
        return wording.refused(result)
    (made,) = result.data.get("planned_meals") or result.data["meals"]
    when = "as often as you said" if wish.rule else _day(date.fromisoformat(made["local_date"]), turn.today)
    strange = [f"“{' '.join(words.split())[:80]}”" for words in result.data["unmatched"][:5]]
    missing = f" I found no food for {listed(strange)}." if strange else ""
    planned = f"Planned {_meal(made)} for {made['slot']}, {when}."
    return f"{planned} It is not in your diary before you have had it.{missing}{_mind(result)}"


def _log(wish: LogPlan, turn: Turn) -> Plan[str]:
    told = yield from _on(Days(wish.day, wish.day), wish.slot, turn)
    if not told.ok:
        return wording.refused(told)
    open_meals = [each for each in told.data["planned_meals"] if each["state"] == "planned"]
    due = [each for each in open_meals if wish.until is None or time.fromisoformat(each["local_time"]) <= wish.until]
    chosen = due or (open_meals if len(open_meals) == 1 else [])
    if not chosen:
        if any(each["state"] == "logged" for each in told.data["planned_meals"]):
            return "What was planned is in your diary already, so I logged nothing more."
        return f"{_nothing(Days(wish.day, wish.day), wish.slot, turn.today)} I logged nothing."
    result = yield from turn.call("log_planned", planned_ids=[each["id"] for each in chosen[:MOST_LOGGED]])
    return wording.logged(result, turn.today) if result.ok else wording.refused(result)


def _skip(wish: SkipPlan, turn: Turn) -> Plan[str]:
    told = yield from _on(Days(wish.day, wish.day), wish.slot, turn)
    if not told.ok:
        return wording.refused(told)
    chosen = [each for each in told.data["planned_meals"] if each["state"] == "planned"]
    if not chosen:
        return f"{_nothing(Days(wish.day, wish.day), wish.slot, turn.today)} I changed nothing."
    if len(chosen) > 1 and wish.slot is None:
        return f"Which one: {listed([each['name'] for each in chosen])}? Name the meal, like “skip tomorrow's lunch”."
    asked = []
    for each in chosen:
        try:
            result = yield from turn.call("edit_planned", planned_id=each["id"], skipped=True)
        except Waited as wait:
            asked.append(wait.result)
            continue
        if not result.ok:
            return wording.refused(result)
    if asked:
        raise Waited(*asked)
    names = listed([each["name"] for each in chosen])
    return f"Left out {names}, {_day(wish.day, turn.today)}. Say “undo” to plan it again."


def _plan_told(told: Result, wish: AskPlan, today: date) -> str:
    found = told.data["planned_meals"]
    if not found:
        return _nothing(wish.days, wish.slot, today)
    said = []
    for day in dict.fromkeys(each["local_date"] for each in found[:MOST_TOLD]):
        meals = [each for each in found[:MOST_TOLD] if each["local_date"] == day]
        states = {"planned": "", "skipped": " (skipped)", "logged": " (logged)"}
        parts = [f"{each['slot']}: {_meal(each)}{states[each['state']]}" for each in meals]
        name = _day(date.fromisoformat(day), today)
        said.append(f"{name[0].upper()}{name[1:]}: {'; '.join(parts)}.")
    more = len(found) - MOST_TOLD + int(told.data["beyond"])
    return (
        " ".join(["Planned, not eaten yet:" if wish.days.first >= today else "Planned:", *said])
        + (f" And {more} more." if more > 0 else "")
        + _mind(told)
    )


def _mind(told: Result) -> str:
    return "".join(f" {each}" for each in wording.warned(told))


def _to_buy(told: Result, days: Days, today: date) -> str:
    groups = told.data["shopping"]["groups"]
    span = (
        f"{_day(days.first, today)} to {_day(days.last, today)}" if days.first != days.last else _day(days.first, today)
    )
    if not groups:
        return f"Nothing is planned that you would have to buy, {span}."
    lines = [
        f"{group['category']}: "
        + "; ".join(
            f"{each['name']}, {each['words']}{' (got it)' if each['ticked'] else ''}{_careful(each)}"
            for each in group["items"]
        )
        for group in groups
    ]
    return f"To buy, {span}. " + ". ".join(lines) + "."


def _careful(item: dict[str, Any]) -> str:
    grave = [each for each in item.get("warnings", ()) if each["kind"] != "dislike"]
    return f" (careful, {grave[0]['kind']}: {grave[0]['about']})" if grave else ""


def _nothing(days: Days, slot: Slot | None, today: date) -> str:
    when = (
        _day(days.first, today) if days.first == days.last else f"{_day(days.first, today)} to {_day(days.last, today)}"
    )
    return f"Nothing is planned {'' if slot is None else f'for {slot.value} '}{when}."


def _meal(each: dict[str, Any]) -> str:
    energy = each["totals"].get("energy_kcal")
    return str(each["name"]) + ("" if energy is None else f" ({amount('energy_kcal', energy)})")


def _day(day: date, today: date) -> str:
    names = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return names.get((day - today).days) or f"{day:%A}, {day.day} {day:%B}"


SKILL: Final = Skill((PlanFood, AskPlan, LogPlan, SkipPlan, AskShopping), _read, _take)
