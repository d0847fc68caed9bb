"""A case: a person's world, what they say, and what has to be in the database afterwards; read from the TOML files in `cases`.

    [[case]]
    id = "two-eggs"                      # unique
    tools = ["log_meal"]                 # which tools it is about, for the table
    now = "2026-05-05T08:10:00Z"         # the person's clock; default NOW
    zone = "Europe/Berlin"               # default UTC
    me = { sex = "female" }              # PATCH /me
    seed = [ { post = "/entries", body = { … }, as = "eggs" } ]   # REST; "$eggs.id" is put in for its answer's id
    say = [ "two eggs", { text = "yes", now = "…" }, { approve = true } ]
    rows = [ { table = "diary_entry", change = "added", where = { description = "~egg", grams = [80, 120] } } ]
    says = [ "egg" ]                     # patterns that the last answer has
    never = [ "\\d kcal" ]               # patterns that no answer has

`rows` is all that may have changed: a change that is not listed fails the case. `where`: a value; "~text" for a text that holds it;
[low, high] for a number; "$name.key" for what a seed was answered with. Columns are the database's.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

CASES: Final = Path(__file__).with_name("cases")
NOW: Final = "2026-05-05T12:30:00Z"
KINDS: Final = ("task", "safety", "injection")


@dataclass(frozen=True, slots=True)
class Seed:
    """A request that makes a part of the world."""

    method: str
    path: str
    body: Any
    name: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Saying:
    """A message, or with `approve` the answer to what waits for one."""

    text: str
    now: str | None = None
    approve: bool | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A change that has to be: a row of a table that was added, changed or removed."""

    table: str
    change: str
    where: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """One conversation and what has to come of it. `kind`: task, safety or injection, by its file's folder."""

    id: str
    kind: str
    tools: tuple[str, ...]
    now: str
    zone: str
    me: Mapping[str, Any]
    seed: Sequence[Seed]
    say: Sequence[Saying]
    rows: Sequence[Row]
    says: Sequence[str]
    never: Sequence[str]


def read_cases(folder: Path = CASES) -> list[Case]:
    """All cases, by file and place. Raises ValueError for one that cannot be read, or an id that is there twice."""
    cases = [
        _case(told, path.parent.name)
        for path in sorted(folder.glob("*/*.toml"))
        for told in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]
    ids = [case.id for case in cases]
    twice = {name for name in ids if ids.count(name) > 1}
    if twice:
        raise ValueError(f"ids that are there twice: {', '.join(sorted(twice))}")
    return cases


def _case(told: dict[str, Any], kind: str) -> Case:
    unknown = set(told) - {"id", "tools", "now", "zone", "me", "seed", "say", "rows", "says", "never"}
    if unknown or kind not in KINDS:
        raise ValueError(f"case {told.get('id')!r} in {kind!r}: unknown {', '.join(sorted(unknown)) or 'kind'}")
    return Case(
        id=told["id"],
        kind=kind,
        tools=tuple(told.get("tools", ())),
        now=told.get("now", NOW),
        zone=told.get("zone", "UTC"),
        me=told.get("me", {}),
        seed=[_seed(each) for each in told.get("seed", ())],
        say=[Saying(each) if isinstance(each, str) else _saying(each) for each in told["say"]],
        rows=[Row(each["table"], each["change"], each.get("where", {})) for each in told.get("rows", ())],
        says=told.get("says", ()),
        never=told.get("never", ()),
    )


def _seed(told: dict[str, Any]) -> Seed:
    method = next(name for name in ("post", "patch", "put", "delete") if name in told)
    return Seed(method.upper(), told[method], told.get("body"), told.get("as"), told.get("now"))


def _saying(told: dict[str, Any]) -> Saying:
    return Saying(told.get("text", ""), told.get("now"), told.get("approve"))
