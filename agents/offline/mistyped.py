"""Orders whose verb is mistyped, put right: "delte the almonds", "moove it to dinner". Pure.

Only keys that were left out, doubled or swapped are mended: with another letter a verb is often another word ("chance", "remote").
"""

import re
from typing import Final

from fithub.foods.spelling import slips

_VERBS: Final = (
    "delete", "remove", "change", "update", "correct", "replace", "reduce", "increase", "cancel", "erase", "repeat",
    "duplicate", "switch", "adjust", "restore", "move", "undo", "swap", "make", "shift",
)  # fmt: skip
_BEFORE: Final = re.compile(
    r"^\W*(?:(?:please|pls|plz|kindly|just|also|and|then|now|so|ok(?:ay)?|hi|hey|hello|no|oh|oops|sorry|wait|actually|"
    r"(?:can|could|would|will) (?:you|u)|i (?:want|need|would like)(?: you)? to|i'd like to|let's|lets)\b[\s,.!-]*)*",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[a-z]+", re.IGNORECASE)
# What an order is about follows it.
_ORDERS: Final = re.compile(
    r"^\s+(?:the|my|that|this|it|them|those|these|all|both|everything|yesterday|today|last|from|\w+day|\w+ (?:from|to|plz|pls|"
    r"please)\b|[a-z]+ [a-z]+ (?:plz|pls|please|from|to)\b|[a-z]+$)|^\W*$",
    re.IGNORECASE,
)
# A short verb is known by its letters alone: doubled, or two swapped.
_SHORT: Final = 5
# Words of their own that are a key away from a verb.
_OTHERS: Final = frozenset("mover mate makes moves maker wake cancer duplicates changes updates".split())


def with_orders_mended(sentence: str) -> str:
    """The sentence with the verb of its order as it is spelled; as it was where no verb is mistyped."""
    before = _BEFORE.match(sentence)
    begin = before.end() if before is not None else 0
    word = _WORD.match(sentence, begin)
    if word is None or not _ORDERS.match(sentence[word.end() :]):
        return sentence
    verb = _meant(word[0].lower())
    return sentence if verb is None else sentence[:begin] + verb + sentence[word.end() :]


def _meant(written: str) -> str | None:
    if written in _VERBS or written in _OTHERS or len(written) < 4:
        return None
    return next((verb for verb in _VERBS if _is_slip_of(written, verb)), None)


def _is_slip_of(written: str, verb: str) -> bool:
    if written[0] != verb[0]:
        return False
    if len(verb) <= _SHORT:
        return _undoubled(written) == _undoubled(verb) or (
            sorted(written) == sorted(verb) and slips(written, verb) <= 1
        )
    if len(written) == len(verb):
        return sorted(written) == sorted(verb) and slips(written, verb) <= 1
    longer, shorter = sorted((written, verb), key=len, reverse=True)
    if written == verb + "s" or written == verb + "d":
        return False
    return len(longer) - len(shorter) == 1 and slips(written, verb) <= 1


def _undoubled(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", word)
