"""Who the database takes us for.

Every owned table is under row-level security keyed to the transaction's person. `acting_as` opens such a transaction; outside of
one, the app's role sees no owned row at all, so forgetting it shows nothing rather than too much.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection, models, transaction
from psycopg.errors import ForeignKeyViolation

from fithub.core.clock import now
from fithub.core.errors import Conflict
from fithub.core.ids import new_id


class Actor(StrEnum):
    """Through which door a change came in."""

    CHAT = "chat"
    FORM = "form"
    IMPORT = "import"
    API = "api"
    MCP = "mcp"
    SYSTEM = "system"


@contextmanager
def acting_as(
    user_id: UUID,
    *,
    actor: Actor = Actor.API,
    change_set_id: UUID | None = None,
    turn_id: UUID | None = None,
    reason: str = "",
    writes: bool = False,
) -> Iterator[None]:
    """One database transaction as this person.

    Everything changed within it belongs to one change set; give `change_set_id` to add to one that is already begun (all the
    tools of a chat turn share theirs). The settings are local to the transaction, so a pooled connection carries nothing over.

    `writes`: it waits for the person's other writers and they for it, so that none of them ever sees half of what another does,
    and no two wait for each other's rows. Raises Conflict (`gone_meanwhile`) where what it points to has been deleted.
    """
    try:
        with transaction.atomic(durable=True):
            _set_local(
                {
                    "app.user_id": str(user_id),
                    "app.change_set": str(change_set_id or new_id()),
                    "app.actor": actor.value,
                    "app.turn_id": "" if turn_id is None else str(turn_id),
                    "app.reason": reason,
                    "app.now": now().isoformat(),
                }
            )
            if writes:
                _take_turns(user_id)
            yield
    except IntegrityError as error:
        if isinstance(error.__cause__, ForeignKeyViolation):
            raise Conflict(
                "gone_meanwhile", "Something that this refers to has just been deleted; nothing was written."
            ) from error
        raise


@contextmanager
def signing_in(email: str) -> Iterator[None]:
    """One transaction in which the account with this address, and no other owned row, can be seen."""
    with transaction.atomic(durable=True):
        _set_local({"app.login_email": email})
        yield


@contextmanager
def dispatching() -> Iterator[None]:
    """One transaction in which one sees whose jobs wait for what (`core_dispatch`), and no other owned row."""
    with transaction.atomic(durable=True):
        _set_local({"app.dispatching": "on"})
        yield


@contextmanager
def sweeping() -> Iterator[None]:
    """One transaction in which what has expired of everybody's files can be seen and deleted, and no other owned row."""
    with transaction.atomic(durable=True):
        _set_local({"app.sweeping": "on"})
        yield


@contextmanager
def showing_secret(secret_hash: str) -> Iterator[None]:
    """One transaction in which the row that a secret opens, known by its hash, and no other owned row can be seen."""
    with transaction.atomic(durable=True):
        _set_local({"app.secret_hash": secret_hash})
        yield


def change_set() -> UUID:
    """The change set that this transaction's changes belong to. Call within `acting_as`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.change_set')")
        return UUID(cursor.fetchone()[0])


@contextmanager
def change_set_of_its_own() -> Iterator[UUID]:
    """Within `acting_as`: what is changed in the block is a set of its own, and no part of the transaction's."""
    before, own = change_set(), new_id()
    _set_local({"app.change_set": str(own)})
    yield own
    _set_local({"app.change_set": str(before), "app.reverses": ""})


def erase_without_log() -> None:
    """For the rest of this transaction nothing is written to the change log: a person's right to be forgotten."""
    _set_local({"app.erasing": "on"})


def _take_turns(user_id: UUID) -> None:
    """Under the name that the trigger on the diary's table takes as well (`diary_take_turns`), to whoever comes by another way."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"diary:{user_id}"])


def _set_local(values: dict[str, str]) -> None:
    calls = ", ".join("set_config(%s, %s, true)" for _ in values)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", [part for pair in values.items() for part in pair])


class OwnedModel(models.Model):
    """A row that belongs to one person. Its migration uses `fithub.core.rls.owned_table`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user: Any = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.DB_CASCADE, related_name="+")

    class Meta:
        abstract = True
