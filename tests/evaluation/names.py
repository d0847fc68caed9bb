"""How many foods of the survey are found by their own names, said as people turn them round.

    python -m tests.evaluation.names [--wrong] [--number N]

"Rice, white, with corn, no added fat" is asked for as "150 g of white rice with corn no added fat", and is right where its
carbohydrate is within 7.5 g. Of every two names, in an order that means nothing, the second is kept apart. No cooking, no portion
and no sentence is tried by this: only whether a food that the catalogue has is known again.
"""

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import date, time
from hashlib import sha256
from typing import Final

from tests.evaluation.catalogue import seed_catalogue

GRAMS: Final = 150
NEAR_G: Final = 7.5
# A segment that begins so is said behind the food, all others before it.
_BEHIND: Final = frozenset(
    "made with from no in and prepared fat not skin on for as without flavors flavored packed".split()
)
_MOST_BEFORE: Final = 3
_LEFT_OPEN: Final = re.compile(r"(NFS|NS as to|from raw)\b")


def turned_round(name: str) -> str:
    """A name of the tables as it is said: "Rice, white, with corn" -> "white rice with corn"; "or …" and brackets left out."""
    segments = [part.strip() for part in re.sub(r"\([^)]*\)", "", name).split(",")]
    said = [part for part in segments if part and not _LEFT_OPEN.match(part)]
    before: list[str] = []
    behind: list[str] = []
    for part in said[1:]:
        words = part.split()
        (behind if words[0].lower() in _BEHIND or len(words) > _MOST_BEFORE else before).append(part)
    whole = re.sub(r"\bor [\w-]+", "", " ".join([*reversed(before), said[0], *behind]))
    return " ".join(whole.lower().split())


def survey_foods() -> list[tuple[str, float]]:
    """(name, grams of carbohydrate in 100 g) of the survey's foods for people who eat at table, in an order that means nothing."""
    from fithub.foods.models import Food

    told = (
        Food.objects.filter(source="fndds").exclude(name__istartswith="baby").values_list("name", "nutrients_per_100g")
    )
    rows = [(name, float(nutrients["carbohydrate_g"] or 0)) for name, nutrients in told]
    return sorted(rows, key=lambda row: sha256(row[0].encode()).digest())


def carbohydrate_of(text: str) -> tuple[float, str]:
    """Grams of carbohydrate of a sentence, and the foods that it was taken for."""
    from fithub.core.clock import LocalMoment
    from fithub.estimation.estimate import estimate_meal

    items = estimate_meal(text=text, when=LocalMoment(date(2026, 5, 6), time(12, 30), "UTC")).items
    told = ", ".join(f"{item.grams:.0f} g {item.food_name}" for item in items)
    return sum(float(item.nutrients["carbohydrate_g"] or 0) for item in items), told


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask for them all."""
    parser = argparse.ArgumentParser(description="Ask for the survey's foods by their names turned round.")
    parser.add_argument("--wrong", action="store_true", help="print the wrong ones of the half that is developed on")
    parser.add_argument("--number", type=int, help="only so many")
    options = parser.parse_args(arguments)
    asked, right = [0, 0], [0, 0]
    with seed_catalogue():
        for place, (name, carbohydrate) in enumerate(survey_foods()[: options.number]):
            kept = place % 2
            text = f"{GRAMS} g of {turned_round(name)}"
            got, told = carbohydrate_of(text)
            is_right = abs(got - carbohydrate * GRAMS / 100) <= NEAR_G
            asked[kept] += 1
            right[kept] += is_right
            if options.wrong and not kept and not is_right:
                sys.stdout.write(f"{text}\n    {name}: {carbohydrate * GRAMS / 100:.0f} g; got {got:.0f} g of {told}\n")
    for half, kept in (("developed on", 0), ("kept apart", 1)):
        sys.stdout.write(f"{half}: {right[kept]} of {asked[kept]}, {100 * right[kept] / max(1, asked[kept]):.1f}%\n")


if __name__ == "__main__":
    main()
