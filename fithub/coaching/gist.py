"""A turn in one line, by code: what was asked, and what was done about it. What a long conversation is told by later. Pure."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

LONGEST: Final = 300
_ASKED: Final = 120
_NAMED: Final = 4
_NAME: Final = 60


def gist_of(asked: str, receipts: Sequence[Mapping[str, Any]], answer: str) -> str:
    """At most LONGEST characters on one line; what was said is quoted. Without receipts the answer tells what came of it."""
    said = [f"asked {_quoted(asked, _ASKED)}"] if asked else []
    done = [_done(receipt) for receipt in receipts]
    if not done and answer:
        done = [f"answered {_quoted(answer, _ASKED)}"]
    return "; ".join([*said, *done])[:LONGEST]


def _done(receipt: Mapping[str, Any]) -> str:
    """ "log_meal: 2 entries logged. ("Egg" 100 g, "Toast" 30 g)"; names are somebody's words."""
    rows = [*receipt.get("entries", ()), *receipt.get("removed", ())]
    named = [
        " ".join(
            filter(None, (_quoted(str(row["description"]), _NAME), f"{row['grams']} g" if row.get("grams") else ""))
        )
        for row in rows
    ]
    more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    told = f" ({', '.join(named[:_NAMED])}{more})" if named else ""
    return f"{receipt['tool']}: {' '.join(str(receipt.get('message', '')).split())}{told}"


def _quoted(text: str, most: int) -> str:
    line = " ".join(text.split())
    return json.dumps(line if len(line) <= most else f"{line[: most - 1]}…", ensure_ascii=False)
