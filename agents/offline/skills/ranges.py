"""Several days together or beside each other: "protein of the last 3 days, day by day", "total carbs since Sunday", "
""compare this week
with last week", "best day this month", "calories from Monday to Wednesday", "am I getting enough iron"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from agents.offline import wording
from agents.offline.asking import is_about_oneself
from agents.offline.calls import Plan, Turn
from agents.offline.history import Result
from agents.offline.nutrients import MACROS, amount, label, listed, named_in
from agents.offline.skills.skill import Skill
from agents.offline.spans import Span, read_span
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment
from fithub.estimation.dates import read_when
from fithub.estimation.tokens import tokenise

# So many days are told one by one.
MOST_TOLD: Final = 7
_WEEK: Final = 7
_FROM_TO: Final = re.compile(
    r"\b(?:from|between) (?P<first>[\w ,]{2,30}?) (?:to|until|till|through|and) (?P<last>[\w ,]{2,30}?)$", re.IGNORECASE
)
_ASKS: Final = re.compile(
    r"^(?:how|what|show|tell|list|give|did|average|total|calories|protein|carbs|fat|compare|summari[sz]e)\b",
    re.IGNORECASE,
)
_COMPARE: Final = re.compile(
    r"^(?:compare|how (?:does|did|do|is|was)|how'?s)\b.*?(?P<one>(?:this|last|the last|my) (?:week|month)|today|yesterday)\b"
    r".*?\b(?:with|to|and|vs\.?|versus|against|than)\s+(?:the )?(?P<other>(?:this|last|the week before|week before|previous)"
    r"(?: (?:week|month|one))?|today|yesterday|(?:week|month) before)\b.*$",
    re.IGNORECASE,
)
_BEST: Final = re.compile(
    r"\b(?P<which>best|worst|highest|lowest|biggest|smallest|most|least|top)\b(?:.*\bday\b|.*\b(?:calories|kcal|protein|carbs|fat|"
    r"fibre|fiber|sugar)\b)|\b(?:which|what) day\b.*\b(?P<much>most|least|highest|lowest|best|worst)\b",
    re.IGNORECASE,
)
_ASKS_BEST: Final = re.compile(
    r"^(?:which|what|when|on which|show|tell|my|the|best|worst|highest|lowest|biggest|smallest|most|least|top)\b",
    re.IGNORECASE,
)
# "Am I doing better today than yesterday on protein", "did I eat more this week than last week".
_THAN: Final = re.compile(
    r"^(?:am|was|did|do|have|is|has) (?:i|we|my|today|this)\b.*?\b(?:(?P<one>today|this week|this "
    r"month)\b.*?)?\b(?:than|compared (?:to|with)|as)\b"
    r".*?\b(?P<other>yesterday|last (?:week|month))\b",
    re.IGNORECASE,
)
# "How many calories yesterday and how many today".
_BOTH: Final = re.compile(
    r"^(?:how|what|show|tell|give)\b(?=.*\byesterday\b)(?=.*\b(?:today|so far)\b).*\b(?:and|vs\.?|versus|as well "
    r"as)\b",
    re.IGNORECASE,
)
_NOW_OF: Final = {"yesterday": "today", "last week": "this week", "last month": "this month"}
# What is wanted of each day, and what of all together.
_EACH: Final = re.compile(
    r"\b(?:day by day|day[- ]to[- ]day|by day|(?:for |on |of )?each (?:day|of them)|every day|one by one|daily "
    r"breakdown|broken down)\b",
    re.IGNORECASE,
)
_SUM: Final = re.compile(r"\b(?:total|totals|altogether|all together|in all|sum|summed|added up)\b", re.IGNORECASE)
_SHOWN: Final = re.compile(
    r"^(?:give|show|tell|list|read)(?: me)?(?: (?:out|back))? (?:(?:my|the) )?(?:(?:figures|calories|numbers|totals|"
    r"days) (?:of|for|from) )?"
    r"(?:the )?(?:last|past|previous) (?:\w+ )?days$",
    re.IGNORECASE,
)
_DAY: Final = re.compile(r"\bdays?\b", re.IGNORECASE)
_ENOUGH: Final = re.compile(
    r"^(?:am i (?:getting|eating|having)|do i (?:get|eat|have)|have i (?:been )?(?:getting|eating|had)|did i (?:get|eat)|is my) "
    r"(?:(?:enough|too (?:much|little)|sufficient) (?P<what>[\w ]{2,40}?)|(?P<intake>[\w ]{2,40}?)(?: intake)? "
    r"(?:enough|sufficient|ok(?:ay)?|too (?:low|high)))(?P<when> (?:lately|these days|this week|in general|on average))?$",
    re.IGNORECASE,
)
_LEAST: Final = frozenset({"worst", "lowest", "smallest", "least"})


@dataclass(frozen=True, slots=True)
class AskDays(Wish):
    """What was had over some days; `each`: on each of them; `total`: in all."""

    span: Span
    nutrients: tuple[str, ...]
    each: bool = False
    total: bool = False


@dataclass(frozen=True, slots=True)
class Compare(Wish):
    """One time beside another, with how they are called."""

    one: Span
    other: Span
    names: tuple[str, str]
    nutrients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskBest(Wish):
    """The days with the most and the least."""

    span: Span
    nutrient: str
    least: bool


@dataclass(frozen=True, slots=True)
class AskEnough(Wish):
    """Whether there is enough of it in an average day."""

    nutrients: tuple[str, ...]


def _read(order: str, now: LocalMoment) -> AskDays | Compare | AskBest | AskEnough | None:
    enough = _ENOUGH.match(order)
    if enough is not None and (named := named_in(enough["what"] or enough["intake"])):
        return AskEnough(named)
    compared = _COMPARE.match(order)
    if compared is not None:
        one, other = _named(compared["one"], now), _other(compared["one"], compared["other"], now)
        if one is not None and other is not None and one != other:
            return Compare(one[0], other[0], (one[1], other[1]), named_in(order) or MACROS)
    than = _THAN.match(order)
    if than is not None:
        now_of = than["one"] or _NOW_OF[than["other"].lower()]
        one, other = _named(now_of, now), _named(than["other"], now)
        if one is not None and other is not None and one != other:
            return Compare(one[0], other[0], (one[1], other[1]), named_in(order) or MACROS)
    if _BOTH.match(order) and (named := named_in(order)):
        return AskDays((now.date - timedelta(days=1), now.date), named, each=True)
    each, total = bool(_EACH.search(order) or _SHOWN.match(order)), bool(_SUM.search(order))
    span = read_span(order, now) if each or total else None
    if (
        span is not None
        and (total or each)
        and (span[1] - span[0]).days > 0
        and (named_in(order) or is_about_oneself(order) or each)
    ):
        return AskDays(_counted(order, span), named_in(order) or ("energy_kcal",), each=each, total=total)
    best = _BEST.search(order)
    if best is not None and _DAY.search(order) and _ASKS_BEST.match(order):
        named = named_in(order)
        span = read_span(order, now) or (now.date - timedelta(days=_WEEK - 1), now.date)
        return AskBest(span, named[0] if named else "energy_kcal", (best["which"] or best["much"]).lower() in _LEAST)
    between = _FROM_TO.search(order)
    if between is not None and _ASKS.match(order):
        first, last = _day(between["first"], now), _day(between["last"], now)
        if first is not None and last is not None and last < first:
            # "From Monday to Wednesday" on a Tuesday is about the week before.
            first -= timedelta(days=_WEEK)
        if first is not None and last is not None and (last := min(last, now.date)) >= first:
            return AskDays((first, last), named_in(order) or ("energy_kcal",))
    return None


def _counted(order: str, span: Span) -> Span:
    """ "The last 3 days" are today and the two before."""
    days = re.search(r"\b(?:last|past|previous) \w+ days\b", order, re.IGNORECASE)
    return (span[0] + timedelta(days=1), span[1]) if days else span


def _day(said: str, now: LocalMoment) -> date | None:
    tokens = tokenise(said.strip(" ,"))
    read = read_when(tokens, 0, now) if tokens else None
    read = read or read_when(tokenise(f"on {said.strip(' ,')}"), 0, now)
    return None if read is None else read[0].local_date


def _named(said: str, now: LocalMoment) -> tuple[Span, str] | None:
    """The time that a name means, and that name; "the last week" is last week's here."""
    name = re.sub(r"^(?:the|my) ", lambda match: "this " if match[0].lower() == "my " else "", said.lower())
    days = {"today": 0, "yesterday": 1}
    if name in days:
        day = now.date - timedelta(days=days[name])
        return (day, day), name
    span = read_span(name, now)
    return None if span is None else (span, name)


def _other(one: str, said: str, now: LocalMoment) -> tuple[Span, str] | None:
    """What is compared with: "last week", "the one before"."""
    name = said.lower()
    if not re.fullmatch(r"(?:this|last) (?:week|month)|today|yesterday", name):
        unit = "month" if "month" in f"{one} {name}".lower() else "week"
        if one.lower().startswith("last"):
            return None
        name = f"last {unit}"
    return _named(name, now)


def _take(wish: AskDays | Compare | AskBest | AskEnough, turn: Turn) -> Plan[str]:
    match wish:
        case AskDays():
            return (yield from _days(wish, turn))
        case Compare():
            return (yield from _compare(wish, turn))
        case AskBest():
            return (yield from _best(wish, turn))
        case AskEnough():
            return (yield from _enough(wish, turn))


def _range(span: Span, turn: Turn) -> Plan[Result]:
    return (yield from turn.call("get_range", first_date=span[0].isoformat(), last_date=span[1].isoformat()))


def _averages(told: Result, nutrients: Sequence[str]) -> str:
    known = [key for key in nutrients if told.data["averages"].get(key) is not None]
    return listed([_of(key, told.data["averages"][key]) for key in known]) if known else "an amount that I do not know"


def _over(told: Result) -> str:
    count = int(told.data["counted_days"])
    kind = "complete " if told.data["basis"] == "complete" else ""
    return f"over {count} {kind}day{'' if count == 1 else 's'}"


def _days(wish: AskDays, turn: Turn) -> Plan[str]:
    told = yield from _range(wish.span, turn)
    if not told.ok:
        return wording.refused(told)
    named = f"{wording.day_name(wish.span[0], turn.today)} to {wording.day_name(wish.span[1], turn.today)}".replace(
        "on ", ""
    )
    if not told.data["counted_days"]:
        return f"Nothing is logged from {named}."
    said = f"From {named} you averaged {_averages(told, wish.nutrients)} a day, {_over(told)}."
    energies = told.data["energies"]
    if (wish.each or wish.total) and len(energies) <= MOST_TOLD:
        return (yield from _each_day([date.fromisoformat(each["date"]) for each in energies], wish, turn))
    if "energy_kcal" in wish.nutrients and 1 < len(energies) <= MOST_TOLD:
        said += f" Day by day: {'; '.join(_energy(each, turn.today) for each in energies)}."
    return said


def _each_day(days: Sequence[date], wish: AskDays, turn: Turn) -> Plan[str]:
    """What each of some days held, and with `total` all of them."""
    told, sums = [], dict.fromkeys(wish.nutrients, Decimal(0))
    for day in days:
        one = yield from turn.call("get_day", local_date=day.isoformat())
        if not one.ok:
            return wording.refused(one)
        totals = one.data["totals"]
        known = [key for key in wish.nutrients if totals.get(key) is not None]
        for key in known:
            sums[key] += Decimal(str(totals[key]))
        held = listed([_of(key, totals[key]) for key in known]) if known else "not known"
        told.append(f"{wording.day_name(day, turn.today).removeprefix('on ')} {held}")
    by_day = f"{'; '.join(told)}."
    if not wish.total:
        return f"{by_day[0].upper()}{by_day[1:]}"
    return f"In all {listed([_of(key, sums[key]) for key in wish.nutrients])}: {by_day}"


def _energy(each: dict[str, Any], today: date) -> str:
    energy = "energy not known" if each["energy_kcal"] is None else amount("energy_kcal", each["energy_kcal"])
    return f"{wording.day_name(date.fromisoformat(each['date']), today).removeprefix('on ')} {energy}"


def _compare(wish: Compare, turn: Turn) -> Plan[str]:
    one = yield from _range(wish.one, turn)
    other = yield from _range(wish.other, turn)
    if not one.ok or not other.ok:
        return wording.refused(other if one.ok else one)
    said = []
    for name, told in zip(wish.names, (one, other), strict=True):
        start = f"{name[0].upper()}{name[1:]}"
        if not told.data["counted_days"]:
            said.append(f"{start}: nothing is logged.")
        elif name in {"today", "yesterday"}:
            said.append(f"{start}: {_averages(told, wish.nutrients)}.")
        else:
            said.append(f"{start}: {_averages(told, wish.nutrients)} a day on average, {_over(told)}.")
    partly = any(told.data["counted_days"] and told.data["basis"] != "complete" for told in (one, other))
    return " ".join([*said, *(["Not all days are complete, so the true figures may be higher."] if partly else [])])


def _best(wish: AskBest, turn: Turn) -> Plan[str]:
    told = yield from _range(wish.span, turn)
    if not told.ok:
        return wording.refused(told)
    logged = [date.fromisoformat(each["date"]) for each in told.data["energies"]]
    found: list[tuple[Decimal, date]] = []
    if wish.nutrient == "energy_kcal":
        found = [(Decimal(str(each["energy_kcal"])), day) for each, day in zip(told.data["energies"], logged, strict=True)
                 if each["energy_kcal"] is not None]  # fmt: skip
    elif len(logged) <= MOST_TOLD:
        for day in logged:
            one = yield from turn.call("get_day", local_date=day.isoformat())
            value = one.data.get("totals", {}).get(wish.nutrient) if one.ok else None
            found += [(Decimal(str(value)), day)] if value is not None else []
    else:
        return (
            f"I can tell the days' {label(wish.nutrient)} apart within a week only; for longer times I know the energy."
        )
    if not found:
        return "Nothing is logged for those days that tells it."
    most, least = max(found), min(found)
    ends = [("least", least), ("most", most)] if wish.least else [("most", most), ("least", least)]
    of = "energy" if wish.nutrient == "energy_kcal" else label(wish.nutrient)
    said = [
        f"the {end} {of} {wording.day_name(day, turn.today)}, {amount(wish.nutrient, value)}"
        for end, (value, day) in ends
    ]
    only = len(found) == 1
    text = f"You had {said[0] if only else '; '.join(said)}."
    return f"{text} That is the only day with anything logged." if only else text


def _enough(wish: AskEnough, turn: Turn) -> Plan[str]:
    week = yield from _range((turn.today - timedelta(days=_WEEK - 1), turn.today), turn)
    targets = yield from turn.call("get_targets")
    if not week.ok or not targets.ok:
        return wording.refused(targets if week.ok else week)
    if not week.data["counted_days"]:
        return "Nothing is logged for the last 7 days, so I cannot tell."
    said = [f"Over the last 7 days you averaged {_averages(week, wish.nutrients)} a day, {_over(week)}."]
    said += [_wanted(key, targets.data) for key in wish.nutrients]
    if week.data["basis"] != "complete" or any(week.data["unknown"].get(key) for key in wish.nutrients):
        said.append("Not everything is written down or known, so the true figure may be higher.")
    return " ".join(said)


def _wanted(key: str, told: dict[str, Any]) -> str:
    """What it is held against: the person's target where they set one, what is recommended otherwise."""
    bounds = told["targets"].get(key, {}) if told["targets_basis"] != "reference" else {}
    bound = next((bounds[name] for name in ("target", "min", "max") if bounds.get(name) is not None), None)
    if bound is not None and not bounds.get("unit"):
        return f"Your target is {_of(key, bound)}."
    each = told["references"].get(key)
    if each is not None and each["recommended"] is not None:
        return f"Recommended: {_of(key, each['recommended'])} a day."
    return f"There is no recommended amount of {label(key)} to hold it against."


def _of(key: str, value: Any) -> str:
    return f"{amount(key, value)}{'' if key == 'energy_kcal' else f' {label(key)}'}"


SKILL: Final = Skill((AskDays, Compare, AskBest, AskEnough), _read, _take)
