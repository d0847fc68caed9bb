"""The catalogue everyone sees (rows without a person) and each person's own foods, under one row-level security."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from pgvector.django import HalfVectorField, HnswIndex

from fithub.core.ids import new_id
from fithub.core.ownership import OwnedModel
from fithub.core.wire import DecimalJSON
from fithub.foods.embedding import DIMENSIONS
from fithub.foods.naming import shown


class Source(models.TextChoices):
    """Where a food's facts come from."""

    SR28 = "sr28", "USDA SR28"
    FNDDS = "fndds", "USDA FNDDS"
    FOUNDATION = "foundation", "USDA Foundation Foods"
    DISH = "dish", "FitHub recipe, computed from USDA foods"
    BRANDED = "branded", "USDA Branded Foods"
    OFF = "off", "Open Food Facts"
    OWN = "own", "a person's own food"
    RECIPE = "recipe", "a person's own recipe"


class Category(models.Model):
    """A food group: of a source of foods, or (`source` "group") one of those above them (fithub.foods.categories)."""

    id = models.UUIDField(primary_key=True, editable=False)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=12)
    parent: Any = models.ForeignKey("self", null=True, on_delete=models.DB_SET_NULL, related_name="children")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "name"], name="category_once")]


class Food(models.Model):
    """A food. `user` is null in the catalogue; nutrients are per 100 g, None where unknown.

    `words` and `head` are derived from the name for searching (fithub.foods.naming), `prior` is how readily people mean this
    food, 0 to 1. `flags`: `energy_mismatch` (energy and macronutrients disagree), `retired` (no longer in the catalogue).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user: Any = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.DB_CASCADE, related_name="+")
    source = models.CharField(max_length=12, choices=Source)
    source_ref = models.CharField(max_length=80)
    fdc_id = models.IntegerField(null=True)
    name = models.CharField(max_length=250)
    brand = models.CharField(max_length=120, blank=True)
    category: Any = models.ForeignKey(Category, null=True, on_delete=models.DB_SET_NULL, related_name="foods")
    nutrients_per_100g = DecimalJSON()
    density_g_per_ml = models.DecimalField(max_digits=5, decimal_places=3, null=True)
    flags = ArrayField(models.CharField(max_length=20), default=list)
    prior = models.FloatField()
    words = ArrayField(models.TextField())
    head = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_ref"], condition=models.Q(user=None), name="food_once_a_source"
            ),
        ]
        indexes = [
            models.Index(fields=["user", "name"], name="food_of_person"),
            # A group's foods, the likeliest first.
            models.Index(fields=["category", "-prior", "id"], condition=models.Q(user=None), name="food_of_category"),
        ]

    @property
    def shown_name(self) -> str:
        """The name as people see it; `name` is as its source writes it."""
        return shown(self.name)


class CatalogueName(models.Model):
    """A catalogue food as the search reads it. Not under row-level security: it holds nobody's rows, and under it the
    operators for words, text and prefixes may not use their indexes (they could tell what a hidden row holds).
    """

    food: Any = models.OneToOneField(Food, primary_key=True, on_delete=models.DB_CASCADE, related_name="+")
    name = models.CharField(max_length=250)
    prior = models.FloatField()
    words = ArrayField(models.TextField())
    head = models.CharField(max_length=120)


class BrandedName(models.Model):
    """A branded food as the search reads it, apart from the plain ones, of which there are a hundredth as many.

    Derived from Food by fithub.foods.names; as CatalogueName, it holds nobody's rows and is not under row-level security.
    """

    food: Any = models.OneToOneField(Food, primary_key=True, on_delete=models.DB_CASCADE, related_name="+")
    prior = models.FloatField()
    words = ArrayField(models.TextField())


class FoodVector(models.Model):
    """The meaning of a food's name, apart from the food: it is derived, large, and no part of the change log.

    Only the direction of a vector counts: the catalogue's are the seed's whole numbers, a person's are of length 1.
    """

    food: Any = models.OneToOneField(Food, primary_key=True, on_delete=models.DB_CASCADE, related_name="vector")
    user: Any = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.DB_CASCADE, related_name="+")
    embedding: Any = HalfVectorField(dimensions=DIMENSIONS)

    class Meta:
        indexes = [
            HnswIndex(
                name="food_vector", fields=["embedding"], m=8, ef_construction=32, opclasses=["halfvec_cosine_ops"]
            )
        ]


class Portion(models.Model):
    """A household measure of one food: the grams of ONE `unit`. `label` is the source's wording."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user: Any = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.DB_CASCADE, related_name="+")
    food: Any = models.ForeignKey(Food, on_delete=models.DB_CASCADE, related_name="portions")
    sequence = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=40)
    label = models.CharField(max_length=120)
    grams = models.DecimalField(max_digits=9, decimal_places=2)
    source = models.CharField(max_length=20)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(grams__gt=0), name="portion_has_weight")]


class Habit(OwnedModel):
    """How often a person eats a food, the last local date that they did, and the grams that are usual (None: it varies).

    Derived from the diary and written by it; the search and the portions read it. No part of the change log.
    """

    food: Any = models.ForeignKey(Food, on_delete=models.DB_CASCADE, related_name="+")
    times = models.PositiveIntegerField()
    last_on = models.DateField()
    grams = models.DecimalField(max_digits=9, decimal_places=3, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "food"], name="habit_once_a_food")]


class OwnMeasure(OwnedModel):
    """What a household unit is to this person ("my bowl is 400 ml"): of one food, or of any (`food` null).

    Either grams or millilitres of ONE `unit`.
    """

    food: Any = models.ForeignKey(Food, null=True, on_delete=models.DB_CASCADE, related_name="+")
    unit = models.CharField(max_length=40)
    grams = models.DecimalField(max_digits=9, decimal_places=3, null=True)
    millilitres = models.DecimalField(max_digits=9, decimal_places=3, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "food", "unit"], nulls_distinct=False, name="measure_once_a_unit"),
            models.CheckConstraint(
                condition=models.Q(grams__gt=0, millilitres=None) | models.Q(grams=None, millilitres__gt=0),
                name="measure_is_mass_or_volume",
            ),
        ]


class Word(models.Model):
    """A word of the catalogue's names and in how many plain and branded foods it stands: what a slip is mended against."""

    word = models.CharField(primary_key=True, max_length=60)
    foods = models.PositiveIntegerField()
    branded = models.PositiveIntegerField(default=0, db_default=0)


class CatalogueLoad(models.Model):
    """What was loaded last; the same fingerprint again is no work. One row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    fingerprint = models.CharField(max_length=64)
    foods = models.PositiveIntegerField()
    portions = models.PositiveIntegerField()
    loaded_at = models.DateTimeField()


class CatalogueState(models.Model):
    """The state that the plain names are in: a trigger gives it another `version` with every statement that may change them."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    version = models.UUIDField()
