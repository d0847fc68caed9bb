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
