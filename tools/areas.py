"""Which area of a person's a change is in, by the tables that it touched: taking it back needs the right to write there."""

from typing import Final
from uuid import UUID

from fithub.accounts.scopes import Area, Scopes, refuse_without, scope
from fithub.core.models import Change

# By the beginning of a table's name, the longest that fits.
AREAS: Final = {
    "accounts_": Area.BODY,
    "body_": Area.BODY,
    "coaching_": Area.COACH,
    "diary_": Area.DIARY,
    "foods_": Area.DIARY,
    "sources_": Area.DIARY,
    "planning_": Area.PLANS,
    "planning_recipe": Area.DIARY,
    "planning_ingredient": Area.DIARY,
    "planning_favourite": Area.DIARY,
    "planning_foodpreference": Area.DIARY,
}


def area_of(table: str) -> Area:
    """The area that a table of the change log belongs to."""
    return AREAS[max((begins for begins in AREAS if table.startswith(begins)), key=len)]


def refuse_beyond(scopes: Scopes, change_set_id: UUID) -> None:
    """Refuse to have taken a change back, or done it again, that is in an area where the bearer may not write. Call in the
    transaction that did so. Raises Forbidden (`scope_missing`)."""
    tables = Change.objects.filter(change_set_id=change_set_id).values_list("table_name", flat=True).distinct()
    refuse_without(scopes, frozenset(scope(area_of(table), writes=True) for table in tables))
