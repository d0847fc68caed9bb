"""A plan's way to its tools: it yields a call and is sent the result."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import date
from typing import Any

from agents.offline.history import Focus, History, Result


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
class Turn:
    """What a plan needs of the turn that it is a part of."""

    call: Callable[..., Plan[Result]]
    history: History
    focus: Focus
    today: date
