"""The rows of foods that a query may mean, as they come out of the database and the names held in the process.

A row has the food's id, name, brand, source, prior, `own`, words and category, how many times and when it was eaten last (None for
never), and where meaning was looked at, the `similarity`. Call within `acting_as`.
"""

import json
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.db import connection
from pgvector import HalfVector

from fithub.core.nutrients import NUTRIENTS
from fithub.foods.embedding import embed
from fithub.foods.plain_names import PlainName, plain_names
from fithub.foods.query import Query

CANDIDATES: Final = 80
NEIGHBOURS: Final = 25
# A word in more branded names than COMMON is never looked up alone, one in at most RARE may be; never more than BOUND are read.
COMMON, RARE, BOUND = 20_000, 1_000, 2_000
MOST_OF_GROUPS: Final = 200

type Row = dict[str, Any]

_COLUMNS: Final = """
    f.id, f.name, f.brand, f.source, f.prior, f.user_id IS NOT NULL AS own, f.words,
    coalesce(c.name, '') AS category, h.times, h.last_on
"""
_TABLES: Final = """
    foods_food f LEFT JOIN foods_category c ON c.id = f.category_id
    LEFT JOIN foods_habit h ON h.food_id = f.id AND h.user_id = app_user_id()
"""

# A person's own foods, and what they eat of all others.
_PERSONAL: Final = f"""
WITH found AS (
    (
        SELECT f.id FROM foods_food f
        WHERE f.user_id = app_user_id()
            AND (f.words && %(words)s::text[] OR (%(typing)s <> '' AND f.head LIKE %(typing)s || '%%'))
        ORDER BY f.prior - cardinality(f.words) * 0.03 DESC, f.id
        LIMIT {CANDIDATES}
    )
    UNION
    (
        SELECT eaten.food_id FROM foods_habit eaten JOIN foods_food f ON f.id = eaten.food_id
        WHERE eaten.user_id = app_user_id() AND f.words && %(food_words)s::text[] AND NOT 'retired' = ANY (f.flags)
        ORDER BY eaten.times DESC, eaten.last_on DESC, f.id
        LIMIT 20
    )
)
SELECT {_COLUMNS} FROM found JOIN ({_TABLES}) ON f.id = found.id
"""  # noqa: S608  (put together from constants of this module)

_BY_MEANING: Final = f"""
WITH near AS MATERIALIZED (
    SELECT v.food_id, 1 - (v.embedding <=> %(vector)s::halfvec) AS similarity
    FROM foods_foodvector v
    ORDER BY v.embedding <=> %(vector)s::halfvec
    LIMIT {NEIGHBOURS}
)
SELECT {_COLUMNS}, near.similarity
FROM near JOIN ({_TABLES}) ON f.id = near.food_id
WHERE NOT 'retired' = ANY (f.flags)
"""  # noqa: S608  (put together from constants of this module)

# Apart from the rest: of a hundred candidates few are shown, and their nutrients are most of what there is of them.
_NUTRIENTS: Final = "SELECT id, nutrients_per_100g::text FROM foods_food WHERE id = ANY (%s)"

# Branded names, of which there may be millions: those with every word that brands have, if one of these is not in too many,
# and those with a rare one. The inner limits bound the work, whatever the words.
_BY_BRAND: Final = f"""
WITH known AS MATERIALIZED (
    SELECT word::text AS word, branded FROM foods_word WHERE word = ANY (%(words)s::text[]) AND branded > 0
), found AS (
    SELECT each.food_id FROM (
        SELECT n.food_id, n.words, n.prior FROM foods_brandedname n
        WHERE n.words @> (SELECT array_agg(word) FROM known HAVING min(branded) <= {COMMON})
        LIMIT {BOUND}
    ) each
    ORDER BY cardinality(each.words), each.prior DESC, each.food_id LIMIT {CANDIDATES // 2}
), rare AS (
    SELECT each.food_id FROM (
        SELECT n.food_id, n.words, n.prior FROM foods_brandedname n
        WHERE n.words && (SELECT array_agg(word) FROM known WHERE branded <= {RARE})
        LIMIT {BOUND}
    ) each
    ORDER BY
        (SELECT count(*) FROM unnest(%(words)s::text[]) word WHERE word = ANY (each.words)) DESC,
        cardinality(each.words), each.prior DESC, each.food_id
    LIMIT {CANDIDATES // 2}
)
SELECT {_COLUMNS} FROM (SELECT food_id FROM found UNION SELECT food_id FROM rare) n JOIN ({_TABLES}) ON f.id = n.food_id
"""  # noqa: S608  (put together from constants of this module)

# Foods of some groups: plain ones with any of the words, branded ones with all of them.
_WITHIN: Final = f"""
WITH found AS (
    (
        SELECT n.food_id FROM foods_food f JOIN foods_cataloguename n ON n.food_id = f.id
        WHERE f.category_id = ANY (%(within)s) AND f.user_id IS NULL AND n.words && %(words)s::text[]
        ORDER BY
            (SELECT count(*) FROM unnest(%(words)s::text[]) word WHERE word = ANY (n.words)) DESC,
            n.prior - cardinality(n.words) * 0.03 DESC, n.food_id
        LIMIT {MOST_OF_GROUPS}
    )
    UNION
    (
        SELECT each.food_id FROM (
            SELECT n.food_id FROM foods_brandedname n WHERE n.words @> %(words)s::text[] LIMIT {BOUND}
        ) each JOIN foods_food f ON f.id = each.food_id
        WHERE f.category_id = ANY (%(within)s)
        LIMIT {MOST_OF_GROUPS}
    )
)
SELECT {_COLUMNS} FROM found JOIN ({_TABLES}) ON f.id = found.food_id
"""  # noqa: S608  (put together from constants of this module)


def by_words(query: Query, typing: str) -> list[Row]:
    """Foods with any of the words, or one that begins with `typing`: the person's, who may eat plain ones, too; all plain ones."""
    names, lexemes = plain_names(query.text)
    plain = names.candidates(query, lexemes=lexemes, typing=typing)
    return _rows(_PERSONAL, _asked(query, typing)) + [_plain_row(each) for each in plain]


def by_every_word(query: Query) -> list[Row]:
    """Foods with every word of the query's: the person's, and the plain ones."""
    names, _ = plain_names(query.text)
    return _rows(_PERSONAL, _asked(query, "")) + [_plain_row(each) for each in names.with_all(query)]


def by_brand(query: Query) -> list[Row]:
    """Branded foods, of which there may be millions."""
    return _rows(_BY_BRAND, _asked(query, ""))


def by_meaning(query: Query) -> list[Row]:
    """The foods whose names mean nearly what is asked, whatever their words."""
    return _rows(_BY_MEANING, {"vector": _vector(query.text)})


def of_groups(query: Query, groups: Sequence[UUID]) -> list[Row]:
    """The foods of some groups that have a word of the query's, branded ones every word."""
    return _rows(_WITHIN, {"words": list(query.words), "within": list(groups)})


def nutrients_of(food_ids: Sequence[UUID]) -> dict[UUID, dict[str, Decimal | None]]:
    """Food -> every key of NUTRIENTS, None where unknown; a food that is gone is left out."""
    if not food_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_NUTRIENTS, [list(food_ids)])
        return {food_id: _parsed(stored) for food_id, stored in cursor.fetchall()}


@lru_cache(maxsize=1_000)
def _vector(text: str) -> str:
    """The meaning of a query as the database reads it."""
    return HalfVector(embed([text])[0]).to_text()


def _asked(query: Query, typing: str) -> dict[str, Any]:
    return {"words": list(query.words), "food_words": list(query.food_words), "typing": typing}


def _plain_row(each: PlainName) -> Row:
    return {
        "id": each.food_id,
        "name": each.name,
        "brand": each.brand,
        "source": each.source,
        "prior": each.prior,
        "own": False,
        "words": each.words,
        "category": each.category,
        "times": None,
        "last_on": None,
    }


def _rows(statement: str, given: dict[str, Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _parsed(stored: str) -> dict[str, Decimal | None]:
    told = json.loads(stored, parse_float=Decimal, parse_int=Decimal)
    return {key: told.get(key) for key in NUTRIENTS}
