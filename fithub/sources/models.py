"""What is known of foods from outside: the imports, the bar codes, what was held back, and what was looked up."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from fithub.core.ids import new_id
from fithub.core.ownership import OwnedModel
from fithub.core.wire import DecimalJSON
from fithub.foods.models import Food


class Import(models.Model):
    """One run over a dump. `position`: how far it is, so that a run that was interrupted goes on there.

    `checksum`: of the dump; `made_by`: of the code and the catalogue that it was merged with. A finished run with the same two is
    no work again.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=250)
    checksum = models.CharField(max_length=64)
    made_by = models.CharField(max_length=64)
    position: Any = models.JSONField(default=dict)
    counts: Any = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)


class Barcode(models.Model):
    """The bar code of a catalogue food, a GTIN-14 as a number. Two sources may have the same product."""

    food: Any = models.OneToOneField(Food, primary_key=True, on_delete=models.DB_CASCADE, related_name="+")
    code = models.BigIntegerField(db_index=True)


class OwnBarcode(OwnedModel):
    """What a bar code is to this person: a food of their own."""

    food: Any = models.ForeignKey(Food, on_delete=models.DB_CASCADE, related_name="+")
    code = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "code"], name="own_barcode_once")]


class HeldBack(models.Model):
    """A product that is not believed: `record` as its source has it, `reasons` why not (fithub.sources.plausible).

    `released_at`: somebody looked at it and let it in; it stays in as long as no other reason is added.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    source = models.CharField(max_length=12)
    ref = models.CharField(max_length=80)
    code = models.BigIntegerField(null=True, db_index=True)
    name = models.CharField(max_length=250)
    brand = models.CharField(max_length=120)
    reasons = ArrayField(models.CharField(max_length=20))
    record: Any = DecimalJSON()
    held_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "ref"], name="held_back_once")]


class Lookup(models.Model):
    """What Open Food Facts answered about a bar code, and until when that is believed."""

    code = models.BigIntegerField(primary_key=True)
    found = models.BooleanField()
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
