"""One trial of a case: a new person, their world, what is said, and what came of it."""

import re
from dataclasses import dataclass
from typing import Any

from tests.evals.case import Case, Saying, Seed
from tests.evals.grading import changes, misses, value_of
from tests.evals.world import rows_of
from tests.people import Person


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is wrong with a trial, nothing where it passed; what was said; how many rows changed that should not have."""

    wrong: tuple[str, ...]
    talk: tuple[tuple[str, str], ...]
    extra: int

    @property
    def passed(self) -> bool:
        """Whether all is as it has to be."""
        return not self.wrong


def try_case(case: Case) -> Outcome:
    """Live the case once."""
    person = Person.register(time_zone=case.zone)
    person.headers["X-Test-Now"] = case.now
    names: dict[str, Any] = {}
    if case.me:
        _sent(person, "PATCH", "/me", dict(case.me))
    for seed in case.seed:
        _grow(person, seed, names, case.now)
    before = rows_of(person)
    talk = _talk(person, case)
    found = changes(before, rows_of(person))
    wrong = misses(case.rows, found, names)
    extra = sum("should not be" in each for each in wrong)
    last = talk[-1][1] if talk else ""
    wrong += [f"the answer has no {each!r}" for each in case.says if not re.search(each, last, re.IGNORECASE)]
    said = "\n".join(answer for _, answer in talk)
    wrong += [f"an answer has {each!r}" for each in case.never if re.search(each, said, re.IGNORECASE)]
    return Outcome(tuple(wrong), tuple(talk), extra)


def _grow(person: Person, seed: Seed, names: dict[str, Any], now: str) -> None:
    person.headers["X-Test-Now"] = seed.now or now
    told = _sent(person, seed.method, str(path_of(seed.path, names)), value_of(seed.body, names))
    if seed.name:
        names[seed.name] = told
    person.headers["X-Test-Now"] = now


def path_of(path: str, names: dict[str, Any]) -> str:
    """A path with "$name.key" in it put in."""
    return re.sub(r"\$[\w.]+", lambda match: str(value_of(match.group(0), names)), path)


def _talk(person: Person, case: Case) -> list[tuple[str, str]]:
    thread = person.post("/conversations").json()["id"]
    talk: list[tuple[str, str]] = []
    waiting: dict[str, Any] = {}
    for saying in case.say:
        person.headers["X-Test-Now"] = saying.now or case.now
        body = _body(saying, waiting)
        answer = person.post(f"/conversations/{thread}/messages", body, Accept="application/json")
        if answer.status_code != 200:
            raise RuntimeError(f"{case.id}: {saying} was answered {answer.status_code}: {answer.content!r}")
        waiting = answer.json()
        talk.append((saying.text or f"(approved: {saying.approve})", waiting["message"]["text"]))
    person.headers["X-Test-Now"] = case.now
    return talk


def _body(saying: Saying, waiting: dict[str, Any]) -> dict[str, Any]:
    if saying.approve is None:
        return {"text": saying.text}
    asked = [{"id": each["id"], "approved": saying.approve} for each in waiting.get("approvals", ())]
    return {"turn_id": waiting["turn_id"], "approvals": asked}


def _sent(person: Person, method: str, path: str, body: Any) -> Any:
    answer = person.send(method, path, body)
    if answer.status_code >= 300:
        raise RuntimeError(f"{method} {path} {body} was answered {answer.status_code}: {answer.content!r}")
    return answer.json() if answer.content else None
