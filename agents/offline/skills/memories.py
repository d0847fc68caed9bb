"""What a person states about themselves, and what they ate before: "remember that …", "what do you know about me", "that curry"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from agents.offline import finding, owning, wording
from agents.offline.calls import Plan, Turn
from agents.offline.eaten import PAST
from agents.offline.nutrients import listed
from agents.offline.skills.skill import Skill
from agents.offline.spans import read_span
from agents.offline.steps import SetMeasure, Wish
from fithub.core.clock import LocalMoment
from fithub.foods.words import content_words
from fithub.planning.families import words_of

MOST_TEXT: Final = 300
MOST_TOLD: Final = 12
# How near a memory has to be to what is to be forgotten, and how far back "the other day" may be.
SURE: Final = 0.5
RECENT: Final = timedelta(days=30)

_REMEMBER: Final = re.compile(
    r"^(?:please )?(?:remember|note|keep in mind|don't forget|do not forget|make a note|bear in mind)(?: down)?:? "
    r"(?:that |also )*"
    r"(?P<what>(?:i|i'm|i've|i'd|my|we|our|for me|me)\b.+)$",
    re.IGNORECASE,
)
_MEDICAL: Final = (
    r"(?:diabet\w*|kidney\w*|pregnan\w*|medication\w*|medicine\w*|insulin|metformin|warfarin|statins?|blood pressure|"
    r"hypertension|"
    r"eating disorder|anorexi\w*|bulimi\w*|cholesterol|gout|ibs|crohn\w*|colitis|cancer|asthma|epilep\w*|thyroid\w*|"
    r"heart (?:disease|condition|failure)|reflux|anaemi\w*|anemi\w*|arthritis|pku|phenylketonuria)"
)
_BUDGET: Final = r"\b(?:budget|spend|afford)\b"
_SCHEDULE: Final = (
    r"\b(?:usually|normally|typically|generally|always|often|tend to|every (?:day|morning|evening|night|week\w*)|shifts?|"
    r"at (?:\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight)|o'clock|on (?:mon|tues|"
    r"wednes|thurs|fri|satur|sun)days?)\b"
)
_GOAL: Final = r"\b(?:goal|want to|trying to|aim(?:ing)? to|would like to|training for)\b"
# What is a fact about oneself without "remember": nothing of it says that something was eaten.
_STATED: Final = (
    re.compile(
        r"^(?:my (?:\w+ ){0,2}budget (?:is|for \w+ is)|i (?:can |may |only |want to )*spend)\b.*\d.*$", re.IGNORECASE
    ),
    re.compile(
        r"^(?:i|we) (?:usually|normally|typically|generally|always|often|tend to) (?:(?:eat|have|skip|cook) "
        r"(?:my |our )?(?:breakfast|brunch|lunch|dinner|supper)\b(?! of\b)|(?:eat|work|train|get up|fast)\b.*\b(?:at|"
        r"until|from|on|in)\b).*$",
        re.IGNORECASE,
    ),
    re.compile(r"^i work (?:\w+ ){0,2}(?:shifts?|nights|late|early)\b.*$", re.IGNORECASE),
    re.compile(
        rf"^(?:i'm|i am|i have|i've got|i suffer from|i take|i'm on|i am on|i was diagnosed with|i've been diagnosed with)"
        rf"(?: \w+){{0,4}} {_MEDICAL}(?: \w+){{0,6}}$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^i(?:'m| am) (?:\w+ (?:weeks|months) )?(?:pregnant|diabetic|nursing|breastfeeding)\b.{0,60}$", re.IGNORECASE
    ),
)
_ASKED: Final = re.compile(
    r"^(?:(?:so )?(?:what|which (?:things|facts)) (?:all )?(?:do|did|have|else do) (?:you|i) "
    r"(?:know|remember(?:ed)?|(?:have )?(?:kept|stored|noted)|tell you|told you)(?: (?:of|about) (?:me|myself))?"
    r"|what have (?:i told you|you (?:remembered|kept|noted))(?: about (?:me|myself))?"
    r"|(?:show|list|tell)(?: me)? (?:all )?(?:(?:my|your) memor(?:y|ies)|what you (?:know|remember)(?: about me)?|"
    r"everything you know about me)"
    r"|my memories|do you (?:know|remember) (?:me|anything about me))$",
    re.IGNORECASE,
)
_FORGET: Final = re.compile(
    r"^(?:please )?(?:forget|don't remember|stop remembering|delete the memory)"
    r"(?: about| that| what i (?:said|told you) about| the fact that)* (?P<what>(?:i|i'm|i've|my|we|our)\b.+|(?<=about ).+)$",
    re.IGNORECASE,
)
_AGO: Final = (
    r"(?:(?:from|of|on|in|during)? ?(?:last|this|the last|the past) (?:week|month|year)|(?:from )?(?:the other day|a "
    r"while ago|recently|"
    r"some time ago|a few (?:days|weeks) ago)|(?:from )?the last (?:few|\d+|two|three) (?:days|weeks))"
)
_MEAL: Final = re.compile(
    rf"^(?:(?P<again>(?:please )?(?:log|add|have|i had|i ate|had|ate|record|track|repeat|put down)) |(?:what was|which "
    rf"was|show me|find|tell me about|"
    rf"do you (?:remember|know)|when (?:did i have|was)|how many calories (?:were|are) in) )?"
    rf"(?:that|the same|the)(?: same)? (?P<what>[a-z][a-z' -]{{1,60}}?)(?: (?:that )?(?:i|we) (?:had|ate|made|drank))? "
    rf"(?P<when>{_AGO})(?P<also> again| once more| too)?(?: (?:for|as) (?P<slot>breakfast|lunch|dinner|snack))?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Keep(Wish):
    """Keep what was stated; `measure`: the size of a unit of theirs."""

    kind: str
    text: str
    measure: SetMeasure | None = None


@dataclass(frozen=True, slots=True)
class AskMemories(Wish):
    """What is remembered?"""


@dataclass(frozen=True, slots=True)
class Forget(Wish):
    """It should be remembered no more."""

    what: str


@dataclass(frozen=True, slots=True)
class FindMeal(Wish):
    """Something that was eaten between two dates; `again`: it was eaten again now."""

    what: str
    first: date
    last: date
    again: bool = False
    slot: str | None = None


def _read(order: str, now: LocalMoment) -> Wish | None:
    if _ASKED.match(order):
        return AskMemories()
    asked = _REMEMBER.match(order)
    if asked is not None:
        return kept(asked["what"], now)
    # A meal that is told beside it is a meal.
    if not PAST.search(order) and any(pattern.match(order) for pattern in _STATED):
        return kept(order, now)
    gone = _FORGET.match(order)
    if gone is not None:
        return Forget(gone["what"])
    return _meal(order, now)


def kept(text: str, now: LocalMoment) -> Wish | None:
    """A stated fact as what is kept of it: its kind, by its words."""
    own = owning.read_own(text, now)
    if isinstance(own, SetMeasure):
        return None if own.food else Keep("measure", text, own)
    if len(text) > MOST_TEXT:
        return None
    kinds = (
        ("medical", rf"\b{_MEDICAL}\b|\bnursing\b|\bbreastfeeding\b"),
        ("budget", _BUDGET),
        ("schedule", _SCHEDULE),
        ("goal", _GOAL),
    )
    return Keep(next((kind for kind, about in kinds if re.search(about, text, re.IGNORECASE)), "other"), text)


def _meal(order: str, now: LocalMoment) -> FindMeal | None:
    match = _MEAL.match(order)
    if match is None or not content_words(match["what"]):
        return None
    first, last = read_span(match["when"], now) or (now.date - RECENT, now.date)
    again = match["again"] is not None or match["also"] is not None
    return FindMeal(match["what"], first, last, again, match["slot"].lower() if match["slot"] else None)


def _take(wish: Keep | AskMemories | Forget | FindMeal, turn: Turn) -> Plan[str]:
    match wish:
        case Keep():
            return (yield from _keep(wish, turn))
        case AskMemories():
            return (yield from _tell(turn))
        case Forget():
            return (yield from _forget(wish, turn))
        case FindMeal():
            return (yield from _find(wish, turn))


def _keep(wish: Keep, turn: Turn) -> Plan[str]:
    size = wish.measure
    result = yield from turn.call(
        "remember",
        text=wish.text,
        kind=wish.kind,
        unit=None if size is None else size.unit,
        grams=None if size is None or size.grams is None else float(size.grams),
        millilitres=None if size is None or size.millilitres is None else float(size.millilitres),
    )
    if not result.ok:
        return wording.refused(result)
    text = f"I will remember: “{wish.text}”. Say “forget that …” and I forget it."
    if wish.kind == "medical":
        text += " I give no medical advice; what is right for you is for your doctor or dietitian to say."
    return text


def _tell(turn: Turn) -> Plan[str]:
    known = yield from turn.call("recall")
    kept = yield from turn.call("list_own", kind="preferences")
    if not known.ok or not kept.ok:
        return wording.refused(known if not known.ok else kept)
    facts: list[dict[str, Any]] = known.data["memories"]
    stated = {word for each in facts for word in words_of(each["text"])}
    others = [each for each in kept.data["preferences"] if not set(words_of(each["about"])) <= stated]
    said = []
    if facts:
        more = f"; and {len(facts) - MOST_TOLD} more" if len(facts) > MOST_TOLD else ""
        said.append(f"You have told me: {'; '.join(f'“{each["text"]}”' for each in facts[:MOST_TOLD])}{more}.")
    for kind, verb in (
        ("allergy", "are allergic to"),
        ("avoid", "avoid"),
        ("dislike", "do not like"),
        ("like", "like"),
    ):
        about = [each["about"] for each in others if each["kind"] == kind]
        if about:
            said.append(f"You {verb} {listed(about)}.")
    if not said:
        return "You have told me nothing about yourself yet. Tell me like “remember that I hate olives”."
    return " ".join([*said, "Say “forget that …” and I forget it."])


def _forget(wish: Forget, turn: Turn) -> Plan[str]:
    found = yield from turn.call("recall", query=wish.what[:200])
    if not found.ok:
        return wording.refused(found)
    near = [each for each in found.data["memories"] if each["near"] >= SURE]
    best = [each for each in near if each["near"] == near[0]["near"]]
    if not best:
        return f"I remember nothing like “{wish.what}”, so I changed nothing. Ask me what I know about you."
    if len(best) > 1:
        return f"Which one should I forget: {listed([f'“{each["text"]}”' for each in best])}?"
    result = yield from turn.call("forget", memory_id=best[0]["id"])
    if not result.ok:
        return wording.refused(result)
    gone = listed([f"“{each['text']}”" for each in result.data["forgotten"]])
    return f"I have forgotten {gone}. “Undo” brings it back."


def _find(wish: FindMeal, turn: Turn) -> Plan[str]:
    found = yield from turn.call(
        "recall", query=wish.what, first_date=wish.first.isoformat(), last_date=wish.last.isoformat()
    )
    if found.ok and not found.entries:
        earlier = min(wish.first, turn.today - RECENT)
        found = yield from turn.call("recall", query=wish.what, first_date=earlier.isoformat())
    if not found.ok:
        return wording.refused(found)
    if not found.entries:
        return f"I find no “{wish.what}” in your diary of that time, so nothing was changed."
    entry = found.entries[0]
    if not wish.again:
        told = [f"{wording.one(each)}, {wording.place(each, turn.today)}" for each in found.entries[:3]]
        return f"I find {'; '.join(told)}."
    result = yield from turn.call("log_meal", items=[finding.again(entry)], slot=wish.slot)
    return wording.logged(result, turn.today) if result.ok else wording.refused(result)


SKILL: Final = Skill(wishes=(Keep, AskMemories, Forget, FindMeal), read=_read, take=_take)
