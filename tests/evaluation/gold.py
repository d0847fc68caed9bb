"""Meals with what was eaten, read from development.toml, and the nutrients of it by the catalogue."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

MEASURED: Final = {
    "carb": "carbohydrate_g",
    "protein": "protein_g",
    "fat": "fat_g",
    "energy": "energy_kcal",
}
"""Of `manage.py estimate_meals`' answer -> the catalogue's nutrient."""


@dataclass(frozen=True, slots=True)
class Meal:
    """A sentence and what was eaten by it: (the food's name in the catalogue, grams).

    `kind`: how amounts are told in it; `kept`: it is of the half that nothing was developed on.
    """

    number: int
    text: str
    kind: str
    abroad: bool
    kept: bool
    gold: tuple[tuple[str, float], ...]


def read_meals(path: Path) -> list[Meal]:
    """The meals of a file; of every two the second is kept."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))["meal"]
    return [
        Meal(
            number=number,
            text=row["text"],
            kind=row["kind"],
            abroad=row.get("abroad", False),
            kept=number % 2 == 0,
            gold=tuple((name, float(grams)) for name, grams in row["gold"]),
        )
        for number, row in enumerate(told, start=1)
    ]


def eaten(meals: Sequence[Meal]) -> dict[int, dict[str, float]]:
    """Meal's number -> grams of carbohydrate, protein, fat and kcal in it. Raises SystemExit for a food that is not there."""
    from fithub.foods.models import Food

    names = {name for meal in meals for name, _ in meal.gold}
    found = dict(Food.objects.filter(name__in=names, user=None).values_list("name", "nutrients_per_100g"))
    if missing := sorted(names - found.keys()):
        raise SystemExit(f"not in the catalogue: {'; '.join(missing)}")
    return {
        meal.number: {
            measure: sum(float(Decimal(found[name][key] or 0)) * grams / 100 for name, grams in meal.gold)
            for measure, key in MEASURED.items()
        }
        for meal in meals
    }
