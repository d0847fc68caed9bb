"""What no food can be: the reasons for which a product is held back instead of imported.

Wide enough for every real food that we know of and narrow enough for the slips that spoil a day: kilojoules in the field of
kilocalories, a serving's figures in that of 100 g, a comma lost. docs/data-sources.md lists the reasons for people.
"""

import re
from collections.abc import Mapping
from typing import Final

from fithub.foods.labels import MOST_ENERGY_KCAL, MOST_PARTS_G
from fithub.sources.record import MISMATCH, PER_100ML, Record

REASONS: Final[Mapping[str, str]] = {
    "energy_impossible": "more than 910 kcal in 100 g; pure fat has 902",
    "parts_impossible": "the parts of 100 g weigh more than 102 g",
    "part_over_whole": "more of a part than of the whole (sugars than carbohydrate, saturated fat than fat)",
    "energy_disagrees": "the energy is far from what protein, carbohydrate, fat and alcohol make",
    "negative": "an amount under zero",
    "nothing_known": "neither the energy nor any of protein, carbohydrate and fat",
    "bad_gtin": "a bar code whose check digit is wrong, or that is none",
    "no_name": "no name",
    "text_unreadable": "a name that is not in the encoding that the dump says",
    "number_unreadable": "an amount that is no number",
    "row_unreadable": "a row that is cut off, too long or of other columns",
}

_MOST_KCAL: Final = float(MOST_ENERGY_KCAL)
_MOST_PARTS: Final = float(MOST_PARTS_G)
# 100 ml of a syrup weigh up to 140 g.
_MOST_PARTS_OF_100ML: Final = 145.0
# A label rounds each figure to half a gram, and some to a whole one.
_ROUNDING: Final = 1.0
_MASSES: Final = ("protein_g", "carbohydrate_g", "fat_g", "alcohol_g", "water_g")
_PARTS: Final = (
    ("sugars_g", "carbohydrate_g"),
    ("starch_g", "carbohydrate_g"),
    ("saturated_fat_g", "fat_g"),
    ("monounsaturated_fat_g", "fat_g"),
    ("polyunsaturated_fat_g", "fat_g"),
    ("trans_fat_g", "fat_g"),
)
_MICROGRAMS: Final = {"g": 1e6, "mg": 1e3, "ug": 1.0}

# Their carbohydrate may give next to no energy (polyols, erythritol has none).
_SWEETENED: Final = re.compile(
    r"\b(erythritol|stevia|sweeteners?|monk ?fruit|xylitol|allulose|maltitol|sorbitol|sugar[- ]?free|no sugar|zero sugar|keto|"
    r"low[- ]carb|gum|mints?|splenda|sucralose)\b",
    re.IGNORECASE,
)
# Their energy comes from alcohol, of which labels say nothing.
_ALCOHOLIC: Final = re.compile(
    r"\b(wines?|beers?|spirits?|liquors?|liqueurs?|alcohol\w*|cocktails?|vodka|rum|gin|whiske?y|bourbon|scotch|brandy|cognac|"
    r"cider|sake|soju|tequila|mezcal|champagne|prosecco|cava|mead|vermouth|ale|ales|lager|stout|porter|port|sherry|schnapps|"
    r"aperitifs?|margarita|mojito|sangria|hard seltzers?|extracts?|bitters)\b",
    re.IGNORECASE,
)


def reasons(record: Record) -> list[str]:
    """Why a food is held back, in the order of REASONS; empty for one that is plausible."""
    found = {*record.wrong}
    known = record.nutrients
    if any(amount < 0 for amount in known.values()):
        found.add("negative")
    if known.get("energy_kcal", 0.0) > _MOST_KCAL:
        found.add("energy_impossible")
    per_100ml = PER_100ML in record.flags
    most = _MOST_PARTS_OF_100ML if per_100ml else _MOST_PARTS
    if sum(known.get(key, 0.0) for key in _MASSES) > most or any(
        key not in _MASSES and amount * _MICROGRAMS.get(key.rpartition("_")[2], 0.0) > most * 1e6
        for key, amount in known.items()
    ):
        found.add("parts_impossible")
    if any(part in known and whole in known and known[part] > known[whole] + _ROUNDING for part, whole in _PARTS):
        found.add("part_over_whole")
    if not known.keys() & {"energy_kcal", "protein_g", "carbohydrate_g", "fat_g"}:
        found.add("nothing_known")
    elif _energy_disagrees(record):
        found.add("energy_disagrees")
    if not record.name:
        found.add("no_name")
    return [reason for reason in REASONS if reason in found]


def make_possible(record: Record) -> None:
    """Before somebody lets it in all the same: an amount under zero is no amount, it is unknown."""
    record.nutrients = {key: amount for key, amount in record.nutrients.items() if amount >= 0}


def note_mismatch(record: Record) -> None:
    """Flag an energy over 20 % and 20 kcal away from 4/4/9/7, as the seed does: such a food is kept."""
    known = record.nutrients
    if {"energy_kcal", "protein_g", "carbohydrate_g", "fat_g"} <= known.keys():
        energy = known["energy_kcal"]
        if abs(_reckoned(known) - energy) > max(20.0, energy / 5):
            record.flags.append(MISMATCH)


def _reckoned(known: Mapping[str, float]) -> float:
    """Energy by Atwater's general factors, fibre not deducted."""
    return (
        4 * known.get("protein_g", 0.0)
        + 4 * known.get("carbohydrate_g", 0.0)
        + 9 * known.get("fat_g", 0.0)
        + 7 * known.get("alcohol_g", 0.0)
    )


def _energy_disagrees(record: Record) -> bool:
    """Whether the energy is less than half of the least that the parts make, or over half more than the most.

    The least leaves out fibre, and all but the sugars of what is sweetened by something else. The most is asked only where all
    three are known, and of drinks with alcohol only where that is known too.
    """
    known = record.nutrients
    energy = known.get("energy_kcal")
    if energy is None:
        return False
    about = f"{record.name} {record.category}"
    certain = 4 * known.get("protein_g", 0.0) + 9 * known.get("fat_g", 0.0)
    if energy < 0.5 * (certain + 4 * known.get("sugars_g", 0.0)) - 20:
        return True
    # Fibre is part of the carbohydrate on labels of the US, and beside it on those of the EU.
    digested = max(0.0, known.get("carbohydrate_g", 0.0) - known.get("fibre_g", 0.0))
    if energy < 0.25 * (certain + 4 * digested) - 10 and not _SWEETENED.search(about):
        return True
    if not {"protein_g", "carbohydrate_g", "fat_g"} <= known.keys():
        return False
    if energy <= 1.5 * (_reckoned(known) + 2 * known.get("fibre_g", 0.0)) + 60:
        return False
    return bool(known.get("alcohol_g")) or not _ALCOHOLIC.search(about)
