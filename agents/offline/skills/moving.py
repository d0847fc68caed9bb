"""Activities in plain English: "ran 5 km in 30 min", "walked 8000 steps", "burned 300 kcal cycling"."""

import re
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Final

from agents.offline import wording
from agents.offline.calls import Plan, Turn
from agents.offline.nutrients import listed
from agents.offline.skills.skill import Skill
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment

_NAMES: Final = {
    "ran": "running", "run": "running", "jogged": "jogging", "jog": "jogging", "walked": "walking", "walk": "walking",
    "cycled": "cycling", "biked": "cycling", "bike ride": "cycling", "rode my bike": "cycling", "bike": "cycling",
    "swam": "swimming", "swim": "swimming", "hiked": "hiking", "hike": "hiking", "rowed": "rowing", "danced": "dancing",
    "skied": "skiing",
}  # fmt: skip
_SPORTS: Final = (
    "yoga|pilates|running|jogging|walking|cycling|biking|swimming|rowing|hiking|dancing|aerobics|zumba|hiit|crossfit|spinning|"
    "weight training|strength training|weight lifting|stretching|boxing|climbing|tennis|basketball|football|soccer|badminton|"
    "skiing|skating|gardening|elliptical|stair climbing"
)
_VERB: Final = re.compile(
    r"^(?:i |we )?(?:(?:have |'ve |just |also |then )+)?(?:"
    r"(?P<verb>ran|jogged|walked|cycled|biked|swam|hiked|rowed|danced|skied|rode my bike)|"
    r"(?:went (?:for|on)|did|had|took|finished) (?:a |an )?(?:[\w.,]+[ -](?:min(?:ute)?s?|hours?|km|k|miles?)[ -](?:of )?)?"
    rf"(?:\w+ )?(?P<noun>run|jog|walk|swim|hike|bike ride|{_SPORTS})|"
    rf"(?:did|played|practi[sc]ed) .*?(?P<sport>{_SPORTS})|"
    rf"(?P<burned>burn(?:ed|t)) .*?(?:(?P<by>{_SPORTS}|run|walk|swim|hike|bike)|$)|"
    r"(?P<steps>(?:took |did |made |got )?[\d.,]+ ?k? steps)|"
    rf"(?:log |add )?(?:[\w.,]+ (?:min(?:ute)?s?|hours?|h) (?:of )?)(?P<bare>{_SPORTS}))\b",
    re.IGNORECASE,
)
_NUMBER: Final = r"(?P<n>\d+(?:[.,]\d+)*|an?|half an?|one|two|three|four|five|ten|twenty|thirty|forty|sixty)"
_MEASURES: Final = {
    "minutes": (re.compile(rf"{_NUMBER}[ -]?(?:min(?:ute)?s?)\b", re.IGNORECASE), Decimal(1)),
    "hours": (re.compile(rf"{_NUMBER}[ -]?(?:hours?|hrs?|h)\b", re.IGNORECASE), Decimal(60)),
    "km": (re.compile(rf"{_NUMBER} ?(?:km|kms|k|kilomet(?:er|re)s?)\b(?! steps)", re.IGNORECASE), Decimal(1000)),
    "miles": (re.compile(rf"{_NUMBER} ?(?:miles?|mi)\b", re.IGNORECASE), Decimal("1609.344")),
    "metres": (re.compile(rf"{_NUMBER} ?(?:m|met(?:er|re)s)\b", re.IGNORECASE), Decimal(1)),
    "steps": (re.compile(r"(?P<n>\d+(?:[.,]\d+)*)(?P<k> ?k)? steps\b", re.IGNORECASE), Decimal(1)),
    "kcal": (re.compile(rf"{_NUMBER} ?(?:kcal|calories|cals?)\b", re.IGNORECASE), Decimal(1)),
}
_WORDS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10, "twenty": 20, "thirty": 30,
    "forty": 40, "sixty": 60,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Move(Wish):
    """Something was done; None is what was not said."""

    name: str
    minutes: Decimal | None = None
    distance_m: Decimal | None = None
    steps: int | None = None
    energy_kcal: Decimal | None = None
    yesterday: bool = False


def _read(order: str, now: LocalMoment) -> Wish | None:
    yesterday = re.search(r"\byesterday\b", order, re.IGNORECASE) is not None
    bare = re.sub(r"^(?:yesterday|today|this morning|this evening|tonight),? +", "", order.strip(), flags=re.IGNORECASE)
    match = _VERB.match(bare)
    if match is None:
        return None
    found = {name: _measured(name, bare) for name in _MEASURES}
    if not any(found.values()):
        return None
    minutes = _summed(found["hours"], found["minutes"])
    distance = found["km"] or found["miles"] or found["metres"]
    said = match["verb"] or match["noun"] or match["sport"] or match["by"] or match["bare"] or ""
    name = _NAMES.get(said.lower(), said.lower()) or ("walking" if match["steps"] else "activity")
    steps = None if found["steps"] is None else int(found["steps"])
    return Move(name, minutes, distance, steps, found["kcal"], yesterday)


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


def _summed(*parts: Decimal | None) -> Decimal | None:
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if known else None


def _take(wish: Move, turn: Turn) -> Plan[str]:
    result = yield from turn.call(
        "log_activity",
        name=wish.name,
        minutes=_number(wish.minutes),
        distance_m=_number(wish.distance_m),
        steps=wish.steps,
        energy_kcal=_number(wish.energy_kcal),
        local_date=(turn.today - timedelta(days=1)).isoformat() if wish.yesterday else None,
    )
    if not result.ok:
        return wording.refused(result)
    row = result.data["activities"][0]
    facts = [
        f"{Decimal(str(row[key])) / scale:,.5g} {unit}"
        for key, scale, unit in (("distance_m", 1000, "km"), ("minutes", 1, "min"))
        if row[key] is not None
    ]
    if row["steps"] is not None:
        facts.append(f"{row['steps']:,} steps")
    text = f"Logged {row['name']}" + (f", {listed(facts)}" if facts else "")
    if row["energy_basis"] == "stated":
        text += f", {row['energy_kcal']:.0f} kcal as you said"
    elif row["energy_basis"] == "estimated":
        low, high = row["energy_low_kcal"], row["energy_high_kcal"]
        text += f": about {row['energy_kcal']:.0f} kcal by your weight, an estimate ({low:.0f} to {high:.0f})"
    return text + "."


def _number(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)


SKILL: Final = Skill(wishes=(Move,), read=_read, take=_take)
