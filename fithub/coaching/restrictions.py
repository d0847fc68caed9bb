"""What is not suggested to a person whatever else they like: for their health as they have stated it, and for anybody. Pure.

No advice: that a food is left out here is no judgement of it, and that one is not is no promise. What FitHub cannot judge (an
illness, a medicine) leads to no rule of its own but to one for all: nothing new is suggested then, only what the person eats
anyway.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from fithub.core.nutrients import Nutrients
from fithub.foods.words import tokens

_PREGNANT: Final = re.compile(r"\b(?:pregnan\w*|expecting (?:a )?(?:baby|child|twins)|with child)\b", re.IGNORECASE)
_DENIED: Final = re.compile(r"\b(?:not|no longer|never|isn't|wasn't)\b", re.IGNORECASE)
# What public health services tell pregnant people not to eat: raw or lightly cooked animal foods, liver, soft and blue cheeses,
# fish high in mercury. By words of names.
_NOT_IN_PREGNANCY: Final = frozenset(
    "raw sushi sashimi tartare carpaccio ceviche poke rare liver pate foie haggis swordfish shark marlin mackerel tilefish tuna"
    " bigeye unpasteurized unpasteurised brie camembert gorgonzola roquefort stilton feta blue chevre queso smoked lox gravlax"
    " salami prosciutto chorizo oyster clam mussel eggnog mayonnaise tiramisu mousse sprout kombucha energy".split()
)
# Plain plants are no animal foods that could be undercooked.
_PLANTS: Final = frozenset({"Fruit", "Vegetables", "Beans and pulses", "Nuts and seeds"})
_SPIRITS: Final = frozenset(
    "alcohol wine beer vodka whisky whiskey rum gin cocktail liqueur tequila brandy champagne cider sake ale lager".split()
)


@dataclass(frozen=True, slots=True)
class Restrictions:
    """`pregnant`: foods that are told against in pregnancy are left out. `only_known`: nothing is suggested but what the person
    eats anyway; there is a condition that FitHub does not judge."""

    pregnant: bool = False
    only_known: bool = False

    def allow(self, name: str, per_100g: Nutrients, groups: Iterable[str] = ()) -> bool:
        """Whether a food of this name, which holds this and is in these food groups, may be suggested. Alcohol never is."""
        words = set(tokens(name))
        alcohol = per_100g.get("alcohol_g")
        if (alcohol is not None and alcohol > Decimal("0.5")) or (words & _SPIRITS and "free" not in words):
            return False
        bad = words & _NOT_IN_PREGNANCY
        if bad == {"raw"} and _PLANTS & set(groups) and "sprout" not in words:
            return True
        return not (self.pregnant and bad)


def restrictions_of(*, pregnant: bool, medical: Iterable[str]) -> Restrictions:
    """What follows from a profile that says so, and from what the person has stated of their health."""
    stated = [text for text in medical if not (_PREGNANT.search(text) and _DENIED.search(text))]
    told = [bool(_PREGNANT.search(text)) for text in stated]
    return Restrictions(pregnant=pregnant or any(told), only_known=not all(told))


NOTES: Final[Mapping[str, str]] = {
    "only_known": "There is a condition that FitHub does not judge, so only foods that the person eats anyway are suggested; what"
    " is right for it is for their doctor or dietitian to say.",
    "pregnant": "Foods that are told against in pregnancy are left out.",
    "nothing_left": "Nothing is left of today's energy target.",
    "nothing_fits": "Nothing that FitHub knows of fits what is left today and what was asked for.",
    "parts_unknown": "Foods of many parts that a name does not tell were left out, because of an allergy.",
}
