"""Targets and reference intakes in everyday words: "set my target to 2000 kcal", "approve it", "how much vitamin"
" C do I need"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from agents.offline import wording
from agents.offline.calls import Plan, Turn, Waited
from agents.offline.history import Result
from agents.offline.nutrients import amount, label, listed, named_in, number
from agents.offline.skills.skill import Skill
from agents.offline.skills.target_drinks import read_drink_target
from agents.offline.skills.target_words import NewTarget, Part, TargetWithout, amount_of, another_amount, read_target
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment, date_in_words

_DECIDED: Final = re.compile(
    r"^(?:(?:yes|yep|yeah|sure|ok(?:ay)?|no|nope)[\s,.!]+)?(?:please )?(?:i(?:'d like to|'ll| will| would like to)? )?"
    r"(?:(?P<yes>approve|accept|confirm|take)|decline|reject|refuse|turn down|dismiss)"
    r"(?: (?:it|that|this|(?:the|that|this|my|your) (?:coach's |weekly )?(?:new |proposed )?"
    r"(?:(?:energy|calorie|kcal|daily) )?(?:proposal|target|suggestion)))(?: please)?$",
    re.IGNORECASE,
)
_NEED: Final = re.compile(
    r"^(?:how much (?P<a>.+?) (?:do|should|must) (?:i|we) (?:need|get|have|be getting|aim for|eat|take)"
    r"(?: (?:a|per|each|every|in a) day| daily)?"
    r"|what(?:'s| is| are) (?:my|the) (?:recommended|reference|daily recommended|recommended daily)"
    r" (?:daily )?(?:intake|amount|allowance|dose)s?(?: (?:of|for) (?P<b>.+?))?"
    r"|(?:what(?:'s| is) )?(?:my|the) rda (?:of|for) (?P<c>.+?))"
    r"(?: for me| at my age)?$",
    re.IGNORECASE,
)
_NOT_NEED: Final = re.compile(r"\b(?:more|left|still|else|today|tonight|now)\b", re.IGNORECASE)
_SHORT: Final = re.compile(
    r"^(?:(?:which|what) (?:nutrients?|vitamins?|minerals?|micronutrients?)(?: and \w+)? (?:am i|are we|was i)(?: still)?"
    r" (?:short (?:of|on)|low (?:in|on)|missing|lacking|deficient in|not getting(?: enough of)?)"
    r"|what (?:nutrients )?(?:am i|are we) (?:lacking|short of|low (?:on|in)|deficient in)"
    r"|(?:do|did|have) (?:i|we) (?:get|getting|gotten|got|meet|met) (?:enough|all my)"
    r" (?:nutrients|vitamins|minerals|micronutrients)"
    r"|am i (?:getting )?(?:enough|all my) (?:nutrients|vitamins|minerals|micronutrients))(?: today| so far| yet)*$",
    re.IGNORECASE,
)
MOST_TOLD: Final = 8


@dataclass(frozen=True, slots=True)
class DecideTarget(Wish):
    """A yes or a no to the newest proposal, by its name."""

    yes: bool


@dataclass(frozen=True, slots=True)
class AskNeed(Wish):
    """How much of it is recommended."""

    nutrients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskShort(Wish):
    """What the day is short of."""


type TargetWish = NewTarget | TargetWithout | DecideTarget | AskNeed | AskShort


def _read(order: str, now: LocalMoment) -> TargetWish | None:
    decided = _DECIDED.match(order)
    if decided is not None:
        return DecideTarget(bool(decided["yes"]))
    if _SHORT.match(order):
        return AskShort()
    need = _NEED.match(order)
    if need is not None and not _NOT_NEED.search(order):
        nutrients = named_in(need["a"] or need["b"] or need["c"] or "")
        return AskNeed(nutrients) if nutrients or need["a"] is None else None
    return read_drink_target(order) or read_target(order, now)


def _reply(text: str, previous: Sequence[Wish], now: LocalMoment) -> NewTarget | None:
    """The amount that was asked for, or another one than the one that waits for a yes."""
    asked = next((each for each in reversed(previous) if isinstance(each, NewTarget | TargetWithout)), None)
    match asked:
        case TargetWithout(key=key):
            return amount_of(text, key, now)
        case NewTarget():
            return another_amount(text, asked, now) if asked.parts else amount_of(text, "", now)
    return None


def _take(wish: TargetWish, turn: Turn) -> Plan[str]:
    match wish:
        case NewTarget():
            return (yield from _propose(wish, turn))
        case TargetWithout(key=key):
            of = "energy, in kcal" if key in {"", "energy_kcal"} else label(key)
            return f"How much {of} a day should it be? Nothing is set yet."
        case DecideTarget():
            if turn.history.proposal_waits is not None:
                return (yield from decide_proposal(turn.history.proposal_waits, wish.yes, turn))
            told = yield from turn.call("get_targets")
            if not told.ok:
                return wording.refused(told)
            waiting = told.data["proposals"]
            if not waiting:
                return "No target waits for a yes. Say “set my target to 2000 kcal”, and I propose one."
            return (yield from decide_proposal(waiting[0]["id"], wish.yes, turn))
        case AskNeed():
            told = yield from turn.call("get_targets")
            return _needed(told.data, wish.nutrients) if told.ok else wording.refused(told)
        case AskShort():
            told = yield from turn.call("get_targets")
            return _short(told.data) if told.ok else wording.refused(told)


def _propose(wish: NewTarget, turn: Turn) -> Plan[str]:
    if not wish.parts:
        return "I did not understand the amount. Say it like “set my target to 2000 kcal” or “aim for 150 g protein”."
    parts = yield from _from_now(wish.parts, turn)
    if isinstance(parts, str):
        return parts
    nutrients: dict[str, dict[str, Any]] = {}
    for part in parts:
        bounds = nutrients.setdefault(part.key, {})
        bounds[part.name] = float(part.value)
        if part.of:
            bounds["unit"] = part.of
    try:
        result = yield from turn.call(
            "propose_target",
            nutrients=nutrients,
            effective_from=None if wish.first is None else wish.first.isoformat(),
            weekdays=list(wish.weekdays) or None,
            day_kind=wish.day_kind or None,
        )
    except Waited as wait:
        result = wait.result
    if not result.ok:
        return wording.refused(result)
    if not result.waits:
        return _set(result)
    made = result.data["proposals"][0]
    warned = "".join(f" Mind: {each['message']}" for each in made["warnings"])
    days = f" on {listed([f'{day.capitalize()}s' for day in wish.weekdays])}" if wish.weekdays else ""
    days += f" on {wish.day_kind} days" if wish.day_kind else ""
    wanted = (
        f"Your target would be {_told(made['nutrients'])} a day{days}, from {date_in_words(made['effective_from'])} on."
    )
    return f"{wanted}{warned} Shall I set it? Say yes or no."


def _from_now(parts: Sequence[Part], turn: Turn) -> Plan[list[Part] | str]:
    """The parts, with "100 less" as what that makes of the target that holds now; or what to say where there is none."""
    if not any(part.name in {"less", "more"} for part in parts):
        return list(parts)
    told = yield from turn.call("get_targets")
    if not told.ok:
        return wording.refused(told)
    own = told.data["targets"] if told.data["targets_basis"] in {"own", "diet"} else {}
    made: list[Part] = []
    for part in parts:
        if part.name not in {"less", "more"}:
            made.append(part)
            continue
        name = next((each for each in ("target", "max", "min") if own.get(part.key, {}).get(each) is not None), None)
        if name is None:
            return f"You have no target of {label(part.key)} yet. How much a day should it be? Nothing is set yet."
        change = part.value if part.name == "more" else -part.value
        made.append(replace(part, name=name, value=max(Decimal(str(own[part.key][name])) + change, Decimal(0))))
    return made


def _told(nutrients: dict[str, Any]) -> str:
    said = []
    for key, bounds in nutrients.items():
        unit = bounds.get("unit")
        for name, lead in (("min", "at least "), ("target", ""), ("max", "at most ")):
            if name in bounds:
                of = (
                    f"{number(bounds[name])} % of the energy as"
                    if unit == "percent_of_energy"
                    else f"{number(bounds[name])} g for each kg of"
                    if unit
                    else amount(key, bounds[name])
                )
                said.append(f"{lead}{of}{'' if key == 'energy_kcal' else f' {label(key)}'}")
    return listed(said)


def decide_proposal(proposal_id: str, yes: bool, turn: Turn) -> Plan[str]:
    """A yes or a no to a proposal, and what came of it."""
    result = yield from turn.call("decide_proposal", proposal_id=proposal_id, approve=yes)
    if not result.ok:
        return wording.refused(result)
    return _set(result) if yes else "All right, your target stays as it was."


def _set(result: Result) -> str:
    target = result.data["target"]
    set_now = f"from {date_in_words(target['effective_from'])} on your target is {_told(target['nutrients'])} a day"
    return f"Done: {set_now}. Say “undo” to take it back."


_WHOSE: Final = {
    "dri": "for somebody of your age and sex (National Academies)",
    "efsa": "for somebody of your age and sex (EFSA)",
    "daily_values": "on food labels (Daily Value)",
}


def _needed(data: dict[str, Any], nutrients: tuple[str, ...]) -> str:
    found = data["references"]
    told = [_need(key, found[key]) for key in nutrients if key in found]
    unknown = [label(key) for key in nutrients if key not in found]
    said = [f"Recommended {_WHOSE[data['references_basis']]}: {listed(told)} a day."] if told else []
    if unknown:
        said.append(f"There is no recommended amount of {listed(unknown)}.")
    if not nutrients:
        said = ["Tell me which nutrient, like “how much vitamin C do I need?”."]
    weight = data["per_kg"].get("protein_g") if "protein_g" in nutrients else None
    if weight and weight["for_weight"] is not None:
        said.append(f"For your {number(weight['for_weight_kg'])} kg that is {number(weight['for_weight'])} g.")
    return " ".join([*said, *_missing(data)])


def _need(key: str, each: dict[str, Any]) -> str:
    most = "" if each.get("limit") is None else f"at most {amount(key, each['limit'])}"
    if each["recommended"] is None:
        return f"{most} {label(key)}"
    return f"{amount(key, each['recommended'])} {label(key)}{f' and {most}' if most else ''}"


def _short(data: dict[str, Any]) -> str:
    if not data["entries_counted"]:
        return "Nothing is written down for today, so I cannot tell what is missing."
    found = data["references"]
    by_share = sorted(data["short"], key=lambda key: found[key]["percent"])
    said = []
    if by_share:
        told = [f"{label(key)} ({number(found[key]['percent'], 0)} %)" for key in by_share[:MOST_TOLD]]
        more = f" and {len(by_share) - MOST_TOLD} more" if len(by_share) > MOST_TOLD else ""
        said.append(
            f"So far today under the amount recommended {_WHOSE[data['references_basis']]}: {listed(told)}{more}."
        )
    else:
        said.append("Of what is known of every entry, nothing is under the recommended amounts.")
    if data["not_known"]:
        unknown = [label(key) for key in data["not_known"][:MOST_TOLD]]
        said.append(f"I cannot tell for {listed(unknown)}: not every entry knows them.")
    return " ".join([*said, *_missing(data)])


def _missing(data: dict[str, Any]) -> list[str]:
    wanted = [{"birth_date": "birth date", "sex": "sex"}[each] for each in data["missing"]]
    return [f"Tell your {listed(wanted)} in the settings for figures of your own."] if wanted else []


SKILL: Final = Skill(
    (NewTarget, TargetWithout, DecideTarget, AskNeed, AskShort),
    _read,
    _take,
    reply=_reply,
    done={"decide_proposal": _set},
)
