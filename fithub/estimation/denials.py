"""What is denied behind its word, told before it as all else is: "skin not eaten" as "no skin"."""

from collections.abc import Sequence
from dataclasses import replace

from fithub.estimation.lexicon import phrase_end, words
from fithub.estimation.tokens import Token


def denied_before(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with "no" before a skin or a crust that is said to be taken off; each keeps its place in the text."""
    said: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = (
            phrase_end(tokens, at + 1, "taken_off") if token.low in words("coats") and at + 1 < len(tokens) else at + 1
        )
        if end > at + 1:
            said += [
                replace(token, text="no", low="no"),
                replace(token, start=tokens[at + 1].start, end=tokens[end - 1].end),
            ]
        else:
            said.append(token)
        at = max(end, at + 1)
    return said
