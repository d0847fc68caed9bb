"""Summaries: made when they are due and when asked for, once, shown in the conversation, agreeing with the days they are of."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connections

from agents.summary import make_due
from fithub.coaching.claiming import claim_due
from fithub.coaching.models import Due, Summary
from fithub.coaching.schedule import Kind
from fithub.core.clock import set_clock
from tests.api.test_openapi import conforms
from tests.people import Person

# Wednesday
NOON = "2026-05-06T12:30:00Z"


def food(person: Person) -> str:
    return str(person.get("/foods?q=rolled oats").json()["items"][0]["id"])


def eat(person: Person, day: str, *grams: float) -> None:
    oats = food(person)
    for each in grams:
        answer = person.post(
            "/entries", {"food_id": oats, "grams": each, "local_date": day}, X_Test_Now=f"{day}T12:30:00Z"
        )
        assert answer.status_code == 201, answer.content


def work(person: Person, at: str) -> list[Summary]:
    """What a worker does for this person at an instant; others who are due are left as they are."""
    made = []
    with set_clock(datetime.fromisoformat(at)):
        for _ in range(3):
            with person.acting():
                rows = list(Due.objects.filter(next_at__lte=datetime.fromisoformat(at)).values_list("kind", "next_at"))
            for kind, seen in rows:
                assert seen is not None
                summary = make_due(user_id=person.user_id, kind=Kind(kind), seen=seen)
                made += [] if summary is None else [summary]
    return made


@pytest.fixture
def eater(alice: Person) -> Person:
    alice.headers["X-Test-Now"] = NOON
    work(alice, NOON)
    return alice


def test_it_comes_in_the_morning_and_is_told_in_the_conversation(eater: Person) -> None:
    eat(eater, "2026-05-06", 250, 300.5)
    thread = eater.post("/conversations").json()["id"]
    assert work(eater, "2026-05-07T06:59:00Z") == []
    (made,) = work(eater, "2026-05-07T07:00:00Z")
    assert work(eater, "2026-05-07T07:01:00Z") == []
    (shown,) = conforms(eater.get("/summaries"), "/summaries", "GET")["items"]
    assert (shown["id"], shown["kind"], shown["first_date"]) == (str(made.pk), "daily", "2026-05-06")
    assert shown["conversation_id"] == thread
    (message,) = eater.get(f"/conversations/{thread}/messages").json()["items"]
    assert message["role"] == "assistant"
    assert shown["text"] in message["text"]
    assert message["metadata"]["about"]["summary_id"] == shown["id"]
    answer = eater.post(f"/conversations/{thread}/messages", {"text": "thanks"}, Accept="application/json")
    assert answer.json()["status"] == "complete"


def test_its_figures_are_those_of_the_days_and_link_to_their_rows(eater: Person) -> None:
    eat(eater, "2026-05-05", 233.3, 301.7)
    shown = eater.post("/summaries", {"kind": "daily", "date": "2026-05-05"}).json()
    day = eater.get("/days/2026-05-05").json()
    figures = {figure["id"]: figure for figure in shown["figures"]}
    for key in ("energy_kcal", "protein_g", "carbohydrate_g", "fat_g", "fibre_g"):
        assert figures[f"total.{key}"]["value"] == day["totals"][key]
        assert figures[f"total.{key}"]["entries"] == [entry["id"] for entry in day["entries"]]
    assert all(sentence["refs"] and sentence["dates"] for sentence in shown["sentences"])
    assert shown["days"] == [
        {"date": "2026-05-05", "logged": "complete", "entries": 2, "energy_kcal": day["totals"]["energy_kcal"]}
    ]


def test_a_week_averages_its_complete_days(eater: Person) -> None:
    eater.headers["X-Test-Now"] = "2026-05-11T12:30:00Z"
    for day, grams in (("04", 511.3), ("05", 433.9), ("07", 617.1), ("08", 20)):
        eat(eater, f"2026-05-{day}", grams)
    shown = eater.post("/summaries", {"kind": "weekly"}).json()
    assert (shown["first_date"], shown["last_date"]) == ("2026-05-04", "2026-05-10")
    days = eater.get("/days?from=2026-05-04&to=2026-05-10").json()["items"]
    energies = [Decimal(str(days[place]["totals"]["energy_kcal"])) for place in (0, 1, 3)]
    figures = {figure["id"]: figure for figure in shown["figures"]}
    assert Decimal(str(figures["average.energy_kcal"]["value"])) == (sum(energies, Decimal(0)) / 3).quantize(
        Decimal("0.001")
    )
    assert [day["logged"] for day in shown["days"]] == [
        *("complete", "complete", "empty", "complete", "partial", "empty", "empty")
    ]


def test_whoever_asks_again_gets_the_same_until_something_changes(eater: Person) -> None:
    eat(eater, "2026-05-06", 300)
    first = eater.post("/summaries", {"kind": "daily", "date": "2026-05-06"})
    assert (first.status_code, first.json()["final"]) == (201, False)
    again = eater.post("/summaries", {"kind": "daily", "date": "2026-05-06"})
    assert (again.status_code, again.content) == (200, first.content)
    eat(eater, "2026-05-06", 100)
    renewed = eater.post("/summaries", {"kind": "daily", "date": "2026-05-06"})
    assert (renewed.status_code, renewed.json()["id"]) == (201, first.json()["id"])
    (last,) = work(eater, "2026-05-07T07:00:00Z")
    assert (str(last.pk), last.final) == (first.json()["id"], True)
    thread = eater.get("/conversations").json()["items"]
    assert [each["title"] for each in thread] == ["Coach"]
    messages = eater.get(f"/conversations/{thread[0]['id']}/messages").json()["items"]
    assert len(messages) == 1
    eater.headers["X-Test-Now"] = "2026-05-08T12:30:00Z"
    settled = eater.post("/summaries", {"kind": "daily", "date": "2026-05-06"})
    assert (settled.status_code, settled.json()["made_at"][:16]) == (200, "2026-05-07T07:00")


def test_the_same_key_is_answered_with_the_first_answer(eater: Person) -> None:
    eat(eater, "2026-05-06", 300)
    body = {"kind": "daily", "date": "2026-05-06"}
    first = eater.post("/summaries", body, Idempotency_Key="morning")
    eat(eater, "2026-05-06", 100)
    again = eater.post("/summaries", body, Idempotency_Key="morning")
    assert (first.status_code, "Idempotent-Replay" in first.headers) == (201, False)
    assert (again.status_code, again.content, again.headers["Idempotent-Replay"]) == (201, first.content, "true")
    another = eater.post("/summaries", {"kind": "weekly"}, Idempotency_Key="morning")
    assert (another.status_code, another.json()["code"]) == (422, "idempotency_key_reused")
    renewed = eater.post("/summaries", body, Idempotency_Key="noon")
    assert (renewed.status_code, renewed.json()["id"]) == (201, first.json()["id"])
    assert renewed.json()["figures"] != first.json()["figures"]
    wrong = {"kind": "daily", "date": "2026-12-24"}
    for _ in range(2):
        assert eater.post("/summaries", wrong, Idempotency_Key="to come").json()["code"] == "period_not_begun"
    assert eater.post("/summaries", body, Idempotency_Key="x" * 201).json()["code"] == "idempotency_key_invalid"


def test_whoever_logged_nothing_is_left_alone_unless_they_want_it(eater: Person) -> None:
    assert work(eater, "2026-05-07T07:00:00Z") == []
    eater.patch("/coach/settings", {"not_when_nothing_logged": False})
    (made,) = work(eater, "2026-05-08T07:00:00Z")
    assert "07" in made.first_date.isoformat()
    assert made.digest["days"][0]["logged"] == "empty"


def test_what_comes_too_late_is_noted_and_not_made_up_for(eater: Person) -> None:
    for day in range(6, 20):
        eat(eater, f"2026-05-{day:02}", 300)
    made = work(eater, "2026-05-20T12:00:00Z")
    daily = eater.get("/summaries?kind=daily").json()["items"]
    assert [(each["first_date"], each["last_date"], each["state"]) for each in daily] == [
        ("2026-05-19", "2026-05-19", "ready"),
        ("2026-05-18", "2026-05-18", "ready"),
        ("2026-05-06", "2026-05-17", "skipped"),
    ]
    assert len([each for each in made if each.kind == "daily"]) == 2
    eater.headers["X-Test-Now"] = "2026-05-20T12:00:00Z"
    assert eater.post("/summaries", {"kind": "daily", "date": "2026-05-06"}).status_code == 201


def test_a_pause_and_a_switch_begin_anew_afterwards(eater: Person) -> None:
    for day in range(6, 15):
        eat(eater, f"2026-05-{day:02}", 300)
    eater.patch("/coach/settings", {"paused_until": "2026-05-10T12:00:00Z", "weekly": False})
    assert eater.get("/coach/settings").json()["next_daily_at"] == "2026-05-11T07:00:00Z"
    assert work(eater, "2026-05-09T12:00:00Z") == []
    (made,) = work(eater, "2026-05-11T07:00:00Z")
    assert made.first_date.isoformat() == "2026-05-10"
    eater.headers["X-Test-Now"] = "2026-05-11T08:00:00Z"
    eater.patch("/coach/settings", {"daily": False})
    assert work(eater, "2026-05-13T12:00:00Z") == []
    eater.headers["X-Test-Now"] = "2026-05-13T12:00:00Z"
    eater.patch("/coach/settings", {"daily": True})
    assert work(eater, "2026-05-13T12:01:00Z") == []
    (made,) = work(eater, "2026-05-14T07:00:00Z")
    assert made.first_date.isoformat() == "2026-05-13"
    assert not eater.get("/summaries?kind=weekly").json()["items"]


def test_quiet_hours_hold_it_back(eater: Person) -> None:
    eat(eater, "2026-05-06", 300)
    eater.patch("/coach/settings", {"quiet_from": "22:00", "quiet_to": "09:30"})
    assert work(eater, "2026-05-07T07:00:00Z") == []
    assert len(work(eater, "2026-05-07T09:30:00Z")) == 1


def test_who_moves_has_no_day_twice_and_none_left_out(alice: Person) -> None:
    alice.headers["X-Test-Now"] = "2026-05-06T01:00:00Z"
    alice.patch("/me", {"time_zone": "Pacific/Apia"})
    alice.patch("/coach/settings", {"daily_at": "20:00", "weekly": False, "not_when_nothing_logged": False})
    made: list[str] = []
    for hour in range(24 * 5):
        at = datetime.fromisoformat("2026-05-06T01:00:00Z").timestamp() + hour * 3600
        now = datetime.fromtimestamp(at, tz=datetime.fromisoformat(NOON).tzinfo).isoformat()
        alice.headers["X-Test-Now"] = now
        if hour in {30, 61, 90}:
            zone = alice.get("/me").json()["time_zone"]
            alice.patch("/me", {"time_zone": "Pacific/Honolulu" if zone == "Pacific/Apia" else "Pacific/Apia"})
        made += [summary.first_date.isoformat() for summary in work(alice, now)]
    assert made == sorted(set(made))
    assert len(made) == (datetime.fromisoformat(made[-1]) - datetime.fromisoformat(made[0])).days + 1 >= 4


def test_undo_of_a_setting_is_heard_of(eater: Person) -> None:
    assert eater.get("/coach/settings").json()["next_daily_at"] == "2026-05-07T07:00:00Z"
    changed = conforms(eater.patch("/coach/settings", {"daily_at": "09:00"}), "/coach/settings", "PATCH")
    assert changed["next_daily_at"] == "2026-05-07T09:00:00Z"
    work(eater, NOON)
    eater.post("/changes/undo")
    assert eater.get("/coach/settings").json()["daily_at"] == "07:00:00"
    work(eater, NOON)
    with eater.acting():
        due = Due.objects.get(kind="daily")
    assert due.next_at == datetime.fromisoformat("2026-05-07T07:00:00Z")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"quiet_from": "22:00"}, "quiet_hours_incomplete"),
        ({"paused_until": "2026-05-01T00:00:00Z"}, "pause_impossible"),
        ({"paused_until": "2036-05-01T00:00:00Z"}, "pause_impossible"),
        ({"paused_until": "2026-06-01T00:00:00"}, "validation_failed"),
        ({"daily_at": "25:00"}, "validation_failed"),
        ({"daily_at": None}, "validation_failed"),
        ({"weekly_on": "someday"}, "validation_failed"),
        ({"hourly": True}, "validation_failed"),
    ],
)
def test_settings_that_cannot_be_are_refused(eater: Person, body: dict[str, Any], code: str) -> None:
    answer = eater.patch("/coach/settings", body)
    assert answer.status_code == 422, answer.content
    if code != "validation_failed":
        assert answer.json()["code"] == code


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"kind": "hourly"},
        {"kind": "daily", "date": "2026-05-08"},
        {"kind": "daily", "date": "1800-01-01"},
        {"kind": 1},
    ],
)
def test_what_cannot_be_summed_up_is_refused(eater: Person, body: dict[str, Any]) -> None:
    assert eater.post("/summaries", body).status_code == 422


def test_reading_rating_paging_and_filters(eater: Person) -> None:
    for day in ("02", "03", "04", "05"):
        eat(eater, f"2026-05-{day}", 300)
        conforms(eater.post("/summaries", {"kind": "daily", "date": f"2026-05-{day}"}), "/summaries", "POST")
    eater.post("/summaries", {"kind": "weekly", "date": "2026-05-05"})
    page = eater.get("/summaries?kind=daily&limit=3").json()
    rest = eater.get(f"/summaries?kind=daily&limit=3&cursor={page['next']}").json()
    dates = [each["first_date"] for each in page["items"] + rest["items"]]
    assert (dates, rest["next"]) == (["2026-05-05", "2026-05-04", "2026-05-03", "2026-05-02"], None)
    within = eater.get("/summaries?from=2026-05-04&to=2026-05-04").json()["items"]
    assert {(each["kind"], each["first_date"]) for each in within} == {
        ("daily", "2026-05-04"),
        ("weekly", "2026-05-04"),
    }
    one = page["items"][0]["id"]
    told = {"read": True, "rating": "up", "feedback": "Good."}
    marked = conforms(eater.patch(f"/summaries/{one}", told), "/summaries/{summary_id}", "PATCH")
    assert (marked["read_at"][:16], marked["feedback"]) == ("2026-05-06T12:30", {"rating": "up", "text": "Good."})
    assert len(eater.get("/summaries?unread=true").json()["items"]) == 4
    assert eater.patch(f"/summaries/{one}", {"read": False}).json()["read_at"] is None
    for body in ({"rating": "sideways"}, {"feedback": "x" * 1001}, {"text": "mine"}):
        assert eater.patch(f"/summaries/{one}", body).status_code == 422
    assert eater.get("/summaries?cursor=nonsense").status_code == 422


def test_anothers_summaries_do_not_exist(eater: Person, bob: Person) -> None:
    eat(eater, "2026-05-05", 300)
    theirs = eater.post("/summaries", {"kind": "daily"}).json()["id"]
    assert bob.get(f"/summaries/{theirs}").status_code == 404
    assert bob.patch(f"/summaries/{theirs}", {"read": True}).status_code == 404
    assert bob.get("/summaries").json()["items"] == []
    assert eater.get(f"/summaries/{theirs}").json()["read_at"] is None


def test_the_dispatcher_sees_who_is_due_and_no_more(eater: Person, owner_url: str) -> None:
    with psycopg.connect(owner_url) as owner:
        owner.execute(
            "UPDATE coaching_due SET next_at = '2020-01-01', claimed_until = NULL WHERE user_id = %s", [eater.user_id]
        )
    mine: list[Any] = []
    while claims := claim_due(most=500):
        mine += [each for each in claims if each.user_id == eater.user_id]
    assert sorted(each.kind for each in mine) == ["daily", "weekly"]
    with psycopg.connect(owner_url) as owner:
        owner.execute("SET ROLE fithub_app")
        owner.execute("SELECT set_config('app.summaries_due_at', '2026-01-01', false)")
        assert owner.execute(
            "SELECT count(*) FROM coaching_due WHERE next_at > '2026-01-01' OR next_at IS NULL"
        ).fetchone() == (0,)
        assert owner.execute("SELECT count(*) FROM coaching_due").fetchone() != (0,)
        for table in ("accounts_profile", "diary_entry", "coaching_summary", "coaching_coachsettings"):
            assert owner.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
        assert owner.execute("DELETE FROM coaching_due").rowcount == 0


def test_a_claim_that_came_to_nothing_is_given_out_again(eater: Person, owner_url: str) -> None:
    eat(eater, "2026-05-06", 300)
    at = datetime.fromisoformat("2026-05-07T07:00:00Z")

    def claims() -> list[Any]:
        found: list[Any] = []
        with set_clock(at):
            while given := claim_due(most=500):
                found += [each for each in given if each.user_id == eater.user_id]
        return found

    (claim,) = claims()
    assert claims() == []
    with psycopg.connect(owner_url) as owner:
        owner.execute(
            "UPDATE coaching_due SET claimed_until = now() - interval '1 s' WHERE user_id = %s", [eater.user_id]
        )
    assert claims() == [claim]
    with set_clock(at):
        assert make_due(user_id=claim.user_id, kind=Kind(claim.kind), seen=claim.next_at) is not None
        assert make_due(user_id=claim.user_id, kind=Kind(claim.kind), seen=claim.next_at) is None
    assert claims() == []


def test_leaving_takes_all_of_it_along(eater: Person, owner_url: str) -> None:
    eat(eater, "2026-05-05", 300)
    eater.post("/summaries", {"kind": "daily"})
    eater.patch("/coach/settings", {"daily": False})
    assert eater.delete("/me").status_code == 204
    with psycopg.connect(owner_url) as owner:
        for table in ("coaching_due", "coaching_summary", "coaching_coachsettings"):
            left = owner.execute(f"SELECT count(*) FROM {table} WHERE user_id = %s", [UUID(str(eater.user_id))])
            assert left.fetchone() == (0,), table


def test_two_who_ask_for_the_same_summary_at_once_both_get_it() -> None:
    person = Person.register(now="2026-05-20T12:00:00+00:00")

    def ask(key: str) -> int:
        # Each a connection of its own, as two processes have.
        try:
            answer = person.post("/summaries", {"kind": "daily"}, Idempotency_Key=key)
            return int(answer.status_code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as both:
        assert set(both.map(ask, ["one", "other"])) <= {200, 201}
    assert len(person.get("/summaries?kind=daily").json()["items"]) == 1
