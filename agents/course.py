"""A run of a turn: how it is going, and what its guards and tools know of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from agents.care.concerns import Standing
from agents.events import Event
from agents.offline.model import OfflineModel
from fithub.coaching.models import Usage
from fithub.coaching.usage import Tokens
from fithub.llm.chat import Provider
from tools.base import Ctx


class GoesRound(Exception):
    """A turn that does not come to an end."""


@dataclass(slots=True)
class Course:
    """How a run is going: who answers it, how many providers it has given up, which may be asked without another look (it has just
    answered, or stood clear as the turn began), what that has taken (None: nothing), which requests are to be stored, and what the
    person should know of it ({code, detail})."""

    offline: bool
    model: str
    asked: int = 0
    given_up: int = 0
    at_hand: Provider | None = None
    models: int = 0
    tools: int = 0
    took: Tokens | None = None
    requests: list[tuple[Usage, Tokens]] = field(default_factory=list)
    notes: list[dict[str, str]] = field(default_factory=list)
    # Whether a photo was shown to a model.
    looked: bool = False

    def go_offline(self) -> None:
        """From here on the offline model answers."""
        self.offline = True
        self.model = OfflineModel.NAME

    def note(self, code: str, detail: str) -> None:
        """Tell the person, besides the answer, and once."""
        if all(code != each["code"] for each in self.notes):
            self.notes.append({"code": code, "detail": detail})

    def count(self, took: Tokens) -> None:
        """Add up what a request took."""
        before = self.took or Tokens(0, 0)
        cached = None if before.cached is None and took.cached is None else (before.cached or 0) + (took.cached or 0)
        self.took = Tokens(
            before.input + took.input, before.output + took.output, cached, before.estimated or took.estimated
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RunCtx(Ctx):
    """A run's context: whose it is, how it is going, and the part of the prompt that is about this person now.

    `tell` hears of words; with `streams` as they come from the provider.
    """

    course: Course
    now_text: str
    standing: Standing
    tell: Callable[[Event], None]
    streams: bool
