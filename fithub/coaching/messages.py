"""What the coach says of its own accord. Call within `acting_as`."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from fithub.coaching.conversations import begin_conversation
from fithub.coaching.models import Conversation, Turn
from fithub.core.clock import now


def tell(*, user_id: UUID, key: str, text: str, about: dict[str, Any], notes: Sequence[Mapping[str, str]] = ()) -> Turn:
    """Say something of the coach's own accord, once for each key, in the conversation that the person had last."""
    before = Turn.objects.filter(user_id=user_id, key=key).first()
    if before is not None:
        Turn.objects.filter(pk=before.pk).update(answer=text, about=about, notes=list(notes))
        return before
    thread = Conversation.objects.filter(user_id=user_id).order_by("-pk").first()
    if thread is None:
        thread = begin_conversation(user_id=user_id, title="Coach")
    instant = now()
    return Turn.objects.create(
        user_id=user_id,
        conversation=thread,
        key=key,
        status=Turn.Status.COMPLETE,
        asked="",
        answer=text,
        about=about,
        notes=list(notes),
        started_at=instant,
        lease_until=instant,
        finished_at=instant,
    )
