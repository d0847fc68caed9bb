"""Reading what is about a person's own things: recipes, foods from a label, measures, favourites, the usual, copies."""

import re
from datetime import date
from decimal import Decimal
from typing import Final

from agents.offline.amending import SLOTS
from agents.offline.labels import bare_name, number_in, read_food
from agents.offline.steps import (
    Copy,
    DeleteOwn,
    ListOwn,
    OwnStep,
    Remark,
    SaveRecipe,
    SetFavourite,
    SetMeasure,
    Usual,
    Why,
)
from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot
from fithub.estimation.occasions import read_occasions
from fithub.estimation.tokens import tokenise
from fithub.foods.measures import household_units
from fithub.foods.units import MASS_G, VOLUME_ML, canonical_unit

_SLOT: Final = r"breakfast|brunch|lunch|dinner|supper|snacks?"
_NAME: Final = r"[“\"']?(?P<name>[^:“”\"\n]{1,8000}?)[”\"']?"
_SAVE: Final = re.compile(
    rf"^(?:please )?(?:save|keep|store|remember|record|add)\s+(?:(?:this|that|it|these|the following)(?: recipe| meal)?\s+"
    rf"(?:as|under|for)|(?:this|a|my|the)?\s*(?:new )?recipe\s+(?:for|as|called|named|of)|(?:my|a) (?:new )?recipe\s*:)\s+"
    rf"(?:a (?:new )?recipe (?:called|named|for)\s+|(?:the|my|a|our) (?:new )?(?:recipe )?)?{_NAME}(?: recipe)?"
    rf"\s*(?:$|[:\n]\s*(?P<text>.+)$)",
    re.IGNORECASE | re.DOTALL,
)
_RECIPE_NAMED: Final = re.compile(
    rf"^(?:(?:a |my |the )?(?:new )?recipe(?: (?:for|called|named))?\s*:?\s+(?:my )?{_NAME}|"
    rf"(?:my |here is my |here's my )?[“\"']?(?P<named>[^:\n]{{1,80}}?)[”\"']? recipe)\s*[:\n]\s*(?P<text>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_HEADED: Final = re.compile(
    r"^\W*(?:ingredients?|method|directions?|instructions?|preparation)\W*$|^\W*(?:serves|servings|makes|yields?)\b\W*\d",
    re.IGNORECASE | re.MULTILINE,
)
_LEAST_LINES: Final = 4
_LINK: Final = re.compile(
    r"^\W*(?:(?:save|log|add|read|import|open)\s+)?(?:this(?: recipe)?\W*)?(?:https?://|www\.)\S+\W*$", re.IGNORECASE
)
_MEASURE: Final = re.compile(
    r"^(?P<whose>my|a|an|one|1|the|each)\s+(?P<unit>[a-z]+(?: [a-z]+)?)"
    r"(?:\s+of\s+(?P<mine>my |the |our )?(?P<food>[^,;:=]{1,80}?))?\s*"
    r"(?:=|:|\b(?:is|are|holds?|weighs?|takes|has|contains?|equals?|means?|fits)\b)\s*"
    r"(?:about |around |roughly |exactly |ca\.? |~)?"
    r"(?P<amount>\d+(?:[.,]\d+)?|an?|one|half an?)\s*(?P<measured>[a-z][a-z. ]*?)\W*$",
    re.IGNORECASE,
)
_USUAL: Final = re.compile(
    rf"^(?:(?:i|we)(?:'ve| have| just| also)* (?:had|ate|drank|eaten|took)|had|ate|log|add|record|make it|give me|having|just had)?"
    rf"\s*(?:(?:the|my|our) (?:same )?(?:usual|regular)(?: thing| stuff| food| meal)?(?: (?P<slot>{_SLOT}))?|"
    rf"usual(?: (?P<bare>{_SLOT}))|(?:the )?same (?P<same>{_SLOT}) as (?:usual|always))"
    rf"(?:\s+(?:for|at) (?P<at>{_SLOT}))?$",
    re.IGNORECASE,
)
_FAVOURITE: Final = re.compile(
    r"^(?:add|put|save|mark|keep|make|set)\s+(?P<food>.+?)\s+(?:to|in|into|on|as|among|one of)?\s*(?:a|my|the|our|one of my)?\s*"
    r"favou?rites?(?: foods?)?$"
    r"|^favou?rite\s+(?P<bare>.+)$",
    re.IGNORECASE,
)
_NO_FAVOURITE: Final = re.compile(
    r"^(?:(?:remove|delete|take|drop)\s+(?P<food>.+?)\s+(?:from|off|out of)\s+(?:my|the)\s+favou?rites?|"
    r"unfavou?rite\s+(?P<bare>.+))$",
    re.IGNORECASE,
)
_KINDS: Final = {
    "recipes": "recipes", "recipe": "recipes", "favourites": "favourites", "favorites": "favourites",
    "favourite foods": "favourites", "favorite foods": "favourites",
    "measures": "measures", "measurements of mine": "measures", "portions": "measures", "own measures": "measures",
    "own foods": "foods", "custom foods": "foods", "foods of my own": "foods",
    "usual meals": "usual_meals", "usuals": "usual_meals",
}  # fmt: skip
_LIST: Final = re.compile(
    rf"^(?:(?:show|list|tell|give|see|display|what(?:'s| is| are)?|which)\b\s*)(?:me )?(?:all )?(?:of )?(?:my |the )?"
    rf"(?P<kind>{'|'.join(sorted(_KINDS, key=len, reverse=True))})\b(?: (?:do i have|have i (?:saved|got)|are there|i have))?$",
    re.IGNORECASE,
)
_WHAT_USUAL: Final = re.compile(rf"^what(?:'s| is| are) my usual(?: (?P<slot>{_SLOT}))?$", re.IGNORECASE)
_HOW_BIG: Final = re.compile(
    r"^(?:how (?:big|large|much|heavy) (?:is|does)|what(?:'s| is)) my (?P<unit>[a-z]+)(?: hold| weigh| size)?$",
    re.IGNORECASE,
)
_FORGET: Final = re.compile(
    r"^(?P<verb>forget|delete|remove|drop)\s+(?:(?P<my>my)|the)\s+(?P<name>.+?)"
    r"(?:\s+(?P<kind>recipe|measure|own food|food))?$",
    re.IGNORECASE,
)
_COPIES: Final = re.compile(r"^(?:copy|duplicate|repeat)\b", re.IGNORECASE)
_SAME: Final = re.compile(r"\b(?:same|again)\b", re.IGNORECASE)
_COPY_WORDS: Final = frozenset(
    "same repeat copy duplicate again log add have had ate eat i we the a as my meal meals thing things food foods everything all"
    " whole day for to from into in on it that please what of diary entries today yesterday over exact exactly did was".split()
)


def read_own_message(message: str) -> OwnStep | Remark | None:
    """What a whole message asks: a recipe is of many lines, and none of them is a wish of its own."""
    bare = message.strip()
    if _LINK.match(bare):
        return Remark(Why.LINK)
    saved = _SAVE.match(bare)
    if saved is not None and (
        saved["text"] or re.match(r"(?:please )?\w+ (?:this|that|it|these)\b", bare, re.IGNORECASE)
    ):
        return SaveRecipe(bare_name(saved["name"]), (saved["text"] or "").strip())
    named = _RECIPE_NAMED.match(bare)
    if named is not None:
        return SaveRecipe(bare_name(named["name"] or named["named"]), named["text"].strip())
    food = read_food(bare)
    if food is not None:
        return food
    return Remark(Why.RECIPE) if is_recipe(bare) else None


def is_recipe(text: str) -> bool:
    """Whether a text is a recipe as people paste one: several lines, with what is a heading of recipes among them."""
    lines = [line for line in text.splitlines() if line.strip()]
    return len(lines) >= _LEAST_LINES and bool(_HEADED.search(text))


def read_own(order: str, now: LocalMoment) -> OwnStep | None:
    """What a clause asks, as an order ("could you copy …" as "copy …")."""
    bare = order.strip(" ,.!?:;")
    return (
        _measure(bare)
        or _usual(bare, now)
        or _copy(bare, now)
        or _favourite(bare)
        or _listing(bare)
        or _forgetting(bare)
    )


def _measure(said: str) -> SetMeasure | None:
    match = _MEASURE.match(said)
    if match is None:
        return None
    unit, food = canonical_unit(match["unit"]), (match["food"] or "").strip()
    # "My protein scoop": the unit is its last word, and the rest says of what.
    before, _, last = unit.rpartition(" ")
    if last in household_units() | {"cup", "tbsp", "tsp"} and before and not food:
        unit, food = (unit, "") if before in {"large", "small", "big", "medium"} else (last, before)
    is_mine = match["whose"].lower() == "my" or (match["mine"] or "").strip().lower() == "my"
    if not is_mine or unit.rpartition(" ")[2] not in household_units() | {"cup", "tbsp", "tsp"}:
        return None
    written = match["amount"].lower()
    amount = (
        Decimal("0.5") if written.startswith("half") else Decimal(1) if written[0].isalpha() else number_in(written)
    )
    measured = canonical_unit(match["measured"])
    if measured in MASS_G:
        return SetMeasure(unit, food, amount * MASS_G[measured], None)
    if measured in VOLUME_ML:
        return SetMeasure(unit, food, None, amount * VOLUME_ML[measured])
    return None


def _usual(said: str, now: LocalMoment) -> Usual | None:
    tokens = tokenise(said)
    occasions = read_occasions(tokens, now)
    day = next((each.when.local_date for each in occasions if each.when.local_date), None)
    # "Yesterday I had my usual breakfast": the day stands before or behind.
    bare = said
    for each in occasions:
        words = said[tokens[each.start].start : tokens[each.end - 1].end]
        if each.when.local_date and not re.search(_SLOT, words, re.IGNORECASE):
            bare = bare.replace(words, " ")
    match = _USUAL.match(" ".join(bare.split()).strip(" ,"))
    if match is None:
        return None
    slot = match["slot"] or match["bare"] or match["same"] or match["at"]
    return Usual(SLOTS[slot.lower()] if slot else None, day)


def _copy(said: str, now: LocalMoment) -> Copy | None:
    """ "Copy yesterday's lunch to today", "same breakfast as yesterday": one side is copied from, the other is copied to."""
    if _COPIES.match(said):
        source, _, target = said.partition(" to ") if " to " in said else said.partition(" into ")
    elif _SAME.search(said):
        target, _, source = said.partition(" as ")
        source, target = (source, target) if source else (target, "")
    else:
        return None
    day, slot, rest = _where(source, now)
    to_day, to_slot, more = _where(target, now)
    if day is None or day >= now.date or (rest | more) - _COPY_WORDS - SLOTS.keys():
        return None
    if slot is None and to_slot is not None and not _COPIES.match(said):
        # "Same breakfast as yesterday": that meal of that day.
        slot, to_slot = to_slot, None
    return Copy(day, slot, to_day, None if to_slot == slot else to_slot)


def _where(said: str, now: LocalMoment) -> tuple[date | None, Slot | None, set[str]]:
    """The day and the meal that words name, and the other words."""
    tokens = tokenise(said)
    occasions = read_occasions(tokens, now)
    taken = {place for each in occasions for place in range(each.start, each.end)}
    day = next((each.when.local_date for each in occasions if each.when.local_date), None)
    slot = next((each.when.slot for each in occasions if each.when.slot), None)
    slot = slot or next((SLOTS[token.low] for token in tokens if token.low in SLOTS), None)
    return day, slot, {token.low for place, token in enumerate(tokens) if place not in taken and token.is_content}


def _favourite(said: str) -> SetFavourite | None:
    gone = _NO_FAVOURITE.match(said)
    if gone is not None:
        return SetFavourite(bare_name(gone["food"] or gone["bare"]), favourite=False)
    kept = _FAVOURITE.match(said)
    return SetFavourite(bare_name(kept["food"] or kept["bare"])) if kept is not None else None


def _listing(said: str) -> ListOwn | None:
    listed = _LIST.match(said)
    if listed is not None:
        return ListOwn(_KINDS[listed["kind"].lower()])
    usual = _WHAT_USUAL.match(said)
    if usual is not None:
        return ListOwn("usual_meals", SLOTS[usual["slot"].lower()].value if usual["slot"] else "")
    big = _HOW_BIG.match(said)
    unit = canonical_unit(big["unit"]) if big is not None else ""
    return ListOwn("measures", unit) if unit in household_units() | {"cup"} else None


def _forgetting(said: str) -> DeleteOwn | None:
    match = _FORGET.match(said)
    if match is None:
        return None
    kind, unit = (match["kind"] or "").lower(), canonical_unit(match["name"])
    if kind == "recipe" and re.search(r"\b(?:from|out of)\b", match["name"], re.IGNORECASE):
        # One of its ingredients (skills/recipes.py).
        return None
    if kind == "recipe":
        return DeleteOwn("recipes", match["name"])
    if kind in {"own food", "food"} and match["my"]:
        return DeleteOwn("foods", match["name"])
    forgets = match["verb"].lower() == "forget" and match["my"] and unit in household_units() | {"cup"}
    if forgets or kind == "measure":
        return DeleteOwn("measures", unit)
    return None
