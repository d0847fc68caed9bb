"""What a person states about themselves: "remember that …", "what do you know about me", "forget that I hate olives"."""

import re
from dataclasses import dataclass
from typing import Any, Final

from agents.offline import owning, wording
from agents.offline.calls import Plan, Turn
from agents.offline.clauses import plain, without_courtesy
from agents.offline.eaten import PAST
from agents.offline.intents.guessing import guess
from agents.offline.intents.intent import Intent
from agents.offline.nutrients import listed
from agents.offline.skills.preferences import ASIDE, preferences_of, removed
from agents.offline.skills.skill import Skill
from agents.offline.steps import SetMeasure, Wish
from fithub.core.clock import LocalMoment
from fithub.planning.families import words_of

MOST_TEXT: Final = 300
MOST_TOLD: Final = 12
# How near a memory has to be to what is to be forgotten, and how far back "the other day" may be.
SURE: Final = 0.5
_REMEMBER: Final = re.compile(
    rf"^(?:please )?(?:(?P<aside>{ASIDE})|(?:remember|note|keep in mind|don't forget|do not forget|make a note|bear"
    rf" in mind|note (?:for|to) (?:you|yourself|the coach|fithub))(?: down)?:? )"
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
_BUDGET: Final = (
    r"\b(?:budget|spend|afford)\b|[€£$] ?\d|"
    r"\b(?:euros?|dollars?|pounds|bucks|quid) (?:a|per|each|every) (?:week|month|day)\b"
)
_SCHEDULE: Final = (
    r"\b(?:usually|normally|typically|generally|always|often|tend to|every (?:day|morning|evening|night|week\w*)|shifts?|"
    r"at (?:\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight)|o'clock|on (?:mon|tues|"
    r"wednes|thurs|fri|satur|sun)days?|(?:in the |on )?(?:mornings|evenings|nights|weekends|weekdays)|nights?)\b"
)
_GOAL: Final = r"\b(?:goal|want to|trying to|aim(?:ing)? to|would like to|training for)\b"
_ATE_SO_MUCH: Final = re.compile(
    r"^(?:i|we)(?:'ve| have)? (?:just |also |only )*(?:ate|had|drank|eaten|drunk) (?:about |around )?"
    r"(?:an?|some|half|one|two|three|four|five|six|\d[\d.,/]*)\b",
    re.IGNORECASE,
)
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
    re.compile(r"^i work (?:\w+ ){0,2}(?:shifts?|nights|late|early|weekends|from home)\b.*$", re.IGNORECASE),
    re.compile(
        r"^i(?:'ve got| have(?: got)?) (?:about |around |only |just )*[€£$]? ?\d+ ?(?:euros?|pounds|dollars?|bucks|"
        r"quid|€|£|\$)? ?(?:a|per|each|every|/) ?"
        r"(?:week|month|day)\b(?: (?:for|to spend on) (?:food|groceries|eating|meals))?$",
        re.IGNORECASE,
    ),
    re.compile(r"^i(?:'m| am) training for\b.{1,80}$", re.IGNORECASE),
    re.compile(
        r"^i (?:train|work out|exercise|go to the gym|run|lift)\b(?: \w+){0,3} (?:in the |on |every )?"
        r"(?:mornings?|evenings?|afternoons?|nights?|weekends?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b.{0,40}$",
        re.IGNORECASE,
    ),
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
    r"^(?:(?:so )?(?:what|which)(?: (?:things|facts|information|else|all))* (?:do|did|have|has|else do) (?:you "
    r"(?:know|remember(?:ed)?|have|got|(?:have )?(?:kept|stored|noted|saved))|i (?:tell you|told you))(?: (?:so far|"
    r"already|of|about|on|down))*(?: (?:me|myself))?"
    r"|what have (?:i told you|you (?:remembered|kept|noted|got|stored|saved))(?: (?:so far|about|on|of))*(?: (?:me|myself))?"
    r"|(?:show|list|tell|give)(?: me)? (?:all )?(?:(?:of )?(?:my|your) (?:memor(?:y|ies)|notes)(?: (?:of|about) me)?"
    r"|(?:what|everything|all)(?: that)? you (?:know|remember|have)(?: (?:about|on|of) me)?)"
    r"|my memories|do you (?:know|remember) (?:me|anything about me))$",
    re.IGNORECASE,
)
# "When do I swim?": of how one lives only what was told can be known.
_TOLD_YOU: Final = re.compile(
    r"^(?:when|where|how often|(?:at |on )?(?:what|which) (?:time|days?|evenings?|mornings?)) (?:do|am) (?:i|we) "
    r"(?:usually |normally |always )?"
    r"(?!(?:reach|hit|get|have|having|eat|eating|cook|cooking|need|log|see|find|lose|weigh|stand|start|change|set|"
    r"go from|supposed|"
    r"going|meant)\b)(?P<about>[a-z][\w' -]{2,60}?)"
    r"(?: (?:normally|usually|each week|every week))*$",
    re.IGNORECASE,
)
_FORGET: Final = re.compile(
    r"^(?:please )?(?:you can |you may |can you )?(?:forget|don't remember|do not remember|stop remembering|delete"
    r" the memory|(?:delete|erase|remove|clear) "
    r"(?:what|everything|all)(?: that)? you (?:know|remember|have)(?: noted)?)"
    r"(?: about| that| what i (?:said|told you) about| the fact that| (?:the|that) (?:thing|bit|stuff|part|fact|note|"
    r"memory|info\w*) (?:about|on|with|that)(?:"
    r" (?:the|my))?)* (?P<what>(?:i|i'm|i've|my|we|our)\b.+|(?<=about ).+)$",
    re.IGNORECASE,
)
# "I stopped swimming, you can delete that about Tuesday evenings".
_FORGET_THAT: Final = re.compile(
    r"^(?:[^,;.]{3,60}[,;.]+\s*(?:so |and |then )*)?(?:please )?(?:you (?:can|may|could) |can you |could you"
    r" )?(?:please |just )?"
    r"(?:delete|remove|forget|drop|erase|scrap|lose|clear|take out)"
    r" (?:that|the (?:thing|bit|part|note|fact|memory|stuff|info)|what i (?:said|told you|wrote)|what you (?:have|"
    r"know|noted|kept|wrote))"
    r"(?: (?:down|noted|kept))* (?:about|on) (?:the |my )?(?P<what>[a-z][\w' -]{2,80}?)(?: (?:please|now|then|any ?more))*$",
    re.IGNORECASE,
)
_FORGET_ALL: Final = re.compile(
    r"^(?:please )?(?:you can )?(?:forget (?:everything|all(?: of it| that)?|it all)(?: (?:that )?you (?:know|"
    r"remember|have|noted|stored)| i(?:'ve| have)? (?:ever )?told you)?"
    r"(?: (?:about|of|on) me)?|(?:delete|wipe|clear|erase|remove|reset|empty|forget)(?: out)? (?:all |everything"
    r" (?:in |from )?|every one )?(?:of )?(?:(?:my|your|the) )?"
    r"memor(?:y|ies)(?: (?:of|about|on) me)?|(?:delete|wipe|clear|erase|remove|forget) (?:everything|all)(?:"
    r" that)? (?:you (?:know|remember|have|noted|stored)"
    r"|i(?:'ve| have)? (?:ever )?told you)(?: (?:about|of|on) me)?)(?: please)?$",
    re.IGNORECASE,
)
MOST_FORGOTTEN: Final = 6


@dataclass(frozen=True, slots=True)
class Keep(Wish):
    """Keep what was stated; `measure`: the size of a unit of theirs."""

    kind: str
    text: str
    measure: SetMeasure | None = None


@dataclass(frozen=True, slots=True)
class AskMemories(Wish):
    """What is remembered? `about`: only of that."""

    about: str = ""


@dataclass(frozen=True, slots=True)
class Forget(Wish):
    """It should be remembered no more."""

    what: str


@dataclass(frozen=True, slots=True)
class ForgetThat(Wish):
    """The fact that was just kept or told should be remembered no more."""

    memory_id: str


@dataclass(frozen=True, slots=True)
class ForgetAll(Wish):
    """Nothing should be remembered any more."""


def _read(order: str, now: LocalMoment) -> Wish | None:
    if _ASKED.match(order):
        return AskMemories()
    told = _TOLD_YOU.match(order)
    if told is not None and words_of(told["about"]):
        return AskMemories(told["about"])
    if _FORGET_ALL.match(order):
        return ForgetAll()
    asked = _REMEMBER.match(order)
    # What is only said beside a meal is no wish to keep it.
    if asked is not None and not (asked["aside"] and PAST.search(order)) and not _is_a_meal(asked["what"]):
        return kept(asked["what"], now)
    # A meal that is told beside it is a meal.
    if not PAST.search(order) and any(pattern.match(order) for pattern in _STATED):
        return kept(order, now)
    gone = _FORGET.match(order) or _FORGET_THAT.match(order)
    if gone is not None and words_of(gone["what"]) and gone["what"].lower().strip() not in {"please", "now", "again"}:
        return Forget(gone["what"])
    return None


_POINTS: Final = re.compile(
    r"^(?:(?:no|actually|sorry|oh|hm+|wait)[\s,.!]+)*(?:forget|delete|erase|drop|unlearn|don't remember|do not"
    r" remember) (?:about )?(?:that|it|this)(?: one| fact| again| now)?"
    r"(?:[\s,]+(?:please|again|now|then|after all))*$",
    re.IGNORECASE,
)


def _follow(order: str, turn: Turn) -> ForgetThat | None:
    """ "Forget that", of the only fact that the turn before kept or told."""
    previous = turn.history.previous
    if previous is None or _POINTS.match(order) is None:
        return None
    told = [each for each in previous.results if each.ok and each.tool in {"remember", "recall"}]
    facts = [fact for each in told for fact in each.data.get("memories", ())]
    return ForgetThat(facts[0]["id"]) if len(facts) == 1 else None


def _is_a_meal(text: str) -> bool:
    """Whether "note that I ate one bowl of soup" tells of a meal; "that I had a heart attack" does not."""
    if _ATE_SO_MUCH.match(text) is None:
        return False
    likely = guess(text)
    return likely.chances[Intent.ATE] > likely.chance(Intent.REMEMBER, Intent.STATE_PREFERENCE)


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


def _take(wish: Keep | AskMemories | Forget | ForgetThat | ForgetAll, turn: Turn) -> Plan[str]:
    match wish:
        case Keep():
            return (yield from _keep(wish, turn))
        case AskMemories():
            return (yield from _tell(wish, turn))
        case Forget():
            return (yield from _forget(wish, turn))
        case ForgetThat():
            return (yield from _forgotten(wish.memory_id, turn))
        case ForgetAll():
            return (yield from _whether_all(turn))


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


def _tell(wish: AskMemories, turn: Turn) -> Plan[str]:
    known = yield from turn.call("recall")
    kept = yield from turn.call("list_own", kind="preferences")
    if not known.ok or not kept.ok:
        return wording.refused(known if not known.ok else kept)
    facts: list[dict[str, Any]] = known.data["memories"]
    if wish.about:
        told = [f"“{each['text']}”" for each in facts if set(words_of(wish.about)) & set(words_of(each["text"]))]
        return f"You have told me: {'; '.join(told)}." if told else "You have not told me that, so I cannot say."
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
    if not best and (kind := _kind_named(wish.what)) is not None:
        of_kind = yield from turn.call("recall", kinds=[kind])
        best = of_kind.data["memories"] if of_kind.ok else []
    kept = (yield from turn.call("list_own", kind="preferences")) if not best else None
    tastes = preferences_of(_without_verb(wish.what), kept.data["preferences"]) if kept is not None and kept.ok else []
    if tastes:
        return (yield from removed(tastes[:1], turn))
    if not best:
        return f"I remember nothing like “{wish.what}”, so I changed nothing. Ask me what I know about you."
    if len(best) > 1:
        return f"Which one should I forget: {listed([f'“{each["text"]}”' for each in best])}?"
    return (yield from _forgotten(best[0]["id"], turn))


def _forgotten(memory_id: str, turn: Turn) -> Plan[str]:
    result = yield from turn.call("forget", memory_id=memory_id)
    if not result.ok:
        return wording.refused(result)
    gone = listed([f"“{each['text']}”" for each in result.data["forgotten"]])
    return f"I have forgotten {gone}. “Undo” brings it back."


_SAYS: Final = re.compile(
    r"^(?:i(?:'m| am)? (?:do not|don't|really |can't |cannot )*(?:like|love|hate|dislike|avoid|eat|allergic to|"
    r"stand|mind|enjoy)|my (?:dislike|allergy) (?:of|to))\b|,.*$",
    re.IGNORECASE,
)


def _kind_named(what: str) -> str | None:
    """The kind of fact that words name and tell nothing of: "my budget", "my shifts"."""
    words = set(re.findall(r"[a-z]+", what.lower())) - {"my", "the", "food", "work", "working", "our", "info", "stuff"}
    return next((kind for kind, names in _KIND_NAMES.items() if words and words <= names), None)


_KIND_NAMES: Final = {
    "budget": frozenset({"budget", "spending", "money"}),
    "schedule": frozenset({"schedule", "shifts", "shift", "hours", "routine", "times", "gym", "days", "training"}),
    "medical": frozenset({"health", "medical", "condition", "medication", "illness"}),
}


def _without_verb(what: str) -> str:
    return _SAYS.sub(" ", _SAYS.sub(" ", what)).strip()


def _whether_all(turn: Turn) -> Plan[str]:
    known = yield from turn.call("recall")
    if not known.ok:
        return wording.refused(known)
    facts = known.data["memories"]
    if not facts:
        return "I remember nothing of you, so there is nothing to forget."
    told = listed([f"“{each['text']}”" for each in facts[:MOST_TOLD]])
    more = f" and {len(facts) - MOST_TOLD} more" if len(facts) > MOST_TOLD else ""
    return f"I remember {told}{more}. Shall I forget all of it? Say yes or no."


def _decide(yes: bool, turn: Turn) -> Plan[str | None]:
    """A yes or a no to forgetting everything."""
    previous = turn.history.previous
    asked = previous is not None and any(each.tool == "recall" for each in previous.own)
    if (
        previous is None
        or not asked
        or _FORGET_ALL.match(without_courtesy(plain(previous.text)).strip(" .!?,")) is None
    ):
        return None
    if not yes:
        return "All right, I keep it in mind."
    known = yield from turn.call("recall")
    if not known.ok:
        return wording.refused(known)
    gone = 0
    for each in known.data["memories"][:MOST_FORGOTTEN]:
        result = yield from turn.call("forget", memory_id=each["id"])
        if not result.ok:
            return wording.refused(result)
        gone += len(result.data["forgotten"])
    rest = len(known.data["memories"]) - gone
    more = f" There are {rest} more: say “forget everything” again for those." if rest > 0 else ""
    return f"I have forgotten {'all of it' if rest <= 0 else f'{gone} things'}. “Undo” brings it back.{more}"


SKILL: Final = Skill(
    wishes=(Keep, AskMemories, Forget, ForgetThat, ForgetAll), read=_read, take=_take, decide=_decide, follow=_follow
)
