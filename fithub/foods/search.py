"""The one search: what the forms, the estimator, the imports and the model's tools all find foods with.

Plain foods are gathered from the names held in the process (`plain_names`), one's own and habitual ones in one round trip: by
words, English full text, and letters of a word still being typed; `ranking.judge` scores them. Only where that leaves a doubt are
slips of the keyboard mended, then branded foods looked through, then what we know to stand near, then meanings.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from fithub.core.clock import now
from fithub.core.errors import InvalidInput
from fithub.foods import candidates
from fithub.foods.candidates import Row
from fithub.foods.lifting import habit_lift
from fithub.foods.naming import shown
from fithub.foods.plain_names import plain_names
from fithub.foods.query import Query, literal_of, nearest_of, read_query
from fithub.foods.ranking import CONFIDENT, Candidate, Kind, Verdict, judge, reasons
from fithub.foods.spelling import mend

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


@dataclass(frozen=True, slots=True)
class _Found:
    """A row with what was judged of it."""

    verdict: Verdict
    candidate: Candidate
    row: Row


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

    @property
    def best(self) -> float:
        """The score of what stands first, 0 where nothing was found."""
        return self.found[0].verdict.score if self.found else 0.0


def search_foods(
    *,
    q: str,
    limit: int = 20,
    offset: int = 0,
    meaning: bool = True,
    words_only: bool = False,
    within: Sequence[UUID] | None = None,
) -> list[FoodMatch]:
    """Foods that `q` may mean, best first: the catalogue's, and those of the person acting.

    What is no food gives an empty list, or matches under 0.4. Without `meaning` foods that share no word are not looked for, which
    never passes 0.55; with `words_only` neither slips of the keyboard nor branded foods, for
    who asks whether a name is known. `within`: of these food groups alone, by words.
    Raises InvalidInput for a limit or an offset out of bounds.
    """
    if not 1 <= limit <= MOST:
        raise InvalidInput.field("limit", "out_of_range", f"limit must be from 1 to {MOST}.")
    if not 0 <= offset <= 1000:
        raise InvalidInput.field("offset", "out_of_range", "offset must be from 0 to 1000.")
    query = read_query(q.replace("\x00", " "))
    if not query.words:
        return []
    if within is None:
        ranking = _rank(query, meaning=meaning and not words_only, words_only=words_only)
    else:
        ranking = _of_groups(query, within)
    taken = ranking.found[offset : offset + limit]
    nutrients = candidates.nutrients_of([found.row["id"] for found in taken])
    # One's own food may have been deleted since it was found.
    return [_match(found, ranking, nutrients[found.row["id"]]) for found in taken if found.row["id"] in nutrients]


def search_many(*, queries: Sequence[str], limit: int = 5) -> list[list[FoodMatch]]:
    """`search_foods` for each of several queries, in their order."""
    return [search_foods(q=q, limit=limit) for q in queries]


def _rank(query: Query, *, meaning: bool, words_only: bool) -> _Ranking:
    """Every food that may be meant, by as few looks at the database as leave no doubt."""
    # An everyday phrase may be a part of a name that the tables have: "meatloaf" of a meatloaf sandwich.
    literal = literal_of(query)
    if literal is not None and plain_names(literal.text)[0].has(literal.asked):
        query, literal = literal, None
    ranking = _known(query) if words_only else _by_words(query, meaning=meaning)
    if ranking.is_settled:
        return ranking
    if literal is not None:
        told = _known(literal)
        if told.is_settled and told.best > ranking.best:
            return told
    if words_only:
        return ranking
    # What stands near is only for what is nowhere itself.
    if (instead := nearest_of(query)) is None:
        return ranking
    near = _by_words(instead, meaning=False)
    # It is never sure, so it cannot settle anything; it need only have all that it is looked for by.
    return near if near.found and near.found[0].verdict.coverage >= SETTLED else ranking


def _of_groups(query: Query, groups: Sequence[UUID]) -> _Ranking:
    """The foods of some groups that have a word of the query's, slips of the keyboard mended where there is none."""
    rows = candidates.of_groups(query, groups)
    if rows:
        return _judged(query, rows, {}, "")
    slipped = mend(query.words)
    mended = query.with_words(tuple(slipped.get(word, word) for word in query.words))
    rows = candidates.of_groups(mended, groups) if slipped else []
    return _judged(mended, rows, {new: old for old, new in slipped.items()}, "")


def _known(query: Query) -> _Ranking:
    """The foods with every word of the query's."""
    return _judged(query, candidates.by_every_word(query), {}, "")


def _by_words(query: Query, *, meaning: bool) -> _Ranking:
    typing = query.words[-1] if len(query.words[-1]) >= 3 else ""
    rows = candidates.by_words(query, typing)
    if any(typing in row["words"] for row in rows):
        typing = ""
    ranking = _judged(query, rows, {}, typing)
    if ranking.is_settled:
        return ranking
    slipped = mend(query.words)
    mended = {new: old for old, new in slipped.items()}
    if mended:
        query = query.with_words(tuple(slipped.get(word, word) for word in query.words))
        rows = candidates.by_words(query, "") + rows
        typing = ""
        ranking = _judged(query, rows, mended, "")
        if ranking.is_settled:
            return ranking
    if branded := candidates.by_brand(query):
        rows = branded + rows
        ranking = _judged(query, rows, mended, typing)
    if ranking.is_settled or not meaning:
        return ranking
    return _judged(query, candidates.by_meaning(query) + rows, mended, typing)


def _judged(query: Query, rows: list[Row], mended: dict[str, str], typing: str) -> _Ranking:
    """The rows judged, best first; a food found twice keeps what is known of its meaning."""
    scored: dict[UUID, _Found] = {}
    today = now().date()
    for row in rows:
        if row["id"] in scored:
            continue
        candidate = Candidate(
            name=row["name"],
            brand=row["brand"],
            prior=row["prior"],
            own=row["own"],
            also=frozenset(row["words"]),
            similarity=row.get("similarity"),
            habit=habit_lift(times=row["times"] or 0, last_on=row["last_on"], today=today),
        )
        verdict = judge(query, candidate, mended=mended, typing=typing)
        if verdict.score >= LEAST:
            scored[row["id"]] = _Found(verdict, candidate, row)
    ordered = sorted(
        scored.values(),
        key=lambda found: (
            -found.verdict.order,
            len(found.candidate.name),
            found.candidate.name,
            found.row["id"],
        ),
    )
    return _Ranking(query, mended, ordered)


def _match(found: _Found, ranking: _Ranking, nutrients: dict[str, Decimal | None]) -> FoodMatch:
    verdict, row = found.verdict, found.row
    return FoodMatch(
        food_id=row["id"],
        name=row["name"],
        brand=row["brand"],
        category=row["category"],
        source=row["source"],
        score=verdict.score,
        reasons=reasons(ranking.query, found.candidate, verdict, ranking.mended),
        nutrients_per_100g=nutrients,
        kind=verdict.kind,
        coverage=verdict.coverage,
        matched=verdict.matched,
        unmatched=verdict.unmatched,
        similarity=row.get("similarity"),
    )
