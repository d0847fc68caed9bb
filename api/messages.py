"""What somebody says to the coach, as it comes: words and photos, or answers to what it has asked; and the key of its turn."""

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from ninja import Schema
from pydantic import ConfigDict, Field, ValidationError

from api.attached import photos_in
from api.auth import idempotency_key
from api.schemas import Text
from fithub.coaching.models import Turn
from fithub.coaching.turns import PHOTO_ALONE
from fithub.core.errors import InvalidInput, TooLarge
from fithub.core.ids import new_id

LONGEST_MESSAGE: Final = 8000
MOST_ANSWERS: Final = 50
_TURN_ID: Final = re.compile(r"[A-Za-z0-9._~-]{1,64}")


class ApprovalAnswer(Schema):
    """A yes or a no to one approval of this conversation."""

    id: UUID = Field(examples=["01a22bf9-1107-766a-b65a-37e615ecd2e4"])
    approved: bool = Field(examples=[True])
    reason: Text = Field("", max_length=1000, examples=["spring cleaning"])


class Message(Schema):
    """What you say: `text`, or the body that the AI SDK sends, of which only the last message of the user counts.

    Up to four photos of what you ate may come with it, or alone: `photos`, or `file` parts with data URLs, 10 MB each and 15 MB in
    all. What they show becomes a draft. None is kept.

    `approvals` answers what the coach has asked instead, all of it in one turn: that turn goes on, under the same message id. So
    does a body of the AI SDK whose last message is the coach's with parts in state `approval-responded`.

    `turn_id` (up to 64 of A-Z a-z 0-9 . _ ~ -; best a UUID): the same one again is answered with the stored answer. Without it the
    Idempotency-Key is used, or the id of the AI SDK's message.
    """

    model_config = ConfigDict(extra="ignore")

    text: Text | None = None
    turn_id: str | None = None
    messages: list[dict[str, Any]] = Field(default_factory=list)
    photos: list[str] = Field(default_factory=list, description="JPEG, PNG or WebP, each as a data URL.")
    approvals: list[ApprovalAnswer] = Field(default_factory=list, max_length=MOST_ANSWERS)


def answers_in(body: Message) -> list[ApprovalAnswer]:
    """The answers that a message carries, each approval's once; none where it says something.

    Raises InvalidInput (`answers_invalid`).
    """
    last = body.messages[-1] if body.messages else {}
    parts = last.get("parts") if last.get("role") == "assistant" and body.text is None else None
    told = [
        {"reason": "", **part["approval"]} | ({"reason": ""} if part["approval"].get("reason") is None else {})
        for part in (parts if isinstance(parts, list) else [])
        if isinstance(part, dict)
        and part.get("state") == "approval-responded"
        and isinstance(part.get("approval"), dict)
    ]
    try:
        found = [*body.approvals, *map(ApprovalAnswer.model_validate, told)]
    except ValidationError as error:
        raise InvalidInput.field("messages", "answers_invalid", "Answer each approval by its id.") from error
    if found and body.text is not None:
        raise InvalidInput.field(
            "text", "answers_invalid", "Answer what was asked, or say something: not both at once."
        )
    return list({each.id: each for each in found}.values())[:MOST_ANSWERS]


@dataclass(frozen=True, slots=True)
class Said:
    """A message: its words, the key under which it is asked once, and its photos as they were sent."""

    text: str
    key: str
    photos: list[bytes]


def said_in(request: HttpRequest, conversation_id: UUID, body: Message) -> Said:
    """What is asked, and the key under which it is asked once.

    Raises InvalidInput (`message_empty`, `turn_id_invalid`, `idempotency_key_invalid`, and as `photos_in`), TooLarge
    (`message_too_long`, `photo_too_large`).
    """
    asked = next((each for each in reversed(body.messages) if each.get("role") == "user"), None)
    photos = photos_in(body.photos, asked if body.text is None else None)
    text = (body.text if body.text is not None else _text_of(asked)).strip() or (PHOTO_ALONE if photos else "")
    if not text:
        raise InvalidInput.field("text", "message_empty", "Say something, e.g. I had two eggs for breakfast.")
    if len(text) > LONGEST_MESSAGE:
        raise TooLarge("message_too_long", f"A message has at most {LONGEST_MESSAGE:,} characters; send it in parts.")
    if body.turn_id is not None:
        if not _TURN_ID.fullmatch(body.turn_id):
            raise InvalidInput.field("turn_id", "turn_id_invalid", "A turn_id is 1 to 64 of A-Z a-z 0-9 . _ ~ -.")
        return Said(text, body.turn_id, photos)
    sent_key = idempotency_key(request)
    if sent_key:
        return Said(text, _derived("key", sent_key), photos)
    if body.text is None and asked is not None and asked.get("id"):
        return Said(text, _derived("message", f"{conversation_id}:{asked['id']}"), photos)
    return Said(text, _derived("new", str(new_id())), photos)


def _text_of(message: dict[str, Any] | None) -> str:
    """The words of an AI SDK message; surrogate halves and NULs, which cannot be stored, are left out."""
    if message is None:
        return ""
    parts = message.get("parts")
    texts = [part.get("text") for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
    told = "\n".join(text for text in texts if isinstance(text, str)) or str(message.get("content") or "")
    return told.replace("\x00", "").encode("utf-8", "ignore").decode()


def _derived(kind: str, value: str) -> str:
    """A key of ours; the colon tells it from a client's turn_id."""
    return f"{kind}:{sha256(value.encode()).hexdigest()[:40]}"


def turn_id_of(turn: Turn) -> str:
    """A turn as clients know it: their turn_id, or else its own id."""
    return turn.key if _TURN_ID.fullmatch(turn.key) else str(turn.pk)


def log_id(turn: Turn) -> UUID:
    """A turn as the change log knows it: by the client's turn_id where that can be one."""
    try:
        return UUID(turn_id_of(turn))
    except ValueError:
        pk: UUID = turn.pk
        return pk
