"""How well a food answers a query: one score from 0 to 1, and the reasons for it. Pure; no database.

score = coverage × (fit + head + prior), in shares that add up to 1:
- coverage: the share of the query's words (food words count 1, "fried" 0.45, "grilled" 0.3) that the name or brand has;
- fit: how little the name says beyond the query, by the weight of each word it adds, and whether
  it denies a part of the dish (fithub.foods.naming);
- head: whether the word that names the food in the query names it in the table too;
- prior: how readily people mean this food.
An exact name scores at least 0.95. Where words do not meet at all, only meaning is left, and it never scores over 0.55.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from fithub.foods.cooking import is_cooked_otherwise, likeness
from fithub.foods.lifting import OWN
from fithub.foods.naming import NameShape, shape, word_list
from fithub.foods.query import Query

BASE, FIT, HEAD, PRIOR = 0.38, 0.30, 0.17, 0.15
LEFTOVER_STRENGTH: Final = 0.7
EXACT_FLOOR: Final = 0.95
MEANING_CEILING: Final = 0.55
OWN_BONUS: Final = 0.06
# A food that is only near, or of which what was asked is but a flavour ("salad dressing" for a salad), is never sure.
UNSURE: Final = 0.57
# From this lift on a habit is told.
NOTED: Final = 0.05
# From this score on the food is surely a sense of what was asked; under it, say what was understood and ask.
CONFIDENT: Final = 0.6

# Another way of cooking is further from what was asked than a name that tells none.
COOKED_OTHERWISE: Final = 0.06
_RAW: Final = frozenset({"raw", "uncooked", "unprepared"})
# What a name says beyond the query, when it denies a part of the dish: nearly a food of its own.
LACKING: Final = 0.9
# A name that denies what the query denies is the one that was meant: "rice, no added fat".
DENIED_TOO: Final = 0.1
# A word cut short may become many; a mended one is most likely the one that was meant.
TYPING, MENDED = 0.55, 0.85


class Kind(StrEnum):
    """The strongest evidence there is for a match."""

    EXACT = "exact"
    PREFIX = "prefix"
    WORDS = "words"
    PARTIAL = "partial"
    SPELLING = "spelling"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A food that may be meant. `similarity`: cosine of its name's meaning and the query's, None where not asked;
    `habit`: what the person's eating it adds (fithub.foods.lifting)."""

    name: str
    brand: str
    prior: float
    own: bool
    also: frozenset[str] = frozenset()
    similarity: float | None = None
    habit: float = 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """A candidate's score with what it rests on; they stand by `order`, which a habit lifts beyond 1 where two are sure.

    `matched` and `unmatched` are the query's words; `head`: what names the food in the query names it in the table.
    """

    score: float
    kind: Kind
    coverage: float
    matched: tuple[str, ...]
    unmatched: tuple[str, ...]
    head: bool
    order: float
    lifted: bool


def judge(query: Query, candidate: Candidate, *, mended: Mapping[str, str] | None = None, typing: str = "") -> Verdict:
    """Score one candidate. `mended`: words as typed for those of the query that were misspelt; `typing`: a word cut short."""
    found = shape(candidate.name, candidate.brand)
    prefix = _completion(typing, found) if typing else ""
    strength = 0.0
    matched: list[str] = []
    unmatched: list[str] = []
    for word, weight in zip(query.words, query.weights, strict=True):
        part = TYPING if prefix and word == typing else _strength(word, found, candidate.also)
        if mended and word in mended:
            part *= MENDED
        strength += weight * part
        (matched if part > 0 else unmatched).append(word)
    coverage = strength / query.weight if query.weight else 0.0
    covered = {*matched, prefix}
    leftover = found.cost - sum(found.costs.get(word, 0.0) for word in covered)
    leftover += LACKING * (not found.lacks <= query.denied | query.asked)
    fit = 1 / (1 + LEFTOVER_STRENGTH * leftover)
    head = _head_share(query, found, covered)
    score = coverage * (BASE + FIT * fit + HEAD * head + PRIOR * candidate.prior)
    score -= _contradiction(query, found)
    keeps = query.denied <= found.negated
    if query.denied and keeps:
        score += DENIED_TOO
    exact = (
        bool(matched)
        and head == 1.0
        and not unmatched
        and query.asked == frozenset(found.words)
        and not found.negated & query.asked
        and keeps
        and query.asked <= covered | word_list("jargon")
    )
    if exact:
        score = max(score, EXACT_FLOOR)
    if candidate.similarity is not None:
        score = _with_meaning(score, candidate.similarity)
    if _is_but_a_flavour(query, found, covered):
        score = min(score, UNSURE)
    # Of several that stand near, the best of them still goes first.
    rank = score
    if query.near:
        score = min(score, UNSURE)
    # Only among what was plainly asked for does it count who asks.
    is_sense = not unmatched and head == 1.0 and score >= CONFIDENT
    lift = candidate.habit if is_sense else 0.0
    if candidate.own:
        lift += OWN if is_sense else OWN_BONUS
    return Verdict(
        score=round(min(1.0, max(0.0, score + lift)), 4),
        kind=_kind(exact, bool(prefix), matched, unmatched, mended),
        coverage=round(coverage, 4),
        matched=tuple(matched),
        unmatched=tuple(unmatched),
        head=head == 1.0,
        order=round(rank + lift, 4),
        lifted=is_sense and candidate.habit >= NOTED,
    )


def _is_but_a_flavour(query: Query, found: NameShape, covered: set[str]) -> bool:
    """Whether the name is headed by another thing that what was asked for only describes."""
    if not found.heads or query.head in found.heads or query.head not in found.chunk:
        return False
    return not covered & set(found.heads) and not set(found.heads) & word_list("jargon")


def _strength(word: str, found: NameShape, also: frozenset[str]) -> float:
    """How far a query's word is in the name: whole, or by a way of cooking that is near."""
    if word in found.weights:
        return 1.0
    if word in also and word not in found.negated:
        return 0.9
    return likeness(word, found.named)


def _completion(typing: str, found: NameShape) -> str:
    """The word of the name that a word being typed may become; a head before others."""
    return next((word for word in (*found.heads, *found.weights) if word.startswith(typing) and word != typing), "")


def _head_share(query: Query, found: NameShape, covered: set[str]) -> float:
    if query.head in found.heads:
        return 1.0
    if found.heads and found.heads[0] in covered:
        return 0.75
    return 0.5 if query.head in found.chunk else 0.0


def _contradiction(query: Query, found: NameShape) -> float:
    """What is wrong with a name that has what the query denies, denies what it has, or comes raw where cooked was asked."""
    wrong = 0.15 * len(query.denied & found.named) + 0.2 * len(query.asked & found.negated)
    if query.asked & word_list("cooked"):
        wrong += 0.12 * (not found.named.isdisjoint(_RAW))
    if query.asked & word_list("uncooked"):
        wrong += 0.12 * (not found.named.isdisjoint(word_list("cooked")))
    if is_cooked_otherwise(query.asked, found.named):
        wrong += COOKED_OTHERWISE
    return wrong


def _with_meaning(score: float, similarity: float) -> float:
    """Words decide; meaning lifts what they leave low, up to its ceiling. A cosine of 0.35 says nothing, 0.85 all it can."""
    meaning = MEANING_CEILING * min(1.0, max(0.0, (similarity - 0.35) / 0.5))
    return max(score, 0.65 * score + 0.35 * MEANING_CEILING * min(1.0, similarity), meaning)


def _kind(
    exact: bool, prefix: bool, matched: Sequence[str], unmatched: Sequence[str], mended: Mapping[str, str] | None
) -> Kind:
    if exact:
        return Kind.EXACT
    if not matched and not prefix:
        return Kind.MEANING
    if mended:
        return Kind.SPELLING
    if prefix:
        return Kind.PREFIX
    return Kind.PARTIAL if unmatched else Kind.WORDS


def reasons(query: Query, candidate: Candidate, verdict: Verdict, mended: Mapping[str, str]) -> tuple[str, ...]:
    """Why a food was found and stands where it does, in words for a person."""
    matched, unmatched = ", ".join(verdict.matched), ", ".join(verdict.unmatched)
    said = {
        Kind.EXACT: "its name is what you wrote",
        Kind.PREFIX: "its name begins a word as you do",
        Kind.WORDS: f"its name has {matched}",
        Kind.PARTIAL: f"its name has {matched}, not {unmatched}",
        Kind.SPELLING: "its name has "
        + ", ".join(f"{word} for {mended[word]}" if word in mended else word for word in verdict.matched),
        Kind.MEANING: "it means something near",
    }
    found = [said[verdict.kind]]
    if query.near:
        found.append(f"the nearest we have for “{query.alias}”")
    elif query.alias:
        found.append(f"“{query.alias}” is read as “{query.text}”")
    if verdict.lifted:
        found.append("you often eat this")
    if candidate.own:
        found.append("it is your own food")
    if verdict.head and verdict.kind is not Kind.EXACT:
        found.append(f"it is a kind of {query.head}")
    if shape(candidate.name, candidate.brand).unspecified:
        found.append("it is the usual kind, for when no kind is named")
    return tuple(found)
