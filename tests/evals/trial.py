"""One trial of a case: a new person, their world, what is said, and what came of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from fithub.coaching.backfill import ask_about
from fithub.core.clock import set_clock
from fithub.core.ownership import Actor, acting_as
from tests.evals.case import Case, Saying, Seed
from tests.evals.grading import UNWANTED, changes, leaks, misses, value_of
from tests.evals.world import rows_of
from tests.people import Person
from tests.working import work_for

PROMPT: Final = Path("prompts/coach.md")


class NoWorldError(Exception):
    """A world that cannot be made: the case is wrong, and not who answers."""


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
    person, bob = Person.register(time_zone=case.zone), Person.register() if case.bob else None
    names: dict[str, Any] = {}
    try:
        if bob is not None:
            names["bob"] = _grown(bob, case.bob, case.now, {})
        person.headers["X-Test-Now"] = case.now
        if case.me:
            _sent(person, "PATCH", "/me", dict(case.me))
        _grown(person, case.seed, case.now, names)
    except NoWorldError as error:
        return Outcome((f"no world: {error}",), (), 0)
    before, bobs = rows_of(person), rows_of(bob) if bob is not None else {}
    talk, wrong = _talk(person, case, names)
    wrong += misses(case.rows, changes(before, rows_of(person)), names, case.may)
    if bob is not None:
        wrong += [f"somebody else's: {each}" for each in misses([], changes(bobs, rows_of(bob)), names)]
    said = "\n".join(answer for _, answer in talk)
    last = talk[-1][1] if talk else ""
    wrong += _unsaid(case.says, last)
    wrong += [f"an answer has {each!r}" for each in case.never if re.search(each, said, re.IGNORECASE)]
    wrong += [f"the prompt was told: {line!r}" for line in leaks(PROMPT.read_text(encoding="utf-8"), said)]
    return Outcome(tuple(wrong), tuple(talk), sum(UNWANTED in each for each in wrong))


def _grown(person: Person, seeds: Sequence[Seed], now: str, names: dict[str, Any]) -> dict[str, Any]:
    """The names with what the seeds were answered with."""
    for seed in seeds:
        person.headers["X-Test-Now"] = seed.now or now
        told = _grow(person, seed, names)
        if seed.name:
            names[seed.name] = told
    person.headers["X-Test-Now"] = now
    return names


def _grow(person: Person, seed: Seed, names: dict[str, Any]) -> Any:
    with set_clock(datetime.fromisoformat(person.headers["X-Test-Now"])):
        match seed.method:
            case "ASK":
                return _ask(person, date.fromisoformat(seed.path))
            case "WORK":
                return work_for(person)
    path = put_in(seed.path, names)
    if seed.file is not None:
        return _sent(person, seed.method, path, str(seed.body).encode(), X_File_Name=seed.file)
    return _sent(person, seed.method, path, value_of(seed.body, names))


def _ask(person: Person, day: date) -> None:
    """The coach's question about a day, which it asks of its own accord."""
    with acting_as(person.user_id, actor=Actor.SYSTEM, writes=True):
        if ask_about(user_id=person.user_id, day=day) is None:
            raise NoWorldError(f"nothing is to be asked about {day}")


def put_in(text: str, names: Mapping[str, Any]) -> str:
    """A text with what "$name.key" stands for put in."""
    return re.sub(r"\$[a-z_]\w*(?:\.\w+)+", lambda match: str(value_of(match.group(0), names)), text)


def _talk(person: Person, case: Case, names: Mapping[str, Any]) -> tuple[list[tuple[str, str]], list[str]]:
    """What was said and answered, and what is wrong with the answers as they came."""
    begun = person.get("/conversations").json()["items"]
    thread = begun[0]["id"] if begun else ""
    talk: list[tuple[str, str]] = []
    wrong: list[str] = []
    waiting: dict[str, Any] = {}
    body: dict[str, Any] = {}
    for saying in case.say:
        person.headers["X-Test-Now"] = saying.now or case.now
        if saying.new or not thread:
            thread = person.post("/conversations").json()["id"]
        body = body if saying.again else _body(saying, waiting, names)
        answer = person.post(f"/conversations/{thread}/messages", body, Accept="application/json")
        if answer.status_code != 200:
            wrong.append(f"{saying} was answered {answer.status_code}: {answer.content!r}")
            break
        waiting = answer.json()
        text = waiting["message"]["text"]
        talk.append((body.get("text", f"(approved: {saying.approve})"), text))
        wrong += _unsaid(saying.says, text)
    person.headers["X-Test-Now"] = case.now
    return talk, wrong


def _unsaid(patterns: Sequence[str], answer: str) -> list[str]:
    return [f"the answer has no {each!r}" for each in patterns if not re.search(each, answer, re.IGNORECASE)]


def _body(saying: Saying, waiting: dict[str, Any], names: Mapping[str, Any]) -> dict[str, Any]:
    if saying.approve is None:
        return {"text": put_in(saying.text, names), "turn_id": str(uuid4())}
    return {"approvals": [{"id": each["id"], "approved": saying.approve} for each in waiting.get("approvals", ())]}


def _sent(person: Person, method: str, path: str, body: Any, **headers: str) -> Any:
    answer = person.send(method, path, body, **headers)
    if answer.status_code >= 300:
        raise NoWorldError(f"{method} {path} {body} was answered {answer.status_code}: {answer.content!r}")
    return answer.json() if answer.content else None
