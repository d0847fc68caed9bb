"""What a model reads of a receipt: the same stored values, without what it does not need for an answer."""

from collections.abc import Mapping
from typing import Any, Final

MACROS: Final = ("energy_kcal", "protein_g", "carbohydrate_g", "fat_g")


def brief(receipt: Mapping[str, Any]) -> dict[str, Any]:
    """The receipt, entries and drafts cut down to names, amounts, places and macronutrients."""
    told: dict[str, Any] = {}
    for name, value in receipt.items():
        match name:
            case "entries" | "removed":
                told[name] = [_entry(each) for each in value]
            case "drafts":
                told[name] = [_draft(each) for each in value]
            case "items":
                told[name] = [_item(each) for each in value]
            case "foods":
                told[name] = [_food(each) for each in value]
            case "recipe":
                told[name] = _recipe(value)
            case "recipes":
                told[name] = [_recipe(each) for each in value]
            case "favourites":
                told[name] = [{**each, "food": _food(each["food"])} for each in value]
            case "usual_meals":
                told[name] = [_usual(each) for each in value]
            case "totals" | "remaining" | "targets":
                told[name] = {key: amount for key, amount in value.items() if amount is not None}
            case _:
                told[name] = value
    return told


def _entry(entry: Mapping[str, Any]) -> dict[str, Any]:
    nutrients = entry["nutrients"]
    return {
        "id": entry["id"],
        "food": entry["description"],
        "food_id": entry["food"]["id"] if entry["food"] else None,
        "said": entry["said"],
        "quantity": entry["quantity"],
        "unit": entry["unit"],
        "grams": entry["grams"],
        "slot": entry["slot"],
        "local_date": entry["local_date"],
        "local_time": entry["local_time"][:5],
        **{key: nutrients.get(key) for key in MACROS},
    }


def _draft(draft: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": draft["id"],
        "state": draft["state"],
        "slot": draft["slot"],
        "local_date": draft["local_date"],
        "items": [_item(item) for item in draft["items"]],
    }


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    nutrients = item["nutrients"]
    return {
        "text": item["text"],
        "food": item["food"]["name"] if item["food"] else None,
        "quantity": item["quantity"],
        "unit": item["unit"],
        "grams": item["grams"],
        "confidence": item["confidence"],
        "alternatives": item["alternatives"][:3],
        "question": item.get("question"),
        **{key: nutrients.get(key) for key in MACROS},
    }


def _food(food: Mapping[str, Any]) -> dict[str, Any]:
    known = {key: amount for key, amount in food["nutrients_per_100g"].items() if amount is not None}
    return {**food, "nutrients_per_100g": known}


def _recipe(recipe: Mapping[str, Any]) -> dict[str, Any]:
    kept = ("id", "name", "servings", "cooked_grams", "grams", "serving_grams", "unresolved")
    return {
        **{name: recipe[name] for name in kept},
        "food_id": recipe["food"]["id"],
        "per_serving": {key: recipe["per_serving"].get(key) for key in MACROS},
        "ingredients": [
            {
                "id": each["id"],
                "food": each["description"],
                "text": each["text"],
                "grams": each["grams"],
                "confidence": each["confidence"],
            }
            for each in recipe["ingredients"]
        ],
    }


def _usual(meal: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **{name: meal[name] for name in ("slot", "times", "last_on")},
        "items": [{"food": each["food"]["name"], "grams": each["grams"]} for each in meal["items"]],
        **{key: meal["totals"].get(key) for key in MACROS},
    }
