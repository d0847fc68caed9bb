"""What changed in a person's rows, and whether it is what was to change and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.evals.case import Row

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


def misses(wanted: Sequence[Row], found: Sequence[Changed], names: Mapping[str, Any]) -> list[str]:
    """What should have changed and did not, and what changed and should not have, each in a line; none when all is right.

    `names`: what the seeds were answered with, for values such as "$eggs.id".
    """
    left = list(found)
    wrong: list[str] = []
    # What is told most exactly chooses first, so that a loose row does not take what only an exact one could have.
    for row in sorted(wanted, key=lambda each: -len(each.where)):
        match = next((each for each in left if _fits(row, each, names)), None)
        if match is None:
            wrong.append(f"not {row.change}: {row.table} {dict(row.where)}")
        else:
            left.remove(match)
    return [*wrong, *(f"{each.change} and should not be: {each.table} {_short(each.row)}" for each in left)]


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
        case [int() | float() as low, int() | float() as high]:
            number = _number(found)
            return number is not None and Decimal(str(low)) <= number <= Decimal(str(high))
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
    dull = {"id", "user_id", "created_at", "updated_at", "embedding"}
    return {name: value for name, value in row.items() if name not in dull and value not in (None, "", [], {})}
