"""Questions that go on with the one before: "and yesterday?", "what about last week?", "and an apple?".

Such a question is completed by what was asked before, as a sentence, and then read like any other; and so is what a target that was
asked for should be ("make it 130").
"""

import re
from datetime import timedelta
from typing import Final

from agents.offline import nutrients
from agents.offline.clauses import plain
from agents.offline.history import History
from agents.offline.reading import read
from agents.offline.skills.ranges import AskDays, AskEnough
from agents.offline.skills.summaries import AskSpan
from agents.offline.steps import About, AskDay, LookUp, Step
from fithub.core.clock import date_in_words
from fithub.core.weekdays import Weekday

_GOES_ON: Final = re.compile(
    r"^(?:(?:ok(?:ay)?|hm+|so|right|thanks|cool)[\s,]+)*(?:and )?(?:(?:what|how) about|(?<=and )(?=\S))\s*"
    r"(?P<what>[^?.!]{2,40})(?P<mark>\?)?$",
    re.IGNORECASE,
)
_MONTHS: Final = "january|february|march|april|may|june|july|august|september|october|november|december"
_DAY_BEFORE: Final = re.compile(r"^(?:on )?the day before(?: that)?$", re.IGNORECASE)
_WHEN: Final = (
    r"(?:(?:on|in|for|over|during|since) )?(?:"
    r"today|tonight|yesterday(?: (?:morning|evening))?|(?:the )?day before yesterday|last night|this morning"
    r"|(?:this|last|the last|past|the past|previous) (?:week|weekend|month|year|"
    r"(?:\d{1,3}|few|two|three) (?:days|weeks|months))"
    rf"|(?:this |last |the )?(?:{'|'.join(Weekday.values)})|(?:this |last )?(?:{_MONTHS})"
    rf"|the \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?|\d{{4}}-\d\d-\d\d)"
)
_IS_WHEN: Final = re.compile(rf"^{_WHEN}$", re.IGNORECASE)
_HAS_WHEN: Final = re.compile(rf"\b{_WHEN}\b", re.IGNORECASE)
_SLOT: Final = r"(?:(?:for|at|with) )?(?:my )?(?:breakfast|brunch|lunch|dinner|supper|snacks?)"
_IS_SLOT: Final = re.compile(rf"^{_SLOT}$", re.IGNORECASE)
_HAS_SLOT: Final = re.compile(
    r"\b(?:for|at|with) (?:my )?(?:breakfast|brunch|lunch|dinner|supper|snacks?)\b", re.IGNORECASE
)
# "Monday?" alone.
_ONLY_WHEN: Final = re.compile(rf"^(?P<what>{_WHEN}|{_SLOT})(?P<mark>\?)$", re.IGNORECASE)
_MAKE_IT: Final = re.compile(
    r"^(?:(?:ok(?:ay)?|hm+|so|right|well|no|then|please|can you|could you)[\s,]+)*(?:make|set|put|change|raise|lower|"
    r"bump|drop|move) "
    r"(?:it|that)(?: up| down)?(?: to| at)? (?P<amount>\d[\d.,]* ?(?:g|grams?|kcal|calories|mg)?)(?: (?:instead|"
    r"please|then|a day|per day|daily))*\W*$",
    re.IGNORECASE,
)
_QUESTIONS: Final = (AskDay, AskDays, AskEnough, AskSpan, LookUp)
# So many questions one after another may go on with the first.
_MOST: Final = 4


def whole_text(history: History) -> str:
    """The last message; completed by the question before where it goes on with that."""
    return _completed(history, _MOST)


def _completed(history: History, most: int) -> str:
    text = plain(history.text)
    goes_on = _GOES_ON.match(text) or _ONLY_WHEN.match(text)
    before = history.previous if goes_on is not None and most else None
    if goes_on is None or before is None:
        return _aimed(history) or history.text
    question = _completed(before, most - 1).strip(" ?.!")
    steps = read(question, before.now)
    if len(steps) != 1 or not isinstance(steps[0], _QUESTIONS):
        return history.text
    asked = _with(question, steps[0], goes_on["what"].strip(), before, is_marked=goes_on["mark"] is not None)
    return history.text if asked is None else f"{asked}?"


def _aimed(history: History) -> str | None:
    """ "Make it 130" after a question what is aimed at: that is the target then."""
    aim = _MAKE_IT.match(plain(history.text))
    before = history.previous if aim is not None else None
    steps = read(before.text, before.now) if before is not None else []
    match steps:
        case [AskDay(about=About.TARGETS, nutrients=(nutrient,))] if aim is not None:
            return f"set my {nutrients.label(nutrient)} target to {aim['amount']}"
    return None


def _with(question: str, step: Step, what: str, before: History, *, is_marked: bool) -> str | None:
    """The question with another time, meal, nutrient or food; None where that is none of these."""
    if _DAY_BEFORE.match(what) and isinstance(step, AskDay):
        what = f"on {date_in_words((step.day or before.now.date) - timedelta(days=1))}"
        return _put(_HAS_WHEN, what, question)
    if _IS_WHEN.match(what):
        return None if isinstance(step, LookUp) else _put(_HAS_WHEN, what, question)
    if _IS_SLOT.match(what):
        return None if isinstance(step, LookUp) else _put(_HAS_SLOT, what if " " in what else f"for {what}", question)
    if isinstance(step, LookUp) and not nutrients.is_named_alone(what):
        # "And an apple" without a mark may be eaten.
        return question.replace(step.text, what) if is_marked and step.text in question else None
    return nutrients.with_another(question, what)


def _put(place: re.Pattern[str], what: str, question: str) -> str:
    """The question with this in place of what is there of its kind, or at its end."""
    return place.sub(what, question, count=1) if place.search(question) else f"{question} {what}"
