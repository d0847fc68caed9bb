"""Which entries of the conversation, or of a day, a person's words mean."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from agents.offline.history import Entry
from agents.offline.kindred import are_of_kind
from agents.offline.naming import KINDS
from agents.offline.steps import Change, Payload, Target
from fithub.core.slots import Slot
from fithub.foods.embedding import embed
from fithub.foods.naming import shape
from fithub.foods.spelling import LONG, slips
from fithub.foods.units import MASS_G, VOLUME_ML, singular_unit
from fithub.foods.words import content_words, fold, stem

MOST_AMOUNT: Final = Decimal(10_000)
# A bare figure under this is no new weight in grams.
_LEAST_WEIGHED: Final = 5
_SIZES: Final = frozenset({"small", "medium", "large"})
# "Decaf" is decaffeinated.
_LEAST_SHORT: Final = 5
# How near in meaning foods are that are taken for one another, and how much nearer than the next.
_LIKE: Final = 0.38
_CLEARLY: Final = 0.15
# A shorter word may only have a letter doubled, or two that changed places.
_LEAST_SLIP: Final = 6
# Twelve hours further the same figures stand on a clock; a correction of a time is of so many hours at most.
_NOON: Final = 12
_NEAR_HOURS: Final = 4
_HALF_TOLD: Final = re.compile(
    r"\b0\d:|\d ?[ap]\.?m\b|\b(?:morning|afternoon|evening|night|noon|midnight)\b", re.IGNORECASE
)
_DOUBLED: Final = re.compile(r"(.)\1+")


def words_of(entry: Entry) -> frozenset[str]:
    """The words that an entry goes by: the person's own and the food's name, without "skin not eaten"."""
    said, food = content_words(str(entry["said"])), content_words(str(entry["food"]))
    return frozenset(said) | (frozenset(food) - shape(str(entry["food"])).negated)


def matching(entries: Iterable[Entry], words: Sequence[str]) -> list[Entry]:
    """The entries that fit the words best; they have to share at least half of them."""
    entries = list(entries)
    return _best(entries, words) or _best(entries, [_as_spelled(word, entries) for word in words])


def of_kind(entries: Iterable[Entry], words: Sequence[str]) -> list[Entry]:
    """The entries that people may call so, though none has these words: the carbonara for "the pasta"."""
    return [entry for entry in entries if are_of_kind(words, words_of(entry))]


def _best(entries: Sequence[Entry], words: Sequence[str]) -> list[Entry]:
    scored = [(_share(entry, words), entry) for entry in entries]
    best = max((share for share, _ in scored), default=0.0)
    return [entry for share, entry in scored if share == best] if best >= 0.5 else []


def _as_spelled(word: str, entries: Sequence[Entry]) -> str:
    """A word of an entry that a misspelled one may stand for: "spagetti", "egs"; the word itself where none may."""
    written = {each for entry in entries for each in tokens_of(f"{entry['said']} {entry['food']}")}
    near = [(slips(word, each), each) for each in sorted(written) if _may_be(word, each)]
    return stem(min(near)[1]) if near else word


def _may_be(word: str, other: str) -> bool:
    """Whether one word may be a slip of the other. A short word with another letter is another food: a pear is no pea."""
    if word[:1] != other[:1] or not word.isalpha():
        return False
    if len(word) < _LEAST_SLIP:
        once, twice = _DOUBLED.sub(r"\1", word), _DOUBLED.sub(r"\1", other)
        return once == twice or (len(word) == len(other) and sorted(word) == sorted(other))
    return slips(word, other) <= (2 if len(word) >= LONG else 1)


def _share(entry: Entry, words: Sequence[str]) -> float:
    """The share of the words that the entry has; its own head word counts a little more, so that "milk" is no milk chocolate."""
    own = words_of(entry)
    if not words:
        return 0.0
    share = sum(word in own for word in words) / len(words)
    head = content_words(str(entry["food"]))[:1]
    return share + (0.1 if share and head and head[0] in words else 0.0)


def tokens_of(text: str) -> list[str]:
    """The words of a text as they are written, in lower case."""
    return re.findall(r"[^\W\d_]{3,}", fold(text))


def likest(entries: Sequence[Entry], food: str) -> Entry | None:
    """The entry that another food is clearly likest to, by meaning: raspberries to the blueberries and not to the porridge."""
    if len(entries) < 2:
        return None
    (near, first), (next_near, _) = _by_likeness(entries, food)[:2]
    return first if near >= _LIKE and near - next_near >= _CLEARLY else None


def nearest(entries: Sequence[Entry], food: str) -> Entry:
    """The entry that another food is likest to, however little."""
    return _by_likeness(entries, food)[0][1]


def _by_likeness(entries: Sequence[Entry], food: str) -> list[tuple[float, Entry]]:
    """The entries by how near in meaning another food is to each, the likest first."""
    import numpy as np

    known = embed([food, *(str(entry["food"]) for entry in entries)])
    near = known[1:] @ known[0] / (np.linalg.norm(known[1:], axis=1) * np.linalg.norm(known[0]))
    return [(float(near[place]), entries[place]) for place in np.argsort(-near)]


def within(entries: Iterable[Entry], target: Target) -> list[Entry]:
    """The entries at the meal and on the day that a target names."""
    return [
        entry
        for entry in entries
        if (target.slot is None or entry["slot"] == target.slot)
        and (target.day is None or entry["local_date"] == target.day.isoformat())
    ]


def chosen(entries: list[Entry], target: Target) -> list[Entry]:
    """The one of several that "the last one" or "the second" means; all of them where nothing is said."""
    if target.place is None or not entries:
        return entries
    index = target.place - 1 if target.place > 0 else target.place
    return [entries[index]] if -len(entries) <= index < len(entries) else []


def means_all(target: Target) -> bool:
    """Whether a whole meal, a whole day or "both" is meant."""
    return target.many and not target.words and target.place is None


def means_just_all(target: Target) -> bool:
    """Whether "all of them" is meant, with no meal or day beside it."""
    return means_all(target) and target.slot is None and target.day is None


def of_unit(entries: Iterable[Entry], unit: str | None) -> list[Entry]:
    """The entries that were said in this unit: "two slices" is about the toast."""
    if unit is None:
        return []
    return [entry for entry in entries if entry["unit"] and entry["unit"].rsplit(" ", 1)[-1] == unit.rsplit(" ", 1)[-1]]


def of_amount(entries: Iterable[Entry], quantity: Decimal) -> list[Entry]:
    """The entries of so many pieces, units or grams: "200 g, not 150" is about what was 150."""
    return [entry for entry in entries if quantity in (entry["quantity"], entry["grams"])]


def names_other_food(entry: Entry, food: str) -> bool:
    """Whether words name another food than an entry's."""
    return bool(set(content_words(food)) - words_of(entry))


def is_called(food: dict[str, Any], named: str, *, every_word: bool) -> bool:
    """Whether a food may be what was named."""
    own = content_words(food["name"])
    return not every_word or all(
        any(each == word or _is_short_for(word, each) for each in own) for word in content_words(named)
    )


def _is_short_for(word: str, longer: str) -> bool:
    return len(word) >= _LEAST_SHORT and longer.startswith(word)


def names_for(entry: Entry, change: Change) -> list[tuple[str, bool]]:
    """What the food of a correction may be called, the likeliest first, each with whether a food has to have every word of it.

    "Not tuna, chicken" of a tuna sandwich is a chicken sandwich first; "decaf" of a coffee is a decaf coffee.
    """
    payload = change.payload
    said = list(content_words(payload.food))
    food = content_words(str(entry["food"]))
    # Without how much it was: "a cup of coffee" is coffee.
    unit = content_words(str(entry.get("unit") or ""))
    spoken = [
        word
        for word in content_words(str(entry["said"] or entry["food"]))
        if word not in unit and not word[:1].isdigit()
    ]
    own = [word for word in spoken if word in food] or list(spoken)
    old = change.target.words if change.target is not None else ()
    names: list[tuple[str, bool]] = []
    if len(said) > 1 and len(own) > 1 and said[-1] in own[:-1] and own[-1] not in said and not old:
        # "It was turkey bacon" of a bacon sandwich is of what was in it.
        return [(" ".join(more for word in own for more in (said if word == said[-1] else [word])), True)]
    if payload.kind and old and not set(old) & KINDS:
        # "Make the sandwich a chicken one", "the eggs were scrambled".
        return [(" ".join([*said, *(word for word in old if word not in said)]), True)]
    of_another = old and not (payload.kind and not set(old) <= KINDS)
    if of_another and set(old) < set(own) and not payload.every_word:
        names.append((" ".join([*said, *(word for word in own if word not in old and word not in said)]), True))
    elif not payload.every_word and len(said) == 1 and (payload.kind or said[0] in KINDS):
        names.append((" ".join([*said, *(word for word in own if word not in said and word not in KINDS)]), True))
        if payload.kind and said[0] in KINDS:
            # "Cold" alone would be of any food.
            return names
    return [*names, (payload.food, payload.every_word)]


def amount_changes(entry: Entry, payload: Payload) -> dict[str, object]:
    """The arguments of edit_entry that make an entry's amount the payload's; none where it names no amount."""
    quantity, unit = payload.quantity, payload.unit
    if payload.factor is not None:
        if entry["quantity"] is not None:
            return {"quantity": _plain(Decimal(str(entry["quantity"])) * payload.factor)}
        grams = entry["grams"]
        return {} if grams is None else {"amount_g": _plain(Decimal(str(grams)) * payload.factor)}
    if quantity is None:
        return {}
    if unit is None and not payload.food and entry["unit"] in MASS_G and quantity < _LEAST_WEIGHED:
        # Half of what was weighed is no half gram; of "make it 3" nobody knows what is meant.
        return {"quantity": _plain(Decimal(str(entry["quantity"])) * quantity)} if quantity < 1 else {}
    if unit is None and not payload.food and entry["quantity"] is None and entry["grams"] is not None and quantity < 1:
        return {"amount_g": _plain(Decimal(str(entry["grams"])) * quantity)}
    if unit == "oz" and entry["unit"] == "fl oz" and not payload.food:
        # Of what is drunk an ounce is a fluid ounce.
        return {"quantity": _plain(quantity)}
    if unit in MASS_G:
        return {"amount_g": _plain(quantity * MASS_G[unit])}
    weighed = entry["unit"] in MASS_G or entry["quantity"] is None or _is_too_many(entry, quantity)
    if unit is None and not payload.food and weighed and quantity >= 20:
        # "Make it 250" of something that was weighed.
        return {"amount_g": _plain(quantity * MASS_G.get(entry["unit"] or "g", Decimal(1)))}
    if (
        unit is None
        and entry["unit"] is not None
        and (entry["unit"] in MASS_G or entry["unit"] in VOLUME_ML)
        and payload.food
    ):
        return {"quantity": _plain(quantity), "unit": None}
    if unit is None or unit == entry["unit"]:
        return {"quantity": _plain(quantity)}
    if unit in _SIZES and quantity == 1 and _is_of_many(entry):
        return {"quantity": 1, "unit": f"{unit} serving"}
    return {"quantity": _plain(quantity), "unit": unit}


def _is_of_many(entry: Entry) -> bool:
    """Whether what was told is many small pieces that nobody counted: large chips are a large serving of them."""
    said = str(entry["said"]).split()
    return entry["quantity"] is None and bool(said) and singular_unit(said[-1].lower()) != said[-1].lower()


def _is_too_many(entry: Entry, quantity: Decimal) -> bool:
    """Whether nobody eats so many of what was counted: "the steak was 250", "the bottle was 750" are grams and millilitres."""
    if entry["grams"] is None or not entry["quantity"]:
        return False
    return Decimal(str(entry["grams"])) / Decimal(str(entry["quantity"])) * quantity > MOST_AMOUNT


def is_so(entry: Entry, changes: dict[str, Any]) -> bool:
    """Whether an entry has these values already."""
    stored = {**entry, "amount_g": entry["grams"]}
    return all(
        stored[name]
        == (Decimal(str(value)) if isinstance(value, float) else value[:5] if name == "local_time" else value)
        for name, value in changes.items()
    )


def again(entry: Entry, quantity: Decimal | None = None, share: Decimal = Decimal(1)) -> dict[str, Any]:
    """An item of log_meal that is an entry once more, or so many of it, or a share of it; what was only weighed counts as one."""
    # The words that tell how much it was are not those of a share.
    text = (entry["said"] if share == 1 else "") or entry["food"]
    if entry["grams"] is None:
        return {"text": text}
    grams = Decimal(str(entry["grams"])) * share
    if quantity is not None:
        grams = grams / Decimal(str(entry["quantity"] or 1)) * quantity
    if entry["food_id"] is None or not 0 < grams <= MOST_AMOUNT:
        return {"text": text}
    return {"text": text, "food_id": entry["food_id"], "amount_g": float(round(grams, 3))}


def at_its_half(entry: Entry, payload: Payload, said: str) -> Payload:
    """A correction whose hour is of the half of the day that the entry was in: "more like 2:30" of what was at 15:00."""
    if payload.at is None or not 1 <= payload.at.hour < _NOON or _HALF_TOLD.search(said) or payload.day or payload.slot:
        return payload
    was = int(str(entry["local_time"])[:2]) if entry.get("local_time") else None
    if was is None or abs(was - payload.at.hour) <= _NEAR_HOURS or abs(was - payload.at.hour - _NOON) > _NEAR_HOURS:
        return payload
    return replace(payload, at=payload.at.replace(hour=payload.at.hour + _NOON))


def move_changes(payload: Payload) -> dict[str, object]:
    """The arguments of edit_entry that put an entry where the payload says."""
    changes: dict[str, object] = {}
    if payload.slot is not None:
        changes["slot"] = Slot(payload.slot).value
    if payload.day is not None:
        changes["local_date"] = payload.day.isoformat()
    if payload.at is not None:
        changes["local_time"] = payload.at.isoformat()
    return changes


def _plain(value: Decimal) -> float:
    """A figure as JSON has it; a thousandth is as fine as the diary keeps."""
    return float(round(value, 3))
