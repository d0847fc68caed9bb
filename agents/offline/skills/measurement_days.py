"""A measure of another day, told after one: "yesterday should be 82.3", "Sunday was 81.9", "delete Sunday's". Pure."""

import re
from datetime import date
from decimal import Decimal
from typing import Final

from agents.offline.marks import without_marks
from agents.offline.skills.measurement_words import DeleteMeasure, LogMeasures, Said
from agents.offline.vocabulary import REMOVE
from fithub.core.clock import LocalMoment
from fithub.estimation.occasions import read_occasions
from fithub.estimation.tokens import tokenise

_DAY: Final = (
    r"(?:yesterday|today|this morning|(?:on )?(?:last )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|the \w+ of \w+|"
    r"\w+ \d{1,2}|\d{1,2} \w+)"
)
_WAS: Final = re.compile(
    rf"^(?:and |but |also )*(?:(?:the )?(?:one|value|weight|reading) (?:from|of|for|on) )?(?P<day>{_DAY})(?:'s)?(?: (?:one|"
    rf"value|weight|reading))?"
    r"(?P<verb> was| is| should be| should have been| should read| must have been|:)(?: (?:actually|really|only|more like|"
    r"about|in fact))*"
    r" (?P<value>\d{1,3}(?:[.,]\d{1,2})?) ?(?P<unit>kgs?|kilos?|lbs?|pounds?|cms?|inch(?:es)?|%|percent)?(?:,? not "
    r"\d[\d.,]*)?$",
    re.IGNORECASE,
)
_GOES: Final = re.compile(
    rf"^(?:(?:the|that) (?:one|value|reading|entry) (?:from|of|for|on) )?(?P<day>{_DAY})(?:'s)?(?: (?:one|value|reading|"
    rf"entry))?(?: again| please)*$",
    re.IGNORECASE,
)
# A correction is of a slip; what is further off is no measure of the same.
_LEAST, _MOST = Decimal("0.6"), Decimal("1.6")


def read_other_day(text: str, before: Said, now: LocalMoment) -> LogMeasures | DeleteMeasure | None:
    """What a message wants with the measure of another day, where `before` was told last; None where it wants another thing."""
    bare = without_marks(text.strip(" .!"))
    was = _WAS.match(bare)
    if was is not None:
        value, day = Decimal(was["value"].replace(",", ".")), _day(was["day"], now)
        if day is None or not _LEAST <= value / before.value <= _MOST:
            return None
        said = Said(before.metric, value, (was["unit"] or before.unit).lower())
        return LogMeasures((said,), day, instead=True, or_new="should" not in was["verb"])
    verb = REMOVE.match(bare)
    goes = _GOES.match(bare[verb.end() :].strip()) if verb is not None else None
    day = _day(goes["day"], now) if goes is not None else None
    return None if day is None else DeleteMeasure(before.metric, day)


def _day(said: str, now: LocalMoment) -> date | None:
    whens = [each.when.local_date for each in read_occasions(tokenise(said), now)]
    day = next((each for each in whens if each is not None), None)
    return None if day is None or day > now.date else day
