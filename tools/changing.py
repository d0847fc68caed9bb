"""What a change would do or did, in words made from its rows: each thing with what it was and what it becomes."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from fithub.body.metrics import METRICS
from fithub.body.units import display, plain
from fithub.core.clock import date_in_words
from fithub.core.models import Change
from fithub.core.nutrients import NUTRIENTS
from fithub.diary.models import Entry
from fithub.planning.models import Diet
from tools.things import PARTS, THINGS

type Row = Mapping[str, Any]
type Told = dict[str, str | None]
"""One thing of a change: {what, before, after}; None before is new, None after is gone."""

ENTRIES: Final = Entry._meta.db_table
MOST_NAMED: Final = 5


def changes_of(rows: Sequence[Change], *, units: str) -> list[Told]:
    """The things among the rows of a change, in their order; what is a part of one of them is left out."""
    states: dict[tuple[str, Any], tuple[Row | None, Row | None]] = {}
    for row in rows:
        key = (row.table_name, row.row_id)
        first = states[key][0] if key in states else row.before
        states[key] = (first, row.after)
    told = []
    for (table, _), (before, after) in states.items():
        if before is None and after is None:
            continue
        if table != ENTRIES and (table in PARTS or table not in THINGS):
            continue
        words = (
            None if before is None else _said(table, before, units),
            None if after is None else _said(table, after, units),
        )
        if words[0] != words[1]:
            told.append({"what": _called(table, after or before or {}), "before": words[0], "after": words[1]})
    return told


def summary_of(changes: Sequence[Told], tool: str) -> str:
    """A sentence that names what would change: "Delete 3 entries: Egg; Toast; Butter."."""
    if not changes:
        return f"{tool.replace('_', ' ').capitalize()}."
    verbs = {"Add": [], "Delete": [], "Change": []}  # type: dict[str, list[str]]
    for each in changes:
        verb = "Add" if each["before"] is None else "Delete" if each["after"] is None else "Change"
        verbs[verb].append(str(each["what"]))
    return " ".join(f"{verb} {_listed(things)}." for verb, things in verbs.items() if things)


def _listed(things: Sequence[str]) -> str:
    named = "; ".join(things[:MOST_NAMED])
    more = len(things) - MOST_NAMED
    count = f"{len(things)} things: " if len(things) > 1 else ""
    return f"{count}{named}{f'; and {more} more' if more > 0 else ''}"


def _called(table: str, row: Row) -> str:
    if table == ENTRIES:
        return str(row["description"])
    kind, name_of = THINGS[table]
    name = name_of(row)
    return f"{kind} “{name}”" if name else kind


def _said(table: str, row: Row, units: str) -> str:
    return _SAID[table](row, units) if table in _SAID else _called(table, row)


def _entry(row: Row, units: str) -> str:
    energy = row["nutrients"].get("energy_kcal")
    amount = "weight not known" if row["grams"] is None else f"{_figure(row['grams'])} g"
    known = f", {_figure(energy)} kcal" if energy is not None else ""
    return f"{amount}{known}, {row['slot']} on {date_in_words(row['local_date'])}"


def _goal(row: Row, units: str) -> str:
    unit = METRICS[row["metric"]].unit if row["metric"] in METRICS else ""
    parts = [] if row["target_value"] is None else [display(Decimal(row["target_value"]), unit, units).text]
    if row["target_date"] is not None:
        parts.append(f"by {date_in_words(row['target_date'])}")
    parts.append("active" if row["is_active"] else "not active")
    return ", ".join(parts)


def _target(row: Row, units: str) -> str:
    return f"{bounds_said(row['nutrients'])}, from {date_in_words(row['effective_from'])}"


def _diet(row: Row, units: str) -> str:
    return "active" if row["is_active"] else "not active"


_SAID: Final[Mapping[str, Callable[[Row, str], str]]] = {
    ENTRIES: _entry,
    "body_goal": _goal,
    "body_target": _target,
    Diet._meta.db_table: _diet,
}
_LEADS: Final = {"min": "at least ", "target": "", "max": "at most "}
_OF: Final = {"percent_of_energy": "% of the energy", "g_per_kg": "g per kg"}


def bounds_said(nutrients: Mapping[str, Mapping[str, Any]]) -> str:
    """A target's bounds in words: "2,000 kcal Energy; at least 120 g Protein"."""
    said = []
    for key, bounds in nutrients.items():
        unit = _OF.get(bounds.get("unit") or "", NUTRIENTS[key].unit)
        figures = [
            f"{lead}{_figure(bounds[name])} {unit}" for name, lead in _LEADS.items() if bounds.get(name) is not None
        ]
        said.append(f"{NUTRIENTS[key].label.lower()} {', '.join(figures)}")
    return "; ".join(said)


def _figure(value: Any) -> str:
    """A figure as people read it: whole from ten on."""
    number = Decimal(value)
    return f"{round(number):,}" if abs(number) >= 10 else plain(round(number, 2))
