"""What the offline model says of foods that were looked up. Every figure is the tool's, rounded for reading."""

from collections.abc import Sequence

from agents.offline.history import Result
from agents.offline.nutrients import MACROS, label, listed, number, so_much
from agents.offline.wording import amount_said


def looked_up(result: Result, nutrients: Sequence[str]) -> str:
    """What amounts of foods hold."""
    keys = [*dict.fromkeys(nutrients or MACROS)]
    items = result.data["items"]
    named = listed([f"{item['food']} ({amount_said(item)}{number(item['grams'], 0)} g)" for item in items])
    totals = result.data["totals"]
    told = [so_much(key, totals[key]) for key in keys if totals.get(key) is not None]
    missing = [label(key) for key in keys if totals.get(key) is None]
    said = f"{named}: about {listed(told)}." if told else f"{named}:"
    if missing:
        said += f" I have no figure for {listed(missing)}."
    return f"{said} {_not_understood(result.data.get('unmatched', ()))}".strip()


def unknown(words: str) -> str:
    """That no food is called so."""
    return f"I know no food called “{words}”."


def found_foods(result: Result, nutrients: Sequence[str], *, most: int = 3) -> str:
    """The best matches of a search, by 100 g."""
    keys = [*dict.fromkeys(nutrients or ("energy_kcal", "protein_g"))]
    told = []
    for food in result.data["foods"][:most]:
        per_100g = food["nutrients_per_100g"]
        figures = [so_much(key, per_100g[key]) for key in keys if key in per_100g]
        told.append(f"{food['name']}: {listed(figures) if figures else 'no figures'}")
    return f"The closest I know, by 100 g: {'; '.join(told)}."


def _not_understood(unmatched: Sequence[str]) -> str:
    """The words of a question that were not understood, quoted; nothing if there are none."""
    return f"I did not understand {listed([f'“{words}”' for words in unmatched[:5]])}." if unmatched else ""
