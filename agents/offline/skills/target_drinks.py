"""A target of water, told as what is to be drunk: "I'd like to drink 2.5 litres a day". Pure."""

import re
from decimal import Decimal
from typing import Final

from agents.offline.skills.target_words import NewTarget, Part

_FRAME: Final = (
    r"(?:(?:i|i'd|i'm|we)\b ?(?:(?:would|really|also|am|do) )*(?:(?:want|like|love|aim|aiming|plan|planning|need|hope|"
    r"trying|try|wanna|should|"
    r"going)(?: (?:to|for))?)|(?:my |a |the )?(?:daily )?(?:water |drinking |hydration |fluid )?(?:goal|target|aim)"
    r"(?: (?:is|to|of|should be))*|(?:set|make|change|put) (?:my |a |the )?(?:daily )?(?:water|drinking|hydration|fluid)(?: "
    r"intake)?"
    r"(?: (?:goal|target|aim))?(?: (?:to|of|at))?|(?:aim|aiming) (?:to|for)|let's)"
)
_DRINKS: Final = re.compile(
    rf"^(?:{_FRAME} (?P<drink>(?:start |be )?drink(?:ing)? |have |get )?|(?P<order>drink ))"
    r"(?P<bound>at least |a minimum of )?(?P<value>\d+(?:[.,]\d+)?) ?(?P<unit>l|lit(?:re|er)s?|ml|millilit(?:re|er)s?|cl)"
    r"(?P<water> (?:of )?(?:plain )?(?:water|fluids?))?(?P<daily> (?:a|per|each|every) day| daily)?(?: from now on| please)*$",
    re.IGNORECASE,
)
_ML: Final = {"l": Decimal(1000), "m": Decimal(1), "c": Decimal(10)}


def read_drink_target(order: str) -> NewTarget | None:
    """So much water a day; None where a clause is about anything else, or may be of a drink that was had."""
    match = _DRINKS.match(order.strip(" .!"))
    if match is None:
        return None
    of_water = match["order"] or re.search(r"\b(?:water|hydration|fluids?|drink(?:ing)?)\b", order, re.IGNORECASE)
    named = re.search(r"\b(?:goal|target|aim)\b|^(?:set|make|change|put)\b", order, re.IGNORECASE)
    if not of_water or not (match["daily"] or named):
        return None
    grams = Decimal(match["value"].replace(",", ".")) * _ML[match["unit"][0].lower()]
    return NewTarget((Part("water_g", "min" if match["bound"] else "target", grams),))
