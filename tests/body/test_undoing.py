"""Undo and redo bring nothing back that is not safe any more, by form and by chat; what stands all the same is marked."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from fithub.core.errors import Conflict
from tests.agents.chat import Chat
from tests.people import Person
from tests.tools.running import Run

TODAY = date(2026, 5, 5)
PREGNANT = {"life_stage": "pregnant", "pregnancy_due_date": str(TODAY + timedelta(days=120))}
MAN = {"sex": "male"}
CHILD = {"birth_date": "2012-01-01"}


@pytest.fixture
def person(alice: Person) -> Person:
    alice.headers["X-Test-Now"] = f"{TODAY}T12:30:00Z"
    told = {"sex": "female", "birth_date": "1990-02-28", "height_cm": 170}
    assert alice.patch("/me", told).status_code == 200
    return alice


def target(person: Person, kcal: int = 1300, **more: Any) -> str:
    answer = person.post("/targets", {"nutrients": {"energy_kcal": {"target": kcal}}, **more})
    assert answer.status_code == 201, answer.content
    return f"/targets/{answer.json()['id']}"


def goal(person: Person) -> str:
    body = {"kind": "weight_loss", "start_value": 80, "target_value": 75, "target_date": "2026-12-01"}
    answer = person.post("/goals", body)
    assert answer.status_code == 201, answer.content
    return f"/goals/{answer.json()['id']}"


def diet(person: Person) -> str:
    body = {"name": "Lean", "active": True, "targets": {"energy_kcal": {"target": 1300}}}
    answer = person.post("/diets", body)
    assert answer.status_code == 201, answer.content
    return f"/diets/{answer.json()['id']}"


def newest(person: Person) -> str:
    return str(person.get("/changes?limit=1").json()["items"][0]["id"])


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (target, PREGNANT),
        (target, MAN),
        (target, CHILD),
        (goal, PREGNANT),
        (goal, CHILD),
        (diet, PREGNANT),
        (diet, MAN),
    ],
)
def test_what_was_deleted_comes_back_only_while_it_is_safe(
    person: Person, make: Callable[[Person], str], told: dict[str, str]
) -> None:
    path = make(person)
    assert person.delete(path).status_code == 204
    deletion = newest(person)
    assert person.patch("/me", told).status_code == 200
    before = person.get(f"/days/{TODAY}").json()
    refused = person.post("/changes/undo", {"change_set_id": deletion})
    assert (refused.status_code, refused.json()["code"]) == (409, "unsafe_since")
    assert "nothing was changed" in refused.json()["detail"]
    assert "doctor" in refused.json()["detail"]
    assert person.get(path).status_code == 404
    assert person.get(f"/days/{TODAY}").json() == before
    assert person.post("/changes/undo").status_code == 200, "what was told"
    assert person.post("/changes/undo", {"change_set_id": deletion}).status_code == 200
    assert person.get(path).status_code == 200


@pytest.mark.parametrize("make", [target, goal, diet])
def test_what_was_taken_back_is_done_again_only_while_it_is_safe(person: Person, make: Callable[[Person], str]) -> None:
    path = make(person)
    assert person.post("/changes/undo").status_code == 200
    assert person.patch("/me", PREGNANT).status_code == 200
    refused = person.post("/changes/redo")
    assert (refused.status_code, refused.json()["code"]) == (409, "unsafe_since")
    assert person.get(path).status_code == 404
    with pytest.raises(Conflict, match="pregnancy") as by_chat:
        Run.begin(person).call("redo")
    assert by_chat.value.code == "unsafe_since"
    person.patch("/me", {"life_stage": "none"})
    assert person.post("/changes/redo").status_code == 200
    assert person.get(path).status_code == 200


def test_a_model_brings_nothing_unsafe_back(person: Person) -> None:
    path = target(person)
    person.patch("/me", PREGNANT)
    assert person.delete(path).status_code == 204
    with pytest.raises(Conflict, match="pregnancy") as refused:
        Run.begin(person).call("undo")
    assert refused.value.code == "unsafe_since"
    assert person.get(path).status_code == 404


def test_a_set_comes_back_as_a_whole_or_not_at_all(person: Person) -> None:
    first, second = target(person), target(person, 2200, weekdays=["saturday"])
    assert person.patch(first, {"nutrients": {"energy_kcal": {"target": 2000}}}).status_code == 200
    edit = newest(person)
    person.patch("/me", MAN)
    refused = person.post("/changes/undo", {"change_set_id": edit})
    assert refused.json()["code"] == "unsafe_since"
    assert person.get(first).json()["nutrients"]["energy_kcal"] == {"target": 2000}
    assert person.get(second).json()["nutrients"]["energy_kcal"] == {"target": 2200}


def test_what_has_ended_and_what_is_no_number_come_back(person: Person) -> None:
    ended = target(person, effective_from="2026-04-01", effective_to="2026-04-30")
    kept = goal(person)
    assert person.delete(f"{ended}?including_past=true").status_code == 204
    deletion = newest(person)
    person.patch(kept, {"notes": "With Ana."})
    noted = newest(person)
    person.patch("/me", PREGNANT)
    assert person.post("/changes/undo", {"change_set_id": noted}).status_code == 200, "in force as it was"
    assert person.post("/changes/undo", {"change_set_id": deletion}).status_code == 200
    assert person.get(ended).status_code == 200


@pytest.mark.parametrize("told", [PREGNANT, MAN, CHILD])
@pytest.mark.parametrize("make", [target, diet])
def test_a_day_tells_that_its_targets_are_not_safe_any_more(
    person: Person, make: Callable[[Person], str], told: dict[str, str]
) -> None:
    path = make(person)
    yesterday, tomorrow = TODAY - timedelta(days=1), TODAY + timedelta(days=1)

    def warned() -> list[str | None]:
        days = person.get(f"/days?from={yesterday}&to={tomorrow}").json()["items"]
        return [each["targets_warning"] for each in days]

    assert warned() == [None, None, None]
    person.patch("/me", told)
    past, *coming = warned()
    assert past is None, "the reference is safe"
    assert all(each is not None and "doctor" in each for each in coming)
    person.delete(path)
    assert warned() == [None, None, None]


@pytest.mark.parametrize("told", [PREGNANT, CHILD])
def test_a_goal_tells_that_it_is_not_safe_any_more(person: Person, told: dict[str, str]) -> None:
    path = goal(person)

    def warned() -> list[str | None]:
        progress = person.get(f"{path}/progress").json()
        assert ("not safe for you any more" in progress["sentence"]) is (progress["goal"]["warning"] is not None)
        listed = person.get("/goals").json()["items"]
        return [each["warning"] for each in (*listed, person.get(path).json(), progress["goal"])]

    assert warned() == [None, None, None]
    person.patch("/me", told)
    assert all(each is not None and "doctor" in each for each in warned())
    person.post(f"{path}/deactivate")
    assert warned() == [None, None, None], "one that has ended asks nothing of anybody"


def test_a_goal_tells_that_too_little_time_is_left(person: Person) -> None:
    path = goal(person)
    person.headers["X-Test-Now"] = "2026-11-17T12:30:00Z"
    assert person.post("/measurements", {"metric": "weight_kg", "value": 79}).status_code == 201
    assert "1 % of your weight a week" in person.get(path).json()["warning"]
    assert person.post("/measurements", {"metric": "weight_kg", "value": 75.5, "confirm": True}).status_code == 201
    assert person.get(path).json()["warning"] is None


def test_the_coach_tells_that_a_goal_is_not_safe_any_more(person: Person) -> None:
    chat = Chat.begin(person)
    goal(person)
    assert "not safe" not in chat.say("how am I doing with my goal?")["message"]["text"]
    person.patch("/me", PREGNANT)
    assert "during a pregnancy" in chat.say("how am I doing with my goal?")["message"]["text"]


def test_the_coach_tells_that_targets_are_not_safe_any_more(person: Person) -> None:
    chat = Chat.begin(person)
    target(person)
    person.patch("/me", CHILD)
    for asked in ("what are my targets?", "how many calories do I have left today?"):
        assert "people under 18" in chat.say(asked)["message"]["text"], asked
