"""Letters to people. Each is a job, written in the transaction of what it tells about and sent after it."""

from dataclasses import asdict, dataclass
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from fithub.core.jobs import enqueue
from fithub.core.models import Job

KIND: Final = "mail"
_LONGEST: Final = 500_000


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says, as plain text and as HTML of the same.

    `unsubscribe`: the address under which one POST, without a session, ends such letters (RFC 8058).
    """

    subject: str
    text: str
    html: str
    unsubscribe: str | None = None

    def __post_init__(self) -> None:
        if not self.subject.strip() or not self.text.strip():
            raise ValueError("a letter has a subject and a text")
        if len(self.subject) > 200 or len(self.text) + len(self.html) > _LONGEST:
            raise ValueError("a letter is not that long")
        if self.unsubscribe is not None:
            parts = urlsplit(self.unsubscribe)
            if parts.scheme not in {"http", "https"} or not parts.netloc or not _fits_a_header(self.unsubscribe):
                raise ValueError("an unsubscribe address begins with https://")


def send_letter(*, user_id: UUID, letter: Letter, key: str | None = None) -> Job:
    """Send a letter to the address of the person's account, as it is when the letter goes out.

    Call within `acting_as`. With a `key` there is one such letter at most (see `enqueue`).
    """
    return enqueue(user_id=user_id, kind=KIND, arguments=asdict(letter), queue="mail", key=key)


def _fits_a_header(text: str) -> bool:
    return text.isascii() and text.isprintable() and not set(text) & set(" <>,")
