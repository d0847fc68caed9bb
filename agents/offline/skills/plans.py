"""The plan in everyday words: "plan oatmeal for breakfast every weekday", "what's planned tomorrow", "I ate as planned", "skip
tomorrow's lunch", "shopping list for this week". What will be eaten is planned and never logged."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any, Final

from agents.offline import wording
from agents.offline.calls import Plan, Turn, Waited
from agents.offline.history import Result
from agents.offline.nutrients import amount, listed
from agents.offline.skills import suggestions
from agents.offline.skills.days_ahead import Days
from agents.offline.skills.plan_changes import MovePlan, SkipPlan, moved_instead
from agents.offline.skills.plan_food import PlanFood, foods_planned
from agents.offline.skills.plan_naming import SLOT, slot_named
from agents.offline.skills.plan_words import AskPlan, AskShopping, LogPlan, PlanWish, read_plan
from agents.offline.skills.skill import Skill
from agents.offline.skills.suggestions import Suggest
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot
from fithub.foods.words import content_words

_SAY_FOODS: Final = (
    "Tell me what to plan, like “plan oatmeal for breakfast every weekday” or “plan pizza for dinner tomorrow”."
)
MOST_TOLD: Final = 21
MOST_LOGGED: Final = 20
# After "what's for lunch?": it was that.
_EATEN: Final = re.compile(
    r"^\W*(?:(?:great|ok(?:ay)?|cool|nice|thanks|yes|yeah|right|good)[\s,.!]+)*(?:(?:(?:i|we)(?:'ve| have)? )?(?:just |"
    r"already )?(?:had|ate|eaten) "
    r"(?:it|that|this|exactly that|all of it)|(?:please |can you |just )*(?:log|record|add|track|tick off|mark) (?:it|"
    r"that|this|them)(?: off)?)"
    r"(?: (?:as (?:planned|eaten|done)|down|please|then|now|already|earlier|just now|like that|just like that|exactly))*\W*$",
    re.IGNORECASE,
)
# "Oh, the meeting is off, put lunch back on", after a planned meal was left out.
_BACK_ON: Final = re.compile(
    rf"^(?:[^,;.\d]{{0,40}}[,;.]\s*)?(?:(?:no|oh|wait|sorry|actually|hm+|please|can you|could you)[\s,]+)*put "
    rf"(?:it|that|(?:the |my )?(?:{SLOT})) back(?: (?:on|in)(?: the plan)?)?(?: please| then| after all)*$",
    re.IGNORECASE,
)
_NO_ANSWER: Final = re.compile(
    r"^(?:yes|no|nope|nah|yeah|ok(?:ay)?|never ?mind|forget it|cancel|stop|thanks?|thank you|not now|later|leave it|what|how|which|"
    r"when|why|did|do|does|is|are|can|could|undo|delete|remove|log|i(?:'ve| have)? (?:just )?(?:had|ate|eaten|drank|"
    r"weigh)|we (?:had|ate)|"
    r"had|ate|my (?:weight|goal|target))\b(?!,? (?:a|an|some|\d))",
    re.IGNORECASE,
)


def _reply(text: str, previous: Sequence[Wish], now: LocalMoment) -> PlanWish | None:
    """ "Plan it again" after something was left out, another day for what was planned, "log it" after it was asked for."""
    left_out = previous[-1] if previous else None
    if (
        isinstance(left_out, SkipPlan)
        and not left_out.again
        and _BACK_ON.match(text)
        and slot_named(text) in {None, left_out.slot}
    ):
        return replace(left_out, again=True)
    planned = next((each for each in reversed(previous) if isinstance(each, PlanFood)), None)
    if planned is not None and not planned.text:
        return _named_now(text, planned, now)
    if planned is not None and not planned.also:
        return moved_instead(text, planned, now)
    told = next((each for each in reversed(previous) if isinstance(each, AskPlan)), None)
    if told is not None:
        eaten = _EATEN.match(text) is not None and told.days.first == told.days.last
        return LogPlan(told.days.first, told.slot) if eaten else None
    left = next((each for each in reversed(previous) if isinstance(each, SkipPlan)), None)
    again = re.match(
        r"^(?:no[,. ]+|actually[,. ]+|wait[,. ]+)*(?:plan|put|have|keep) (?:it|that|them)(?: back)?(?: again| in| on)?$",
        text,
        re.IGNORECASE,
    )
    return None if left is None or again is None else SkipPlan(left.day, left.slot, left.words, again=not left.again)


def _named_now(text: str, before: PlanFood, now: LocalMoment) -> PlanFood | None:
    """What is to be planned, once it was asked; a question or what was eaten is no answer."""
    if _NO_ANSWER.match(text):
        return None
    told = foods_planned(
        re.sub(r"^(?:(?:ok(?:ay)?|so|well|yes|let's say|maybe|how about)[\s,]+)+", "", text, flags=re.IGNORECASE), now
    )
    if told is None or not told.text or told.also:
        return told if told is not None and told.text else None
    return replace(told, day=told.day or before.day, slot=told.slot or before.slot, rule=told.rule or before.rule)


def _take(wish: PlanWish, turn: Turn) -> Plan[str]:
    match wish:
        case PlanFood():
            return (yield from _plan(wish, turn))
        case AskPlan():
            told = yield from _on(wish.days, wish.slot, turn)
            if told.ok and wish.words:
                return _when_planned(told, wish, turn.today)
            if told.ok and not told.data["planned_meals"] and wish.or_ideas:
                ideas = yield from suggestions.SKILL.take(Suggest(None if wish.slot is None else wish.slot.value), turn)
                return f"{_nothing(wish.days, wish.slot, turn.today)} {ideas}"
            return _plan_told(told, wish, turn.today) if told.ok else wording.refused(told)
        case LogPlan():
            return (yield from _log(wish, turn))
        case SkipPlan():
            return (yield from _skip(wish, turn))
        case MovePlan():
            return (yield from _move(wish, turn))
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
    said = yield from _plan_one(wish, turn)
    for other in wish.also:
        said += f" {(yield from _plan_one(other, turn))}"
    return said


def _plan_one(wish: PlanFood, turn: Turn) -> Plan[str]:
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
    if wish.words:
        named = _named(wish.words, open_meals)
        if len(named) != 1:
            return _not_that_one(named or open_meals)
        open_meals = named
    due = [each for each in open_meals if wish.until is None or time.fromisoformat(each["local_time"]) <= wish.until]
    chosen = due or (open_meals if len(open_meals) == 1 else [])
    if not chosen:
        if any(each["state"] == "logged" for each in told.data["planned_meals"]):
            return "What was planned is in your diary already, so I logged nothing more."
        return f"{_nothing(Days(wish.day, wish.day), wish.slot, turn.today)} I logged nothing."
    result = yield from turn.call("log_planned", planned_ids=[each["id"] for each in chosen[:MOST_LOGGED]])
    return wording.logged(result, turn.today) if result.ok else wording.refused(result)


def _skip(wish: SkipPlan, turn: Turn) -> Plan[str]:
    chosen, said = yield from _chosen(wish, "skipped" if wish.again else "planned", turn)
    if said:
        return said
    yield from _edited(chosen, turn, skipped=not wish.again)
    names = listed([each["name"] for each in chosen])
    when = _day(date.fromisoformat(chosen[0]["local_date"]), turn.today)
    if wish.again:
        return f"{names} is planned again, {when}."
    return f"Left out {names}, {when}. Say “undo” to plan it again."


def _move(wish: MovePlan, turn: Turn) -> Plan[str]:
    chosen, said = yield from _chosen(wish, "planned", turn)
    if said:
        return said
    results = yield from _edited(
        chosen,
        turn,
        local_date=None if wish.to_day is None else wish.to_day.isoformat(),
        slot=None if wish.to_slot is None else wish.to_slot.value,
        local_time=None if wish.to_time is None else wish.to_time.isoformat(),
    )
    failed = next((result for result in results if not result.ok), None)
    if failed is not None:
        return wording.refused(failed)
    told = [each for result in results for each in result.data["planned_meals"]]
    where = [
        f"{each['name']} is planned for {each['slot']}, {_day(date.fromisoformat(each['local_date']), turn.today)} at "
        f"{str(each['local_time'])[:5]}"
        for each in told
    ]
    return f"Moved: {listed(where)}. Say “undo” to take that back."


def _chosen(wish: SkipPlan | MovePlan, state: str, turn: Turn) -> Plan[tuple[list[dict[str, Any]], str]]:
    """The planned meals that are meant; or what to say where none are, or more than one may be."""
    days = Days(wish.day, wish.until or wish.day)
    told = yield from _on(days, wish.slot, turn)
    if not told.ok:
        return [], wording.refused(told)
    found = [each for each in told.data["planned_meals"] if each["state"] == state]
    words = set(content_words(" ".join(wish.words)))
    chosen = _named(wish.words, found)
    if not chosen and found and words:
        names = listed([each["name"] for each in found])
        return [], f"Nothing of that kind is planned then, so I changed nothing. There is {names}."
    if not chosen:
        return [], f"{_nothing(days, wish.slot, turn.today)} I changed nothing."
    if len(chosen) > 1 and (wish.slot is None or words or wish.until):
        return [], (
            f"Which one: {listed([each['name'] for each in chosen])}? Name the meal, like “skip tomorrow's lunch”."
        )
    return chosen, ""


def _named(said: Sequence[str], meals: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The meals that words name best; of what is said at least half is about each of them."""
    words = set(content_words(" ".join(said)))
    most = max((len(words & _words_of(each)) for each in meals), default=0)
    return [each for each in meals if len(words & _words_of(each)) == most] if 2 * most >= len(words) else []


def _not_that_one(meals: Sequence[dict[str, Any]]) -> str:
    """What is planned, where no meal of it, or more than one, may be meant."""
    if not meals:
        return "Nothing is planned that is not in your diary yet, so I logged nothing. Tell me what you had."
    return f"There is {listed([each['name'] for each in meals])} planned. Which one did you have? I logged nothing."


def _words_of(meal: dict[str, Any]) -> set[str]:
    items = " ".join(str(each.get("description") or each.get("food") or "") for each in meal.get("items", ()))
    return set(content_words(f"{meal['name']} {items}"))


def _edited(chosen: list[dict[str, Any]], turn: Turn, **changes: Any) -> Plan[list[Result]]:
    """Change each; raises Waited with all that wait for a yes."""
    asked, results = [], []
    for each in chosen:
        try:
            results.append((yield from turn.call("edit_planned", planned_id=each["id"], **changes)))
        except Waited as wait:
            asked.append(wait.result)
    if asked:
        raise Waited(*asked)
    return results


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


def _when_planned(told: Result, wish: AskPlan, today: date) -> str:
    """When the meals are planned that have what is named."""
    words = set(content_words(" ".join(wish.words)))
    found = [each for each in told.data["planned_meals"] if each["state"] == "planned" and words & _words_of(each)]
    if not found:
        return f"Nothing of that kind is planned, {_day(wish.days.first, today)} to {_day(wish.days.last, today)}."
    days = [
        f"{each['name']} for {each['slot']}, {_day(date.fromisoformat(each['local_date']), today)}" for each in found
    ]
    return f"Planned: {listed(days)}."


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


SKILL: Final = Skill((PlanFood, AskPlan, LogPlan, SkipPlan, MovePlan, AskShopping), read_plan, _take, reply=_reply)
