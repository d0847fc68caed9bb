"""Changing a recipe of the person's: "add a banana to my porridge", "remove the milk from my porridge recipe", "rename …"."""

import re
from dataclasses import dataclass
from typing import Any, Final

from agents.offline import wording
from agents.offline.amending import SLOTS
from agents.offline.calls import Plan, Turn
from agents.offline.nutrients import amount, listed, number
from agents.offline.skills.skill import Skill
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment
from fithub.foods.words import content_words

_NAME: Final = r"[“\"']?(?P<name>[^“”\"':,;.]{1,80}?)[”\"']?"
_ADD: Final = re.compile(
    rf"^(?:add|put) (?P<what>.{{1,200}}?) (?:to|in|into) (?:(?P<my>my)|the) {_NAME}(?P<recipe> recipe)?$", re.IGNORECASE
)
_REMOVE: Final = re.compile(
    rf"^(?:remove|take|delete|drop) (?P<what>.{{1,80}}?) (?:from|out of) (?:my|the) {_NAME} recipe$", re.IGNORECASE
)
_RENAME: Final = re.compile(
    rf"^(?:rename (?:my |the )?{_NAME}(?: recipe)? (?:to|as|into)|call (?:my |the )?(?P<called>[^:,;.]{{1,80}}?) recipe(?: now)?) "
    r"[“\"']?(?P<becomes>[^“”\"':,;.]{1,80}?)[”\"']?$",
    re.IGNORECASE,
)
_SERVES: Final = re.compile(
    rf"^(?:my|the) {_NAME} recipe (?:serves|makes|is for) (?P<count>\d{{1,3}})(?: servings| people| portions)?$",
    re.IGNORECASE,
)
# Other things that one adds to, which are no recipe.
_NO_RECIPE: Final = frozenset(
    "favourites favorites favourite favorite diary log journal plan diet list shopping day food foods entry meal goals "
    "targets".split()
)


@dataclass(frozen=True, slots=True)
class ChangeRecipe(Wish):
    """What to change of the recipe `name`. `or_log`: food that was eaten with it, if it is no recipe."""

    name: str
    add: str = ""
    remove: str = ""
    becomes: str = ""
    servings: int | None = None
    or_log: str = ""


def _read(order: str, now: LocalMoment) -> ChangeRecipe | None:
    add = _ADD.match(order)
    if add is not None:
        words = set(add["name"].lower().split())
        if words & (_NO_RECIPE | SLOTS.keys()) or not (add["my"] or add["recipe"]):
            return None
        return ChangeRecipe(
            add["name"], add=add["what"], or_log="" if add["recipe"] else f"{add['what']} to my {add['name']}"
        )
    for pattern in (_REMOVE, _RENAME, _SERVES):
        match = pattern.match(order)
        if match is None:
            continue
        told = match.groupdict()
        return ChangeRecipe(
            told["name"] or told.get("called") or "",
            remove=told.get("what") or "",
            becomes=told.get("becomes") or "",
            servings=int(told["count"]) if told.get("count") else None,
        )
    return None


def _take(wish: ChangeRecipe, turn: Turn) -> Plan[str]:
    told = yield from turn.call("list_own", kind="recipes")
    rows = told.data.get("recipes", []) if told.ok else []
    wanted = set(content_words(wish.name)) - {"recipe"}
    row = next((each for each in rows if wanted and set(content_words(each["name"])) == wanted), None)
    if row is None and wish.or_log:
        result = yield from turn.call("log_meal", items=[{"text": wish.or_log}])
        return wording.logged(result, turn.today) if result.ok else wording.refused(result)
    if row is None:
        return f"You have no recipe called “{wish.name}”, so I changed nothing. Ask “what are my recipes?” for those there are."
    gone = [each for each in row["ingredients"] if _means(wish.remove, each)]
    if wish.remove and len(gone) != 1:
        which = "no" if not gone else "more than one"
        return f"“{row['name']}” has {which} ingredient called “{wish.remove}”, so I changed nothing."
    result = yield from turn.call(
        "edit_recipe",
        recipe_id=row["id"],
        add=wish.add or None,
        remove=[each["id"] for each in gone] or None,
        name=wish.becomes or None,
        servings=wish.servings,
    )
    if not result.ok:
        return wording.refused(result)
    return _changed(result.data["recipe"], result.data.get("unmatched") or [])


def _means(said: str, ingredient: dict[str, Any]) -> bool:
    words = set(content_words(said))
    return bool(words) and words <= set(content_words(f"{ingredient['food']} {ingredient['text']}"))


def _changed(recipe: dict[str, Any], unmatched: list[str]) -> str:
    energy = recipe["per_serving"].get("energy_kcal")
    holds = "" if energy is None else f", {amount('energy_kcal', energy)}"
    grams = recipe["serving_grams"]
    each = "" if grams is None else f": a serving is {number(grams, 0)} g{holds}"
    missing = f" I did not understand {listed([f'“{words}”' for words in unmatched])}." if unmatched else ""
    return f"Changed the recipe “{recipe['name']}”{each}.{missing} What you had of it before stays as it was. “Undo” takes it back."


SKILL: Final = Skill((ChangeRecipe,), _read, _take)
