"""Questions whose subject follows in a sentence of its own: "How many calories would this be? 2 slices of rye bread with butter".

What stands behind such a question without a verb is what its "this" means. It is looked up, and never logged.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from agents.offline import nutrients
from agents.offline.clauses import COMMAND, EATING
from agents.offline.stating import names_food
from agents.offline.steps import LookUp
from fithub.core.clock import LocalMoment

_POINTS_AHEAD: Final = re.compile(
    r"\b(?:this|that|these|those|it|they|them|the following|all of (?:it|this|that))\b", re.IGNORECASE
)
_WEIGHS_UP: Final = re.compile(
    r"\b(?:comes?|adds?|amounts?) (?:up )?to\b|\badds? up\b|\bset me back\b|\bcost me\b|\bdamage\b|\bfits?\b|\bcounts? (?:as|for)\b"
    r"|\bworks? out\b|\bin total\b|\bnutrition\w*|\bmacros?\b|\bcontains?\b|\b(?:too|how) (?:much|many|bad|good|healthy|heavy)\b"
    r"|\b(?:ok|okay|fine|good|bad|healthy|unhealthy|allowed|a lot|worth|over|within|room)\b"
    r"|\bwhat(?:'s| is| are| would be)? in (?:this|that|it|these|those)\b",
    re.IGNORECASE,
)
_OPENS: Final = re.compile(r"^\W*(?:how|what|would|will|is|are|if)\b", re.IGNORECASE)
_ORDERS: Final = re.compile(
    r"\b(?:log|add(?! up)|record|put|track|enter|save|delete|remove|undo|change|move|plan|remember|note|write|suggest|order|cook|"
    r"recipe)\b",
    re.IGNORECASE,
)
_NO_FRAGMENT: Final = re.compile(
    rf"\?\W*$|^\W*(?:(?:please|and|then|also|just|so) )*(?:{COMMAND}|{EATING}|"
    r"i|i'm|i've|we|you|it|he|she|they|do|don't|no|yes|thanks)\b"
    rf"|\b(?:i|we|he|she|they|you)(?:'ve|'d|'m| have| had)? (?:\w+ )?(?:{EATING})\b|\b(?:also|too|as well)\b|[<>{{}}\[\]|=]",
    re.IGNORECASE,
)
# Nobody asks about what follows in a longer sentence.
_LONGEST: Final = 200


def asked_ahead(sentences: Sequence[str], now: LocalMoment) -> Iterator[list[str] | LookUp]:
    """The sentences in order, in runs; a question and the foods that follow it are one, a look-up of these."""
    if not any(_points_ahead(sentence) for sentence in sentences[:-1]):
        # Nearly every message: nothing has to be looked for foods here.
        yield list(sentences)
        return
    named_before = False
    waiting, run = list(sentences), list[str]()
    while waiting:
        sentence = waiting.pop(0)
        foods: list[str] = []
        if not named_before and _points_ahead(sentence):
            while waiting and _is_fragment(waiting[0], now):
                foods.append(waiting.pop(0).strip(" .,;!"))
        if foods:
            named = nutrients.named_in(sentence)
            yield from [run] if run else []
            yield LookUp("; ".join(foods), named, considering=not named)
            run = []
        else:
            run.append(sentence)
            named_before = named_before or (not _asks(sentence) and names_food(sentence, now))
    yield from [run] if run else []


def _points_ahead(sentence: str) -> bool:
    if (
        not _asks(sentence)
        or len(sentence) > _LONGEST
        or _ORDERS.search(sentence)
        or not _POINTS_AHEAD.search(sentence)
    ):
        return False
    return bool(nutrients.named_in(sentence) or _WEIGHS_UP.search(sentence))


def _asks(sentence: str) -> bool:
    return sentence.rstrip().endswith(("?", ":")) or _OPENS.match(sentence) is not None


def _is_fragment(sentence: str, now: LocalMoment) -> bool:
    return len(sentence) <= _LONGEST and not _NO_FRAGMENT.search(sentence) and names_food(sentence, now)
