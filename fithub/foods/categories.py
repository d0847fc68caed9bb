"""Food groups as a tree: the groups of data/categories.toml over the categories that each source gives its foods."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final
from uuid import UUID

from django.db import connection

from fithub.core.errors import NotFound
from fithub.foods.catalogue_ids import category_id
from fithub.foods.models import Category, Source
from fithub.foods.upserting import upsert

# The source of the groups themselves, which stand over the categories of all the others.
GROUP: Final = "group"
# Under which heading of the file a source's categories stand.
_HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "fndds": (Source.FNDDS,),
    "tables": (Source.SR28, Source.FOUNDATION),
    "off": (Source.OFF,),
}

type Named = tuple[str, str]
"""A category by its source and its name."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A food group in the tree. `depth` 0 is the top; `parent_id` None too."""

    id: UUID
    name: str
    source: str
    parent_id: UUID | None
    depth: int


def file_of_groups() -> Traversable:
    """Where the groups are written down."""
    return files("fithub.foods.data") / "categories.toml"


@cache
def parents() -> Mapping[Named, Named | None]:
    """Every group, and every category that is in one -> the group it is in; a group comes before what is in it."""
    placed: dict[Named, Named | None] = {}
    for group in tomllib.loads(file_of_groups().read_text("utf-8"))["group"]:
        over = group.get("in")
        placed[(GROUP, group["name"])] = None if over is None else (GROUP, over)
        for heading, sources in _HEADINGS.items():
            for name in group.get(heading, ()):
                placed |= {(source, name): (GROUP, group["name"]) for source in sources}
    return placed


def write_categories(named: Iterable[Named]) -> None:
    """Write these categories in their places, and the groups over them; those that are there already are brought to their places.

    Runs as the owner of the tables, within a transaction; a second run finds nothing to do.
    """
    places = parents()
    # A single product that is looked up later finds its category, but makes none.
    known = [each for each in places if each[0] in {GROUP, Source.OFF}]
    others = sorted(set(named) - set(known))
    upsert("foods_category", ("id", "name", "source", "parent_id"), map(_row, [*known, *others]))


def _row(named: Named) -> tuple[Any, ...]:
    source, name = named
    over = parents().get(named)
    return category_id(source, name), name, source, None if over is None else category_id(*over)


def category_tree() -> list[Placed]:
    """All food groups, each before those that are in it, siblings by name. One query."""
    under: dict[UUID | None, list[Category]] = {}
    for each in Category.objects.order_by("name", "source"):
        under.setdefault(each.parent_id, []).append(each)
    return list(_walk(under, None, 0))


def category_by_id(category: UUID) -> Category:
    """One food group. Raises NotFound (`category_not_found`)."""
    found = Category.objects.select_related("parent").filter(pk=category).first()
    if found is None:
        raise NotFound("category_not_found", "There is no such category; GET /categories lists them.")
    return found


def group_named(name: str) -> Category:
    """The food group of this name, of ours before a source's. Raises NotFound (`category_not_found`)."""
    found = sorted(
        Category.objects.filter(name__iexact=name.strip()), key=lambda each: (each.source != GROUP, each.source)
    )
    if not found:
        raise NotFound("category_not_found", "There is no such category; GET /categories lists them.")
    return found[0]


def within(category: UUID) -> list[UUID]:
    """The group and all that are in it, at any depth. Raises NotFound (`category_not_found`)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE inside AS (SELECT id FROM foods_category WHERE id = %s UNION "
            "SELECT c.id FROM foods_category c JOIN inside ON c.parent_id = inside.id) SELECT id FROM inside",
            [category],
        )
        found = [key for (key,) in cursor.fetchall()]
    if not found:
        raise NotFound("category_not_found", "There is no such category; GET /categories lists them.")
    return found


def chains(category_ids: Sequence[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """Each of the groups -> itself and those that it is in, from the nearest to the top. One query for any number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE over AS (SELECT id AS start, id, parent_id, 0 AS depth FROM foods_category WHERE id = ANY (%s) "
            "UNION ALL SELECT over.start, c.id, c.parent_id, over.depth + 1 FROM foods_category c "
            "JOIN over ON c.id = over.parent_id) SELECT start, array_agg(id ORDER BY depth) FROM over GROUP BY start",
            [list(category_ids)],
        )
        return {start: tuple(chain) for start, chain in cursor.fetchall()}


def _walk(under: Mapping[UUID | None, Sequence[Category]], over: UUID | None, depth: int) -> Iterable[Placed]:
    for each in under.get(over, ()):
        yield Placed(each.pk, each.name, each.source, over, depth)
        yield from _walk(under, each.pk, depth + 1)
