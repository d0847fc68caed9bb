"""Words that do the same work in sentences of every kind. Each is a set of words in lower case, or a pattern of phrases."""

import re
from typing import Final

# Says who, links, or softens; nothing is meant by it.
SMALL: Final = frozenset(
    "i i'm i've i'd im ive me my mine myself we our the a an this that that's thats it it's its is are was were"
    " am be been being"
    " 's at in on of to as for and so then just now currently still also only about around roughly approximately"
    " exactly almost nearly"
    " please pls from with by do does did have has had".split()
)
# What a person wants to be no more, or to have done with.
REMOVE: Final = re.compile(
    r"\b(?:delete|remove|erase|scrap|drop|discard|wipe|clear|cancel|undo|ditch|bin|kill|get rid of|(?:take|leave|"
    r"throw|strike|cross|"
    r"pull)(?: (?:it|that|this|the|my))? (?:out|off|away)|take|throw out|take back|(?:do not|don't|dont) (?:want|"
    r"need)|no longer want)\b",
    re.IGNORECASE,
)
# What is to begin, or to go on: a goal, a diet. What is between the parts of a verb ("turn my diet back on") is a group.
BEGIN: Final = re.compile(
    r"\b(?:(?:re)?activate|(?:re)?start|begin|resume|(?:switch|change|swap|go back|move|return) (?:back )?to|continue|"
    r"launch|enable|follow|use|"
    r"take up|work on|go on|get (?:back )?on|get back to|(?:plan|eat) by|(?:turn|switch|put|pick|take|bring) (.*?)"
    r" ?(?:back )?(?:on|up|back)\b|"
    r"(?:turn|switch|put) (?:back )?on|put me (?:back )?on|make (.+?) (?:my )?(?:active|current)|set (.+?) (?:as"
    r" )?(?:my )?(?:active|current))\b",
    re.IGNORECASE,
)
# What is to be no more.
END: Final = re.compile(
    r"\b(?:(?<!the )end(?! of\b)|stop|drop|cancel|pause|deactivate|disable|give up(?: on)?|abandon|forget|remove|quit|scrap|"
    r"finish(?:ed)?(?: with)?|close|"
    r"get rid of|delete|ditch|leave|(?:done|through) with|(?:go|come|get|take me|going|coming) off|(?:turn|switch|"
    r"take) (.*?) ?(?:off|out)\b|"
    r"(?:turn|switch|take) off|(?:no longer|(?:do not|don't|dont) (?:want to|want|need to|need))(?: (?:follow|have|"
    r"be on|use|do))?|"
    r"no more|not (.+?) any ?more)\b",
    re.IGNORECASE,
)

_BARE: Final = re.compile(
    r"\b(?:(?P<i>i)(?P<am>m|ve)|(?P<not>do|does|did|is|was|are|were|ca|wo|could|would|should|have|has|had)nt)\b",
    re.IGNORECASE,
)


def with_marks(text: str) -> str:
    """The text with the apostrophes that are left out on a phone: "im", "dont", "ive" as "i'm", "don't", "i've"."""
    return _BARE.sub(lambda match: f"{match['i']}'{match['am']}" if match["i"] else f"{match['not']}n't", text)
