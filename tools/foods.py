"""Looking foods up; nothing here writes."""

from dataclasses import asdict
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from fithub.accounts.queries import measures_of
from fithub.accounts.scopes import Area
from fithub.core.nutrients import total
from fithub.estimation.estimate import EstimatedItem, estimate_meal
from fithub.foods import search
from fithub.planning.warnings import warned_foods, warned_items
from tools.base import Ctx, Receipt, user_tool


class SearchFoods(BaseModel):
    """What to look for."""

    model_config = ConfigDict(extra="forbid")

    query: Annotated[str, Field(min_length=1, max_length=200, description="A food, e.g. 'oat milk'.")]
    limit: Annotated[int, Field(ge=1, le=10)] = 5


@user_tool(args=SearchFoods, writes=False, area=Area.DIARY)
def search_foods(ctx: Ctx, asked: SearchFoods) -> Receipt:
    """Find foods by name, best first, with what 100 g of each hold. A score under 0.6 is a guess."""
    found = search.search_foods(q=asked.query, limit=asked.limit)
    foods = [
        {
            "id": str(match.food_id),
            "name": match.shown_name,
            "brand": match.brand,
            "category": match.category,
            "score": round(match.score, 2),
            "nutrients_per_100g": match.nutrients_per_100g,
        }
        for match in found
    ]
    return {"query": asked.query, "foods": warned_foods(user_id=ctx.user_id, foods=foods)}


class Estimate(BaseModel):
    """Which food, and how much of it."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=8000, description="Foods with amounts, e.g. 'a medium apple'.")]


@user_tool(args=Estimate, writes=False, area=Area.DIARY)
def estimate_foods(ctx: Ctx, asked: Estimate) -> Receipt:
    """What an amount of one or more foods holds, for questions and comparisons. Writes nothing down."""
    estimate = estimate_meal(text=asked.text, when=ctx.when, locale=measures_of(ctx.user_id))
    totals = total(item.nutrients for item in estimate.items)
    items = [_item(item) for item in estimate.items]
    return {
        "text": asked.text,
        "items": warned_items(user_id=ctx.user_id, items=items),
        "totals": totals.amounts,
        "unknown": totals.unknown,
        "unmatched": list(estimate.unmatched),
    }


def _item(item: EstimatedItem) -> Receipt:
    def named(food_id: UUID, name: str) -> dict[str, str]:
        return {"id": str(food_id), "name": name}

    return {
        "text": item.text,
        "food": named(item.food_id, item.food_name),
        "quantity": item.quantity,
        "unit": item.unit,
        "grams": item.grams,
        "grams_low": item.grams_low,
        "grams_high": item.grams_high,
        "nutrients": item.nutrients,
        "confidence": item.confidence,
        "alternatives": [named(each.food_id, each.name) for each in item.alternatives],
        "question": None if item.question is None else asdict(item.question),
    }
