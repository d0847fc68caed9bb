"""The address under which calendar programs read a person's plan: a secret of 256 random bits, of which only the hash is kept."""

import secrets
from hashlib import sha256
from uuid import UUID

from fithub.core.clock import now
from fithub.core.errors import NotFound
from fithub.core.ownership import showing_secret
from fithub.planning.models import CalendarFeed


def address_of(user_id: UUID) -> CalendarFeed | None:
    """The address that is in use, None where there is none. Its secret is known to whoever was told it. Call within `acting_as`."""
    return CalendarFeed.objects.filter(user_id=user_id).first()


def renew_address(user_id: UUID) -> str:
    """A new secret; the one before, if there was one, opens nothing any more. Call within `acting_as`."""
    secret = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(user_id=user_id, defaults={"secret_hash": _hash(secret), "created_at": now()})
    return secret


def revoke_address(user_id: UUID) -> None:
    """No address opens the plan any more; a second time changes nothing. Call within `acting_as`."""
    CalendarFeed.objects.filter(user_id=user_id).delete()


def whose(secret: str) -> UUID:
    """The person whose plan a secret opens. Call outside of any transaction. Raises NotFound (`calendar_not_found`)."""
    hashed = _hash(secret)
    with showing_secret(hashed):
        found = CalendarFeed.objects.filter(secret_hash=hashed).values_list("user_id", flat=True).first()
    if found is None:
        raise NotFound(
            "calendar_not_found", "There is no such calendar; its address may have been replaced or revoked."
        )
    user_id: UUID = found
    return user_id


def _hash(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
