"""A meal that is to be logged before its foods are told: "log my dinner", and then "salmon, rice and broccoli"."""

import re
from typing import Final

from agents.offline.clauses import command, plain, without_courtesy
from agents.offline.history import History
from agents.offline.steps import Log
from fithub.estimation.dates import When
from fithub.estimation.occasions import read_occasions
from fithub.estimation.tokens import tokenise
from tools.catalogue import WRITES

_ONLY_A_MEAL: Final = re.compile(
    r"^(?:(?:my|the|our|a|(?:today|tonight|yesterday|last night|this morning)(?:'s)?) )*"
    r"(?P<meal>breakfast|brunch|lunch|dinner|supper|snack)(?P<when>(?: (?:for|from|of|on|please|pls|now|me|today|"
    r"yesterday|last night|this morning|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day))*)$",
    re.IGNORECASE,
)
_LOG: Final = re.compile(
    r"^(?:log|add|record|track|enter|register|note|write down|put in)\s+(?P<what>.+)$", re.IGNORECASE
)
_OF_DAY: Final = re.compile(r"\b(yesterday|today|last night|tonight|this morning|\w+day)(?:'s)?\b", re.IGNORECASE)


# "I want to log what I ate yesterday".
_A_DAY: Final = re.compile(
    r"^(?:(?:hi|hello|hey|ok|so|please)[\s,]+)*(?:(?:i (?:want|need|would like|forgot)|i'd like|let me|can i|help me) (?:to )?)?"
    r"(?:log|add|record|track|enter) (?:what i (?:ate|had|eat)|my (?:food|meals)|everything i (?:ate|had)) "
    r"(?:for |from |on )?(?P<day>yesterday|last night|(?:last )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|today)\W*$",
    re.IGNORECASE,
)


def asks_for_a_day(text: str) -> str | None:
    """What to ask where the food of a day is to be logged and none is named yet; None where a message is something else."""
    match = _A_DAY.match(text.strip())
    return (
        None if match is None else f"What did you have {match['day'].lower()}? Tell me the foods, and I log them there."
    )


def asks_for_foods(step: Log) -> str | None:
    """What to ask where a meal is to be logged and none of its foods is named; None where this is no such order."""
    match = _ONLY_A_MEAL.match(step.text.strip(" .!"))
    return (
        None
        if match is None
        else f"What did you have for {match['meal'].lower()}? Tell me the foods, and I log them there."
    )


def begun_before(history: History) -> tuple[str | None, str | None] | None:
    """The meal and the local date (ISO) that the turn before was to log, where it named no food; None for one it did not name."""
    previous = history.previous
    if previous is None or any(result.ok and result.tool in WRITES for result in previous.results):
        return None
    of_day = _A_DAY.match(previous.text.strip())
    if of_day is not None:
        on = (
            f"on {of_day['day']}"
            if of_day["day"].lower().endswith("day") and " " not in of_day["day"]
            else of_day["day"]
        )
        whens = [each.when for each in read_occasions(tokenise(on.replace("on yesterday", "yesterday")), previous.now)]
        day = next((each.local_date for each in whens if each.local_date), None)
        return None if day is None else (None, day.isoformat())
    order = _LOG.match(command(without_courtesy(plain(previous.text))).strip(" .!"))
    match = _ONLY_A_MEAL.match(order["what"].strip(" .!")) if order is not None else None
    if order is None or match is None:
        return None
    said = f"for {match['meal']}, {' '.join(_OF_DAY.findall(order['what']))}"
    whens = [each.when for each in read_occasions(tokenise(said), previous.now) if each.when != When()]
    slot = next((each.slot for each in whens if each.slot), None)
    day = next((each.local_date for each in whens if each.local_date), None)
    return None if slot is None else (slot.value, None if day is None else day.isoformat())
