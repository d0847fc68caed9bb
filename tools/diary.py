"""The diary's tools: write down, change, delete, look; a yes or no to drafts."""

from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, model_validator

from fithub.accounts.scopes import Area
from fithub.core.clock import date_in_words
from fithub.core.errors import Conflict, InvalidInput
from fithub.core.nutrients import total
from fithub.core.slots import Slot
from fithub.diary import queries, services
from fithub.diary.activities import own_activities
from fithub.diary.models import Draft
from fithub.diary.plausible import is_likely_draft
from fithub.diary.proposals import Proposal, seen
from fithub.diary.shapes import activity_shape, day_shape, draft_shape, entry_shape, water_shape
from fithub.diary.water import own_water
from fithub.planning.warnings import warnings_of, with_warned_items
from tools.approving import MANY, deletes_one, made_now
from tools.arguments import AmountG, Arguments, LocalDate, Quantity, Unit
from tools.base import Ctx, Receipt, user_tool
from tools.changing import MOST_NAMED
from tools.deeds import Question, Waits


class Item(Arguments):
    """Something that was eaten."""

    text: Annotated[str, Field(min_length=1, max_length=8000, description="The person's own words, amount included.")]
    food_id: Annotated[UUID | None, Field(description="Only if found by search_foods; needs amount_g.")] = None
    amount_g: AmountG | None = None
    confidence: Annotated[
        float | None,
        Field(
            ge=0, le=1, description="Only for what was seen in a picture: how sure that is. All of it becomes a draft."
        ),
    ] = None
    why: Annotated[str, Field(max_length=200, description="With confidence: what it was told by.")] = ""

    @model_validator(mode="after")
    def _food_with_amount(self) -> "Item":
        if (self.food_id is None) != (self.amount_g is None):
            raise ValueError("give food_id and amount_g together, or neither")
        return self


class LogMeal(Arguments):
    """What was eaten, and where in the diary it belongs if the words do not say so."""

    items: Annotated[list[Item], Field(min_length=1, max_length=30)]
    local_date: LocalDate | None = None
    slot: Slot | None = None
    ask_first: Annotated[
        bool,
        Field(description="Only a draft that waits for a yes, as they do not know how much it was."),
    ] = False


@user_tool(args=LogMeal, writes=True, waits=Waits.NEVER, area=Area.DIARY)
def log_meal(ctx: Ctx, asked: LogMeal) -> Receipt:
    """Write down what was eaten. Foods and grams are worked out from the words; local_date and slot win over what the words say.
    Returns the stored entries, drafts for what is uncertain (not written down yet), and words that were not understood."""
    is_seen = any(item.confidence is not None for item in asked.items)
    read = [
        _read_words(ctx, asked, item) if item.food_id is None else _chosen(ctx, asked, item) for item in asked.items
    ]
    logged = [
        services.log_proposals(
            user_id=ctx.user_id,
            proposals=proposals,
            text=text,
            unmatched=(),
            when=ctx.when,
            source=ctx.actor,
            ask_first=asked.ask_first or is_seen,
        )
        for text, proposals in _together(asked.items, [proposals for proposals, _ in read], is_seen)
    ]
    entries = [entry for each in logged for entry in each.entries]
    drafts = [draft for each in logged for draft in each.drafts]
    shown = [entry_shape(entry) for entry in entries]
    return {
        "entries": shown,
        "drafts": with_warned_items(user_id=ctx.user_id, shapes=map(draft_shape, drafts)),
        **warnings_of(user_id=ctx.user_id, items=[*shown, *(item for draft in drafts for item in draft.items)]),
        "unmatched": [words for _, unmatched in read for words in unmatched],
        "totals": total(entry.nutrients for entry in entries).amounts,
        "message": counted(len(entries), "logged"),
    }


type Read = tuple[list[Proposal], Sequence[str]]


def _together(items: Sequence[Item], read: Sequence[list[Proposal]], is_seen: bool) -> list[tuple[str, list[Proposal]]]:
    """What is written down at once: each item by itself, or what was seen in a picture as one."""
    if not is_seen:
        return [(item.text, proposals) for item, proposals in zip(items, read, strict=True)]
    return [("; ".join(item.text for item in items), [proposal for proposals in read for proposal in proposals])]


def _read_words(ctx: Ctx, asked: LogMeal, item: Item) -> Read:
    proposals, unmatched = services.read_meal(
        user_id=ctx.user_id, text=item.text, when=ctx.when, local_date=asked.local_date, slot=asked.slot
    )
    return _as_sure_as_seen(item, proposals), unmatched


def _chosen(ctx: Ctx, asked: LogMeal, item: Item) -> Read:
    assert item.food_id is not None
    proposal = services.chosen(
        food_id=item.food_id,
        quantity=None,
        unit=None,
        grams=item.amount_g,
        when=ctx.when,
        local_date=asked.local_date,
        slot=asked.slot,
        said=item.text[:500],
    )
    return _as_sure_as_seen(item, [proposal]), ()


def _as_sure_as_seen(item: Item, proposals: list[Proposal]) -> list[Proposal]:
    if item.confidence is None:
        return proposals
    return [seen(proposal, Decimal(str(item.confidence)), item.why) for proposal in proposals]


class EditEntry(Arguments):
    """Which entry, and what to change; what is left out stays."""

    entry_id: UUID
    quantity: Quantity | None = None
    unit: Unit | None = None
    amount_g: AmountG | None = None
    food_id: UUID | None = None
    slot: Slot | None = None
    local_date: LocalDate | None = None
    local_time: time | None = None

    @model_validator(mode="after")
    def _something(self) -> "EditEntry":
        if self.model_fields_set == {"entry_id"}:
            raise ValueError("name at least one thing to change")
        return self


@user_tool(args=EditEntry, writes=True, area=Area.DIARY, destructive=True, idempotent=True)
def edit_entry(ctx: Ctx, asked: EditEntry) -> Receipt:
    """Change one entry: its amount (quantity and unit, or amount_g), its food, its meal, its day.
    Grams win over quantity and unit."""
    given: dict[str, Any] = asked.model_dump(exclude_unset=True, exclude={"entry_id"})
    # Without a unit things are counted, so a unit may be set to nothing; nothing else may.
    wanted = {name: value for name, value in given.items() if value is not None or name == "unit"}
    if "amount_g" in wanted:
        wanted["grams"] = wanted.pop("amount_g")
    entry = services.edit_entry(user_id=ctx.user_id, entry_id=asked.entry_id, changes=wanted)
    return {"entries": [entry_shape(entry)], "message": "1 entry changed."}


class DeleteEntry(Arguments):
    """Which entry, or which entries."""

    entry_id: UUID | None = None
    entry_ids: Annotated[
        list[UUID], Field(max_length=200, description="Instead of entry_id: several, deleted together after a yes.")
    ] = []

    @model_validator(mode="after")
    def _some(self) -> "DeleteEntry":
        if (self.entry_id is None) == (not self.entry_ids):
            raise ValueError("give entry_id or entry_ids")
        return self

    @property
    def ids(self) -> list[UUID]:
        """All of them, each once."""
        return [self.entry_id] if self.entry_id is not None else list(dict.fromkeys(self.entry_ids))


def _deletions_wait(ctx: Ctx, asked: DeleteEntry) -> Waits:
    if len(asked.ids) > MANY:
        return Waits.ALWAYS
    return Waits.USUALLY if len(asked.ids) > 1 else deletes_one(ctx)


def _what_goes(ctx: Ctx, receipt: Receipt) -> Question:
    removed = receipt["removed"]
    days = {each["local_date"] for each in removed}
    # A day that all are of is named once.
    of_day = f" of {date_in_words(*days)}" if len(days) == 1 else ""
    gone = [
        f"{each['description']} ({each['slot']}{'' if of_day else f', {date_in_words(each["local_date"])}'})"
        for each in removed
    ]
    more = len(gone) - MOST_NAMED
    count = f"{len(gone)} entries{of_day}" if len(gone) > 1 else f"1 entry{of_day}"
    return Question(f"Delete {count}: {'; '.join(gone[:MOST_NAMED])}{f'; and {more} more' if more > 0 else ''}.")


@user_tool(
    args=DeleteEntry,
    writes=True,
    destructive=True,
    waits=_deletions_wait,
    asks=_what_goes,
    as_of_yes=True,
    area=Area.DIARY,
    idempotent=True,
)
def delete_entry(ctx: Ctx, asked: DeleteEntry) -> Receipt:
    """Delete one entry; it can be undone. Several (entry_ids, in one call), or a second one in a turn, wait for a yes."""
    gone = [entry_shape(services.delete_entry(user_id=ctx.user_id, entry_id=each)) for each in asked.ids]
    return {"removed": gone, "message": counted(len(gone), "deleted")}


class GetDay(Arguments):
    """Which day, and which meal of it."""

    local_date: LocalDate | None = None
    slot: Annotated[Slot | None, Field(description="Only this meal; left out for the whole day.")] = None


@user_tool(args=GetDay, writes=False, area=Area.DIARY)
def get_day(ctx: Ctx, asked: GetDay) -> Receipt:
    """What was eaten on a local date: entries, totals, targets, what is left of each target (negative when passed), and how many
    entries do not know a nutrient; with its activities and the plain water beside its entries. With a slot: the entries of that
    meal and their totals."""
    day = queries.day(user_id=ctx.user_id, day=asked.local_date or ctx.when.date)
    if asked.slot is None:
        return {**day_shape(day, references=False), **_beside(ctx, day.date), "slot": None}
    entries = [entry for entry in day.entries if entry.slot == asked.slot]
    totals = total(entry.nutrients for entry in entries)
    return {
        "date": day.date.isoformat(),
        "slot": asked.slot.value,
        "entries": [entry_shape(entry) for entry in entries],
        "totals": totals.amounts,
        "unknown": totals.unknown,
    }


def _beside(ctx: Ctx, day: date) -> Receipt:
    """The activities of a day, and its plain water that is no entry, in the order of the day."""
    done = own_activities(ctx.user_id).filter(local_date=day).order_by("local_time", "id")
    drunk = own_water(ctx.user_id).filter(local_date=day).order_by("local_time", "id")
    return {"activities": [activity_shape(row) for row in done], "water": [water_shape(row) for row in drunk]}


class ChooseDraft(Arguments):
    """Which draft."""

    draft_id: UUID


@user_tool(args=ChooseDraft, writes=True, waits=Waits.NEVER, area=Area.DIARY, idempotent=True)
def confirm_draft(ctx: Ctx, asked: ChooseDraft) -> Receipt:
    """Write a draft down after the person said yes to it. What somebody can hardly have eaten needs a plain yes."""
    if made_now(ctx, Draft, asked.draft_id):
        raise Conflict("answer_needed", "This became a draft just now: ask the person, and confirm after their answer.")
    draft = queries.draft(user_id=ctx.user_id, draft_id=asked.draft_id)
    if ctx.answer is not True and not is_likely_draft(draft):
        raise Conflict(
            "answer_needed", "Hardly anybody eats that much: ask the person whether it is so, for a plain yes."
        )
    entries = services.commit_draft(user_id=ctx.user_id, draft_id=asked.draft_id)
    return {
        "entries": [entry_shape(entry) for entry in entries],
        "totals": total(entry.nutrients for entry in entries).amounts,
        "message": counted(len(entries), "logged"),
    }


@user_tool(args=ChooseDraft, writes=True, waits=Waits.NEVER, area=Area.DIARY, destructive=True, idempotent=True)
def decline_draft(ctx: Ctx, asked: ChooseDraft) -> Receipt:
    """Drop a draft after the person said no to it; nothing is written down."""
    services.decline_draft(user_id=ctx.user_id, draft_id=asked.draft_id)
    return {"message": "1 draft dropped."}


class EditDraft(Arguments):
    """Which draft, which food of it, and what to change; what is left out stays."""

    draft_id: UUID
    item: Annotated[int, Field(ge=1, le=100, description="Which food of the draft, counted from 1.")] = 1
    quantity: Quantity | None = None
    unit: Unit | None = None
    amount_g: AmountG | None = None
    food_id: Annotated[UUID | None, Field(description="One of the item's alternatives, or from search_foods.")] = None
    drop: Annotated[bool, Field(description="Leaves this food out; of a draft of one food decline_draft does.")] = False
    slot: Annotated[Slot | None, Field(description="Moves the whole draft.")] = None
    local_date: Annotated[date | None, Field(description="Moves the whole draft.")] = None
    local_time: Annotated[time | None, Field(description="Moves the whole draft.")] = None

    @model_validator(mode="after")
    def _something(self) -> "EditDraft":
        if not self.model_fields_set - {"draft_id", "item"}:
            raise ValueError("name at least one thing to change")
        if self.drop and self.model_fields_set & _OF_ONE_FOOD:
            raise ValueError("a food that is left out has nothing else to change")
        return self


# What may be changed of one food of a draft.
_OF_ONE_FOOD = frozenset({"quantity", "unit", "amount_g", "food_id"})


@user_tool(args=EditDraft, writes=True, area=Area.DIARY, destructive=True, idempotent=True, waits=Waits.NEVER)
def edit_draft(ctx: Ctx, asked: EditDraft) -> Receipt:
    """Mend a draft that waits for a yes: the amount or the food of one item, or leave that out; its meal, day or time. It stays a
    draft: tell what it says now, and ask again."""
    draft = queries.draft(user_id=ctx.user_id, draft_id=asked.draft_id)
    if asked.item > len(draft.items):
        raise InvalidInput.field("item", "item_not_found", f"This draft has {len(draft.items)} foods.")
    if asked.drop and len(draft.items) == 1:
        raise InvalidInput.field(
            "drop", "draft_would_be_empty", "It is the only food of the draft; decline_draft drops that."
        )
    given = asked.model_dump(exclude_unset=True, include=set(_OF_ONE_FOOD))
    if "amount_g" in given:
        given["grams"] = given.pop("amount_g")
    mended = {name: value for name, value in given.items() if value is not None or name == "unit"}
    items = [
        {"id": item["id"]} | (mended if place == asked.item else {})
        for place, item in enumerate(draft.items, 1)
        if not asked.drop or place != asked.item
    ]
    moved = asked.model_dump(include={"slot", "local_date", "local_time"}, exclude_none=True)
    changed = services.edit_draft(user_id=ctx.user_id, draft_id=asked.draft_id, changes={"items": items, **moved})
    return {
        "drafts": with_warned_items(user_id=ctx.user_id, shapes=[draft_shape(changed)]),
        "message": "1 draft changed; it still waits for a yes.",
    }


def counted(number: int, done: str) -> str:
    """What a receipt says of so many entries."""
    return f"{number} {'entry' if number == 1 else 'entries'} {done}."
