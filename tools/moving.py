"""Plain water and activities, beside the meals."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from fithub.accounts.scopes import Area
from fithub.diary.activities import Done
from fithub.diary.activities import log_activity as write_activity
from fithub.diary.shapes import activity_shape, water_shape
from fithub.diary.water import log_water as write_water
from tools.arguments import Arguments, LocalDate
from tools.base import Ctx, Receipt, user_tool


class LogWater(Arguments):
    """So much plain water."""

    ml: Annotated[Decimal, Field(gt=0, le=10_000, allow_inf_nan=False)]
    local_date: LocalDate | None = None


@user_tool(args=LogWater, writes=True, area=Area.DIARY)
def log_water(ctx: Ctx, asked: LogWater) -> Receipt:
    """Count plain water that was drunk, apart from meals. Water that you log with log_meal is counted already: never both."""
    row, _ = write_water(user_id=ctx.user_id, ml=asked.ml, when=ctx.when, source=ctx.actor, local_date=asked.local_date)
    return {"water": [water_shape(row)], "message": "1 drink of water logged."}


class LogActivity(Arguments):
    """What was done; what the person did not say is left out."""

    name: Annotated[str, Field(min_length=1, max_length=120, description="e.g. running, cycling, yoga.")]
    minutes: Annotated[Decimal | None, Field(gt=0, le=1_440, allow_inf_nan=False)] = None
    distance_m: Annotated[Decimal | None, Field(gt=0, le=1_000_000, allow_inf_nan=False)] = None
    steps: Annotated[int | None, Field(gt=0, le=200_000)] = None
    energy_kcal: Annotated[
        Decimal | None, Field(ge=0, le=20_000, allow_inf_nan=False, description="Only where the person told it.")
    ] = None
    local_date: LocalDate | None = None


@user_tool(args=LogActivity, writes=True, area=Area.DIARY)
def log_activity(ctx: Ctx, asked: LogActivity) -> Receipt:
    """Write down sport or movement: minutes, distance, steps, energy, whichever the person told. Energy that they did not tell is
    estimated here where their weight is known (energy_basis: estimated, with its range), else unknown; never make it up."""
    done = Done(
        local_date=asked.local_date or ctx.when.date,
        local_time=ctx.when.time,
        name=asked.name,
        minutes=asked.minutes,
        distance_m=asked.distance_m,
        steps=asked.steps,
        energy_kcal=asked.energy_kcal,
    )
    row, _ = write_activity(user_id=ctx.user_id, done=done, when=ctx.when, source=ctx.actor)
    return {"activities": [activity_shape(row)], "message": "1 activity logged."}
