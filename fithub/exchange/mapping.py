"""How a file is to be read: proposed by FitHub, changed by the person, kept as JSON with the import.

What cannot be known is asked, with a proposal: in which order day and month stand, in which unit a weight is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from fithub.core.errors import InvalidInput
from fithub.core.nutrients import NUTRIENTS
from fithub.core.slots import Slot
from fithub.exchange import amounts
from fithub.exchange.amounts import MarkEvidence
from fithub.exchange.columns import AMOUNTS, CHOICES, METRICS, NUMBERS, ROLES, read_header, role_of, unit_for
from fithub.exchange.dates import Order
from fithub.exchange.programs import Program
from fithub.exchange.tables import Table


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, what it is (None: left out), the unit of its numbers, and the mark before their decimals, None where
    that cannot be told."""

    header: str
    role: str | None
    unit: str | None = None
    decimal: str | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """Where a table stands: in which member of a zip ("" for a file by itself) or sheet of a workbook, how it is
    written, and between which lines."""

    member: str
    form: str
    delimiter: str = ","
    first_row: int = 1
    last_row: int = 0
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class TableMapping:
    """How one table is read. `left_out`: why it is not, "" where it is. `included`: by the person, whatever it counts twice."""

    name: str
    where: Where
    program: str
    columns: tuple[Column, ...]
    date_order: Order
    decimal: str
    left_out: str = ""
    summary: bool = False
    included: bool = False

    def place(self, role: str) -> int | None:
        """Which column is this, counted from 0."""
        return next((place for place, column in enumerate(self.columns) if column.role == role), None)


@dataclass(frozen=True, slots=True)
class Question:
    """What only the person knows: about which table and column, between what, and what is taken meanwhile."""

    table: str
    column: str | None
    asks: str
    text: str
    options: tuple[str, ...]
    proposed: str


@dataclass(frozen=True, slots=True)
class FileMapping:
    """How all of a file is read. `slots`: which meal the program's own names are."""

    program: str
    tables: tuple[TableMapping, ...]
    zone: str
    slots: Mapping[str, Slot] = field(default_factory=dict)


def propose(table: Table, program: Program | None, *, where: Where, units: str) -> tuple[TableMapping, list[Question]]:
    """How a table seems to be meant, and what about it cannot be known. `units`: the person's own (metric, us, uk)."""
    columns = _columns(table, program)
    columns, asked = _with_units(table, columns, program, units)
    order, open_order = _order(table, units)
    decimal, columns, open_decimal = _with_marks(table, columns, where.delimiter)
    questions = asked + open_order + open_decimal
    mapping = TableMapping(
        table.name,
        where,
        program.name if program else "",
        columns,
        order,
        decimal,
        program.left_out if program else "",
        program.summary if program else False,
    )
    if not mapping.left_out:
        mapping = replace(mapping, left_out=_nothing_in(mapping))
    return mapping, [] if mapping.left_out else questions


def _columns(table: Table, program: Program | None) -> tuple[Column, ...]:
    headers = [read_header(text) for text in table.headers]
    named = {header.words for header in headers}
    found: list[Column] = []
    taken: set[str] = set()
    for text, header in zip(table.headers, headers, strict=True):
        if program is not None and header.words in program.roles:
            role = program.roles[header.words]
        else:
            role = _in_context(role_of(header), {role_of(each) for each in headers}, named)
        if role in taken:
            role = None
        if role is not None:
            taken.add(role)
        found.append(Column(text, role))
    return tuple(found)


def _in_context(role: str | None, roles: set[str | None], named: set[str]) -> str | None:
    """Words that mean one thing beside food and another beside a body or an exercise."""
    of_food = bool(roles & {"description", "slot", "protein_g", "carbohydrate_g"})
    if role == "weight_kg" and of_food and "description" in roles:
        return "grams"
    if role == "fat_g" and "weight_kg" in roles and not of_food:
        return "body_fat_percent"
    if role == "energy_kcal" and "activity" in roles and not of_food:
        return "active_energy_kcal"
    if role in {"water_g", "protein_g"} and "weight_kg" in roles and "energy_kcal" not in roles:
        return None
    if role == "unit" and "metric_name" in roles:
        return "metric_unit"
    if role == "amount" and "metric_name" in roles:
        return "metric_value"
    if role == "date" and "time" not in roles and "day" not in named and not of_food and "weight_kg" in roles:
        return "moment"
    if role == "time" and not roles & {"date", "moment"}:
        return "time"
    return role


def _with_units(
    table: Table, columns: Sequence[Column], program: Program | None, units: str
) -> tuple[tuple[Column, ...], list[Question]]:
    done: list[Column] = []
    questions: list[Question] = []
    for place, column in enumerate(columns):
        role = column.role
        if role is None or role not in AMOUNTS:
            done.append(column)
            continue
        stated = (program.units.get(role) if program else None) or unit_for(role, read_header(column.header))
        stated = stated or _unit_in_cells(table, place, role)
        if stated is not None:
            done.append(replace(column, unit=stated))
            continue
        options = tuple(unit for unit in CHOICES.get(amounts.unit_of(role), ()) if amounts.convertible(unit, role))
        if role in NUTRIENTS or not options:
            # A bare number of a vitamin may be a share of a daily value: it stays unknown.
            done.append(replace(column, role=None))
            continue
        proposed = _own_unit(options, units)
        done.append(replace(column, unit=proposed))
        text = (
            f"In which unit is “{column.header}”? The file does not say; {proposed} is taken unless you say otherwise."
        )
        questions.append(Question(table.name, column.header, "unit", text, options, proposed))
    return tuple(done), questions


def _unit_in_cells(table: Table, place: int, role: str) -> str | None:
    """The unit that the cells themselves name: "80.5 kg"."""
    for row in table.sample:
        read = amounts.read_number(row[place]) if place < len(row) else None
        unit = amounts.canonical(read[1]) if read and read[1] else None
        if unit is not None and amounts.convertible(unit, role):
            return unit
    return None


def _own_unit(options: tuple[str, ...], units: str) -> str:
    wanted = {"us": ("lb", "in", "fl oz"), "uk": ("kg", "cm", "ml")}.get(units, ("kg", "cm", "ml"))
    return next((unit for unit in options if unit in wanted), options[0])


def _order(table: Table, units: str) -> tuple[Order, list[Question]]:
    if table.dates.order is not None:
        return table.dates.order, []
    proposed = Order.MONTH_FIRST if units == "us" else Order.DAY_FIRST
    place = table.dated
    if not table.dates.is_open or place is None:
        return proposed, []
    example = next(row[place] for row in table.sample if place < len(row) and row[place].strip())
    text = f"Is the first number of “{example}” the day or the month? The dates of this file may be read both ways."
    return proposed, [Question(table.name, None, "date_order", text, tuple(Order), proposed)]


def _with_marks(
    table: Table, columns: Sequence[Column], delimiter: str
) -> tuple[str, tuple[Column, ...], list[Question]]:
    """The mark before the decimals of each column: what its own numbers tell, or else all of the table's. Where neither does,
    a number that may be read both ways is not read until the person says."""
    numbers = [marks for marks, column in zip(table.marks, columns, strict=True) if column.role in NUMBERS]
    # What people type as an amount tells nothing of how the program writes its numbers.
    written = [marks for marks, column in zip(table.marks, columns, strict=True) if column.role in AMOUNTS]
    whole = sum(written or numbers, MarkEvidence())
    usual = whole.mark
    if usual is None and delimiter == "," and not whole.is_torn:
        # Between commas a program that wrote decimals with a comma would have had to quote every number.
        usual = "."
    done = tuple(
        replace(column, decimal=marks.mark or (None if marks.is_torn else usual))
        for marks, column in zip(table.marks, columns, strict=True)
    )
    proposed = usual or ("," if delimiter == ";" else ".")
    doubtful = next(
        (
            marks.either
            for marks, column in zip(table.marks, done, strict=True)
            if column.role in NUMBERS and column.decimal is None and marks.either
        ),
        None,
    )
    if doubtful is None:
        return proposed, done, []
    text = (
        f"Is “{doubtful}” a little more than one, or more than a thousand? Numbers of this file may be read both ways; rows"
        " with such are left out until you say."
    )
    return proposed, done, [Question(table.name, None, "decimal", text, (".", ","), proposed)]


def _nothing_in(mapping: TableMapping) -> str:
    roles = {column.role for column in mapping.columns if column.role}
    dated = roles & {"date", "moment"} or "time" in roles
    told = roles & {
        *NUTRIENTS,
        *METRICS,
        "fat_mass_kg",
        "muscle_mass_kg",
        "active_energy_kcal",
        "moved_steps",
        "drunk_water_ml",
    }
    if not dated:
        return "No column has dates."
    if not told and not ("activity" in roles and "duration_minutes" in roles) and "metric_value" not in roles:
        return "No column has anything that FitHub keeps: what was eaten, a measurement, water, or an activity."
    return ""


def to_json(mapping: FileMapping) -> dict[str, Any]:
    """As it is kept and shown."""
    return asdict(mapping)


def from_json(kept: Mapping[str, Any]) -> FileMapping:
    """What was kept."""
    tables = tuple(
        TableMapping(
            **{
                **table,
                "where": _where(table["where"]),
                "columns": tuple(Column(**{"decimal": table["decimal"], **column}) for column in table["columns"]),
                "date_order": Order(table["date_order"]),
            }
        )
        for table in kept["tables"]
    )
    slots = {name: Slot(slot) for name, slot in kept["slots"].items()}
    return FileMapping(kept["program"], tables, kept["zone"], slots)


def _where(kept: Mapping[str, Any]) -> Where:
    """JSON's numbers come back as Decimals."""
    return Where(**{**kept, "first_row": int(kept["first_row"]), "last_row": int(kept["last_row"])})


def changed(table: TableMapping, *, role: str | None, unit: str | None, header: str) -> TableMapping:
    """The table with one column read otherwise. Raises InvalidInput (`column_unknown`, `role_unknown`, `unit_unknown`)."""
    place = next((place for place, column in enumerate(table.columns) if column.header == header), None)
    if place is None:
        raise InvalidInput.field("columns", "column_unknown", f"“{table.name}” has no column “{header}”.")
    if role is not None and role not in ROLES:
        raise InvalidInput.field("columns", "role_unknown", f"“{role}” is nothing that a column can be.")
    named = None if unit is None else amounts.canonical(unit)
    if role in AMOUNTS:
        named = named or table.columns[place].unit or amounts.unit_of(role)
        if not amounts.convertible(named, role):
            raise InvalidInput.field("columns", "unit_unknown", f"“{unit or named}” is no unit of {role}.")
    columns = [
        replace(column, role=None) if role is not None and column.role == role and each != place else column
        for each, column in enumerate(table.columns)
    ]
    columns[place] = replace(columns[place], role=role, unit=named if role in AMOUNTS else None)
    return replace(table, columns=tuple(columns))


def with_decimal(table: TableMapping, mark: str) -> TableMapping:
    """The table with this mark before all its decimals."""
    return replace(table, decimal=mark, columns=tuple(replace(column, decimal=mark) for column in table.columns))
