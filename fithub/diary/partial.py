"""Which days were written down only in part: told from the person's own other days. Pure.

A day far under what the person usually writes down is taken for one of which something is missing, sooner so where a meal is
missing that they hardly ever leave out. To take it for a day of eating little would teach that they burn little. Who did eat
little says so (`DayStatus`): then nothing is judged.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Final

from fithub.core.slots import Slot

# A day is partial under this part of the usual: with every usual meal, where the meals tell nothing, and lacking one of them.
ALL_MEALS: Final = Decimal("0.40")
NO_HABIT: Final = Decimal("0.55")
MEAL_MISSING: Final = Decimal("0.75")
# Where there are too few other days to know what is usual (kcal).
LITTLE: Final = Decimal(800)

NEAR_DAYS: Final = 28
LEAST_DAYS: Final = 5
# A meal that is on so many of the days is one of the person's.
MOST_DAYS: Final = 0.75
MEALS: Final = frozenset({Slot.BREAKFAST.value, Slot.LUNCH.value, Slot.DINNER.value})


@dataclass(frozen=True, slots=True)
class Written:
    """What a day holds: the sum of its known energies (kcal; None: none is known), and its slots."""

    kcal: Decimal | None
    slots: frozenset[str]


def partial_days(written: Mapping[date, Written], *, judged_by: frozenset[date] | None = None) -> frozenset[date]:
    """The days of which something seems to be missing.

    `written`: the days with entries. `judged_by`: those that tell what is usual (all, where not given); a person's own word on a
    day may take it out.
    """
    known = [
        (day.toordinal(), each.kcal, each.slots & MEALS)
        for day, each in sorted(written.items())
        if each.kcal is not None and (judged_by is None or day in judged_by)
    ]
    partial = set()
    start = end = 0
    for day, each in sorted(written.items()):
        place = day.toordinal()
        while start < len(known) and known[start][0] < place - NEAR_DAYS:
            start += 1
        while end < len(known) and known[end][0] <= place + NEAR_DAYS:
            end += 1
        near = [other for other in known[start:end] if other[0] != place]
        if _seems_partial(each, near):
            partial.add(day)
    return frozenset(partial)


def _seems_partial(day: Written, near: list[tuple[int, Decimal, frozenset[str]]]) -> bool:
    if day.kcal is None:
        return True
    if len(near) < LEAST_DAYS:
        return day.kcal < LITTLE
    usual = median(kcal for _, kcal, _ in near)
    meals = {meal for meal in MEALS if sum(meal in slots for _, _, slots in near) >= MOST_DAYS * len(near)}
    part = NO_HABIT if not meals else ALL_MEALS if meals <= day.slots else MEAL_MISSING
    return day.kcal < part * usual
