"""Markdown as sentences: marks are taken off, and a row of a table says what the heads of its columns say."""

import re
from collections.abc import Iterator
from typing import Final

from agents.truth.numerals import is_unit

_ROW: Final = re.compile(r"^\s*\|(.+)\|\s*$")
_RULE: Final = re.compile(r"^[\s|:-]+$")
_MARKS: Final = re.compile(r"^\s*(?:[-*•+]\s+|#{1,6}\s+|>\s+|\d+[.)]\s+)|\*\*|__|`", re.MULTILINE)
_IN_BRACKETS: Final = re.compile(r"\(([^()]*)\)\s*$")


def plain(text: str) -> str:
    """The text without Markdown, line by line."""
    return _MARKS.sub("", "\n".join(_lines(text)))


def _lines(text: str) -> Iterator[str]:
    heads: list[str] = []
    for line in text.splitlines():
        row = _ROW.match(line)
        if row is None:
            heads = []
            yield line
        elif _RULE.match(row[1]):
            continue
        elif heads:
            yield _row(heads, _cells(row[1]))
        else:
            heads = _cells(row[1])


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.split("|")]


def _row(heads: list[str], cells: list[str]) -> str:
    """ "Rice: 200 g, 258 kcal, 5 g protein" of a row under "Food | Grams | kcal | Protein (g)"."""
    name, *rest = cells
    return f"{name}: " + ", ".join(_cell(head, cell) for head, cell in zip(heads[1:], rest, strict=False))


def _cell(head: str, cell: str) -> str:
    if not re.fullmatch(r"~?[\d,.]+", cell):
        return cell if re.match(r"\D*$", cell) else f"{cell} {_IN_BRACKETS.sub('', head)}"
    unit = _IN_BRACKETS.search(head)
    if unit and is_unit(unit[1]):
        return f"{cell} {unit[1]} {_IN_BRACKETS.sub('', head).strip()}"
    return f"{cell} {head}"
