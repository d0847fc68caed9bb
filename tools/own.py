"""A person's own foods, recipes, measures and favourites: kept, listed, deleted."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field, model_validator

from fithub.accounts.scopes import Area
from fithub.core.errors import InvalidInput
from fithub.diary.shapes import usual_shape
from fithub.foods import services
from fithub.foods.models import Source
from fithub.foods.own_measures import delete_measure, own_measures
from fithub.foods.own_measures import set_measure as keep_measure
from fithub.foods.queries import food_shapes
from fithub.foods.shapes import measure_shape
from fithub.planning import recipes
from fithub.planning.favourites import drop_favourite, keep_favourite, own_favourites
from fithub.planning.models import Recipe
from fithub.planning.preferences import drop_preference, own_preferences
from fithub.planning.reading import ReadRecipe, read_recipe
from fithub.planning.shapes import favourite_shape, preference_shape, recipe_shape
from fithub.planning.snapshots import Part, chosen_part, parts_of
from fithub.planning.usual import usual_meals
from tools.approving import deletes_one
from tools.arguments import AmountG, Arguments, Quantity, Unit
from tools.base import Ctx, Receipt, user_tool

Name = Annotated[str, Field(min_length=1, max_length=200)]
PerNutrient = Annotated[
    dict[str, Annotated[Decimal, Field(ge=0, allow_inf_nan=False)]],
    Field(
        min_length=1,
        max_length=50,
        description="By key: energy_kcal (or energy_kj), protein_g, carbohydrate_g, fat_g, fibre_g, sodium_mg (or salt_g) …",
    ),
]
MOST_LISTED: Final = 30


class CreateFood(Arguments):
    """A label: in 100 g, or in a serving of so many grams."""

    name: Name
    brand: Annotated[str | None, Field(max_length=120)] = None
    per_100g: PerNutrient | None = None
    serving_g: AmountG | None = None
    per_serving: PerNutrient | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "CreateFood":
        if (self.per_serving is None) != (self.serving_g is None) or (self.per_100g is None) == (
            self.per_serving is None
        ):
            raise ValueError("give per_100g, or serving_g with per_serving")
        return self


@user_tool(args=CreateFood, writes=True, area=Area.DIARY, destructive=True, idempotent=True)
def create_food(ctx: Ctx, asked: CreateFood) -> Receipt:
    """Keep a food of the person's own from its label; the figures are the label's, which the person told. Nothing is logged. One
    of theirs of the same name and brand is changed: what is not named stays."""
    serving = None if asked.per_serving is None else {"grams": asked.serving_g, "nutrients": asked.per_serving}
    known = services.own_foods(user_id=ctx.user_id).exclude(source=Source.RECIPE)
    before = known.filter(name__iexact=_one_line(asked.name), brand__iexact=_one_line(asked.brand or "")).first()
    if before is None:
        food = services.create_food(
            user_id=ctx.user_id, name=asked.name, brand=asked.brand, nutrients_per_100g=asked.per_100g, serving=serving
        )
    else:
        label = {"nutrients_per_100g": asked.per_100g, "serving": serving}
        food = services.edit_food(user_id=ctx.user_id, food_id=before.pk, changes=label)
    return {"foods": food_shapes(food_ids=[food.pk]), "message": f"1 food {'kept' if before is None else 'changed'}."}


class RecipeItem(Arguments):
    """So much of a food."""

    food_id: UUID
    amount_g: AmountG


class SaveRecipe(Arguments):
    """A recipe: its ingredients in words, or as foods with grams."""

    name: Name
    text: Annotated[
        str | None, Field(min_length=1, max_length=20_000, description="The ingredients in the person's own words.")
    ] = None
    ingredients: Annotated[list[RecipeItem] | None, Field(min_length=1, max_length=100)] = None
    servings: Annotated[Decimal | None, Field(gt=0, le=1_000, description="Left out: what the text says, else 1.")] = (
        None
    )
    cooked_g: Annotated[Decimal | None, Field(gt=0, le=100_000, description="What all of it weighs when done.")] = None

    @model_validator(mode="after")
    def _one_way(self) -> "SaveRecipe":
        if (self.text is None) == (self.ingredients is None):
            raise ValueError("give text or ingredients")
        return self


@user_tool(args=SaveRecipe, writes=True, area=Area.DIARY)
def save_recipe(ctx: Ctx, asked: SaveRecipe) -> Receipt:
    """Keep a recipe; what it holds is computed from its ingredients. One of the same name is replaced. Nothing is logged. Lines
    that no food was found for come back as unmatched and do not count."""
    read = read_recipe(text=asked.text, when=ctx.when) if asked.text is not None else ReadRecipe()
    parts = parts_of(read.proposals) + [
        chosen_part(food_id=item.food_id, quantity=None, unit=None, grams=item.amount_g)
        for item in asked.ingredients or ()
    ]
    servings = asked.servings or read.servings
    cooked = asked.cooked_g or read.cooked_grams
    before = recipes.own_recipes(ctx.user_id).filter(name__iexact=_one_line(asked.name)).first()
    if before is None:
        recipe = recipes.create_recipe(
            user_id=ctx.user_id,
            name=asked.name,
            servings=servings or Decimal(1),
            parts=parts,
            cooked_grams=cooked,
            unresolved=read.unresolved,
        )
    else:
        changes = {"ingredients": parts, "unresolved": read.unresolved, "cooked_grams": cooked}
        changes |= {} if servings is None else {"servings": servings}
        recipe = recipes.edit_recipe(user_id=ctx.user_id, recipe_id=before.pk, changes=changes)
    return {
        "recipe": recipe_shape(recipe),
        "unmatched": read.unresolved,
        "message": f"1 recipe {'kept' if before is None else 'changed'}.",
    }


class IngredientAmount(Arguments):
    """One of a recipe's ingredients, and what it is to weigh."""

    ingredient_id: UUID
    amount_g: AmountG


class EditRecipe(Arguments):
    """Which recipe, and what to change; what is left out stays."""

    recipe_id: UUID
    name: Name | None = None
    servings: Annotated[Decimal | None, Field(gt=0, le=1_000)] = None
    cooked_g: Annotated[Decimal | None, Field(gt=0, le=100_000, description="What all of it weighs when done.")] = None
    add: Annotated[str | None, Field(min_length=1, max_length=20_000, description="More ingredients, in words.")] = None
    reweigh: Annotated[list[IngredientAmount], Field(max_length=100)] = []
    remove: Annotated[list[UUID], Field(max_length=100, description="Ids of ingredients.")] = []

    @model_validator(mode="after")
    def _something(self) -> "EditRecipe":
        if self.model_fields_set == {"recipe_id"}:
            raise ValueError("name at least one thing to change")
        return self


@user_tool(args=EditRecipe, writes=True, area=Area.DIARY, destructive=True)
def edit_recipe(ctx: Ctx, asked: EditRecipe) -> Receipt:
    """Change a recipe of the person's, as list_own told it: its name, servings, cooked weight, or single ingredients. What was
    eaten of it stays as it was. Lines that no food was found for come back as unmatched and do not count."""
    before = recipes.recipe(user_id=ctx.user_id, recipe_id=asked.recipe_id)
    read = read_recipe(text=asked.add, when=ctx.when) if asked.add is not None else ReadRecipe()
    told = {"name": asked.name, "servings": asked.servings, "cooked_grams": asked.cooked_g}
    changes: dict[str, Any] = {name: value for name, value in told.items() if value is not None}
    if asked.add is not None or asked.reweigh or asked.remove:
        changes["ingredients"] = _amended(before, asked) + parts_of(read.proposals)
        changes["unresolved"] = before.unresolved + read.unresolved
    recipe = recipes.edit_recipe(user_id=ctx.user_id, recipe_id=before.pk, changes=changes)
    return {"recipe": recipe_shape(recipe), "unmatched": read.unresolved, "message": "1 recipe changed."}


def _amended(recipe: Recipe, asked: EditRecipe) -> list[recipes.Kept | Part]:
    """The ingredients that stay, in their order; one that is named and not there is left to be refused."""
    weights = {each.ingredient_id: each.amount_g for each in asked.reweigh}
    ids = list(recipe.ingredients.order_by("place").values_list("pk", flat=True))
    strange = [each for each in (*weights, *asked.remove) if each not in ids]
    return [
        recipes.Kept(each, weights.get(each))
        for each in (*ids, *strange)
        if each in strange or each not in asked.remove
    ]


class SetMeasure(Arguments):
    """ONE of a unit, in grams or in millilitres."""

    unit: Annotated[str, Field(min_length=1, max_length=40, description="e.g. bowl, mug, scoop, slice.")]
    food_id: Annotated[UUID | None, Field(description="Of this food alone; left out: of any.")] = None
    grams: AmountG | None = None
    millilitres: Annotated[Decimal | None, Field(gt=0, le=10_000, allow_inf_nan=False)] = None


@user_tool(args=SetMeasure, writes=True, area=Area.DIARY, destructive=True, idempotent=True)
def set_measure(ctx: Ctx, asked: SetMeasure) -> Receipt:
    """Keep what a household unit is to the person ("my bowl is 400 ml"), for every estimate from now on."""
    measure = keep_measure(
        user_id=ctx.user_id, unit=asked.unit, food_id=asked.food_id, grams=asked.grams, millilitres=asked.millilitres
    )
    return {"measures": [measure_shape(measure)], "message": "1 measure kept."}


class SetFavourite(Arguments):
    """Which food, and how much of it is usual."""

    food_id: UUID
    favourite: Annotated[bool, Field(description="False: it is none any more.")] = True
    quantity: Quantity | None = None
    unit: Unit | None = None
    amount_g: AmountG | None = None


@user_tool(args=SetFavourite, writes=True, area=Area.DIARY, destructive=True, idempotent=True)
def set_favourite(ctx: Ctx, asked: SetFavourite) -> Receipt:
    """Make a food one of the person's favourites, with its usual amount if they said one; or no favourite any more."""
    if not asked.favourite:
        drop_favourite(user_id=ctx.user_id, food_id=asked.food_id)
        return {"favourites": [], "message": "1 favourite dropped."}
    favourite = keep_favourite(
        user_id=ctx.user_id, food_id=asked.food_id, quantity=asked.quantity, unit=asked.unit, grams=asked.amount_g
    )
    food = food_shapes(food_ids=[asked.food_id])[0]
    return {"favourites": [favourite_shape(favourite, food)], "message": "1 favourite kept."}


class Kind(StrEnum):
    """What of a person's own there is to list or delete."""

    FOODS = "foods"
    RECIPES = "recipes"
    FAVOURITES = "favourites"
    MEASURES = "measures"
    USUAL_MEALS = "usual_meals"
    PREFERENCES = "preferences"


class ListOwn(Arguments):
    """What to list."""

    kind: Kind


@user_tool(args=ListOwn, writes=False, area=Area.DIARY)
def list_own(ctx: Ctx, asked: ListOwn) -> Receipt:
    """The person's own foods, recipes, favourites, measures ("my bowl is 400 ml"), usual meals or preferences (likes, dislikes,
    avoids, allergies), at most 30 (preferences: all), newest first."""
    return {"kind": asked.kind.value, asked.kind.value: _listed(ctx, asked.kind)}


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _listed(ctx: Ctx, kind: Kind) -> list[dict[str, Any]]:
    match kind:
        case Kind.FOODS:
            foods = services.own_foods(user_id=ctx.user_id).exclude(source=Source.RECIPE).order_by("-pk")
            return food_shapes(food_ids=list(foods.values_list("pk", flat=True)[:MOST_LISTED]))
        case Kind.RECIPES:
            rows = recipes.own_recipes(ctx.user_id).prefetch_related("ingredients").order_by("-pk")
            return [recipe_shape(row) for row in rows[:MOST_LISTED]]
        case Kind.FAVOURITES:
            kept = list(own_favourites(ctx.user_id)[:MOST_LISTED])
            shapes = {food["id"]: food for food in food_shapes(food_ids=[each.food_id for each in kept])}
            return [favourite_shape(each, shapes[each.food_id]) for each in kept]
        case Kind.MEASURES:
            return [measure_shape(measure) for measure in own_measures(ctx.user_id)[:MOST_LISTED]]
        case Kind.USUAL_MEALS:
            return [usual_shape(meal) for meal in usual_meals(user_id=ctx.user_id, today=ctx.when.date)]
        case Kind.PREFERENCES:
            return [preference_shape(row) for row in own_preferences(ctx.user_id)]


class DeleteOwn(Arguments):
    """Which one: its id, as list_own or a receipt told it."""

    kind: Kind
    id: UUID


@user_tool(
    args=DeleteOwn,
    writes=True,
    destructive=True,
    waits=lambda ctx, asked: deletes_one(ctx),
    as_of_yes=True,
    area=Area.DIARY,
    idempotent=True,
)
def delete_own(ctx: Ctx, asked: DeleteOwn) -> Receipt:
    """Delete one own food, recipe or measure; it can be undone, and what was eaten of it stays. A second one in a turn
    waits for a yes."""
    match asked.kind:
        case Kind.FOODS:
            services.delete_food(user_id=ctx.user_id, food_id=asked.id)
        case Kind.RECIPES:
            recipes.delete_recipe(user_id=ctx.user_id, recipe_id=asked.id)
        case Kind.MEASURES:
            delete_measure(user_id=ctx.user_id, measure_id=asked.id)
        case Kind.PREFERENCES:
            drop_preference(user_id=ctx.user_id, preference_id=asked.id)
        case Kind.FAVOURITES | Kind.USUAL_MEALS:
            raise InvalidInput(
                "kind_not_deletable", "Favourites are dropped with set_favourite; the usual follows the diary."
            )
    return {"message": "1 deleted."}
