"""Plans for what is planned already: left out, planned again, moved, swapped, had otherwise."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from agents.offline import finding, wording
from agents.offline.calls import Plan, Turn, Waited
from agents.offline.history import Result
from agents.offline.nutrients import listed, number
from agents.offline.skills.plan_changes import SkipPlan
from agents.offline.skills.plan_instead import InsteadPlan
from agents.offline.skills.plan_meals import Meal, chosen, day_words, meal_words
from agents.offline.skills.plan_moves import MovePlan, SwapPlan
from agents.offline.steps import Payload
from fithub.foods.words import content_words

_TAKE_BACK = "Say “undo” to take that back."


def skip(wish: SkipPlan, turn: Turn) -> Plan[str]:
    """Leave planned meals out, or plan them again."""
    meals, said = yield from chosen(wish, "skipped" if wish.again else "planned", turn)
    if said:
        return said
    yield from _each(meals, [{"skipped": not wish.again} for _ in meals], turn)
    names, when = listed([each["name"] for each in meals]), day_words(meals[0], turn.today)
    return (
        f"{names} is planned again, {when}."
        if wish.again
        else f"Left out {names}, {when}. Say “undo” to plan it again."
    )


def move(wish: MovePlan, turn: Turn) -> Plan[str]:
    """Put planned meals on another day, at another time or another meal."""
    meals, said = yield from chosen(wish, "planned", turn)
    if said:
        return said
    return (yield from _moved(meals, [_place(wish, each) for each in meals], turn))


def _place(wish: MovePlan, meal: Meal) -> dict[str, Any]:
    to_day = date.fromisoformat(meal["local_date"]) + timedelta(days=wish.by) if wish.by else wish.to_day
    return {
        "local_date": None if to_day is None else to_day.isoformat(),
        "slot": None if wish.to_slot is None else wish.to_slot.value,
        "local_time": None if wish.to_time is None else wish.to_time.isoformat(),
    }


def swap(wish: SwapPlan, turn: Turn) -> Plan[str]:
    """Let two planned meals change places."""
    pair = []
    for each in (wish.one, wish.other):
        meals, said = yield from chosen(each, "planned", turn)
        if said:
            return said
        if len(meals) > 1:
            return f"Which one: {listed([meal['name'] for meal in meals])}? I changed nothing."
        pair += meals
    one, other = pair
    if one["id"] == other["id"]:
        return "That is one meal, so I changed nothing."
    places = [{name: each[name] for name in ("local_date", "slot", "local_time")} for each in (other, one)]
    return (yield from _moved(pair, places, turn))


def _moved(meals: Sequence[Meal], places: Sequence[Mapping[str, Any]], turn: Turn) -> Plan[str]:
    results = yield from _each(meals, places, turn)
    failed = next((result for result in results if not result.ok), None)
    if failed is not None:
        return wording.refused(failed)
    told = [each for result in results for each in result.data["planned_meals"]]
    where = [
        f"{each['name']} is planned for {each['slot']}, {day_words(each, turn.today)} at {str(each['local_time'])[:5]}"
        for each in told
    ]
    return f"Moved: {listed(where)}. {_TAKE_BACK}"


def instead(wish: InsteadPlan, turn: Turn) -> Plan[str]:
    """Leave a planned meal out and plan other foods in its place."""
    meals, said = yield from chosen(wish.of, "planned", turn)
    if said:
        return said
    if len(meals) > 1:
        return f"Which one: {listed([each['name'] for each in meals])}? I changed nothing."
    (meal,) = meals
    known = yield from turn.call("estimate_foods", text=wish.text)
    if not known.ok or known.data["unmatched"] or not known.data["items"]:
        return f"I know no food called “{wish.text}”, so I changed nothing."
    place = {name: meal[name] for name in ("local_date", "slot", "local_time")}
    calls = [("edit_planned", {"planned_id": meal["id"], "skipped": True}), ("plan_meal", {"text": wish.text, **place})]
    _, made = yield from _all(calls, turn)
    if not made.ok:
        return wording.refused(made)
    (planned,) = made.data["planned_meals"]
    when = f"{planned['slot']}, {day_words(planned, turn.today)}"
    return f"Planned {meal_words(planned)} for {when} instead of {meal['name']}. {_TAKE_BACK}"


def otherwise(meal: Meal, words: Sequence[str], payload: Payload, turn: Turn) -> Plan[str | None]:
    """Change how much of a food is planned, or which food; None where nobody can know which of several."""
    items = (
        finding.matching([_as_entry(item) for item in meal["items"]], words)
        if words
        else [_as_entry(item) for item in meal["items"]]
    )
    if len(items) != 1:
        return None
    (item,) = items
    changes = _changes(item, payload)
    if changes is None:
        return None
    result = yield from turn.call("edit_planned", planned_id=meal["id"], **changes)
    if not result.ok:
        return wording.refused(result)
    (told,) = result.data["planned_meals"]
    foods = listed([f"{each['food']} ({number(each['grams'], 0)} g)" for each in told["items"]])
    return f"Planned for {told['slot']}, {day_words(told, turn.today)}: {foods}. {_TAKE_BACK}"


def _changes(item: Mapping[str, Any], payload: Payload) -> dict[str, Any] | None:
    told = finding.amount_changes(dict(item), payload)
    if payload.food and set(content_words(payload.food)) - finding.words_of(dict(item)):
        much = "" if payload.quantity is not None else f"{number(item['grams'], 0)} g "
        if payload.quantity is not None:
            much = f"{payload.quantity.normalize():f} {payload.unit or ''} ".replace("  ", " ")
        return {"add": f"{much}{payload.food}", "remove": [item["id"]]}
    grams = _grams(item, told)
    return None if grams is None else {"reweigh": [{"item_id": item["id"], "amount_g": grams}]}


def _grams(item: Mapping[str, Any], told: Mapping[str, Any]) -> float | None:
    """What a new amount weighs; None where it is in another unit than the one that was planned."""
    if "amount_g" in told:
        return float(told["amount_g"])
    if "quantity" not in told or told.get("unit", item["unit"]) != item["unit"] or not item["quantity"]:
        return None
    return round(float(item["grams"]) / float(item["quantity"]) * float(told["quantity"]), 3)


def _as_entry(item: Mapping[str, Any]) -> dict[str, Any]:
    """A planned food as an entry is told."""
    return {"quantity": None, "unit": None, "said": "", **item}


def _each(meals: Sequence[Meal], changes: Sequence[Mapping[str, Any]], turn: Turn) -> Plan[list[Result]]:
    calls = [
        ("edit_planned", {"planned_id": meal["id"], **change}) for meal, change in zip(meals, changes, strict=True)
    ]
    return (yield from _all(calls, turn))


def _all(calls: Sequence[tuple[str, Mapping[str, Any]]], turn: Turn) -> Plan[list[Result]]:
    """Make every call; raises Waited with all that wait for a yes."""
    asked, results = [], []
    for tool, args in calls:
        try:
            results.append((yield from turn.call(tool, **args)))
        except Waited as wait:
            asked.append(wait.result)
    if asked:
        raise Waited(*asked)
    return results
