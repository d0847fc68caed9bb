"""Drafts: text in, estimate out, entries once you say yes."""

from datetime import date, datetime, time
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import ConfigDict, Field

from api.auth import caller, owned_router
from api.entries import Entry
from api.errors import Problem
from api.foods import Warned
from api.limits import limited
from api.replies import decode_cursor, nothing, page, reply
from api.schemas import FoodName, Grams, Input, LocalDate, LocalTime, Nutrients, Quantity, Ranges, Text
from fithub.accounts.queries import local_now
from fithub.core.clock import now
from fithub.core.errors import InvalidInput
from fithub.core.ownership import Actor
from fithub.core.slots import Slot
from fithub.diary import queries, services
from fithub.diary.models import Draft as Row
from fithub.diary.shapes import draft_shape, entry_shape
from fithub.planning.warnings import with_warned_items

router = owned_router(Actor.FORM)


class Question(Schema):
    """What would settle an item: which food, in which state ("cooked or dry?"), or how much. `answers`: the likely ones."""

    asks: Literal["food", "state", "amount"]
    text: str
    answers: list[str]


class DraftItem(Schema):
    """One food of an estimate. `id` names it within its draft; `confidence` is 0..1, null where you chose the food yourself.

    `question` is null where the confidence is high enough to be written down without one. `reasons` say why this food,
    `portion_label` what was weighed ("cup, sliced").
    """

    id: str
    text: str
    food: FoodName | None
    quantity: float | None
    unit: str | None
    grams: float
    grams_low: float
    grams_high: float
    nutrients: Nutrients
    portion_source: str
    confidence: float | None
    alternatives: list[FoodName]
    question: Question | None
    reasons: list[str]
    portion_label: str
    local_date: date
    local_time: time
    time_zone: str
    slot: Slot
    warnings: list[Warned] = Field([], description="What you are allergic to, avoid or dislike in it.")


class Draft(Schema):
    """An estimate that waits for a yes. `ranges`: how far off its totals may be; `unmatched`: words that were not understood."""

    id: UUID
    state: str
    text: str
    local_date: date
    local_time: time
    slot: Slot
    items: list[DraftItem]
    totals: Nutrients
    ranges: Ranges
    unknown: dict[str, int]
    unmatched: list[str]
    created_at: datetime
    expires_at: datetime


class DraftPage(Schema):
    items: list[Draft]
    next: str | None


class NewDraft(Input):
    """What was eaten, in plain words."""

    text: Text = Field(min_length=1, max_length=8000)
    local_date: LocalDate | None = None
    slot: Slot | None = None


class FoodReference(Schema):
    """A food by its id, as in an item that was received; the name beside it is ignored."""

    id: UUID


class ItemChanges(Schema):
    """An item as it should be. Sent back as it was received, with what is to change changed; the rest is ignored."""

    model_config = ConfigDict(extra="ignore")

    id: str | None = None
    food_id: UUID | None = None
    quantity: Quantity | None = None
    unit: Text | None = Field(None, max_length=40)
    grams: Grams | None = None
    slot: Slot | None = None
    text: Text | None = Field(None, max_length=500)
    food: FoodReference | None = None

    def told(self) -> dict[str, Any]:
        """What was sent, with the food by its id: `food_id`, or else the one in `food`."""
        sent = self.model_dump(exclude_unset=True, exclude={"food"})
        if self.food is not None:
            sent.setdefault("food_id", self.food.id)
        return sent


class DraftChanges(Input):
    """`local_date`, `local_time` and `slot` move every item; a new time alone changes no `slot`.

    `items` is the whole list as it should become: left out means dropped, without an `id` means new."""

    local_date: LocalDate = Field(None)  # type: ignore[assignment]
    local_time: LocalTime = Field(None)  # type: ignore[assignment]
    slot: Slot = Field(None)  # type: ignore[assignment]
    items: list[ItemChanges] = Field(default_factory=list, max_length=100)


class Committed(Schema):
    entries: list[Entry]


@router.post("", response={201: Draft, 401: Problem, 422: Problem, 429: Problem}, tags=["drafts"])
@limited("draft")
def create(request: HttpRequest, body: NewDraft) -> HttpResponse:
    """Estimate a meal; nothing is written to the diary yet."""
    user_id = caller(request)
    draft = services.draft_meal(
        user_id=user_id,
        text=_not_blank(body.text),
        when=local_now(user_id),
        source="form",
        local_date=body.local_date,
        slot=body.slot,
    )
    return reply(_shape(user_id, draft), 201)


class Filters(Schema):
    state: str | None = Field(None, pattern="^(open|committed|declined|expired)$")
    limit: int = Field(50, ge=1, le=200)
    cursor: str | None = None


@router.get("", response={200: DraftPage, 401: Problem, 422: Problem}, tags=["drafts"])
def index(request: HttpRequest, filters: Annotated[Filters, Query()]) -> HttpResponse:
    """Your drafts, newest first."""
    drafts = Row.objects.filter(user_id=caller(request))
    match filters.state:
        case "open":
            drafts = drafts.filter(state="open", expires_at__gt=now())
        case "expired":
            drafts = drafts.filter(state="open", expires_at__lte=now())
        case "committed" | "declined":
            drafts = drafts.filter(state=filters.state)
    after = decode_cursor(filters.cursor, lambda key: UUID(key[0]))
    if after is not None:
        drafts = drafts.filter(id__lt=after)
    rows = list(drafts.order_by("-id")[: filters.limit + 1])
    shapes = with_warned_items(user_id=caller(request), shapes=map(draft_shape, rows))
    return page(shapes, filters.limit, lambda shape: shape, lambda shape: [shape["id"]])


@router.get("/{uuid:draft_id}", response={200: Draft, 401: Problem, 404: Problem}, tags=["drafts"])
def show(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """One draft."""
    return reply(_shape(caller(request), queries.draft(user_id=caller(request), draft_id=draft_id)))


@router.patch(
    "/{uuid:draft_id}", response={200: Draft, 401: Problem, 404: Problem, 409: Problem, 422: Problem}, tags=["drafts"]
)
def edit(request: HttpRequest, draft_id: UUID, body: DraftChanges) -> HttpResponse:
    """Mend a draft before it is written down."""
    changes = body.model_dump(exclude_unset=True)
    if "items" in changes:
        changes["items"] = [item.told() for item in body.items]
    user_id = caller(request)
    return reply(_shape(user_id, services.edit_draft(user_id=user_id, draft_id=draft_id, changes=changes)))


@router.post(
    "/{uuid:draft_id}/commit",
    response={201: Committed, 401: Problem, 404: Problem, 409: Problem, 422: Problem},
    tags=["drafts"],
)
def commit(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Write a draft down, once."""
    entries = services.commit_draft(user_id=caller(request), draft_id=draft_id)
    return reply({"entries": [entry_shape(entry) for entry in entries]}, 201)


@router.delete("/{uuid:draft_id}", response={204: None, 401: Problem, 404: Problem, 409: Problem}, tags=["drafts"])
def decline(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Say no to a draft."""
    services.decline_draft(user_id=caller(request), draft_id=draft_id)
    return nothing()


def _shape(user_id: UUID, draft: Row) -> dict[str, Any]:
    return with_warned_items(user_id=user_id, shapes=[draft_shape(draft)])[0]


def _not_blank(text: str) -> str:
    if not text.strip():
        raise InvalidInput.field("text", "text_empty", "Say what you ate, e.g. two eggs and a slice of toast.")
    return text
