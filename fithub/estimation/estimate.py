"""A sentence about food as foods, grams and nutrients, each with how sure it is: for the chat, drafts, tools and bulk alike.

confidence = certainty of the food × certainty of the amount, 0 to 1 (docs/estimation.md).
"""

from collections.abc import Sequence
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
from fithub.estimation.mentions import Mention, parse
from fithub.estimation.questions import Question, ask_amount, ask_food
from fithub.estimation.volumes import AMERICAN
from fithub.estimation.weighing import Weighed, weigh
from fithub.foods.portions import portions_of

# A food less certain than this is asked about, not written down (docs/estimation.md says what the number means).
SURE: Final = Decimal("0.6")
MOST_ITEMS: Final = 60
MOST_ALTERNATIVES: Final = 4
# After so many mentions that no food was found for, the text is about something else, and less effort goes into the rest.
MOST_STRANGE: Final = 8


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
    spoons and pints are measured. At most 60 foods are looked up; the words of further
    ones come back as unmatched.
    """
    parsed = parse(text, when, locale)
    items: list[EstimatedItem] = []
    unmatched = list(parsed.unmatched)
    told: set[int] = set()
    strange = 0
    for place, mention in enumerate(parsed.mentions):
        if place in told:
            continue
        if place >= MOST_ITEMS:
            unmatched.append(mention.text)
            continue
        dish = read_dish(parsed.mentions, place)
        told.update(dish.parts)
        found = _estimated(parsed.mentions, place, dish, patient=strange < MOST_STRANGE)
        if dish.parts and found:
            found[0] = replace(found[0], text=_stretch(text, [parsed.mentions[at].text for at in (place, *dish.parts)]))
        items += found
        if not found:
            unmatched += [parsed.mentions[at].text for at in (place, *dish.parts)]
            strange += 1
    if parsed.beyond:
        unmatched.append(parsed.beyond)
    return MealEstimate(
        text, parsed.local_date, parsed.local_time, parsed.slot, tuple(items), tuple(dict.fromkeys(unmatched))
    )


def _stretch(text: str, said: Sequence[str]) -> str:
    """The words of the text from the first of some that stand in it to the last."""
    start = text.find(said[0])
    ends = [text.find(each, start) + len(each) for each in said if each in text[start:]]
    return text[start : max(ends)] if start >= 0 and ends else " ".join(said)


def _estimated(mentions: Sequence[Mention], place: int, dish: Dish, *, patient: bool) -> list[EstimatedItem]:
    """The item that a mention is; the two that it is if only they are known; none if nothing is.

    `patient`: where the words as a whole are no food's, fewer of them are tried.
    """
    mention = mentions[place]
    if mention.quantity is not None and mention.quantity <= 0:
        return []
    choice = dish.choice
    if choice is None or not choice.is_sure:
        halves = _halves(mention)
        if halves:
            return halves
        if patient:
            choice = choose_by_part(mention.plain, choice, weighed=mention.unit is not None)
    base = mentions[mention.parent] if mention.parent is not None else None
    item = _item(mention, choice, base)
    return [item] if item is not None else []


def _halves(mention: Mention) -> list[EstimatedItem]:
    """Both sides of a name kept whole, if both are known: "fish and chips", and the avocado on "avocado toast"."""
    found = []
    for half in mention.halves:
        base = mention.halves[half.parent] if half.parent is not None else None
        item = _item(half, choose(half.food), base)
        if item is None:
            return []
        found.append(item)
    return found


def _item(mention: Mention, choice: Choice | None, base: Mention | None) -> EstimatedItem | None:
    if choice is None:
        return None
    weighed = weigh(mention, choice, base)
    if weighed is None:
        return None
    food, confidence = choice.food, as_decimal(choice.certainty * weighed.trust)
    return EstimatedItem(
        text=mention.text,
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
