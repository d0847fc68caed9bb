"""What a person could eat now: foods that they know or that they asked for, in amounts that fit what is left of their day.

Worked out by code and the same for the same rows. Nothing that they are allergic to, avoid or dislike is ever among it, nor what
`restrictions` leaves out; a food that does not know a figure that it is measured by is none either. Call within `acting_as`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from fithub.accounts.life_stages import stage_on
from fithub.accounts.models import LifeStage
from fithub.accounts.queries import profile_of
from fithub.coaching.memories import own_memories
from fithub.coaching.models import MemoryKind
from fithub.coaching.restrictions import Restrictions, restrictions_of
from fithub.core.clock import LocalMoment
from fithub.core.errors import InvalidInput
from fithub.core.nutrients import HUNDRED, Nutrients, scale
from fithub.core.slots import Slot
from fithub.diary import queries
from fithub.foods.categories import chains
from fithub.foods.models import Category, Food, Habit, Source
from fithub.foods.portions import facts_for, grams_of
from fithub.foods.search import search_foods
from fithub.foods.words import content_words
from fithub.planning.favourites import own_favourites
from fithub.planning.judging import WARNED, Reason, Taste
from fithub.planning.models import Recipe
from fithub.planning.preferences import own_preferences, verdicts

MOST: Final = 10
_HABITS: Final = 60
_LOOKED_BACK: Final = timedelta(days=90)
_SEARCHED: Final = 12
# Amounts are told in steps of so many grams; less than half, or more than twice, of what is usual is another meal.
_STEP: Final = Decimal(5)
_LEAST_PART, _MOST_TIMES = Decimal("0.5"), Decimal(2)
# Water and plain tea are nothing to eat: nobody who asks what to eat means them (kcal in 100 g).
_LEAST_ENERGY: Final = Decimal(5)
_MACROS: Final = ("protein_g", "carbohydrate_g", "fat_g")
# What is thought of where the person has too little of their own: plain foods of the catalogue.
_STAPLES: Final[Mapping[Slot, Sequence[str]]] = {
    Slot.BREAKFAST: ("oatmeal", "plain yogurt", "boiled egg", "banana", "wholemeal toast", "blueberries"),
    Slot.LUNCH: ("chickpeas", "brown rice", "grilled chicken breast", "tofu", "baked potato", "lentils", "broccoli"),
    Slot.DINNER: ("baked salmon", "lentils", "brown rice", "grilled chicken breast", "tofu", "baked potato", "spinach"),
    Slot.SNACK: ("apple", "plain greek yogurt", "carrots", "almonds", "cottage cheese", "banana", "boiled egg"),
}
# Foods of many parts, which a name does not tell: not for who has an allergy, unless their recipe is ours.
_COMPOSITE: Final = frozenset({
    "Mixed dishes", "Dishes of meat and poultry", "Dishes of fish and seafood", "Sausages and cured meat", "Sweets and desserts",
    "Sauces, herbs and condiments", "Snacks", "Breakfast cereals", "Bread and rolls", "Frozen dairy and puddings", "Baby food",
    "Plant-based milk, yogurt and meat",
})  # fmt: skip


class Origin(StrEnum):
    """Where a suggested food is known from."""

    HABIT = "habit"
    FAVOURITE = "favourite"
    RECIPE = "recipe"
    CATALOGUE = "catalogue"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: words of a food, at least so much protein, at most so much energy."""

    what: str = ""
    protein_g: Decimal | None = None
    energy_kcal: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """So much of a food, what it holds, and why it is suggested."""

    food_id: UUID
    name: str
    origin: Origin
    grams: Decimal
    nutrients: dict[str, Decimal | None]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The best first; what is left of the day's targets (`basis`: whose), and `notes` (keys of restrictions.NOTES)."""

    slot: Slot
    items: list[Suggestion]
    left: dict[str, Decimal | None]
    basis: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    """A food that may be suggested: how often it was eaten, at this meal too, and the usual amount (None: not known yet).
    `called`: what people call it, where its own name is a table's."""

    food: Food
    origin: Origin
    times: int = 0
    here: int = 0
    grams: Decimal | None = None
    likes: tuple[str, ...] = ()
    today: bool = False
    called: str = ""


@dataclass(frozen=True, slots=True)
class _Day:
    """What is left of a day: energy (None: no target), the most of each macronutrient, and protein that is still to come."""

    energy: Decimal | None
    most: Mapping[str, Decimal] = field(default_factory=dict)
    protein: Decimal | None = None


def suggest(*, user_id: UUID, when: LocalMoment, slot: Slot, wanted: Wanted, limit: int = 5) -> Suggestions:
    """Foods for a meal of today. Raises InvalidInput (`out_of_range`)."""
    if not 1 <= limit <= MOST:
        raise InvalidInput.field("limit", "out_of_range", f"limit must be from 1 to {MOST}.")
    day = queries.day(user_id=user_id, day=when.date)
    left = _left(day)
    limits = _restrictions(user_id, when)
    notes = tuple(name for name, holds in (("pregnant", limits.pregnant), ("only_known", limits.only_known)) if holds)
    answer = Suggestions(
        slot, [], {key: day.remaining.get(key) for key in ("energy_kcal", *_MACROS)}, day.targets.basis, notes
    )
    if left.energy is not None and left.energy < 1:
        return replace(answer, notes=(*notes, "nothing_left"))
    known = _own(user_id, when, slot, {entry.food_id for entry in day.entries if entry.food_id})
    if wanted.what:
        words = set(content_words(wanted.what))
        known = [each for each in known if words & set(content_words(each.food.name))]
    else:
        known = [each for each in known if (each.food.nutrients_per_100g.get("energy_kcal") or 0) >= _LEAST_ENERGY]
    again = [each for each in known if each.today]
    items = _ranked(user_id, [each for each in known if not each.today], limits, wanted, left)
    if len(items) < limit and not limits.only_known:
        more = _catalogue(slot, wanted, {each.food.pk for each in known})
        told = _parts_told(user_id, more)
        notes = notes if len(told) == len(more) else (*notes, "parts_unknown")
        items += _ranked(user_id, told, limits, wanted, left)
    # What was eaten today already comes last.
    items += _ranked(user_id, again, limits, wanted, left)
    return replace(answer, items=items[:limit], notes=notes if items else (*notes, "nothing_fits"))


def _left(day: queries.Day) -> _Day:
    bounds = day.targets.nutrients
    most = {
        key: bounds[key]["max"] - (day.totals.amounts[key] or Decimal(0))
        for key in _MACROS
        if key in bounds and "max" in bounds[key]
    }
    protein = day.remaining.get("protein_g")
    return _Day(day.remaining.get("energy_kcal"), most, protein if protein is not None and protein > 0 else None)


def _restrictions(user_id: UUID, when: LocalMoment) -> Restrictions:
    profile = profile_of(user_id)
    pregnant = LifeStage.PREGNANT in {profile.life_stage, stage_on(profile, when.date)}
    medical = own_memories(user_id).filter(kind=MemoryKind.MEDICAL).values_list("text", flat=True)
    return restrictions_of(pregnant=pregnant, medical=medical)


def _own(user_id: UUID, when: LocalMoment, slot: Slot, today: set[UUID]) -> list[_Known]:
    """What the person eats, their favourites and their recipes; but no recipe with lines that were not understood."""
    habits = list(
        Habit.objects.filter(user_id=user_id).select_related("food").order_by("-times", "-last_on", "id")[:_HABITS]
    )
    favourites = {each.food_id: each for each in own_favourites(user_id)[:_HABITS]}
    recipes = {
        each.food_id: each
        for each in Recipe.objects.filter(user_id=user_id).select_related("food").order_by("-id")[:_HABITS]
    }
    rows: list[Any] = [*habits, *favourites.values(), *recipes.values()]
    foods: dict[UUID, Food] = {each.food_id: each.food for each in rows}
    times = {each.food_id: each for each in habits}
    eaten = (
        queries.own_entries(user_id)
        .filter(food_id__in=foods, local_date__gte=when.date - _LOOKED_BACK, grams__isnull=False)
        .order_by("local_date", "local_time", "id")
        .values_list("food_id", "slot", "grams")
    )
    last: dict[UUID, Decimal | None] = {}
    here: dict[UUID, int] = {}
    for food_id, at, grams in eaten:
        last[food_id] = grams
        here[food_id] = here.get(food_id, 0) + (at == slot)
    known = []
    for food_id, food in foods.items():
        if food_id in recipes and recipes[food_id].unresolved:
            continue
        habit = times.get(food_id)
        is_favourite = food_id in favourites
        known.append(
            _Known(
                food=food,
                origin=Origin.FAVOURITE if is_favourite else Origin.RECIPE if food_id in recipes else Origin.HABIT,
                times=(habit.times - 3 * is_favourite) if habit else 0,
                here=here.get(food_id, 0),
                grams=(favourites[food_id].grams if is_favourite else None)
                or (habit and habit.grams)
                or last.get(food_id),
                today=food_id in today,
            )
        )
    return known


def _catalogue(slot: Slot, wanted: Wanted, known: set[UUID]) -> list[_Known]:
    """Foods of everybody: what was asked for, or else plain ones for the meal."""
    called: dict[UUID, str] = {}
    if wanted.what:
        found = [each for each in search_foods(q=wanted.what, limit=_SEARCHED) if each.confident]
    else:
        found = []
        for query in _STAPLES[slot]:
            for each in search_foods(q=query, limit=1, meaning=False):
                found.append(each)
                called.setdefault(each.food_id, query.capitalize())
    ids = list(dict.fromkeys(each.food_id for each in found if each.food_id not in known))
    foods = Food.objects.in_bulk(ids)
    return [
        _Known(foods[food_id], Origin.CATALOGUE, called=called.get(food_id, "")) for food_id in ids if food_id in foods
    ]


def _ranked(
    user_id: UUID, known: Sequence[_Known], limits: Restrictions, wanted: Wanted, left: _Day
) -> list[Suggestion]:
    allowed = _allowed(user_id, known, limits)
    facts = facts_for([each.food.pk for each in allowed])
    scored = []
    for each in allowed:
        usual = each.grams or grams_of(facts[each.food.pk]).grams
        grams = _fitting(each.food.nutrients_per_100g, usual, wanted, left)
        if grams is not None:
            made = _suggestion(each, grams, left)
            scored.append((-_points(each, made, usual, left), made.name, str(made.food_id), made))
    return [made for *_, made in sorted(scored, key=lambda row: row[:3])]


def _allowed(user_id: UUID, known: Sequence[_Known], limits: Restrictions) -> list[_Known]:
    """Without what the person must not have or does not like; with what they like marked."""
    groups = _group_names(each.food for each in known)
    told = verdicts(user_id=user_id, foods=[(each.food.pk, each.food.name) for each in known])
    allowed = []
    for each, reasons in zip(known, told, strict=True):
        food, within = each.food, groups.get(each.food.category_id, frozenset())
        if any(reason.kind in WARNED for reason in reasons) or not limits.allow(
            food.name, food.nutrients_per_100g, within
        ):
            continue
        allowed.append(replace(each, likes=_liked(reasons)))
    return allowed


def _parts_told(user_id: UUID, known: list[_Known]) -> list[_Known]:
    """For who has an allergy: those of which the name or a recipe of ours tells what is in them."""
    if not own_preferences(user_id).filter(kind=Taste.ALLERGY).exists():
        return known
    groups = _group_names(each.food for each in known)
    return [each for each in known if not _parts_unknown(each.food, groups.get(each.food.category_id, frozenset()))]


def _parts_unknown(food: Food, groups: frozenset[str]) -> bool:
    return food.source in {Source.BRANDED, Source.OFF} or (food.source != Source.DISH and bool(_COMPOSITE & groups))


def _group_names(foods: Iterable[Food]) -> dict[Any, frozenset[str]]:
    """Of each category of these foods the names of the groups that it is in, its own among them."""
    over = chains([key for key in {food.category_id for food in foods} if key is not None])
    names = dict(
        Category.objects.filter(pk__in={key for chain in over.values() for key in chain}).values_list("pk", "name")
    )
    return {key: frozenset(names[each] for each in chain) for key, chain in over.items()}


def _liked(reasons: Iterable[Reason]) -> tuple[str, ...]:
    return tuple(reason.about for reason in reasons if reason.kind == Taste.LIKE)


def _fitting(per_100g: Nutrients, usual: Decimal, wanted: Wanted, left: _Day) -> Decimal | None:
    """How many grams fit: as much as is usual, more for the protein asked for, less for the energy left; None where none do."""
    energy, protein = per_100g.get("energy_kcal"), per_100g.get("protein_g")
    if energy is None or protein is None:
        return None
    grams = usual
    if wanted.protein_g is not None:
        if not protein:
            return None
        needed = _stepped(wanted.protein_g * HUNDRED / protein, ROUND_CEILING)
        if needed > usual * _MOST_TIMES:
            return None
        grams = max(grams, needed)
    ceilings = [(energy, bound) for bound in (left.energy, wanted.energy_kcal) if bound is not None]
    for key, bound in left.most.items():
        held = per_100g.get(key)
        if held is None:
            return None
        ceilings.append((held, bound))
    for held, bound in ceilings:
        if held and held * grams / HUNDRED > bound:
            grams = _stepped(max(bound, Decimal(0)) * HUNDRED / held, ROUND_FLOOR)
    enough = wanted.protein_g is None or protein * grams / HUNDRED >= wanted.protein_g
    return grams if enough and grams > 0 and grams >= usual * _LEAST_PART else None


def _stepped(grams: Decimal, rounding: str) -> Decimal:
    return (grams / _STEP).quantize(Decimal(1), rounding=rounding) * _STEP


def _points(known: _Known, made: Suggestion, usual: Decimal, left: _Day) -> int:
    points = min(known.times, 6) // 2 + min(known.here, 6)
    points += 4 * (known.origin == Origin.FAVOURITE) + 2 * (known.origin == Origin.RECIPE) + 3 * bool(known.likes)
    protein = made.nutrients["protein_g"]
    if left.protein is not None and protein is not None:
        points += int(5 * min(Decimal(1), protein / min(left.protein, Decimal(30))))
    return points - (made.grams < usual)


def _suggestion(known: _Known, grams: Decimal, left: _Day) -> Suggestion:
    nutrients = scale(known.food.nutrients_per_100g, grams)
    why = [f"you like {about}" for about in known.likes[:1]]
    if known.origin == Origin.FAVOURITE:
        why.append("one of your favourites")
    if known.origin == Origin.RECIPE:
        why.append("your own recipe")
    if known.times > 0:
        why.append(f"you have had it {known.times} times" if known.times > 1 else "you have had it before")
    if left.energy is not None:
        why.append("fits the energy that is left today")
    protein = nutrients["protein_g"]
    if left.protein is not None and protein is not None and protein * 4 >= min(left.protein, Decimal(40)):
        why.append("brings protein that is still to come today")
    return Suggestion(known.food.pk, known.called or known.food.shown_name, known.origin, grams, nutrients, tuple(why))


def suggestion_shape(each: Suggestion) -> dict[str, Any]:
    """A suggestion as it is told."""
    return {
        "food_id": str(each.food_id),
        "food": each.name,
        "origin": each.origin.value,
        "grams": each.grams,
        "nutrients": each.nutrients,
        "why": list(each.why),
    }
