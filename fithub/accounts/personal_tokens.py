"""Personal access tokens: what programs of a person's sign in with, as far as their scopes reach.

The secret has 256 random bits, so that its plain hash tells nobody anything, and looking the hash up tells no more by the time that
it takes. Like sessions they live in real time, never on a clock that a test has set.
"""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from fithub.accounts.models import PersonalToken, User
from fithub.accounts.scopes import EVERY, SCOPES, Scopes
from fithub.core.errors import Conflict, InvalidInput, NotAuthenticated, NotFound
from fithub.core.ownership import acting_as, showing_secret

BEGINS: Final = "fithub_"
LONGEST: Final = timedelta(days=3650)
# So many live ones a person may have: more are a program that has gone wrong.
MOST: Final = 50
# The use of a token is written down no more often than this; so often it is looked at whether the account is active.
NOTED_EVERY: Final = timedelta(minutes=1)
_SECRET: Final = re.compile(rf"{BEGINS}[A-Za-z0-9_-]{{43}}")


@dataclass(frozen=True, slots=True)
class Grant:
    """Whom a token stands for, and what its bearer may do."""

    user_id: UUID
    scopes: Scopes


def own_tokens(user_id: UUID) -> QuerySet[PersonalToken]:
    """The person's tokens, newest first, those that are revoked or expired among them. Call within `acting_as`."""
    return PersonalToken.objects.filter(user_id=user_id).order_by("-id")


def make_token(
    *, user_id: UUID, name: str, scopes: Iterable[str], expires_at: datetime | None = None
) -> tuple[PersonalToken, str]:
    """A new token and its secret, which nobody can tell again. Call within `acting_as` with `writes`.

    Raises InvalidInput (`scopes_missing`, `scope_unknown`, `expiry_impossible`), Conflict (`too_many_tokens`).
    """
    asked, instant = frozenset(scopes), datetime.now(UTC)
    if not asked:
        raise InvalidInput.field("scopes", "scopes_missing", f"Name at least one of {', '.join(SCOPES)}.")
    if not asked <= EVERY:
        raise InvalidInput.field("scopes", "scope_unknown", f"Scopes are {', '.join(SCOPES)}.")
    if expires_at is not None and not instant < expires_at <= instant + LONGEST:
        raise InvalidInput.field("expires_at", "expiry_impossible", "A token expires within the next ten years.")
    live = own_tokens(user_id).filter(revoked_at=None).exclude(expires_at__lte=instant)
    if live.count() >= MOST:
        raise Conflict("too_many_tokens", f"There are {MOST} tokens already; revoke one that is not needed any more.")
    secret = f"{BEGINS}{secrets.token_urlsafe(32)}"
    token = PersonalToken.objects.create(
        user_id=user_id,
        name=name,
        scopes=[each for each in SCOPES if each in asked],
        prefix=secret[: len(BEGINS) + 6],
        secret_hash=_hash(secret),
        created_at=instant,
        expires_at=expires_at,
    )
    return token, secret


def revoke_token(*, user_id: UUID, token_id: UUID) -> None:
    """Nobody comes in by it any more; a second time changes nothing. Call within `acting_as`.

    Raises NotFound (`token_not_found`).
    """
    token = own_tokens(user_id).filter(pk=token_id).first()
    if token is None:
        raise NotFound("token_not_found", "There is no such token; GET /tokens lists yours.")
    own_tokens(user_id).filter(pk=token_id, revoked_at=None).update(revoked_at=datetime.now(UTC))


def is_personal(text: str) -> bool:
    """Whether a bearer's token claims to be one of these."""
    return text.startswith(BEGINS)


def whose(secret: str) -> Grant:
    """Whom a secret stands for. One query by the hash, and once a minute another that notes the use. Call outside of any
    transaction. Raises NotAuthenticated (`token_invalid`, `token_expired`, `token_revoked`)."""
    if not _SECRET.fullmatch(secret):
        raise _invalid()
    hashed, instant = _hash(secret), datetime.now(UTC)
    with showing_secret(hashed):
        token = PersonalToken.objects.filter(secret_hash=hashed).first()
    if token is None:
        raise _invalid()
    if token.revoked_at is not None:
        raise NotAuthenticated("token_revoked", "This token was revoked; make a new one.")
    if token.expires_at is not None and token.expires_at <= instant:
        raise NotAuthenticated("token_expired", "This token has expired; make a new one.")
    if token.last_used_at is None or token.last_used_at < instant - NOTED_EVERY:
        _note_use(token, instant)
    return Grant(token.user_id, frozenset(token.scopes))


def _note_use(token: PersonalToken, instant: datetime) -> None:
    with acting_as(token.user_id):
        if not User.objects.filter(pk=token.user_id, is_active=True).exists():
            raise _invalid()
        PersonalToken.objects.filter(pk=token.pk).update(last_used_at=instant)


def _invalid() -> NotAuthenticated:
    return NotAuthenticated("token_invalid", "There is no such token; make one at POST /tokens.")


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
