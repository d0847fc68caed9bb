"""What a person tells and asks of themselves: "I'm 180 cm tall", "use pounds", "how old am I?"."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from agents.offline import wording
from agents.offline.calls import Plan, Turn, Waited
from agents.offline.history import Result
from agents.offline.skills import goals
from agents.offline.skills.goal_words import NewGoal
from agents.offline.skills.profile_words import AskProfile, ProfileWithout, SetProfile, height_alone, read_profile
from agents.offline.skills.skill import Skill
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment, date_in_words

_ASK_FOR: Final[Mapping[str, str]] = {
    "height_cm": "How tall are you? Say it like “I'm 175 cm tall” or “I'm 5'9”.",
    "birth_date": "I keep your date of birth and not your age: tell me it with its year, like “born on 2 April 1990”.",
    "time_zone": "I do not know that time zone. Name a city of it, like “my time zone is Berlin”; nothing was changed.",
}
_KNOWN: Final[Mapping[str, str]] = {
    "height_cm": "You are {} cm tall.",
    "birth_date": "You were born on {}.",
    "age_years": "You are {} years old.",
    "sex": "You told me that you are {}.",
    "units": "You use {} units.",
    "time_zone": "Your time zone is {}.",
    "day_start": "Your day begins at {}.",
    "name": "Your name is {}.",
    "activity": "Your usual activity is {}.",
    "autonomy": "How much I ask before I write: {}. You change that in the settings.",
}
_UNKNOWN: Final[Mapping[str, str]] = {
    "height_cm": "You have not told me your height yet. Say “I'm 175 cm tall”.",
    "birth_date": "You have not told me when you were born. Say “born on 2 April 1990”.",
    "age_years": "You have not told me when you were born. Say “born on 2 April 1990”.",
    "sex": "You have not told me that. Say “I'm female” or “I'm male”.",
    "name": "You have not told me your name. Say “my name is Kim”.",
    "activity": "You have not told me how active you are. Say “my activity level is light”.",
}
_ALL: Final = ("name", "sex", "birth_date", "height_cm", "activity", "units", "time_zone", "day_start")


def _read(order: str, now: LocalMoment) -> SetProfile | ProfileWithout | AskProfile | None:
    return read_profile(order, now)


def _reply(text: str, previous: Sequence[Wish], now: LocalMoment) -> SetProfile | None:
    """A height alone, where a goal was asked for that needs one: the goal is asked for anew with it. Where the goal still lacks
    its figure, a number is that."""
    goals_told = (wish for wish in previous if isinstance(wish, NewGoal))
    goal = next((wish for wish in goals_told if wish.value is not None or wish.change is not None), None)
    height = None if goal is None else height_alone(text)
    return None if height is None else SetProfile({"height_cm": height}, then=goal)


def _take(wish: SetProfile | ProfileWithout | AskProfile, turn: Turn) -> Plan[str]:
    match wish:
        case SetProfile():
            if wish.then is not None and not _was_asked_for_height(turn):
                return f"I have changed nothing. {_ASK_FOR['height_cm']}"
            said = yield from _set(wish.changes, turn)
            if wish.then is None:
                return said
            return f"{said} {yield from goals.SKILL.take(wish.then, turn)}"
        case ProfileWithout():
            asked = _ASK_FOR[wish.about]
            return f"{yield from _set(wish.changes, turn)} {asked}" if wish.changes else asked
        case AskProfile():
            told = yield from turn.call("get_profile")
            return _told(told.data["profile"], wish.about) if told.ok else wording.refused(told)


def _was_asked_for_height(turn: Turn) -> bool:
    before = turn.history.previous
    return before is not None and any(result.data.get("error") == "height_needed" for result in before.results)


def _set(changes: Mapping[str, Any], turn: Turn) -> Plan[str]:
    try:
        result = yield from turn.call("edit_profile", **changes)
    except Waited as wait:
        return f"{wait.result.data['approval']['summary']} Shall I? Say yes or no."
    return _changed(result) if result.ok else wording.refused(result)


def _changed(result: Result) -> str:
    changes = result.data["changes"]
    if not changes:
        return "I had that already, so nothing was changed."
    return f"Noted in your profile: {'; '.join(f'{each["what"].lower()} {each["after"] or "not known"}' for each in changes)}."


def _told(profile: Mapping[str, Any], about: str) -> str:
    if about:
        value = profile[about]
        return _UNKNOWN[about] if value in (None, "") else _KNOWN[about].format(_shown(about, value))
    known = [_KNOWN[name].format(_shown(name, profile[name])) for name in _ALL if profile[name] not in (None, "")]
    return f"{' '.join(known)} Tell me what is wrong, or what is missing, and I change it."


def _shown(name: str, value: Any) -> str:
    match name:
        case "height_cm":
            return f"{float(value):g}"
        case "birth_date":
            return date_in_words(str(value))
        case "day_start":
            return str(value)[:5]
        case "name" | "time_zone":
            return str(value)
    return str(value).replace("_", " ")


SKILL: Final = Skill(
    (SetProfile, ProfileWithout, AskProfile), _read, _take, reply=_reply, done={"edit_profile": _changed}
)
