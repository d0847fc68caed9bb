"""Tools as a run calls them, without a model."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from fithub.coaching.conversations import begin_conversation
from fithub.coaching.models import Turn
from fithub.coaching.turns import finish_turn, start_turn
from fithub.core.clock import local_moment
from fithub.core.ids import new_id
from fithub.core.ownership import Actor, acting_as
from tests.people import Person
from tools.base import Ctx
from tools.catalogue import TOOLS

BY_NAME = {tool.name: tool for tool in TOOLS}
NOON = datetime(2026, 5, 5, 12, 30, tzinfo=UTC)


@dataclass
class Run:
    """A turn of a person's that has begun and is not at its end."""

    person: Person
    turn: Turn
    # What the person's own message is: a plain yes, a plain no, or neither.
    answer: bool | None = None

    @classmethod
    def begin(cls, person: Person, answer: bool | None = None, after: "Run | None" = None) -> "Run":
        """A turn in a new conversation, or in that of the turn before."""
        with acting_as(person.user_id, actor=Actor.CHAT):
            conversation_id = (
                begin_conversation(user_id=person.user_id).pk if after is None else after.turn.conversation_id
            )
            started = start_turn(
                user_id=person.user_id, conversation_id=conversation_id, key=str(uuid4()), asked="(a test)"
            )
        return cls(person, started.turn, answer)

    def call(self, name: str, /, **arguments: Any) -> dict[str, Any]:
        """A tool's receipt. Raises what the tool raises."""
        _, receipt = self._run(name, arguments)
        return receipt

    def read(self, name: str, /, **arguments: Any) -> dict[str, Any]:
        """What a model is told of a tool's result."""
        told, _ = self._run(name, arguments)
        return dict(json.loads(told))

    def end(self) -> Turn:
        """End the turn."""
        with acting_as(self.person.user_id, actor=Actor.CHAT):
            return finish_turn(self.turn, status=Turn.Status.COMPLETE, answer="", trace=[], facts={})

    def _run(self, name: str, arguments: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        context = Ctx(
            user_id=self.person.user_id,
            turn_id=self.turn.pk,
            log_turn_id=self.turn.pk,
            conversation_id=self.turn.conversation_id,
            when=local_moment(NOON, "UTC"),
            answer=self.answer,
        )
        return BY_NAME[name].call(context, arguments, str(new_id()))
