"""Meals with what was eaten, read from the files in `meals`, and the nutrients of it by the catalogue."""

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


SETS: Final = Path(__file__).with_name("meals")


@dataclass(frozen=True, slots=True)
class Meal:
    """A sentence and what was eaten by it: (the food's name in the catalogue, grams).

    `part`: the name of the set that it is of; `kind`: how amounts are told in it; `kept`: it is of the half that nothing was
    developed on.
    """

    part: str
    number: int
    text: str
    kind: str
    kept: bool
    gold: tuple[tuple[str, float], ...]

    @property
    def key(self) -> str:
        return f"{self.part} {self.number}"


def all_sets() -> list[Path]:
    """The files of meals that we keep."""
    return sorted(SETS.glob("*.toml"))


def read_meals(path: Path) -> list[Meal]:
    """The meals of a file; of every two the second is kept."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))["meal"]
    return [
        Meal(
            part=path.stem,
            number=number,
            text=row["text"],
            kind=row["kind"],
            kept=number % 2 == 0,
            gold=tuple((name, float(grams)) for name, grams in row["gold"]),
        )
        for number, row in enumerate(told, start=1)
    ]


def gold_items(meals: Sequence[Meal]) -> dict[str, list[dict[str, float]]]:
    """Meal's key -> for each of its foods grams of carbohydrate, protein, fat, and kcal. Raises SystemExit for an unknown food."""
    from fithub.foods.models import Food

    names = {name for meal in meals for name, _ in meal.gold}
    found = dict(Food.objects.filter(name__in=names, user=None).values_list("name", "nutrients_per_100g"))
    if missing := sorted(names - found.keys()):
        raise SystemExit(f"not in the catalogue: {'; '.join(missing)}")
    return {
        meal.key: [
            {measure: float(Decimal(found[name][key] or 0)) * grams / 100 for measure, key in MEASURED.items()}
            for name, grams in meal.gold
        ]
        for meal in meals
    }


def summed(parts: Sequence[dict[str, float]]) -> dict[str, float]:
    """The meal's sums of its foods' amounts."""
    return {measure: sum(part[measure] for part in parts) for measure in MEASURED}
