"""Reading what a person tells of themselves: height, sex, date of birth, usual activity, units, zone, start of the day, name.

Each fact has a form of its own, and a clause is that form from its first word to its last: "I'm 180 cm tall" is one, "I'm 180"
might be a weight.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final
from zoneinfo import available_timezones

from agents.offline.hearing import hear
from agents.offline.skills.goal_words import NewGoal
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment


@dataclass(frozen=True, slots=True)
class SetProfile(Wish):
    """Facts to keep: the arguments of edit_profile. `then`: the goal that waited for one of them."""

    changes: dict[str, Any] = field(hash=False)
    then: NewGoal | None = None


@dataclass(frozen=True, slots=True)
class ProfileWithout(Wish):
    """A fact is to be kept, and what was said of it is not enough. `changes`: what was said beside it."""

    about: str
    changes: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class AskProfile(Wish):
    """What is known of the person; one field of it, or "" for all."""

    about: str = ""


_MOST_YEARS: Final = 120
_CM_PER_INCH: Final = Decimal("2.54")
_LEAD: Final = r"^(?:(?:please|also|and|so|well|just|actually|btw|by the way|fyi|ok(?:ay)?|oh|correction|no)[\s,:]+)*"
_SET: Final = r"(?:(?:please )?(?:set|change|update|correct|fix|put|save|enter|note)\s+)"
_TO: Final = r"(?:\s*(?:is|'s|to|at|as|in as|are|:|=)\s*)*(?:\s*(?:about|around|actually|now|just|really)\s+)*\s*"
_I_AM: Final = r"(?:i'?m|i am|me:?)\s+(?:about |around |actually |now |just |currently )*"
_HEIGHT: Final = (
    r"(?:(?P<m>[12])\s*(?:[.,]\s*|m\s*)(?P<cm_of_m>\d{1,2})\s*(?:m|met(?:er|re)s?)?"
    r"|(?P<cm>\d{2,3}(?:[.,]\d)?)\s*(?P<cm_unit>cms?|centimet(?:er|re)s?)"
    r"|(?P<ft>[3-8])\s*(?:'|ft\.?|foot|feet)\s*(?:(?P<inch>\d{1,2}(?:[.,]\d)?)\s*(?:\"|''|in\.?|inch(?:es)?)?)?)"
)
_HEIGHTS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_LEAD}{_I_AM}{_HEIGHT}(?:\s+(?:tall|in height|high))?$",
        rf"{_LEAD}{_SET}?(?:my |the )?height{_TO}(?:{_HEIGHT}|(?P<bare>\d{{3}}))(?:\s+tall)?$",
        rf"{_LEAD}{_HEIGHT}\s+tall$",
    )
)
_ONLY_HEIGHT: Final = re.compile(
    rf"{_LEAD}(?:{_I_AM}|it'?s )?(?:{_HEIGHT}|(?P<bare>1\d\d|2[0-4]\d))(?:\s+tall)?$", re.IGNORECASE
)
_AGED: Final = r"\d{1,3}[- ](?:years?|yrs?|yo|y/o)(?:[- ]old)?[\s,]*"
_SEX: Final = re.compile(
    rf"{_LEAD}(?:(?:{_I_AM}(?:an? )?(?P<aged>{_AGED})?|{_SET}?(?:my )?(?:sex|gender){_TO}|(?P<of_age>{_AGED}))"
    r"(?:(?P<female>female|woman|girl|lady)|(?P<male>male|man|guy|bloke|boy))|(?P<alone>female|male))$",
    re.IGNORECASE,
)
_AGE: Final = re.compile(
    rf"{_LEAD}(?:{_I_AM}(?P<years>\d{{1,3}})(?: (?:years?|yrs?)(?: old| of age)?|yo| y/o)"
    rf"|{_SET}?my age{_TO}(?P<age>\d{{1,3}})(?: years?)?)$",
    re.IGNORECASE,
)
_BORN: Final = re.compile(
    rf"{_LEAD}(?:(?:{_I_AM}|i was )?born(?: on| in)?(?: the)?"
    rf"|{_SET}?(?:my )?(?:birth ?day|birth ?date|date of birth|dob|d\.o\.b\.){_TO}(?:on )?)"
    r"\s*[:=]?\s*(?P<when>[\w .,/'-]+)$",
    re.IGNORECASE,
)
_ACTIVITY: Final = re.compile(
    rf"{_LEAD}(?:{_SET}?(?:my )?(?:usual |daily )?activity(?: level)?{_TO}"
    r"|(?:i'?m|i am) (?:mostly |usually |rather |quite |pretty )*)"
    r"(?P<level>sedentary|light(?:ly active)?|moderate(?:ly active)?|very active|extremely active|active)$",
    re.IGNORECASE,
)
_UNITS: Final = re.compile(
    rf"{_LEAD}(?:(?:use|switch (?:me )?(?:over )?to|change (?:(?:my|the) )?units? to|set (?:(?:my|the) )?units? to|go|"
    r"(?:i(?:'d| would) (?:rather|prefer to|like to) (?:see|have|read|get|be told) |show|give|tell|display) ?(?:me "
    r")?(?:everything |it |all |things |my weight |weights )*in|i(?:'d)? (?:want|"
    r"prefer|like|use)|(?:my )?units?(?: are|:)?)\s+)"
    r"(?:(?:the )?(?P<units>metric|imperial|us|american|uk|british|pounds?|lbs?|stones?|kilos?|kilograms?|kgs?))"
    r"(?:\s+(?:units?|system|measures?|and (?:ounces|oz|inches|feet|cm|centimet(?:er|re)s|grams?|stones?)))*"
    r"(?:,?\s+(?:(?:instead|rather)(?: (?:of|than)(?: in)? [\w ]+)?|(?:and )?not(?: in)? [\w ]+|for (?:my )?weight|"
    r"please|from now on|now))*$",
    re.IGNORECASE,
)
# "I think in stones, can you show it like that".
_THINKS: Final = re.compile(
    rf"{_LEAD}(?:i(?:'m| am)? |we )?(?:only |always |still |just )*(?:think|weigh myself|weigh|count|measure|grew up|used|use|know|"
    r"understand)(?: (?:to|in|with|my weight in))* (?P<units>metric|imperial|pounds?|lbs?|stones?|kilos?|kgs?)"
    r"(?: (?:and (?:ounces|oz|inches|feet|pounds|lbs?)|units?|system|over here|here))*[\s,;.–-]+"
    r"(?:(?:so|and|please|pls|can|could|would|will|you|u|we)\s+)*(?:show|use|display|switch|set|change|give|tell|make|"
    r"put)\b[^\d]*$",
    re.IGNORECASE,
)
# Why something is to be set, before it: "I work nights so my day should start at 5".
_WHY: Final = re.compile(
    r"^(?:i|we)(?:'m| am|'re| are)? [^,;.\d]{3,50}?(?:\s*[,;]\s*|\s+)(?:so|hence|therefore|that's why)\s+(?:please |can you |"
    r"could you )*",
    re.IGNORECASE,
)
_ZONE: Final = re.compile(rf"{_LEAD}{_SET}?(?:my |the )?time ?zone{_TO}(?P<zone>[A-Za-z_/ +-]{{2,40}})$", re.IGNORECASE)
_MOVED: Final = re.compile(
    rf"{_LEAD}(?:i|we)(?:'m| am|'re| are|'ve moved| have moved| moved| live)(?: now| currently| back| over)? (?:in|to)"
    r" (?P<zone>[A-Za-z ]{2,30}?)(?: now| (?:last|this) (?:week|month|year|weekend|spring|summer)| (?:yesterday|today|recently|"
    r"a (?:few|couple of) (?:days|weeks|months) ago))?"
    r"[\s,;.:-]+(?:(?:so|and|please|can you)\s+)*(?:use|change|set|update|switch|adjust|fix)(?: to)? (?:that|this|the|my)?"
    r" ?(?:time ?zone|clock)(?: please| accordingly| to that)?$",
    re.IGNORECASE,
)
_DAY_START: Final = re.compile(
    rf"{_LEAD}(?:my (?:new )?days? (?:starts?|begins?|should (?:start|begin))|(?:start|begin) my days?|"
    rf"{_SET}(?:the )?(?:start|beginning) of (?:my|the) day{_TO})\s*(?:at |to )?(?P<at>.+)$",
    re.IGNORECASE,
)
_NAME: Final = re.compile(
    rf"{_LEAD}(?:{_SET}?my name{_TO}|(?:you can |please )?call me )(?P<name>[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){{0,3}})$",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(
    rf"{_LEAD}(?P<no>(?:don't|do not|never|stop) )?(?:count|add|includ|eat)(?:e|ing)?(?: back)? (?:my |the )?"
    r"(?:workouts?|exercises?|activit(?:y|ies)|training|sports?|steps)(?:'s)?(?: calories| energy)?"
    r"(?: (?:to|in|into|towards?|in with) (?:what(?:'s| is) left|what i (?:can|may) eat|my (?:budget|target|calories)|the day))$",
    re.IGNORECASE,
)
_WHAT: Final = r"(?:what|which)(?:'s| is| are| was)?(?: in)?"
_THERE_IS: Final = r"(?:do you have(?: for me)?|have i (?:set|given you)|am i (?:in|on|using)|is set)"
_KEPT: Final = r"(?:(?:got|have|had|put|get) ?)?(?:down|noted|stored|saved|on file)?"
# By field: what it is called.
_FIELDS: Final[Mapping[str, str]] = {
    "height_cm": r"height",
    "birth_date": r"birth ?day|birth ?date|date of birth|dob",
    "age_years": r"age",
    "sex": r"sex|gender",
    "units": r"units?",
    "time_zone": r"time ?zone",
    "day_start": r"start of (?:my|the) day",
    "name": r"name",
    "activity": r"(?:usual )?activity level",
    "autonomy": r"autonomy",
    "": r"profile|(?:personal )?(?:data|details)|settings",
}
_ASKED: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), about)
    for pattern, about in (
        *(
            (rf"^{_WHAT} my (?:current )?(?:{name})(?: set to| in (?:the|my) (?:profile|settings?))?$", about)
            for about, name in _FIELDS.items()
        ),
        *((rf"^(?:what|which) (?:{name}) {_THERE_IS}$", about) for about, name in _FIELDS.items()),
        *((rf"^(?:show|tell|read)(?: me)? my (?:{name})$", about) for about, name in _FIELDS.items()),
        *(
            (rf"^(?:what|which) (?:{name}) (?:have|do|did) you {_KEPT}(?: for me)?$", about)
            for about, name in _FIELDS.items()
            if about
        ),
        (r"^how tall (?:am i|do you think i am)(?: according to my profile)?$", "height_cm"),
        (r"^how old (?:am i|do you think i am)(?:,? according to my profile)?$", "age_years"),
        (r"^what(?:'s| is| do you have| have i put)(?: stored| written)? in my (?:profile|settings|data)$", ""),
        (r"^when was i born$", "birth_date"),
        (r"^when does my day (?:start|begin)$", "day_start"),
        (r"^(?:am i|do i (?:use|have)) (?:metric|imperial)(?: units)?$", "units"),
    )
)
_LEVELS: Final = {
    "light": "light",
    "moderate": "moderate",
    "very": "very_active",
    "extremely": "very_active",
    "active": "active",
}
_SYSTEMS: Final = {
    **dict.fromkeys("metric kilo kilogram kg".split(), "metric"),
    **dict.fromkeys("imperial us american pound lb".split(), "us"),
    **dict.fromkeys("uk british stone".split(), "uk"),
}
_MONTHS: Final = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
_NO_NAME: Final = frozenset("back later tomorrow a an the when if maybe names crazy old stupid lazy".split())


def read_profile(order: str, now: LocalMoment) -> SetProfile | ProfileWithout | AskProfile | None:
    """What a clause tells or asks of the person themselves; None where it is about something else."""
    for pattern, about in _ASKED:
        if pattern.match(order):
            return AskProfile(about)
    said = next((pattern.match(order) for pattern in _HEIGHTS if pattern.match(order)), None)
    if said is not None:
        return SetProfile({"height_cm": _cm(said)})
    told = next((wish for reader in _READERS if (wish := reader(order, now)) is not None), None)
    why = _WHY.match(order) if told is None else None
    return told if why is None else read_profile(order[why.end() :], now)


def height_alone(text: str) -> float | None:
    """The height in cm that an answer is, to the question how tall somebody is: "180", "5'11"."""
    said = _ONLY_HEIGHT.match(text.strip(" .!"))
    return None if said is None else _cm(said)


def _cm(said: re.Match[str]) -> float:
    named = said.groupdict()
    if named["ft"]:
        inches = Decimal(named["ft"]) * 12 + Decimal((named["inch"] or "0").replace(",", "."))
        return float(round(inches * _CM_PER_INCH, 1))
    if named["m"]:
        # "1.8" is 180 cm, "1.08" would be a child's.
        return float(100 * Decimal(f"{named['m']}.{named['cm_of_m']}"))
    return float(Decimal((named["cm"] or named["bare"]).replace(",", ".")))


def _sex(order: str, now: LocalMoment) -> SetProfile | ProfileWithout | None:
    said = _SEX.match(order)
    if said is None:
        return None
    changes = {"sex": "female" if said["female"] or (said["alone"] or "").lower() == "female" else "male"}
    return ProfileWithout("birth_date", changes) if said["aged"] or said["of_age"] else SetProfile(changes)


def _age(order: str, now: LocalMoment) -> ProfileWithout | None:
    said = _AGE.match(order)
    if said is None or not 1 <= int(said["years"] or said["age"]) <= _MOST_YEARS:
        return None
    return ProfileWithout("birth_date")


def _born(order: str, now: LocalMoment) -> SetProfile | ProfileWithout | None:
    said = _BORN.match(order)
    if said is None or not re.search(r"\d", said["when"]):
        return None
    born = birth_date_in(said["when"])
    return ProfileWithout("birth_date") if born is None else SetProfile({"birth_date": born.isoformat()})


def birth_date_in(text: str) -> date | None:
    """The one date that words may mean; None where it is not whole, or "02/04/1990" may be two."""
    text = re.sub(r"\b(\d{1,2})(?:st|nd|rd|th)\b|\bof\b|,|'", lambda each: f"{each[1] or ''} ", text.lower())
    numbers = [int(each) for each in re.findall(r"\d+", text)]
    month = next((_MONTHS[each[:3]] for each in re.findall(r"[a-z]+", text) if each[:3] in _MONTHS), None)
    try:
        match numbers:
            case [day, year] if month is not None and year >= 1900:
                return date(year, month, day)
            case [year, first, second] if year >= 1900 and month is None:
                return date(year, first, second)
            case [first, second, year] if year >= 1900 and month is None:
                is_day_first = "." in text or first > 12 or first == second
                if not is_day_first and second <= 12:
                    return None
                return date(year, second, first) if is_day_first else date(year, first, second)
    except ValueError:
        return None
    return None


def _activity(order: str, now: LocalMoment) -> SetProfile | None:
    said = _ACTIVITY.match(order)
    if said is None:
        return None
    word = said["level"].lower().split()[0].removesuffix("ly")
    return SetProfile({"activity": _LEVELS.get(word, word)})


def _units(order: str, now: LocalMoment) -> SetProfile | None:
    said = _UNITS.match(order) or _THINKS.match(order)
    return None if said is None else SetProfile({"units": system_named(said["units"])})


def system_named(word: str) -> str:
    """The system of units that a word names: "stones" is the British one."""
    low = word.lower()
    return _SYSTEMS[low if low == "us" else low.removesuffix("s")]


def _zone(order: str, now: LocalMoment) -> SetProfile | ProfileWithout | None:
    said = _ZONE.match(order) or _MOVED.match(order)
    if said is None:
        return None
    if re.fullmatch(r"(?:wrong|off|not right|different|changed|please)", said["zone"].strip(), re.IGNORECASE):
        return ProfileWithout("time_zone")
    zone = zone_named(said["zone"])
    return ProfileWithout("time_zone") if zone is None else SetProfile({"time_zone": zone})


def zone_named(place: str) -> str | None:
    """The IANA zone of that name, or of the city of that name; None where there is none."""
    wanted = re.sub(r"[\s_]+", "_", place.strip().lower())
    zones = [
        name for name in sorted(available_timezones()) if wanted in {name.lower(), name.lower().rpartition("/")[2]}
    ]
    return next((name for name in zones if "/" in name), next(iter(zones), None))


def _day_start(order: str, now: LocalMoment) -> SetProfile | None:
    said = _DAY_START.match(order)
    if said is None:
        return None
    heard = hear(f"at {said['at']}", now, ())
    return None if heard.at is None or heard.words else SetProfile({"day_start": heard.at.isoformat("minutes")})


def _name(order: str, now: LocalMoment) -> SetProfile | None:
    said = _NAME.match(order)
    if said is None or said["name"].split()[0].lower() in _NO_NAME:
        return None
    is_called = re.search(r"\bcall me\b", order, re.IGNORECASE) is not None
    return None if is_called and said["name"][0].islower() else SetProfile({"name": said["name"]})


def _counted(order: str, now: LocalMoment) -> SetProfile | None:
    said = _COUNTED.match(order)
    return None if said is None else SetProfile({"count_activity": said["no"] is None})


_READERS: Final[tuple[Callable[[str, LocalMoment], SetProfile | ProfileWithout | None], ...]] = (
    _sex,
    _age,
    _born,
    _activity,
    _units,
    _zone,
    _day_start,
    _name,
    _counted,
)
