"""What was done with water or food and is no drinking or eating: plants that were watered, a kettle filled, a pot put on. Pure."""

import re
from typing import Final

from agents.offline.clauses import EATING

_THINGS: Final = (
    r"(?:\w+ ){0,2}?(?:plants?|flowers?|garden|lawn|trees?|cactus|orchids?|roses|tomato plants|kettle|pots?|pans?|bath|"
    r"bathtub|washing machine|"
    r"dishwasher|iron|tank|aquarium|radiator|engine|humidifier|bucket|vase|sink|floor|dough|stock|recipe|coffee machine|"
    r"toilet|pool|hens|"
    r"chickens|goats|cows|bees)"
)
_COOKED: Final = r"(?:\w+ ){0,2}?(?:rice|pasta|noodles|spaghetti|soup|sauce|stew|potatoes|lentils|beans|dal|couscous)"
_WATER: Final = re.compile(r"\bwater\b", re.IGNORECASE)
_THEY_GOT: Final = re.compile(
    rf"^(?:so |and |today |yesterday |this morning |only |then )*(?:the|my|our|all the|those|these) {_THINGS} (?:just |only |"
    rf"also |still )*"
    r"(?:got|gets?|needs?|needed|took|takes?|had|drank|wants?|wanted|used|uses|holds?|has)\b",
    re.IGNORECASE,
)
_WATERED: Final = re.compile(
    rf"\b(?:gave|give|giving|fed) (?:the|my|our|all the) {_THINGS}\b|\bwatered\b|\b(?:fill(?:ed|ing)?|refill(?:ed|ing)?|"
    rf"top(?:ped)? up|"
    rf"pour(?:ed|ing)?|spil(?:led|t|ling)|used?|using|carry|carried|leak(?:ed|ing)|saved|wasted)\b.*\bwater\b"
    rf"|\bwater\b.*\b(?:for|to|into|over|onto) (?:the|my|our|some) (?:{_THINGS}|{_COOKED})\b"
    rf"|\bwater\b.*\bin (?:the|a|my) (?:{_THINGS})\b",
    re.IGNORECASE,
)
_DRUNK: Final = re.compile(rf"\b(?:{EATING}|drink)\b", re.IGNORECASE)
# How something is made: "boil 1 litre of water", "cook the rice for 12 minutes".
_IS_TO_BE_MADE: Final = re.compile(
    r"^(?:(?:first|then|next|now|and|please|just)[\s,]+)*(?:boil|bring|simmer|bake|fry|cook|heat(?: up)?|microwave|whisk|stir|"
    r"chop|peel|drain|"
    r"preheat|poach|steam|soak|knead|rinse)\s+(?:in |with )?(?:the|an?|some|about|\d[\d.,/]*|one|two|three|half)\b",
    re.IGNORECASE,
)


def is_used_otherwise(said: str) -> bool:
    """Whether a statement is of water or food that nobody ate or drank."""
    if _IS_TO_BE_MADE.match(said) or _THEY_GOT.match(said):
        return True
    return bool(_WATERED.search(said)) and bool(_WATER.search(said)) and not _DRUNK.search(said)
