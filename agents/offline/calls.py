"""A plan's way to its tools: it yields a call and is sent the result."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import date
from typing import Any

from agents.offline.history import Entry, Focus, History, Result
from agents.offline.steps import Change
from agents.offline.which_one import Listed


@dataclass(frozen=True, slots=True)
class Call:
    """A tool to call next."""

    tool: str
    args: dict[str, Any]


class Waited(Exception):
    """Calls wait for the person's yes: whoever planned with their results has none."""

    def __init__(self, *results: Result) -> None:
        super().__init__(*(result.tool for result in results))
        self.results = results

    @property
    def result(self) -> Result:
        """The only one, or the first."""
        return self.results[0]


type Plan[T] = Generator[Call, Result, T]
"""Work that calls tools on its way to a T."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a turn ended by asking: which of these, or, with `all_of_them`, whether to delete them all. `change`: what to do with
    the answer; None is to delete."""

    entries: tuple[Entry, ...]
    change: Change | None = None
    all_of_them: bool = False


@dataclass(frozen=True, slots=True)
class Which:
    """A question which of several rows is meant that are no entries. `said`: its words; `go_on`: what to do with the one at a place
    of the list."""

    listed: tuple[Listed, ...]
    said: str
    go_on: "Callable[[int, Turn], Plan[str | None]]"


@dataclass(frozen=True, slots=True)
class Turn:
    """What a plan needs of the turn that it is a part of.

    `call`: calls a tool with the arguments that are not None; `call_as_it_is`: with all of them. Both raise Waited where the call
    waits for the person's yes. `asked`: what the turn before asked in the end; `ask`, `ask_which`: keep what this one
    asks.
    """

    call: Callable[..., Plan[Result]]
    call_as_it_is: Callable[[str, dict[str, Any]], Plan[Result]]
    history: History
    focus: Focus
    today: date
    asked: Callable[[], Question | None]
    ask: Callable[[Question], None]
    ask_which: Callable[[Which], None]
