"""What was eaten, and what may yet be written down."""

from typing import Any

from django.db import models

from fithub.core.ownership import OwnedModel
from fithub.core.slots import Slot
from fithub.core.wire import DecimalJSON
from fithub.foods.models import Food

SLOTS = [(slot.value, slot.value) for slot in Slot]


class Entry(OwnedModel):
    """One food, eaten once. A snapshot: whatever happens to the catalogue, these numbers stay.

    `description` is the food's name as shown, `said` the person's words. `quantity` and `unit` are the amount as said (None
    where nothing was), `grams` what it came to, `grams_low` and `grams_high` how far off that may be. `confidence` is 0..1, None
    where there was nothing to guess.

    A meal that another program counted may have no known weight: then all three grams are None, nothing is known by 100 g, there
    is no food, and `nutrients` alone says what it held (ADR 0019). `source_ref` names the entry in what it came from, so that it
    is taken once; None where there is none.
    """

    local_date = models.DateField()
    local_time = models.TimeField()
    time_zone = models.CharField(max_length=64)
    slot = models.CharField(max_length=9, choices=SLOTS)
    food: Any = models.ForeignKey(Food, null=True, on_delete=models.DB_SET_NULL, related_name="+")
    description = models.CharField(max_length=300)
    said = models.CharField(max_length=500, blank=True)
    quantity = models.DecimalField(max_digits=12, decimal_places=3, null=True)
    unit = models.CharField(max_length=40, null=True)
    grams = models.DecimalField(max_digits=9, decimal_places=3, null=True)
    grams_low = models.DecimalField(max_digits=9, decimal_places=3, null=True)
    grams_high = models.DecimalField(max_digits=9, decimal_places=3, null=True)
    # What 100 g held when it was written down, and what these grams hold: an edited amount scales the former.
    nutrients_per_100g = DecimalJSON()
    nutrients = DecimalJSON()
    portion_source = models.CharField(max_length=20)
    source = models.CharField(max_length=10)
    source_ref = models.CharField(max_length=200, null=True)
    confidence = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        indexes = [
            # A day is one slice of this index; a list newest first is another, read backwards.
            models.Index(fields=["user", "local_date", "local_time", "id"], name="entry_by_day"),
            # What a person has had of a food: their habits are counted over it at every write.
            models.Index(fields=["user", "food"], condition=models.Q(food__isnull=False), name="entry_by_food"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(grams__gt=0, grams__lte=100_000), name="entry_grams_possible"),
            models.CheckConstraint(
                condition=models.Q(grams_low__lte=models.F("grams"), grams_high__gte=models.F("grams")),
                name="entry_range_holds_grams",
            ),
            models.CheckConstraint(
                condition=models.Q(grams__isnull=False, grams_low__isnull=False, grams_high__isnull=False)
                | models.Q(grams=None, grams_low=None, grams_high=None, food=None),
                name="entry_weighed_or_not",
            ),
            models.UniqueConstraint(
                fields=["user", "source", "source_ref"],
                condition=models.Q(source_ref__isnull=False),
                name="entry_once_a_source",
            ),
        ]


class Draft(OwnedModel):
    """An estimate that waits for a person's yes. An open one past `expires_at` has expired.

    `items`: the estimated items as JSON, each under a number of its own; `unmatched`: the words that were not understood.
    """

    class State(models.TextChoices):
        OPEN = "open"
        COMMITTED = "committed"
        DECLINED = "declined"

    text = models.TextField()
    local_date = models.DateField()
    local_time = models.TimeField()
    time_zone = models.CharField(max_length=64)
    slot = models.CharField(max_length=9, choices=SLOTS)
    source = models.CharField(max_length=10)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    items = DecimalJSON()
    unmatched = DecimalJSON()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "-created_at"], name="draft_newest")]


class DayStatus(OwnedModel):
    """What a person says of a day as a whole; without it FitHub judges for itself (fithub.diary.completeness)."""

    class Status(models.TextChoices):
        """`fasting`: what is written down is all there was, be it little or nothing."""

        COMPLETE = "complete"
        INCOMPLETE = "incomplete"
        FASTING = "fasting"

    local_date = models.DateField()
    status = models.CharField(max_length=10, choices=Status)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "local_date"], name="one_status_a_day")]


class WaterEntry(OwnedModel):
    """Plain water, drunk once, that is not written down as a food: one drink is either this or an entry, never both.

    `source_ref` names it in what it was imported from, so that a second import knows it.
    """

    local_date = models.DateField()
    local_time = models.TimeField()
    ml = models.DecimalField(max_digits=8, decimal_places=1)
    source = models.CharField(max_length=10)
    source_ref = models.CharField(max_length=200, null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "local_date", "local_time", "id"], name="water_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "source_ref"], condition=models.Q(source_ref__isnull=False), name="water_once_a_source"
            ),
            models.CheckConstraint(condition=models.Q(ml__gt=0, ml__lte=10_000), name="water_possible"),
        ]


class ActivityEntry(OwnedModel):
    """Something a person did that takes energy. Whatever is None is unknown; steps are never turned into energy.

    `energy_basis`: `stated`, or `estimated` from the body's weight, then between `energy_low_kcal` and `energy_high_kcal`.
    """

    class Basis(models.TextChoices):
        STATED = "stated"
        ESTIMATED = "estimated"

    local_date = models.DateField()
    local_time = models.TimeField()
    name = models.CharField(max_length=120)
    minutes = models.DecimalField(max_digits=6, decimal_places=1, null=True)
    distance_m = models.DecimalField(max_digits=9, decimal_places=1, null=True)
    steps = models.PositiveIntegerField(null=True)
    energy_kcal = models.DecimalField(max_digits=8, decimal_places=1, null=True)
    energy_low_kcal = models.DecimalField(max_digits=8, decimal_places=1, null=True)
    energy_high_kcal = models.DecimalField(max_digits=8, decimal_places=1, null=True)
    energy_basis = models.CharField(max_length=9, choices=Basis, null=True)
    source = models.CharField(max_length=10)
    source_ref = models.CharField(max_length=200, null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "local_date", "local_time", "id"], name="activity_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "source_ref"],
                condition=models.Q(source_ref__isnull=False),
                name="activity_once_a_source",
            ),
            models.CheckConstraint(
                condition=models.Q(energy_kcal=None, energy_basis=None)
                | models.Q(energy_kcal__gte=0, energy_basis__isnull=False),
                name="activity_energy_has_a_basis",
            ),
        ]
