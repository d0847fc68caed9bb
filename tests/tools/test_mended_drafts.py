"""A draft is mended by its tool: a food is left out of it, and all of it moved."""

from typing import Any

import pytest

from fithub.core.errors import InvalidInput
from tests.people import Person
from tests.tools.running import Run


@pytest.fixture
def run(alice: Person) -> Run:
    alice.headers["X-Test-Now"] = "2026-05-05T12:30:00Z"
    alice.patch("/me", {"autonomy": "always_ask"})
    return Run.begin(alice)


def drafted(run: Run, text: str) -> dict[str, Any]:
    (draft,) = run.call("log_meal", items=[{"text": text}])["drafts"]
    return draft


def test_a_food_is_left_out(run: Run) -> None:
    draft = drafted(run, "a banana, a boiled egg and 10 g butter")
    (less,) = run.call("edit_draft", draft_id=draft["id"], item=2, drop=True)["drafts"]
    assert [item["text"] for item in less["items"]] == ["a banana", "10 g butter"]


def test_the_only_food_is_not(run: Run) -> None:
    draft = drafted(run, "a banana")
    with pytest.raises(InvalidInput) as caught:
        run.call("edit_draft", draft_id=draft["id"], drop=True)
    assert caught.value.errors[0].code == "draft_would_be_empty"


def test_what_is_left_out_has_no_other_amount(run: Run) -> None:
    draft = drafted(run, "a banana and a boiled egg")
    with pytest.raises(InvalidInput) as caught:
        run.call("edit_draft", draft_id=draft["id"], item=2, drop=True, quantity=2)
    assert caught.value.code == "arguments_invalid"


def test_it_moves_to_another_time(run: Run) -> None:
    draft = drafted(run, "a banana and a boiled egg")
    run.call("edit_draft", draft_id=draft["id"], local_time="08:00", slot="breakfast")
    kept = run.person.get(f"/drafts/{draft['id']}").json()
    assert {(item["local_time"][:5], item["slot"]) for item in kept["items"]} == {("08:00", "breakfast")}
