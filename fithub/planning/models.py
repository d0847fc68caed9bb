"""Recipes with their ingredients, and favourite foods."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from fithub.core.ownership import OwnedModel
from fithub.core.wire import DecimalJSON
from fithub.foods.models import Food


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


class Ingredient(OwnedModel):
    """So much of a food in a recipe. A snapshot, as an entry of the diary is: what 100 g held when it was put in."""

    recipe: Any = models.ForeignKey(Recipe, on_delete=models.DB_CASCADE, related_name="ingredients")
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
