"""What is known of a food for weighing it, for several foods at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db import connection

from fithub.foods.heads import HeadMedians, head_medians
from fithub.foods.measures import Figure, figure_for, is_possible
from fithub.foods.models import Source
from fithub.foods.naming import NameShape, shape

# Foods whose measures somebody gave for this very food: a label's serving is what is eaten of it.
_LABELLED: Final = frozenset({Source.OWN, Source.BRANDED, Source.OFF, Source.RECIPE, Source.DISH})


type OwnSize = tuple[Decimal | None, Decimal | None]
"""What ONE of a person's own unit holds: grams or millilitres, the other None."""


@dataclass(frozen=True, slots=True)
class FoodPortion:
    """A household measure of a food: grams of ONE unit, with the wording and the table it is from."""

    unit: str
    label: str
    grams: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class FoodFacts:
    """What is known of a food for weighing it; `own_sizes` and `habit_g` are the person's, empty and None without one."""

    name: str
    brand: str
    category: str
    source: str
    head: str
    density: Decimal | None
    portions: tuple[FoodPortion, ...]
    medians: HeadMedians
    own_sizes: Mapping[str, OwnSize]
    habit_g: Decimal | None

    @property
    def has_lent_measures(self) -> bool:
        """Whether its measures are those of a food like it; a figure for what it is, is surer."""
        return any(":" in portion.source for portion in self.portions)

    @property
    def is_labelled(self) -> bool:
        """Whether its measures are those that its maker, its recipe or its owner gave."""
        return self.source in _LABELLED

    def has_portion(self, unit: str) -> bool:
        """Whether it has a measure of its own in a unit."""
        return any(portion.unit == unit for portion in self.portions)

    @property
    def shape(self) -> NameShape:
        """Its name taken apart."""
        return shape(self.name, self.brand)

    def figure(self, unit: str) -> Figure | None:
        """The curated figure of a unit for it."""
        return figure_for(unit, name=self.name, brand=self.brand, category=self.category)

    def can_be_had_in(self, unit: str) -> bool:
        """Whether a unit is no nonsense for it."""
        return is_possible(unit, name=self.name, brand=self.brand, category=self.category)


_FACTS: Final = """
SELECT f.id, f.name, f.brand, coalesce(c.name, '') AS category, f.source, f.head, f.density_g_per_ml, h.grams,
    (SELECT fingerprint FROM foods_catalogueload WHERE id = 1), p.unit, p.label, p.grams, p.source
FROM foods_food f
LEFT JOIN foods_category c ON c.id = f.category_id
LEFT JOIN foods_habit h ON h.food_id = f.id
LEFT JOIN foods_portion p ON p.food_id = f.id
WHERE f.id = ANY (%s)
ORDER BY f.id, p.sequence
"""
_OWN_SIZES: Final = """
SELECT food_id, unit, grams, millilitres FROM foods_ownmeasure WHERE food_id IS NULL OR food_id = ANY (%s)
ORDER BY food_id NULLS FIRST
"""


def facts_for(food_ids: Sequence[UUID], *, personal: bool = True) -> dict[UUID, FoodFacts]:
    """What is known of several foods, in two round trips whatever their number; foods that cannot be seen are left out.

    `personal`: with the person's own measures and habits. One round trip without.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, [list(food_ids)])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        sizes: list[tuple[Any, ...]] = []
        if personal:
            cursor.execute(_OWN_SIZES, [list(food_ids)])
            sizes = cursor.fetchall()
    portions: dict[UUID, list[FoodPortion]] = {}
    for row in rows:
        measures = portions.setdefault(row[0], [])
        if row[9] is not None:
            measures.append(FoodPortion(*row[9:]))
    facts = {}
    for food_id, name, brand, category, source, head, density, habit, fingerprint, *_ in rows:
        if food_id not in facts:
            own = {unit: (grams, millilitres) for of, unit, grams, millilitres in sizes if of is None or of == food_id}
            facts[food_id] = FoodFacts(
                name,
                brand,
                category,
                source,
                head,
                density,
                tuple(portions[food_id]),
                head_medians(fingerprint or ""),
                own,
                habit if personal else None,
            )
    return facts
