"""Activities in plain English: "ran 5 km in 30 min", "walked 8000 steps", "burned 300 kcal cycling"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal
from typing import Any, Final

from agents.offline import wording
from agents.offline.calls import Plan, Turn
from agents.offline.history import Result
from agents.offline.nutrients import listed
from agents.offline.skills.durations import minutes_in
from agents.offline.skills.moves_told import told_plainly
from agents.offline.skills.skill import Skill
from agents.offline.skills.sports import DEEDS, NOUN, SPORTS, kind_named
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment
from fithub.estimation.occasions import read_occasions
from fithub.estimation.tokens import tokenise

_VERB: Final = re.compile(
    r"^(?:i |we )?(?:(?:have |'ve |just |also |then )+)?(?:"
    rf"(?P<verb>{DEEDS})|"
    r"(?:went (?:for|on)|did|had|took|finished) (?:a |an )?(?:[\w.,/]+[ -](?:min(?:ute)?s?|hours?|km|k|"
    r"miles?)[ -](?:and a (?:half|quarter) )?(?:of )?)?"
    rf"(?:\w+ )?(?P<noun>run|jog|walk|swim|hike|bike ride|{SPORTS})|"
    rf"(?:did|played|practi[sc]ed) .*?(?P<sport>{SPORTS})|"
    rf"(?P<burned>burn(?:ed|t)) .*?(?:(?P<by>{SPORTS}|run|walk|swim|hike|bike)|$)|"
    r"(?P<steps>(?:took |did |made |got )?[\d.,]+ ?k? steps)|"
    # "A 30 minute run", "45 minutes of yoga", "a run of 5 km".
    r"(?:log |add |record |track )?(?:an? |my |the )?(?:(?:half an hour|(?:three )?quarters? of an hour|[\w.,/]+[ -]?"
    r"(?:min(?:ute)?s?|hours?|hrs?|h|kms?|k|miles?))[ -](?:and a (?:half|quarter) )?(?:of |on |in )?)(?:an? |the )?"
    rf"(?P<bare>{NOUN})|"
    rf"(?:log |add |record |track )(?:an? |my |the )?(?P<ordered>{NOUN})(?= (?:of|for|at|in|today|yesterday|this) )|"
    rf"(?:an? |my )?(?P<told>{NOUN})(?= (?:of|for) ))\b",
    re.IGNORECASE,
)
_NUMBER: Final = r"(?<![\w.,])(?P<n>\d+(?:[.,]\d+)*|an?|half an?|one|two|three|four|five|ten|twenty|thirty|forty|sixty)"
_MEASURES: Final = {
    "km": (re.compile(rf"{_NUMBER} ?(?:km|kms|k|kilomet(?:er|re)s?)\b(?! steps)", re.IGNORECASE), Decimal(1000)),
    "miles": (re.compile(rf"{_NUMBER} ?(?:miles?|mi)\b", re.IGNORECASE), Decimal("1609.344")),
    "metres": (re.compile(rf"{_NUMBER} ?(?:m|met(?:er|re)s)\b", re.IGNORECASE), Decimal(1)),
    "steps": (re.compile(r"(?P<n>\d+(?:[.,]\d+)*)(?P<k> ?k)? steps\b", re.IGNORECASE), Decimal(1)),
    "kcal": (re.compile(rf"{_NUMBER} ?(?:kcal|calories|cals?)\b", re.IGNORECASE), Decimal(1)),
}
# "An hour and a half", "three quarters of an hour".
_SPOKEN: Final = (
    (re.compile(r"\b(?:three|3)[ -]quarters of an hour\b", re.IGNORECASE), "45 minutes"),
    (re.compile(r"\bhalf an? hour\b(?! and)", re.IGNORECASE), "30 minutes"),
    (re.compile(r"\b(?:a|one) (?:whole|full) hour\b(?! and)", re.IGNORECASE), "60 minutes"),
    (re.compile(r"\b(?:a |one )?quarter (?:of )?an hour\b", re.IGNORECASE), "15 minutes"),
    (re.compile(r"\b(?:an?|one) (?:hour and a half|and a half hours?)\b", re.IGNORECASE), "90 minutes"),
    (re.compile(r"\btwo (?:hours and a half|and a half hours)\b", re.IGNORECASE), "150 minutes"),
)
_WORDS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10, "twenty": 20, "thirty": 30,
    "forty": 40, "sixty": 60,
}  # fmt: skip
_EACH_WAY: Final = re.compile(r",? \beach (?:way|direction)\b", re.IGNORECASE)
# "And another 20 min after lunch": of what was told just now.
_MORE: Final = re.compile(
    r"^(?:(?:and|then|plus|also|did|i did|i)\s+)*(?:another|a further|an extra) (?P<rest>\S.*)$|^(?:(?:and|then|"
    r"plus)\s+)+(?P<again>\S.*) (?:more|again)$",
    re.IGNORECASE,
)
_LATE: Final = re.compile(r"\b(?:evening|afternoon|tonight|(?:last|at) night|after (?:work|dinner))\b", re.IGNORECASE)
_NOON: Final = 12


@dataclass(frozen=True, slots=True)
class Move(Wish):
    """Something was done; None is what was not said."""

    name: str
    minutes: Decimal | None = None
    distance_m: Decimal | None = None
    steps: int | None = None
    energy_kcal: Decimal | None = None
    day: date | None = None
    at: time | None = None


def _read(order: str, now: LocalMoment) -> Wish | None:
    bare, day = _without_day(_in_minutes(order.strip()), now)
    at = hour_told(order, day, now)
    match = _VERB.match(bare)
    if day is not None and day > now.date:
        return None
    found = measured(bare)
    if _EACH_WAY.search(bare):
        # There and back.
        bare, found = _EACH_WAY.sub("", bare).strip(" ,"), {name: 2 * value for name, value in found.items()}
        match = _VERB.match(bare)
    if match is None and found and (told := told_plainly(bare)) is not None and not _is_still_to_come(order, day, now):
        return Move(told.kind, day=day, at=at, **found)
    if match is None or not found:
        return None
    said = (
        match["verb"]
        or match["noun"]
        or match["sport"]
        or match["by"]
        or match["bare"]
        or match["ordered"]
        or match["told"]
        or ""
    )
    name = kind_named(said) or ("walking" if match["steps"] else "activity")
    return Move(name, day=day, at=at, **found)


def hour_told(said: str, day: date | None, now: LocalMoment) -> time | None:
    """The time of day at which words say that something was done, "at 7 in the evening" being 19:00; None where they say none, or
    one of today that is still to come."""
    whens = [each.when for each in read_occasions(tokenise(said), now)]
    at = next(((when.local_time, when.is_open) for when in whens if when.local_time is not None), None)
    if at is None:
        return None
    hour, is_open = at
    if is_open and hour.hour < _NOON and _LATE.search(said):
        hour = hour.replace(hour=hour.hour + _NOON)
    return None if day in (None, now.date) and hour > now.time else hour


def _is_still_to_come(order: str, day: date | None, now: LocalMoment) -> bool:
    """Whether what no verb tells as done is of a time that has not come: "yoga 30 min at 6 pm", said at noon."""
    times = [each.when.local_time for each in read_occasions(tokenise(order), now)]
    return day in (None, now.date) and any(at is not None and at > now.time for at in times)


def is_activity(said: str) -> bool:
    """Whether words tell of an activity with something that was measured of it: "a 30 minute run", "ran 5 km"."""
    return _VERB.match(said.strip()) is not None and bool(measured(said))


def measured(said: str) -> dict[str, Any]:
    """What words tell of an activity, by the arguments of log_activity: minutes, metres, steps, energy."""
    said = _in_minutes(said)
    found = {name: _measured(name, said) for name in _MEASURES}
    told = {
        "minutes": minutes_in(said),
        "distance_m": found["km"] or found["miles"] or found["metres"],
        "steps": None if found["steps"] is None else int(found["steps"]),
        "energy_kcal": found["kcal"],
    }
    return {name: value for name, value in told.items() if value is not None}


def _in_minutes(said: str) -> str:
    """The words with spoken hours told in minutes."""
    for phrase, minutes in _SPOKEN:
        said = phrase.sub(minutes, said)
    return said


def _without_day(said: str, now: LocalMoment) -> tuple[str, date | None]:
    """The words without when it was, and the day that they name."""
    tokens = tokenise(said)
    day: date | None = None
    for each in reversed(read_occasions(tokens, now)):
        day = each.when.local_date or day
        said = f"{said[: tokens[each.start].start]} {said[tokens[each.end - 1].end :]}"
    return " ".join(said.split()).strip(" ,"), day


def _measured(name: str, said: str) -> Decimal | None:
    pattern, factor = _MEASURES[name]
    match = pattern.search(said)
    if match is None:
        return None
    written = match["n"].lower()
    if written.startswith("half"):
        amount = Decimal("0.5")
    elif written in _WORDS:
        amount = Decimal(_WORDS[written])
    else:
        plain = re.sub(r",(?=\d{3}\b)", "", written)
        if name == "steps":
            plain = re.sub(r"\.(?=\d{3}\b)", "", plain)
        amount = Decimal(plain.replace(",", ".")) if plain.replace(",", ".").count(".") <= 1 else Decimal(0)
    if match.groupdict().get("k"):
        factor = Decimal(1000)
    return amount * factor if amount else None


def _take(wish: Move, turn: Turn) -> Plan[str]:
    result = yield from turn.call(
        "log_activity",
        name=wish.name,
        minutes=_number(wish.minutes),
        distance_m=_number(wish.distance_m),
        steps=wish.steps,
        energy_kcal=_number(wish.energy_kcal),
        local_date=None if wish.day is None else wish.day.isoformat(),
        local_time=None if wish.at is None else wish.at.isoformat(),
    )
    if not result.ok:
        return wording.refused(result)
    return told_of(result, turn.today, "Logged ", at=wish.at is not None)


def told_of(result: Result, today: date, lead: str, *, at: bool = False) -> str:
    """What was written of an activity, by the receipt; `at`: and at what time it was."""
    row = result.data["activities"][0]
    facts = [
        f"{float(row[key]) / scale:,.5g} {unit}"
        for key, scale, unit in (("distance_m", 1000, "km"), ("minutes", 1, "min"))
        if row[key] is not None
    ]
    if row["steps"] is not None:
        facts.append(f"{row['steps']:,} steps")
    day = date.fromisoformat(row["local_date"])
    when = "" if day == today else f" {wording.day_name(day, today)}"
    when += f" at {row['local_time'][:5]}" if at else ""
    text = f"{lead}{row['name']}{when}" + (f", {listed(facts)}" if facts else "")
    if row["energy_basis"] == "stated":
        text += f", {row['energy_kcal']:.0f} kcal as you said"
    elif row["energy_basis"] == "estimated":
        low, high = row["energy_low_kcal"], row["energy_high_kcal"]
        text += f": about {row['energy_kcal']:.0f} kcal by your weight, an estimate ({low:.0f} to {high:.0f})"
    return text + "."


def _number(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)


def _reply(text: str, previous: Sequence[Wish], now: LocalMoment) -> Move | None:
    """So much more of the activity that the turn before told."""
    told = [each for each in previous if isinstance(each, Move)]
    more = _MORE.match(text)
    if len(told) != 1 or more is None:
        return None
    rest, _ = _without_day(_in_minutes(more["rest"] or more["again"]), now)
    if not measured(rest) or told_plainly(f"{rest} of {told[0].name}") is None:
        return None
    wish = _read(f"{more['rest'] or more['again']} of {told[0].name}", now)
    return replace(wish, name=told[0].name, day=wish.day or told[0].day) if isinstance(wish, Move) else None


SKILL: Final = Skill(wishes=(Move,), read=_read, take=_take, reply=_reply)
