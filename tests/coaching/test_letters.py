"""Summaries by mail: for who asks for it, once, and ended by one click."""

import re
from collections.abc import Iterator

import pytest

from tests.coaching.test_summaries import NOON, eat, work
from tests.people import Person, new_client
from tests.post_office import PostOffice, open_post_office
from tests.working import work_for

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


@pytest.fixture
def post_office(monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    with open_post_office(monkeypatch) as office:
        yield office


def test_it_is_mailed_once_and_ended_by_one_click(alice: Person, post_office: PostOffice) -> None:
    alice.headers["X-Test-Now"] = NOON
    work(alice, NOON)
    eat(alice, "2026-05-06", 300)
    alice.patch("/coach/settings", {"mail_daily": True})
    work(alice, "2026-05-07T07:00:00Z")
    work_for(alice)
    (letter,) = post_office.received
    (summary,) = alice.get("/summaries").json()["items"]
    assert letter["Subject"] == summary["title"] == "Your Wednesday, 6 May"
    assert summary["mailed_at"]
    plain, html = (letter.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert html is not None
    for sentence in summary["sentences"]:
        assert sentence["text"] in plain.get_content()
    assert "<h1>Your Wednesday, 6 May</h1>" in html.get_content()
    path = "/unsubscribe/" + letter["List-Unsubscribe"].strip("<>").rpartition("/unsubscribe/")[2]
    asked = new_client().get(path)
    assert (asked.status_code, b"<form" in asked.content) == (200, True)
    assert alice.get("/coach/settings").json()["mail_daily"] is True, "looking ends nothing"
    ended = new_client().post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert ended.status_code == 200
    assert new_client().post(path).status_code == 200
    settings = alice.get("/coach/settings").json()
    assert (settings["mail_daily"], settings["daily"]) == (False, True)
    eat(alice, "2026-05-07", 300)
    work(alice, "2026-05-08T07:00:00Z")
    work_for(alice)
    assert len(post_office.received) == 1


def test_nobody_gets_mail_unasked(alice: Person, post_office: PostOffice) -> None:
    alice.headers["X-Test-Now"] = NOON
    work(alice, NOON)
    eat(alice, "2026-05-06", 300)
    work(alice, "2026-05-07T07:00:00Z")
    assert work_for(alice) == []
    assert post_office.received == []


@pytest.mark.parametrize("token", ["nonsense", "WyJhIiwiZGFpbHkiXQ:1abc:xyz"])
def test_a_made_up_address_ends_nothing(token: str) -> None:
    for send in (new_client().get, new_client().post):
        answer = send(f"/unsubscribe/{token}")
        assert answer.status_code == 404
        assert re.search(rb"ends no letters", answer.content)
