"""Several facts that somebody tells of themselves in one sentence: "I'm 180 cm tall, male, and weigh 80 kg"."""

import re
from collections.abc import Sequence
from typing import Final

from agents.offline.clauses import command, without_courtesy
from agents.offline.loosely.body import measures, metric_in
from agents.offline.skills import read_wish
from agents.offline.skills.goal_words import NewGoal
from agents.offline.skills.measurement_words import LogMeasures
from agents.offline.skills.memories import Keep
from agents.offline.skills.preferences import Say
from agents.offline.skills.profile_words import AskProfile, ProfileWithout, SetProfile
from agents.offline.skills.target_words import NewTarget
from agents.offline.steps import Change, Remark, Step, Why
from fithub.core.clock import LocalMoment

# "2 April, 1990" is one date, "1,80 m" one number.
_BETWEEN: Final = re.compile(r"\s*[,;](?!\d|\s*\d{4}\b)\s*(?:(?:and|also|plus)\s+)*|\s+(?:and|&)\s+", re.IGNORECASE)
# "I weigh 80 kg and want to lose 5": in the unit of the weight that stands beside it.
_BARE_CHANGE: Final = re.compile(
    r"\b(?:lose|losing|drop|shed|gain|put on|(?:get|drop|go|come)(?: back)?(?: down| up)? to)\s+"
    r"(?:about |around |another )?\d+(?:[.,]\d+)?$",
    re.IGNORECASE,
)
_AROUND: Final = frozenset({Why.UNCLEAR, Why.FUTURE, Why.HABIT, Why.OFF_TOPIC, Why.SETTING, Why.SOMEBODY_ELSE})
# "92kg".
_GLUED: Final = re.compile(r"(?<=\d)(?=[a-z])", re.IGNORECASE)
_MOST_WORDS: Final = 12
_OF_ME: Final = re.compile(r"^\W*(?:i'?m|i am|me:?)\b|^\W*(?:(?:fe)?male|man|woman)\W*$", re.IGNORECASE)
_BARE_YEARS: Final = re.compile(r"^\W*(?:(?:i'?m|i am|me:?) )?(?P<years>[1-9]\d)\W*$", re.IGNORECASE)
_BARE_HEIGHT: Final = re.compile(r"^\W*(?P<cm>1\d\d|2[0-4]\d) ?(?:cms?|centimet(?:er|re)s?)\W*$", re.IGNORECASE)
_OF_ONESELF: Final = (SetProfile, ProfileWithout, AskProfile)
_BESIDE: Final = (LogMeasures, NewGoal, NewTarget)


# "I love mushrooms and I'm vegetarian": each with a subject of its own.
_TASTES: Final = re.compile(
    r"\s*[,;]?\s+(?:and|but)\s+(?:also )?(?=(?:i'?m|i am|i)\b)|\s*;\s*(?=(?:i'?m|i am|i)\b)", re.IGNORECASE
)


def facts_in(sentence: str, now: LocalMoment) -> list[str]:
    """The parts of a sentence each of which tells or asks a fact, a measure, a taste or an aim; none where one of them is something
    else."""
    tastes = [part for part in _TASTES.split(sentence.strip(" .!")) if part]
    if len(tastes) > 1 and all(isinstance(read_wish(command(without_courtesy(each)), now), Say) for each in tastes):
        return tastes
    parts = [part for part in _BETWEEN.split(sentence.strip(" .!")) if part]
    if len(parts) < 2:
        return []
    parts = _with_its_unit(_spelled_out(parts), now)
    wishes = [read_wish(command(without_courtesy(part)), now) or _measured(part, now) for part in parts]
    is_told = all(isinstance(wish, (*_OF_ONESELF, *_BESIDE)) for wish in wishes)
    # "My weight is 80, goal 75", "I weigh 80 kg and want to lose 5 kg".
    aimed = {type(wish) for wish in wishes} == {LogMeasures, NewGoal} and all(
        wish.value is not None or wish.change is not None for wish in wishes if isinstance(wish, NewGoal)
    )
    return parts if is_told and (aimed or any(isinstance(wish, _OF_ONESELF) for wish in wishes)) else []


def facts_first(steps: Sequence[Step]) -> list[Step]:
    """The steps with those that aim at something after what is measured and known: a goal starts from there. What is only told
    around an aim is left out: that waits for a yes anyway."""
    aims = [step for step in steps if isinstance(step, (NewGoal, NewTarget))]
    if aims:
        steps = [step for step in steps if not _is_around(step)]
    if not aims or not any(isinstance(step, (LogMeasures, *_OF_ONESELF)) for step in steps):
        return list(steps)
    return [*(step for step in steps if step not in aims), *aims]


def _is_around(step: Step) -> bool:
    """Whether a remark is a preamble, as a fact of no kind is that nobody asked to keep: no figure stands in it that may have
    been missed."""
    if isinstance(step, Keep):
        return step.kind == "other"
    if isinstance(step, Change):
        # Nobody corrects in so many words, and without a figure.
        return len(step.said.split()) > _MOST_WORDS and not any(map(str.isdigit, step.said))
    return isinstance(step, Remark) and step.why in _AROUND and not any(map(str.isdigit, step.said))


def _spelled_out(parts: Sequence[str]) -> list[str]:
    """ "I'm 34, male, 182 cm" with each fact in a form of its own, where the list is of oneself."""
    if not any(_OF_ME.search(part) for part in parts):
        return list(parts)
    return [
        _BARE_HEIGHT.sub(r"I'm \g<cm> cm tall", _BARE_YEARS.sub(r"I'm \g<years> years old", part)) for part in parts
    ]


def _with_its_unit(parts: Sequence[str], now: LocalMoment) -> list[str]:
    if not any(_BARE_CHANGE.search(part) for part in parts):
        return list(parts)
    units = [said.unit for part in parts if (told := _measured(part, now)) for said in told.measures if said.unit]
    return [f"{part} {units[0]}" if units and _BARE_CHANGE.search(part) else part for part in parts]


def _measured(part: str, now: LocalMoment) -> LogMeasures | None:
    """ "My weight is 80", which alone might be any number's."""
    return measures(part, now) if metric_in(_GLUED.sub(" ", part)) is not None else None
