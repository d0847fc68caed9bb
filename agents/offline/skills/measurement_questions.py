"""Questions about a body's measures: "how heavy am I", "is my weight going down", "what was my waist in March"."""

import re
from typing import Final

from agents.offline.hearing import Heard, hear
from agents.offline.skills.measurement_words import WEIGHT, AskMeasures, metrics_in, only
from agents.offline.vocabulary import SMALL
from fithub.core.clock import LocalMoment

_ASKS: Final = re.compile(
    r"^(?:so |and |ok |okay |please )*(?:whats?|which|how|hows|when|did|do|does|is|am|are|was|were|have|has|show|"
    r"list|tell|see|display|give|check|"
    r"my|any|weight|waist|body fat|bf)\b"
)
_OF_COURSE: Final = frozenset(
    "trend trends trending history graph chart progress progressing progressed change changes changed changing"
    " develop developed losing"
    " gaining lost gained lose gain loss put putting down up coming going falling rising dropping dropped drop"
    " moving direction way lowest"
    " highest least most best worst been over lighter heavier slimmer thinner".split()
)
_ASKING: Final = (
    SMALL
    | _OF_COURSE
    | frozenset(
        "what whats which how hows when show list tell see display give check know much many any anything some"
        " heavy big high large wide doing go"
        " gone getting since so far far last latest recent newest first ever all say said show showed read"
        " reading readings measurement"
        " measurements measure entries entry records recorded logged log value values today these days lately"
        " recently or kg kilos kilo"
        " pounds lbs stone size percentage time course body week".split()
    )
)
# Of these a weight is told, even where it is not named.
_WEIGHT_ALONE: Final = frozenset(
    "losing gaining lost gained lose gain heavy lighter heavier slimmer thinner weigh-ins trend".split()
)
_BMI: Final = re.compile(r"\b(?:bmi|body mass index)\b")
# "What have I measured lately" asks for all, "how do I measure" for none.
_MEASURES: Final = re.compile(r"\b(?:body )?measurements?\b|(?<!do i )\bmeasur(?:ed?|ing)\b")


def read_asks(clause: str, now: LocalMoment) -> AskMeasures | None:
    """The measures that a clause asks about; None where it is about something else."""
    heard = hear(clause, now, frozenset(), spans=True)
    line = _BMI.sub(" ", heard.line).strip()
    if not _ASKS.match(heard.line) or heard.amounts or not only(line, _ASKING) or (heard.day and heard.day > now.date):
        return None
    words = set(heard.words)
    if _BMI.search(heard.line):
        return AskMeasures((WEIGHT,), heard.day, heard.span, bool(words & _OF_COURSE), bmi=True)
    metrics = metrics_in(line)
    if not metrics and ("scale" in words or "scales" in words or _is_of_weight(heard)):
        metrics = (WEIGHT,)
    if not metrics:
        every = _MEASURES.search(line) is not None and {"my", "i"} & words
        return AskMeasures((), heard.day, heard.span, heard.span is not None) if every else None
    if not ({"my", "i", "i've", "me"} & words or len(heard.words) > 1):
        return None
    return AskMeasures(metrics, heard.day, heard.span, bool(words & _OF_COURSE) or heard.span is not None)


def _is_of_weight(heard: Heard) -> bool:
    """Whether it is of a weight that is not named: "am I losing or gaining", "what's my trend", "how heavy am I"."""
    words = set(heard.words)
    return bool(words & _WEIGHT_ALONE) and bool({"i", "my", "i've"} & words)
