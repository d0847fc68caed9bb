"""Corrections that tell how somebody was mistaken: "3 of them", "just weighed it: 320 g", "I overestimated the rice". Pure."""

import re
from typing import Final

from agents.offline.naming import KIND_OF, PLACES, payload_in, target_in
from agents.offline.steps import Change, Log, Payload
from fithub.core.clock import LocalMoment
from fithub.estimation.amounts import read_amount
from fithub.estimation.tokens import tokenise

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


def read_slip(said: str, now: LocalMoment) -> Change | None:
    """ "3 of them", "just weighed it: 320 g", "I overestimated the almonds, 35 g is right", "I only had one slice of the bread"."""
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
