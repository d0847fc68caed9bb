"""What to buy for the meals of some days: their foods added up, recipes by what goes into them. Call within `acting_as`.

What is skipped or eaten already is not bought. A tick says that one has got so much of a food for these days; where the plan
comes to need more, it is open again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final
from uuid import NAMESPACE_OID, UUID, uuid5

from fithub.accounts.models import Units
from fithub.accounts.queries import profile_of
from fithub.core.clock import now
from fithub.core.errors import NotFound
from fithub.core.nutrients import quantise
from fithub.foods.measures import EACH
from fithub.foods.models import Food, Source
from fithub.foods.portions import facts_for
from fithub.planning.judging import NEVER_SUGGESTED, Reason
from fithub.planning.models import Recipe, SnapshotModel, Tick
from fithub.planning.plan import PlannedState, planned_between
from fithub.planning.preferences import verdicts
from fithub.planning.recipes import dish_of

OTHER: Final = "Other"
_GRAMS_IN_LB: Final = Decimal("453.59237")
_GRAMS_IN_OZ: Final = Decimal("28.349523125")
# Recipes within recipes within recipes: no cook goes deeper, and a recipe is never in itself.
_DEEPEST: Final = 8


@dataclass(frozen=True, slots=True)
class ToBuy:
    """So much of a food. `words`: the amount as one would say it in a shop; `meals`: in how many meals it is.

    `reasons`: what the person's preferences say of it. What they have planned stays on the list, but is marked.
    """

    key: str
    food_id: UUID | None
    name: str
    category: str
    grams: Decimal
    words: str
    meals: int
    ticked: bool
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class ShoppingList:
    """What to buy for the days from `first` to `last`, by category and name."""

    first: date
    last: date
    items: tuple[ToBuy, ...]

    def by_category(self) -> dict[str, list[ToBuy]]:
        """The items of each category, in order."""
        groups: dict[str, list[ToBuy]] = defaultdict(list)
        for item in self.items:
            groups[item.category].append(item)
        return dict(groups)


@dataclass(slots=True)
class _Need:
    """What is needed of one food. `said`: how often each unit was said of it; None where it was only weighed once."""

    food_id: UUID | None
    name: str
    grams: Decimal = Decimal(0)
    meals: set[str] = field(default_factory=set)
    said: dict[str | None, Decimal] = field(default_factory=dict)
    only_weighed: bool = False


def shopping_list(*, user_id: UUID, first: date, last: date) -> ShoppingList:
    """What to buy for the days from `first` to `last`, both included. Raises InvalidInput as `planned_between` does."""
    meals = planned_between(user_id=user_id, first=first, last=last)
    recipes = _Recipes()
    needs: dict[str, _Need] = {}
    open_meals = [each for each in meals if each.state == PlannedState.PLANNED]
    recipes.look_up(item for each in open_meals for item in each.items)
    for each in open_meals:
        for item in each.items:
            for part, share in recipes.parts_of(item):
                _add(needs, part, share, each.key)
    foods = Food.objects.select_related("category").in_bulk({need.food_id for need in needs.values() if need.food_id})
    ticks = {tick.key: tick.grams for tick in Tick.objects.filter(user_id=user_id, first_on=first, last_on=last)}
    pieces = _pieces(list(foods))
    units = profile_of(user_id).units
    said = verdicts(user_id=user_id, foods=[(need.food_id, need.name) for need in needs.values()])
    items = [
        ToBuy(
            key=key,
            food_id=need.food_id,
            name=need.name,
            category=_category(foods.get(need.food_id) if need.food_id else None),
            grams=quantise(need.grams),
            words=_words(need, pieces, units),
            meals=len(need.meals),
            ticked=ticks.get(key, Decimal(0)) >= quantise(need.grams),
            reasons=reasons,
        )
        for (key, need), reasons in zip(needs.items(), said, strict=True)
    ]
    items.sort(key=lambda item: (item.category == OTHER, item.category, item.name.casefold(), item.key))
    return ShoppingList(first, last, tuple(items))


def tick(*, user_id: UUID, first: date, last: date, key: str, ticked: bool) -> ShoppingList:
    """Tick something off the list of these days, or open it again. Raises NotFound (`not_on_list`), and as `shopping_list` does."""
    before = shopping_list(user_id=user_id, first=first, last=last)
    item = next((item for item in before.items if item.key == key), None)
    if item is None:
        raise NotFound("not_on_list", "That is not on the shopping list of these days; GET /shopping-list has it.")
    if ticked:
        Tick.objects.update_or_create(
            user_id=user_id,
            first_on=first,
            last_on=last,
            key=key,
            defaults={"grams": item.grams},
            create_defaults={"grams": item.grams, "created_at": now()},
        )
    else:
        Tick.objects.filter(user_id=user_id, first_on=first, last_on=last, key=key).delete()
    return shopping_list(user_id=user_id, first=first, last=last)


def as_text(told: ShoppingList) -> str:
    """The list to be read, sent or printed: a line for each food, ticked ones crossed."""
    lines = [f"Shopping list, {told.first.isoformat()} to {told.last.isoformat()}"]
    for category, items in told.by_category().items():
        lines += ["", category]
        lines += [
            f"[{'x' if item.ticked else ' '}] {' '.join(item.name.split())}, {item.words}{_marked(item)}"
            for item in items
        ]
    return "\n".join(lines if told.items else [*lines, "", "Nothing is planned that would have to be bought."]) + "\n"


def _marked(item: ToBuy) -> str:
    """What to mind of an item, in a line of text."""
    grave = [reason for reason in item.reasons if reason.kind in NEVER_SUGGESTED]
    return f" (careful, {grave[0].kind.value}: {grave[0].about})" if grave else ""


class _Recipes:
    """The person's recipes that are in a plan, and in one another."""

    def __init__(self) -> None:
        self._of_food: dict[UUID, Recipe] = {}

    def look_up(self, items: Iterable[SnapshotModel]) -> None:
        """Find the recipes among foods, and those in them: one query for each level."""
        wanted = {item.food_id for item in items if item.food_id}
        for _ in range(_DEEPEST):
            found = Recipe.objects.filter(food_id__in=wanted - self._of_food.keys()).prefetch_related("ingredients")
            new = {row.food_id: row for row in found}
            if not new:
                return
            self._of_food |= new
            wanted = {part.food_id for row in new.values() for part in row.ingredients.all() if part.food_id}

    def parts_of(
        self, item: SnapshotModel, share: Decimal = Decimal(1), depth: int = 0
    ) -> list[tuple[SnapshotModel, Decimal]]:
        """What goes into an item, and the share of each part that is needed: itself, where it is no recipe."""
        recipe = self._of_food.get(item.food_id) if item.food_id else None
        if recipe is None or depth >= _DEEPEST:
            return [(item, share)]
        needed = share * item.grams / dish_of(recipe).grams
        return [found for part in recipe.ingredients.all() for found in self.parts_of(part, needed, depth + 1)]


def _add(needs: dict[str, _Need], item: SnapshotModel, share: Decimal, meal: str) -> None:
    key = str(item.food_id) if item.food_id else str(uuid5(NAMESPACE_OID, item.description.casefold()))
    need = needs.setdefault(key, _Need(item.food_id, item.description))
    need.grams += item.grams * share
    need.meals.add(meal)
    if item.quantity is None:
        need.only_weighed = True
    else:
        need.said[item.unit] = need.said.get(item.unit, Decimal(0)) + item.quantity * share


def _words(need: _Need, pieces: Mapping[UUID, Decimal], units: str) -> str:
    """As it was said where it was always said in one unit, else in pieces where it has them; and always by weight."""
    weight = _weight(need.grams, units)
    if not need.only_weighed and len(need.said) == 1:
        ((unit, quantity),) = need.said.items()
        counted = _number(quantity)
        return f"{counted} ({weight})" if unit in (None, EACH) else f"{counted} {unit} ({weight})"
    one = pieces.get(need.food_id) if need.food_id else None
    if one is not None and need.grams >= one / 2:
        return f"about {_number((need.grams / one).quantize(Decimal(1), ROUND_HALF_UP))} ({weight})"
    return weight


def _weight(grams: Decimal, units: str) -> str:
    if units == Units.US:
        pounds = grams / _GRAMS_IN_LB
        return f"{_number(pounds)} lb" if pounds >= 1 else f"{_number(grams / _GRAMS_IN_OZ)} oz"
    if grams >= 1000:
        return f"{_number(grams / 1000, 2)} kg"
    return f"{_number(grams, 0 if grams >= 10 else 1)} g"


def _number(amount: Decimal, places: int = 1) -> str:
    rounded = amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded.normalize():f}"


def _pieces(food_ids: Sequence[UUID]) -> dict[UUID, Decimal]:
    """What one piece weighs, of the foods that come in pieces."""
    known = facts_for(food_ids, personal=False)
    return {
        food_id: portion.grams
        for food_id, facts in known.items()
        for portion in reversed(facts.portions)
        if portion.unit == EACH and portion.grams > 0
    }


def _category(food: Food | None) -> str:
    if food is None or food.source == Source.RECIPE or food.category is None:
        return OTHER
    name: str = food.category.name
    return name
