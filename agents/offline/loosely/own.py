"""A person's own things, and the files that bring or take what they have, however they are put."""

import re
from typing import Final

from agents.offline.labels import number_in
from agents.offline.loosely.when import when_in
from agents.offline.skills.coach_words import settings_in
from agents.offline.skills.days import MarkDay
from agents.offline.skills.exchange import DoExport, DoImport
from agents.offline.skills.jobs import AskJobs, StopJob
from agents.offline.skills.summaries import AskSummary, Settle
from agents.offline.steps import DeleteOwn, ListOwn, SetMeasure
from fithub.core.clock import LocalMoment
from fithub.foods.measures import household_units
from fithub.foods.units import MASS_G, VOLUME_ML, canonical_unit

_KINDS: Final = (
    ("recipes", r"recipes?|dish(?:es)?"),
    ("favourites", r"favou?rites?|faves?"),
    ("measures", r"measures?|portions?|units?|mugs?|bowls?|cups?|scoops?|glass(?:es)?"),
    ("usual_meals", r"usuals?|usual meals?|routine"),
    ("foods", r"foods?|labels?|products?"),
)
_SIZE: Final = re.compile(r"(?<![\d.,])(?P<amount>\d{1,4}(?:[.,]\d+)?) ?(?P<unit>[a-zµ]+)\b", re.IGNORECASE)
_FASTED: Final = re.compile(r"\bfast(?:ed|ing)?\b|\bate nothing\b|\bnothing all day\b", re.IGNORECASE)
# Hours without food are no day of fasting, and a mark that is taken off is none that is set.
_PART_OF_A_DAY: Final = re.compile(
    r"\b(?:until|till?|before|since|(?:\d+|few|couple of|\w+teen) ?(?:h|hrs?|hours?)|o'?clock|noon|midday|[ap]m|morning|lunch|"
    r"dinner|broke|breaking|unmark|unfast|remove|cancel|undo|take .{0,20}\boff|"
    r"(?:not|wasn'?t|isn'?t|didn'?t)(?: a| really| on a)* fast\w*|"
    r"from fast\w*)\b",
    re.IGNORECASE,
)
_PARTLY: Final = re.compile(
    r"\b(?:incomplete|not complete|unfinished|partial(?:ly)?|half|missing|forgot|isn'?t (?:complete|finished|everything)|"
    r"not everything|"
    r"didn'?t (?:log|write|track)|gaps?|patchy)\b",
    re.IGNORECASE,
)


def listing(text: str, now: LocalMoment) -> ListOwn | None:
    """What there is of one kind."""
    kind = next((kind for kind, words in _KINDS if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)), None)
    return None if kind is None else ListOwn(kind)


def size(text: str, now: LocalMoment) -> SetMeasure | None:
    """ONE of a household unit, of any food, in grams or millilitres."""
    unit = _household(text)
    if re.search(rf"\b{unit}s? of \w", text, re.IGNORECASE):
        return None
    for each in _SIZE.finditer(text):
        measured = canonical_unit(each["unit"]) or ""
        amount = number_in(each["amount"])
        if unit is not None and measured in MASS_G:
            return SetMeasure(unit, "", amount * MASS_G[measured], None)
        if unit is not None and measured in VOLUME_ML and measured != unit:
            return SetMeasure(unit, "", None, amount * VOLUME_ML[measured])
    return None


def _household(text: str) -> str | None:
    """The unit of a kitchen that a text names first."""
    units = (canonical_unit(word) for word in re.findall(r"[a-z]+", text.lower()))
    return next((unit for unit in units if unit in household_units()), None)


def gone(text: str, now: LocalMoment) -> DeleteOwn | None:
    """A measure that is to go, by its unit; recipes and foods are read by their own words."""
    unit = _household(text)
    return None if unit is None or re.search(r"\brecipe", text, re.IGNORECASE) else DeleteOwn("measures", unit)


def day_marked(text: str, now: LocalMoment) -> MarkDay | None:
    """How complete a day is."""
    day = when_in(text, now).day
    fasted = _FASTED.search(text) is not None
    if fasted and _PART_OF_A_DAY.search(text):
        return None
    status = "fasting" if fasted else "incomplete" if _PARTLY.search(text) else "complete"
    return MarkDay(now.date if day is None or day > now.date else day, status)


def export(text: str, now: LocalMoment) -> DoExport:
    """Everything in one file."""
    return DoExport("fhir" if re.search(r"\b(?:fhir|hl7|hospital|medical record)\b", text, re.IGNORECASE) else "zip")


def import_committed(text: str, now: LocalMoment) -> DoImport:
    """The file that was sent is to be written."""
    return DoImport("commit")


def import_shown(text: str, now: LocalMoment) -> DoImport:
    """What the file holds."""
    return DoImport("show")


def import_undone(text: str, now: LocalMoment) -> DoImport:
    """What the file brought is to go."""
    return DoImport("undo")


def background(text: str, now: LocalMoment) -> AskJobs | StopJob:
    """How far something is, or that it is to be stopped."""
    about = "import" if "import" in text.lower() else "export" if "export" in text.lower() else ""
    return StopJob(about) if re.search(r"\b(?:stop|cancel|abort|kill|halt)\b", text, re.IGNORECASE) else AskJobs(about)


def summary(text: str, now: LocalMoment) -> AskSummary:
    """The summary of a day or a week."""
    return AskSummary("weekly" if re.search(r"\bweek", text, re.IGNORECASE) else "daily")


def settings(text: str, now: LocalMoment) -> Settle | None:
    """When and how the coach writes and asks."""
    changes = settings_in(text, now)
    return Settle(changes) if changes else None
