"""What one of a unit weighs among SR28's foods that are headed by the same word, where enough of them agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from django.db import connection

# So many foods at least, and the upper of their quarters no more than so many times the lower.
_LEAST: Final = 3
_MOST_SPREAD: Final = 3
_MEDIANS: Final = """
SELECT f.head, p.unit, count(*), percentile_cont(ARRAY[0.1, 0.25, 0.5, 0.75, 0.9]) WITHIN GROUP (ORDER BY p.grams)
FROM foods_portion p JOIN foods_food f ON f.id = p.food_id
WHERE f.user_id IS NULL AND p.source = 'sr28' AND f.head <> '' AND p.label NOT LIKE '%not eaten%'
GROUP BY f.head, p.unit HAVING count(*) >= 3
"""


@dataclass(frozen=True, slots=True)
class HeadMedian:
    """The middle of `foods` foods, in grams, and the tenths of them that are below and above."""

    grams: Decimal
    low: Decimal
    high: Decimal
    foods: int


type HeadMedians = Mapping[tuple[str, str], HeadMedian]


@lru_cache(maxsize=2)
def head_medians(fingerprint: str) -> HeadMedians:
    """Head word and unit -> the middle. Reckoned once in a process for each state of the catalogue, which `fingerprint` names."""
    with connection.cursor() as cursor:
        cursor.execute(_MEDIANS)
        rows = cursor.fetchall()
    medians = {}
    for head, unit, foods, tenths in rows:
        low, quarter, middle, three_quarters, high = (Decimal(repr(grams)) for grams in tenths)
        if foods >= _LEAST and three_quarters <= quarter * _MOST_SPREAD:
            medians[head, unit] = HeadMedian(middle, low, high, foods)
    return medians
