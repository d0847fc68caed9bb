"""On whose behalf a tool runs, and what it gives back."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fithub.accounts.scopes import EVERY, Scopes
from fithub.coaching.turns import call_key, hold_running
from fithub.core.clock import LocalMoment
from fithub.core.ownership import Actor

type Receipt = dict[str, Any]
"""What a tool did, rendered from stored rows: {tool, change_set_id, entries, drafts, unmatched, message, …}. With `approval` it
waits for a yes, and nothing has been written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ctx:
    """On whose behalf a tool runs, and within what.

    In a conversation `turn_id` is its turn, which is also the change set, and `log_turn_id` is how the change log names it. A call
    from outside of any conversation (ADR 0021) has no `conversation_id`: its `turn_id` is the change set of this call alone, no
    turn is running, and `key` is what its caller knows it by, "" where they do not say. `scopes`: what they may do. `answer`: what
    the person themselves said just now, a plain yes or a plain no; None for anything else. A model has no hand in it.
    `unasked`: nothing that they have said asks for this call, so it waits for their yes whatever it would do (ADR 0029).
    """

    user_id: UUID
    when: LocalMoment
    turn_id: UUID
    log_turn_id: UUID | None = None
    conversation_id: UUID | None = None
    actor: Actor = Actor.CHAT
    key: str = ""
    scopes: Scopes = EVERY
    answer: bool | None = None
    unasked: bool = False

    def hold(self) -> None:
        """Keep the turn that this runs in from ending meanwhile. Raises Conflict (`turn_ended`)."""
        if self.conversation_id is not None:
            hold_running(self.turn_id)

    def once_key(self, call: str) -> str:
        """The key under which this call is made once."""
        if self.conversation_id is not None:
            return call_key(self.turn_id, call)
        return f"{self.actor}:{self.key or self.turn_id}"
