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
from fithub.estimation.amounts import read_amount
from fithub.estimation.numbers import read_number
from fithub.estimation.tokens import tokenise

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
# So much of the food that was just asked about: "and 50 g?", "and if I had two?", "what about half of it?".
_AMOUNT: Final = (
    r"(?:(?:just|only|about|say|like) )*(?P<amount>\d[\d.,/]*|an?(?= (?:whole|single|small|medium|large|half|"
    r"quarter)\b)|one|two|three|"
    r"four|five|six|eight|ten|a dozen|half|a quarter|a third|another)"
    r"(?P<unit> ?(?:g|grams?|kg|ml|l|oz|cups?|tbsp|tsp|slices?|pieces?|servings?|portions?|scoops?|handfuls?|"
    r"bowls?|glass(?:es)?|cans?|"
    r"bottles?|bars?|packets?|small|medium|large|whole))?(?: (?:of (?:it|them|that|those|these)|ones?|instead|then|more like))*"
)
_SO_MUCH: Final = re.compile(rf"^{_AMOUNT}$", re.IGNORECASE)
_IF_SO_MUCH: Final = re.compile(
    r"^(?:(?:ok(?:ay)?|hm+|so|right|thanks|cool|and|but)[\s,]+)*(?:(?:what|how much|"
    r"how about)[\s,]+)?(?:(?:would (?:it|that) be|is (?:it|"
    r"that))[\s,]+)?(?:if|for|with|when) (?:(?:i|we)(?:'d|'m| would| were to)? (?:had|have|having|ate|eat|eating|"
    r"take|took|taking|drink|"
    rf"drank|go for|went for|made it|make it|got|get) )?(?P<what>{_AMOUNT})(?P<mark>\?)?\W*$",
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
    goes_on = _IF_SO_MUCH.match(text) or _GOES_ON.match(text) or _ONLY_WHEN.match(text)
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
    if isinstance(step, LookUp) and (so_much := _SO_MUCH.match(what)):
        return question.replace(step.text, _amounting_to(so_much, step.text)) if step.text in question else None
    if isinstance(step, LookUp) and not nutrients.is_named_alone(what):
        # "And an apple" without a mark may be eaten.
        return question.replace(step.text, what) if is_marked and step.text in question else None
    return nutrients.with_another(question, what)


def _put(place: re.Pattern[str], what: str, question: str) -> str:
    """The question with this in place of what is there of its kind, or at its end."""
    return place.sub(what, question, count=1) if place.search(question) else f"{question} {what}"


def _amounting_to(so_much: re.Match[str], food: str) -> str:
    """A food with another amount: "80 g of granola" with "50 g", "a slice of pizza" with "two"."""
    unit = (so_much["unit"] or "").strip()
    if unit:
        return f"{so_much['amount']} {unit} of {without_amount(food)}"
    tokens = tokenise(food)
    number = read_number(tokens, 0)
    bare = food[tokens[number[1]].start :] if number is not None and number[1] < len(tokens) else food
    return f"{so_much['amount']} {bare}"


def without_amount(food: str) -> str:
    """A food as it was asked about, without how much of it."""
    tokens = tokenise(food)
    amount = read_amount(tokens, 0)
    return food[tokens[amount[1]].start :] if amount is not None and amount[1] < len(tokens) else food
