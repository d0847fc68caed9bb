"""What a person is, likes and must not have, and what is kept of it, however they put it."""

import re
from typing import Final

from agents.offline.eaten import KIN
from agents.offline.loosely.when import when_in
from agents.offline.skills.memories import AskMemories, Forget, Keep, kept
from agents.offline.skills.past_meals import RECENT, FindMeal
from agents.offline.skills.preferences import DIETS, MIND_IT, MOST_TEXT, AskPreferences, Say, TakeBack, foods_in
from agents.offline.spans import read_span
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment
from fithub.foods.words import content_words

_DIET: Final = re.compile(rf"\b(?:{'|'.join(DIETS)})\b", re.IGNORECASE)
_ALLERGY: Final = (
    r"\b(?:allergic|intolerant|allerg(?:y|ies)|intolerance|anaphyla\w+|react(?:ion)?s?(?: badly)?) ?(?:to|from|is|are|:)? ?"
    r"(?P<what>.+)$"
    r"|\b(?P<before>[a-z]+(?: [a-z]+)?) (?:allergy|intolerance)\b|\b(?P<adjective>lactose|gluten|dairy|fructose|"
    r"histamine|milk|egg|nut|"
    r"soy|wheat)[ -]intolerant\b|(?P<coeliac>\bc(?:o)?eliac\b)"
)
_DISLIKE: Final = (
    r"\b(?:hate|detest|loathe|dislike|despise|can'?t (?:stand|bear|stomach)|(?:do not|don'?t|never|didn'?t) (?:really |much )?"
    r"(?:like|love|enjoy|care for|touch)|(?:not|no) (?:a |much of a )?(?:big |huge )?(?:fan of|keen on|into|fond of)|sick of|"
    r"put off by|(?:do not|don'?t|never|stop)(?: ever)? (?:suggest|recommend|offer)(?:ing)?(?: me)?(?: any)?) (?P<what>.+)$"
    r"|^(?P<before>.+?) (?:makes? me (?:gag|sick|ill)|(?:is|are) (?:not my thing|gross|disgusting|vile|the worst))\b"
)
_AVOID: Final = (
    r"\b(?:avoid(?:ing)?|stay(?:ing)? (?:away from|off)|steer clear of|(?:do not|don'?t|never|can'?t|cannot|mustn'?t|won'?t) "
    r"(?:eat|have|drink|touch|do)|(?:gave|given|giving|give) up|cut(?:ting)? out|off(?: the)?|without|no(?: more)?) (?P<what>.+)$"
)
_LIKE: Final = (
    r"\b(?:love|adore|like|enjoy|a (?:big |huge )?fan of|fond of|crazy about|favou?rite (?:food )?is) (?P<what>.+)$"
)
_PATTERNS: Final = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (("allergy", _ALLERGY), ("dislike", _DISLIKE), ("avoid", _AVOID), ("like", _LIKE))
)
# Where a sentence leaves the foods that it began with.
_ENDS: Final = re.compile(
    r"\s*(?:[.;!?(]|,? (?:so|because|since|but|by the way|btw|fyi|just so you know|please|thanks|at all|anymore|any more|"
    r"these days|"
    r"ever|either|again|can'?t|for (?:religious|health|ethical)|if|when|which|that's|it|they|i'm|i)\b).*$",
    re.IGNORECASE | re.DOTALL,
)
# What is not eaten for some hours: "can't eat till my blood test", "no dairy before the scan".
_FOR_NOW: Final = re.compile(
    r"\b(?:can'?t|cannot|can not|mustn'?t|not (?:allowed|supposed) to|couldn'?t|"
    r"no (?:food|dairy|coffee|drinks?|sugar|alcohol)) ?(?:eat|drink|have|touch)?\b"
    r".{0,40}?\b(?:till?|until|'til|before|today|yet|tonight|so far|nothing yet|"
    r"for (?:the next |another )?\w+ (?:hours?|minutes?))\b",
    re.IGNORECASE,
)
_OWN: Final = re.compile(
    r"(?:don'?t|never|stop)(?: ever)? (?:suggest|recommend|offer)|\b(?:i|i'?m|i'?ve|me|my|mine|we|our)\b", re.IGNORECASE
)
# What somebody else is, likes or thinks.
_OTHERS: Final = re.compile(
    rf"^(?:\w+\s+){{0,2}}?(?:{KIN})\b(?:'s)?\s+(?!and i\b)|\b(?:she|he|they|her|his|their)\b|\?\s*$", re.IGNORECASE
)
_REMEMBER: Final = re.compile(
    r"\b(?:remember|note|keep|bear|forget|save|store|memori[sz]e|so you know|fyi)\b", re.IGNORECASE
)
_EVERYTHING: Final = re.compile(
    r"\b(?:everything|all (?:of it|of that|you know|my memories|the memories|memories|that you)|anything)\b",
    re.IGNORECASE,
)
_FORGET_LEAD: Final = re.compile(
    r"^.*?\b(?:forget|remove|delete|drop|erase|wipe|clear|scrub|lose|unlearn|remember)\b(?: about| that| what i (?:said|"
    r"told you)| the (?:fact|memory|note|bit)|"
    r" my (?:memory|note)| (?:that )?i (?:said|told you)| of| from)*(?: that| about| of| on)* ",
    re.IGNORECASE,
)
_MEAL_FRAME: Final = frozenset(
    "when did i last have had eat ate eaten what was were that the a thing one i we it day on in at for of from last "
    "which time "
    "my find show me some again how long since ago with recipe remember dish meal week month year night sunday monday tuesday "
    "wednesday thursday friday saturday yesterday lunch dinner breakfast snack been do you know called name tell log".split()
)
_GONE_FRAME: Final = frozenset(
    "remove delete take drop off from my the list of things i dislike dislikes like likes allergy allergies allergic to avoid "
    "preferences preference can eat again anymore more not no am any don't is are fine ok okay now with actually love "
    "after all it "
    "that turns out doctor says said tested negative for intolerance intolerant i'm longer me back on please mind hate "
    "isn't".split()
)


def preference(text: str, now: LocalMoment) -> Say | None:
    """What is liked, disliked, avoided or must not be had."""
    if not _OWN.search(text) or _OTHERS.search(text) or _FOR_NOW.search(text):
        return None
    text = MIND_IT.sub("", text) or text
    diet = _DIET.search(text)
    said = text.strip()[:MOST_TEXT]
    if diet is not None:
        return Say("avoid", said, categories=DIETS[diet[0].lower()])
    for kind, pattern in _PATTERNS:
        match = pattern.search(text)
        if match is None:
            continue
        groups = match.groupdict()
        if groups.get("coeliac"):
            return Say("allergy", said, ("gluten",))
        before = groups.get("adjective") or groups.get("before") or ""
        what = before.strip(" ,") or _ENDS.sub("", groups.get("what") or "").strip(" ,")
        words = foods_in(what, kind)
        if words:
            return Say(kind, said, words)
    return None


def no_more(text: str, now: LocalMoment) -> TakeBack | None:
    """What is so no more."""
    words = [word for word in re.findall(r"[a-z']+", text.lower()) if word not in _GONE_FRAME]
    return TakeBack(" ".join(words)) if 0 < len(words) <= 3 else None


def preferences(text: str, now: LocalMoment) -> AskPreferences:
    """Which there are."""
    low = text.lower()
    kind = (
        "allergy"
        if re.search(r"allerg|intoleran", low)
        else "dislike"
        if re.search(r"dislik|hate|not like|don'?t like", low)
        else ""
    )
    return AskPreferences(kind)


def fact(text: str, now: LocalMoment) -> Keep | None:
    """A fact in the person's words; what they may not eat for some hours is none."""
    if _FOR_NOW.search(text):
        return None
    wish = kept(re.sub(r"^(?:please |fyi,? |btw,? |by the way,? |just so you know,? )*(?:remember|note|"
    r"keep in mind)(?: that|:)? ", "", text, flags=re.IGNORECASE), now)  # fmt: skip
    if _OTHERS.search(text) and not _REMEMBER.search(text):
        # What is told of somebody else is kept where that is asked for.
        return None
    return wish if isinstance(wish, Keep) else None


def forgotten(text: str, now: LocalMoment) -> Wish | None:
    """What is to be forgotten."""
    if _EVERYTHING.search(text):
        return Forget("everything")
    lead = _FORGET_LEAD.match(text)
    what = text[lead.end() :].strip(" .!?") if lead else ""
    return Forget(what) if content_words(what) else None


def known(text: str, now: LocalMoment) -> AskMemories:
    """What is remembered."""
    return AskMemories()


def past_meal(text: str, now: LocalMoment) -> FindMeal | None:
    """A meal of the past by its words; of the last days where none is named."""
    when = when_in(text, now)
    words = [word for word in re.findall(r"[a-z']+", when.rest.lower()) if word not in _MEAL_FRAME]
    span = read_span(text, now) or ((when.day, when.day) if when.day is not None and when.day <= now.date else None)
    first, last = span or (now.date - 12 * RECENT, now.date)
    return FindMeal(" ".join(words), first, last) if words and len(words) <= 5 else None
