"""What a file says when it is read by its mapping: how much of what, from when to when, what is wrong, what is there already."""

from collections import Counter
from collections.abc import Callable
from itertools import batched
from typing import Any, BinaryIO, Final
from uuid import UUID

from fithub.core.errors import TooLarge
from fithub.core.ownership import acting_as
from fithub.exchange.items import Drunk, Eaten, Found, Measured, Moved, Problem
from fithub.exchange.mapping import FileMapping
from fithub.exchange.reading import Reading, read
from fithub.exchange.rows import Place
from fithub.exchange.writing import Keys, is_known_slot, known, shown

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
    keys, reading = Keys(mapping.program), Reading()
    counts: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    slots: Counter[str] = Counter()
    rows: list[dict[str, Any]] = []
    problems: list[dict[str, Any]] = []
    duplicates, first, last = 0, None, None
    for batch in batched(read(stream, mapping=mapping, place=place, reading=reading), AT_ONCE, strict=False):
        found = [each for each in batch if isinstance(each, Found)]
        for each in batch:
            if isinstance(each, Problem):
                codes[each.code] += 1
                if len(problems) < MOST_PROBLEMS:
                    problems.append(problem_shape(each))
                continue
            counts[KINDS[type(each.item)]] += 1
            first, last = min(first or each.item.day, each.item.day), max(last or each.item.day, each.item.day)
            if len(rows) < SHOWN:
                rows.append({"table": each.table, "row": each.row, **shown(each.item, mapping.slots, place)})
            if (
                isinstance(each.item, Eaten)
                and not is_known_slot(each.item.slot)
                and each.item.slot not in mapping.slots
            ):
                slots[each.item.slot] += 1
        named = [keys.name(each) for each in found]
        with acting_as(user_id):
            duplicates += len(known(user_id, named))
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
