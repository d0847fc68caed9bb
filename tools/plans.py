"""The plan's tools: plan a meal, once or recurring, see the plan, move or skip what is planned, log it as planned, what to buy."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, model_validator

from fithub.accounts.scopes import Area
from fithub.core.errors import InvalidInput
from fithub.core.nutrients import total
from fithub.core.slots import Slot
from fithub.diary.shapes import entry_shape
from fithub.planning import diets, meals, planned_meals
from fithub.planning.models import Diet, Meal
from fithub.planning.plan import Planned, planned, planned_between
from fithub.planning.plan_shapes import diet_shape, meal_shape, planned_shape, planned_shapes, shopping_shape
from fithub.planning.shopping import shopping_list as list_of
from fithub.planning.snapshots import Part, Same, Words, chosen_part, parts_in
from fithub.planning.warnings import warnings_of
from tools.arguments import AmountG, Arguments
from tools.base import Ctx, Receipt, user_tool
from tools.deeds import Question, Waits
from tools.diary import counted

MOST_SHOWN = 60
FIRST_DIET = "My plan"

Day = Annotated[date, Field(description="The person's local date.")]
PlannedId = Annotated[str, Field(max_length=40, description="The id of a planned meal, as get_plan told it.")]
Amount = Annotated[Decimal, Field(gt=0, le=100_000, allow_inf_nan=False)]


class PlannedFood(Arguments):
    """So much of a food found by search_foods."""

    food_id: UUID
    amount_g: AmountG


class PlanMeal(Arguments):
    """What is to be eaten, and when."""

    text: Annotated[
        str | None,
        Field(min_length=1, max_length=4_000, description="The foods in the person's words, amounts included."),
    ] = None
    foods: Annotated[list[PlannedFood] | None, Field(min_length=1, max_length=30)] = None
    local_date: Annotated[date | None, Field(description="The day, or the first one; today if left out.")] = None
    slot: Slot | None = None
    local_time: time | None = None
    rule: Annotated[
        str | None,
        Field(max_length=300, description="Where it recurs: an RRULE, e.g. FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR."),
    ] = None
    name: Annotated[str | None, Field(min_length=1, max_length=200)] = None

    @model_validator(mode="after")
    def _one_way(self) -> "PlanMeal":
        if (self.text is None) == (self.foods is None):
            raise ValueError("give text or foods")
        return self


@user_tool(args=PlanMeal, writes=True, area=Area.PLANS)
def plan_meal(ctx: Ctx, asked: PlanMeal) -> Receipt:
    """Plan a meal for a day to come ("pizza for dinner tomorrow"), or with a rule for many ("oatmeal every weekday"): that is then
    a meal of the active diet, or of a new one where none is. Nothing is logged: planned is not eaten. Words that no food was found
    for come back as unmatched."""
    parts, words = _foods(ctx, asked)
    unmatched = words.unmatched if words else []
    slot = asked.slot or (words.estimate.slot if words else None)
    day = asked.local_date or (words.estimate.local_date if words else None) or ctx.when.date
    if asked.rule is None:
        made = planned_meals.plan_meal(
            user_id=ctx.user_id, local_date=day, parts=parts, slot=slot, local_time=asked.local_time, name=asked.name
        )
        return {**_planned(ctx, made), "unmatched": unmatched, "message": "1 meal planned."}
    row = _recurring(ctx, asked, parts, slot, day)
    shown = meal_shape(row)
    warned = warnings_of(user_id=ctx.user_id, items=shown["items"])
    return {"meals": [shown], **warned, "unmatched": unmatched, "message": "1 recurring meal planned."}


def _foods(ctx: Ctx, asked: PlanMeal) -> tuple[list[Part], Words | None]:
    if asked.text is None:
        chosen = [
            chosen_part(food_id=each.food_id, quantity=None, unit=None, grams=each.amount_g)
            for each in asked.foods or ()
        ]
        return chosen, None
    words = _words_in(ctx, asked.text)
    return words.parts, words


def _words_in(ctx: Ctx, text: str) -> Words:
    words = parts_in(user_id=ctx.user_id, text=text, when=ctx.when)
    if not words.parts:
        raise InvalidInput.field("text", "nothing_understood", "I found no food in that, so nothing was planned.")
    return words


def _planned(ctx: Ctx, made: Planned) -> Receipt:
    shown = planned_shape(made)
    return {"planned_meals": [shown], **warnings_of(user_id=ctx.user_id, items=shown["items"])}


def _once(meals: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The foods of meals, each once: a meal that recurs is warned of once."""
    return list({item["id"]: item for meal in meals for item in meal["items"]}.values())


def _recurring(ctx: Ctx, asked: PlanMeal, parts: list[Part], slot: Slot | None, day: date) -> Meal:
    diet = diets.active_diet(ctx.user_id) or _first_diet(ctx, day)
    return meals.create_meal(
        user_id=ctx.user_id,
        diet_id=diet.pk,
        name=asked.name or ", ".join(dict.fromkeys(part.amount.description for part in parts))[:200],
        parts=parts,
        slot=slot,
        local_time=asked.local_time,
        rule=asked.rule or "",
        starts_on=max(day, diet.starts_on),
    )


def _first_diet(ctx: Ctx, day: date) -> Diet:
    row = diets.create_diet(user_id=ctx.user_id, name=FIRST_DIET, starts_on=day)
    return diets.activate(user_id=ctx.user_id, diet_id=row.pk)


class GetPlan(Arguments):
    """Which days, both included, and which meal of them."""

    from_date: Annotated[date | None, Field(description="Today if left out.")] = None
    to_date: Annotated[date | None, Field(description="The same day if left out.")] = None
    slot: Slot | None = None


@user_tool(args=GetPlan, writes=False, area=Area.PLANS)
def get_plan(ctx: Ctx, asked: GetPlan) -> Receipt:
    """What is planned on some days, with ids and states (planned, skipped, logged), and the person's diets. None of it counts as
    eaten before it is logged."""
    first = asked.from_date or ctx.when.date
    last = asked.to_date or first
    found = planned_between(user_id=ctx.user_id, first=first, last=last, slot=asked.slot)
    known = diets.own_diets(ctx.user_id).order_by("-is_active", "-pk")[:10]
    shown = planned_shapes(found[:MOST_SHOWN])
    return {
        "first_date": first.isoformat(),
        "last_date": last.isoformat(),
        "slot": asked.slot,
        "planned_meals": shown,
        **warnings_of(user_id=ctx.user_id, items=_once(shown)),
        "beyond": max(0, len(found) - MOST_SHOWN),
        "diets": [diet_shape(row) for row in known],
    }


class ItemAmount(Arguments):
    """One of a planned meal's foods, and what it is to weigh."""

    item_id: UUID
    amount_g: AmountG


class EditPlanned(Arguments):
    """Which planned meal, and what about this day of it; what is left out stays."""

    planned_id: PlannedId
    skipped: Annotated[bool | None, Field(description="True: leave it out. False: plan it again.")] = None
    local_date: Day | None = None
    local_time: time | None = None
    slot: Slot | None = None
    add: Annotated[str | None, Field(min_length=1, max_length=4_000, description="More foods, in words.")] = None
    reweigh: Annotated[list[ItemAmount], Field(max_length=60)] = []
    remove: Annotated[list[UUID], Field(max_length=60, description="Ids of its items.")] = []

    @model_validator(mode="after")
    def _something(self) -> "EditPlanned":
        if self.model_fields_set == {"planned_id"}:
            raise ValueError("name at least one thing to change")
        return self


@user_tool(args=EditPlanned, writes=True, area=Area.PLANS, destructive=True, idempotent=True)
def edit_planned(ctx: Ctx, asked: EditPlanned) -> Receipt:
    """Skip a planned meal, plan it again, move it to another day or time, or change its foods: this day of it alone."""
    given = asked.model_dump(include={"skipped", "local_date", "local_time", "slot"}, exclude_none=True)
    if "skipped" in given:
        given["is_skipped"] = given.pop("skipped")
    more = None if asked.add is None else _words_in(ctx, asked.add)
    if more is not None or asked.reweigh or asked.remove:
        given["items"] = _amended(ctx, asked) + (more.parts if more is not None else [])
    changed = planned_meals.edit_planned(user_id=ctx.user_id, key=asked.planned_id, changes=given)
    unmatched = {} if more is None else {"unmatched": more.unmatched}
    return {**_planned(ctx, changed), **unmatched, "message": "1 planned meal changed."}


def _amended(ctx: Ctx, asked: EditPlanned) -> list[Part | Same]:
    """The foods that stay, in their order; one that is named and not there is left to be refused."""
    weights = {each.item_id: each.amount_g for each in asked.reweigh}
    ids = [item.pk for item in planned(user_id=ctx.user_id, key=asked.planned_id).items]
    strange = [each for each in (*weights, *asked.remove) if each not in ids]
    return [Same(each, weights.get(each)) for each in (*ids, *strange) if each in strange or each not in asked.remove]


class LogPlanned(Arguments):
    """Which planned meals were eaten, and how much of them."""

    planned_ids: Annotated[list[PlannedId], Field(min_length=1, max_length=20)]
    share: Annotated[
        Decimal, Field(gt=0, le=20, allow_inf_nan=False, description="0.5: half of what was planned; 2: twice as much.")
    ] = Decimal(1)


@user_tool(args=LogPlanned, writes=True, area=Area.DIARY, idempotent=True)
def log_planned(ctx: Ctx, asked: LogPlanned) -> Receipt:
    """Log planned meals as eaten, as planned or a share of them, each once. One that is for a day to come is refused."""
    done = [
        planned_meals.log_planned(user_id=ctx.user_id, key=key, share=asked.share)
        for key in dict.fromkeys(asked.planned_ids)
    ]
    entries = [entry for _, written in done for entry in written]
    shown = [entry_shape(entry) for entry in entries]
    return {
        "entries": shown,
        **warnings_of(user_id=ctx.user_id, items=shown),
        "planned_meals": [planned_shape(each) for each, _ in done],
        "totals": total(entry.nutrients for entry in entries).amounts,
        "message": counted(len(entries), "logged"),
    }


class WhatToBuy(Arguments):
    """For which days, both included."""

    from_date: Annotated[date | None, Field(description="Today if left out.")] = None
    to_date: Annotated[date | None, Field(description="Six days after the first if left out.")] = None


@user_tool(args=WhatToBuy, writes=False, area=Area.PLANS)
def shopping_list(ctx: Ctx, asked: WhatToBuy) -> Receipt:
    """What to buy for the meals that are planned and neither skipped nor logged, by category, recipes by their ingredients."""
    first = asked.from_date or ctx.when.date
    told = list_of(user_id=ctx.user_id, first=first, last=asked.to_date or first + timedelta(days=6))
    return {"shopping": shopping_shape(told)}


class SaveDiet(Arguments):
    """A diet, and what a day of it should hold."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    energy_kcal: Amount | None = None
    protein_g: Amount | None = None
    carbohydrate_g: Amount | None = None
    fat_g: Amount | None = None
    starts_on: Annotated[date | None, Field(description="Today if left out.")] = None
    ends_on: date | None = None


@user_tool(args=SaveDiet, writes=True, area=Area.PLANS)
def save_diet(ctx: Ctx, asked: SaveDiet) -> Receipt:
    """Keep a new diet with its daily targets; it is not active yet (activate_diet after the person's yes). Unsafe targets are
    refused."""
    named = asked.model_dump(include={"energy_kcal", "protein_g", "carbohydrate_g", "fat_g"}, exclude_none=True)
    row = diets.create_diet(
        user_id=ctx.user_id,
        name=asked.name,
        starts_on=asked.starts_on or ctx.when.date,
        ends_on=asked.ends_on,
        targets={key: {"target": amount} for key, amount in named.items()},
    )
    return {"diets": [diet_shape(row)], "message": "1 diet kept; it is not active yet."}


def _what_is_planned_by(ctx: Ctx, receipt: Receipt) -> Question:
    (diet,) = receipt["diets"]
    return Question(
        f"Plan by “{diet['name']}” from now on." if diet["active"] else f"Plan by “{diet['name']}” no more."
    )


class ActivateDiet(Arguments):
    """Which diet. `active` false: plan by it no more."""

    diet_id: UUID
    active: bool = True
    replace: Annotated[bool, Field(description="True: end the one that is active.")] = False


@user_tool(
    args=ActivateDiet,
    writes=True,
    waits=Waits.USUALLY,
    asks=_what_is_planned_by,
    as_of_yes=True,
    area=Area.PLANS,
    destructive=True,
    idempotent=True,
)
def activate_diet(ctx: Ctx, asked: ActivateDiet) -> Receipt:
    """Plan by a diet from now on, or by none, once the person has said yes. One is active at a time: while another is, this is
    refused unless replace is true."""
    given: dict[str, Any] = {"user_id": ctx.user_id, "diet_id": asked.diet_id}
    row = diets.activate(**given, replace=asked.replace) if asked.active else diets.deactivate(**given)
    return {"diets": [diet_shape(row)], "message": f"1 diet {'active' if row.is_active else 'not active any more'}."}
