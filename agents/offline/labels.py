"""Reading a food's label: "new food: Skyr, per 100 g 63 kcal, 11 g protein"."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from agents.offline import nutrients
from agents.offline.clauses import EATING
from agents.offline.steps import NewFood, Remark, Why

# Salt on a label is sodium times 2.5 (Regulation (EU) No 1169/2011, Annex I).
_SALT_IN_SODIUM: Final = Decimal("2.5")
_FOOD: Final = re.compile(
    r"^(?:please |i(?:'d like| want| need) to |can you |could you )*(?:(?:add|create|make|save|define|"
    r"register)\s+(?:a |my |this )?(?:new |own |custom )*food|"
    r"new (?:own |custom )?food)"
    r"(?: called| named)?\s*[:,–-]?\s*(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
# "Save Zed bar as a food: 450 kcal per 100 g", "Zed bar has 450 kcal per 100 g, save it as a food".
_AS_FOOD: Final = re.compile(
    r"^(?:please )?(?:add|save|keep|create|put)\s+(?P<name>[^:,\d]{2,80}?)\s+(?:as|to|in|into|among) (?:a |an |my"
    r" )?(?:new |own |custom )*foods?"
    r"(?: of mine)?\s*[:,–-]\s*(?P<rest>.*\d.*)$",
    re.IGNORECASE | re.DOTALL,
)
# "Add my protein bar to my foods: Gritbar, per bar (60 g) 220 kcal": the name stands behind the colon.
_NAMED_BEHIND: Final = re.compile(
    r"^(?:please )?(?:add|save|keep|create|put)\s+[^:\d]{2,60}?\s+(?:as|to|in|into|among) (?:a |an |my )?(?:new |own |"
    r"custom )*foods?\s*:\s*"
    r"(?P<rest>(?!per\b)[^\d,:;(]{2,60}[,:;]\s*(?:per\b|\(|in\b|\d).*)$",
    re.IGNORECASE | re.DOTALL,
)
_SAVED_AS_FOOD: Final = re.compile(
    r"^(?P<name>[^:,\d]{2,80}?) (?:has|contains|is|comes with) (?P<rest>.*\d.*?)[,;.]? (?:and )?(?:please"
    r" )?(?:save|add|keep|create) (?:it|that|this)"
    r" (?:as|to) (?:a |an |my )?(?:new |own |custom )*foods?(?: of mine)?$",
    re.IGNORECASE | re.DOTALL,
)
_SERVING: Final = (
    r"(?:serving|portion|piece|slice|bar|scoop|cup|bag|pot|sachet|biscuit|capsule|packet|bottle|can|tub|jar|pouch|tray|"
    r"carton|pack|tablet|wafer|cookie|cracker|patty|muffin|roll|wrap|sandwich|sausage|burger|ball|bowl|glass|mug|"
    r"stick)(?:e?s)?(?: size)?"
)
# "A bar, 20 g protein" tells no size.
_SIZE: Final = (
    r"(?P<{0}>\d+(?:[.,]\d+)?)\s*(?P<{1}>g|grams?|ml)\b"
    r"(?!\s*(?:of )?(?:protein|carb|fat|sat|sugar|fib|salt|sod|starch|alcohol|caff))"
)
# "Per 100 g", "kcal/100ml", "per 100"; "per serving (30 g)", "per bar of 40 g", "one 30 g serving", "serving size: 20 g".
_BASIS: Final = re.compile(
    rf"(?:\bper|/|\bin|\bfor every)\s*(?:a |an |one |each )?{_SIZE.format('grams', 'unit')}(?:\s+{_SERVING})?"
    rf"|\b(?:per|a|an|one|each|{_SERVING.replace('(?:serving', '(?=serving)(?:serving')})\s*(?:a |an |one )?{_SERVING}\b\s*"
    rf"(?:of|\(|=|:|is|,)?\s*{_SIZE.format('serving', 'of')}\)?"
    rf"|\b{_SERVING}\s*(?:of|\(|=|:|is)?\s*{_SIZE.format('sized', 'in')}\)?"
    rf"|\b(?:one|a|per|each)\s+{_SIZE.format('much', 'as')}[ -]+{_SERVING}"
    rf"|(?<=[,;(:])\s*{_SIZE.format('alone', 'by')}[ -]+{_SERVING}\b"
    rf"|(?<![\d.,])(?P<whole>100)\s*(?P<wholes>g|grams?|ml)\s*[:=–-]"
    rf"|(?<![\d.,]){_SIZE.format('each', 'so')}\s+(?:has|have|contains?|is|are|gives?)\b"
    r"|(?:\bper|/)\s*(?P<hundred>100)\b(?!\s*(?:k?cal|kj|%))",
    re.IGNORECASE,
)
# A food that is to be kept, in whatever words: a verb for it and what it is a label of.
_KEEPS: Final = re.compile(
    r"\b(?:save|add|create|make|keep|store|register|enter|define|record|put|set up|note|take down)\b(?=.*\b(?:foods?|products?|"
    r"items?|labels?|supplements?|drinks?|database|values|numbers|figures|nutrition\w*|it|this|these|them)\b)"
    r"|\bnew (?:own |custom )*(?:food|product|item|drink|supplement|label)\b|\b(?:food|product|label|"
    r"nutrition\w*)\b.*\b(?:save|add|"
    r"keep|create|store)\b",
    re.IGNORECASE | re.DOTALL,
)
# "Could you save my overnight oats? One jar is 320 g …": with a label's figures no noun has to say that it is a food.
_KEEPS_ONES_OWN: Final = re.compile(
    r"^(?!.*\b(?:breakfast|brunch|lunch|dinner|supper|snack|today|yesterday|diary|log)\b)"
    r"(?:(?:hi|hey|hello|ok(?:ay)?|please|pls|can|could|would|will|you|i(?:'d)?|want|like|to)[\s,]+)*(?:save|keep|"
    r"store|create|register|"
    r"add) (?:my|our|this|these|the|an?) \w",
    re.IGNORECASE | re.DOTALL,
)
# "My protein bar: 210 kcal, 20 g protein per bar".
_ONES_OWN: Final = re.compile(
    rf"^(?:(?:so|ok|and|hi|hey)[\s,]+)*(?:my|our) [^:=,\d?]{{2,60}}?(?: (?:has|have|contains?|is|are|says?)\b|\s*[:=,–-]|\s*\()"
    rf".*\d.*(?:\bper\b|/|\b(?:in|an?|one|each)\b)\s*(?:an? |one )?(?:{_SERVING}|100)",
    re.IGNORECASE | re.DOTALL,
)
_PER_SERVING: Final = re.compile(rf"(?:\bper|/|\beach|\bone|\ban?)\s*{_SERVING}\b", re.IGNORECASE)
_ATE: Final = re.compile(
    rf"\b(?:i|we|i've|we've)\b(?: \w+){{0,2}} (?:{EATING})\b(?! (?:often|a lot))|^\W*(?:had|ate)\b", re.IGNORECASE
)
_CALLED: Final = re.compile(
    r"(?:\b(?:it's|it is|that's|its|this is)(?: called| named)?|\b(?:called|named|name's|name is|name\s*[:=]|labelled))\s+"
    r"(?:the |my |an? )?[“\"']?(?P<name>[^“”\"\n:;,.(\d]{2,80}?)[”\"']?\s*(?=$|[“”\"\n:;,.(\d]|\bper\b|\bwith\b|\bat\b)",
    re.IGNORECASE,
)
# What stands before a label's name and is none of it.
_FRAME: Final = frozenset(
    "please pls kindly can could would you i i'd i'll we want wanna need like to add save keep create make store"
    " register enter put define"
    " record note take down new a an the this that these those my own custom food foods product products item entry"
    " label labels from with"
    " off of on its it following as in into me for called named name is are says say reads read nutrition"
    " nutritional facts info"
    " information values numbers figures packet pack packaging back side here's here database list and up set hi hello"
    " hey ok so just"
    " have typed got buy bought eat use often always usually please which".split()
)
_MARKS: Final = " ,:;–-(\"'“”."
_BEHIND_NAME: Final = re.compile(
    r"\s+(?:isn't|is not|aren't|not in|which|that's|that is)\b.*$|[\s,:;–(-]*(?:\b(?:has|have|with|is|are|contains?|at|"
    r"about|around|nutrition(?:al)?(?: facts| info| values)?|label|as (?:a|an|my"
    r")(?: new| own| custom)* food)\b[\s,:;–(-]*)*$",
    re.IGNORECASE,
)
# "My Fjord Skyr has 11 g protein per 100 g, please fix it": one that is kept is to be changed.
_MENDS: Final = (
    re.compile(
        r"^\W*(?:(?:the|a) label (?:of|on|for) )?(?:my|the|our) (?P<name>[^:,\d]{2,80}?)(?: label)? (?:actually |"
        r"really |now |in fact )*"
        r"(?:has|have|says|reads|is|contains|should (?:have|be|say)|shows) (?P<rest>.*\d.*)$",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(
        r"^\W*(?:please |can you |could you )*(?:correct|fix|update|change|mend|edit) (?:the )?(?:label (?:of|on) |"
        r"values (?:of|for) )?"
        r"(?:my |the )?(?P<name>[^:,\d]{2,80}?)\s*(?:[:,–-]|\bto\b|\bit has\b|\bhas\b|\bshould be\b)\s*(?P<rest>.*\d.*)$",
        re.IGNORECASE | re.DOTALL,
    ),
)
_MEND: Final = re.compile(r"\b(?:correct|fix|update|change|mend|edit|wrong|adjust)\b", re.IGNORECASE)
_AMOUNT_FIRST: Final = re.compile(
    r"(?P<amount>\d+(?:[.,]\d+)?)\s*(?P<unit>kcal|k?cals?|calories|kj|kilojoules|g|grams?|mg|µg|ug|mcg)?\s*(?:of\s+)?"
    r"(?P<name>[a-z][a-z ]*[a-z])?",
    re.IGNORECASE,
)
_NAME_FIRST: Final = re.compile(
    r"^(?P<name>[a-z][a-z ]*?[a-z])\s*[:=]?\s*(?P<amount>\d+(?:[.,]\d+)?)\s*(?P<unit>kcal|k?cals?|kj|g|grams?|mg|µg|ug|mcg)?$",
    re.IGNORECASE,
)
_HUNDRED: Final = re.compile(r"\b(?:(?:a|one) )?hundred (?=g\b|grams?\b|ml\b|millilit)", re.IGNORECASE)
_IN_GRAMS: Final = {"g": Decimal(1), "mg": Decimal("0.001"), "ug": Decimal("0.000001")}


_ANNOUNCED: Final = re.compile(
    r"^[^:?.]*\b(?:a|an|another|this|that|these|my|our|new)\s+(?:new |own )?[a-z][a-z -]{2,40}?(?:\s+for (?:me|us|"
    r"later))?(?:[,\s]+please)?\s*[:?]"
)
_A_SERVING: Final = re.compile(
    rf"^(?:(?:one|an?|each|per|every|the|it|\d+) )*(?:{_SERVING}|it|hundred|energy|nutrition\w*)\b", re.IGNORECASE
)


def read_food(message: str) -> NewFood | Remark | None:
    """A food to be kept from its label; a remark where it says too little, None where the message is about something else."""
    message = _HUNDRED.sub("100 ", message)
    mended = next((match for pattern in _MENDS if (match := pattern.match(message))), None)
    if mended is not None and _MEND.search(message) and _BASIS.search(mended["rest"]) and not _ATE.search(message):
        told = _food(f"{mended['name']}: {mended['rest']}")
        return replace(told, known=True) if isinstance(told, NewFood) else told
    behind = _NAMED_BEHIND.match(message)
    if behind is not None and not _is_nutrient(behind["rest"].partition(",")[0]):
        return _food(behind["rest"])
    if _is_label(message):
        return _food(message)
    food = _FOOD.match(message)
    if food is not None:
        return _food(food["rest"])
    told_as = _AS_FOOD.match(message) or _SAVED_AS_FOOD.match(message)
    return None if told_as is None else _food(f"{told_as['name']}: {told_as['rest']}")


def _is_label(message: str) -> bool:
    """Whether a message is a label that is to be kept: it says so, in how much its figures are, and several of them."""
    keeps = next((each for each in (_KEEPS, _KEEPS_ONES_OWN, _ONES_OWN) if each.search(message)), None)
    if keeps is None or _ATE.search(message):
        return False
    if _BASIS.search(message) is None and (keeps is not _ONES_OWN or message.rstrip().endswith("?")):
        return False
    found = _amounts(_BASIS.sub(" ; ", message))
    return len(found) > 1 or (keeps is _KEEPS and "energy_kcal" in found)


def bare_name(name: str) -> str:
    """A name without whose it is: "my chili" as "chili"."""
    return re.sub(r"^(?:my|the|our)\s+", "", name.strip(" .,-"), flags=re.IGNORECASE)


def number_in(written: str) -> Decimal:
    """A figure with a point or a comma before its decimals."""
    return Decimal(written.replace(",", "."))


def _food(told: str) -> NewFood | Remark:
    """A label: a name, "per 100 g" or "per serving (30 g)", and amounts with the nutrients' names."""
    basis = _BASIS.search(told)
    if basis is None:
        sizeless = _PER_SERVING.search(told) is not None and bool(_amounts(told))
        return Remark(Why.SERVING if sizeless else Why.LABEL)
    label = f"{told[: basis.start()]} ; {told[basis.end() :]}"
    found = _amounts(label)
    name = _name_in(told, basis)
    if not name or not found:
        return Remark(Why.LABEL)
    grams = next(
        number_in(each)
        for each in basis.group("grams", "serving", "sized", "much", "alone", "each", "whole", "hundred")
        if each
    )
    unit = next((each for each in basis.group("unit", "of", "in", "as", "by", "so", "wholes") if each), "g")
    return NewFood(name, tuple(found.items()), None if grams == 100 else grams, unit.lower() == "ml")


def _name_in(told: str, basis: re.Match[str]) -> str:
    """What the food of a label is called: what is said to be its name, or what stands before its figures and is no frame."""
    called = _CALLED.search(told)
    name = "" if called is None else _without_frame(called["name"])
    if not name:
        # "Zed: energy 264 kJ per 100 g": the name ends where the first nutrient is named.
        head = told[: min(each.start() for each in (basis, re.search(r"\d", told)) if each is not None)]
        parts = [part for each in re.split(r"[:\n?]|,(?!\d)|\.\s", head) if (part := _without_frame(each))]
        parts = [part for part in parts if not _is_nutrient(part)]
        announced = _ANNOUNCED.search(head)
        if announced is not None and len(parts) > 1 and not _A_SERVING.match(parts[1]):
            # "Could you save a granola for me? Jordans Country Crisp, per …": the kind is no name.
            parts = parts[1:]
        name = next(iter(parts), "")
    return name


def _is_nutrient(part: str) -> bool:
    return bool(nutrients.named_in(part)) and not nutrients.without_names(part).strip(" :().-–")


def _without_frame(part: str) -> str:
    """A part without what leads to a name and what follows it."""
    words = _BEHIND_NAME.sub("", part.strip(_MARKS)).split()
    while words and words[0].lower().strip(_MARKS) in _FRAME:
        words = words[1:]
    while words and words[-1].lower().strip(_MARKS) in _FRAME:
        words = words[:-1]
    return " ".join(words).strip(_MARKS)


def _amounts(label: str) -> dict[str, Decimal]:
    """The nutrients of a label by key, in the key's unit."""
    found: dict[str, Decimal] = {}
    pieces = re.split(r"[;\n]|:\s+(?=[a-z])|,(?!\d)|\.\s|/(?=\s*\d)|\band\b|\bwith\b", label)
    for piece in (part for each in pieces for part in _one_by_one(each)):
        text = re.sub(r"\bof which\b", "", piece).strip(" :().-–")
        match = _NAME_FIRST.match(text) or _AMOUNT_FIRST.search(text)
        if match is None:
            continue
        unit, value = (match["unit"] or "").lower(), number_in(match["amount"])
        keys = nutrients.named_in(match["name"] or "")
        if unit in {"kj", "kilojoules"}:
            found.setdefault("energy_kcal", round(value / nutrients.KJ_IN_KCAL, 3))
        elif unit.endswith(("cal", "cals", "calories")):
            found["energy_kcal"] = value
        elif keys == ("sodium_mg",) and "salt" in (match["name"] or "").lower():
            found.setdefault("sodium_mg", round(_in_unit(value, unit or "g", "sodium_mg") / _SALT_IN_SODIUM, 3))
        elif keys:
            found.setdefault(keys[0], _in_unit(value, unit, keys[0]))
    return found


def _one_by_one(piece: str) -> list[str]:
    """A piece of a label as its amounts, where several stand in it without commas: "600 kcal 20g protein 50g fat"."""
    if len(re.findall(r"\d+(?:[.,]\d+)?", piece)) < 2:
        return [piece]
    first = re.search(r"\d|(?<![a-z])[a-z]", nutrients.without_names(piece), re.IGNORECASE)
    if first is not None and re.match(
        r"\s*\D*?\d+(?:[.,]\d+)?\s*(?:k?cals?|kj|calories|mg|g|µg)?\s*(?:of )?[a-z]", piece, re.IGNORECASE
    ):
        return re.split(r"\s+(?=\d)", piece)
    return re.findall(r"[a-z][a-z ]*?\s*[:=]?\s*\d+(?:[.,]\d+)?\s*(?:k?cals?|kj|mg|g|µg)?\b", piece, re.IGNORECASE) or [
        piece
    ]


def _in_unit(value: Decimal, unit: str, key: str) -> Decimal:
    """So much of a nutrient in its key's own unit; without a unit it is in that already."""
    told = {"gram": "g", "grams": "g", "mcg": "ug", "µg": "ug"}.get(unit, unit)
    own = key.rpartition("_")[2]
    return value * _IN_GRAMS[told] / _IN_GRAMS[own] if told in _IN_GRAMS and own in _IN_GRAMS else value
