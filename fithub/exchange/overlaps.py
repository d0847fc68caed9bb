"""What would count a day twice: foods where an import has told the sums of the day, sums where it has told the foods."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Self
from uuid import UUID

from fithub.diary.models import Entry
from fithub.exchange.items import Eaten, Found, Problem
from fithub.exchange.mapping import FileMapping
from fithub.exchange.writing import SOURCE, SUM, Keys, Named, known

CODE: Final = "day_counted_twice"


@dataclass(frozen=True, slots=True)
class Told:
    """The days whose foods imports have told, and the sums that they have told, by day and name."""

    foods: frozenset[date]
    sums: frozenset[tuple[date, str]]
    summed: frozenset[date]

    @classmethod
    def of(cls, user_id: UUID) -> Self:
        """What the person's imports have told so far. Call within `acting_as`."""
        rows = Entry.objects.filter(user_id=user_id, source=SOURCE)
        foods = rows.exclude(source_ref__startswith=SUM).values_list("local_date", flat=True)
        sums = frozenset(rows.filter(source_ref__startswith=SUM).values_list("local_date", "description").distinct())
        return cls(frozenset(foods.distinct()), sums, frozenset(day for day, _ in sums))

    def twice(self, item: Eaten) -> str | None:
        """What of the item's day there is already, as words; None where it would count nothing twice."""
        if not item.is_sum:
            return "sums" if item.day in self.summed else None
        if item.day in self.foods:
            return "foods"
        return f"“{item.description}”" if (item.day, item.description) in self.sums else None


@dataclass(slots=True)
class Parted:
    """A batch of what a file says: what is taken or was before, which of that was, and what is wrong."""

    named: list[Named] = field(default_factory=list)
    there: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    @property
    def new(self) -> list[Named]:
        """What was not taken before."""
        return [each for each in self.named if each.key not in self.there]


class Sieve:
    """Parts what a file says, batch by batch, by what there was before the first. Tables that the person included stay whole."""

    def __init__(self, user_id: UUID, mapping: FileMapping) -> None:
        """Call within `acting_as`."""
        self._user_id = user_id
        self._keys = Keys(mapping.program)
        self._told = Told.of(user_id)
        self._included = {table.name for table in mapping.tables if table.included}

    def part(self, batch: Sequence[Found | Problem]) -> Parted:
        """What is new of a batch and what is not. Call within `acting_as`."""
        named = {id(each): self._keys.name(each) for each in batch if isinstance(each, Found)}
        parted = Parted(there=known(self._user_id, list(named.values())))
        for each in batch:
            problem = each if isinstance(each, Problem) else self._doubled(named[id(each)], parted.there)
            if problem is not None:
                parted.problems.append(problem)
            else:
                parted.named.append(named[id(each)])
        return parted

    def _doubled(self, named: Named, there: set[str]) -> Problem | None:
        item, found = named.found.item, named.found
        if not isinstance(item, Eaten) or named.key in there or found.table in self._included:
            return None
        told = self._told.twice(item)
        if told is None:
            return None
        detail = (
            f"Of {item.day.isoformat()} an import has written down {told}; this would count it twice. Include the table if it is"
            " something else, or take back the other import."
        )
        return Problem(found.table, found.row, "", CODE, detail)
