"""Amounts alone, one for each food that was just told: "steak, potatoes and beans", and then "200 g, 150 g and 80 g"."""

import re
from typing import Final

from agents.offline import placing
from agents.offline.calls import Plan, Turn
from agents.offline.editing import edit_all
from agents.offline.locating import as_they_stand
from agents.offline.naming import payload_in
from agents.offline.steps import Change, Payload
from fithub.core.clock import LocalMoment
from fithub.foods.units import MASS_G, VOLUME_ML

LONGEST: Final = 120
_LEAD: Final = re.compile(
    r"^\W*(?:(?:it was|they were|that was|about|around|roughly|so|ok(?:ay)?|in that order|respectively)[\s,:]*)+",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(r"[\s,]*(?:respectively|in that order|i think|i guess)?[\s.!]*$", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s*(?:[,;/&+\n]|,?\s*\band\b)\s*", re.IGNORECASE)


def amounts_in(text: str, now: LocalMoment) -> list[Payload]:
    """The weights and volumes that a text consists of, where there are several; none where it says anything else."""
    if len(text) > LONGEST or not any(map(str.isdigit, text)):
        return []
    bare = _TAIL.sub("", _LEAD.sub("", text))
    told = [payload_in(part, now) for part in _BETWEEN.split(bare) if part.strip()]
    alone = all(each == Payload(quantity=each.quantity, unit=each.unit) for each in told)
    exact = all(each.quantity and (each.unit in MASS_G or each.unit in VOLUME_ML) for each in told)
    return told if len(told) > 1 and alone and exact else []


def mend(text: str, turn: Turn) -> Plan[str | None]:
    """Give the foods that were just told the amounts, in their order; None where there are not as many."""
    amounts = amounts_in(text, turn.history.now)
    if not amounts or not placing.wrote_just_now(turn.history) or turn.focus.reversed:
        return None
    entries = yield from as_they_stand(turn.focus.last())
    if len(entries) != len(amounts):
        return None
    said: list[str] = []
    for entry, amount in zip(entries, amounts, strict=True):
        said.append((yield from edit_all([entry], Change(None, amount, text), turn)))
    return " ".join(said)
