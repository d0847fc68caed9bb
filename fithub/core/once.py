"""Doing a thing once.

The key is stored in the same transaction as what it guards: either both are there or neither. A second sender of the same key
waits for the first at the unique index, then receives the first one's result.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection

from fithub.core.clock import now
from fithub.core.errors import InvalidInput
from fithub.core.ids import new_id
from fithub.core.models import Once
from fithub.core.wire import to_json


class Kept:
    """The stored result of work that was done before."""

    def __init__(self, result: Any) -> None:
        self.result = result


def fingerprint(*parts: str | bytes) -> str:
    """A digest of what a request asks for, to tell a repetition from another request under the same key."""
    digest = sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8) + data)
    return digest.hexdigest()


def kept(*, user_id: UUID, key: str, asked: str) -> Kept | None:
    """What was kept under a key, if anything was: for work that is too long for one transaction. Call within `acting_as`.

    Raises InvalidInput (`idempotency_key_reused`) where the key was used for another request.
    """
    before = Once.objects.filter(user_id=user_id, key=key).first()
    return None if before is None else _kept_in(before, asked)


def _kept_in(before: Once, asked: str) -> Kept:
    if before.fingerprint != asked:
        raise InvalidInput(
            "idempotency_key_reused",
            "This Idempotency-Key was used for another request. Use a new key for a new request.",
        )
    return Kept(before.result)


def once[T](*, user_id: UUID, key: str, asked: str, work: Callable[[], T], keep: Callable[[T], Any]) -> T | Kept:
    """Run `work` unless this person has used `key` before; then return what was kept of it, as `Kept`.

    Call within `acting_as`. `asked`: the request's fingerprint. `keep`: what to store of the result, as JSON.
    Raises InvalidInput (`idempotency_key_reused`) where the key was used for another request.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_once (id, user_id, key, fingerprint, created_at) VALUES (%s, %s, %s, %s, %s)"
            " ON CONFLICT (user_id, key) DO NOTHING",
            [new_id(), user_id, key, asked, now()],
        )
        first = cursor.rowcount == 1
    if not first:
        return _kept_in(Once.objects.get(user_id=user_id, key=key), asked)
    result = work()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE core_once SET result = %s::jsonb WHERE user_id = %s AND key = %s",
            [to_json(keep(result)), user_id, key],
        )
    return result
