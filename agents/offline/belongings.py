"""What the offline model says of a person's own things. Every figure is the tool's, rounded for reading."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from agents.offline.history import Result
from agents.offline.nutrients import MACROS, amount, listed, number, so_much
from agents.offline.steps import NewFood, Unfinished
from fithub.foods.words import content_words

# A food in a recipe less certain than this is named as doubtful.
SURE: Final = Decimal("0.6")
MOST_TOLD: Final = 12


def recipe_kept(result: Result) -> str:
    """What was kept of a recipe, what it holds, and what was not understood of it."""
    recipe = result.data["recipe"]
    parts = [f"{each['food']} ({number(each['grams'], 0)} g)" for each in recipe["ingredients"]]
    more = f" and {len(parts) - MOST_TOLD} more" if len(parts) > MOST_TOLD else ""
    said = [
        f"Saved the recipe “{recipe['name']}”: {_servings(recipe)}. It has {listed(parts[:MOST_TOLD])}{more}.",
    ]
    doubtful = [
        f"“{each['text']}”"
        for each in recipe["ingredients"]
        if each["confidence"] is not None and Decimal(str(each["confidence"])) < SURE
    ]
    if doubtful:
        said.append(f"I am not sure about {listed(doubtful[:5])}.")
    if recipe["unresolved"]:
        quoted = [f"“{line[:80]}”" for line in recipe["unresolved"][:5]]
        more = f" and {len(recipe['unresolved']) - 5} more" if len(recipe["unresolved"]) > 5 else ""
        said.append(f"I found no food for {listed(quoted)}{more}, so that does not count.")
    return " ".join(said)


def recipe_named(name: str, recipes: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The recipe of that name; else the only one whose name has all its words ("the chili" is the Sunday chili)."""
    wanted = set(content_words(name)) - {"recipe"}
    exact = next((each for each in recipes if wanted and set(content_words(each["name"])) == wanted), None)
    like = [each for each in recipes if wanted and wanted <= set(content_words(each["name"]))]
    return exact or (like[0] if len(like) == 1 else None)


def recipe_told(recipe: Mapping[str, Any]) -> str:
    """What a recipe has in it."""
    parts = [f"{each['food']} ({number(each['grams'], 0)} g)" for each in recipe["ingredients"]]
    more = f" and {len(parts) - MOST_TOLD} more" if len(parts) > MOST_TOLD else ""
    return f"“{recipe['name']}”: {_servings(recipe)}. It has {listed(parts[:MOST_TOLD])}{more}."


def _servings(recipe: Mapping[str, Any]) -> str:
    held = _held(recipe["per_serving"])
    count = Decimal(str(recipe["servings"]))
    each = f"of {number(recipe['serving_grams'], 0)} g" + (f" with {held}" if held else "")
    return f"1 serving {each}" if count == 1 else f"{number(count, 2)} servings {each} each"


def _held(nutrients: Mapping[str, Any]) -> str:
    told = [so_much(key, nutrients[key]) for key in MACROS if nutrients.get(key) is not None]
    return listed(told) if told else ""


def food_kept(result: Result, step: NewFood) -> str:
    """A food that was kept from its label, by 100 g."""
    food = result.data["foods"][0]
    held = _held(food["nutrients_per_100g"])
    lead = f"Saved {food['name']} as a food of yours: {held or 'no figures'} in 100 g."
    if step.known:
        lead = (
            f"Changed your {food['name']}: {held or 'no figures'} in 100 g. What you had of it before stays as it was."
        )
    if step.serving_g is not None:
        lead += f" One serving is {number(step.serving_g)} g."
    return f"{lead} I took each ml of the label as a gram." if step.by_volume else lead


def wanted(begun: Unfinished) -> str:
    """What has to be told of a recipe before it can be kept."""
    if begun.text:
        return "What is the recipe called? Nothing is saved yet."
    if begun.name:
        return (
            f"What goes into “{begun.name}”, and for how many? Say it like “500 g beef mince, 1 onion; serves 4”. Nothing is saved"
            " yet."
        )
    return "What is it called, and what goes in? Say it like “chili: 500 g beef mince, 1 onion; serves 4”. Nothing is saved yet."


def measure_kept(result: Result) -> str:
    """What a unit is to the person from now on."""
    return f"Saved: {_measure(result.data['measures'][0])}. I weigh it so from now on."


def _measure(measure: Mapping[str, Any]) -> str:
    of = f" of {measure['food']['name']}" if measure["food"] else ""
    size = f"{number(measure['grams'])} g" if measure["grams"] is not None else f"{number(measure['millilitres'])} ml"
    return f"one {measure['unit']}{of} is {size}"


def favourite_kept(food: Mapping[str, Any], result: Result, *, kept: bool) -> str:
    """A favourite more or less, with how much of it is usual."""
    if not kept:
        return f"Removed {food['name']} from your favourites."
    grams = next((each["grams"] for each in result.data["favourites"] if each["grams"] is not None), None)
    return f"Saved {food['name']} as a favourite{'' if grams is None else f', {number(grams, 0)} g of it'}."


def thing_deleted(thing: Mapping[str, Any]) -> str:
    """A recipe, food or measure that is gone."""
    name = _measure(thing) if "unit" in thing else f"“{thing['name']}”"
    return f"Deleted {name}. Say “undo” to have it back."


_NONE: Final = {
    "recipes": "You have no recipes yet. Tell me one: “save this as my chili: 500 g beef mince, 1 onion; serves 4”.",
    "favourites": "You have no favourites yet. Say “add skyr to my favourites”.",
    "measures": "You have told me no measures yet. Say “my bowl is 400 ml”.",
    "foods": "You have no foods of your own yet. Tell me a label: “new food: Skyr, per 100 g 63 kcal, 11 g protein”.",
    "usual_meals": "I see no usual meal yet: the same foods on 3 of the last 28 days make one.",
}


def listing(result: Result, kind: str, name: str) -> str:
    """What there is of a kind; with `name`, of that one only."""
    things = result.data[kind]
    if name:
        words = set(content_words(name))
        things = [
            each
            for each in things
            if name in (each.get("unit"), each.get("slot")) or words == set(content_words(each.get("name") or ""))
        ]
    if things and name and kind == "recipes":
        return recipe_told(things[0])
    if not things:
        return _NONE[kind]
    told = "; ".join(_told(kind, each) for each in things[:MOST_TOLD])
    more = f"; and {len(things) - MOST_TOLD} more" if len(things) > MOST_TOLD else ""
    return f"{_LEAD[kind]}: {told}{more}."


_LEAD: Final = {
    "recipes": "Your recipes",
    "favourites": "Your favourites",
    "measures": "Your measures",
    "foods": "Your own foods, by 100 g",
    "usual_meals": "Your usual meals",
}


def _told(kind: str, thing: Mapping[str, Any]) -> str:
    match kind:
        case "recipes":
            return f"{thing['name']} ({_servings(thing)})"
        case "favourites":
            grams = "" if thing["grams"] is None else f" ({number(thing['grams'], 0)} g)"
            return f"{thing['food']['name']}{grams}"
        case "measures":
            return _measure(thing)
        case "foods":
            return f"{thing['name']} ({_held(thing['nutrients_per_100g']) or 'no figures'})"
    foods = listed([f"{each['food']} ({number(each['grams'], 0)} g)" for each in thing["items"]])
    energy = "" if thing["energy_kcal"] is None else f", {amount('energy_kcal', thing['energy_kcal'])}"
    return f"{thing['slot']}: {foods}{energy}"
