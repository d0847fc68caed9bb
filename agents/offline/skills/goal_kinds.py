"""Goals that no number tells: to get more flexible, to run further, to cook at home; which kind such a goal is, and its name."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from fithub.foods.words import content_words

LONGEST_NAME: Final = 100
WITHOUT_NUMBER: Final = frozenset({"flexibility", "strength", "endurance", "general_fitness"})
_KINDS: Final[Mapping[str, re.Pattern[str]]] = {
    kind: re.compile(rf"\b(?:{words})", re.IGNORECASE)
    for kind, words in {
        "flexibility": r"flexib\w*|supple|limber|bendy|stretch\w*|touch my toes|(?:the )?splits\b|mobility|mobile\b",
        "strength": (
            r"strong\w*|strength\w*|(?:pull|push|chin|press)[ -]?ups?\b|bench\b|dead-?lift|squats?\b|"
            r"lift (?:more|heavier|my)|handstand|muscle-?ups?\b"
        ),
        "endurance": (
            r"endurance|stamina|marathon|triathlon|[15]0? ?k\b|couch to|(?:run|swim|cycle|ride|row)(?:ning|ing)? (?:a|an|my|"
            r"further|farther|longer|faster|the|for|without|\d)|cardio|out of breath"
        ),
        "general_fitness": r"fit(?:ter|ness)?\b|health(?:y|ier|ily)\b|in(?:to)? (?:better )?shape|more active|energy levels?",
    }.items()
}
# Whether a text calls what it wants a goal.
_CALLED: Final = re.compile(r"\b(?:goals?|aim|target|resolution|challenge)\b", re.IGNORECASE)
# A figure with nothing counted behind it, or a weight: what it is of has to be read, and is no habit's name.
_NO_HABIT: Final = re.compile(
    r"\d[\d.,]*\s*(?:kgs?|kilos?|lbs?|pounds|stones?|st|%|kcal|calories)?\s*(?:$|[,;.!?)]|(?:instead|not|rather|by|now|please|pls|"
    r"from|and|then|ok|is|was|to)\b)",
    re.IGNORECASE,
)
# What stands before the wish itself, and behind it.
_LEAD: Final = re.compile(
    r"^\W*(?:(?:so|ok(?:ay)?|right|hey|hi|hello|please|pls|kindly|also|well|now)\b[\s,]*)*"
    r"(?:(?:can|could|would|will) (?:you|we|i) )?(?:please |kindly |just )*"
    r"(?:(?:i(?:'d| would)?|we) (?:really |just |also |finally )*(?:want(?:ed)?|like|love|need|wanna|wish|hope|am trying|"
    r"plan)(?: to)?|"
    r"i(?:'m| am)(?: really| just)? (?:trying|hoping|looking|aiming|planning|going|working)(?: (?:to|on))?|help me(?: to)?|"
    r"let's)?\s*"
    r"(?:(?:set|make|create|add|start|put(?: down)?|have|save|track|give)(?: me| it)?(?: up)?\s+)?"
    r"(?:(?:a|an|my|the|another|this|it|that)\s+)?(?:(?:new|own|other|first|main|next|personal|fitness|health)\s+)*"
    r"(?:(?:goals?|aim|resolution|challenge)\b\s*(?:for me\b|this year\b)?\s*"
    r"(?:is|as|of|was|would be|should be|will be|to be|to|:|[,–-])*\s*"
    r"(?:to\b|that i\b)?)?\s*",
    re.IGNORECASE,
)
_WISH: Final = re.compile(
    r"(?<=[,;.!?] )i(?:'d| would)? (?:really |just |also )*(?:want|like|love|need|wanna|wish|hope)(?: to)?\b",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(
    r"[\s,–-]*(?:(?:please|pls|thanks|thank you|only|now|ok(?:ay)?|if (?:you can|possible))|(?:(?:and|so|then) )?(?:can|could|"
    r"would) (?:that|this|you|it)\b.*|"
    r"(?:make|set|put|save|add|track) (?:that|it|this)\b.*|"
    r"(?:as|is|for) (?:my|a|the) (?:new )?goal\b.*|is (?:what|the|my)\b.*)[\s.!?]*$",
    re.IGNORECASE,
)


# "Put that down as my goal": what was said before it is the goal.
_THAT_IS_IT: Final = re.compile(
    r"^\W*(?:(?:so|and|then|ok(?:ay)?|please|pls|kindly|yes)\b[\s,]*)*(?:(?:can|could|would|will) (?:you|we) (?:please )?)?"
    r"(?:(?:make|set|put|save|add|track|note|keep|use|have|write) (?:that|it|this)(?: down)?(?: in| here)*(?: to be)? "
    r"?(?:as |for )?"
    r"(?:a |my |the |our )?(?:new )?goal\b|(?:can|could|may) (?:that|it|this) be (?:a|my) (?:new )?goal\b|"
    r"(?:that|this|it)(?:'s| is| should be| would be) (?:a |my |the )(?:new )?goal\b)"
    r"(?: (?:for me|please|pls|would you|will you|could you|then|now|here|in here|for now|thanks))*\W*$",
    re.IGNORECASE,
)


def with_its_goal(sentences: Sequence[str]) -> list[str]:
    """The sentences, with "put that down as my goal" joined to the one before, which tells it."""
    joined: list[str] = []
    for sentence in sentences:
        if joined and _THAT_IS_IT.match(sentence):
            joined[-1] = f"{joined[-1].rstrip(' .!')}, {sentence}"
        else:
            joined.append(sentence)
    return joined


def kind_in(text: str) -> str:
    """The kind of a goal without a number that a text tells of; "" where it tells of none."""
    return next((kind for kind, words in _KINDS.items() if words.search(text)), "")


def habit_in(text: str) -> str:
    """What a text calls a goal and is of no kind that is measured: a habit, as its name; "" where it calls nothing so."""
    name = name_in(text) if _CALLED.search(text) and not _NO_HABIT.search(text) else ""
    return name if len(content_words(name)) >= 2 else ""


def name_in(text: str) -> str:
    """What such a goal is called, in the person's words: "i wanna get more flexible" is "Get more flexible"."""
    # What stands before the wish tells only why.
    wish = next(iter(reversed(list(_WISH.finditer(text)))), None)
    name = _LEAD.sub("", text[wish.start() :] if wish is not None else text.strip(), count=1)
    while (shorter := _TAIL.sub("", name)) != name:
        name = shorter
    name = " ".join(name.strip(" .,!?:;–-").split())[:LONGEST_NAME].strip()
    return f"{name[:1].upper()}{name[1:]}"
