"""What a food's name says: its head, how much each of its words weighs, and how readily people mean it.

The tables turn names round ("Egg, whole, raw, fresh", "Fish, salmon, NFS"); a `NameShape` turns them back. Everything here is
derived from a name and its category alone, so the catalogue's foods and a person's own are treated alike.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from fithub.foods.words import NEGATIONS, STOP_WORDS, content_words, tokens

# What one unmatched word of a name costs by where it stands; a head word is what the food IS.
HEAD, HEAD_MODIFIER, GENUS, CLASS, EITHER = 1.0, 0.8, 0.35, 0.08, 0.15
JOINED, SECOND, LATER = 0.5, 0.5, 0.3
NOTABLE, STATE, JARGON, BRAND = 0.35, 0.08, 0.04, 0.4
MAX_WORDS: Final = 40
# "Not further specified", and what is not specified; brackets may follow.
_OPEN: Final = re.compile(r",? *\b(?:NFS\b|NS as to [^,()]*(?:\([^)]*\))?)")
_IN_CAPITALS: Final = re.compile(r"(?:Mc)?[A-Z][A-Z0-9'’&.! -]{2,}")


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads((files("fithub.foods.data") / "naming.toml").read_text(encoding="utf-8"))


@cache
def word_list(name: str) -> frozenset[str]:
    """One of the word lists of naming.toml, in the form that `tokens` gives words."""
    return frozenset(word for entry in _lists()[name] for word in tokens(entry))


@cache
def _openings(name: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(tokens(entry)) for entry in _lists()[name])


def shown(name: str) -> str:
    """A name as people see it: without what the survey left open ("Butter, NFS", "Bread, NS as to major flour, toasted")."""
    return _OPEN.sub("", name).strip(" ,") or name


@dataclass(frozen=True, slots=True)
class NameShape:
    """A name taken apart. `weights`: what each word costs when a query lacks it; `negated`: words the name denies;
    `lacks`: those of them that people would miss ("pizza, no cheese", not "without salt").
    `heads`: the words that name the food, most telling first; `unspecified`: the survey's own default ("NFS", "NS as to …").
    `named`: the words of `weights`; `costs`: what each takes from the fit of a name when a query lacks it, `cost` all of them.
    """

    heads: tuple[str, ...]
    chunk: tuple[str, ...]
    weights: Mapping[str, float]
    negated: frozenset[str]
    lacks: frozenset[str]
    words: tuple[str, ...]
    unspecified: bool
    named: frozenset[str]
    costs: Mapping[str, float]
    cost: float
    either: frozenset[str] = frozenset()

    def chunk_is_in(self, words: Set[str]) -> bool:
        """Whether what names the food is all among some words; of "ham or pork" one is enough."""
        missing = set(self.chunk) - words
        return missing <= self.either and (not missing or bool(self.either & words))


@lru_cache(maxsize=20_000)
def shape(name: str, brand: str = "") -> NameShape:
    """The shape of a name. One wholly in capitals, as labels have them, names no maker by them."""
    name = name.lower() if name.isupper() else name
    segments, asides, makers, unspecified = _segments(name)
    brand = f"{brand} {makers}"
    weights: dict[str, float] = {}
    negated: set[str] = set()

    def weigh(words: list[str], weight: float) -> None:
        for word in words:
            if word not in STOP_WORDS and word not in NEGATIONS:
                weights[word] = max(weights.get(word, 0.0), _weight(word, weight))

    for kind in ("classes", "sellers"):
        if len(segments) > 1 and tuple(segments[0]) in _openings(kind):
            weigh(segments.pop(0), CLASS)
    first, joined = _split_at_joint(segments[0]) if segments else ([], [])
    chunk = [word for word in first if word not in STOP_WORDS] or first
    heads = list(dict.fromkeys(_nouns(first)))
    genus = len(segments) > 1 and tuple(first) in _openings("genera")
    for place, word in enumerate(reversed(chunk)):
        weights[word] = GENUS if genus else (HEAD if word in heads or place == 0 else HEAD_MODIFIER)
        # "Cake or cupcake": it is wholly the one that was asked for.
        if "or" in first and word in heads:
            weights[word] = EITHER
    if genus and (second := _split_at_joint(segments[1])[0]):
        heads += [word for word in _nouns(second) if word not in heads]
    joined, denied = _without_denied(joined)
    weigh(joined, JOINED)
    negated.update(denied)
    for place, segment in enumerate(segments[1:]):
        said, denied = _without_denied(segment)
        weigh(said, SECOND if place == 0 else LATER)
        negated.update(denied)
    for word in content_words(asides):
        weights.setdefault(word, JARGON)
    for word in content_words(brand):
        weights[word] = min(weights.get(word, BRAND), BRAND)
    ordered = tuple(content_words(f"{name} {brand}"))[:MAX_WORDS]
    denies = frozenset(negated - weights.keys())
    lacks = (denies - word_list("spared") - STOP_WORDS - NEGATIONS) | (weights.keys() & word_list("takes_away"))
    # A state is told by half the names for what the other half leave unsaid.
    costs = {word: weight if weight > STATE else weight / 2 for word, weight in weights.items()}
    return NameShape(
        heads=tuple(heads),
        chunk=tuple(chunk),
        weights=weights,
        negated=denies,
        lacks=lacks,
        words=ordered,
        unspecified=unspecified,
        named=frozenset(weights),
        costs=costs,
        cost=sum(costs.values()),
        either=_either(first),
    )


def _either(first: Sequence[str]) -> frozenset[str]:
    """The words that stand on both sides of an "or"."""
    places = [place for place, word in enumerate(first) if word == "or" and 0 < place < len(first) - 1]
    return frozenset(word for place in places for word in (first[place - 1], first[place + 1]))


def _segments(name: str) -> tuple[list[list[str]], str, str, bool]:
    """The segments between commas as words, what stands in brackets, who makes it, and whether the survey left something open.

    Makers stand in capitals before the food: "KEEBLER, FUDGE SHOPPE, Cheesecake Middles", "Candies, MARS, SNICKERS Bar".
    """
    asides = " ".join(re.findall(r"\(([^)]*)\)", name))
    parts = [part.strip() for part in re.sub(r"\([^)]*\)", " ", name).split(",")]
    said = [part for part in parts if part]
    kept = [part for part in said if not re.match(r"(NFS|NS as to)\b", part)]
    makers = [part for place, part in enumerate(kept[:-1]) if place < 3 and _IN_CAPITALS.fullmatch(part)]
    foods = [part for part in kept if part not in makers]
    return [tokens(part) for part in foods], asides, " ".join(makers), len(kept) < len(said)


def _split_at_joint(segment: list[str]) -> tuple[list[str], list[str]]:
    joints = word_list("joints") | NEGATIONS
    place = next((i for i, word in enumerate(segment) if i and word in joints), len(segment))
    return segment[:place], segment[place:]


def _nouns(chunk: list[str]) -> list[str]:
    """The last word of a phrase, and of each phrase joined by "and" or "or"; "style" and the like are none."""
    nouns = []
    for place, word in enumerate(chunk):
        ends = place + 1 == len(chunk) or chunk[place + 1] in {"and", "or"}
        if ends and word not in STOP_WORDS:
            nouns.append(word)
    return nouns[::-1]


def _without_denied(words: list[str]) -> tuple[list[str], list[str]]:
    """The words said, and those denied ("no added fat", "skin not eaten")."""
    if not (place := next((i + 1 for i, word in enumerate(words) if word in NEGATIONS), 0)):
        return words, []
    if words[place - 1] == "not":
        return [], words
    return words[: place - 1], words[place:]


def _weight(word: str, by_place: float) -> float:
    if word in word_list("notable"):
        return NOTABLE
    if word in word_list("states"):
        return STATE
    return JARGON if word in word_list("jargon") else by_place


def prior(name: str, *, source: str, category: str, brand: str, known_energy: bool) -> float:
    """How readily people mean this food when they say a word of its name, 0 to 1."""
    found = shape(name, brand)
    words = set(found.words)
    as_eaten = _as_eaten(found, words, category)
    value = (
        0.5 + (0.12 if source in {"fndds", "dish"} else 0.0) + (0.13 if found.unspecified and as_eaten >= 0 else 0.0)
    )
    value += float(_lists()["category_prior"].get(category, 0.0))
    value -= 0.3 * (bool(brand) or bool(re.search(r"\b[A-Z]{3,}\b", re.sub(r"\bN[F]?S\b", "", name))))
    value -= 0.025 * max(0, sum(weight > STATE for weight in found.weights.values()) - 2)
    value -= 0.09 * len(words & word_list("unusual"))
    value -= 0.35 * any(part in name.lower() for part in _lists()["trimmings"])
    value += 0.12 * as_eaten
    value -= 0.0 if known_energy else 0.3
    return min(1.0, max(0.0, round(value, 4)))


def _as_eaten(found: NameShape, words: set[str], category: str) -> float:
    """1 where the name's state is how the food is eaten, -1 where it is the other, 0 where nothing is said."""
    eaten = _lists()["eaten"]
    habit = eaten["categories"].get(category, "either")
    for state, listed in eaten["heads"].items():
        if set(found.chunk) & set(listed):
            habit = state
    is_cooked, is_raw = bool(words & word_list("cooked")), bool(words & word_list("uncooked"))
    if habit == "either" or is_cooked == is_raw:
        return 0.0
    return 1.0 if is_cooked == (habit == "cooked") else -1.0
