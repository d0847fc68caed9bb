"""What a model reads of a receipt: the same stored values, without what it does not need for an answer."""

from collections.abc import Callable, Mapping
from typing import Any, Final

MACROS: Final = ("energy_kcal", "protein_g", "carbohydrate_g", "fat_g")


def brief(receipt: Mapping[str, Any]) -> dict[str, Any]:
    """The receipt, entries and drafts cut down to names, amounts, places and macronutrients."""
    return {name: _told(name, value) for name, value in receipt.items()}


def _told(name: str, value: Any) -> Any:
    if name in _EACH:
        return [_EACH[name](each) for each in value]
    match name:
        case "recipe":
            return _recipe(value)
        case "favourites":
            return [{**each, "food": _food(each["food"])} for each in value]
        case "totals" | "remaining" | "targets":
            return {key: amount for key, amount in value.items() if amount is not None}
    return value


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


def _measurement(row: Mapping[str, Any]) -> dict[str, Any]:
    kept = ("id", "metric", "label", "value", "unit", "type", "local_date", "bmi", "note")
    return {
        **{name: row[name] for name in kept if row[name] not in (None, "")},
        "text": row["display"]["text"],
        "local_time": row["local_time"][:5],
    }


def _summary(summary: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **{name: summary[name] for name in ("metric", "label", "count")},
        **{name: _measurement(summary[name]) for name in ("first", "latest")},
        "change": summary["change"]["value"],
        **{f"{name}_text": summary[name]["display"]["text"] for name in ("change", "min", "max")},
    }


def _planned(meal: Mapping[str, Any]) -> dict[str, Any]:
    kept = ("id", "diet_id", "name", "slot", "local_date", "local_time", "state", "rule", "starts_on", "last_on")
    return {
        **{name: meal[name] for name in kept if meal.get(name) is not None},
        "items": [
            {name: each[name] for name in ("id", "quantity", "unit", "grams") if each[name] is not None}
            | {"food": each["description"]}
            for each in meal["items"]
        ],
        "totals": {key: meal["totals"].get(key) for key in MACROS},
    }


def _memory(row: Mapping[str, Any]) -> dict[str, Any]:
    kept = ("id", "kind", "text", "enforced", "near")
    return {name: row[name] for name in kept if name in row}


# What a receipt lists, and how a model is told of each of it.
_EACH: Final[Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]]] = {
    "entries": _entry,
    "removed": _entry,
    "drafts": _draft,
    "items": _item,
    "foods": _food,
    "recipes": _recipe,
    "usual_meals": _usual,
    "measurements": _measurement,
    "deleted_measurements": _measurement,
    "summaries": _summary,
    "planned_meals": _planned,
    "meals": _planned,
    "memories": _memory,
    "forgotten": _memory,
}
