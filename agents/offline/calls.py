"""A plan's way to its tools: it yields a call and is sent the result."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

from agents.offline.history import Result


@dataclass(frozen=True, slots=True)
class Call:
    """A tool to call next."""

    tool: str
    args: dict[str, Any]


type Plan[T] = Generator[Call, Result, T]
"""Work that calls tools on its way to a T."""
