"""Goals over HTTP: set, begun, ended, refused, how far they are, taken back."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.api.test_openapi import conforms
from tests.people import Person

NOW = "2026-05-05T09:30:00Z"
TODAY = date(2026, 5, 5)


@pytest.fixture
def person() -> Person:
    person = Person.register(time_zone="Europe/Berlin", now=NOW)
    assert person.patch("/me", {"height_cm": 178, "sex": "male", "birth_date": "1990-02-28"}).status_code == 200
    return person


def weigh(person: Person, value: float, day: date = TODAY, metric: str = "weight_kg", **more: Any) -> None:
    body = {"metric": metric, "value": value, "local_date": day.isoformat(), "local_time": "07:00", **more}
    answer = person.post("/measurements", body)
    assert answer.status_code == 201, answer.content


def weigh_daily(person: Person, start: float, per_day: float, days: int) -> None:
    rows = [
        {
            "metric": "weight_kg",
            "value": round(start + per_day * place + (0.3 if place % 2 else -0.3), 2),
            "local_date": (TODAY - timedelta(days=days - 1 - place)).isoformat(),
            "local_time": "07:00",
        }
        for place in range(days)
    ]
    answer = person.post("/measurements/bulk", {"items": rows})
    assert answer.status_code in {200, 201}, answer.content


def lose(person: Person, target: float = 75, **more: Any) -> Any:
    return person.post("/goals", {"kind": "weight_loss", "target_value": target, **more})


def code(answer: Any) -> str:
    assert answer.status_code in {404, 409, 422}, answer.content
    return str(answer.json()["code"])


def test_a_goal_starts_from_the_last_measurement(person: Person) -> None:
    weigh(person, 82.4)
    goal = conforms(lose(person, target_date="2026-12-01"), "/goals", "POST")
    assert goal | {"id": "", "created_at": ""} == {
        "id": "",
        "kind": "weight_loss",
        "name": "Weight Loss",
        "metric": "weight_kg",
        "unit": "kg",
        "start_date": "2026-05-05",
        "start_value": 82.4,
        "target_value": 75,
        "target_date": "2026-12-01",
        "pace_per_week": None,
        "notes": "",
        "is_active": True,
        "status": "active",
        "warning": None,
        "display": {
            "start_value": {"value": 82.4, "unit": "kg", "text": "82.4 kg"},
            "target_value": {"value": 75, "unit": "kg", "text": "75 kg"},
        },
        "created_at": "",
    }
    assert conforms(person.get("/goals"), "/goals", "GET")["items"] == [goal]
    assert conforms(person.get(f"/goals/{goal['id']}"), "/goals/{goal_id}", "GET") == goal


def test_values_come_in_any_unit_and_are_shown_in_ones_own(person: Person) -> None:
    person.patch("/me", {"units": "us"})
    goal = lose(person, 160, unit="lb", start_value=180).json()
    assert goal["target_value"] == 72.575
    assert goal["display"]["target_value"] == {"value": 160, "unit": "lb", "text": "160 lb"}
    assert code(lose(person, 160, unit="cm", start_value=180)) == "unit_unknown"


def test_only_one_active_goal_is_about_a_metric(person: Person) -> None:
    weigh(person, 82)
    first = lose(person).json()
    again = lose(person, 74)
    assert code(again) == "goal_active_already"
    assert first["id"] in again.json()["detail"]
    waiting = lose(person, 74, active=False).json()
    assert waiting["status"] == "inactive"
    assert code(person.post(f"/goals/{waiting['id']}/activate")) == "goal_active_already"
    assert person.post(f"/goals/{first['id']}/deactivate").json()["is_active"] is False
    answer = person.post(f"/goals/{waiting['id']}/activate")
    assert conforms(answer, "/goals/{goal_id}/activate", "POST")["status"] == "active"
    assert person.post(f"/goals/{waiting['id']}/activate").status_code == 200, "it stays active"
    stretch = person.post("/goals", {"kind": "flexibility", "name": "Touch my toes"})
    assert conforms(stretch, "/goals", "POST")["metric"] is None, "a goal needs no number"


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ({"target_value": 90}, "target_wrong_way"),
        ({"target_value": 700}, "value_impossible"),
        ({"target_value": 5}, "value_impossible"),
        ({"target_date": "2026-05-05"}, "dates_out_of_order"),
        ({"target_date": "2026-05-30"}, "goal_unsafe"),
        ({"pace_per_week": 1.2}, "goal_unsafe"),
        ({"pace_per_week": -1}, "pace_disagrees"),
        ({"pace_per_week": 0.1, "target_date": "2026-09-01"}, "pace_disagrees"),
        ({"target_value": 58}, "goal_unsafe"),
        ({"metric": "mood"}, "metric_unknown"),
        ({"metric": "custom:nothing"}, "metric_unknown"),
        ({"start_date": "1800-01-01"}, "date_out_of_range"),
        ({"target_date": "2026-02-30"}, "invalid_input"),
    ],
)
def test_what_cannot_be_or_is_not_safe_is_refused(person: Person, more: dict[str, Any], refused: str) -> None:
    weigh(person, 82)
    answer = lose(person, **({"target": 75} | {("target" if k == "target_value" else k): v for k, v in more.items()}))
    assert answer.status_code == 422, answer.content
    assert answer.json()["code"] == refused or refused == "invalid_input"
    assert person.get("/goals").json()["items"] == []


def test_a_loss_is_safe_or_is_not_set(person: Person) -> None:
    assert code(lose(person)) == "start_value_needed"
    weigh(person, 82)
    person.patch("/me", {"height_cm": None})
    assert code(lose(person, 60)) == "height_needed"
    assert lose(person, 74.5).status_code == 201, "safe for whoever is not over two metres"
    person.patch("/me", {"birth_date": "2009-01-01"})
    assert code(lose(person, 76)) == "goal_unsafe"
    answer = person.post("/goals", {"kind": "muscle_gain", "target_value": 84, "active": False})
    assert answer.status_code == 201


def test_nobody_who_is_pregnant_is_helped_to_lose_weight(person: Person) -> None:
    weigh(person, 82)
    goal = lose(person, 76, active=False).json()
    told = {"sex": "female", "life_stage": "pregnant", "pregnancy_due_date": "2026-09-01"}
    assert person.patch("/me", told).status_code == 200
    assert code(lose(person, 78)) == "goal_unsafe"
    assert code(person.post(f"/goals/{goal['id']}/activate")) == "goal_unsafe"
    assert code(person.patch(f"/goals/{goal['id']}", {"target_value": 80})) == "goal_unsafe"


def test_safety_is_no_matter_of_words(person: Person) -> None:
    """A heavier start, another kind, or a later edit lead to the same."""
    weigh(person, 70)
    assert code(lose(person, 60, start_value=200, pace_per_week=1.5)) == "goal_unsafe"
    custom = {"kind": "custom", "metric": "weight_kg", "target_value": 50}
    assert code(person.post("/goals", custom)) == "goal_unsafe"
    goal = lose(person, 66, target_date="2026-12-01").json()
    assert code(person.patch(f"/goals/{goal['id']}", {"target_date": "2026-05-20"})) == "goal_unsafe"
    assert code(person.patch(f"/goals/{goal['id']}", {"target_value": 50})) == "goal_unsafe"
    assert person.get(f"/goals/{goal['id']}").json()["target_value"] == 66


@pytest.mark.parametrize(("sex", "least"), [("male", 5), ("female", 13), (None, 5)])
def test_nobody_is_helped_to_less_fat_than_a_body_needs(person: Person, sex: str | None, least: float) -> None:
    if sex is not None:
        person.patch("/me", {"sex": sex})
    weigh(person, 20, metric="body_fat_percent")
    wish = {"kind": "custom", "metric": "body_fat_percent"}
    refused = person.post("/goals", wish | {"target_value": least - 0.1})
    assert code(refused) == "goal_unsafe"
    assert "dietitian" in refused.json()["detail"]
    assert person.post("/goals", wish | {"target_value": least}).status_code == 201


def test_a_goal_changes_and_is_taken_back(person: Person) -> None:
    weigh(person, 82)
    goal = lose(person, target_date="2026-12-01").json()
    edited = person.patch(f"/goals/{goal['id']}", {"pace_per_week": 0.4, "name": "Summer"})
    edited = conforms(edited, "/goals/{goal_id}", "PATCH")
    assert (edited["pace_per_week"], edited["target_date"], edited["name"]) == (0.4, None, "Summer")
    assert person.post("/changes/undo").status_code == 200
    assert person.get(f"/goals/{goal['id']}").json() == goal
    assert person.delete(f"/goals/{goal['id']}").status_code == 204
    assert code(person.get(f"/goals/{goal['id']}")) == "goal_not_found"
    person.post("/changes/undo")
    assert person.get(f"/goals/{goal['id']}").json() == goal


def test_an_undo_that_would_leave_two_active_is_refused_whole(person: Person) -> None:
    weigh(person, 82)
    first = lose(person).json()
    person.post(f"/goals/{first['id']}/deactivate")
    ended = person.get("/changes").json()["items"][0]["id"]
    second = lose(person, 74).json()
    answer = person.post("/changes/undo", {"change_set_id": ended})
    assert code(answer) == "changed_since"
    assert [goal["status"] for goal in person.get("/goals").json()["items"]] == ["active", "inactive"]
    assert person.get(f"/goals/{second['id']}").json()["is_active"] is True


def test_lists_by_status_kind_and_date(person: Person) -> None:
    weigh(person, 82)
    weigh(person, 95, metric="waist_cm")
    late = {"start_date": "2026-01-01", "start_value": 84, "target_date": "2026-04-01", "target_value": 80}
    overdue = person.post("/goals", {"kind": "weight_loss", **late}).json()
    soon = {"kind": "custom", "metric": "waist_cm", "target_value": 90, "start_date": "2026-06-01"}
    upcoming = person.post("/goals", soon | {"target_date": "2026-08-01"}).json()
    plain = person.post("/goals", {"kind": "endurance", "name": "Run 10 km"}).json()
    assert overdue["status"] == "overdue"
    assert [goal["id"] for goal in person.get("/goals").json()["items"]] == [
        each["id"] for each in (plain, upcoming, overdue)
    ]
    for status, expected in (("overdue", overdue), ("upcoming", upcoming), ("active", plain)):
        assert [goal["id"] for goal in person.get(f"/goals/{status}").json()["items"]] == [expected["id"]]
        assert person.get(f"/goals?status={status}").json() == person.get(f"/goals/{status}").json()
    assert [goal["id"] for goal in person.get("/goals?kind=endurance").json()["items"]] == [plain["id"]]
    dated = person.get("/goals?order=target_date&limit=2").json()
    assert [goal["id"] for goal in dated["items"]] == [overdue["id"], upcoming["id"]]
    rest = person.get(f"/goals?order=target_date&limit=2&cursor={dated['next']}").json()
    assert ([goal["id"] for goal in rest["items"]], rest["next"]) == ([plain["id"]], None)


def test_progress_tells_where_it_is_heading_and_how_sure_that_is(person: Person) -> None:
    weigh_daily(person, 84, -0.07, 43)
    goal = lose(person, 78, start_value=84, start_date="2026-03-24", target_date="2026-09-01").json()
    told = conforms(person.get(f"/goals/{goal['id']}/progress"), "/goals/{goal_id}/progress", "GET")
    assert told["current"] == pytest.approx(81, abs=0.4)
    assert told["percent"] == pytest.approx(50, abs=7)
    assert told["remaining"] == pytest.approx(told["current"] * -1 + 78)
    assert told["pace"]["per_week"] == pytest.approx(-0.49, abs=0.05)
    assert told["pace"]["low"] < told["pace"]["per_week"] < told["pace"]["high"] < 0
    ahead = told["forecast"]
    assert ahead["heading"] == "towards"
    assert ahead["earliest"] < ahead["on"] < ahead["latest"]
    assert ahead["on"] in told["sentence"]
    assert told["track"] in {"on_track", "ahead"}


def test_progress_says_what_it_cannot_know(person: Person) -> None:
    goal = lose(person, 75, start_value=80).json()
    told = person.get(f"/goals/{goal['id']}/progress").json()
    assert (told["current"], told["pace"], told["percent"]) == (None, None, None)
    assert "no progress to tell" in told["sentence"]
    weigh(person, 80)
    told = person.get(f"/goals/{goal['id']}/progress").json()
    assert (told["current"], told["forecast"]["heading"]) == (80, "unknown")
    plain = person.post("/goals", {"kind": "flexibility"}).json()
    told = conforms(person.get(f"/goals/{plain['id']}/progress"), "/goals/{goal_id}/progress", "GET")
    assert told["sentence"] == "This goal has no number to follow."


def test_a_goal_is_reached_when_the_trend_is_there(person: Person) -> None:
    weigh_daily(person, 77, -0.07, 43)
    goal = lose(person, 75, start_value=78, start_date="2026-03-24").json()
    assert goal["status"] == "reached"
    told = person.get(f"/goals/{goal['id']}/progress").json()
    assert told["sentence"].endswith("That is reached.")


@pytest.mark.parametrize(
    "wish",
    [
        {"kind": "maintenance", "start_value": 50},
        {"kind": "maintenance", "start_value": 50, "target_value": 50},
        {"kind": "muscle_gain", "start_value": 49, "target_value": 50},
        {"kind": "custom", "metric": "weight_kg", "start_value": 49, "target_value": 50},
        {"kind": "weight_loss", "start_value": 66, "target_value": 65, "target_date": "2026-06-05"},
    ],
)
def test_a_start_below_what_was_measured_hides_no_loss(person: Person, wish: dict[str, Any]) -> None:
    weigh(person, 80)
    assert code(person.post("/goals", wish)) == "goal_unsafe"


def test_a_start_long_ago_makes_what_is_left_no_slower(person: Person) -> None:
    weigh(person, 80)
    long_ago = {"start_date": "2025-05-05", "target_date": "2026-05-12"}
    assert code(lose(person, 70, start_value=80, **long_ago)) == "goal_unsafe"
    goal = lose(person, 75, target_date="2027-05-05").json()
    assert code(person.patch(f"/goals/{goal['id']}", long_ago)) == "goal_unsafe"
    assert person.get(f"/goals/{goal['id']}").json() == goal


def test_a_gain_that_went_well_is_still_a_gain(person: Person) -> None:
    weigh(person, 60, date(2026, 1, 1))
    weigh(person, 66)
    wish = {"kind": "muscle_gain", "start_date": "2026-01-01", "start_value": 60, "target_value": 65}
    assert person.post("/goals", wish | {"target_date": "2026-06-01"}).status_code == 201


def test_a_custom_goal_is_about_ones_own_metric(person: Person) -> None:
    person.post("/measurements/metrics", {"slug": "push_ups", "name": "Push-ups", "unit": "times"})
    weigh(person, 12, metric="custom:push_ups")
    goal = person.post("/goals", {"kind": "custom", "metric": "custom:push_ups", "target_value": 50}).json()
    weigh(person, 31, metric="custom:push_ups", local_time="08:00")
    told = person.get(f"/goals/{goal['id']}/progress").json()
    assert (told["current"], told["percent"], told["remaining"]) == (31, 50, 19)
    assert code(person.post("/goals", {"kind": "custom", "target_value": 5})) == "metric_needed"


def test_anothers_goal_does_not_exist(person: Person, bob: Person) -> None:
    goal = lose(person, 75, start_value=80).json()
    address = f"/goals/{goal['id']}"
    for method, path, body in (
        ("GET", address, None),
        ("GET", f"{address}/progress", None),
        ("PATCH", address, {"name": "mine"}),
        ("DELETE", address, None),
        ("POST", f"{address}/activate", {}),
        ("POST", f"{address}/deactivate", {}),
    ):
        assert code(bob.send(method, path, body)) == "goal_not_found"
    assert bob.get("/goals").json()["items"] == []
    assert person.get(address).json() == goal


def test_what_was_worked_out_is_told_as_a_scale_shows_it(person: Person) -> None:
    weigh_daily(person, 84.137, -0.0713, 43)
    goal = lose(person, 78, start_value=84.25, start_date="2026-03-24").json()
    assert goal["display"]["start_value"]["text"] == "84.25 kg", "as it was said"
    told = person.get(f"/goals/{goal['id']}/progress").json()
    assert told["display"]["current"]["text"] == f"{round(told['current'], 1):g} kg"
    assert told["display"]["current"]["text"] in told["sentence"]
