"""What a person likes, dislikes, avoids or is allergic to: kept, listed, changed, taken away; and what it says of foods.

Call within `acting_as`.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, QuerySet

from fithub.core.clock import now
from fithub.core.errors import Conflict, InvalidInput, NotFound
from fithub.foods.categories import category_by_id, chains
from fithub.foods.dishes import parts_of_dish
from fithub.foods.models import Category, Food, Source
from fithub.foods.queries import food_by_id
from fithub.planning.families import words_of
from fithub.planning.judging import Judged, Preference, Reason, Taste, judge
from fithub.planning.models import FoodPreference, Ingredient

MOST: Final = 500
LONGEST_WORD: Final = 80


def own_preferences(user_id: UUID) -> QuerySet[FoodPreference]:
    """The person's preferences with their foods and groups, the newest first."""
    return FoodPreference.objects.filter(user_id=user_id).select_related("food", "category").order_by("-id")


def has_allergies_beside(user_id: UUID) -> Exists:
    """Whether the person has an allergy, as one value for a query that reads something else."""
    return Exists(FoodPreference.objects.filter(user_id=user_id, kind=Taste.ALLERGY).order_by())


def preference(*, user_id: UUID, preference_id: UUID) -> FoodPreference:
    """One preference. Raises NotFound (`preference_not_found`)."""
    found = own_preferences(user_id).filter(pk=preference_id).first()
    if found is None:
        raise NotFound("preference_not_found", "There is no such preference; GET /preferences lists yours.")
    return found


def keep_preference(
    *,
    user_id: UUID,
    kind: Taste,
    food_id: UUID | None = None,
    category_id: UUID | None = None,
    word: str | None = None,
    note: str = "",
) -> tuple[FoodPreference, bool]:
    """Keep what a person says of one food, group or word, and whether it is new; what they said of the same before is replaced.

    Only an allergy stays until it is taken away. Raises Conflict (`allergy_stands`), InvalidInput (`target_not_one`,
    `word_empty`, `too_many`), NotFound (`food_not_found`, `category_not_found`).
    """
    told = _target(food_id, category_id, word)
    before = own_preferences(user_id).filter(**told).first()
    if before is not None:
        return _change(before, {"kind": kind, "note": note or before.note}), False
    if own_preferences(user_id).count() >= MOST:
        raise InvalidInput("too_many", f"You have {MOST} preferences; take some away first.")
    instant = now()
    made = FoodPreference.objects.create(
        user_id=user_id, kind=kind, note=note, created_at=instant, updated_at=instant, **told
    )
    return preference(user_id=user_id, preference_id=made.pk), True


def edit_preference(*, user_id: UUID, preference_id: UUID, changes: Mapping[str, Any]) -> FoodPreference:
    """Change the kind or the note. An allergy is changed only here, by its own name. Raises NotFound (`preference_not_found`)."""
    before = preference(user_id=user_id, preference_id=preference_id)
    return _change(before, changes, by_name=True)


def drop_preference(*, user_id: UUID, preference_id: UUID) -> FoodPreference:
    """Take one away and return it as it was. Raises NotFound (`preference_not_found`)."""
    found = preference(user_id=user_id, preference_id=preference_id)
    FoodPreference.objects.filter(pk=found.pk).delete()
    return found


def verdicts(*, user_id: UUID, foods: Sequence[tuple[UUID | None, str]]) -> list[tuple[Reason, ...]]:
    """What the person's preferences say of foods, each with the words that were said of it; none where they have none.

    One query for who has no preferences; for others three or four more, however many foods.
    """
    told = [_told(row) for row in own_preferences(user_id)]
    if not told:
        return [() for _ in foods]
    once = list(dict.fromkeys(foods))
    known = dict(zip(once, judge(told, _judged(once)), strict=True))
    return [known[food] for food in foods]


def _target(food_id: UUID | None, category_id: UUID | None, word: str | None) -> dict[str, Any]:
    if sum(each is not None for each in (food_id, category_id, word)) != 1:
        raise InvalidInput("target_not_one", "Give one of food_id, category_id and word.")
    if food_id is not None:
        food_by_id(food_id=food_id)
    if category_id is not None:
        category_by_id(category_id)
    key = " ".join(words_of(word or ""))
    if word is not None and (not key or len(key) > LONGEST_WORD):
        raise InvalidInput.field("word", "word_empty", f"Give a word of at most {LONGEST_WORD} letters, e.g. peanuts.")
    return {"food_id": food_id, "category_id": category_id, "word": key}


def _change(row: FoodPreference, changes: Mapping[str, Any], *, by_name: bool = False) -> FoodPreference:
    if all(getattr(row, name) == value for name, value in changes.items()):
        return row
    if row.kind == Taste.ALLERGY and changes.get("kind", row.kind) != Taste.ALLERGY and not by_name:
        raise Conflict("allergy_stands", "You have said that you are allergic to that. Take the allergy away first.")
    for name, value in changes.items():
        setattr(row, name, value)
    row.updated_at = now()
    row.save(force_update=True)
    return row


def _told(row: FoodPreference) -> Preference:
    return Preference(
        id=row.pk,
        kind=Taste(row.kind),
        food_id=row.food_id,
        category_id=row.category_id,
        category_name="" if row.category is None else row.category.name,
        word=row.word,
        shown=row.about,
    )


def _judged(foods: Sequence[tuple[UUID | None, str]]) -> list[Judged]:
    """Foods with all that a preference may be about."""
    rows = Food.objects.in_bulk([key for key, _ in foods if key is not None])
    recipes = [key for key, row in rows.items() if row.source == Source.RECIPE]
    parts: dict[UUID, list[Ingredient]] = {}
    if recipes:
        for part in Ingredient.objects.filter(recipe__food_id__in=recipes).select_related("food", "recipe"):
            parts.setdefault(part.recipe.food_id, []).append(part)
    within = {row.category_id for row in rows.values()}
    within |= {part.food.category_id for each in parts.values() for part in each if part.food is not None}
    over = chains([key for key in within if key is not None])
    names = dict(
        Category.objects.filter(pk__in={key for chain in over.values() for key in chain}).values_list("pk", "name")
    )
    judged = []
    for key, said in foods:
        row = rows.get(key) if key is not None else None
        made_of = parts.get(row.pk, []) if row is not None else []
        called = [said, *(() if row is None else (f"{row.name} {row.brand}",))]
        called += [name for part in made_of for name in (part.description, part.said)]
        held = [row, *(part.food for part in made_of)]
        groups = {
            group for each in held if each is not None and each.category_id for group in over.get(each.category_id, ())
        }
        judged.append(
            Judged(
                names=tuple(name for name in called if name),
                food_ids=frozenset(each.pk for each in held if each is not None),
                groups=frozenset(groups),
                group_names=frozenset(names[group] for group in groups),
                made_of=parts_of_dish(row.name) if row is not None and row.source == Source.DISH else (),
            )
        )
    return judged
