"""A sentence about food as foods, grams and nutrients, each with how sure it is: for the chat, drafts, tools and bulk alike.

confidence = certainty of the food × certainty of the amount, 0 to 1 (docs/estimation.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal
from typing import Final
from uuid import UUID

from fithub.core.clock import LocalMoment
from fithub.core.nutrients import scale
from fithub.core.slots import Slot
from fithub.estimation.choice import Choice, as_decimal, choose, choose_by_part
from fithub.estimation.dishes import Dish, read_dish
from fithub.estimation.lexicon import words
from fithub.estimation.mentions import Mention, parse
from fithub.estimation.questions import Question, ask_amount, ask_food
from fithub.estimation.volumes import AMERICAN
from fithub.estimation.weighing import Weighed, weigh
from fithub.foods.facts import FoodFacts
from fithub.foods.portions import facts_for, portions_of

# A food less certain than this is asked about, not written down (docs/estimation.md says what the number means).
SURE: Final = Decimal("0.6")
MOST_ITEMS: Final = 60
MOST_ALTERNATIVES: Final = 4
# After so many mentions that no food was found for, the text is about something else, and less effort goes into the rest.
MOST_STRANGE: Final = 8
# How much a food is trusted that is taken for a dish of which nobody said what was in it ("a curry").
_ONLY_A_KIND: Final = 0.6


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another food that the words may mean."""

    food_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class EstimatedItem:
    """A food eaten: the words, the food, the amount as said (None where nothing was), grams with a range, nutrients.

    `portion_source` and `portion_label`: where the grams come from and what was weighed; `reasons`: why this food, in words.
    `question`: what to ask the person, None where the confidence is SURE. `local_date`, `local_time`, `slot`: what the text says
    of this food, None where nothing.
    """

    text: str
    food_id: UUID
    food_name: str
    quantity: Decimal | None
    unit: str | None
    grams: Decimal
    grams_low: Decimal
    grams_high: Decimal
    nutrients: dict[str, Decimal | None]
    confidence: Decimal
    portion_source: str
    portion_label: str
    reasons: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    question: Question | None
    local_date: date | None
    local_time: time | None
    slot: Slot | None


@dataclass(frozen=True, slots=True)
class MealEstimate:
    """What a text says was eaten. `local_date`, `local_time`, `slot` for the whole: what all items share, else None.

    A date may lie in the future if the text says so; whoever writes the items down refuses it. `unmatched`: what may be food and
    is not known, in the text's own words.
    """

    text: str
    local_date: date | None
    local_time: time | None
    slot: Slot | None
    items: tuple[EstimatedItem, ...]
    unmatched: tuple[str, ...]


def estimate_meal(*, text: str, when: LocalMoment, locale: str = AMERICAN) -> MealEstimate:
    """Foods, grams and nutrients of what a text says was eaten. Deterministic and offline; raises for no text.

    `when` is the person's local moment, against which "yesterday" is told; `locale` theirs ("en-GB"), by whose country cups,
    spoons and pints are measured. At most 60 foods are looked up; the words of further ones come back as unmatched.
    """
    parsed = parse(text, when, locale)
    groups = _taken(text, parsed.mentions)
    facts = facts_for([taken.choice.food.food_id for group in groups for taken in group.foods])
    items: list[EstimatedItem] = []
    unmatched = list(parsed.unmatched)
    for group in groups:
        found = [item for taken in group.foods if (item := _item(taken, facts)) is not None]
        items += found
        unmatched += [] if found else group.said
    if parsed.beyond:
        unmatched.append(parsed.beyond)
    return MealEstimate(
        text, parsed.local_date, parsed.local_time, parsed.slot, tuple(items), tuple(dict.fromkeys(unmatched))
    )


@dataclass(frozen=True, slots=True)
class _Taken:
    """A food taken for a mention; `base`: what that is put on or in; `text`: the words that speak of it."""

    mention: Mention
    choice: Choice
    base: Mention | None
    text: str


@dataclass(frozen=True, slots=True)
class _Group:
    """The foods that one mention is, with what is in it; none where they are not known. `said`: the words, then."""

    foods: list[_Taken]
    said: list[str]


def _taken(text: str, mentions: Sequence[Mention]) -> list[_Group]:
    """The foods that the mentions are taken for."""
    groups: list[_Group] = []
    told: set[int] = set()
    strange = 0
    for place, mention in enumerate(mentions):
        if place in told:
            continue
        if place >= MOST_ITEMS:
            groups.append(_Group([], [mention.text]))
            continue
        dish = read_dish(mentions, place)
        told.update(dish.parts)
        foods = _foods(mentions, dish, patient=strange < MOST_STRANGE)
        said = [mentions[at].text for at in (place, *dish.parts)]
        if dish.parts and foods:
            foods[0] = replace(foods[0], text=_stretch(text, said))
        strange += not foods
        groups.append(_Group(foods, said))
    return groups


def _stretch(text: str, said: Sequence[str]) -> str:
    """The words of the text from the first of some that stand in it to the last."""
    start = text.find(said[0])
    ends = [text.find(each, start) + len(each) for each in said if each in text[start:]]
    return text[start : max(ends)] if start >= 0 and ends else " ".join(said)


def _foods(mentions: Sequence[Mention], dish: Dish, *, patient: bool) -> list[_Taken]:
    """The food that a mention is; the two that it is if only they are known; none if nothing is.

    `patient`: where the words as a whole are no food's, fewer of them are tried.
    """
    mention = dish.mention
    if mention.quantity is not None and mention.quantity <= 0:
        return []
    choice = dish.choice
    if choice is None or not choice.is_sure:
        halves = [] if choice is not None and choice.is_the_dish else _halves(mention)
        if halves:
            return halves
        if patient:
            choice = choose_by_part(mention.plain, choice, weighed=mention.unit is not None)
    if choice is not None and _is_only_a_kind(mention):
        choice = replace(choice, certainty=choice.certainty * _ONLY_A_KIND)
    base = mentions[mention.parent] if mention.parent is not None else None
    return [] if choice is None else [_Taken(mention, choice, base, mention.text)]


def _is_only_a_kind(mention: Mention) -> bool:
    """Whether a dish is told by its kind alone, so that what was in it can only be guessed: "a curry", "the roast"."""
    return mention.food.lower().replace(" ", "-") in words("kinds_of_dish")


def _halves(mention: Mention) -> list[_Taken]:
    """Both sides of a name kept whole, if both are known: "fish and chips", and the avocado on "avocado toast"."""
    found = []
    for half in mention.halves:
        base = mention.halves[half.parent] if half.parent is not None else None
        choice = choose(half.food)
        if choice is None:
            return []
        found.append(_Taken(half, choice, base, half.text))
    return found


def _item(taken: _Taken, facts: Mapping[UUID, FoodFacts]) -> EstimatedItem | None:
    """The item; None where its amount is impossible."""
    mention, choice = taken.mention, taken.choice
    weighed = weigh(mention, choice, taken.base, facts[choice.food.food_id])
    if weighed is None:
        return None
    food, confidence = choice.food, as_decimal(choice.certainty * weighed.trust)
    return EstimatedItem(
        text=taken.text,
        food_id=food.food_id,
        food_name=food.shown_name,
        quantity=weighed.quantity,
        unit=weighed.unit,
        grams=weighed.portion.grams,
        grams_low=weighed.low,
        grams_high=weighed.high,
        nutrients=scale(food.nutrients_per_100g, weighed.portion.grams),
        confidence=confidence,
        portion_source=weighed.portion.source.value,
        portion_label=weighed.portion.label,
        reasons=food.reasons,
        alternatives=tuple(Alternative(other.food_id, other.shown_name) for other in choice.others[:MOST_ALTERNATIVES]),
        question=_question(mention, choice, weighed) if confidence < SURE else None,
        local_date=mention.local_date,
        local_time=mention.local_time,
        slot=mention.slot,
    )


def _question(mention: Mention, choice: Choice, weighed: Weighed) -> Question:
    """What would settle it: the amount where that is the doubt, else the food."""
    if weighed.strange_unit is not None and choice.certainty >= SURE:
        known = portions_of(choice.food.food_id)
        grams = {portion.unit: portion.grams for portion in reversed(known)}
        possible = [f"one {unit} ({grams[unit].normalize():f} g)" for unit in reversed(grams)]
        return ask_amount(said=mention.text, unit=weighed.strange_unit, food=choice.food, possible=possible)
    return ask_food(said=mention.text, food=choice.food, others=choice.others)
