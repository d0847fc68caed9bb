"""Recipes with their ingredients, favourite foods, diets with their meals, and planned meals."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from fithub.core.ownership import OwnedModel
from fithub.core.slots import Slot
from fithub.core.wire import DecimalJSON
from fithub.diary.models import Entry
from fithub.foods.models import Category, Food

SLOTS = [(slot.value, slot.value) for slot in Slot]


class SnapshotModel(OwnedModel):
    """So much of a food in something. A snapshot, as an entry of the diary is: what 100 g held when it was put in."""

    place = models.PositiveSmallIntegerField()
    food: Any = models.ForeignKey(Food, null=True, on_delete=models.DB_SET_NULL, related_name="+")
    description = models.CharField(max_length=300)
    said = models.CharField(max_length=300, blank=True)
    quantity = models.DecimalField(max_digits=12, decimal_places=3, null=True)
    unit = models.CharField(max_length=40, null=True)
    grams = models.DecimalField(max_digits=9, decimal_places=3)
    grams_low = models.DecimalField(max_digits=9, decimal_places=3)
    grams_high = models.DecimalField(max_digits=9, decimal_places=3)
    nutrients_per_100g = DecimalJSON()
    portion_source = models.CharField(max_length=20)
    confidence = models.DecimalField(max_digits=3, decimal_places=2, null=True)

    class Meta:
        abstract = True


class Recipe(OwnedModel):
    """A dish that a person cooks. `food` is the same dish as a food of theirs: what it holds is computed from the ingredients.

    `servings`: how many it makes. `cooked_grams`: what all of it weighs when it is done; None: what the ingredients weigh.
    `unresolved`: lines that were given as ingredients and that no food was found for, so that what it holds is short of them.
    """

    food: Any = models.OneToOneField(Food, on_delete=models.DB_CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    servings = models.DecimalField(max_digits=7, decimal_places=3)
    cooked_grams = models.DecimalField(max_digits=9, decimal_places=3, null=True)
    url = models.CharField(max_length=2000, blank=True)
    unresolved = ArrayField(models.CharField(max_length=300), default=list)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(servings__gt=0), name="recipe_serves_somebody"),
            models.CheckConstraint(
                condition=models.Q(cooked_grams=None) | models.Q(cooked_grams__gt=0), name="recipe_weighs_something"
            ),
        ]


class Ingredient(SnapshotModel):
    """So much of a food in a recipe."""

    recipe: Any = models.ForeignKey(Recipe, on_delete=models.DB_CASCADE, related_name="ingredients")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(grams__gt=0), name="ingredient_weighs_something"),
        ]


class Favourite(OwnedModel):
    """A food that a person wants at hand, with the amount that they usually have of it (all None: none said)."""

    food: Any = models.ForeignKey(Food, on_delete=models.DB_CASCADE, related_name="+")
    quantity = models.DecimalField(max_digits=12, decimal_places=3, null=True)
    unit = models.CharField(max_length=40, null=True)
    grams = models.DecimalField(max_digits=9, decimal_places=3, null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "food"], name="favourite_once_a_food")]


class Diet(OwnedModel):
    """What a person means to eat for a time: meals that recur, and what a day of them should hold. One is active at a time.

    `targets`: {key: {"min"?, "target"?, "max"?}} a day, as those of fithub.body. `ends_on`: its last day, None: it goes on.
    """

    name = models.CharField(max_length=200)
    notes = models.CharField(max_length=4_000, blank=True)
    targets = DecimalJSON(default=dict)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    is_active = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=models.Q(is_active=True), name="diet_one_active"),
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="diet_ends_after_start",
            ),
        ]


class Meal(OwnedModel):
    """A meal of a diet, and on which of a person's days it is eaten.

    `rule`: an RRULE over local dates from `starts_on` on; "" is that date alone. `last_on`: the last date that its COUNT or UNTIL
    leaves, None: it goes on as long as the diet. `minutes`: how long it takes, None where nobody said. `revision` counts changes.
    """

    diet: Any = models.ForeignKey(Diet, on_delete=models.DB_CASCADE, related_name="meals")
    name = models.CharField(max_length=200)
    slot = models.CharField(max_length=9, choices=SLOTS)
    local_time = models.TimeField()
    minutes = models.PositiveSmallIntegerField(null=True)
    notes = models.CharField(max_length=4_000, blank=True)
    rule = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField()
    last_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()


class MealItem(SnapshotModel):
    """So much of a food in a meal of a diet."""

    meal: Any = models.ForeignKey(Meal, on_delete=models.DB_CASCADE, related_name="items")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(grams__gt=0), name="mealitem_weighs_something")]


class PlannedMeal(OwnedModel):
    """A meal on a day, as far as it is not simply what its diet says: moved, changed, skipped, logged, or planned by itself.

    `meal` and `occurs_on` say which one of a diet's it is; both None for one that was planned by itself or whose meal is gone.
    What is None otherwise is as the meal has it, and so are the foods unless `has_own_items`.
    """

    meal: Any = models.ForeignKey(Meal, null=True, on_delete=models.DB_SET_NULL, related_name="planned")
    occurs_on = models.DateField(null=True)
    local_date = models.DateField()
    local_time = models.TimeField(null=True)
    slot = models.CharField(max_length=9, choices=SLOTS, null=True)
    name = models.CharField(max_length=200, null=True)
    notes = models.CharField(max_length=4_000, null=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    is_skipped = models.BooleanField(default=False)
    has_own_items = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "local_date"], name="planned_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["meal", "occurs_on"], name="planned_once_a_day"),
        ]


class PlannedItem(SnapshotModel):
    """So much of a food in a planned meal that is not as its diet has it."""

    planned: Any = models.ForeignKey(PlannedMeal, on_delete=models.DB_CASCADE, related_name="items")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(grams__gt=0), name="planneditem_weighs_something")]


class PlannedEntry(OwnedModel):
    """An entry of the diary that a planned meal was logged as; without any it is not logged, or not any more."""

    planned: Any = models.ForeignKey(PlannedMeal, on_delete=models.DB_CASCADE, related_name="logged")
    entry: Any = models.OneToOneField(Entry, on_delete=models.DB_CASCADE, related_name="+")


class Tick(OwnedModel):
    """Something on the shopping list of some days that a person has got: `key` names it there, `grams` is how much they have."""

    key = models.CharField(max_length=36)
    first_on = models.DateField()
    last_on = models.DateField()
    grams = models.DecimalField(max_digits=12, decimal_places=3)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "first_on", "last_on", "key"], name="tick_once_a_list")]


class CalendarFeed(OwnedModel):
    """The address under which calendar programs read a person's plan. The secret in it is not kept, only its hash."""

    user: Any = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.DB_CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()


class FoodPreference(OwnedModel):
    """What a person says of one food, one food group, or one word (in the form in which names are compared; else empty)."""

    class Kind(models.TextChoices):
        LIKE = "like"
        DISLIKE = "dislike"
        ALLERGY = "allergy"
        AVOID = "avoid"

    kind = models.CharField(max_length=7, choices=Kind)
    food: Any = models.ForeignKey(Food, null=True, on_delete=models.DB_CASCADE, related_name="+")
    category: Any = models.ForeignKey(Category, null=True, on_delete=models.DB_CASCADE, related_name="+")
    word = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "food", "category", "word"], nulls_distinct=False, name="preference_once_a_target"
            ),
            models.CheckConstraint(
                condition=models.Q(food__isnull=False, category=None, word="")
                | models.Q(food=None, category__isnull=False, word="")
                | (models.Q(food=None, category=None) & ~models.Q(word="")),
                name="preference_of_one_thing",
            ),
        ]

    @property
    def about(self) -> str:
        """What it is about, as people see it."""
        if self.food is not None:
            return str(self.food.shown_name)
        return self.word if self.category is None else str(self.category.name)
