"""Threads between a person and the coach. Call within `acting_as`."""

from uuid import UUID

from fithub.coaching.models import Conversation
from fithub.core.clock import now
from fithub.core.errors import NotFound


def begin_conversation(*, user_id: UUID, title: str = "") -> Conversation:
    """A new, empty thread; without a title its first message becomes that."""
    return Conversation.objects.create(user_id=user_id, title=title, created_at=now())


def own_conversation(*, user_id: UUID, conversation_id: UUID) -> Conversation:
    """One of the person's threads. Raises NotFound (`conversation_not_found`)."""
    found = Conversation.objects.filter(user_id=user_id, pk=conversation_id).first()
    if found is None:
        raise NotFound("conversation_not_found", "There is no such conversation; POST /conversations begins one.")
    return found


def name_conversation(conversation: Conversation, first_message: str) -> None:
    """Call a thread by its first words, unless it has a name."""
    if not conversation.title:
        conversation.title = " ".join(first_message.split())[:80]
        conversation.save(update_fields=["title"])
