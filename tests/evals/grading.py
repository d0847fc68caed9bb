"""What changed in a person's rows, and whether it is what was to change and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from tests.evals.case import Row

# How a line tells of a change that nobody wanted.
UNWANTED: Final = "and should not be"
# Shorter lines of a prompt may be said by chance.
TELLING: Final = 40
# Longer values are left out of a report.
LONGEST_TOLD: Final = 120

type Rows = Mapping[tuple[str, str], Mapping[str, Any]]
"""A person's rows by table and id."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that is not as it was: as it is now, or as it was if it is gone."""

    table: str
    change: str
    row: Mapping[str, Any]


def changes(before: Rows, after: Rows) -> list[Changed]:
    """All rows that were added, changed or removed."""
    added = [Changed(key[0], "added", row) for key, row in after.items() if key not in before]
    removed = [Changed(key[0], "removed", row) for key, row in before.items() if key not in after]
    changed = [Changed(key[0], "changed", row) for key, row in after.items() if key in before and before[key] != row]
    return [*added, *changed, *removed]


def misses(
    wanted: Sequence[Row], found: Sequence[Changed], names: Mapping[str, Any], may: Sequence[Row] = ()
) -> list[str]:
    """What should have changed and did not, and what changed and neither should nor `may` have, each in a line; none when all is
    right.

    `names`: what the seeds were answered with, for values such as "$eggs.id".
    """
    left = list(found)
    missing = [row for row in _exact_first(wanted) if not _take(row, left, names)]
    for row in _exact_first(may):
        _take(row, left, names)
    return [
        *(f"not {row.change}: {row.table} {dict(row.where)}" for row in missing),
        *(f"{each.change} {UNWANTED}: {each.table} {_short(each.row)}" for each in left),
    ]


def leaks(prompt: str, said: str) -> list[str]:
    """The lines of a prompt that were told to the person."""
    told = " ".join(said.split()).casefold()
    lines = (" ".join(line.strip("-# ").split()) for line in prompt.splitlines())
    return [line for line in lines if len(line) >= TELLING and line.casefold() in told]


def _exact_first(rows: Sequence[Row]) -> list[Row]:
    """What is told most exactly chooses first, so that a loose row does not take what only an exact one could have."""
    return sorted(rows, key=lambda each: -len(each.where))


def _take(row: Row, left: list[Changed], names: Mapping[str, Any]) -> bool:
    """Whether a change is the wanted one, which is then no other's any more."""
    match = next((each for each in left if _fits(row, each, names)), None)
    if match is None:
        return row.instead is not None and _take(row.instead, left, names)
    left.remove(match)
    return True


def value_of(value: Any, names: Mapping[str, Any]) -> Any:
    """A value with what "$name.key" stands for put in."""
    if isinstance(value, str) and value.startswith("$"):
        name, *keys = value[1:].split(".")
        found = names[name]
        for key in keys:
            found = found[int(key)] if key.isdigit() else found[key]
        return found
    if isinstance(value, dict):
        return {key: value_of(each, names) for key, each in value.items()}
    if isinstance(value, list):
        return [value_of(each, names) for each in value]
    return value


def _fits(wanted: Row, found: Changed, names: Mapping[str, Any]) -> bool:
    return (
        wanted.table == found.table
        and wanted.change == found.change
        and all(_agrees(value_of(value, names), _at(found.row, column)) for column, value in wanted.where.items())
    )


def _at(row: Mapping[str, Any], path: str) -> Any:
    """A column, or a value within a JSON one: "nutrients.energy_kcal"."""
    found: Any = row
    for key in path.split("."):
        if isinstance(found, list) and key.isdigit() and int(key) < len(found):
            found = found[int(key)]
        elif isinstance(found, dict) and key in found:
            found = found[key]
        else:
            return None
    return found


def _agrees(wanted: Any, found: Any) -> bool:
    match wanted:
        case [int() | float() as low, int() | float() as high] if not isinstance(found, list):
            number = _number(found)
            return number is not None and Decimal(str(low)) <= number <= Decimal(str(high))
        case [str(), *_] if not isinstance(found, list):
            return any(_agrees(each, found) for each in wanted)
        case bool() | None:
            return bool(found is wanted)
        case int() | float():
            return _number(found) == Decimal(str(wanted))
        case str() if wanted.startswith("~"):
            return wanted[1:].casefold() in str(found).casefold()
        case str():
            return str(found) == wanted
    return bool(found == wanted)


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        return None
    try:
        return Decimal(str(value))
    except ArithmeticError:
        return None


def _short(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row without what nobody reads in a report."""
    dull = {"id", "user_id", "created_at", "updated_at", "embedding", "nutrients", "nutrients_per_100g"}
    told = {name: value for name, value in row.items() if name not in dull and value not in (None, "", [], {})}
    return {name: value if len(str(value)) <= LONGEST_TOLD else "…" for name, value in told.items()}
