"""Eating the same again: a meal or a day copied, the usual."""

from typing import Annotated

from pydantic import Field

from fithub.accounts.scopes import Area
from fithub.core.nutrients import total
from fithub.core.slots import Slot, slot_at
from fithub.diary import services
from fithub.diary.copying import Source
from fithub.diary.models import Entry
from fithub.diary.shapes import draft_shape, entry_shape
from fithub.planning import usual
from fithub.planning.warnings import warnings_of, with_warned_items
from tools.arguments import Arguments, LocalDate
from tools.base import Ctx, Receipt, user_tool
from tools.diary import counted


class CopyMeal(Arguments):
    """From which day and meal, and to which."""

    from_date: Annotated[LocalDate, Field(description="The local date to copy from.")]
    from_slot: Annotated[Slot | None, Field(description="Only this meal; left out for the whole day.")] = None
    to_date: LocalDate | None = None
    to_slot: Annotated[Slot | None, Field(description="Into this meal; left out: each into its own.")] = None


@user_tool(args=CopyMeal, writes=True, area=Area.DIARY)
def copy_meal(ctx: Ctx, asked: CopyMeal) -> Receipt:
    """Write down again what was eaten on a day, or at a meal of it, for "the same lunch as yesterday". Foods, amounts and figures
    are those of then."""
    entries = services.copy_entries(
        user_id=ctx.user_id,
        of=Source(asked.from_date, asked.from_slot),
        when=ctx.when,
        source=ctx.actor,
        to_date=asked.to_date,
        to_slot=asked.to_slot,
    )
    return _written(ctx, entries)


class LogUsual(Arguments):
    """Which meal, and when."""

    slot: Annotated[Slot | None, Field(description="The meal; by the clock if left out.")] = None
    local_date: LocalDate | None = None


@user_tool(args=LogUsual, writes=True, area=Area.DIARY)
def log_usual(ctx: Ctx, asked: LogUsual) -> Receipt:
    """Write down the person's usual meal, for "I had my usual breakfast": the same foods on at least three of the last 28 days.
    Refused where no meal is usual yet. For a person who wants to be asked always it becomes a draft. Foods in `left_out` were not
    written down: the person is allergic to them or avoids them. Say so, and ask whether they had them."""
    slot = asked.slot or slot_at(ctx.when.time)
    logged = usual.log_usual(
        user_id=ctx.user_id, slot=slot, when=ctx.when, source=ctx.actor, local_date=asked.local_date
    )
    drafts = with_warned_items(user_id=ctx.user_id, shapes=map(draft_shape, logged.drafts))
    left_out = {"left_out": list(logged.left_out)} if logged.left_out else {}
    return {**_written(ctx, logged.entries), "drafts": drafts, **left_out}


def _written(ctx: Ctx, entries: list[Entry]) -> Receipt:
    shown = [entry_shape(entry) for entry in entries]
    return {
        "entries": shown,
        **warnings_of(user_id=ctx.user_id, items=shown),
        "totals": total(entry.nutrients for entry in entries).amounts,
        "message": counted(len(entries), "logged"),
    }
