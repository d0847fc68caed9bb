"""What is said of the recipe that was just saved, changed or shown, without its name: "make the oats 60 g in the recipe", "it
actually serves 5", "rename it to Sunday chili"."""

import re
from typing import Final

from agents.offline.calls import Turn
from agents.offline.history import History
from agents.offline.skills.recipe_words import AskRecipe, ChangeRecipe, changes
from fithub.foods.words import content_words
from tools.catalogue import WRITES

_KEPT: Final = frozenset({"save_recipe", "edit_recipe"})
_LEAD: Final = re.compile(
    r"^(?:(?:no|oh|ah|actually|sorry|wait|oops|hm+|and|also|then|ok(?:ay)?|please|can you|could you|now|i think|i"
    r" mean|so)[\s,.!–-]+)+",
    re.IGNORECASE,
)
# Where of: it is that recipe which is meant, and no entry.
_IN_IT: Final = re.compile(
    r"\s*\b(?:in|to|into|from|of|out of|for|inside|on) (?:it|that|this|(?:the|this|that) recipe|there|the (?:mix|"
    r"batch|list|ingredients))\b",
    re.IGNORECASE,
)
_OF_RECIPE: Final = re.compile(r"\b(?:the|this|that) recipe\b", re.IGNORECASE)
_AFTERWARDS: Final = re.compile(
    r"(?:[\s,]+(?:please|instead|as well|too|though|actually|now|then|in total))+$", re.IGNORECASE
)
# How an ingredient's weight is told besides "change the oats to 60 g".
_WEIGHS: Final = (
    re.compile(
        r"^(?:make|set|change|put) (?:the |that )?(?P<what>[a-z][a-z -]*?) (?:to |at |into )?(?P<much>\d[\d.,]*"
        r" ?(?:kg|g|grams?|kilos?))$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:make|set|put) (?:it|that|in) (?P<much>\d[\d.,]* ?(?:kg|g|grams?|kilos?)) (?:of )?(?:the"
        r" )?(?P<what>[a-z][a-z -]*?)$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:the |it's |it was |it should be |there (?:is|are|was|were) )?(?P<what>[a-z][a-z -]*?) (?:is|are|was|"
        r"were|should be|should have been|needs to be) (?P<much>\d[\d.,]* ?(?:kg|g|grams?|kilos?))$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:it(?:'s| is| was| should be| needs| takes| has)|i (?:use|used|take|took|put in)|use|there(?:'s| is|"
        r" are| should be)) (?:only |just |actually |really )?(?P<much>\d[\d.,]* ?(?:kg|g|grams?|kilos?)) (?:of"
        r" )?(?:the )?(?P<what>[a-z][a-z -]*?)$",
        re.IGNORECASE,
    ),
)
_SERVES: Final = re.compile(
    r"^(?:(?:it|that|this|(?:the|this) recipe)(?:'s| is| should)? ?)?(?:really |actually |now |only |more like |"
    r"probably |in fact )*"
    r"(?:makes?|serves?|feeds?|yields?|gives?|for|is for|be for|enough for|good for|is)(?: about| more like|"
    r" actually| really| only)* "
    r"(?P<count>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve)(?: (?:servings?|portions?|people|"
    r"persons?|of us|helpings|bowls|plates))?$",
    re.IGNORECASE,
)
# "It's 4 servings".
_SO_MANY: Final = re.compile(
    r"^(?:it|that|this)(?:'s| is| should be| was)? (?:really |actually |only |more like )*(?P<count>\d{1,2}|two|"
    r"three|four|five|six|eight|ten|twelve)"
    r" (?:servings|portions|people|helpings)$",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(
    r"^(?:rename|call|name) (?:it|this|that|(?:the|this|that) recipe)(?: to| as| it)?"
    r" [“\"']?(?P<name>[^“”\"':,;.]{1,80}?)[”\"']?$"
    r"|^(?:change|set) (?:its|the) name to [“\"']?(?P<to>[^“”\"':,;.]{1,80}?)[”\"']?$"
    r"|^(?:it|that|this)(?:'s| is| should be) (?:called|named) [“\"']?(?P<called>[^“”\"':,;.]{1,80}?)[”\"']?$",
    re.IGNORECASE,
)
_ADDS: Final = re.compile(
    r"^(?:(?:it|there) (?:also (?:has|needs|takes|gets|is|are)|(?:has|needs|gets|takes) also)|i (?:forgot|left out|"
    r"missed)(?: to (?:add|mention|say))?"
    r"(?: about)?|(?:add|include|put in|throw in))\s+(?:in )?(?P<what>.+?)$",
    re.IGNORECASE,
)
_ATE: Final = re.compile(
    r"\b(?:had|ate|eaten|drank|log|breakfast|lunch|dinner|snack|today|yesterday|for me)\b", re.IGNORECASE
)
_MOST: Final = 200
# So many turns back the recipe is still what is spoken of.
_RECENT: Final = 3


_ASKS: Final = re.compile(
    r"^(?:so |and )?(?:what(?:'s|s| is| are| goes)(?: the ingredients)?|show me(?: what(?:'s| is)?)?|list|tell me"
    r" what(?:'s| is))(?: all| now)?"
    r"(?: (?:in|inside|of|into) (?:it|that|there|(?:the|this|that) recipe)| (?:the|its) ingredients| (?:the|that|"
    r"this) recipe)(?: now| again)?$",
    re.IGNORECASE,
)


def follow(order: str, turn: Turn) -> ChangeRecipe | AskRecipe | None:
    """The change of the recipe that the turn before saved, changed or showed; also a few turns on, where it is called "the recipe".
    None where a message is about something else."""
    name = _just_kept(turn.history.previous)
    if name is None and _OF_RECIPE.search(order):
        name = _kept_before(turn)
    if name is None or len(order) > _MOST or _ATE.search(order):
        return None
    bare = _AFTERWARDS.sub("", _LEAD.sub("", order)).strip(" ,.!?")
    if _ASKS.match(bare):
        return AskRecipe(name)
    named = _NAMED.match(bare)
    if named is not None:
        return ChangeRecipe(name, becomes=next(each for each in named.groups() if each).strip())
    serves = _SERVES.match(bare) or _SO_MANY.match(bare)
    if serves is not None:
        return changes(ChangeRecipe(name), f"serves {serves['count']}")
    of_it = _IN_IT.search(bare) is not None
    said = " ".join(_IN_IT.sub(" ", bare).split())
    for pattern in _WEIGHS:
        weighs = pattern.match(said)
        if weighs is not None and content_words(weighs["what"]):
            return changes(ChangeRecipe(name), f"change {weighs['what']} to {weighs['much']}")
    adds = _ADDS.match(said)
    if adds is not None:
        # "Add two eggs" may be of the diary; "add two eggs to it" is not.
        return (
            ChangeRecipe(name, add=adds["what"])
            if of_it or not re.match(r"add|put|include|throw", said, re.IGNORECASE)
            else None
        )
    changed = changes(ChangeRecipe(name), said)
    return changed if changed is not None and (of_it or changed.swap) else None


def _just_kept(previous: History | None) -> str | None:
    """The recipe that was last saved or changed here, where nothing else has been written since, and not long ago."""
    for _ in range(_RECENT):
        if previous is None:
            return None
        written = [each for each in previous.results if each.ok and each.tool in WRITES]
        if written:
            last = written[-1]
            kept = last.tool in _KEPT and not last.waits and last.data.get("recipe")
            return str(last.data["recipe"]["name"]) if kept else None
        previous = previous.previous
    return None


def _kept_before(turn: Turn) -> str | None:
    told = [turn.focus.told[tool] for tool in _KEPT if tool in turn.focus.told]
    names = {str(each.data["recipe"]["name"]) for each in told if each.data.get("recipe")}
    return names.pop() if len(names) == 1 else None
