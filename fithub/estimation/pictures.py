"""Pictures of food in a text ("2 🍎 and a 🍌") as the words that they stand for.

A picture is a word only where one is missing: behind an amount, a verb of eating or what joins foods. All others decorate what
is said in words ("pizza 🍕"), and a text of nothing but pictures says nothing.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Final

from fithub.estimation.numbers import read_number
from fithub.estimation.tokens import Kind, Token, tokenise

_BEFORE: Final = frozenset(
    "a an some the my of with and plus for had have ate eat eating having drank drinking grabbed enjoyed , : + & • -".split()
)


@cache
def _table() -> dict[str, str]:
    return tomllib.loads((files("fithub.estimation.data") / "pictures.toml").read_text(encoding="utf-8"))


def said_in_pictures(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with the words for the pictures that stand where a food is named; each word has the place of its picture."""
    if not any(token.is_content for token in tokens) or not any(token.text in _table() for token in tokens):
        return list(tokens)
    said: list[Token] = []
    # Whether the last token is a picture that was read as a word: another may stand right behind it.
    follows = False
    for at, token in enumerate(tokens):
        food = _table().get(token.text)
        if food is None or not (follows or _is_wanted(tokens, at)):
            follows = follows and not token.is_content and token.text in "\ufe0f\u200d"
            said.append(token)
            continue
        if follows:
            said.append(Token(Kind.MARK, ",", ",", token.start, token.start, False))
        elif said and at > 1 and tokens[at - 2].text in _table() and tokens[at - 1].kind is Kind.NUMBER:
            # "2 🍎 3 🍌": nothing else parts them.
            said.insert(-1, Token(Kind.MARK, ",", ",", tokens[at - 1].start, tokens[at - 1].start, False))
        said += [replace(word, start=token.start, end=token.end, spaced=True) for word in tokenise(food)]
        follows = True
    return said


def _is_wanted(tokens: Sequence[Token], at: int) -> bool:
    """Whether a food is missing where a picture stands: something leads up to it, and no word follows that is one."""
    if at == 0:
        return False
    before = tokens[at - 1]
    counted = before.kind is Kind.NUMBER or read_number(tokens, at - 1) is not None
    return counted or before.low in _BEFORE
