"""What is told over several messages: a recipe whose ingredients come later, a food whose label does, and what is added to a recipe
that was just kept."""

import re
from collections.abc import Mapping
from typing import Any, Final

from agents.answers import plain_answer
from agents.offline.clauses import plain
from agents.offline.history import History
from agents.offline.labels import read_food
from agents.offline.reading import read
from agents.offline.recipes_told import recipe_of
from agents.offline.skills.recipe_words import ChangeRecipe
from agents.offline.steps import Log, NewFood, Remark, SaveRecipe, Unfinished, Why

LONGEST_NAME: Final = 60
# So many messages back at most.
MOST_PIECES: Final = 5
_NAME: Final = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|well|sure|yes)[\s,]+)*(?:(?:it's|its|it is|they're|that's|the name is|name's|name:?|"
    r"call it|let's call it|i call it|we call"
    r" it)\s+)?(?:called |named )?(?:my |the )?[“\"']?(?P<name>[a-z][^:;,.\n\d?!“”\"]*?)[”\"']?(?:[\s,]+please)?\W*$",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    r"^\W*(?:(?:it's|it is|call it) (?:called )?)?(?:my |"
    r"the )?[“\"']?(?P<name>[a-z][^:;,\n\d“”\"]{1,60}?)[”\"']?\s*[:\n]\s*(?P<text>.*\d.*)$",
    re.IGNORECASE | re.DOTALL,
)
_LEAD: Final = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|well|yes|sure|right)[\s,]+)*(?:(?:it|you|we|i) (?:has|have|needs?|takes?|uses?|goes)\s+|"
    r"the ingredients are:?\s+|"
    r"ingredients:?\s+)?",
    re.IGNORECASE,
)
_QUESTION: Final = re.compile(r"\?\s*$|^\W*(?:what|how|why|which|when|who|can|could|do|does|is|are)\b", re.IGNORECASE)
_MORE: Final = re.compile(
    r"^\W*(?:(?:oh|ah|and|sorry|oops|wait)[\s,]+)*(?:(?:i )?forgot(?: to (?:mention|say|add|tell you))?(?: about)?|also|"
    r"plus|and|it also (?:has|needs|takes)|"
    r"add)[\s,:]+(?:also |the |add )*(?P<what>.*\d.*|(?:an?|half|some|two|three|one) .+)$",
    re.IGNORECASE,
)
# What one weighs, and nothing else: "60 g a bar", "it's 60g", "one weighs 60 grams".
_WEIGHS: Final = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|oh|so|sorry|yes|sure|and|about|around|roughly|approx\.?|it|they|one|each|an?|the|my|per|is|are|it's|they're|"
    r"weighs?|bars?|pieces?|servings?|portions?|cookies?|packets?|pots?|jars?|cups?|scoops?|slices?|of)[\s,:=]+)*"
    r"(?P<size>\d+(?:[.,]\d+)? ?(?:g|grams?|gr|ml))(?:[\s,]+(?:each|per|an?|one|for|bar|piece|serving|portion|"
    r"cookie|packet|pot|jar|"
    r"cup|scoop|slice|i think|roughly|about))*\W*$",
    re.IGNORECASE,
)
_NO_RECIPE: Final = re.compile(
    r"\b(?:(?:to|in|into) (?:my|the|a)|had|ate|drank|eaten|breakfast|lunch|dinner|supper|snack|log|diary|weigh\w*|kcal|"
    r"calories|km|min(?:utes)?)\b",
    re.IGNORECASE,
)


# "I had one of those for breakfast", of the food that was just kept with what one weighs.
_HAD_SOME: Final = re.compile(
    r"^\W*(?:(?:and|then|i|we|i've|just|also|already|have|so|ok(?:ay)?)[\s,]+)*(?:had|ate|eaten|drank)\s+"
    r"(?P<count>one|two|three|four|[1-9])(?: (?:of )?(?:them|those|these))?"
    r"(?P<when>(?: (?:for|at|this|today|yesterday|just|earlier)\b[^,;.\d]*)?)\W*$",
    re.IGNORECASE,
)


def answered(history: History) -> SaveRecipe | NewFood | Unfinished | ChangeRecipe | Log | None:
    """What a message makes of what the turn before has left unfinished, or adds to what it kept; None where it does neither."""
    previous = history.previous
    if previous is None:
        return None
    text = plain(history.text).strip()
    begun = _left_unfinished(previous, MOST_PIECES)
    if begun is not None:
        return _with(begun, text)
    had = _HAD_SOME.match(text)
    foods = [
        each
        for result in previous.results
        if result.ok and result.tool == "create_food"
        for each in result.data["foods"]
    ]
    if had is not None and len(foods) == 1 and _has_serving(foods[0]):
        many = "1 serving" if had["count"].lower() in {"one", "1"} else f"{had['count']} servings"
        return Log(f"had {many} of {foods[0]['name']}{had['when']}")
    kept = [result for result in previous.results if result.ok and result.tool in {"save_recipe", "edit_recipe"}]
    more = _MORE.match(text)
    if not kept or more is None or _NO_RECIPE.search(text) or _QUESTION.search(text):
        return None
    name = str(kept[-1].data["recipe"]["name"])
    return ChangeRecipe(name, add=re.sub(r"[\s,]*(?:to it|in it|too|as well|please)?\W*$", "", more["what"]))


def _has_serving(food: Mapping[str, Any]) -> bool:
    """Whether the label of a food said what one weighs."""
    return any(each["unit"] == "serving" and each["label"] == "serving" for each in food.get("portions", ()))


def _left_unfinished(history: History, most: int) -> Unfinished | None:
    """What a turn has begun and not finished, with what was told of it in the turns before."""
    steps = read(history.text, history.now)
    match steps:
        case [Unfinished() as begun]:
            return begun
        case [Remark(why=Why.LABEL | Why.SERVING)]:
            return Unfinished("food", text=history.text)
    previous = history.previous
    before = _left_unfinished(previous, most - 1) if previous is not None and most else None
    made = None if before is None else _with(before, plain(history.text).strip())
    return made if isinstance(made, Unfinished) else None


def _with(begun: Unfinished, text: str) -> SaveRecipe | NewFood | Unfinished | None:
    """What was begun with what a message tells of it; None where that is about something else."""
    if plain_answer(text) is not None or _QUESTION.search(text):
        return None
    if begun.kind == "food":
        weighs = _WEIGHS.match(text)
        more = f"one serving = {weighs['size']}" if weighs is not None else text
        told = read_food(f"{begun.text.rstrip(' .')}: {more}") if re.search(r"\d", text) else None
        return told if isinstance(told, NewFood) else None
    if _NO_RECIPE.search(text):
        return None
    named = _NAMED.match(text)
    if named is not None and not begun.text:
        return recipe_of(named["name"], named["text"])
    if re.search(r"\d|,|\n", text):
        told_text = "\n".join(filter(None, [begun.text, _LEAD.sub("", text, count=1)]))
        return recipe_of(begun.name, told_text) if begun.name else Unfinished("recipe", text=told_text)
    name = _NAME.match(text)
    if begun.name or name is None or len(name["name"]) > LONGEST_NAME:
        return None
    return recipe_of(name["name"], begun.text) if begun.text else Unfinished("recipe", name["name"].strip())
