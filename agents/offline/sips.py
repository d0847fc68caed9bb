"""Water of an hour that is told once more: "yesterday at 8 pm I only had 150 ml", "at 8 it was 500 ml, not 300". Pure."""

import re
from dataclasses import dataclass
from typing import Final

from agents.offline import hours
from agents.offline.loosely.when import when_in
from agents.offline.marks import less_and_less
from agents.offline.naming import payload_in
from agents.offline.steps import Change, Target
from fithub.core.clock import LocalMoment

_MUCH: Final = (
    r"(?:\d[\d.,/]* ?(?:ml|cl|dl|l|oz|fl oz|fluid ounces|ounces|litres?|liters?|pints?|cups?|glasses)|(?:half|"
    r"a quarter(?: of)?)(?: an?)? "
    r"(?:litre|liter|pint|glass|bottle)|an? (?:small |big |large )?(?:glass|pint|cup|litre|liter|bottle))"
)
_WATER: Final = r"(?: ?(?:of )?(?:plain |tap |still |sparkling )?waters?)"
# "I only had 150 ml", "it was 500 ml water, not 300".
_SIP: Final = re.compile(
    r"^(?:(?:the )?water was|(?:(?:it|that|there)(?:'s| was| were)|i(?:'d| have|'ve)?|we|had|drank|was)\b)[\s,]*"
    r"(?P<only>(?:(?:only|just|actually|really|in fact|had|drank|drunk|was|about|more like)\s+)*)"
    rf"(?P<much>{_MUCH})(?P<water>{_WATER})?"
    rf"(?P<old>,? (?:and |but )?(?:not|instead of|rather than) (?:the )?(?P<was>(?:{_MUCH}|\d[\d.,]*)){_WATER}?)?$",
    re.IGNORECASE,
)
_ONLY: Final = re.compile(r"\b(?:only|just|actually|really|in fact|more like)\b", re.IGNORECASE)
# "One of my waters was 330 ml, not 250": which, is for the rows to tell.
_ONE_OF: Final = re.compile(
    r"^(?:one|1|another) of (?:my|the|those|these|today's|yesterday's) (?:\w+ )?(?:waters|water|drinks of water|glasses|"
    r"bottles|cups|pints|drinks)"
    r"(?: of (?:plain |tap |still |sparkling )?water)?(?P<rel>(?: (?:today|yesterday|this morning|(?:that )?i (?:had|drank|"
    r"logged|put down)))*)"
    r" (?:was|is|should be|should have been|had|were)(?: (?:actually|really|only|just|in fact|more like|about))* "
    rf"(?P<much>{_MUCH}|\d[\d.,]*){_WATER}?(?:,? (?:and |but )?(?:not|instead of|rather than|never) (?:the "
    rf")?(?P<was>{_MUCH}|\d[\d.,]*)"
    rf"{_WATER}?)?$",
    re.IGNORECASE,
)
_UNIT: Final = re.compile(r"[a-z ]+$", re.IGNORECASE)
LONGEST: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Sip(Change):
    """So much water, where another amount was written: at the hour that is said, or, `by_amount`, of what it was not; `of_several`:
    of one of the day's drinks, whichever that is."""

    by_amount: bool = False
    of_several: bool = False


def read_sip(said: str, now: LocalMoment) -> Sip | None:
    """A drink of water that is told anew, by when it was or by how much it was not; None for anything else."""
    if said.rstrip().endswith("?") or len(said) > LONGEST:
        return None
    one = _ONE_OF.match(said.strip(" .!"))
    if one is not None:
        return _one_of(one, said, now)
    at = hours.AT.search(said)
    when = when_in(hours.AT.sub(" ", said.strip(" .!")), now)
    if when.day is not None and when.day > now.date:
        return None
    for words in less_and_less(re.sub(r"\s+(?=,)", "", when.rest).strip(" ,.!")):
        match = _SIP.match(words.strip(" ,."))
        if match is None or not (match["old"] or _ONLY.search(match["only"])):
            continue
        of_water = match["water"] or words.lower().startswith(("the water", "water"))
        payload = payload_in(match["much"], now)
        if payload.quantity is None or (at is None and not (of_water and match["was"])):
            # "I only had 200 ml, not 300" may be of any drink.
            continue
        if at is not None:
            return Sip(Target("the water", ("water",), day=when.day), payload, said)
        unit = _UNIT.search(match["much"]) if match["was"][-1:].isdigit() else None
        was = match["was"] + (unit[0] if unit else "")
        return Sip(Target(f"the {was} of water", ("water",), day=when.day), payload, said, of_several=True)
    return None


def _one_of(one: re.Match[str], said: str, now: LocalMoment) -> Sip:
    """A correction of one of several drinks, by what it was not where that is said."""
    unit = _UNIT.search(one["was"] or "") or _UNIT.search(one["much"])
    told = [
        f"{figure}{unit[0] if unit and figure[-1:].isdigit() else ''}" for figure in (one["much"], one["was"] or "")
    ]
    payload = payload_in(told[0], now)
    day = when_in(said, now).day
    return Sip(
        Target(f"the {told[1]} of water" if told[1] else "the water", ("water",), day=day),
        payload,
        said,
        by_amount=True,
    )
