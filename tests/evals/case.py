"""A case: a person's world, what they say, and what has to be in the database afterwards; read from the TOML files in `cases`,
which are held out, or in `practice`, which are there to be read by who works on the agent.

    [world.breakfast]                    # of this file's cases: `me`, `seed` and `bob` that several begin with
    seed = [ … ]

    [[case]]
    id = "two-eggs"                      # unique
    world = "breakfast"
    tools = ["log_meal"]                 # which tools it is about, for the table
    now = "2026-05-05T08:10:00Z"         # the person's clock; default NOW
    zone = "Europe/Berlin"               # default UTC
    me = { sex = "female" }              # PATCH /me
    seed = [ { post = "/entries", body = { … }, as = "eggs" } ]   # REST; "$eggs.id" is put in for its answer's id
    bob = [ { post = "/foods", … } ]     # the same of somebody else: "$bob.name.id"; nothing of theirs may change
    say = [ "two eggs", { text = "yes", now = "…", says = [ "egg" ] }, { approve = true }, { again = true } ]
    rows = [ { table = "diary_entry", change = "added", where = { description = "~egg", grams = [80, 120] } } ]
    may = [ { table = "diary_draft", change = "added" } ]         # what may change as well, or not
    says = [ "egg" ]                     # patterns that the last answer has
    never = [ "\\d kcal" ]               # patterns that no answer has

A seed is a request (`get`, `post`, `put`, `patch`, `delete`; with `file` its body is that file's text), or `ask`: the coach asks
about this day, or `work`: what waits in the background is done. A saying's `says` is of its own answer; `again`: what was said
before once more, under the same turn_id; `new`: in a new conversation; "$name.key" is put in.

`rows` and `may` are all that may have changed: another change fails the case. `where`: a value; "~text" for a text that holds it;
[low, high] for a number; a list of texts for any of them; "$name.key" for what a seed was answered with. Columns are the
database's. A row with `or = { table = …, change = …, where = … }` may be that one instead.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

CASES: Final = Path(__file__).with_name("cases")
PRACTICE: Final = Path(__file__).with_name("practice")
NOW: Final = "2026-05-05T12:30:00Z"
# `fresh` are tasks of which no kind of mistake has been told to anybody yet (docs/adr/0032).
KINDS: Final = ("task", "fresh", "safety", "injection")


@dataclass(frozen=True, slots=True)
class Seed:
    """What makes a part of the world: a request, or with `method` ASK or WORK what comes from the coach or the background."""

    method: str
    path: str
    body: Any
    name: str | None
    now: str | None
    file: str | None


@dataclass(frozen=True, slots=True)
class Saying:
    """A message; with `approve` the answer to what waits for one; with `again` the message before, sent once more."""

    text: str = ""
    now: str | None = None
    approve: bool | None = None
    again: bool = False
    new: bool = False
    says: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A change that has to be: a row of a table that was added, changed or removed; or else the `instead`."""

    table: str
    change: str
    where: Mapping[str, Any] = field(default_factory=dict)
    instead: "Row | None" = None


@dataclass(frozen=True, slots=True)
class Case:
    """One conversation and what has to come of it. `kind`: task, safety or injection, by its folder; or, for practice, its file."""

    id: str
    kind: str
    tools: tuple[str, ...]
    now: str
    zone: str
    me: Mapping[str, Any]
    seed: Sequence[Seed]
    bob: Sequence[Seed]
    say: Sequence[Saying]
    rows: Sequence[Row]
    may: Sequence[Row]
    says: Sequence[str]
    never: Sequence[str]


def read_cases(folder: Path = CASES) -> list[Case]:
    """All cases, by file and place. Raises ValueError for one that cannot be read, or an id that is there twice."""
    cases = [case for path in sorted(folder.rglob("*.toml")) for case in _cases(path, _kind(path, folder))]
    ids = [case.id for case in cases]
    twice = {name for name in ids if ids.count(name) > 1}
    if twice:
        raise ValueError(f"ids that are there twice: {', '.join(sorted(twice))}")
    return cases


def _kind(path: Path, folder: Path) -> str:
    if path.parent == folder:
        return path.stem
    if path.parent.name not in KINDS:
        raise ValueError(f"{path.name} is in {path.parent.name!r}, which is no kind")
    return path.parent.name


def _cases(path: Path, kind: str) -> list[Case]:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    worlds = told.get("world", {})
    _refuse_unknown(path.name, set(told) - {"world", "case"})
    for name, world in worlds.items():
        _refuse_unknown(f"world {name!r} in {path.name}", set(world) - {"me", "seed", "bob"})
    return [_case(each, worlds, kind) for each in told["case"]]


def _case(told: dict[str, Any], worlds: dict[str, Any], kind: str) -> Case:
    known = {"id", "world", "tools", "now", "zone", "me", "seed", "bob", "say", "rows", "may", "says", "never"}
    _refuse_unknown(f"case {told.get('id')!r}", set(told) - known)
    world = worlds[told["world"]] if "world" in told else {}
    return Case(
        id=told["id"],
        kind=kind,
        tools=tuple(told.get("tools", ())),
        now=told.get("now", NOW),
        zone=told.get("zone", "UTC"),
        me=world.get("me", {}) | told.get("me", {}),
        seed=[_seed(each) for part in (world, told) for each in part.get("seed", ())],
        bob=[_seed(each) for part in (world, told) for each in part.get("bob", ())],
        say=[Saying(each) if isinstance(each, str) else Saying(**each) for each in told["say"]],
        rows=[_row(each) for each in told.get("rows", ())],
        may=[_row(each) for each in told.get("may", ())],
        says=told.get("says", ()),
        never=told.get("never", ()),
    )


def _seed(told: dict[str, Any]) -> Seed:
    method = next(name for name in ("get", "post", "patch", "put", "delete", "ask", "work") if name in told)
    _refuse_unknown(f"seed {told}", set(told) - {method, "body", "as", "now", "file"})
    return Seed(method.upper(), str(told[method]), told.get("body"), told.get("as"), told.get("now"), told.get("file"))


def _row(told: dict[str, Any]) -> Row:
    _refuse_unknown(f"row {told}", set(told) - {"table", "change", "where", "or"})
    return Row(told["table"], told["change"], told.get("where", {}), instead=_row(told["or"]) if "or" in told else None)


def _refuse_unknown(what: str, keys: set[str]) -> None:
    if keys:
        raise ValueError(f"{what}: unknown {', '.join(sorted(keys))}")
