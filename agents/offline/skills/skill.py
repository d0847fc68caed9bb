"""What a skill is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from agents.offline.calls import Plan, Turn
from agents.offline.history import Result
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment


@dataclass(frozen=True, slots=True)
class Skill:
    """One kind of thing that the offline model understands.

    `wishes`: the classes of what `read` gives. `read`: what a clause without its courtesies and its last mark wants, or None.
    `take`: the calls and the words that answer a wish. `decide`: the same for a yes or a no, where the turn before asked for one
    (`turn.focus.told` has the last result of each tool, `turn.history.previous` the turn before); None where it did not.
    `reply`: the wish of a message that answers what the turn before asked for by its own wishes ("82.4" after "what do you
    weigh?"), or None. `follow`: the wish of a message that is clear by what the turn before did or told ("plan the second one"
    after suggestions), or None. `done`: by tool, the words for what it did once the person had said yes to it.
    """

    wishes: tuple[type[Wish], ...]
    read: Callable[[str, LocalMoment], Wish | None]
    take: Callable[[Any, Turn], Plan[str]]
    decide: Callable[[bool, Turn], Plan[str | None]] | None = None
    reply: Callable[[str, Sequence[Wish], LocalMoment], Wish | None] | None = None
    follow: Callable[[str, Turn], Wish | None] | None = None
    done: Mapping[str, Callable[[Result], str]] = field(default_factory=dict)
