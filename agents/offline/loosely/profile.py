"""What a person tells of themselves, wherever in a sentence it stands: "my height is wrong, I'm 178"."""

import re
from typing import Final

from agents.offline.skills.profile_words import ProfileWithout, SetProfile, height_alone, read_profile, zone_named
from fithub.core.clock import LocalMoment

_PARTS: Final = re.compile(r"\s*[,;:](?!\d)\s*|\s+(?:and|so|but|because)\s+", re.IGNORECASE)
_OF_HEIGHT: Final = re.compile(r"\b(?:height|tall)\b", re.IGNORECASE)
_OF_AGE: Final = re.compile(r"\b(?:my age|birthday|turned \d{1,3}|\d{1,3} years? old)\b", re.IGNORECASE)
_OF_ZONE: Final = re.compile(r"\b(?:time ?zone|clock)\b", re.IGNORECASE)
_IN: Final = re.compile(r"\b(?:in|to) (?P<city>[A-Z][\w-]+(?: [A-Z][\w-]+){0,2})")
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
    return ProfileWithout("birth_date") if _OF_AGE.search(text) else None
