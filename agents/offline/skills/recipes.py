"""Changing a recipe of the person's: "add a banana to my porridge", "edit my porridge recipe: swap the milk for water"."""

import re
from collections.abc import Sequence
from typing import Any, Final

from agents.offline import wording
from agents.offline.belongings import recipe_told
from agents.offline.calls import Plan, Turn
from agents.offline.locating import entries_meant
from agents.offline.naming import target_in
from agents.offline.nutrients import amount, listed, number
from agents.offline.skills.recipe_follow import follow
from agents.offline.skills.recipe_words import (
    AskRecipe,
    ChangeRecipe,
    changes,
    read_clause,
    read_message,
    read_swap_in,
)
from agents.offline.skills.skill import Skill
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment
from fithub.foods.words import content_words


def _read(order: str, now: LocalMoment) -> ChangeRecipe | None:
    return read_message(order) or read_clause(order)


def _reply(text: str, previous: Sequence[Wish], now: LocalMoment) -> ChangeRecipe | None:
    """What is to be changed of the recipe that was named before."""
    asked = next((each for each in reversed(previous) if isinstance(each, ChangeRecipe) and each.is_empty), None)
    return None if asked is None else changes(asked, text)


def _take(wish: ChangeRecipe | AskRecipe, turn: Turn) -> Plan[str]:
    return (yield from (_tell(wish, turn) if isinstance(wish, AskRecipe) else _change(wish, turn)))


def _tell(wish: AskRecipe, turn: Turn) -> Plan[str]:
    """What is in a recipe."""
    told = yield from turn.call("list_own", kind="recipes")
    rows = told.data.get("recipes", []) if told.ok else []
    row = _meant(set(content_words(wish.name)) - {"recipe"}, rows, only_exactly=False)
    if row is not None:
        return recipe_told(row)
    return f"You have no recipe called “{wish.name}”. Ask “what are my recipes?” for those there are."


def _change(wish: ChangeRecipe, turn: Turn) -> Plan[str]:
    told = yield from turn.call("list_own", kind="recipes")
    rows = told.data.get("recipes", []) if told.ok else []
    wanted = set(content_words(wish.name)) - {"recipe"}
    row = _meant(wanted, rows, only_exactly=bool(wish.or_log))
    if row is None and wish.or_log:
        # "Add milk to my coffee" does not say how much.
        unsure = not any(character.isdigit() for character in wish.or_log)
        beside = yield from entries_meant(target_in(wish.name, turn.history.now), turn)
        result = yield from turn.call(
            "log_meal",
            items=[{"text": wish.or_log}],
            slot=beside[-1]["slot"] if beside else None,
            local_date=beside[-1]["local_date"] if beside else None,
            ask_first=unsure or None,
        )
        return wording.logged(result, turn.today) if result.ok else wording.refused(result)
    if row is None:
        return f"You have no recipe called “{wish.name}”, so I changed nothing. Ask “what are my recipes?” for those there are."
    if wish.is_empty:
        return f"What should change in “{row['name']}”? Say it like “swap the milk for water”, “add 20 g honey” or “it serves 4”."
    named = [*wish.remove, *(old for old, _ in wish.swap), *(what for what, _ in wish.reweigh)]
    meant = {what: [each for each in row["ingredients"] if _means(what, each)] for what in named}
    unclear = next((what for what, found in meant.items() if len(found) != 1), None)
    if unclear is not None:
        which = "no" if not meant[unclear] else "more than one"
        return f"“{row['name']}” has {which} ingredient called “{unclear}”, so I changed nothing."
    gone = [meant[what][0]["id"] for what in (*wish.remove, *(old for old, _ in wish.swap))]
    # What takes an ingredient's place weighs as much unless it says otherwise.
    swapped = [
        new if re.search(r"\d|^(?:an?|one|two|half)\b", new) else f"{number(meant[old][0]['grams'])} g {new}"
        for old, new in wish.swap
    ]
    result = yield from turn.call(
        "edit_recipe",
        recipe_id=row["id"],
        add=", ".join(filter(None, [wish.add, *swapped])) or None,
        remove=gone or None,
        reweigh=[{"ingredient_id": meant[what][0]["id"], "amount_g": float(grams)} for what, grams in wish.reweigh]
        or None,
        name=wish.becomes or None,
        servings=None if wish.servings is None else float(wish.servings),
        cooked_g=None if wish.cooked_g is None else float(wish.cooked_g),
    )
    if not result.ok:
        return wording.refused(result)
    return _changed(result.data["recipe"], result.data.get("unmatched") or [])


def swapped_instead(said: str, turn: Turn) -> Plan[str | None]:
    """Do with a recipe what a correction wants that fits nothing in the diary; None where no recipe is called so."""
    wish = read_swap_in(said)
    if wish is None:
        return None
    told = yield from turn.call("list_own", kind="recipes")
    rows = told.data.get("recipes", []) if told.ok else []
    known = _meant(set(content_words(wish.name)) - {"recipe"}, rows, only_exactly=False)
    return None if known is None else (yield from _change(wish, turn))


def _meant(wanted: set[str], rows: Sequence[dict[str, Any]], *, only_exactly: bool) -> dict[str, Any] | None:
    """The recipe of that name; else the only one whose name has all its words ("the chili" is the Sunday chili)."""
    exact = next((each for each in rows if wanted and set(content_words(each["name"])) == wanted), None)
    like = [] if only_exactly or not wanted else [each for each in rows if wanted <= set(content_words(each["name"]))]
    return exact or (like[0] if len(like) == 1 else None)


def _means(said: str, ingredient: dict[str, Any]) -> bool:
    words = set(content_words(said))
    return bool(words) and words <= set(content_words(f"{ingredient['food']} {ingredient['text']}"))


def _changed(recipe: dict[str, Any], unmatched: list[str]) -> str:
    energy = recipe["per_serving"].get("energy_kcal")
    holds = "" if energy is None else f", {amount('energy_kcal', energy)}"
    grams, count = recipe["serving_grams"], number(recipe["servings"], 2)
    many = "1 serving" if count == "1" else f"{count} servings"
    each = "" if grams is None else f" ({many}): a serving is {number(grams, 0)} g{holds}"
    missing = f" I did not understand {listed([f'“{words}”' for words in unmatched])}." if unmatched else ""
    return f"Changed the recipe “{recipe['name']}”{each}.{missing} What you had of it before stays as it was. “Undo” takes it back."


SKILL: Final = Skill((ChangeRecipe, AskRecipe), _read, _take, reply=_reply, follow=follow)
