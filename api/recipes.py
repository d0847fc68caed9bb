"""Recipes: what you cook, as foods of your own whose nutrients are computed from the ingredients."""

from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field, model_validator

from api.auth import caller, owned_router
from api.drafts import Question
from api.errors import Problem
from api.limits import limited
from api.replies import decode_cursor, nothing, page, reply
from api.schemas import FoodName, Grams, Input, Nutrients, Quantity, Text
from fithub.accounts.queries import local_now
from fithub.core.clock import LocalMoment
from fithub.core.errors import InvalidInput
from fithub.core.ownership import Actor
from fithub.planning import recipes
from fithub.planning.pages import read_page
from fithub.planning.reading import MOST_STRANGE, ReadRecipe, read_recipe, resolve
from fithub.planning.shapes import read_shape, recipe_shape
from fithub.planning.snapshots import Part, chosen_part, parts_of

router = owned_router(Actor.FORM)

Name = Annotated[Text, Field(min_length=1, max_length=200)]
Servings = Annotated[Decimal, Field(gt=0, le=1_000, allow_inf_nan=False)]
CookedGrams = Annotated[Decimal, Field(gt=0, le=100_000, allow_inf_nan=False)]
# It is shown as a link, so it is one that opens a page and runs nothing.
Address = Annotated[Text, Field(max_length=2_000, pattern=r"^([Hh][Tt][Tt][Pp][Ss]?://\S+)?$")]
Pasted = Annotated[Text, Field(min_length=1, max_length=60_000)]


class Ingredient(Schema):
    """So much of a food in a recipe; what 100 g of it held is frozen in it. `confidence` is null where the food was chosen."""

    id: UUID
    text: str
    food: FoodName | None
    description: str
    quantity: float | None
    unit: str | None
    grams: float
    nutrients: Nutrients
    portion_source: str
    confidence: float | None


class Recipe(Schema):
    """A recipe. `food` is the same dish as a food of yours, to be searched and logged like any other.

    `grams`: what all of it weighs, cooked if that is known, else what the ingredients weigh together. `totals`: what all of it
    holds, with `unknown`: how many ingredients do not know a nutrient. In a serving and in 100 g such a nutrient is null.
    `unresolved`: lines that no food was found for; what the recipe holds is short of them.
    """

    id: UUID
    food: FoodName
    name: str
    servings: float
    cooked_grams: float | None
    grams: float
    serving_grams: float
    totals: Nutrients
    unknown: dict[str, int]
    per_serving: Nutrients
    nutrients_per_100g: Nutrients
    ingredients: list[Ingredient]
    unresolved: list[str]
    url: str | None


class RecipePage(Schema):
    items: list[Recipe]
    next: str | None


class ReadIngredient(Schema):
    """An ingredient as it was understood: `confidence` 0..1, and what to ask where that is low."""

    text: str
    food: FoodName
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


class RecipeRead(Schema):
    """What was read; nothing is kept yet. `unresolved`: lines that no food was found for. `left_out`: lines that are no
    ingredients (headings, the method)."""

    name: str | None
    servings: float | None
    cooked_grams: float | None
    url: str | None
    ingredients: list[ReadIngredient]
    unresolved: list[str]
    left_out: list[str]


class ToRead(Input):
    """A recipe as `text` (an ingredient a line, or a sentence), or a web page's `html`. `url` is kept and never fetched."""

    text: Pasted | None = None
    html: Annotated[Text, Field(min_length=1, max_length=1_000_000)] | None = None
    url: Address | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> "ToRead":
        if (self.text is None) == (self.html is None):
            raise ValueError("give either text or html")
        return self


class NewIngredient(Input):
    """`food_id` with `grams`, or with `quantity` and `unit`; or words alone in `text`, which are looked up; or, in a change, the
    `id` of an ingredient that stays, with `grams` where its weight changes."""

    id: UUID | None = None
    food_id: UUID | None = None
    quantity: Quantity | None = None
    unit: Text | None = Field(None, max_length=40)
    grams: Grams | None = None
    text: Text | None = Field(None, min_length=1, max_length=300)

    @model_validator(mode="after")
    def _something(self) -> "NewIngredient":
        if self.id is None and self.food_id is None and self.text is None:
            raise ValueError("give food_id with an amount, or text, or the id of an ingredient")
        if self.id is not None and self.model_fields_set - {"id", "grams"}:
            raise ValueError("an ingredient that stays takes grams and nothing else; leave out its id for another one")
        return self


Ingredients = Annotated[list[NewIngredient], Field(min_length=1, max_length=100)]


class NewRecipe(Input):
    """A recipe from `ingredients`, or from pasted `text`. `cooked_grams`: what all of it weighs when it is done."""

    name: Name
    servings: Servings | None = None
    cooked_grams: CookedGrams | None = None
    ingredients: Ingredients | None = None
    text: Pasted | None = None
    url: Address | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> "NewRecipe":
        if (self.ingredients is None) == (self.text is None):
            raise ValueError("give either ingredients or text")
        return self


class RecipeChanges(Input):
    """What to change; fields that are not sent stay. `ingredients` is the whole list as it should become."""

    name: Name = Field(None)  # type: ignore[assignment]
    servings: Servings = Field(None)  # type: ignore[assignment]
    cooked_grams: CookedGrams | None = None
    ingredients: Ingredients = Field(None)  # type: ignore[arg-type]
    unresolved: Annotated[list[Annotated[Text, Field(max_length=300)]], Field(max_length=100)] = Field(None)  # type: ignore[arg-type]


class Paging(Schema):
    limit: int = Field(20, ge=1, le=100)
    cursor: str | None = None


@router.get("", response={200: RecipePage, 401: Problem, 422: Problem}, tags=["recipes"])
def index(request: HttpRequest, paging: Annotated[Paging, Query()]) -> HttpResponse:
    """Your recipes, newest first."""
    rows = recipes.own_recipes(caller(request)).prefetch_related("ingredients")
    after = decode_cursor(paging.cursor, lambda key: UUID(key[0]))
    if after is not None:
        rows = rows.filter(id__lt=after)
    return page(list(rows.order_by("-id")[: paging.limit + 1]), paging.limit, recipe_shape, lambda row: [row.pk])


@router.post("", response={201: Recipe, 401: Problem, 404: Problem, 422: Problem, 429: Problem}, tags=["recipes"])
@limited("draft")
def create(request: HttpRequest, body: NewRecipe) -> HttpResponse:
    """Keep a recipe. Lines that no food is found for are kept as `unresolved`, and the rest is computed without them."""
    user_id = caller(request)
    when = local_now(user_id)
    read = read_recipe(text=body.text, when=when) if body.text is not None else ReadRecipe()
    wanted = parts_of(read.proposals) if body.ingredients is None else _parts(body.ingredients, read, when)
    parts = [part for part in wanted if isinstance(part, Part)]
    if len(parts) < len(wanted):
        raise InvalidInput.field("ingredients", "id_unknown", "A new recipe has no ingredients yet; leave out `id`.")
    servings = body.servings or read.servings
    if servings is None:
        raise InvalidInput.field("servings", "missing", "Say how many servings the recipe makes.")
    recipe = recipes.create_recipe(
        user_id=user_id,
        name=body.name,
        servings=servings,
        cooked_grams=body.cooked_grams or read.cooked_grams,
        parts=parts,
        url=body.url or "",
        unresolved=read.unresolved,
    )
    return reply(recipe_shape(recipe), 201)


@router.post("/read", response={200: RecipeRead, 401: Problem, 422: Problem, 429: Problem}, tags=["recipes"])
@limited("draft")
def read(request: HttpRequest, body: ToRead) -> HttpResponse:
    """Read a recipe from text or from a page's HTML; nothing is kept, and no address is opened."""
    when = local_now(caller(request))
    if body.html is not None:
        return reply(read_shape(read_page(html=body.html, when=when, url=body.url or "")))
    assert body.text is not None
    found = read_recipe(text=body.text, when=when)
    found.url = body.url or ""
    return reply(read_shape(found))


@router.get("/{uuid:recipe_id}", response={200: Recipe, 401: Problem, 404: Problem}, tags=["recipes"])
def show(request: HttpRequest, recipe_id: UUID) -> HttpResponse:
    """One recipe."""
    return reply(recipe_shape(recipes.recipe(user_id=caller(request), recipe_id=recipe_id)))


@router.patch(
    "/{uuid:recipe_id}",
    response={200: Recipe, 401: Problem, 404: Problem, 409: Problem, 422: Problem, 429: Problem},
    tags=["recipes"],
)
@limited("draft")
def edit(request: HttpRequest, recipe_id: UUID, body: RecipeChanges) -> HttpResponse:
    """Change a recipe, and the food that it is; what you have eaten of it stays as it was."""
    user_id = caller(request)
    changes: dict[str, Any] = body.model_dump(exclude_unset=True, exclude={"ingredients"})
    if "ingredients" in body.model_fields_set:
        found = ReadRecipe()
        changes["ingredients"] = _parts(body.ingredients, found, local_now(user_id))
        changes.setdefault("unresolved", found.unresolved)
    return reply(recipe_shape(recipes.edit_recipe(user_id=user_id, recipe_id=recipe_id, changes=changes)))


@router.delete("/{uuid:recipe_id}", response={204: None, 401: Problem, 404: Problem}, tags=["recipes"])
def delete(request: HttpRequest, recipe_id: UUID) -> HttpResponse:
    """Delete a recipe; what you have eaten of it stays, and it can be undone."""
    recipes.delete_recipe(user_id=caller(request), recipe_id=recipe_id)
    return nothing()


def _parts(wanted: list[NewIngredient], read: ReadRecipe, when: LocalMoment) -> list[Part | recipes.Kept]:
    """Each ingredient as it is to be written: kept, chosen, or looked up by its words; what is not found is added to `read`.

    Words may be many foods: no more are looked up than a recipe may have, nor words after many that are no food.
    """
    parts: list[Part | recipes.Kept] = []
    strange = 0
    for each in wanted:
        if len(parts) > recipes.MOST_INGREDIENTS:
            break
        if each.id is not None:
            parts.append(recipes.Kept(each.id, each.grams))
        elif each.food_id is not None:
            amount = each.model_dump(include={"food_id", "quantity", "unit", "grams"})
            parts.append(chosen_part(**amount, said=each.text or ""))
        elif strange >= MOST_STRANGE:
            read.unresolved.append(each.text or "")
        else:
            looked_up = ReadRecipe()
            resolve(looked_up, [each.text or ""], when)
            parts += parts_of(looked_up.proposals)
            read.unresolved += looked_up.unresolved
            strange += not looked_up.proposals
    return parts
