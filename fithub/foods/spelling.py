"""Words that no food has, mended to the nearest that one has."""

from collections.abc import Sequence
from typing import Any, Final

from django.db import connection

# From so many branded names on a word is one; less may be a slip of a label.
_BRANDED_KNOWN: Final = 5
# Two keys may go wrong in a word of so many letters.
LONG: Final = 9

# One statement: the words that are known say so themselves, the others are looked up by the letters they share.
# People seldom miss the first letter; words that differ there are other words.
_NEAREST: Final = f"""
SELECT asked.word, near.word
FROM unnest(%(words)s::text[]) asked(word)
CROSS JOIN LATERAL (
    SELECT w.word FROM foods_word w
    WHERE (w.foods > 0 OR w.branded >= 20) AND w.word %% asked.word AND left(w.word, 1) = left(asked.word, 1)
        AND length(w.word) BETWEEN length(asked.word) - 2 AND length(asked.word) + 2
    ORDER BY similarity(w.word, asked.word) DESC, w.foods DESC, w.branded DESC, w.word
    LIMIT 8
) near
WHERE NOT EXISTS (
    SELECT FROM foods_word w WHERE w.word = asked.word AND (w.foods > 0 OR w.branded >= {_BRANDED_KNOWN})
)
"""  # noqa: S608  (put together from a constant of this module)


def mend(words: Sequence[str]) -> dict[str, str]:
    """For each word that no food has and that a known one is near to, that one; one look at the database, or none."""
    long_enough = [word for word in words if len(word) > 3 and word.isalpha()]
    if not long_enough:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_NEAREST, {"words": long_enough})
        offered: list[tuple[Any, ...]] = cursor.fetchall()
    options: dict[str, list[str]] = {}
    for word, other in offered:
        options.setdefault(word, []).append(other)
    nearest = {word: _nearest(word, others) for word, others in options.items()}
    return {word: other for word, other in nearest.items() if slips(word, other) <= (2 if len(word) >= LONG else 1)}


def _nearest(word: str, others: Sequence[str]) -> str:
    """The one of fewest slips; of several the first, which shares the most letters."""
    return min(others, key=lambda other: slips(word, other))


def slips(one: str, other: str) -> float:
    """How many keys went wrong: letters added, left out, changed, or two neighbours swapped (optimal string alignment).

    A letter that should be double, or should not, is half a slip: people mistake that more than any other.
    """
    rows = [[0.0]]
    for j, b in enumerate(other):
        rows[0].append(rows[0][-1] + _lone(b, other[j - 1 : j]))
    for i, a in enumerate(one, start=1):
        lone_a = _lone(a, one[i - 2 : i - 1] if i > 1 else "")
        row = [rows[-1][0] + lone_a]
        for j, b in enumerate(other, start=1):
            lone_b = _lone(b, other[j - 2 : j - 1] if j > 1 else "")
            best = min(rows[-1][j] + lone_a, row[-1] + lone_b, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def _lone(letter: str, before: str) -> float:
    return 0.5 if letter == before else 1.0
