"""What a file says when it is read by its mapping: how much of what, from when to when, what is wrong, what is there already."""

from collections import Counter
from collections.abc import Callable
from itertools import batched
from typing import Any, BinaryIO, Final
from uuid import UUID

from fithub.core.errors import TooLarge
from fithub.core.ownership import acting_as
from fithub.exchange.items import Drunk, Eaten, Measured, Moved, Problem
from fithub.exchange.mapping import FileMapping
from fithub.exchange.overlaps import Sieve
from fithub.exchange.reading import Reading, read
from fithub.exchange.rows import Place
from fithub.exchange.writing import is_known_slot, shown

SHOWN: Final = 20
MOST_PROBLEMS: Final = 200
MOST_ITEMS: Final = 500_000
AT_ONCE: Final = 2_000
KINDS: Final = {Eaten: "entries", Measured: "measurements", Drunk: "water", Moved: "activities"}

type Tell = Callable[[int], None]


def preview(*, user_id: UUID, stream: BinaryIO, mapping: FileMapping, place: Place, tell: Tell) -> dict[str, Any]:
    """Read all of a file and say what it holds; nothing is written. Not within `acting_as`.

    Raises InvalidInput where the file is broken, TooLarge (`too_many_items`).
    """
    reading = Reading()
    with acting_as(user_id):
        sieve = Sieve(user_id, mapping)
    counts: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    slots: Counter[str] = Counter()
    rows: list[dict[str, Any]] = []
    problems: list[dict[str, Any]] = []
    duplicates, first, last = 0, None, None
    for batch in batched(read(stream, mapping=mapping, place=place, reading=reading), AT_ONCE, strict=False):
        with acting_as(user_id):
            parted = sieve.part(batch)
        duplicates += len(parted.there)
        codes.update(problem.code for problem in parted.problems)
        problems += map(problem_shape, parted.problems[: MOST_PROBLEMS - len(problems)])
        for found in (named.found for named in parted.named):
            item = found.item
            counts[KINDS[type(item)]] += 1
            first, last = min(first or item.day, item.day), max(last or item.day, item.day)
            if len(rows) < SHOWN:
                rows.append({"table": found.table, "row": found.row, **shown(item, mapping.slots, place)})
            if isinstance(item, Eaten) and not is_known_slot(item.slot) and item.slot not in mapping.slots:
                slots[item.slot] += 1
        if counts.total() > MOST_ITEMS:
            raise TooLarge(
                "too_many_items", f"At most {MOST_ITEMS:,} things are taken from one file; send it in parts."
            )
        tell(counts.total())
    return {
        "counts": dict(counts),
        "first_date": first,
        "last_date": last,
        "duplicates": duplicates,
        "new": counts.total() - duplicates,
        "rows": rows,
        "problem_count": codes.total(),
        "problem_codes": dict(codes),
        "problems": problems,
        "skipped": dict(reading.skipped.most_common(30)),
        "unknown_slots": dict(slots.most_common(30)),
    }


def problem_shape(problem: Problem) -> dict[str, Any]:
    """A problem as it is shown."""
    return {
        "table": problem.table,
        "row": problem.row,
        "column": problem.field,
        "code": problem.code,
        "detail": problem.detail,
    }
