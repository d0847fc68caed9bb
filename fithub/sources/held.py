"""What was held back: looked through, let in for everybody, or accepted by one person as a food of their own."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from fithub.core.clock import now
from fithub.core.errors import NotFound
from fithub.core.nutrients import NUTRIENTS, quantise
from fithub.foods.labels import MOST_NAME as LONGEST_OWN_NAME
from fithub.foods.models import Food, Source
from fithub.foods.names import BRANDED, refresh_branded_names
from fithub.foods.services import store_food
from fithub.sources.gtin import gtin_14
from fithub.sources.models import HeldBack, OwnBarcode
from fithub.sources.plain import PlainFoods, refresh_plain_search
from fithub.sources.plausible import REASONS, make_possible
from fithub.sources.storing import read_record, store, target

# The flag of a person's food that they took as it stands, though it was not believed.
ACCEPTED: Final = "accepted"


def held_back(*, reason: str = "") -> QuerySet[HeldBack]:
    """What is held back now, for one reason or for any, by source and reference."""
    held = HeldBack.objects.filter(released_at=None)
    if reason:
        held = held.filter(reasons__contains=[reason])
    return held.order_by("source", "ref")


def counts_by_reason() -> dict[str, int]:
    """How many products each reason holds back; one may have several."""
    counts: Counter[str] = Counter()
    for reasons in HeldBack.objects.filter(released_at=None).values_list("reasons", flat=True).iterator():
        counts.update(reasons)
    return {reason: counts[reason] for reason in REASONS if counts[reason]}


def release(*, source: str, ref: str) -> Food:
    """Let a product into the catalogue as it stands; it stays in while its later editions have no other reason against them.

    Runs as the owner of the tables. Raises NotFound (`held_back_not_found`).
    """
    with transaction.atomic():
        row = HeldBack.objects.select_for_update().filter(source=source, ref=ref, released_at=None).first()
        if row is None:
            raise NotFound("held_back_not_found", f"Nothing of “{source}” with the reference “{ref}” is held back.")
        record = read_record(row.record)
        record.name = record.name or f"Product {ref}"
        chosen = target(record) if source in BRANDED else PlainFoods.load().targets([record])[0]
        HeldBack.objects.filter(pk=row.pk).update(released_at=now())
        store([chosen], let_in={(chosen.record.source, chosen.record.ref): frozenset(REASONS)}, note_seen=False)
    if source in BRANDED:
        refresh_branded_names()
    else:
        refresh_plain_search()
    return Food.objects.get(pk=chosen.id)


def held_for_codes(codes: Sequence[int]) -> HeldBack | None:
    """The product held back under one of these bar codes, the first of them that has one."""
    found = {row.code: row for row in HeldBack.objects.filter(code__in=codes, released_at=None).order_by("source")}
    return next((found[code] for code in codes if code in found), None)


def accept(*, user_id: UUID, codes: Sequence[int]) -> Food:
    """Take a product that is held back as a food of one's own, as it stands; its bar code means it from now on.

    Call within `acting_as`. An amount under zero is unknown; the rest is the person's word, and theirs to mend. Doing it again
    gives the same food. Raises NotFound (`barcode_not_held_back`).
    """
    mine = OwnBarcode.objects.filter(user_id=user_id, code__in=codes).select_related("food").first()
    if mine is not None:
        own: Food = mine.food
        return own
    row = held_for_codes(codes)
    if row is None or row.code is None:
        raise NotFound("barcode_not_held_back", "No product with this bar code is held back.")
    record = read_record(row.record)
    make_possible(record)
    food = store_food(
        Food(
            user_id=user_id, source=Source.OWN, flags=sorted({*record.flags, ACCEPTED}), density_g_per_ml=record.density
        ),
        name=record.name[:LONGEST_OWN_NAME] or f"Product {row.ref}",
        brand=record.brand,
        nutrients_per_100g={key: _decimal(record.nutrients.get(key)) for key in NUTRIENTS},
        measures=[(each.unit, each.label, quantise(Decimal(str(each.grams)))) for each in record.measures],
    )
    OwnBarcode.objects.create(user_id=user_id, code=row.code, food=food)
    return food


def held_shape(row: HeldBack) -> dict[str, Any]:
    """A product that is held back, as it is shown: what its source says of 100 g, and why that is not believed."""
    record = read_record(row.record)
    return {
        "code": gtin_14(row.code) if row.code is not None else None,
        "name": row.name,
        "brand": row.brand or None,
        "source": row.source,
        "nutrients_per_100g": {key: _decimal(record.nutrients.get(key)) for key in NUTRIENTS},
        "reasons": [{"code": reason, "message": REASONS[reason]} for reason in row.reasons],
    }


def _decimal(amount: float | None) -> Decimal | None:
    return None if amount is None else quantise(Decimal(str(amount)))
