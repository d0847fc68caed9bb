"""What cannot be used is refused in the one problem format, whatever it is; nothing a client sends makes a 500."""

import base64
import json
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.people import PASSWORD, Person, new_client

ODD: tuple[Any, ...] = (
    *(None, True, 0, -1, 1e9, 1e308, 10**30, float("nan"), float("inf"), [], {}, [[]], "", " ", "\x00", "\ud800", "😀"),
    *("NaN", "1e400", "1e-999999", "9" * 5000, "0001-01-01", "9999-12-31", "24:00", "23:59:60", "a" * 9000, "%s", "'"),
)
VALUES = st.sampled_from(ODD) | st.text(max_size=10) | st.floats() | st.integers()
NAMES = (
    "food_id",
    "grams",
    "quantity",
    "unit",
    "local_date",
    "local_time",
    "slot",
    "text",
    "items",
    "nutrients",
    "name",
)
BODIES = st.recursive(
    VALUES,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=3), inner),
    max_leaves=5,
)
WRITTEN = ("/entries", "/drafts", "/foods", "/targets", "/changes/undo", "/auth/register", "/auth/token")


def cursor(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def is_problem(answer: Any, *statuses: int) -> bool:
    return answer.status_code in statuses and answer.headers["Content-Type"] == "application/problem+json"


@pytest.fixture(scope="module")
def writer() -> Person:
    return Person.register()


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(path=st.sampled_from(WRITTEN), body=BODIES)
def test_no_body_makes_a_500(writer: Person, path: str, body: Any) -> None:
    answer = writer.post(path, body)
    assert answer.status_code in {200, 201} or is_problem(answer, 400, 401, 404, 409, 422)


@pytest.mark.parametrize("path", ["/entries?cursor=", "/drafts?cursor=", "/changes?cursor=", "/foods?q=egg&cursor="])
@pytest.mark.parametrize(
    "text", ["[1e999]", "[NaN]", "[null]", "[{}]", "[[]]", "{}", "5", "[" * 40_000, '["2026-01-01","10:00",7]']
)
def test_a_cursor_that_is_none_of_ours_is_refused(writer: Person, path: str, text: str) -> None:
    answer = writer.get(path + cursor(text))
    assert is_problem(answer, 422)
    assert answer.json()["code"] == "cursor_invalid"


def test_a_filter_with_a_nul_and_a_thousand_filters_are_refused(writer: Person) -> None:
    assert is_problem(writer.get("/entries?source=%00"), 422)
    assert is_problem(writer.get("/entries?" + "a=1&" * 1001), 400)


@pytest.mark.parametrize("path", ["/auth/register", "/auth/token"])
def test_a_password_with_half_a_surrogate_pair_is_refused(path: str) -> None:
    body = b'{"email": "half@example.org", "password": "half \\ud800 a pair"}'
    assert is_problem(new_client().post(f"/api/v1{path}", body, content_type="application/json"), 422)


def test_a_name_that_cannot_be_written_goes_back_as_it_came(writer: Person) -> None:
    answer = writer.post("/targets", b'{"nutrients": {"\\ud800": {"min": 1}}}')
    assert is_problem(answer, 422)
    assert answer.json()["errors"][0]["field"] == "nutrients.\ud800"


@pytest.mark.parametrize("number", [0, 86400, "0", "20260505", "2026-05-05T00:00:00Z"])
def test_a_number_is_no_date(writer: Person, number: Any) -> None:
    food = writer.get("/foods?q=egg&limit=1").json()["items"][0]["id"]
    assert is_problem(writer.post("/entries", {"food_id": food, "grams": 100, "local_date": number}), 422)
    assert is_problem(writer.get(f"/days/{quote(str(number))}"), 422)


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_target_begins_on_a_day_somebody_may_eat(writer: Person, day: str) -> None:
    answer = writer.post("/targets", {"effective_from": day, "nutrients": {"protein_g": {"min": 50}}})
    assert (answer.status_code, answer.json()["code"]) == (422, "date_out_of_range")


def test_a_target_is_kept_to_the_thousandth(writer: Person) -> None:
    answer = writer.post("/targets", {"nutrients": {"protein_g": {"min": "50.12345"}}})
    assert answer.json()["nutrients"] == {"protein_g": {"min": 50.123}}


def test_a_serving_of_next_to_nothing_is_refused(writer: Person) -> None:
    serving = {"grams": 1e-30, "nutrients": {"energy_kcal": 500}}
    assert is_problem(writer.post("/foods", {"name": "Nothing", "serving": serving}), 422)


@pytest.mark.parametrize("now", ["0001-01-01T00:00:00+10:00", "0001-01-01T00:00:00Z", "9999-12-31T23:00:00-05:00"])
def test_a_test_clock_at_the_ends_of_time_is_refused(writer: Person, now: str) -> None:
    assert writer.get("/me", X_Test_Now=now).json()["code"] == "test_clock_invalid"


def test_a_token_that_outlived_its_account_writes_nothing(alice: Person) -> None:
    assert alice.delete("/me").status_code == 204
    for path, body in (
        ("/foods", {"name": "Soup", "nutrients_per_100g": {"energy_kcal": 50}}),
        ("/conversations", {}),
        ("/drafts", {"text": "an egg"}),
    ):
        answer = alice.post(path, body, Idempotency_Key="late")
        assert (answer.status_code, answer.json()["code"]) == (401, "account_gone"), path
    again = {"email": alice.email, "password": PASSWORD}
    assert is_problem(new_client().post("/api/v1/auth/token", json.dumps(again), content_type="application/json"), 401)
