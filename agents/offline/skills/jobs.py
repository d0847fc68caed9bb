"""What goes on in the background, in everyday words: "how far is my import?", "is my export done", "cancel the import"."""

import re
from dataclasses import dataclass
from typing import Any, Final

from agents.offline import wording
from agents.offline.calls import Plan, Turn
from agents.offline.nutrients import listed
from agents.offline.skills.skill import Skill
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment

_THING: Final = (
    r"(?:(?:my|the|that|this|any|our|last|current|running|background|data|file) )*"
    r"(?P<thing>imports?|exports?|jobs?|background work)"
)
_STATE: Final = (
    r"done|finish|finished|ready|completed?|over|through|running|stuck|fail|failed|work|worked|succeed|succeeded|"
    r"successful"
)
_ASK: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^how (?:far|long|much longer) (?:along |is left (?:of|for|on) |does |will |has )?(?:is |are )?{_THING}\b.*$",
        rf"^how(?:'s| is| are) {_THING}(?: doing| going| coming along| getting on| progressing)?$",
        rf"^(?:is|are|was|were|has|have|did) {_THING} (?:been )?(?:still )?(?:{_STATE})(?: yet| now| already)?$",
        rf"^(?:when|what time) (?:will|is) {_THING} (?:be )?(?:done|finish|finished|ready|complete)$",
        rf"^(?:what(?:'s| is)|show|tell|give)(?: me)? (?:the )?(?:status|progress|state) (?:of|on|with|for) {_THING}$",
        rf"^(?:show|list)(?: me)? {_THING}$",
        rf"^{_THING} (?:status|progress)$",
        r"^what(?:'s| is) (?:going on|running|happening) in the (?P<thing>background)$",
    )
)
_STOP: Final = (re.compile(rf"^(?:cancel|stop|abort|kill|end|interrupt) {_THING}$", re.IGNORECASE),)

NOTHING: Final = "Nothing of that kind goes on in the background, and nothing did lately."


@dataclass(frozen=True, slots=True)
class AskJobs(Wish):
    """How far it is; `about` is "import", "export" or "" for all of it."""

    about: str = ""


@dataclass(frozen=True, slots=True)
class StopJob(Wish):
    """It is to be stopped."""

    about: str = ""


def _read(order: str, now: LocalMoment) -> AskJobs | StopJob | None:
    for patterns, wish in ((_ASK, AskJobs), (_STOP, StopJob)):
        match = next(filter(None, (pattern.match(order) for pattern in patterns)), None)
        if match is not None:
            named = match["thing"].lower()
            return wish(next((kind for kind in ("import", "export") if named.startswith(kind)), ""))
    return None


def _take(wish: AskJobs | StopJob, turn: Turn) -> Plan[str]:
    told = yield from turn.call("get_jobs")
    if not told.ok:
        return wording.refused(told)
    jobs = [
        job for job in told.data["jobs"] if job["kind"].startswith(wish.about) and (wish.about or job["kind"] != "mail")
    ]
    active = [job for job in jobs if job["state"] in {"queued", "running"}]
    if isinstance(wish, StopJob):
        return (yield from _stop(active, turn))
    if not jobs:
        return NOTHING
    return " ".join(_said(job) for job in (active or jobs[:1]))


def _stop(active: list[dict[str, Any]], turn: Turn) -> Plan[str]:
    if not active:
        return "Nothing of that kind is running, so there is nothing to stop."
    if len(active) > 1:
        names = listed([_name(job) for job in active])
        return f"Several are running ({names}); stop the one you mean in the bar at the top of the page."
    result = yield from turn.call("cancel_job", job_id=active[0]["id"])
    if not result.ok:
        return wording.refused(result)
    job = result.data["jobs"][0]
    if job["state"] == "cancelled":
        return f"Your {_name(job)} is cancelled; it had not begun."
    return f"Your {_name(job)} is being stopped. What it has written by now stays until you say “undo”."


def _said(job: dict[str, Any]) -> str:
    name = _name(job)
    match job["state"]:
        case "queued":
            return f"Your {name} waits for its turn."
        case "running":
            far = (
                f"{100 * job['done'] // job['total']} % done ({job['done']} of {job['total']})"
                if job["total"]
                else "under way"
            )
            return f"Your {name} is {far}{': ' + job['message'] if job['message'] else ''}."
        case "done":
            return f"Your {name} is done."
        case "cancelled":
            return f"Your {name} was cancelled."
        case _:
            return f"Your {name} failed: {job['error']['detail']}"


def _name(job: dict[str, Any]) -> str:
    return str(job["kind"]).replace("_", " ")


SKILL: Final = Skill((AskJobs, StopJob), _read, _take)
