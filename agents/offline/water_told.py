"""Plain water as it is told in few words, put so that the rest can read it: "water 250", "I have taken one litre water". "
"Pure."""

import re
from typing import Final

_FIGURE_BEHIND: Final = re.compile(
    r"^(?P<order>(?:log |add |record )?)water[:,]? (?P<ml>\d{2,4})(?: ?ml)?(?P<when>(?: (?:now|just now|please|today|this "
    r"morning))*)\W*$",
    re.IGNORECASE,
)
_TAKEN: Final = re.compile(
    r"^(?P<lead>(?:(?:today|yesterday|just|now|and|then|also)[\s,]+)*)(?:i |we )?(?:(?:have|'ve|had) )?(?:just |also |"
    r"already )?(?:taken|took) "
    r"(?P<much>(?:an?|one|two|three|four|five|half(?: an?)?|\d[\d.,/]*)[ ]?(?:l|ml|lit(?:re|er)s?|glass(?:es)?|bottles?|"
    r"cups?|mugs?)) "
    r"(?:of )?(?:plain )?(?P<water>water\b.*)$",
    re.IGNORECASE,
)


def as_drunk(sentence: str) -> str:
    """A sentence that tells plain water as "had so much of it"; as it was where it tells none."""
    figure = _FIGURE_BEHIND.match(sentence.strip())
    if figure is not None:
        return f"{figure['order']}{figure['ml']} ml of water{figure['when']}"
    taken = _TAKEN.match(sentence.strip())
    return sentence if taken is None else f"{taken['lead']}I had {taken['much']} of {taken['water']}"
