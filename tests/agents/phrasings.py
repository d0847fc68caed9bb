"""Tables of what people say and which tools come of it, tried in the chat one after another in a world of one person.

A line is `what is said | what is called`: tools with the arguments that matter, `log_measurement metric=weight_kg value=82.4`,
several with `;` between them; `-` where nothing is written. Several messages of one conversation stand with ` > ` between them, and
the tools are the last one's. A value is compared as a number where it is one; `@name` is the id of what the world calls so; `~text`
is found in the value. Each line has a conversation of its own, and what it wrote is undone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pytest

from fithub.coaching.models import Turn
from tests.agents.chat import Chat
from tests.people import Person
from tools.catalogue import WRITES

_ARGUMENT: Final = re.compile(r"(\w+)=(\"[^\"]*\"|\S+)")


@dataclass(frozen=True, slots=True)
class Called:
    """A tool that was called with its arguments."""

    tool: str
    args: Mapping[str, Any]


def try_all(person: Person, table: str, names: Mapping[str, str] | None = None) -> None:
    """Say every line of a table; fails with those that came to something else, and what they came to."""
    found = []
    for line in table.strip().splitlines():
        said, _, expected = (part.strip() for part in line.rpartition("|"))
        called, wrote, answer = _say(person, said)
        if not _is_so(called, wrote, expected, names or {}):
            came = "; ".join(f"{each.tool} {dict(each.args)}" for each in called) or "nothing"
            found.append(f"{line}\n      {came}\n      {answer}")
    if found:
        pytest.fail(f"{len(found)} of {len(table.strip().splitlines())}:\n" + "\n".join(found), pytrace=False)


def _say(person: Person, said: str) -> tuple[list[Called], set[str], str]:
    chat = Chat.begin(person)
    turns = [chat.say(message) for message in said.split(" > ")]
    last = turns[-1]
    called = _called(person, last)
    # What a meal had no food for is no entry.
    wrote = {
        each["tool"] for each in last["receipts"] if each["tool"] != "log_meal" or each["entries"] or each["drafts"]
    }
    for turn in reversed(turns):
        if turn["receipts"]:
            person.post("/changes/undo", {"change_set_id": turn["message"]["id"]})
    return called, wrote, str(last["message"]["text"])


def _called(person: Person, turn: Mapping[str, Any]) -> list[Called]:
    with person.acting():
        trace = Turn.objects.get(pk=turn["message"]["id"]).trace
    return [Called(call["name"], call["args"]) for each in trace for call in each.get("tool_calls", ())]


def _is_so(called: list[Called], wrote: set[str], expected: str, names: Mapping[str, str]) -> bool:
    wanted = [] if expected == "-" else [part.strip() for part in expected.split(";")]
    tools = {part.split()[0] for part in wanted}
    waits = {each.tool for each in called if each.tool in WRITES} - wrote
    return wrote == (tools & WRITES) - waits and all(
        any(_fits(each, part, names) for each in called) for part in wanted
    )


def _fits(called: Called, wanted: str, names: Mapping[str, str]) -> bool:
    tool, _, rest = wanted.partition(" ")
    return called.tool == tool and all(
        _equal(called.args, name, value.strip('"'), names) for name, value in _ARGUMENT.findall(rest)
    )


def _equal(args: Mapping[str, Any], name: str, value: str, names: Mapping[str, str]) -> bool:
    told: Any = args
    for part in name.split("__"):
        told = told.get(part) if isinstance(told, Mapping) else None
    if value.startswith("@"):
        return str(told) == names[value[1:]]
    if value.startswith("~"):
        return value[1:].lower() in str(told).lower()
    try:
        return float(str(told)) == float(value)
    except ValueError:
        return str(told) == value
