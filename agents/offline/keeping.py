"""Plans for a person's own things: which tool to call, and what to look up before."""

from typing import Any, Final

from agents.offline import belongings, remarks, wording
from agents.offline.calls import Plan, Turn
from agents.offline.locating import as_they_stand
from agents.offline.recipes_told import is_recipe
from agents.offline.steps import (
    Copy,
    DeleteOwn,
    ListOwn,
    NewFood,
    OwnStep,
    SaveRecipe,
    SetFavourite,
    SetMeasure,
    Unfinished,
    Usual,
)
from fithub.foods.labels import MOST_NAME
from fithub.foods.words import content_words

# A match of the search under this is a guess, and nothing is kept of a guess.
LEAST_SCORE: Final = 0.4
NOTHING_TO_KEEP: Final = (
    "I do not know which recipe you mean, so I saved nothing: tell me its ingredients, like “save this as my chili: 500 g beef,"
    " 1 onion; serves 4”."
)


def take(step: OwnStep, turn: Turn) -> Plan[str]:
    """Do what a step asks, and say what came of it."""
    match step:
        case Copy():
            result = yield from turn.call(
                "copy_meal",
                from_date=step.day.isoformat(),
                from_slot=_value(step.slot),
                to_date=step.to_day.isoformat() if step.to_day else None,
                to_slot=_value(step.to_slot),
            )
            return wording.logged(result, turn.today) if result.ok else wording.refused(result)
        case Usual():
            asked = turn.history.asked_about
            day = step.day.isoformat() if step.day else asked.isoformat() if asked else None
            result = yield from turn.call("log_usual", slot=_value(step.slot), local_date=day)
            return wording.logged(result, turn.today) if result.ok else wording.refused(result)
        case SaveRecipe():
            return (yield from _save_recipe(step, turn))
        case NewFood():
            return (yield from _keep_food(step, turn))
        case Unfinished():
            return belongings.wanted(step)
        case SetMeasure():
            return (yield from _set_measure(step, turn))
        case SetFavourite():
            return (yield from _set_favourite(step, turn))
        case ListOwn():
            result = yield from turn.call("list_own", kind=step.kind)
            return belongings.listing(result, step.kind, step.name) if result.ok else wording.refused(result)
        case DeleteOwn():
            return (yield from _delete(step, turn))


def _keep_food(step: NewFood, turn: Turn) -> Plan[str]:
    name, brand = step.name, None
    if step.known:
        kept = yield from turn.call("list_own", kind="foods")
        thing = _named(kept.data.get("foods", []) if kept.ok else [], step.name)
        if thing is None:
            return (
                f"You have no food of your own called “{step.name}”, so I changed nothing. Say “new food: {step.name},"
                f" per 100 g …” to"
                " keep one."
            )
        name, brand = thing["name"], thing.get("brand")
    amounts = {key: float(amount) for key, amount in step.nutrients}
    label = {"per_100g": amounts} if step.serving_g is None else _serving(step, amounts)
    result = yield from turn.call("create_food", name=name, brand=brand or None, **label)
    return belongings.food_kept(result, step) if result.ok else wording.refused(result)


def _serving(step: NewFood, amounts: dict[str, float]) -> dict[str, Any]:
    assert step.serving_g is not None
    return {"serving_g": float(step.serving_g), "per_serving": amounts}


def _save_recipe(step: SaveRecipe, turn: Turn) -> Plan[str]:
    if len(step.name) > MOST_NAME:
        return f"A recipe's name has at most {MOST_NAME} characters, so I saved nothing."
    text, previous = step.text, turn.history.previous
    if not text and previous is not None and is_recipe(previous.text):
        text = previous.text
    if text:
        result = yield from turn.call("save_recipe", name=step.name, text=text)
        return belongings.recipe_kept(result) if result.ok else wording.refused(result)
    entries = yield from as_they_stand(turn.focus.last())
    parts = [
        {"food_id": each["food_id"], "amount_g": float(each["grams"])}
        for each in entries
        if each["food_id"] is not None
    ]
    if not parts:
        return NOTHING_TO_KEEP
    result = yield from turn.call("save_recipe", name=step.name, ingredients=parts)
    return belongings.recipe_kept(result) if result.ok else wording.refused(result)


def _set_measure(step: SetMeasure, turn: Turn) -> Plan[str]:
    food_id = None
    if step.food:
        food = yield from _food(step.food, turn)
        if food is None:
            return remarks.no_such_food(step.food)
        food_id = food["id"]
    result = yield from turn.call(
        "set_measure",
        unit=step.unit,
        food_id=food_id,
        grams=None if step.grams is None else float(step.grams),
        millilitres=None if step.millilitres is None else float(step.millilitres),
    )
    return belongings.measure_kept(result) if result.ok else wording.refused(result)


def _set_favourite(step: SetFavourite, turn: Turn) -> Plan[str]:
    if step.favourite:
        food = yield from _food(step.food, turn)
    else:
        kept = yield from turn.call("list_own", kind="favourites")
        food = _named([each["food"] for each in kept.data.get("favourites", ())], step.food)
    if food is None:
        return remarks.no_such_food(step.food)
    result = yield from turn.call(
        "set_favourite",
        food_id=food["id"],
        favourite=None if step.favourite else False,
        amount_g=None if step.grams is None else float(step.grams),
        quantity=None if step.quantity is None else float(step.quantity),
        unit=step.unit,
    )
    return belongings.favourite_kept(food, result, kept=step.favourite) if result.ok else wording.refused(result)


def _delete(step: DeleteOwn, turn: Turn) -> Plan[str]:
    kept = yield from turn.call("list_own", kind=step.kind)
    things = kept.data.get(step.kind, []) if kept.ok else []
    if step.kind == "measures":
        thing = next((each for each in things if each["unit"] == step.name), None)
    else:
        thing = _named(things, step.name)
    if thing is None:
        return f"I found nothing of yours called “{step.name}”, so I changed nothing."
    result = yield from turn.call("delete_own", kind=step.kind, id=thing["id"])
    return belongings.thing_deleted(thing) if result.ok else wording.refused(result)


def _food(words: str, turn: Turn) -> Plan[dict[str, Any] | None]:
    """The food that words name, where the search is sure enough of it."""
    found = yield from turn.call("search_foods", query=words[:200], limit=3)
    foods = found.data.get("foods") if found.ok else None
    return foods[0] if foods and foods[0]["score"] >= LEAST_SCORE else None


def _named(things: list[dict[str, Any]], name: str) -> dict[str, Any] | None:
    """The thing whose name has all the words; of several the one with the fewest others."""
    words = set(content_words(name))
    fitting = [each for each in things if words and words <= set(content_words(each["name"]))]
    return min(fitting, key=lambda each: len(content_words(each["name"])), default=None)


def _value(slot: str | None) -> str | None:
    return None if slot is None else str(slot)
