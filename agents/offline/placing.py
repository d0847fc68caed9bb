"""Where in the diary a meal belongs whose own words do not say so."""

import re
from typing import Final

from agents.offline.history import Focus, History
from agents.offline.meal_begun import begun_before
from agents.offline.steps import Log
from fithub.estimation.dates import When
from fithub.estimation.occasions import read_occasions
from fithub.estimation.tokens import tokenise
from tools.catalogue import WRITES

# What is said like this goes with what was told just before.
_BESIDE: Final = re.compile(
    r"^\W*(?:oh,? )?(?:and|also|plus|with|along with)\b|\b(?:too|as well|also|(?:with|on|in|to) (?:it|that|them))\W*$|\bforgot\b",
    re.IGNORECASE,
)


def place_of(step: Log, history: History, focus: Focus) -> tuple[str | None, str | None]:
    """The meal and the local date (ISO) that a step belongs to besides what its words say; None where nothing else tells."""
    said = [each.when for each in read_occasions(tokenise(step.text), history.now) if each.when != When()]
    if step.slot is None and not said and _BESIDE.search(history.text):
        beside = just_told(history, focus)
        if beside is not None:
            return beside
    begun = begun_before(history) if step.slot is None and not any(when.local_date for when in said) else None
    if begun is not None and (begun[0] is None or not any(when.slot for when in said)):
        return begun
    day = None if any(when.local_date for when in said) else history.asked_about
    return step.slot.value if step.slot else None, None if day is None else day.isoformat()


def goes_with(text: str) -> bool:
    """Whether a message is on top of what was told just before it: "and a banana", "plus 30 g parmesan"."""
    return bool(_BESIDE.search(text))


def went_with(history: History) -> bool:
    """Whether the turn before told something on top of what was told before that."""
    return history.previous is not None and goes_with(history.previous.text)


def wrote_just_now(history: History) -> bool:
    """Whether the turn before wrote something."""
    previous = history.previous
    forward = WRITES - {"undo", "redo"}
    return previous is not None and any(result.ok and result.tool in forward for result in previous.results)


def just_told(history: History, focus: Focus) -> tuple[str, str] | None:
    """The meal and the day of what the turn before wrote or asked about, where that is one meal."""
    told = [*focus.last(), *([focus.draft] if focus.draft is not None else [])]
    meals = {(str(each["slot"]), str(each["local_date"])) for each in told}
    before = history.previous
    # A question in between is about something else.
    asked = before is not None and before.text.rstrip().endswith("?")
    lately = wrote_just_now(history) or (before is not None and not asked and wrote_just_now(before))
    return meals.pop() if len(meals) == 1 and not focus.reversed and lately else None
