"""Reading a recipe that is told or pasted: what it is called, what goes in, for how many."""

import re
from typing import Final

from agents.offline.labels import bare_name
from agents.offline.steps import SaveRecipe, Unfinished

_NAME: Final = r"[“\"']?(?P<name>[^:“”\"\n]{1,8000}?)[”\"']?"
_SAVE: Final = re.compile(
    rf"^(?:please )?(?:save|keep|store|remember|record|add)\s+(?:(?:this|that|it|these|the following)(?: recipe| meal)?\s+"
    rf"(?:as|under|for)|(?:this|a|my|the)?\s*(?:new )?recipe\s+(?:for|as|called|named|of)|(?:my|a) (?:new )?recipe\s*:)\s+"
    rf"(?:a (?:new )?recipe (?:called|named|for)\s+|(?:the|my|a|our) (?:new )?(?:recipe )?)?{_NAME}(?: recipe)?"
    rf"\s*(?:$|[:\n]\s*(?P<text>.+)$)",
    re.IGNORECASE | re.DOTALL,
)
_RECIPE_NEW: Final = re.compile(
    r"^(?:please )?(?:(?:(?:save|add|keep|note|store|remember|here(?:'s| is)) )?(?:a |my )?new|(?:save|add|keep|note|"
    r"store|remember|write down) "
    r"(?:this|the following|a|my)(?: new)?|here(?:'s| is) (?:a|my)) recipe\s*[:,–-]\s*(?:my"
    r" )?[“\"']?(?P<name>[^:,;\n“”\"\d]{1,80}?)[”\"']?\s*(?:[:,;\n]|\.(?=\s))\s*(?P<text>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_RECIPE_NAMED: Final = re.compile(
    rf"^(?:(?:a |my |the )?(?:new )?recipe(?: (?:for|called|named))?\s*:?\s+(?:my )?{_NAME}|"
    rf"(?:my |here is my |here's my )?[“\"']?(?P<named>[^:\n]{{1,80}}?)[”\"']? recipe)\s*[:\n]\s*(?P<text>.+)$",
    re.IGNORECASE | re.DOTALL,
)
# "New recipe please - Gran's dal, makes 4 portions. 250 g lentils, 1 onion": a name, and what goes in behind its first stop.
_RECIPE_HEAD: Final = re.compile(
    r"^(?:(?:hi|hey|hello|ok(?:ay)?|so|please)[\s,]+)*(?:(?:i(?:'ve)? (?:have|got|want to save|'d like to save) |"
    r"save |add |keep |here's )?(?:a |my )?"
    r"new recipe|(?:save|add|keep|store) (?:a|this|my|the following) (?:new )?recipe|recipe)(?: (?:please|pls|for"
    r" you|to save))?\s*[:,–-]+\s*"
    r"(?:it's |called |for )?(?:my )?(?P<name>[a-z][^:;.\n\d]{1,60}?(?:,? (?:it )?(?:serves|makes|feeds|yields|for|"
    r"is for) (?:about )?"
    r"(?:\d{1,2}|two|three|four|five|six|eight|ten|twelve)(?: \w+)?)?)\s*[.:;\n]\s*"
    r"(?P<text>(?:you need |ingredients:? |takes |it has )?(?:\d|an? |one |two |half |three ).+)$",
    re.IGNORECASE | re.DOTALL,
)
# "This is my lentil bake, serves 6: 400 g lentils, 2 onions. Save it as a recipe".
_SAVED_LAST: Final = re.compile(
    r"^(?:(?:this|here) is|here's|my recipe for|for) (?:my |the |our |"
    r"a )?(?P<name>[^:\n]{2,100}?)\s*[:\n]\s*(?P<text>.*\d.*?)[\s.;,]*(?:please |can you |and |could"
    r" you )*(?:save|keep|store|add) (?:it|that|this)(?: for me)? (?:as|to|in|with) (?:a|my)(?: new)? recipes?\b[^.\d]*$",
    re.IGNORECASE | re.DOTALL,
)
# "Save my pancakes: 2 eggs, 100 g flour, serves 2": for how many it is makes it a recipe.
_SAVED_FOR: Final = re.compile(
    r"^(?:(?:hi|hey|ok(?:ay)?|please|can you|could you|would you|i want to|i'd like to)[\s,]+)*(?:save|keep|store|remember)"
    r" (?:my|our|this|these) (?!(?:breakfast|brunch|lunch|dinner|supper|snack)\b)(?P<name>[a-z][^:;,.\n\d]{1,60}?)\s*:\s*"
    r"(?P<text>(?!.*\b(?:kcal|calories|kj|protein)\b)(?:\d|an? |one |two |three |half )[^?]*\b(?:serves?|makes?|feeds?|yields?|"
    r"enough for|for) (?:about )?(?:\d{1,2}|one|two|three|four|five|six|eight|ten|twelve)\b[^?]*)$",
    re.IGNORECASE | re.DOTALL,
)
# "I'd like to keep my tuna pasta as a recipe: 200 g pasta, 1 can of tuna".
_KEPT: Final = re.compile(
    r"^[^:\n]*?\b(?:save|keep|store|add|have|note) (?:my |the |our |a )?(?P<name>[^:\n\d]{2,80}?) as (?:a|my)(?: new|"
    r" own)? recipe\s*[:\n]\s*"
    r"(?P<text>.*\d.*)$",
    re.IGNORECASE | re.DOTALL,
)
_FOR_SO_MANY: Final = re.compile(
    r"\b(?:enough for|for|good for) (?P<count>\d{1,2}|two|three|four|five|six|eight|ten|twelve)(?= ?[.!]*\s*$)",
    re.IGNORECASE,
)
_HEADED: Final = re.compile(
    r"^\W*(?:ingredients?|method|directions?|instructions?|preparation)\W*$|^\W*(?:serves|servings|makes|yields?)\b\W*\d",
    re.IGNORECASE | re.MULTILINE,
)
_LEAST_LINES: Final = 4
# "Banana pancakes please, it makes 2 portions": for how many stands behind the name.
_SERVES: Final = re.compile(
    r"[\s,;(–-]*\b(?:please|pls|thanks)?[\s,;(–-]*(?:(?:it|which|that|and it|this) )?(?P<serves>(?:serves|makes|feeds|"
    r"yields|is for|for|is enough"
    r" for|gives) (?:about )?(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\b(?: (?:servings?|"
    r"portions?|people|persons?|of us|"
    r"pieces|helpings))?)\)?\s*$",
    re.IGNORECASE,
)
_THANKS: Final = re.compile(r"[\s.,;!]+(?:please|pls|thanks|thank you|cheers|thx)[\s.!]*$", re.IGNORECASE)
_POLITE: Final = re.compile(r"[\s,]+(?:please|pls|thanks|thank you|for me)\s*$", re.IGNORECASE)
# A recipe that is only announced: what goes in is still to come.
_BEGUN: Final = re.compile(
    r"^(?:(?:hi|hey|hello|ok(?:ay)?|so)[\s,]+)*(?:(?:can|could|may) (?:i|you|we) |i(?:'d like| want| would like| need|"
    r"'m going)? to |let me |"
    r"let's |help me |please )*(?:save|add|keep|store|create|make|enter|record|write down|put in|give you|"
    r"tell you)(?: you)? (?:a|an|my|the|another|"
    r"one of my)(?: new| own)? recipe(?:s)?(?: (?:for|of|called|named) (?P<name>[^:\n\d]{2,60}?))?(?: please)?\W*$"
    r"|^(?:a |my )?new recipe\W*$",
    re.IGNORECASE,
)


def read_recipe(message: str) -> SaveRecipe | Unfinished | None:
    """The recipe that a whole message is, or that it announces; None where it is about something else."""
    saved = _SAVE.match(message)
    if saved is not None and (
        saved["text"] or re.match(r"(?:please )?\w+ (?:this|that|it|these)\b", message, re.IGNORECASE)
    ):
        return recipe_of(saved["name"], saved["text"] or "")
    new = _RECIPE_NEW.match(message)
    if new is not None:
        return recipe_of(new["name"], new["text"])
    headed = _RECIPE_HEAD.match(message)
    if headed is not None:
        return recipe_of(headed["name"], headed["text"])
    last = _SAVED_LAST.match(message)
    if last is not None:
        return recipe_of(last["name"], last["text"])
    kept = _KEPT.match(message)
    if kept is not None:
        return recipe_of(kept["name"], kept["text"])
    saved_for = _SAVED_FOR.match(message)
    if saved_for is not None:
        return recipe_of(saved_for["name"], saved_for["text"])
    named = _RECIPE_NAMED.match(message)
    if named is not None:
        return recipe_of(named["name"] or named["named"], named["text"])
    begun = _BEGUN.match(message)
    return None if begun is None else Unfinished("recipe", bare_name(_POLITE.sub("", begun["name"] or "")))


def recipe_of(name: str, text: str) -> SaveRecipe:
    """A recipe by its name and its ingredients, with for how many it is where that stands beside the name."""
    text = _FOR_SO_MANY.sub(r"serves \g<count>", _THANKS.sub("", text))
    serves = _SERVES.search(name)
    if serves is not None and text:
        name, text = name[: serves.start()], f"{text.strip()}\n{serves['serves']}"
    return SaveRecipe(bare_name(_POLITE.sub("", name)), text.strip())


def is_recipe(text: str) -> bool:
    """Whether a text is a recipe as people paste one: several lines, with what is a heading of recipes among them."""
    lines = [line for line in text.splitlines() if line.strip()]
    return len(lines) >= _LEAST_LINES and bool(_HEADED.search(text))
