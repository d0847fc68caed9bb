"""The names of the plain foods, held in the process: fourteen thousand of them, the same for everyone (docs/adr/0009).

They are read from `foods_cataloguename` once for each state that it is in, and looked through without asking the database: by
words, by what English makes of them, and by the letters of a word still being typed. What a person owns or eats, branded foods,
spelling and meaning stay in the database.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from threading import Lock
from typing import Final
from uuid import UUID

from django.db import connection

from fithub.foods.query import Query

# So many by words, by English and by the letters of a word being typed.
BY_WORDS, BY_ENGLISH, BY_LETTERS = 48, 16, 20
# With every word there are few, but for a single word that thousands have.
MOST_WITH_ALL: Final = 400
# What one word more in a name takes from its place, what the head gives to it, and what a word that says how it was made.
_LENGTH, _HEAD, _MANNER = 0.03, 0.35, 0.45

_STATE: Final = """
SELECT (SELECT version FROM foods_cataloguestate), tsvector_to_array(to_tsvector('english', %s))
"""
# The state belongs to what is read: both come of one statement.
_NAMES: Final = """
SELECT (SELECT version FROM foods_cataloguestate), n.food_id, n.name, f.brand, coalesce(c.name, ''), f.source, n.prior, n.head,
    n.words, tsvector_to_array(to_tsvector('english', n.name))
FROM foods_cataloguename n
JOIN foods_food f ON f.id = n.food_id
LEFT JOIN foods_category c ON c.id = f.category_id
ORDER BY n.food_id
"""


@dataclass(frozen=True, slots=True)
class PlainName:
    """A plain food as the search reads it; `prior` is how readily people mean it, 0 to 1."""

    food_id: UUID
    name: str
    brand: str
    category: str
    source: str
    prior: float
    head: str
    words: frozenset[str]


class PlainNames:
    """All plain names in one state, and which of them have a word, a lexeme or a beginning."""

    def __init__(self, version: UUID | None, rows: Iterable[tuple[PlainName, Sequence[str]]]) -> None:
        """`rows` are the names in the order of their ids, each with the lexemes of English in it."""
        self.version = version
        self._names: list[PlainName] = []
        by_word: defaultdict[str, list[int]] = defaultdict(list)
        by_lexeme: defaultdict[str, list[int]] = defaultdict(list)
        for place, (name, lexemes) in enumerate(rows):
            self._names.append(name)
            for word in name.words:
                by_word[word].append(place)
            for lexeme in lexemes:
                by_lexeme[lexeme].append(place)
        self._by_word: Mapping[str, list[int]] = dict(by_word)
        self._by_lexeme: Mapping[str, list[int]] = dict(by_lexeme)
        self._whole = {name.words for name in self._names}
        self._heads = sorted((name.head, place) for place, name in enumerate(self._names) if name.head)

    def has(self, words: frozenset[str]) -> bool:
        """Whether a name is made up of these words, in any order."""
        return words in self._whole

    def candidates(self, query: Query, *, lexemes: Sequence[str], typing: str) -> list[PlainName]:
        """The names that the query may mean, in the order of their ids."""
        places = {*self._with_words(query), *self._with_lexemes(lexemes), *self._begun_by(typing)}
        return [self._names[place] for place in sorted(places)]

    def with_all(self, query: Query) -> list[PlainName]:
        """The names with every word of the query's food, in the order of their ids."""
        rarest, *others = sorted((self._by_word.get(word, []) for word in query.food_words), key=len)
        return [self._names[place] for place in sorted(set(rarest).intersection(*others))[:MOST_WITH_ALL]]

    def _with_words(self, query: Query) -> list[int]:
        """Those with most of the food's words; of as many the likelier, shorter ones that are headed by it."""
        foods, manners = query.food_words, query.manner_words
        counts = Counter(place for word in foods for place in self._by_word.get(word, ()))
        if len(counts) <= BY_WORDS:
            return list(counts)

        def rank(place: int) -> tuple[int, float, int]:
            name = self._names[place]
            told = counts[place] + sum(word in name.words for word in manners)
            likely = name.prior + _HEAD * (name.head == query.head) + _MANNER * told - _LENGTH * len(name.words)
            return -counts[place], -likely, place

        return nsmallest(BY_WORDS, counts, key=rank)

    def _with_lexemes(self, lexemes: Sequence[str]) -> list[int]:
        if not lexemes:
            return []
        rarest, *others = sorted((self._by_lexeme.get(lexeme, []) for lexeme in lexemes), key=len)
        places = set(rarest).intersection(*others)
        return nsmallest(BY_ENGLISH, places, key=lambda place: (-self._names[place].prior, place))

    def _begun_by(self, typing: str) -> list[int]:
        if not typing:
            return []
        first = bisect_left(self._heads, (typing, 0))
        after = bisect_left(self._heads, (typing + "\U0010ffff", 0))
        return nsmallest(
            BY_LETTERS,
            (place for _, place in self._heads[first:after]),
            key=lambda place: (_LENGTH * len(self._names[place].words) - self._names[place].prior, place),
        )


_lock = Lock()
_held = PlainNames(None, ())


def plain_names(text: str) -> tuple[PlainNames, list[str]]:
    """The plain names as the database has them now, and the lexemes of English in a text; one round trip."""
    global _held
    with connection.cursor() as cursor:
        cursor.execute(_STATE, [text])
        version, lexemes = cursor.fetchall()[0]
    if _held.version != version:
        with _lock:
            if _held.version != version:
                _held = _read()
    return _held, lexemes


def _read() -> PlainNames:
    with connection.cursor() as cursor:
        cursor.execute(_NAMES)
        rows = cursor.fetchall()
    known: dict[str, str] = {}

    def once(words: Iterable[str]) -> frozenset[str]:
        """Each word is held once, however many names have it."""
        return frozenset(known.setdefault(word, word) for word in words)

    names = (
        (PlainName(food_id, name, brand, category, source, prior, head, once(words)), lexemes)
        for _, food_id, name, brand, category, source, prior, head, words, lexemes in rows
    )
    return PlainNames(rows[0][0] if rows else None, names)
