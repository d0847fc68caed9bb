"""Wishes that nobody is helped with, however they are told, answered kindly and with where to find help.

The floors themselves are held where targets, diets and goals are kept (fithub.body.safety, goal_safety). Here is what they cannot
know: what a person says of themselves beside the wish, and a wish that is about no row at all.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from agents.offline.calls import Plan, Turn
from agents.offline.eaten import PAST
from agents.offline.labels import number_in
from agents.offline.skills.skill import Skill
from agents.offline.steps import Wish
from fithub.body.goal_safety import HELP
from fithub.body.safety import ENERGY_FLOOR_KCAL
from fithub.core.clock import LocalMoment
from fithub.estimation.units import ENERGY_KCAL

_AGES: Final = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_MINOR: Final = re.compile(
    rf"\b(?:i'm|i am|im|at|aged?|as an?)(?: only| just| still)? (?:[89]|1[0-7]|{_AGES.replace(' ', '|')})"
    r"(?:[ -]?(?:years?|yrs?|y/?o)(?:[ -]olds?)?)?(?=\s*(?:$|[;!?]|[.,](?!\d)|(?:and|but|so|now)\b))",
    re.IGNORECASE,
)
_PREGNANT: Final = re.compile(
    r"\b(?:i'm|i am|im|while|during my|because i'm)(?: \w+){0,3} (?:pregnant|pregnancy|expecting a (?:baby|child))\b",
    re.IGNORECASE,
)
_ILL: Final = re.compile(
    r"\b(?:i have|i've(?: got)?|i had|i suffer from|with my|recovering from)(?: an?| severe)? "
    r"(?:anorexia|bulimia|binge[ -]eating(?: disorder)?|eating disorder|orthorexia)\b|\bi(?:'m| am) (?:anorexic|bulimic)\b",
    re.IGNORECASE,
)
_LESS: Final = re.compile(
    r"\b(?:lose|losing|shed|drop)(?: some| about)? (?:weight|fat|\d[\d.,]* ?\w+|(?:a|one|two|three|five|ten) \w+)"
    r"|\b(?:set|change|make|lower|aim|limit|put|cut)\b.*\d\s*(?:kcals?|k?cals?|calories|kj|kilojoules)\b"
    r"|\b(?:target|goal|limit|diet)\b.*\d|\b\d[\d.,]* ?(?:kcal|calories?) (?:diet|target|limit|a day|per day)\b",
    re.IGNORECASE,
)
_HARM: Final = re.compile(
    r"\b(?:starve myself|(?:want|going|trying|need|plan) to starve|stop eating(?: altogether| completely| for good)?$"
    r"|eat nothing (?:for|this|all|until)|(?:make|making) myself (?:throw up|vomit|be sick|sick)"
    r"|(?:want|need) to (?:purge|throw up)|laxatives? (?:to|for) (?:lose|losing|weight)"
    r"|(?:fast|not eat) for (?:[4-9]|[1-9]\d+|four|five|six|seven|ten|thirty) (?:days|weeks))",
    re.IGNORECASE,
)
_A_DAY: Final = re.compile(
    r"^(?:my (?:new )?(?:diet|limit|target|goal|plan) (?:is|will be)|(?:target|limit|diet)"
    r"|(?:limit|restrict|keep) me (?:to|at|under)"
    r"|i(?:'d| would)? (?:only |just )?(?:want|like|plan|aim|need) to (?:only |just )?(?:eat|have|live on|stay under|consume)"
    r"|(?:make|save|create|start|plan|set up|give me|put me on|i want)(?: me)? (?:a|my) (?:.* )?diet (?:of|with|at)"
    r"|(?:make|save|create|start|plan|set up|give me|put me on|i want)(?: me)? an?)"
    r"(?: of| to|:| only| just| at most| under| about| around| max(?:imum)?)* "
    r"(?P<figure>\d+(?:[.,]\d+)*)\s*(?P<unit>kcals?|cals?|calories|kj|kilojoules?)\b"
    r"(?: (?:diets?|a day|per day|daily|every day|each day|today|from now on|at most|max|plan))*$",
    re.IGNORECASE,
)
_PACE: Final = re.compile(
    r"\b(?:lose|losing|drop|shed)\b.{0,60}?(?<![\d.,])(?P<figure>\d+(?:[.,]\d+)?)\s*(?P<unit>kg|kgs|kilos?|kilograms?|lbs?|pounds?)"
    r"(?: of (?:weight|fat))? (?:a|per|each|every) (?P<time>week|day)\b",
    re.IGNORECASE,
)
# A hundredth of the weight of whoever weighs 200 kg: too fast for everybody.
_FASTEST_KG: Final = Decimal(2)
_KG: Final = {"k": Decimal(1), "l": Decimal("0.45359237"), "p": Decimal("0.45359237")}
_DAYS: Final = {"week": 1, "day": 7}


@dataclass(frozen=True, slots=True)
class NeedsCare(Wish):
    """Something that is not done; `why` is said before where to find help."""

    why: str


YOUNG: Final = NeedsCare("FitHub sets no energy target and no goal to lose weight for people under 18.")
PREGNANT: Final = NeedsCare("FitHub sets no energy target and no goal to lose weight during a pregnancy.")
ILL: Final = NeedsCare("With an eating disorder a number from an app is not the help that you deserve.")
HARM: Final = NeedsCare("That would hurt you, and I do not help with it.")
TOO_LITTLE: Final = NeedsCare(f"Less than {ENERGY_FLOOR_KCAL} kcal a day is not safe without care.")
TOO_FAST: Final = NeedsCare("Losing more than 1 % of your weight a week is not safe; give it more time.")


def read_care(message: str) -> NeedsCare | None:
    """What a person says of themselves in one message with a wish for less; a meal told beside it is a meal."""
    if PAST.search(message) or not _LESS.search(message):
        return None
    said = ((_MINOR, YOUNG), (_PREGNANT, PREGNANT), (_ILL, ILL))
    return next((wish for pattern, wish in said if pattern.search(message)), None)


def _read(order: str, now: LocalMoment) -> NeedsCare | None:
    if PAST.search(order):
        return None
    if _HARM.search(order):
        return HARM
    pace = _PACE.search(order)
    if pace is not None:
        weekly = number_in(pace["figure"]) * _KG[pace["unit"][0].lower()] * _DAYS[pace["time"].lower()]
        return TOO_FAST if weekly > _FASTEST_KG else None
    wanted = _A_DAY.match(order)
    if wanted is None:
        return None
    unit = ENERGY_KCAL["kJ" if wanted["unit"][:2].lower() == "kj" or "joule" in wanted["unit"].lower() else "kcal"]
    return TOO_LITTLE if number_in(wanted["figure"].replace(",", "")) * unit < ENERGY_FLOOR_KCAL else None


def _take(wish: NeedsCare, turn: Turn) -> Plan[str]:
    yield from ()
    return f"Thank you for telling me. {wish.why} {HELP} Nothing was changed."


SKILL: Final = Skill((NeedsCare,), _read, _take)
