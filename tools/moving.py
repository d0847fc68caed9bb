"""Plain water and activities, beside the meals."""

from decimal import Decimal
from functools import partial
from typing import Annotated
from uuid import UUID

from pydantic import Field, model_validator

from fithub.accounts.scopes import Area
from fithub.diary import activities, water
from fithub.diary.activities import Done
from fithub.diary.shapes import activity_shape, water_shape
from tools.approving import deletes_one
from tools.arguments import Arguments, LocalDate, LocalTime
from tools.base import Ctx, Receipt, user_tool

_mending = partial(user_tool, writes=True, area=Area.DIARY, destructive=True, idempotent=True)
_deleting = partial(_mending, waits=lambda ctx, asked: deletes_one(ctx), as_of_yes=True)

Millilitres = Annotated[Decimal, Field(gt=0, le=10_000, allow_inf_nan=False)]
Name = Annotated[str, Field(min_length=1, max_length=120, description="e.g. running, cycling, yoga.")]
Minutes = Annotated[Decimal, Field(gt=0, le=1_440, allow_inf_nan=False)]
Metres = Annotated[Decimal, Field(gt=0, le=1_000_000, allow_inf_nan=False)]
Steps = Annotated[int, Field(gt=0, le=200_000)]
Kilocalories = Annotated[
    Decimal, Field(ge=0, le=20_000, allow_inf_nan=False, description="Only where the person told it.")
]


class LogWater(Arguments):
    """So much plain water."""

    ml: Millilitres
    local_date: LocalDate | None = None


@user_tool(args=LogWater, writes=True, area=Area.DIARY)
def log_water(ctx: Ctx, asked: LogWater) -> Receipt:
    """Count plain water that was drunk, apart from meals. Water that you log with log_meal is counted already: never both."""
    row, _ = water.log_water(
        user_id=ctx.user_id, ml=asked.ml, when=ctx.when, source=ctx.actor, local_date=asked.local_date
    )
    return {"water": [water_shape(row)], "message": "1 drink of water logged."}


class EditWater(Arguments):
    """Which drink of plain water, and what to change; what is left out stays."""

    water_id: UUID
    ml: Millilitres | None = None
    local_date: LocalDate | None = None
    local_time: LocalTime | None = None

    @model_validator(mode="after")
    def _something(self) -> "EditWater":
        return _names_something(self, "water_id")


@_mending(args=EditWater)
def edit_water(ctx: Ctx, asked: EditWater) -> Receipt:
    """Mend plain water that was counted wrongly; its id is in a receipt or from get_day. Water among a day's entries is mended with
    edit_entry."""
    changes = asked.model_dump(exclude={"water_id"}, exclude_none=True)
    row = water.edit_water(user_id=ctx.user_id, water_id=asked.water_id, changes=changes)
    return {"water": [water_shape(row)], "message": "1 drink of water changed."}


class DeleteWater(Arguments):
    """Which drink of plain water."""

    water_id: UUID


@_deleting(args=DeleteWater)
def delete_water(ctx: Ctx, asked: DeleteWater) -> Receipt:
    """Delete one drink of plain water; it can be undone. Its id is in a receipt or from get_day. A second deletion in a turn
    waits for a yes."""
    row = water.delete_water(user_id=ctx.user_id, water_id=asked.water_id)
    return {"deleted_water": [water_shape(row)], "message": "1 drink of water deleted."}


class LogActivity(Arguments):
    """What was done; what the person did not say is left out."""

    name: Name
    minutes: Minutes | None = None
    distance_m: Metres | None = None
    steps: Steps | None = None
    energy_kcal: Kilocalories | None = None
    local_date: LocalDate | None = None
    local_time: LocalTime | None = None


@user_tool(args=LogActivity, writes=True, area=Area.DIARY)
def log_activity(ctx: Ctx, asked: LogActivity) -> Receipt:
    """Write down sport or movement: minutes, distance, steps, energy, whichever the person told. Energy that they did not tell is
    estimated here where their weight is known (energy_basis: estimated, with its range), else unknown; never make it up."""
    done = Done(
        local_date=asked.local_date or ctx.when.date,
        local_time=asked.local_time or ctx.when.time,
        name=asked.name,
        minutes=asked.minutes,
        distance_m=asked.distance_m,
        steps=asked.steps,
        energy_kcal=asked.energy_kcal,
    )
    row, _ = activities.log_activity(user_id=ctx.user_id, done=done, when=ctx.when, source=ctx.actor)
    return {"activities": [activity_shape(row)], "message": "1 activity logged."}


class EditActivity(Arguments):
    """Which activity, and what to change; what is left out stays."""

    activity_id: UUID
    name: Name | None = None
    minutes: Minutes | None = None
    distance_m: Metres | None = None
    steps: Steps | None = None
    energy_kcal: Kilocalories | None = None
    local_date: LocalDate | None = None
    local_time: LocalTime | None = None

    @model_validator(mode="after")
    def _something(self) -> "EditActivity":
        return _names_something(self, "activity_id")


@_mending(args=EditActivity)
def edit_activity(ctx: Ctx, asked: EditActivity) -> Receipt:
    """Mend an activity that was written down wrongly; its id is in a receipt or from get_day. Estimated energy is estimated anew,
    energy that was told stays."""
    changes = asked.model_dump(exclude={"activity_id"}, exclude_none=True)
    row = activities.edit_activity(user_id=ctx.user_id, activity_id=asked.activity_id, changes=changes)
    return {"activities": [activity_shape(row)], "message": "1 activity changed."}


class DeleteActivity(Arguments):
    """Which activity."""

    activity_id: UUID


@_deleting(args=DeleteActivity)
def delete_activity(ctx: Ctx, asked: DeleteActivity) -> Receipt:
    """Delete one activity; it can be undone. Its id is in a receipt or from get_day. A second deletion in a turn waits for a
    yes."""
    row = activities.delete_activity(user_id=ctx.user_id, activity_id=asked.activity_id)
    return {"deleted_activities": [activity_shape(row)], "message": "1 activity deleted."}


def _names_something[Asked: Arguments](asked: Asked, which: str) -> Asked:
    if all(value is None for name, value in asked if name != which):
        raise ValueError("name at least one thing to change")
    return asked
