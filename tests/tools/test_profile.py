"""What a person has told of themselves, as tools read and change it."""

from datetime import UTC, datetime, timedelta

import pytest

from fithub.core.clock import local_moment
from fithub.core.errors import InvalidInput
from fithub.core.ids import new_id
from fithub.core.ownership import Actor
from tests.people import Person
from tests.tools.running import BY_NAME, NOON, Run
from tools.base import Ctx

IN_100_DAYS = (datetime.now(UTC).date() + timedelta(days=100)).isoformat()


def test_facts_are_changed_told_and_taken_back(alice: Person) -> None:
    run = Run.begin(alice)
    receipt = run.call("edit_profile", height_cm=180, sex="male", units="us", day_start="05:30")
    assert [(each["what"], each["before"], each["after"]) for each in receipt["changes"]] == [
        ("Sex", None, "male"),
        ("Height", None, "180 cm"),
        ("Units", "metric", "us"),
        ("Start of the day", "04:00", "05:30"),
    ]
    run.end()
    told = Run.begin(alice).call("get_profile")["profile"]
    assert (told["height_cm"], told["sex"], told["age_years"]) == (180, "male", None)
    Run.begin(alice).call("undo")
    me = alice.get("/me").json()
    assert (me["height_cm"], me["sex"], me["units"], me["day_start"]) == (None, None, "metric", "04:00:00")


def test_a_fact_may_be_unknown_again(alice: Person) -> None:
    Run.begin(alice).call("edit_profile", height_cm=180)
    assert Run.begin(alice).call("edit_profile", forget=["height_cm"])["changes"] == [
        {"what": "Height", "before": "180 cm", "after": None}
    ]


@pytest.mark.parametrize(
    "weighty",
    [{"birth_date": "1990-04-02"}, {"life_stage": "pregnant", "pregnancy_due_date": IN_100_DAYS}],
)
def test_what_floors_rest_on_waits_for_a_yes(alice: Person, weighty: dict[str, str]) -> None:
    asked = Run.begin(alice).call("edit_profile", **weighty)["approval"]
    assert alice.get("/me").json()["birth_date"] is None
    assert asked["summary"].startswith("Put into your profile: ")
    alice.post(f"/approvals/{asked['id']}", {"approved": True})
    me = alice.get("/me").json()
    assert {name: me[name] for name in weighty} == weighty


def test_a_program_from_outside_changes_nothing_without_a_yes(alice: Person) -> None:
    outside = Ctx(user_id=alice.user_id, when=local_moment(NOON, "UTC"), turn_id=new_id(), actor=Actor.MCP)
    _, receipt = BY_NAME["edit_profile"].call(outside, {"units": "us"})
    assert receipt["approval"]["state"] == "open"
    assert alice.get("/me").json()["units"] == "metric"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({}, "arguments_invalid"),
        ({"height_cm": 180, "forget": ["height_cm"]}, "arguments_invalid"),
        ({"autonomy": "just_do_it"}, "arguments_invalid"),
        ({"height_cm": 18}, "height_impossible"),
        ({"time_zone": "Berlin"}, "time_zone_unknown"),
        ({"birth_date": "2090-01-01"}, "birth_date_impossible"),
        ({"life_stage": "pregnant"}, "due_date_missing"),
    ],
)
def test_nonsense_is_refused_and_nothing_written(alice: Person, arguments: dict[str, object], code: str) -> None:
    before = alice.get("/me").json()
    with pytest.raises(InvalidInput) as caught:
        Run.begin(alice).call("edit_profile", **arguments)
    assert caught.value.code == code
    assert alice.get("/me").json() == before
