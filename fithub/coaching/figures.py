"""What a summary may tell: figures with their unit, what they are about, and the rows that they come from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from fithub.coaching.schedule import Kind
from fithub.diary.completeness import Completeness as Logged

# What the figures of what a person burns are about.
EXPENDITURE: Final = "expenditure"
_MARKS: Final = str.maketrans('“”"', "'''")


class Sense(StrEnum):
    """What kind of figure it is: a `difference` has a sign (more is positive), a `share` is in percent of a target or a bound."""

    AMOUNT = "amount"
    AVERAGE = "average"
    TARGET = "target"
    DIFFERENCE = "difference"
    SHARE = "share"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `about`: a nutrient's key, `days`, `entries`, `weight` or `expenditure`; `unit`: as people read it; `name`: a
    food or the like that it is the figure of, else ""."""

    id: str
    value: Decimal
    unit: str
    about: str
    sense: Sense
    dates: tuple[date, ...]
    entries: tuple[UUID, ...] = ()
    name: str = ""

    def shape(self) -> dict[str, Any]:
        """As it is stored."""
        return {
            "id": self.id,
            "value": self.value,
            "unit": self.unit,
            "about": self.about,
            "sense": self.sense.value,
            "dates": [each.isoformat() for each in self.dates],
            "entries": [str(each) for each in self.entries],
            "name": self.name,
        }


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day in one line."""

    date: date
    logged: Logged
    entries: int
    energy_kcal: Decimal | None


@dataclass(frozen=True, slots=True)
class Digest:
    """A period in figures. `ended`: whether the period had; `own_targets`: whether the person has set what to aim at; `care`:
    whether so little was eaten that it asks for kindness and no praise. `best` and `worst`: the days nearest to and furthest
    from the targets; `gaps`: nutrients of which less than the lower bound was eaten, by figures of which none is unknown."""

    kind: Kind
    first: date
    last: date
    ended: bool
    own_targets: bool
    care: bool
    days: tuple[DayLine, ...]
    figures: Mapping[str, Figure]
    gaps: tuple[str, ...] = ()
    best: date | None = None
    worst: date | None = None
    notes: tuple[str, ...] = ()

    def dates(self, *logged: Logged) -> tuple[date, ...]:
        """The dates of the days that are logged so."""
        return tuple(line.date for line in self.days if line.logged in logged)

    def shape(self) -> dict[str, Any]:
        """As it is stored."""
        return {
            "kind": self.kind.value,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "ended": self.ended,
            "own_targets": self.own_targets,
            "days": [
                {
                    "date": line.date.isoformat(),
                    "logged": line.logged.value,
                    "entries": line.entries,
                    "energy_kcal": line.energy_kcal,
                }
                for line in self.days
            ],
            "figures": [figure.shape() for figure in self.figures.values()],
            "gaps": list(self.gaps),
            "best": self.best.isoformat() if self.best else None,
            "worst": self.worst.isoformat() if self.worst else None,
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words, and the ids of the figures that they tell."""

    text: str
    refs: tuple[str, ...]

    def shape(self, figures: Mapping[str, Figure]) -> dict[str, Any]:
        """As it is stored: with the days and the entries that it comes from."""
        told = [figures[ref] for ref in self.refs]
        return {
            "text": self.text,
            "refs": list(self.refs),
            "dates": sorted({each.isoformat() for figure in told for each in figure.dates}),
            "entries": list(dict.fromkeys(str(each) for figure in told for each in figure.entries)),
        }


@dataclass(slots=True)
class Collected:
    """Figures while they are put together."""

    figures: dict[str, Figure] = field(default_factory=dict)

    def add(
        self,
        id: str,  # noqa: A002 (it is one)
        value: Decimal | int | None,
        unit: str,
        about: str,
        sense: Sense,
        dates: Iterable[date],
        entries: Iterable[UUID] = (),
        name: str = "",
    ) -> None:
        """Add a figure, if it is known."""
        if value is not None:
            self.figures[id] = Figure(
                id, Decimal(value), unit, about, sense, tuple(dates), tuple(entries), _plain(name)
            )


def _plain(name: str) -> str:
    """A name on one line, short, and without the marks that it is told between."""
    return " ".join(name.translate(_MARKS).split())[:60]
