"""The log of everything you changed, and taking it back."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from api.auth import caller, owned_router, scopes_of
from api.errors import Problem
from api.replies import decode_cursor, page, reply
from api.schemas import Input, Text
from fithub.coaching import undoing
from fithub.coaching.models import Turn
from fithub.core import changes
from fithub.core.errors import NotFound
from fithub.core.models import Change, ChangeSet
from fithub.core.ownership import Actor
from tools.areas import refuse_beyond

router = owned_router(Actor.FORM)


class ChangedRow(Schema):
    """One row: `before` is null where it was made, `after` where it was deleted."""

    table: str
    id: UUID
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class Changes(Schema):
    """All that one turn or one request changed. `reverses`: the set that this one took back or applied again. Of many rows
    the first are told; `row_count` counts them all."""

    id: UUID
    at: datetime
    actor: str
    source: str
    turn_id: UUID | None
    rows: list[ChangedRow]
    row_count: int
    reverses: UUID | None
    undone_at: datetime | None


class ChangesPage(Schema):
    items: list[Changes]
    next: str | None


class WhichToUndo(Input):
    """Neither: the newest change that is not yet undone."""

    turn_id: Annotated[Text, Field(max_length=64)] | None = None
    change_set_id: UUID | None = None


class Paging(Schema):
    limit: int = Field(50, ge=1, le=200)
    cursor: str | None = None


@router.get("", response={200: ChangesPage, 401: Problem, 422: Problem}, tags=["changes"])
def index(request: HttpRequest, paging: Annotated[Paging, Query()]) -> HttpResponse:
    """Your changes, newest first."""
    sets = changes.own_sets(caller(request))
    after = decode_cursor(paging.cursor, lambda key: int(key[0]))
    if after is not None:
        sets = sets.filter(sequence__lt=after)
    return page(list(sets[: paging.limit + 1]), paging.limit, _shape, lambda each: [each.sequence])


@router.post("/undo", response={200: Changes, 401: Problem, 404: Problem, 409: Problem}, tags=["changes"])
def undo(request: HttpRequest, body: WhichToUndo = WhichToUndo()) -> HttpResponse:  # noqa: B008
    """Take back a whole change: the newest, or the one named."""
    user_id = caller(request)
    turn_id = None if body.turn_id is None else _logged_turn(user_id, body.turn_id)
    done = undoing.undo(user_id=user_id, change_set_id=body.change_set_id, turn_id=turn_id)
    refuse_beyond(scopes_of(request), done.change_set.pk)
    return reply(_shape(done.change_set))


@router.post("/redo", response={200: Changes, 401: Problem, 404: Problem, 409: Problem}, tags=["changes"])
def redo(request: HttpRequest) -> HttpResponse:
    """Apply the change that was undone last once more."""
    done = undoing.redo(user_id=caller(request))
    refuse_beyond(scopes_of(request), done.change_set.pk)
    return reply(_shape(done.change_set))


def _logged_turn(user_id: UUID, turn_id: str) -> UUID:
    """A turn as the log knows it: by the client's turn_id where that is a UUID, else by its own id."""
    try:
        return UUID(turn_id)
    except ValueError:
        turn = Turn.objects.filter(user_id=user_id, key=turn_id).first()
        if turn is None:
            raise NotFound("change_set_not_found", "There is no such turn; GET /changes lists your changes.") from None
        logged: UUID = turn.pk
        return logged


def _shape(change_set: ChangeSet) -> dict[str, Any]:
    told = getattr(change_set, "first_rows", None)
    rows = list(change_set.rows.order_by("id")[: changes.MOST_TOLD]) if told is None else told
    return {
        "id": change_set.pk,
        "at": change_set.at,
        "actor": change_set.actor,
        "source": change_set.actor,
        "turn_id": change_set.turn_id,
        "rows": [_row(row) for row in rows],
        "row_count": change_set.rows.count() if len(rows) == changes.MOST_TOLD else len(rows),
        "reverses": change_set.reverses_id,
        "undone_at": change_set.undone_at,
    }


def _row(row: Change) -> dict[str, Any]:
    return {"table": row.table_name, "id": row.row_id, "before": row.before, "after": row.after}
