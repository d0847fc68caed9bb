"""The diary's tools: write down, change, delete, look; a yes or no to drafts."""

from datetime import time
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, model_validator

from fithub.accounts.scopes import Area
from fithub.core.nutrients import total
from fithub.core.slots import Slot
from fithub.diary import queries, services
from fithub.diary.models import Draft, Entry
from fithub.diary.shapes import day_shape, draft_shape, entry_shape
from fithub.planning.warnings import warnings_of, with_warned_items
from tools.arguments import AmountG, Arguments, LocalDate, Quantity, Unit
from tools.base import Ctx, Receipt, user_tool


class Item(Arguments):
    """Something that was eaten."""

    text: Annotated[str, Field(min_length=1, max_length=8000, description="The person's own words, amount included.")]
    food_id: Annotated[UUID | None, Field(description="Only if found by search_foods; needs amount_g.")] = None
    amount_g: AmountG | None = None

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


@user_tool(args=LogMeal, writes=True, area=Area.DIARY)
def log_meal(ctx: Ctx, asked: LogMeal) -> Receipt:
    """Write down what was eaten. Foods and grams are worked out from the words; local_date and slot win over what the words say.
    Returns the stored entries, drafts for what is uncertain (not written down yet), and words that were not understood."""
    entries: list[Entry] = []
    drafts: list[Draft] = []
    unmatched: list[str] = []
    for item in asked.items:
        if item.food_id is not None:
            entries.append(_log_food(ctx, asked, item))
            continue
        logged = services.log_meal(
            user_id=ctx.user_id,
            text=item.text,
            when=ctx.when,
            source=ctx.actor,
            local_date=asked.local_date,
            slot=asked.slot,
        )
        entries += logged.entries
        drafts += logged.drafts
        unmatched += logged.unmatched
    shown = [entry_shape(entry) for entry in entries]
    return {
        "entries": shown,
        "drafts": with_warned_items(user_id=ctx.user_id, shapes=map(draft_shape, drafts)),
        **warnings_of(user_id=ctx.user_id, items=[*shown, *(item for draft in drafts for item in draft.items)]),
        "unmatched": unmatched,
        "totals": total(entry.nutrients for entry in entries).amounts,
        "message": counted(len(entries), "logged"),
    }


def _log_food(ctx: Ctx, asked: LogMeal, item: Item) -> Entry:
    assert item.food_id is not None
    return services.log_food(
        user_id=ctx.user_id,
        food_id=item.food_id,
        quantity=None,
        unit=None,
        grams=item.amount_g,
        when=ctx.when,
        source=ctx.actor,
        local_date=asked.local_date,
        slot=asked.slot,
        said=item.text[:500],
    )


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
    """Which entry."""

    entry_id: UUID


@user_tool(args=DeleteEntry, writes=True, area=Area.DIARY, destructive=True, idempotent=True)
def delete_entry(ctx: Ctx, asked: DeleteEntry) -> Receipt:
    """Delete one entry; it can be undone. More than one needs the person's yes first."""
    entry = services.delete_entry(user_id=ctx.user_id, entry_id=asked.entry_id)
    return {"removed": [entry_shape(entry)], "message": "1 entry deleted."}


class GetDay(Arguments):
    """Which day, and which meal of it."""

    local_date: LocalDate | None = None
    slot: Annotated[Slot | None, Field(description="Only this meal; left out for the whole day.")] = None


@user_tool(args=GetDay, writes=False, area=Area.DIARY)
def get_day(ctx: Ctx, asked: GetDay) -> Receipt:
    """What was eaten on a local date: entries, totals, targets, what is left of each target (negative when passed), and how many
    entries do not know a nutrient. With a slot: the entries of that meal and their totals."""
    day = queries.day(user_id=ctx.user_id, day=asked.local_date or ctx.when.date)
    if asked.slot is None:
        return {**day_shape(day, references=False), "slot": None}
    entries = [entry for entry in day.entries if entry.slot == asked.slot]
    totals = total(entry.nutrients for entry in entries)
    return {
        "date": day.date.isoformat(),
        "slot": asked.slot.value,
        "entries": [entry_shape(entry) for entry in entries],
        "totals": totals.amounts,
        "unknown": totals.unknown,
    }


class ChooseDraft(Arguments):
    """Which draft."""

    draft_id: UUID


@user_tool(args=ChooseDraft, writes=True, area=Area.DIARY, idempotent=True)
def confirm_draft(ctx: Ctx, asked: ChooseDraft) -> Receipt:
    """Write a draft down after the person said yes to it."""
    entries = services.commit_draft(user_id=ctx.user_id, draft_id=asked.draft_id)
    return {
        "entries": [entry_shape(entry) for entry in entries],
        "totals": total(entry.nutrients for entry in entries).amounts,
        "message": counted(len(entries), "logged"),
    }


@user_tool(args=ChooseDraft, writes=True, area=Area.DIARY, destructive=True, idempotent=True)
def decline_draft(ctx: Ctx, asked: ChooseDraft) -> Receipt:
    """Drop a draft after the person said no to it; nothing is written down."""
    services.decline_draft(user_id=ctx.user_id, draft_id=asked.draft_id)
    return {"message": "1 draft dropped."}


def counted(number: int, done: str) -> str:
    """What a receipt says of so many entries."""
    return f"{number} {'entry' if number == 1 else 'entries'} {done}."
