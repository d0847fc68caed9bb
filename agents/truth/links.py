"""Links and pictures in an answer: shown as Markdown or HTML they would be opened, and their address told what it holds. Pure."""

import re
from typing import Final

_LINK: Final = re.compile(
    r"\b(?:https?|ftps?)://\S+|\bwww\.\S+|(?:\b(?:javascript|data|mailto):|(?<=\()//)\S+"
    r"|!?\[[^\]\n]*\][(\[:][^)\]\n]*|</?(?:a|img|script|iframe|object|embed|form|link|meta|svg|style|base|video|audio)\b[^>\n]*",
    re.IGNORECASE,
)
# A blank behind each of these, and nobody takes it for a link.
_TIES: Final = re.compile(
    r":(?=//)|\](?=[(\[:])|<|(?<=\()/(?=/)|www(?=\.)|(?:javascript|data|mailto)(?=:)", re.IGNORECASE
)


# What a link cannot do without, besides "]" and "<".
WORDS: Final = frozenset({"http", "https", "ftp", "ftps", "www", "javascript", "data", "mailto"})


def strange_links(text: str, asked: str) -> list[str]:
    """What links to somewhere, or shows a picture of there, that the person has not just named themselves; each in a line."""
    return [
        f"{match[0]!r} is a link that the person did not name"
        for match in _LINK.finditer(text)
        if match[0].rstrip(".,;:!?)") not in asked
    ]


def without_links(text: str, asked: str) -> str:
    """The text with those links taken apart, so that they are words: names of foods are told as somebody wrote them."""
    for match in reversed(list(_LINK.finditer(text))):
        if strange_links(match[0], asked):
            text = text[: match.start()] + _TIES.sub(r"\g<0> ", match[0]) + text[match.end() :]
    return text
