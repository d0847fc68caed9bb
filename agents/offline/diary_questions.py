"""Questions of what the diary holds or a food has, and of what was written: "did you get the toast?", "tot up my day". Pure."""

import re
from typing import Final

from agents.offline.asking import is_question, is_setting, read_question
from agents.offline.naming import target_in
from agents.offline.stating import ORDERS_LOG
from agents.offline.steps import About, AskDay, LookUp, Remark, Step, Why
from fithub.core.clock import LocalMoment

_SUM_UP: Final = re.compile(
    r"^(?:add|total|tot|sum|count|tally) up\b[\s:]*(?P<what>.*)$|^(?:sum|total|tally)[\s:]+(?P<sum>(?:my|the|today|what)\b.*)$",
    re.IGNORECASE,
)
_DID_YOU: Final = re.compile(
    r"^(?:did|have|has) (?:you|that|it) (?:already |just |actually )*(?:get|got|log|logged|add|added|save|saved|record|"
    r"recorded|note|noted|catch|include|write down)\b(?P<what>.*)$",
    re.IGNORECASE,
)
# "Was the toast two slices or one?"
_WAS_IT: Final = re.compile(
    r"^(?:was|were) (?P<what>(?:the|my|that|yesterday|today) .+?) (?:really |actually |only |just )*"
    r"(?=\d|(?:an?|one|two|three|four|half)\b)",
    re.IGNORECASE,
)


def read_diary_question(said: str, order: str, now: LocalMoment) -> Step | None:
    """The question that a clause asks of the diary or of a food; None where it asks none."""
    summed = _SUM_UP.match(order)
    if summed is not None:
        what = (summed["what"] or summed["sum"] or "").strip(" ?.")
        own = re.search(r"\b(?:i|my|today|yesterday|day|so far|everything)\b", what, re.IGNORECASE) or not what
        return read_question(f"what's my total {what}", f"what's my total {what}", now) if own else LookUp(what)
    did = _DID_YOU.match(order.strip(" ?.!"))
    was = _WAS_IT.match(order.strip(" ?.!"))
    for asked_of in (did, was):
        if asked_of is not None and (named := target_in(asked_of["what"], now)).words:
            return AskDay(About.ENTRIES, named.day, named.slot, words=named.words)
    asked = order if order != said else said
    if not is_question(asked) or (ORDERS_LOG.match(order) and order != said):
        return None
    if ORDERS_LOG.match(order) and not order.endswith("?"):
        return None
    return read_question(said, asked, now) or Remark(Why.OFF_TOPIC if not is_setting(said) else Why.SETTING)
