"""The goals' tools: set one, begin one, end one (these wait for a yes), and how far they are."""

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Annotated, Final
from uuid import UUID

from pydantic import Field, model_validator

from fithub.accounts.scopes import Area
from fithub.body import goals
from fithub.body.goal_shapes import goal_shape, progress_shape
from fithub.body.metrics import metric_named
from fithub.body.models import Goal, GoalKind
from fithub.body.progress import progress_of
from fithub.body.queries import latest
from fithub.body.shapes import Reader
from fithub.body.units import to_own, unit_named
from fithub.core.clock import date_in_words
from fithub.core.errors import InvalidInput, NotFound
from tools.arguments import Arguments
from tools.base import Ctx, Receipt, user_tool
from tools.deeds import Question, Waits

MOST_OTHERS: Final = 10
# What changes a person's goals, once they have said yes to it.
_agreed = partial(user_tool, writes=True, waits=Waits.USUALLY, as_of_yes=True, area=Area.BODY, destructive=True)
Value = Annotated[Decimal, Field(ge=-1_000_000, le=1_000_000, allow_inf_nan=False)]


class SetGoal(Arguments):
    """What kind of goal, and its numbers as the person said them."""

    kind: GoalKind
    name: Annotated[str, Field(max_length=100)] = ""
    metric: Annotated[
        str | None,
        Field(
            max_length=50,
            description="weight_kg (usual for weight goals), body_fat_percent, waist_cm, …, custom:<slug>.",
        ),
    ] = None
    target_value: Annotated[Value | None, Field(description="What the number should become.")] = None
    change: Annotated[
        Value | None, Field(description="Instead of target_value: so much more, or less with a minus.")
    ] = None
    unit: Annotated[str | None, Field(max_length=20, description="Of these values: kg, lb, st, cm, in, %.")] = None
    target_date: date | None = None
    pace_per_week: Annotated[Value | None, Field(description="How much a week, without a sign.")] = None

    @model_validator(mode="after")
    def _one_of_them(self) -> "SetGoal":
        if self.target_value is not None and self.change is not None:
            raise ValueError("give target_value or change, not both")
        return self


def _what_is_wanted(ctx: Ctx, receipt: Receipt) -> Question:
    """The goal that would be set or begun, and the one whose place it would take."""
    goal = receipt["goals"][0]
    shown = goal["display"]
    said = f"Make “{goal['name']}” your goal"
    if "target_value" in shown:
        said += f": {shown['target_value']['text']}"
        said += f", from {shown['start_value']['text']} now" if "start_value" in shown else ""
    said += f", by {date_in_words(goal['target_date'])}" if goal["target_date"] is not None else ""
    said += f", at {shown['pace_per_week']['text']} a week" if "pace_per_week" in shown else ""
    instead = receipt["replaced"]
    return Question(f"{said}.{f' It takes the place of “{instead[0]}”.' if instead else ''}")


@_agreed(args=SetGoal, asks=_what_is_wanted)
def set_goal(ctx: Ctx, asked: SetGoal) -> Receipt:
    """Set a goal that the person wants (weight loss, muscle gain, maintenance, endurance, strength, flexibility, general fitness,
    custom), once they have said yes to it; it takes the place of an active one about the same. Unsafe goals are refused."""
    told = asked.model_dump(exclude={"change"})
    if asked.change is not None:
        told |= {"target_value": _changed(ctx, asked), "unit": None}
        if asked.pace_per_week is not None and asked.unit is not None:
            told["pace_per_week"] = _own(ctx, asked.metric or _usual(asked), asked.pace_per_week, asked.unit)
    row = goals.create_goal(user_id=ctx.user_id, wish=goals.Wish(**told), today=ctx.when, active=False)
    replaced = _ended(ctx, row)
    row = goals.activate_goal(user_id=ctx.user_id, goal_id=row.pk, today=ctx.when)
    return {"goals": [_shape(ctx, row)], "replaced": replaced, "message": "1 goal is active."}


def _ended(ctx: Ctx, new: Goal) -> list[str]:
    """The names of the active goals about the same as a new one, which end for it: two would pull at the same number."""
    same = goals.own_goals(ctx.user_id).filter(is_active=True, metric=new.metric).exclude(pk=new.pk)
    ended = list(same) if new.metric else []
    for other in ended:
        goals.deactivate_goal(user_id=ctx.user_id, goal_id=other.pk)
    return [other.name for other in ended]


def _usual(asked: SetGoal) -> str:
    metric = goals.USUAL_METRIC.get(asked.kind)
    if metric is None:
        raise InvalidInput.field("metric", "metric_needed", "Say what the number is of, e.g. waist_cm.")
    return metric


def _own(ctx: Ctx, metric: str, value: Decimal, unit: str) -> Decimal:
    own = metric_named(user_id=ctx.user_id, key=metric).unit
    return to_own(value, unit_named(unit, own), own)


def _changed(ctx: Ctx, asked: SetGoal) -> Decimal:
    """The last measurement and the wanted change together, in the metric's own unit."""
    assert asked.change is not None
    metric = asked.metric or _usual(asked)
    measured = latest(user_id=ctx.user_id, metric=metric, until=ctx.when.date)
    if measured is None:
        raise InvalidInput.field(
            "change", "start_value_needed", "Nothing is measured yet: ask the person for it and log it first."
        )
    change = asked.change if asked.unit is None else _own(ctx, metric, asked.change, asked.unit)
    return measured.value + change


class WhichGoal(Arguments):
    """Which goal."""

    goal_id: UUID


@_agreed(args=WhichGoal, asks=_what_is_wanted, idempotent=True)
def activate_goal(ctx: Ctx, asked: WhichGoal) -> Receipt:
    """Begin a goal of the list, once the person has said yes; it takes the place of an active one about the same."""
    replaced = _ended(ctx, goals.goal(user_id=ctx.user_id, goal_id=asked.goal_id))
    row = goals.activate_goal(user_id=ctx.user_id, goal_id=asked.goal_id, today=ctx.when)
    return {"goals": [_shape(ctx, row)], "replaced": replaced, "message": "1 goal is active."}


def _what_ends(ctx: Ctx, receipt: Receipt) -> Question:
    return Question(f"End your goal “{receipt['goals'][0]['name']}”.")


@_agreed(args=WhichGoal, asks=_what_ends, idempotent=True)
def end_goal(ctx: Ctx, asked: WhichGoal) -> Receipt:
    """End a goal, once the person has said yes to that; it stays in their list and can be begun again."""
    row = goals.deactivate_goal(user_id=ctx.user_id, goal_id=asked.goal_id)
    return {"goals": [_shape(ctx, row)], "message": "1 goal ended."}


class GetProgress(Arguments):
    """Whose progress to tell."""

    goal_id: Annotated[UUID | None, Field(description="Only this goal; left out: all active ones.")] = None


@user_tool(args=GetProgress, writes=False, area=Area.BODY)
def get_progress(ctx: Ctx, asked: GetProgress) -> Receipt:
    """How far the person's active goals are, from what was measured: value now, percent of the way, pace a week with its range, and
    when it will be reached if it goes on so. Tell the forecast with its uncertainty, as `sentence` does. `others`: the goals of
    their list that are not active."""
    rows = goals.own_goals(ctx.user_id)
    found = list(rows.filter(is_active=True) if asked.goal_id is None else rows.filter(pk=asked.goal_id))
    if asked.goal_id is not None and not found:
        raise NotFound("goal_not_found", "There is no such goal; call get_progress without an id.")
    reader = Reader.of(ctx.user_id)
    others = rows.filter(is_active=False)[:MOST_OTHERS]
    return {
        "progress": [progress_shape(row, progress_of(row, ctx.when.date), reader) for row in found],
        "others": [{"id": str(row.pk), "name": row.name, "kind": row.kind} for row in others],
    }


def _shape(ctx: Ctx, row: Goal) -> Receipt:
    return goal_shape(row, progress_of(row, ctx.when.date), Reader.of(ctx.user_id))
