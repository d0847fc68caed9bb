"""Diets to plan by: "make a diet called cut with 1800 kcal", "start my lean diet", "which diets do I have", "stop my diet"."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from agents.offline import remarks, wording
from agents.offline.calls import Plan, Turn
from agents.offline.nutrients import MACROS, amount, label, listed, named_in
from agents.offline.skills.days_ahead import days_named
from agents.offline.skills.skill import Skill
from agents.offline.steps import Remark, Why, Wish
from agents.offline.vocabulary import BEGIN, END, SMALL
from fithub.core.clock import LocalMoment
from fithub.foods.words import content_words

_NAME: Final = r"[“\"']?(?P<name>[^“”\"',;.:\d]{1,80}?)[”\"']?"
_MAKE: Final = (
    r"(?:make|create|save|keep|add|set up|start|new|build|design|put together|give|write|i(?:'d| would)? (?:want|"
    r"like|need)(?: to (?:make|create|save|set up|"
    r"have|start))?)(?: me| us)?(?: (?:a|an|my|the|another))?(?: new)?"
)
_HOLDS: Final = r"(?:[\s,:–-]+(?:with|of|at|and|that has|having|holding)?\s*(?P<holds>(?:about |around )?\d.*))?"
# A name is told as one, or with what the diet should hold: "make a low carb diet" alone may be about something else.
_NEW: Final = (
    re.compile(
        rf"^{_MAKE} diet(?: plan)?(?:,? (?:(?:and )?(?:call|name) it|called|named|by the name of|with the name)|"
        rf"\s*[:,]| (?=[“\"'])) *{_NAME}{_HOLDS}$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^{_MAKE} {_NAME} diet(?: plan)?[\s,:–-]+(?:with|of|at|and|that has)?\s*(?P<holds>\d.*)$", re.IGNORECASE
    ),
    re.compile(
        rf"^(?:make|create|build|set up)(?: me)? an? (?:new )?{_NAME} diet(?: plan)?(?P<holds>)$", re.IGNORECASE
    ),
)
_DIET: Final = re.compile(r"\bdiets?\b(?: plan\b)?", re.IGNORECASE)
# "What's the winter cut one", "what does my lean diet allow".
_TELL_ONE: Final = re.compile(
    r"^(?:what(?:'s|s| is| does| did| was)|tell me about|show(?: me)?)(?: in| the targets of)? (?:the |my "
    r")(?P<name>[a-z][\w' -]{1,40}?) "
    r"(?P<kind>diet(?: plan)?|one)(?: (?:about|like|say|have|hold|allow|again|for|look like|in it|called))*$",
    re.IGNORECASE,
)
_NO_NAME: Final = frozenset(
    "current active new best last first second next other right wrong same meal food entry name".split()
)
_QUESTION: Final = re.compile(
    r"^(?:so |and )?(?:what|whats|which|show|list|tell|am|are|do|have|is|my diets?$|how many|give|see)\b", re.IGNORECASE
)
_ABOUT_ASKED: Final = SMALL | frozenset(
    "what whats which show list tell give see me diet diets plan active current there any all following follow"
    " got kind go going right".split()
)
# Without "diet" only these verbs are about one; a goal says that it is one.
_BARE: Final = re.compile(
    r"^(?P<verb>activate|reactivate|deactivate) (?:the |my )?(?P<name>[a-z][\w -]{0,60})$", re.IGNORECASE
)
_AROUND_NAME: Final = SMALL | frozenset(
    "diet diets plan again back on up off out now anymore any more longer no not please current active called"
    " named one from i'll go going with let's"
    " let want eating put get take give follow following use using it today onwards i'm we're turn turned switch done with"
    " finished through".split()
)
_GO_WITH: Final = re.compile(
    r"\b(?:go with|go for|try|choose|pick|put me on|get me (?:back )?on|set me on|be on|eat)\b", re.IGNORECASE
)
_MOST_WORDS: Final = 5
# "Use the diet coke" is about a drink.
_DRINK: Final = re.compile(r"\b(?:coke|cola|pepsi|soda|drinks?|sprite|lemonade|tonic|ale)\b", re.IGNORECASE)
_FIGURE: Final = re.compile(
    r"(?P<figure>\d+(?:[.,]\d+)*)\s*(?P<unit>kcals?|k?cals?|calories|grams?|g)?(?: (?:of )?(?P<what>[a-z]+))?",
    re.IGNORECASE,
)
_THOUSANDS: Final = re.compile(r",(?=\d{3}\b)")


@dataclass(frozen=True, slots=True)
class NewDiet(Wish):
    """A diet to keep; `holds`: what a day of it should hold, by nutrient."""

    name: str
    holds: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class UseDiet(Wish):
    """Plan by the diet of that name from now on; `stop`: by it no more, or by none where no name was said;
    `later`: on a day to come."""

    name: str
    stop: bool = False
    later: bool = False


@dataclass(frozen=True, slots=True)
class AskDiets(Wish):
    """Which diets there are; what the one of that `name` is. `loosely`: no word says that it is a diet."""

    name: str = ""
    loosely: bool = False


def _read(order: str, now: LocalMoment) -> NewDiet | UseDiet | AskDiets | None:
    if _DRINK.search(order):
        return None
    told = _TELL_ONE.match(order)
    if told is not None and content_words(told["name"]) and not set(told["name"].lower().split()) & _NO_NAME:
        return AskDiets(told["name"], loosely=told["kind"].lower() == "one")
    bare = _BARE.match(order)
    if bare is not None and not re.search(r"\b(?:goal|diet|account|notifications?)\b", order, re.IGNORECASE):
        return UseDiet(bare["name"].strip(), stop=bare["verb"].lower() == "deactivate")
    if not _DIET.search(order):
        return None
    if _QUESTION.match(order):
        return AskDiets() if set(re.findall(r"[a-z']+", order.lower().replace("'s", " "))) <= _ABOUT_ASKED else None
    for pattern in _NEW:
        new = pattern.match(order)
        # "Start my lean diet" begins one.
        if new is not None and (new["holds"] or "called" in order or "named" in order or not BEGIN.match(order)):
            holds = _held(new["holds"] or "")
            return None if holds is None else NewDiet(new["name"].strip(), holds)
    return _used(order, now)


def _used(order: str, now: LocalMoment) -> UseDiet | None:
    """The diet that a clause begins or stops: a verb of that kind, and no other words but a name."""
    days = days_named(order, now.date)
    text = order.replace(days.said, " ") if days and days.said else order
    for verbs, stop in ((END, True), (BEGIN, False), (_GO_WITH, False)):
        verb = verbs.search(text)
        if verb is None:
            continue
        rest = f"{text[: verb.start()]} {' '.join(filter(None, verb.groups()))} {text[verb.end() :]}"
        words = [word for word in re.findall(r"[^\W_]+(?:['-][^\W_]+)*", rest) if word.lower() not in _AROUND_NAME]
        if len(words) > _MOST_WORDS:
            return None
        return UseDiet(" ".join(words), stop, later=days is not None and days.first > now.date)
    return None


def _held(said: str) -> tuple[tuple[str, Decimal], ...] | None:
    """Each amount that is named, in kcal or grams; None where one is of something else."""
    found: dict[str, Decimal] = {}
    for match in _FIGURE.finditer(said):
        unit = (match["unit"] or "").lower()
        named = named_in(match["what"] or "")
        key = named[0] if named else "energy_kcal" if unit[:1] in {"k", "c"} else None
        if key not in MACROS or (key == "energy_kcal") != (unit[:1] in {"k", "c", ""} and (not named or key in named)):
            return None
        found[key] = Decimal(_THOUSANDS.sub("", match["figure"]).replace(",", "."))
    return tuple(found.items())


def _take(wish: NewDiet | UseDiet | AskDiets, turn: Turn) -> Plan[str]:
    match wish:
        case NewDiet():
            result = yield from turn.call(
                "save_diet", name=wish.name, **{key: float(value) for key, value in wish.holds}
            )
            if not result.ok:
                return wording.refused(result)
            return f"Saved the diet {_told(result.data['diets'][0])}. It is not active yet: say “start the {wish.name} diet”."
        case AskDiets():
            rows = yield from _diets(turn)
            meant = _named(rows, wish.name) if wish.name else None
            if meant is None and wish.loosely:
                return remarks.text_for(Remark(Why.OFF_TOPIC))
            if meant is not None:
                return f"{_told(meant)}{', which is active' if meant['active'] else ', which is not active'}."
            told = (
                listed([f"{_told(row)}{', which is active' if row['active'] else ''}" for row in rows]) if rows else ""
            )
            return (
                f"Your diets: {told}."
                if rows
                else "You have no diet yet. Say “make a diet called lean with 1800 kcal”."
            )
        case UseDiet():
            return (yield from _use(wish, turn))


def _use(wish: UseDiet, turn: Turn) -> Plan[str]:
    if wish.later:
        which = f"the {wish.name} diet" if wish.name else "the diet"
        order = f"{'stop' if wish.stop else 'start'} {which}"
        return f"I begin and stop a diet at once only, so I changed nothing: say “{order}” on that day."
    rows = yield from _diets(turn)
    row = _named(rows, wish.name) if wish.name else None
    if not wish.name:
        fitting = [each for each in rows if each["active"] is wish.stop]
        row = fitting[0] if len(fitting) == 1 else None
    if row is None:
        have = f" You have {listed([each['name'] for each in rows])}." if rows else ""
        return f"I know no such diet, so I changed nothing.{have} Say “make a diet called lean with 1800 kcal” for a new one."
    if row["active"] is not wish.stop:
        return f"“{row['name']}” is {'active already' if row['active'] else 'not active'}, so I changed nothing."
    other = next((each for each in rows if each["active"] and each is not row), None)
    result = yield from turn.call(
        "activate_diet", diet_id=row["id"], active=False if wish.stop else None, replace=True if other else None
    )
    if not result.ok:
        return wording.refused(result)
    if wish.stop:
        return f"“{row['name']}” is not active any more. Say “undo” to take that back."
    before = f" It takes the place of “{other['name']}”." if other else ""
    return f"“{row['name']}” is active now.{before} Say “undo” to take that back."


def _named(rows: list[dict[str, Any]], name: str) -> dict[str, Any] | None:
    """The diet of a name, or the only one whose name has all its words."""
    exact = next((each for each in rows if name.lower() == each["name"].lower()), None)
    words = set(content_words(name))
    like = [each for each in rows if words and words <= set(content_words(each["name"]))]
    return exact or (like[0] if len(like) == 1 else None)


def _diets(turn: Turn) -> Plan[list[dict[str, Any]]]:
    told = yield from turn.call("get_plan")
    return list(told.data.get("diets", ())) if told.ok else []


def _told(row: dict[str, Any]) -> str:
    holds = [
        f"{amount(key, row['targets'][key]['target'])}{'' if key == 'energy_kcal' else f' {label(key)}'}"
        for key in MACROS
        if "target" in row["targets"].get(key, {})
    ]
    return f"“{row['name']}”{f' with {listed(holds)} a day' if holds else ''}"


# "Activate it", of the diet that was just saved.
_BEGINS_IT: Final = re.compile(
    r"^(?:(?:ok(?:ay)?|great|yes|and|now|then|so)[\s,]+)*(?:start|activate|begin|use|switch to|turn on|go with|"
    r"set) (?:it|that|this)(?: diet| one)?"
    r"(?: (?:now|today|then|please|active|straight away))*$",
    re.IGNORECASE,
)


def _follow(order: str, turn: Turn) -> UseDiet | None:
    previous = turn.history.previous
    if previous is None or _BEGINS_IT.match(order) is None:
        return None
    saved = [each for each in previous.results if each.ok and each.tool == "save_diet" and each.data.get("diets")]
    return UseDiet(str(saved[-1].data["diets"][0]["name"])) if len(saved) == 1 else None


SKILL: Final = Skill((NewDiet, UseDiet, AskDiets), _read, _take, follow=_follow)
