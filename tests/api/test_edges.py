"""What surrounds the API: addresses that are not there, the documentation, the clock, the limits, health, headers."""

from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.test import RequestFactory, override_settings

from api.limits import LIMITS, NAMES, Counter, address, check_limit, parse_limits
from fithub.core.errors import TooMany
from tests.people import Person, new_client


@pytest.mark.parametrize(
    "path", ["/api/v1/nothing", "/api/", "/api/v2/me", "/api/v1/entries/", "/api/v1/days/2026-13-01/x"]
)
def test_an_address_that_is_not_there_is_a_problem_too(path: str) -> None:
    answer = new_client().get(path)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "not_found"


def test_the_wrong_method_is_refused(alice: Person) -> None:
    assert alice.send("PUT", "/entries").status_code == 405


def test_the_documentation_is_served_from_here_alone() -> None:
    page = new_client().get("/api/v1/docs")
    assert page.status_code == 200
    assert b"http" not in page.content.replace(b"http://testserver", b"")
    assert new_client().get("/api/v1/openapi.json").json()["info"]["title"] == "FitHub"


def test_alive_and_ready() -> None:
    assert new_client().get("/healthz").json() == {"status": "ok"}
    ready = new_client().get("/readyz")
    assert (ready.status_code, ready.json()) == (200, {"checks": {"database": "ok", "redis": "ok"}})


def test_every_answer_has_an_id_and_keeps_to_itself(alice: Person) -> None:
    answer = alice.get("/me", X_Request_ID="mine-1")
    assert answer.headers["X-Request-ID"] == "mine-1"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert len(alice.get("/me").headers["X-Request-ID"]) == 36


@pytest.mark.parametrize("now", ["yesterday", "2026-05-05", "2026-05-05T10:00:00"])
def test_a_test_clock_that_is_no_time_is_refused(alice: Person, now: str) -> None:
    assert alice.get("/me", X_Test_Now=now).json()["code"] == "test_clock_invalid"


def test_limits_are_read_strictly() -> None:
    assert parse_limits("draft=2/m, message=10/d") == {"draft": (2, 60), "message": (10, 86400)}
    for wrong in ("draft", "draft=1", "draft=x/m", "draft=1/w", "draft=-1/m", "writing=1/m"):
        with pytest.raises(Exception, match="FITHUB_RATE_LIMITS"):
            parse_limits(wrong)


def test_too_often_is_refused_with_when_to_come_again(monkeypatch: pytest.MonkeyPatch, alice: Person) -> None:
    monkeypatch.setitem(__import__("api.limits").limits.LIMITS, "few", (2, 3600))
    check_limit("few", alice.email)
    check_limit("few", alice.email)
    with pytest.raises(TooMany) as refused:
        check_limit("few", alice.email)
    assert 0 < refused.value.retry_after <= 3600


def test_counting_goes_on_while_redis_is_away() -> None:
    counter = Counter("redis://127.0.0.1:1/0")
    assert [counter.add("k", 60) for _ in range(3)] == [1, 2, 3]


def test_a_method_that_is_not_taken_is_a_problem_with_those_that_are(alice: Person) -> None:
    answer = alice.delete("/foods")
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "POST"}


def test_behind_our_proxy_people_are_counted_by_their_own_address() -> None:
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "1.2.3.4, 203.0.113.9"}, REMOTE_ADDR="10.0.0.1")
    with override_settings(BEHIND_PROXY=True):
        assert address(request) == "203.0.113.9"
        assert address(RequestFactory().get("/", REMOTE_ADDR="10.0.0.1")) == "10.0.0.1"
    with override_settings(BEHIND_PROXY=False):
        assert address(request) == "10.0.0.1"


def test_naming_one_limit_leaves_the_others_on() -> None:
    assert set(LIMITS) == set(NAMES)
    assert LIMITS["sign_in"] == (100_000, 60)


def test_only_our_hosts_are_answered_for_and_health_by_any() -> None:
    with override_settings(ALLOWED_HOSTS=["fit.example"]):
        for path in ("/", "/api/v1/me", "/api/v1/docs"):
            answer = new_client().get(path, headers={"Host": "other.example"})
            assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")
        assert new_client().get("/api/v1/me", headers={"Host": "fit.example"}).status_code == 401
        assert new_client().get("/healthz", headers={"Host": "10.0.0.7"}).status_code == 200


def test_every_file_of_the_page_has_the_policy_too() -> None:
    for path in ("/", "/index.html", "/static/ninja/swagger-ui.css"):
        assert "default-src 'self'" in new_client().get(path).headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path", ["/static/", "/static/none.css", "/static/%2e%2e/%2e%2e/etc/passwd", "/assets/none.js"]
)
def test_a_file_that_is_not_there_is_a_problem_of_the_real_server_too(live_server_url: str, path: str) -> None:
    assert new_client().get(path).status_code == 404
    with pytest.raises(HTTPError) as refused:
        urlopen(live_server_url + path, timeout=20)
    assert (refused.value.status, refused.value.headers["Content-Type"]) == (404, "application/problem+json")
    refused.value.close()


def test_who_has_the_answer_already_is_told_so(alice: Person) -> None:
    first = alice.get("/me")
    again = alice.get("/me", If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    alice.patch("/me", {"name": "Alice"})
    changed = alice.get("/me", If_None_Match=first.headers["ETag"])
    assert (changed.status_code, changed.json()["name"]) == (200, "Alice")


def test_no_problem_has_an_etag(alice: Person) -> None:
    assert "ETag" not in alice.get("/entries/01990000-0000-7000-8000-000000000000", If_None_Match="*").headers
