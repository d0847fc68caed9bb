"""Reading goals: what somebody wants to weigh or to measure, by when and how fast; and which goal is to begin or to end."""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from agents.offline.hearing import AMOUNT, Amount, Heard
from agents.offline.skills.ahead import read_ahead
from agents.offline.skills.goal_kinds import LONGEST_NAME, habit_in, kind_in, name_in
from agents.offline.skills.measurement_words import LENGTH, MASS, STONE, WEIGHT, hear_measure, metrics_in, only
from agents.offline.steps import Wish
from agents.offline.vocabulary import BEGIN, END, SMALL
from fithub.core.clock import LocalMoment
from fithub.foods.words import content_words


@dataclass(frozen=True, slots=True)
class NewGoal(Wish):
    """A goal is wanted: `change` or `value` in `unit`, by a day or at a pace; `kind` "" where only the way there tells it, `unit`
    "" where a weight is told without one: it is meant as weights are told. `name`: of one without a number, in the "
    "person's words."""

    kind: str
    change: Decimal | None = None
    value: Decimal | None = None
    unit: str | None = None
    until: date | None = None
    pace: Decimal | None = None
    metric: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class BeginGoal(Wish):
    """A goal of the list is to be active again; `name` as it was said."""

    name: str


@dataclass(frozen=True, slots=True)
class EndGoal(Wish):
    """A goal is wanted no more; `name` "" for the one that there is."""

    name: str = ""


_LOSE: Final = frozenset(
    "lose losing loose loosing drop dropping shed shedding shift shifting slim slimming cut cutting reduce reducing lower trim burn"
    " less lighter rid loss weight-loss fat-loss".split()
)
_GAIN: Final = frozenset("gain gaining bulk bulking build building put add adding bigger grow".split())
_KEEP: Final = frozenset("maintain maintaining keep keeping hold holding stay".split())
_WANT: Final = frozenset(
    "want like love need have plan planning aim aiming trying try hope hoping wish help goal goals target should"
    " let let's lets wanna going looking".split()
)
_BEGINS_AN_AIM: Final = (
    _LOSE | _GAIN | (_WANT - {"have", "let", "going"}) | {"goal", "goals", "aim", "reach", "get", "getting", "hit"}
)
_REACH: Final = frozenset("get getting reach hit weigh be down up back to at under below be is of slim".split())
_IMPERATIVE: Final = re.compile(
    r"^(?:please )?(?:lose|gain|drop|shed|reduce|lower|get|bring|cut|trim|slim|maintain|keep|hold)\b", re.IGNORECASE
)
_WEIGHTY: Final = frozenset("weight fat muscle mass body bodyweight".split())
_KNOWN: Final = (
    SMALL
    | _LOSE
    | _GAIN
    | _KEEP
    | _WANT
    | _REACH
    | _WEIGHTY
    | frozenset(
        "would really finally new set make create start first long-term me get another some more less bit little few"
        " lot total altogether"
        " around active own current same where level size pace rate week off i'll i'd kilos kilo kg pounds lbs stone"
        " again much too if before then switch change swap turn into".split()
    )
)
_BEHIND_WEIGHT: Final = SMALL | {"", "instead", "again", "then", "please", "now", "by", "too", "ok", "thanks"}
_ANSWERS: Final = _KNOWN | frozenset(
    "oops whoops mean meant typo mistake maybe say um hm hmm no nope actually sorry rather instead then better oh wait not"
    " thinking think".split()
)
_PACE: Final = re.compile(
    r",?\s*\b(?:at (?:a (?:pace|rate) of )?|losing |gaining |about )*(?P<amount>\d+(?:[.,]\d+)?|half an?|an?|one|two) ?"
    r"(?P<unit>kgs?|kilos?|kilograms?|lbs?|pounds?|st|stones?|cms?|%) ?(?:per|a|every|each|/) ?week\b",
    re.IGNORECASE,
)
_BY: Final = re.compile(r",?\s*\b(?:by|until|till|before|in|within|over|for)\b", re.IGNORECASE)
_ONLY_DAY: Final = re.compile(
    r"^\W*(?:(?:no|nope|sorry|actually|oh|wait|hm+|rather|i meant?|better|make (?:it|that)|by|the)\b[\s,.]*)+",
    re.IGNORECASE,
)
_YES_OR_NO: Final = re.compile(
    r"^\W*(?:yes+|yeah|yep|yup|no|nope|nah|ok(?:ay)?|sure|fine|thanks?|cancel|never ?mind|forget)\b", re.IGNORECASE
)
_MOST_OF_DAY: Final = 4
# A body of less than this weighs nobody; such an amount is what is to be lost or gained.
_LEAST_WEIGHT: Final = {"kg": 40, "lb": 90, "st": 6, "": 40}
_MOST_BARE: Final = 400
# "80 instead of 78", "from 82 to 75": what it is or was until now.
_INSTEAD: Final = re.compile(
    r"(?:,? (?:instead of|rather than|and not|not|from|it was|was|up from|down from) (?:the |my )?\d[\d.,]* ?"
    r"(?:kgs?|kilos?|lbs?|pounds|st|stones?)?)(?= |,|\.|$)",
    re.IGNORECASE,
)
_NOT_FOOD: Final = re.compile(r"\b(?:shop|store|buy|bench|lift|squat|press|deadlift)\b", re.IGNORECASE)
# "I hit my goal of 75", "last year my goal was 75": told, and not wanted.
_PAST_GOAL: Final = re.compile(
    r"\b(?:hit|reached|met|made|achieved|smashed|missed|got to) (?:my|the) (?:\w+ ){0,2}goal\b|\bgoal (?:weight "
    r")?(?:was|used to be)\b"
    r"|\b(?:last|that) (?:year|month|week|summer|winter|time)\b.*\bgoal\b|\bback (?:then|when)\b",
    re.IGNORECASE,
)
_NEW: Final = re.compile(r"^\W*(?:(?:a|my|the) )?new goal\b", re.IGNORECASE)
# "I never want to weigh 90 kg again" aims at nothing.
_UNWANTED: Final = re.compile(
    r"\b(?:never|don't|do not|wouldn't|rather not)\b[^,;.]{0,20}\b(?:want|wanna|wish|like|hope|go|be|see|get|"
    r"weigh)\b[^,;.]*\b(?:again|ever)\b",
    re.IGNORECASE,
)
_GOAL_WORD: Final = re.compile(r"\bgoals?\b", re.IGNORECASE)
_QUESTION: Final = re.compile(
    r"^(?:what|how|when|which|who|why|is|are|am|do|does|did|will|can|should|show|list|tell)\b", re.IGNORECASE
)
_AROUND_NAME: Final = SMALL | frozenset(
    "goal goals active again back on up off out one reached hit made achieved now want any more anymore longer no"
    " not don't please pls thanks ok okay let's lets let us can could would like want wanna need you go"
    " current finished done name called named i'm working work please away it down give ahead with kg moment while".split()
)
# Without a name these alone tell that a goal of the list is meant: "start a goal" wants a new one.
_AGAIN: Final = re.compile(
    r"\b(?:again|back|resume|restart|reactivate|re-activate|activate|unpause|continue|pick .{0,30}\bup)\b",
    re.IGNORECASE,
)
_MOST_WORDS: Final = 6
GENERIC: Final = frozenset("weight loss fitness body weight-loss gain fat".split())


def read_goal(order: str, now: LocalMoment) -> NewGoal | None:
    """The goal that a clause wants; without a change and a value where it says none. None where it is about something else."""
    if _NOT_FOOD.search(order) or _UNWANTED.search(order):
        return None
    text, pace, pace_unit = paced(_INSTEAD.sub("", order))
    text, until = _until(text, now)
    heard = hear_measure(text, now)
    if (
        heard.day is not None
        or heard.at is not None
        or not only(heard.line, _KNOWN)
        or not _is_wanted(heard, text, until)
    ):
        return None
    metric = _metric(heard)
    if not heard.amounts:
        return _without(heard, metric, pace, pace_unit, until)
    unit = _unit(heard.amounts[0], metric)
    if len(heard.amounts) > 1 or unit is None or (unit == "" and not _is_bare_weight(heard, 0)):
        return None
    return _aimed(heard, 0, unit, metric, until, pace if pace_unit == unit else None)


def goal_in(text: str, now: LocalMoment) -> NewGoal | None:
    """The goal of a text that is about nothing else, whatever else it says; one of a kind without a number too."""
    if _PAST_GOAL.search(text) or _UNWANTED.search(text):
        return None
    bare, pace, pace_unit = paced(_INSTEAD.sub("", text))
    cut, until = _until(bare, now)
    until = until or read_ahead(bare, now.date)
    heard = hear_measure(cut, now)
    if not heard.amounts:
        # "By September I want to be 75 kg": the day stands before.
        heard = hear_measure(bare, now)
    metric = _metric(heard)
    words = set(heard.words)
    kind = _kind(words)
    begins, stands_now = _after_what_is(heard), ""
    for place, amount in enumerate(heard.amounts):
        unit = _unit(amount, metric)
        if place < begins:
            stands_now = unit or stands_now
            continue
        unit = unit or (stands_now if unit == "" else None)
        if unit or (unit == "" and _is_bare_weight(heard, place)):
            return _aimed(heard, place, unit, metric, until, pace if pace_unit == unit else None)
    if pace is not None and not heard.amounts:
        return NewGoal(kind or "weight_loss", unit=pace_unit, pace=pace, until=until, metric=metric)
    if kind == "maintenance" and (words & _WEIGHTY or WEIGHT in metrics_in(heard.line) or "where" in words):
        return NewGoal("maintenance")
    if kind in {"weight_loss", "muscle_gain"} and (words & _WEIGHTY or metrics_in(heard.line)):
        return NewGoal(kind, until=until, metric=metric)
    told = kind_in(text) or ("general_fitness" if habit_in(text) else "")
    if told:
        return NewGoal(told, until=until, name=name_in(text))
    return NewGoal(kind if kind in {"weight_loss", "muscle_gain"} else "", until=until, metric=metric)


def goal_answered(text: str, before: NewGoal, now: LocalMoment) -> NewGoal | None:
    """What was wanted, with what an answer adds or has otherwise: "5 kg", "to 75 kg", "by August", "make that 4 kg"."""
    bare, pace, _ = paced(text)
    bare, until = _until(bare, now)
    if until is None and (until := read_ahead(_ONLY_DAY.sub("", bare), now.date)) is not None:
        # "No, end of August": a day alone is by when.
        bare = "" if len(_ONLY_DAY.sub("", bare).split()) <= _MOST_OF_DAY else bare
    heard = hear_measure(bare, now)
    told = not heard.amounts and not _QUESTION.match(text) and "?" not in text and not _YES_OR_NO.match(text)
    if not before.kind and before.value is None and told:
        # What it should be was asked.
        kind = kind_in(text) or (
            "general_fitness" if len(content_words(text)) > 1 and len(text) <= LONGEST_NAME else ""
        )
        if kind and not only(heard.line, _ANSWERS):
            return replace(before, kind=kind, name=name_in(text), until=until or before.until)
    if not only(heard.line, _ANSWERS) or len(heard.amounts) > 1 or heard.day is not None:
        return None
    made = replace(before, until=until or before.until, pace=pace or before.pace)
    if not heard.amounts:
        return made if until or pace else None
    (amount,) = heard.amounts
    unit = (before.unit if not amount.unit else None) or _unit(amount, before.metric)
    if unit == "" and amount.value > _MOST_BARE:
        return None
    if unit is None:
        return None
    if before.value is not None or _is_value(heard, 0, unit, before.metric):
        return replace(made, value=amount.value, change=None, unit=unit)
    if not before.kind:
        return None
    return replace(made, change=-amount.value if before.kind == "weight_loss" else amount.value, value=None, unit=unit)


# By when, and no order: "by the end of March".
_END_OF: Final = re.compile(
    r"\b(?:(?:by|at|before|until|till|in|towards?) (?:the )?end\b|(?:the )?end of\b)", re.IGNORECASE
)


def read_which(order: str, now: LocalMoment) -> BeginGoal | EndGoal | None:
    """A goal of the list that is to begin or to end."""
    if not _GOAL_WORD.search(order) or _QUESTION.match(order) or _NEW.match(order):
        return None
    return ended_in(order) if END.search(_END_OF.sub(" ", order)) else begun_in(order)


def ended_in(text: str) -> EndGoal | None:
    """The goal that a text wants no more, by the words that may be its name."""
    words = _name_around(text, END)
    return None if len(words) > _MOST_WORDS else EndGoal(" ".join(words))


def begun_in(text: str) -> BeginGoal | None:
    """The goal of the list that a text wants to begin, by the words that may be its name."""
    if BEGIN.search(text) is None:
        return None
    words = _name_around(text, BEGIN)
    return BeginGoal(" ".join(words)) if len(words) <= _MOST_WORDS and (words or _AGAIN.search(text)) else None


def _name_around(text: str, verbs: re.Pattern[str]) -> list[str]:
    verb = verbs.search(text)
    rest = (
        text if verb is None else f"{text[: verb.start()]} {' '.join(filter(None, verb.groups()))} {text[verb.end() :]}"
    )
    return [word for word in re.findall(r"[^\W_]+(?:['-][^\W_]+)*", rest.lower()) if word not in _AROUND_NAME]


def _is_wanted(heard: Heard, text: str, until: date | None) -> bool:
    words = set(heard.words)
    aims = words & (
        _LOSE
        | _GAIN
        | _KEEP
        | {"goal", "goals", "weigh", "reach", "be", "get", "getting", "hit", "down", "up", "aim", "target"}
    )
    if re.match(r"(?:what|how|when|did|do|am|is|have|has|was|will)\b", text, re.IGNORECASE):
        return False
    wants = words & _WANT - {"have", "going"} or re.match(r"i(?:'m| am) going to\b|i have to\b", text, re.IGNORECASE)
    if wants and aims:
        return not ({"eat", "drink"} & words)
    if _IMPERATIVE.match(text) and (
        metrics_in(heard.line)
        or until
        or words & _WEIGHTY
        or re.match(r"get (?:me )?(?:down |up )?to\b", text, re.IGNORECASE)
    ):
        # "Put on" and "add" are said of the diary too.
        return True
    return "goal" in words


def _without(
    heard: Heard, metric: str | None, pace: Decimal | None, unit: str | None, until: date | None
) -> NewGoal | None:
    words = set(heard.words)
    kind = _kind(words)
    if kind == "maintenance" and (words & _WEIGHTY or words & {"maintain", "maintaining"}):
        return NewGoal("maintenance")
    wants = words & (_WANT - {"have", "let", "goal", "goals", "target"})
    if pace is not None and kind:
        return NewGoal(kind, unit=unit, pace=pace, until=until, metric=metric)
    if kind and wants and (words & _WEIGHTY or metric or words & {"few", "bit", "slim", "bulk", "some"}):
        return NewGoal(kind, until=until, metric=metric)
    if "goal" in words and words & {"set", "new", "make", "create", "want", "start", "add", "need", "like"}:
        return NewGoal(kind, until=until, metric=metric)
    return None


def _metric(heard: Heard) -> str | None:
    """The measure that is named, but for the weight, which is meant where none is."""
    shares = any(each.unit in {"%", "percent"} for each in heard.amounts)
    # So many kilograms of muscle are weight.
    named = [each for each in metrics_in(heard.line) if each != WEIGHT and (shares or each != "muscle_mass_percent")]
    return named[0] if named else None


def _aimed(
    heard: Heard, place: int, unit: str, metric: str | None, until: date | None, pace: Decimal | None
) -> NewGoal | None:
    kind, amount = _kind(set(heard.words)), heard.amounts[place]
    if _is_value(heard, place, unit, metric) or kind not in {"weight_loss", "muscle_gain"}:
        if kind == "maintenance":
            return NewGoal("maintenance", value=amount.value, unit=unit, metric=metric)
        if metric is None and amount.value < _LEAST_WEIGHT[unit]:
            return None
        return NewGoal("", value=amount.value, unit=unit, until=until, pace=pace, metric=metric)
    return NewGoal(kind, -amount.value if kind == "weight_loss" else amount.value, None, unit, until, pace, metric)


def _kind(words: set[str]) -> str:
    if words & _LOSE:
        return "weight_loss"
    if words & _GAIN and not ("put" in words and "on" not in words):
        return "muscle_gain"
    return "maintenance" if words & _KEEP else ""


def _is_value(heard: Heard, which: int, unit: str, metric: str | None) -> bool:
    """Whether an amount is what it should become, and not what should come or go."""
    place = [at for at, word in enumerate(heard.words) if word == AMOUNT][which]
    before = set(heard.words[max(place - 2, 0) : place])
    if set(heard.words[place + 1 : place + 2]) & {"less", "lighter", "more", "heavier"}:
        return False
    if {"to", "reach", "weigh", "at", "under", "below"} & before - ({"to"} if "by" in before else set()):
        return heard.words[place - 1] not in _LOSE | _GAIN
    return metric is None and heard.amounts[which].value >= _LEAST_WEIGHT[unit]


def _after_what_is(heard: Heard) -> int:
    """The first amount that is aimed at: in "I weigh 80 kg and want to lose 5" what stands before the verb is so already."""
    verb = next((at for at, word in enumerate(heard.words) if word in _BEGINS_AN_AIM), None)
    places = [at for at, word in enumerate(heard.words) if word == AMOUNT]
    if verb is None or not places or places[-1] < verb:
        return 0
    return sum(at < verb for at in places)


def _is_bare_weight(heard: Heard, which: int) -> bool:
    """Whether an amount without a unit is a weight to aim at: "goal 75", and not "goal: 100 push-ups"."""
    place = [at for at, word in enumerate(heard.words) if word == AMOUNT][which]
    behind = heard.words[place + 1] if place + 1 < len(heard.words) else ""
    about = set(heard.words) & {"goal", "goals", "weigh", "weight", "weighing", "reach"}
    return bool(about) and behind in _BEHIND_WEIGHT and _LEAST_WEIGHT[""] <= heard.amounts[which].value <= _MOST_BARE


def _unit(amount: Amount, metric: str | None) -> str | None:
    """The unit as the tool wants it, "" where a weight is told without one; None where nothing that is aimed at is told in it."""
    if not amount.unit:
        return "%" if metric and metric.endswith("percent") else "cm" if metric else ""
    if amount.unit in STONE:
        return "st" if metric is None else None
    if amount.unit in MASS:
        return ("kg" if amount.unit.startswith("k") else "lb") if metric is None or metric.endswith("percent") else None
    if amount.unit in LENGTH:
        return ("cm" if amount.unit.startswith("c") else "in") if metric and metric.endswith("_cm") else None
    return "%" if metric and metric.endswith("percent") else None


def paced(text: str) -> tuple[str, Decimal | None, str | None]:
    """The words without so much a week, and that."""
    match = _PACE.search(text)
    if match is None:
        return text, None, None
    said = match["amount"].lower()
    value = Decimal("0.5") if said.startswith("half") else {"a": 1, "an": 1, "one": 1, "two": 2}.get(said)
    unit = {"k": "kg", "l": "lb", "p": "lb", "s": "st", "c": "cm", "%": "%"}[match["unit"][0].lower()]
    pace = Decimal(said.replace(",", ".")) if value is None else Decimal(value)
    return f"{text[: match.start()]} {text[match.end() :]}", pace, unit


def _until(text: str, now: LocalMoment) -> tuple[str, date | None]:
    """The words without the day that they end with, and that day."""
    for match in _BY.finditer(text):
        day = read_ahead(text[match.start() :], now.date)
        if day is not None:
            return text[: match.start()], day
    return text, None
