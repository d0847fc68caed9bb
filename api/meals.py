"""The meals of your diets: foods, a time of day, and the days on which they recur."""

from datetime import date, time
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field, model_validator

from api.auth import caller, owned_router
from api.days import Bounds
from api.diets import Name, Notes
from api.errors import Problem
from api.foods import Warned
from api.limits import limited
from api.replies import decode_cursor, nothing, page, reply
from api.schemas import FoodName, Grams, Input, LocalDate, LocalTime, Nutrients, Quantity, Text
from fithub.accounts.queries import local_now
from fithub.core.errors import InvalidInput
from fithub.core.ownership import Actor
from fithub.core.slots import Slot
from fithub.planning import meals
from fithub.planning.models import Meal as MealRow
from fithub.planning.plan_shapes import meal_nutrition_shape, meal_shape
from fithub.planning.recurrence import LONGEST
from fithub.planning.snapshots import MOST_ITEMS, Part, Same, Words, chosen_part, parts_in
from fithub.planning.warnings import with_warned_items

router = owned_router(Actor.FORM)

Minutes = Annotated[int, Field(ge=1, le=meals.MOST_MINUTES)]
Told = Annotated[Text, Field(min_length=1, max_length=4_000)]


class MealItem(Schema):
    """So much of a food; what 100 g of it held is frozen in it. `confidence` is null where the food was chosen."""

    id: UUID
    text: str
    food: FoodName | None
    description: str
    quantity: float | None
    unit: str | None
    grams: float
    portion_source: str
    confidence: float | None
    warnings: list[Warned] = Field([], description="What you are allergic to, avoid or dislike in it.")


class MealItemNutrition(MealItem):
    nutrients: Nutrients


class Meal(Schema):
    """A meal of a diet.

    `rule`: an RRULE (RFC 5545) over your local dates, null: on `starts_on` alone. `last_on`: the last date that its COUNT or UNTIL
    leaves, null: as long as the diet. `unknown`: how many foods do not know a nutrient.
    """

    id: UUID
    diet_id: UUID
    name: str
    slot: Slot
    local_time: time
    minutes: int | None
    notes: str
    rule: str | None
    starts_on: date
    last_on: date | None
    items: list[MealItem]
    totals: Nutrients
    unknown: dict[str, int]


class MealPage(Schema):
    items: list[Meal]
    next: str | None


class MealNutrition(Schema):
    """What a meal holds, beside the targets of a day of its diet."""

    meal_id: UUID
    items: list[MealItemNutrition]
    totals: Nutrients
    unknown: dict[str, int]
    targets: dict[str, Bounds]


class NewItem(Input):
    """`food_id` with `grams`, or with `quantity` and `unit`; or, in a change, the `id` of an item that stays, with `grams` or
    `quantity` where its amount changes."""

    id: UUID | None = None
    food_id: UUID | None = None
    quantity: Quantity | None = Field(None, examples=[2])
    unit: Text | None = Field(None, max_length=40, examples=["slice"])
    grams: Grams | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> "NewItem":
        if (self.id is None) == (self.food_id is None):
            raise ValueError("give food_id with an amount, or the id of an item")
        if self.id is not None and self.unit is not None:
            raise ValueError("an item that stays keeps its unit; leave out its id for another one")
        return self

    def wanted(self) -> Part | Same:
        """As it is to be written."""
        if self.id is not None:
            return Same(self.id, self.grams, self.quantity)
        assert self.food_id is not None
        return chosen_part(food_id=self.food_id, quantity=self.quantity, unit=self.unit, grams=self.grams)


NewItems = Annotated[list[NewItem], Field(min_length=1, max_length=MOST_ITEMS)]


class WithFoods(Input):
    """Foods as `items`, or in words as `text`, which is understood as the diary would."""

    items: NewItems | None = None
    text: Told | None = Field(None, examples=["a bowl of oatmeal with a banana"])

    @model_validator(mode="after")
    def _items_or_text(self) -> "WithFoods":
        if (self.items is None) == (self.text is None):
            raise ValueError("give either items or text")
        return self


class NewMeal(WithFoods):
    """A meal of a diet, on the dates of `rule` from `starts_on` on (the diet's first day), or on that day alone.

    Without `name` it is called after its foods; of `slot` and `local_time` each follows from the other.
    """

    diet_id: UUID
    name: Name | None = Field(None, examples=["Oatmeal"])
    slot: Slot | None = None
    local_time: LocalTime | None = Field(None, examples=["07:30"])
    minutes: Minutes | None = None
    notes: Notes = ""
    rule: Text = Field("", max_length=LONGEST + 10, examples=["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"])
    starts_on: LocalDate | None = None


class MealChanges(Input):
    """What to change; fields that are not sent stay. `items` is the whole list as it should become; `rule` null: no recurrence."""

    name: Name = Field(None)  # type: ignore[assignment]
    slot: Slot = Field(None)  # type: ignore[assignment]
    local_time: LocalTime = Field(None)  # type: ignore[assignment]
    minutes: Minutes | None = None
    notes: Notes = Field(None)  # type: ignore[assignment]
    rule: Text | None = Field(None, max_length=LONGEST + 10)
    starts_on: LocalDate = Field(None)  # type: ignore[assignment]
    items: NewItems = Field(None)  # type: ignore[arg-type]


class Filters(Schema):
    diet_id: UUID | None = None
    slot: Slot | None = None
    q: Text | None = Field(None, max_length=200)
    limit: int = Field(50, ge=1, le=100)
    cursor: str | None = None


def foods_in(user_id: UUID, body: WithFoods) -> tuple[list[Part], Words | None]:
    """The foods of a new meal, and what its words say. Raises InvalidInput (`nothing_understood`, `id_unknown`)."""
    if body.text is None:
        wanted = [each.wanted() for each in body.items or ()]
        parts = [each for each in wanted if isinstance(each, Part)]
        if len(parts) < len(wanted):
            raise InvalidInput.field("items", "id_unknown", "A new meal has no items yet; give food_id, not id.")
        return parts, None
    words = parts_in(user_id=user_id, text=body.text, when=local_now(user_id))
    if not words.parts:
        raise InvalidInput.field("text", "nothing_understood", "No food was found in that; name foods with amounts.")
    return words.parts, words


@router.get("", response={200: MealPage, 401: Problem, 422: Problem}, tags=["meals"])
def index(request: HttpRequest, filters: Annotated[Filters, Query()]) -> HttpResponse:
    """The meals of your diets, newest first; of one diet with `diet_id`."""
    user_id = caller(request)
    rows = meals.own_meals(user_id).prefetch_related("items")
    wanted = {"diet_id": filters.diet_id, "slot": filters.slot, "name__icontains": filters.q or None}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    after = decode_cursor(filters.cursor, lambda key: UUID(key[0]))
    if after is not None:
        rows = rows.filter(id__lt=after)
    found = list(rows.order_by("-id")[: filters.limit + 1])
    shown = with_warned_items(user_id=user_id, shapes=[meal_shape(row) for row in found])
    by_id = {str(row.pk): each for row, each in zip(found, shown, strict=True)}
    return page(found, filters.limit, lambda row: by_id[str(row.pk)], lambda row: [row.pk])


@router.post(
    "",
    response={201: Meal, 401: Problem, 404: Problem, 409: Problem, 422: Problem, 429: Problem},
    tags=["meals"],
)
@limited("draft")
def create(request: HttpRequest, body: NewMeal) -> HttpResponse:
    """Put a meal into a diet."""
    user_id = caller(request)
    parts, _ = foods_in(user_id, body)
    given = body.model_dump(exclude={"items", "text", "name", "diet_id"})
    name = body.name or ", ".join(dict.fromkeys(part.amount.description for part in parts))[:200]
    row = meals.create_meal(user_id=user_id, diet_id=body.diet_id, name=name, parts=parts, **given)
    return reply(_shown(user_id, row), 201)


@router.get("/{uuid:meal_id}", response={200: Meal, 401: Problem, 404: Problem}, tags=["meals"])
def show(request: HttpRequest, meal_id: UUID) -> HttpResponse:
    """One meal."""
    user_id = caller(request)
    return reply(_shown(user_id, meals.meal(user_id=user_id, meal_id=meal_id)))


@router.patch(
    "/{uuid:meal_id}", response={200: Meal, 401: Problem, 404: Problem, 422: Problem, 429: Problem}, tags=["meals"]
)
@limited("draft")
def edit(request: HttpRequest, meal_id: UUID, body: MealChanges) -> HttpResponse:
    """Change a meal on all of its days that were not logged."""
    changes: dict[str, Any] = body.model_dump(exclude_unset=True, exclude={"items"})
    if "rule" in changes:
        changes["rule"] = changes["rule"] or ""
    if "items" in body.model_fields_set:
        changes["items"] = [each.wanted() for each in body.items]
    user_id = caller(request)
    return reply(_shown(user_id, meals.edit_meal(user_id=user_id, meal_id=meal_id, changes=changes)))


@router.delete("/{uuid:meal_id}", response={204: None, 401: Problem, 404: Problem}, tags=["meals"])
def delete(request: HttpRequest, meal_id: UUID) -> HttpResponse:
    """Take a meal out of its diet; what you have eaten of it stays, and it can be undone."""
    meals.delete_meal(user_id=caller(request), meal_id=meal_id)
    return nothing()


@router.get("/{uuid:meal_id}/nutrition", response={200: MealNutrition, 401: Problem, 404: Problem}, tags=["meals"])
def nutrition(request: HttpRequest, meal_id: UUID) -> HttpResponse:
    """What a meal holds, food by food, beside the targets of its diet."""
    return reply(meal_nutrition_shape(meals.meal(user_id=caller(request), meal_id=meal_id)))


def _shown(user_id: UUID, row: MealRow) -> dict[str, Any]:
    """A meal, marked where the person must not have something in it."""
    return with_warned_items(user_id=user_id, shapes=[meal_shape(row)])[0]
