"""The one search: what the forms, the estimator, the imports and the model's tools all find foods with.

One round trip gathers candidates by words, English full text, and letters of a word still being typed; `ranking.judge` scores
them. Only where that leaves nothing confident, a second looks for misspelt words and for near meanings.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db import connection
from pgvector import HalfVector

from fithub.core.errors import InvalidInput
from fithub.core.nutrients import NUTRIENTS
from fithub.foods.embedding import embed
from fithub.foods.naming import shown
from fithub.foods.query import FOOD, Query, read_query
from fithub.foods.ranking import CONFIDENT, Candidate, Kind, Verdict, judge, reasons

CANDIDATES: Final = 80
NEIGHBOURS: Final = 25
MOST: Final = 200
# From this share of the query's words on, nothing is looked for by spelling or meaning.
SETTLED: Final = 0.9
# Under this nothing is shown: it shares a word or a turn with what was asked, and is not it.
LEAST: Final = 0.18


@dataclass(frozen=True, slots=True)
class FoodMatch:
    """A food found. `score` is 0 to 1: from 0.6 (`ranking.CONFIDENT`) it is surely a sense of what was asked, under 0.4 hardly.

    `kind`, `coverage` (share of the query's words found), `matched`, `unmatched` and `similarity` (cosine, None if meaning was
    not looked at) are what the score rests on; `reasons` say it in words.
    """

    food_id: UUID
    name: str
    brand: str
    category: str
    source: str
    score: float
    reasons: tuple[str, ...]
    nutrients_per_100g: dict[str, Decimal | None]
    kind: Kind
    coverage: float
    matched: tuple[str, ...]
    unmatched: tuple[str, ...]
    similarity: float | None

    @property
    def confident(self) -> bool:
        """Whether the food is surely a sense of what was asked."""
        return self.score >= CONFIDENT

    @property
    def shown_name(self) -> str:
        """The name as people see it."""
        return shown(self.name)


_COLUMNS: Final = """
    f.id, f.name, f.brand, f.source, f.prior, f.user_id IS NOT NULL AS own, f.words, f.nutrients_per_100g::text AS nutrients,
    coalesce(c.name, '') AS category
"""

_BY_WORDS: Final = f"""
WITH found AS (
    (
        SELECT n.food_id AS id FROM foods_cataloguename n
        WHERE n.words && %(food_words)s::text[]
        ORDER BY
            (SELECT count(*) FROM unnest(%(food_words)s::text[]) word WHERE word = ANY (n.words)) DESC,
            n.prior
                + (n.head = %(head)s)::int * 0.35
                + (SELECT count(*) FROM unnest(%(words)s::text[]) word WHERE word = ANY (n.words)) * 0.1
                - cardinality(n.words) * 0.03 DESC,
            n.food_id
        LIMIT {CANDIDATES}
    )
    UNION
    (
        SELECT n.food_id FROM foods_cataloguename n
        WHERE to_tsvector('english', n.name) @@ plainto_tsquery('english', %(text)s)
        ORDER BY n.prior DESC, n.food_id
        LIMIT 20
    )
    UNION
    (
        SELECT n.food_id FROM foods_cataloguename n
        WHERE %(typing)s <> '' AND n.head LIKE %(typing)s || '%%'
        ORDER BY n.prior - cardinality(n.words) * 0.03 DESC, n.food_id
        LIMIT 30
    )
    UNION
    (
        SELECT f.id FROM foods_food f
        WHERE f.user_id = app_user_id()
            AND (f.words && %(words)s::text[] OR (%(typing)s <> '' AND f.head LIKE %(typing)s || '%%'))
        LIMIT {CANDIDATES}
    )
)
SELECT {_COLUMNS} FROM found JOIN foods_food f USING (id) LEFT JOIN foods_category c ON c.id = f.category_id
"""  # noqa: S608  (put together from constants of this module)

_BY_MEANING: Final = f"""
WITH near AS MATERIALIZED (
    SELECT v.food_id, 1 - (v.embedding <=> %(vector)s::halfvec) AS similarity
    FROM foods_foodvector v
    ORDER BY v.embedding <=> %(vector)s::halfvec
    LIMIT {NEIGHBOURS}
)
SELECT {_COLUMNS}, near.similarity
FROM near JOIN foods_food f ON f.id = near.food_id LEFT JOIN foods_category c ON c.id = f.category_id
WHERE NOT 'retired' = ANY (f.flags)
"""  # noqa: S608  (put together from constants of this module)

# The nearest known words to each that no food has; `slip` weighs letters in common against how rare the word is.
_MENDED: Final = """
SELECT asked.word, near.word
FROM unnest(%(words)s::text[]) asked(word)
CROSS JOIN LATERAL (
    SELECT w.word, similarity(w.word, asked.word) AS alike, w.foods
    FROM foods_word w
    WHERE w.word %% asked.word
    ORDER BY similarity(w.word, asked.word) DESC, w.foods DESC
    LIMIT 8
) near
"""

_KNOWN: Final = "SELECT word FROM foods_word WHERE word = ANY (%(words)s)"


@dataclass(frozen=True, slots=True)
class _Found:
    """A row with what was judged of it."""

    verdict: Verdict
    candidate: Candidate
    row: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Ranking:
    """What came of a query, best first; `mended`: the words that were taken for misspelt ones."""

    query: Query
    mended: dict[str, str]
    found: list[_Found]

    @property
    def is_settled(self) -> bool:
        """Whether the best has every word that was asked for; then neither spelling nor meaning can better it."""
        return (
            bool(self.found) and self.found[0].verdict.coverage >= SETTLED and self.found[0].verdict.score >= CONFIDENT
        )


def search_foods(*, q: str, limit: int = 20, offset: int = 0) -> list[FoodMatch]:
    """Foods that `q` may mean, best first: the catalogue's, and those of the person acting.

    What is no food gives an empty list, or matches under 0.4. Raises InvalidInput for a limit or an offset out of bounds.
    """
    if not 1 <= limit <= MOST:
        raise InvalidInput.field("limit", "out_of_range", f"limit must be from 1 to {MOST}.")
    if not 0 <= offset <= 1000:
        raise InvalidInput.field("offset", "out_of_range", "offset must be from 0 to 1000.")
    query = read_query(q.replace("\x00", " "))
    if not query.words:
        return []
    ranking = _rank(query)
    return [_match(found, ranking) for found in ranking.found[offset : offset + limit]]


def search_many(*, queries: Sequence[str], limit: int = 5) -> list[list[FoodMatch]]:
    """`search_foods` for each of several queries, in their order."""
    return [search_foods(q=q, limit=limit) for q in queries]


def _rank(query: Query) -> _Ranking:
    """Every food that may be meant, by as few looks at the database as leave no doubt."""
    typing = query.words[-1] if len(query.words[-1]) >= 3 else ""
    rows = _rows(_BY_WORDS, _asked(query, typing))
    if any(typing in row["words"] for row in rows):
        typing = ""
    ranking = _judged(query, rows, {}, typing)
    if ranking.is_settled:
        return ranking
    query, mended = _mend(query)
    if mended:
        rows = _rows(_BY_WORDS, _asked(query, "")) + rows
        ranking = _judged(query, rows, mended, "")
        if ranking.is_settled:
            return ranking
    vector = HalfVector(embed([query.text])[0])
    return _judged(query, _rows(_BY_MEANING, {"vector": vector.to_text()}) + rows, mended, "" if mended else typing)


def _asked(query: Query, typing: str) -> dict[str, Any]:
    food_words = [word for word, weight in zip(query.words, query.weights, strict=True) if weight == FOOD]
    return {
        "words": list(query.words),
        "food_words": food_words or list(query.words),
        "head": query.head,
        "text": query.text,
        "typing": typing,
    }


def _rows(statement: str, given: dict[str, Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _judged(query: Query, rows: list[dict[str, Any]], mended: dict[str, str], typing: str) -> _Ranking:
    """The rows judged, best first; a food found twice keeps what is known of its meaning."""
    scored: dict[UUID, _Found] = {}
    for row in rows:
        if row["id"] in scored:
            continue
        candidate = Candidate(
            row["name"], row["brand"], row["prior"], row["own"], frozenset(row["words"]), row.get("similarity")
        )
        verdict = judge(query, candidate, mended=mended, typing=typing)
        if verdict.score >= LEAST:
            scored[row["id"]] = _Found(verdict, candidate, row)
    ordered = sorted(
        scored.values(),
        key=lambda found: (
            -found.verdict.score,
            len(found.candidate.name),
            found.candidate.name,
            str(found.row["id"]),
        ),
    )
    return _Ranking(query, mended, ordered)


def _match(found: _Found, ranking: _Ranking) -> FoodMatch:
    verdict, row = found.verdict, found.row
    return FoodMatch(
        food_id=row["id"],
        name=row["name"],
        brand=row["brand"],
        category=row["category"],
        source=row["source"],
        score=verdict.score,
        reasons=reasons(ranking.query, found.candidate, verdict, ranking.mended),
        nutrients_per_100g=parse_nutrients(row["nutrients"]),
        kind=verdict.kind,
        coverage=verdict.coverage,
        matched=verdict.matched,
        unmatched=verdict.unmatched,
        similarity=row.get("similarity"),
    )


def parse_nutrients(stored: str) -> dict[str, Decimal | None]:
    """A food's nutrients out of its jsonb text: every key of NUTRIENTS, None where unknown."""
    told = json.loads(stored, parse_float=Decimal, parse_int=Decimal)
    return {key: told.get(key) for key in NUTRIENTS}


def _mend(query: Query) -> tuple[Query, dict[str, str]]:
    """The query with each word that no food has replaced by the nearest that one has, and what was typed for each."""
    known = {row["word"] for row in _rows(_KNOWN, {"words": list(query.words)})}
    # People seldom miss the first letter; words that differ there are other words.
    strange = [word for word in query.words if word not in known and len(word) > 3 and word.isalpha()]
    if not strange:
        return query, {}
    with connection.cursor() as cursor:
        cursor.execute(_MENDED, {"words": strange})
        offered = cursor.fetchall()
    nearest: dict[str, str] = {}
    for word in strange:
        options = [other for asked, other in offered if asked == word and other[0] == word[0]]
        close = [(slips(word, other), place, other) for place, other in enumerate(options)]
        if close and min(close)[0] <= (1 if len(word) < 6 else 2):
            nearest[word] = min(close)[2]
    if not nearest:
        return query, {}
    return query.with_words(tuple(nearest.get(word, word) for word in query.words)), {
        new: old for old, new in nearest.items()
    }


def slips(one: str, other: str) -> int:
    """How many keys went wrong: letters added, left out, changed, or two neighbours swapped (optimal string alignment)."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]
