"""What the search reads of a food: the columns derived from its name, and the branded names as one table.

Whoever writes branded foods in bulk (fithub.sources) fills a food's `words`, `head` and `prior` from `search_columns` with the
same COPY as the rest, and calls `refresh_branded_names` once at the end.
"""

from dataclasses import dataclass
from typing import Final

from django.db import connection, transaction

from fithub.foods.models import Source
from fithub.foods.naming import prior, shape

LONGEST_WORD: Final = 60
LONGEST_HEAD: Final = 120
# Their foods are found through BrandedName, all others of the catalogue through CatalogueName.
BRANDED: Final = (Source.BRANDED.value, Source.OFF.value)


@dataclass(frozen=True, slots=True)
class SearchColumns:
    """The columns of `foods_food` by which a food is found."""

    words: list[str]
    head: str
    prior: float


def search_columns(*, name: str, brand: str, source: str, category: str, known_energy: bool) -> SearchColumns:
    """The search columns of one food; pure, about 40 µs. `known_energy`: whether its kcal are known (0 is known)."""
    found = shape(name, brand)
    return SearchColumns(
        words=[word[:LONGEST_WORD] for word in found.words],
        head=" ".join(found.heads[:1])[:LONGEST_HEAD],
        prior=prior(name, source=source, category=category, brand=brand, known_energy=known_energy),
    )


_WRONG: Final = """
DELETE FROM foods_brandedname n USING foods_food f
WHERE f.id = n.food_id AND ('retired' = ANY (f.flags) OR f.words <> n.words OR f.prior <> n.prior)
"""
_MISSING: Final = """
INSERT INTO foods_brandedname (food_id, prior, words)
SELECT f.id, f.prior, f.words FROM foods_food f
WHERE f.source = ANY (%s) AND f.user_id IS NULL AND NOT 'retired' = ANY (f.flags)
    AND NOT EXISTS (SELECT FROM foods_brandedname n WHERE n.food_id = f.id)
ORDER BY f.prior DESC, f.id
"""
_COUNT_WORDS: Final = """
WITH counted AS (
    SELECT word, count(*) AS foods FROM foods_brandedname n CROSS JOIN LATERAL unnest(n.words) word
    WHERE length(word) > 1 GROUP BY word
), cleared AS (
    UPDATE foods_word SET branded = 0 WHERE branded > 0 AND word NOT IN (SELECT word FROM counted)
)
INSERT INTO foods_word (word, foods, branded) SELECT word, 0, foods FROM counted
ON CONFLICT (word) DO UPDATE SET branded = EXCLUDED.branded WHERE foods_word.branded <> EXCLUDED.branded
"""


def refresh_branded_names() -> int:
    """Bring the branded names and the counts of their words to what `foods_food` holds; returns how many names changed.

    Runs as the owner of the tables, in one transaction that keeps no search waiting. Nothing changed is little work; a million
    new names take minutes.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_WRONG)
        changed: int = max(0, cursor.rowcount)
        cursor.execute(_MISSING, [list(BRANDED)])
        changed += max(0, cursor.rowcount)
        if changed:
            cursor.execute(_COUNT_WORDS)
    if changed:
        with connection.cursor() as cursor:
            how = "ANALYZE" if connection.in_atomic_block else "VACUUM (ANALYZE)"
            cursor.execute(f"{how} foods_brandedname, foods_word")
    return changed
