"""What to ask a person where an estimate is not sure enough to be written down: one plain question with its likely answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from fithub.foods.naming import shape, word_list
from fithub.foods.search import FoodMatch

MOST_ANSWERS: Final = 4
# Two states of one food are worth a question where the energy of the one is so many times that of the other.
_WORTH_ASKING: Final = Decimal("1.3")
_COOKED: Final = "cooked"
_UNCOOKED: Final = frozenset({"dry", "raw"})


class Asks(StrEnum):
    """What a question is about."""

    STATE = "state"
    FOOD = "food"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Question:
    """A question about one food of a meal. `answers`: what it may be answered with, the estimate's own guess first."""

    asks: Asks
    text: str
    answers: tuple[str, ...]


def ask_amount(*, said: str, unit: str, food: FoodMatch, possible: Sequence[str]) -> Question:
    """How much a unit is that the food is not known in."""
    return Question(
        Asks.AMOUNT,
        f"How much is that in “{said}”? I do not know what one {unit} of {food.shown_name} weighs.",
        tuple(possible[:MOST_ANSWERS]),
    )


def ask_food(*, said: str, food: FoodMatch, others: Sequence[FoodMatch]) -> Question:
    """Which food was meant; where it is the same one in another state, which state ("cooked or dry?")."""
    for other in others:
        if _same_food(food, other) and (states := _states(food, other)):
            return Question(
                Asks.STATE, f"“{said}”: {' or '.join(states)}?", tuple(each.shown_name for each in (food, other))
            )
    names = tuple(dict.fromkeys(each.shown_name for each in (food, *others)))[:MOST_ANSWERS]
    if len(names) == 1:
        return Question(Asks.FOOD, f"Is “{said}” {names[0]}?", names)
    return Question(Asks.FOOD, f"What was “{said}”: {', '.join(names[:-1])} or {names[-1]}?", names)


def _same_food(one: FoodMatch, other: FoodMatch) -> bool:
    return bool(set(shape(one.name, one.brand).heads) & set(shape(other.name, other.brand).heads))


def _states(food: FoodMatch, other: FoodMatch) -> tuple[str, str] | None:
    """The states of two, where these differ and it matters. A food whose name tells none is cooked beside a denser dry one."""
    dense, other_dense = (match.nutrients_per_100g.get("energy_kcal") or Decimal(0) for match in (food, other))
    low, high = sorted((dense, other_dense))
    told, state = _state(food), _state(other)
    if not told and state in _UNCOOKED and other_dense == high:
        told = _COOKED
    return (told, state) if told and state and told != state and high > low * _WORTH_ASKING else None


def _state(food: FoodMatch) -> str:
    """ "cooked", "dry" or "raw" by the food's name; empty where that says nothing of it."""
    words = set(shape(food.name, food.brand).words)
    if words & {"dry", "dried", "uncooked", "unprepared"}:
        return "dry"
    if words & {"raw", "fresh"}:
        return "raw"
    return _COOKED if words & word_list("cooked") else ""
