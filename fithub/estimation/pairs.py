"""The two foods in a name kept whole, should the catalogue not know it: "fish and chips", "avocado toast"."""

from collections.abc import Sequence

from fithub.estimation.additions import is_addition
from fithub.estimation.lexicon import words
from fithub.estimation.segments import Segment
from fithub.estimation.tokens import Token


def halves(segment: Segment, spoken: Sequence[Token]) -> tuple[list[Token], list[Token], bool] | None:
    """The two foods in a name kept whole, should the catalogue not know it; whether the second is put on the first.

    At its "and" or "with" ("fish and chips"), or before what bears the rest ("avocado toast"); None for other names.
    """
    named = set(spoken)
    for place, token in enumerate(segment.tokens):
        if token in named and token.low in {"and", "with", "n"} and place and place + 1 < len(segment.tokens):
            return list(segment.tokens[:place]), list(segment.tokens[place + 1 :]), False
    if len(spoken) > 1 and spoken[-1].low in words("bearers"):
        borne = list(spoken[:-1])
        if is_addition(" ".join(token.low for token in borne)):
            return [spoken[-1]], borne, True
    return None
