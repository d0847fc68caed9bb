"""What a person tells of themselves, wherever in a sentence it stands: "my height is wrong, I'm 178"."""

import re
from typing import Final

from agents.offline.skills.profile_words import (
    ProfileWithout,
    SetProfile,
    height_alone,
    read_profile,
    system_named,
    zone_named,
)
from fithub.core.clock import LocalMoment

_PARTS: Final = re.compile(r"\s*[,;:](?!\d)\s*|\s+(?:and|so|but|because)\s+", re.IGNORECASE)
_OF_HEIGHT: Final = re.compile(r"\b(?:height|tall)\b", re.IGNORECASE)
_OF_AGE: Final = re.compile(r"\b(?:my age|birthday|turned \d{1,3}|\d{1,3} years? old)\b", re.IGNORECASE)
_OF_ZONE: Final = re.compile(r"\b(?:time ?zone|clock)\b", re.IGNORECASE)
_IN: Final = re.compile(r"\b(?:in|to) (?P<city>[A-Z][\w-]+(?: [A-Z][\w-]+){0,2})")
_SYSTEM: Final = re.compile(r"\b(?P<units>metric|imperial|pounds?|lbs?|stones?|kilos?|kgs?)\b", re.IGNORECASE)
_SHOWN: Final = re.compile(
    r"\b(?:show|see|display|use|switch|change|set|give|tell|prefer|rather|everything|units?|put|want|like|make|convert)\b",
    re.IGNORECASE,
)
# What is wanted no more, or says nothing, or so much of it: "I need to shift a stone".
_UNWANTED: Final = re.compile(
    r"\b(?:not|instead of|rather than|from|no more|stop \w+|never|don't|hate)(?: in| the| using)?\s+$|"
    r"\b(?:an?|half|one|two|three|four|five|six|ten|few|couple of|some|more|less|lose|gain|lost|gained|shift|drop|extra|of)\s+$|"
    r"^\s+(?:mean nothing|make no sense|are|is|confuse)\b",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(r"\b(?:not|wrong|was|from|instead|rather)\b", re.IGNORECASE)


def facts(text: str, now: LocalMoment) -> SetProfile | ProfileWithout | None:
    """The fact that is told; None where it is none of a profile's."""
    parts = [part for part in _PARTS.split(text.strip(" .!?")) if part]
    whole = next((wish for part in parts if isinstance(wish := read_profile(part, now), SetProfile)), None)
    if whole is not None:
        return whole
    if _OF_HEIGHT.search(text):
        heights = [height for part in parts if not _OTHERS.search(part) and (height := height_alone(part)) is not None]
        return SetProfile({"height_cm": heights[0]}) if len(heights) == 1 else ProfileWithout("height_cm")
    if _OF_ZONE.search(text):
        city = _IN.search(text)
        zone = None if city is None else zone_named(city["city"])
        return ProfileWithout("time_zone") if zone is None else SetProfile({"time_zone": zone})
    units = _units_in(text)
    if units is not None:
        return SetProfile({"units": units})
    return ProfileWithout("birth_date") if _OF_AGE.search(text) else None


def _units_in(text: str) -> str | None:
    """The one system of units that a text wants; None where it names none, or several, or a figure in one."""
    if not _SHOWN.search(text) or any(map(str.isdigit, text)):
        return None
    wanted = [
        system_named(each["units"])
        for each in _SYSTEM.finditer(text)
        if not (_UNWANTED.search(text[: each.start()]) or _UNWANTED.search(text[each.end() :]))
    ]
    # Who weighs in stones and pounds names both.
    return "uk" if wanted[:2] == ["uk", "us"] else wanted[0] if len(set(wanted)) == 1 else None
