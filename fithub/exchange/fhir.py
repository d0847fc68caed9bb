"""A person's record as HL7 FHIR R5: a Bundle of a Patient, Observations of the body, and NutritionIntakes.

Units are UCUM's. Codes are LOINC's where the metric is exactly what the code means, and words alone where it is not.
"""

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from fithub.accounts.models import Profile
from fithub.body.models import Measurement, MeasurementType
from fithub.core.nutrients import NUTRIENTS
from fithub.diary.models import ActivityEntry, Entry, WaterEntry
from fithub.exchange.items import wall

LOINC: Final = "http://loinc.org"
UCUM: Final = "http://unitsofmeasure.org"
NUTRIENT: Final = "urn:fithub:nutrient"
# loinc.org: body weight; body fat by weight; waist circumference at the umbilicus by tape; calories burned; steps.
_CODES: Final = {
    "weight_kg": ("29463-7", "Body weight"),
    "body_fat_percent": ("41982-0", "Percentage of body fat Measured"),
    "waist_cm": ("8280-0", "Waist Circumference at umbilicus by Tape measure"),
    "energy_kcal": ("41981-2", "Calories burned"),
    "steps": ("55423-8", "Number of steps in unspecified time Pedometer"),
}
_UNITS: Final = {"kg": "kg", "cm": "cm", "percent": "%", "g": "g", "mg": "mg", "ug": "ug", "kcal": "kcal", "ml": "mL"}


def resources(user_id: UUID) -> Iterator[dict[str, Any]]:
    """Everything, one resource at a time; entries and days add up to the same. Call within `acting_as`."""
    profile = Profile.objects.get(user_id=user_id)
    subject = {"reference": f"urn:uuid:{user_id}"}
    yield _patient(profile)
    for row in _all(Measurement, user_id):
        if row.type != MeasurementType.TARGET:
            yield _observation(row, subject)
    for activity in _all(ActivityEntry, user_id):
        yield from _moved(activity, subject, profile)
    for entry in _all(Entry, user_id):
        yield _eaten(entry, subject, profile)
    for drunk in _all(WaterEntry, user_id):
        yield _drunk(drunk, subject, profile)


def _all(model: Any, user_id: UUID) -> Iterator[Any]:
    rows: Iterator[Any] = model.objects.filter(user_id=user_id).order_by("id").iterator(chunk_size=1_000)
    return rows


def _patient(profile: Profile) -> dict[str, Any]:
    known = {
        "name": [{"text": profile.name}] if profile.name else None,
        "gender": profile.sex,
        "birthDate": profile.birth_date and profile.birth_date.isoformat(),
    }
    return {
        "resourceType": "Patient",
        "id": str(profile.user_id),
        **{name: value for name, value in known.items() if value},
    }


def _observation(row: Measurement, subject: dict[str, str]) -> dict[str, Any]:
    unit = row.metric.rpartition("_")[2]
    if row.metric.startswith("custom:"):
        unit = row.entered_unit
    return {
        "resourceType": "Observation",
        "id": str(row.pk),
        "status": "final",
        "category": [
            {
                "coding": [
                    {"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "vital-signs"}
                ]
            }
        ],
        "code": _code(row.metric, row.metric),
        "subject": subject,
        "effectiveDateTime": row.measured_at.isoformat(),
        "valueQuantity": _quantity(row.value, unit),
    }


def _moved(row: ActivityEntry, subject: dict[str, str], profile: Profile) -> Iterator[dict[str, Any]]:
    for key, value, unit in (("energy_kcal", row.energy_kcal, "kcal"), ("steps", row.steps, "{steps}")):
        if value is not None:
            yield {
                "resourceType": "Observation",
                "id": f"{row.pk}-{key.partition('_')[0]}",
                "status": "final",
                "code": _code(key, row.name),
                "subject": subject,
                "effectiveDateTime": _instant(row.local_date, row.local_time, profile.time_zone, profile),
                "valueQuantity": _quantity(Decimal(value), unit),
            }


def _eaten(row: Entry, subject: dict[str, str], profile: Profile) -> dict[str, Any]:
    item: dict[str, Any] = {
        "type": {"text": "food"},
        "nutritionProduct": {"concept": {"text": row.description or "food"}},
    }
    if row.grams is not None:
        item["amount"] = _quantity(row.grams, "g")
    held = [
        {
            "nutrient": {
                "concept": {"coding": [{"system": NUTRIENT, "code": key, "display": each.label}], "text": each.label}
            },
            "amount": _quantity(amount, key.rpartition("_")[2]),
        }
        for key, each in NUTRIENTS.items()
        if (amount := row.nutrients.get(key)) is not None
    ]
    return _intake(str(row.pk), item, held, subject, _instant(row.local_date, row.local_time, row.time_zone, profile))


def _drunk(row: WaterEntry, subject: dict[str, str], profile: Profile) -> dict[str, Any]:
    item = {
        "type": {"text": "fluid"},
        "nutritionProduct": {"concept": {"text": "Water"}},
        "amount": _quantity(row.ml, "ml"),
    }
    return _intake(str(row.pk), item, [], subject, _instant(row.local_date, row.local_time, profile.time_zone, profile))


def _intake(
    key: str, item: dict[str, Any], held: list[dict[str, Any]], subject: dict[str, str], at: str
) -> dict[str, Any]:
    made = {
        "resourceType": "NutritionIntake",
        "id": key,
        "status": "completed",
        "subject": subject,
        "occurrenceDateTime": at,
        "consumedItem": [item],
    }
    return made | ({"ingredientLabel": held} if held else {})


def _code(key: str, text: str) -> dict[str, Any]:
    if key not in _CODES:
        return {"text": text}
    code, display = _CODES[key]
    return {"coding": [{"system": LOINC, "code": code, "display": display}], "text": text}


def _quantity(value: Decimal, unit: str) -> dict[str, Any]:
    code = _UNITS.get(unit) or (unit if unit.startswith("{") else None)
    told: dict[str, Any] = {"value": value}
    if unit:
        told["unit"] = code or unit
    return told | ({"system": UCUM, "code": code} if code else {})


def _instant(day: date, at: time, zone: str, profile: Profile) -> str:
    return wall(day, at, profile.day_start).replace(tzinfo=ZoneInfo(zone)).isoformat()
