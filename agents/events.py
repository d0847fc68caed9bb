"""What happens in a turn, told while it does."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Called:
    """A model called a tool."""

    call_id: str
    tool: str
    given: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Returned:
    """A tool returned: its receipt, or the error it refused with."""

    call_id: str
    output: Any
    error: str | None


@dataclass(frozen=True, slots=True)
class Saying:
    """More of the coach's words, which have been checked as far as they go."""

    piece: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What was being said is not how it goes on: other words take its place."""


@dataclass(frozen=True, slots=True)
class Said:
    """The coach's words, whole; what was told of them as it came is their beginning."""

    text: str


type Event = Called | Returned | Saying | Withdrawn | Said
