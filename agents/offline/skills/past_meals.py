"""What somebody ate before: "that curry from last week", "when did I last have tofu", "log that pizza again"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from agents.offline import finding, wording
from agents.offline.calls import Plan, Turn
from agents.offline.nutrients import named_in
from agents.offline.skills.skill import Skill
from agents.offline.spans import read_span
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment
from fithub.foods.words import content_words

RECENT: Final = timedelta(days=30)
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
_EATS: Final = r"(?:had|have|eat|eaten|ate|drank|drink|eating|having|made|cooked)"
_LAST: Final = re.compile(
    rf"^(?:and |so )?(?:when (?:did|was|have) (?:i|we)(?: the)? last (?:time )?{_EATS}|when (?:was|is) the last"
    rf" time (?:that )?(?:i|we) (?:last )?{_EATS}"
    rf"|how long (?:(?:is it|has it been|was it|ago)? ?since (?:i|we)|ago (?:did|have) (?:i|we)|has it been since"
    rf" (?:i|we)) (?:last )?{_EATS}"
    rf"|(?:the )?last time (?:that )?(?:i|we) {_EATS}|(?:on )?(?:which|what) days? did (?:i|we) (?:last )?{_EATS}|"
    rf"when did (?:i|we) (?:last )?{_EATS}) "
    r"(?:a |an |the |some |any |my |that )?(?P<what>[a-z][a-z' -]{1,60}?)(?: last)?$",
    re.IGNORECASE,
)
_WHETHER: Final = re.compile(
    rf"^(?:did|have|had) (?:i|we) (?:\w+ )?{_EATS} (?:a |an |the |some |any |that )?(?P<what>[a-z][a-z'"
    rf" -]{{1,60}}?) (?P<when>{_AGO}|lately)$"
    rf"|^(?:what|which) (?P<kind>[a-z][a-z' -]{{1,40}}?) did (?:i|we) {_EATS} (?P<at>{_AGO})$",
    re.IGNORECASE,
)
_NO_DISH: Final = frozenset(
    "breakfast brunch lunch dinner supper snack meal food anything something thing day calorie macro most least best worst".split()
)
_YEAR: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class FindMeal(Wish):
    """Something that was eaten between two dates; `again`: it was eaten again now; `newest`: when it was last."""

    what: str
    first: date
    last: date
    again: bool = False
    slot: str | None = None
    newest: bool = False


def _read(order: str, now: LocalMoment) -> FindMeal | None:
    newest = _LAST.match(order)
    if newest is not None and _is_dish(newest["what"]):
        return FindMeal(newest["what"], now.date - _YEAR, now.date, newest=True)
    whether = _WHETHER.match(order)
    if whether is not None and _is_dish(whether["what"] or whether["kind"]):
        first, until = read_span(whether["when"] or whether["at"], now) or (now.date - RECENT, now.date)
        return FindMeal(whether["what"] or whether["kind"], first, until)
    match = _MEAL.match(order)
    if match is None or not content_words(match["what"]):
        return None
    first, last = read_span(match["when"], now) or (now.date - RECENT, now.date)
    again = match["again"] is not None or match["also"] is not None
    return FindMeal(match["what"], first, last, again, match["slot"].lower() if match["slot"] else None)


def _is_dish(what: str) -> bool:
    """Whether words name a food: neither a meal of the day nor a nutrient."""
    words = set(content_words(what))
    return bool(words) and not words & _NO_DISH and not named_in(what)


def _take(wish: FindMeal, turn: Turn) -> Plan[str]:
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
    if wish.newest:
        like = finding.matching(found.entries, content_words(wish.what)) or found.entries
        newest = max(like, key=lambda each: (each["local_date"], each["local_time"] or ""))
        return f"You last had it {wording.day_name(date.fromisoformat(newest['local_date']), turn.today)}: {wording.one(newest)}."
    entry = found.entries[0]
    if not wish.again:
        told = [f"{wording.one(each)}, {wording.place(each, turn.today)}" for each in found.entries[:3]]
        return f"I find {'; '.join(told)}."
    result = yield from turn.call("log_meal", items=[finding.again(entry)], slot=wish.slot)
    return wording.logged(result, turn.today) if result.ok else wording.refused(result)


SKILL: Final = Skill(wishes=(FindMeal,), read=_read, take=_take)
