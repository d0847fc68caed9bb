"""Signed tokens: a short-lived one that says who asks, and the links of a session that renew it.

Tokens live in real time, not on the clock that tests may set: a simulated day must neither expire nor revive a session.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

import jwt
from django.conf import settings

from fithub.accounts.models import RefreshToken
from fithub.core.errors import NotAuthenticated
from fithub.core.ids import new_id

ALGORITHM = "HS256"

type Kind = Literal["access", "refresh"]


@dataclass(frozen=True, slots=True)
class TokenPair:
    """What a client keeps: `access` for each request, `refresh` to renew both."""

    access: str
    refresh: str


@dataclass(frozen=True, slots=True)
class Claims:
    """What a valid token says: who, which token, of which session."""

    user_id: UUID
    token_id: UUID
    family: UUID


def issue_pair(*, user_id: UUID, family: UUID | None = None) -> TokenPair:
    """A new pair, the first of a session or (`family` given) its next link. Call within `acting_as`."""
    link = RefreshToken.objects.create(
        user_id=user_id, family=family or new_id(), expires_at=datetime.now(UTC) + settings.REFRESH_LIFETIME
    )
    return TokenPair(
        access=_sign("access", user_id, link, settings.ACCESS_LIFETIME),
        refresh=_sign("refresh", user_id, link, settings.REFRESH_LIFETIME),
    )


def read(token: str, kind: Kind) -> Claims:
    """The claims of a token that we signed, of this kind, and that has not expired.

    Raises NotAuthenticated (`token_expired`, `token_invalid`).
    """
    try:
        claims: dict[str, Any] = jwt.decode(
            token, settings.SECRET_KEY, algorithms=[ALGORITHM], options={"require": ["exp", "sub", "jti", "fam", "typ"]}
        )
        if claims["typ"] != kind:
            raise NotAuthenticated("token_invalid", f"This is not a token of kind {kind}.")
        return Claims(UUID(claims["sub"]), UUID(claims["jti"]), UUID(claims["fam"]))
    except jwt.ExpiredSignatureError as error:
        raise NotAuthenticated("token_expired", "The token has expired; renew it at /auth/token/refresh.") from error
    except (jwt.InvalidTokenError, ValueError) as error:
        raise NotAuthenticated("token_invalid", "The token is not valid; sign in again.") from error


def _sign(kind: Kind, user_id: UUID, link: RefreshToken, lifetime: timedelta) -> str:
    claims = {
        "typ": kind,
        "sub": str(user_id),
        "jti": str(link.pk),
        "fam": str(link.family),
        "exp": datetime.now(UTC) + lifetime,
    }
    return jwt.encode(claims, settings.SECRET_KEY, algorithm=ALGORITHM)
