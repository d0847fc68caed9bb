"""Many texts estimated one by one, as JSON lines: for evaluations, through the very function that the chat uses."""

import json
import time
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from fithub.core.clock import LocalMoment
from fithub.core.errors import InvalidInput
from fithub.core.nutrients import total
from fithub.estimation.estimate import EstimatedItem, MealEstimate, estimate_meal


def estimate_line(line: str, *, when: LocalMoment) -> dict[str, Any]:
    """{id, text} as JSON in; {id, carb, protein, fat, energy, items, unmatched, latency_s} out: grams, kcal, seconds.

    A total is null where nothing was understood, or where the nutrient is unknown for every food. Raises InvalidInput
    (`malformed_line`).
    """
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InvalidInput("malformed_line", f"not JSON ({error})") from None
    if not isinstance(asked, dict) or "id" not in asked or not isinstance(asked.get("text"), str):
        raise InvalidInput("malformed_line", "an object with `id` and a string `text` is wanted")
    began = time.perf_counter()
    estimate = estimate_meal(text=asked["text"].replace("\x00", " "), when=when)
    latency = time.perf_counter() - began
    return {"id": asked["id"]} | _totals(estimate) | {"latency_s": round(latency, 4)}


def estimate_lines(lines: Iterable[str], *, when: LocalMoment) -> Iterator[tuple[int, dict[str, Any] | InvalidInput]]:
    """Each line's number, from 1, with its answer or what is wrong with it, in order; blank lines are left out."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield number, estimate_line(line, when=when)
        except InvalidInput as error:
            yield number, error


def _totals(estimate: MealEstimate) -> dict[str, Any]:
    amounts = total(item.nutrients for item in estimate.items).amounts if estimate.items else {}
    return {
        "carb": _number(amounts.get("carbohydrate_g")),
        "protein": _number(amounts.get("protein_g")),
        "fat": _number(amounts.get("fat_g")),
        "energy": _number(amounts.get("energy_kcal")),
        "items": [_item(item) for item in estimate.items],
        "unmatched": list(estimate.unmatched),
    }


def _item(item: EstimatedItem) -> dict[str, Any]:
    return {
        "text": item.text,
        "food_id": str(item.food_id),
        "food": item.food_name,
        "quantity": _number(item.quantity),
        "unit": item.unit,
        "grams": _number(item.grams),
        "portion_source": item.portion_source,
        "confidence": _number(item.confidence),
        "carb": _number(item.nutrients["carbohydrate_g"]),
        "energy": _number(item.nutrients["energy_kcal"]),
    }


def _number(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)
