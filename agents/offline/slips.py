"""Corrections that tell how somebody was mistaken: "3 of them", "just weighed it: 320 g", "I overestimated the rice". Pure."""

import re
from typing import Final

from agents.offline.naming import KIND_OF, PLACES, payload_in, target_in
from agents.offline.steps import Change, Log, Payload
from fithub.core.clock import LocalMoment
from fithub.estimation.amounts import read_amount
from fithub.estimation.tokens import tokenise
from fithub.foods.units import MASS_G, VOLUME_ML

_OF_THEM: Final = re.compile(
    r"^(?:(?:i|we) (?:had|ate) )?(?P<count>[\w.,/]+) of (?:them|those|these)$"
    r"|^(?:i )?(?:just |now )?(?:weighed|measured|checked) (?:it|them|that)(?: now| again)?[\s:,–-]+(?:and )?(?:it was |it's |"
    r"it is |they were |came to )*(?P<weighed>.+)$",
    re.IGNORECASE,
)
_MISJUDGED: Final = re.compile(
    r"^(?:i(?:'ve| have)? )?(?:over|under|mis)-?(?:estimated|counted|judged|stated|reported|measured|"
    r"weighed) (?P<what>.+?)[\s,;:–-]+(?:it was |it's |make it |should be )?"
    r"(?P<becomes>[^,;]*\d[^,;]*?)(?: (?:is|was|would be) (?:right|correct|closer|more like it|about right))?$",
    re.IGNORECASE,
)
# "I only walked it": an activity was another.
_MOVED_IT: Final = re.compile(
    r"^i (?:only |actually |just |really )*(?P<how>walked|ran|jogged|cycled|biked|swam|hiked|rowed) (?:it|that)(?: instead)?$",
    re.IGNORECASE,
)
_ONLY_SO_MUCH: Final = re.compile(
    r"^(?P<when>(?:on |at |for |yesterday|today|last |this )[^,]{0,30}?[,\s]+)?i (?:only|just) (?:had|ate|drank|finished|"
    r"got through|managed) (?P<much>.+?) of "
    r"(?P<what>(?:the|that|those|my) .+)$",
    re.IGNORECASE,
)
# Who said so, or how sure they are: "my husband says more like".
_HEDGES: Final = (
    r"(?:(?:more like|closer to|nearer(?: to)?|maybe|about|around|roughly|probably|perhaps|at least|at most|like|say|so|only|just|"
    r"i(?:'d| would)? (?:say|think|guess|reckon)|it (?:said|says|was)|that(?:'s| is| was)|which (?:is|was)|"
    r"(?:my|the|our) \w+ (?:said|says|reckons|thinks|tells me)(?: it(?:'s| was| is))?)[\s,]+)*"
)
# "A big glass, 250 ml", "huge, my husband says more like 450 grams": what is measured counts.
_EXACT: Final = re.compile(
    rf"^[^,;(–\d]+?\s*(?:[,;(–]|\s-\s|\bof\b)\s*{_HEDGES}(?P<much>\d[\d.,/]*\s?[a-z]+(?: [a-z]+)?)\)?\W*$",
    re.IGNORECASE,
)
# "I've put the wine under yesterday but it was Sunday evening".
_PUT_WRONGLY: Final = re.compile(
    r"^i(?:'ve| have| had| think i(?:'ve)?| must have)? (?:accidentally |wrongly |mistakenly |just |must have )*"
    r"(?:put|logged|added|entered|recorded|saved|filed|noted|written|wrote|listed|marked)(?: down| in)? "
    r"(?P<what>(?:the|my|that|those|yesterday|today|last night|(?:mon|tues|wednes|thurs|fri|satur|"
    r"sun)day) .+?)(?: (?P<whence>(?:under|for|on|at|as|to|in|into|down as) .+?|yesterday|today))?"
    r"(?:,? (?:but|and|when|though|only)|[,;–]) (?:actually )?(?:(?:the|my) (?:pack|packet|label|scales?|box|tin|menu|"
    r"receipt|can|jar|tub|"
    r"bottle|app|kitchen scales?)|it|that|they|this|those|should)"
    r"(?: actually| really| in fact)?(?:'s| says?| said| shows| showed| was| were| should(?:'ve| have)? be(?:en)?| is|"
    r" belongs?(?: to| on| at)?| goes|"
    r" have been)"
    r"(?: actually| really| in fact| had| eaten)* (?P<becomes>.+)$",
    re.IGNORECASE,
)

# "Everything I logged for lunch yesterday was Sunday's".
_ALL_I_LOGGED: Final = re.compile(
    r"^(?:everything|all|all (?:of )?(?:that|what|it)|the (?:food|stuff|things|meals?)|what|whatever)(?: that)? (?:i|i've|i have) "
    r"(?:just )?(?:logged|put|had|ate|entered|added|recorded|wrote|noted|put in|put down|written down)(?: down| in)? "
    r"(?P<what>(?:for|at|under|as|on|to|today|yesterday)\b.+?) (?:was|were|is|belongs? to|should be|should have been|"
    r"goes|belongs on)"
    r" (?:actually |really |in fact |for |from |on |supposed to be |meant to be |meant for )*(?P<becomes>[^,]+?)(?:, not .+)?$",
    re.IGNORECASE,
)
_INTO: Final = re.compile(r"^(?:under|as|to|into|down as)\s+", re.IGNORECASE)
# "No fries, it was nuggets".
_NO_THAT: Final = re.compile(
    r"^(?:no|not) (?P<old>(?!(?:the|that|it|wait|sorry)\b)[a-z][a-z -]{1,30}), (?:it|they|that) (?:was|were) "
    r"(?P<new>[a-z][^,;]{1,50})$",
    re.IGNORECASE,
)


def as_contrast(clause: str) -> str:
    """ "No fries, it was nuggets" as "not fries, it was nuggets"; other clauses as they are."""
    told = _NO_THAT.match(clause.strip(" .!"))
    return clause if told is None else f"not {told['old']}, it was {told['new']}"


def exact_amount(said: str, now: LocalMoment) -> Payload | None:
    """So much in grams or millilitres, told behind a looser word: "a big glass, 250 ml"; None where nothing is measured so."""
    match = _EXACT.match(said)
    payload = payload_in(match["much"], now) if match is not None else None
    weighed = payload is not None and payload.unit is not None and payload.unit in MASS_G.keys() | VOLUME_ML.keys()
    return payload if weighed and payload is not None and not payload.food else None


def read_slip(said: str, now: LocalMoment) -> Change | None:
    """ "3 of them", "just weighed it: 320 g", "I overestimated the almonds, 35 g is right", "I only had one slice of the bread"."""
    placed = _put_wrongly(said, now)
    if placed is not None:
        return placed
    every = _ALL_I_LOGGED.match(said.strip(" .!"))
    if every is not None:
        target, payload = target_in(every["what"], now), payload_in(every["becomes"], now)
        return Change(target, payload, said) if target.many and payload.only_moves else None
    counted = _OF_THEM.match(said)
    if counted is not None:
        payload = payload_in(counted["count"] or counted["weighed"], now)
        return Change(None, payload, said) if payload.quantity is not None and not payload.food else None
    judged = _MISJUDGED.match(said)
    if judged is not None and (payload := payload_in(judged["becomes"], now)).quantity is not None:
        return Change(target_in(judged["what"], now), payload, said)
    moved = _MOVED_IT.match(said)
    if moved is not None:
        return Change(None, Payload(food=moved["how"], kind=True), said)
    kind = KIND_OF.match(said)
    if kind is not None and not read_amount(tokenise(kind["kind"]), 0) and kind["kind"].lower() not in PLACES:
        return Change(None, Payload(food=kind["kind"], kind=True), said)
    only = _ONLY_SO_MUCH.match(said)
    if only is not None and (payload := payload_in(only["much"], now)).quantity is not None and not payload.food:
        return Change(target_in(f"{only['what']} {only['when'] or ''}", now), payload, said, Log(said))
    return None


def puts_right(sentence: str, now: LocalMoment) -> bool:
    """Whether a sentence tells where something was put and where it belongs: two clauses and one wish."""
    return _put_wrongly(sentence, now) is not None


def _put_wrongly(said: str, now: LocalMoment) -> Change | None:
    match = _PUT_WRONGLY.match(said.strip(" .!"))
    if match is None:
        return None
    whence = _INTO.sub("", match["whence"] or "")
    target, payload = target_in(f"{match['what']}, {whence}", now), payload_in(match["becomes"], now)
    placed = payload.only_moves or (payload.quantity is not None and not payload.food)
    return Change(target, payload, said) if target.words and placed else None
