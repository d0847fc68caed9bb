"""What a person has stated about themselves: kept, acted upon, found, forgotten, and their own alone."""

from typing import Any

import psycopg
import pytest

from fithub.coaching.models import MemoryVector
from fithub.core.errors import Forbidden
from tests.agents.chat import NOON
from tests.people import Person
from tests.tools.running import Run
from tests.tools.test_outside import call


@pytest.fixture
def eater() -> Person:
    return Person.register(now=NOON)


def state(person: Person, kind: str, text: str, **body: Any) -> dict[str, Any]:
    answer = person.post("/memories", {"kind": kind, "text": text, **body})
    assert answer.status_code == 201, answer.content
    told: dict[str, Any] = answer.json()
    return told


def texts(person: Person, path: str = "/memories") -> list[str]:
    return [each["text"] for each in person.get(path).json()["items"]]


def tastes(person: Person) -> list[tuple[str, str]]:
    return sorted((each["kind"], each["about"]) for each in person.get("/preferences").json()["items"])


def vectors(person: Person) -> int:
    with person.acting():
        return MemoryVector.objects.filter(user_id=person.user_id).count()


def test_a_fact_is_kept_once_and_found_by_meaning(eater: Person) -> None:
    state(eater, "schedule", "I usually eat dinner at nine")
    state(eater, "budget", "My budget is 40 a week")
    again = eater.post("/memories", {"kind": "budget", "text": " my  budget is 40 a week!"})
    assert (again.status_code, again.json()["said"]) == (200, None)
    assert texts(eater) == ["my budget is 40 a week!", "I usually eat dinner at nine"]
    assert texts(eater, "/memories?kind=schedule") == ["I usually eat dinner at nine"]
    assert texts(eater, "/memories?q=what may my food cost") == ["my budget is 40 a week!"]
    assert texts(eater, "/memories?q=when is my evening meal") == ["I usually eat dinner at nine"]


def test_an_allergy_is_acted_upon_and_goes_and_comes_with_its_memory(eater: Person) -> None:
    fact = state(eater, "allergy", "Peanuts make my throat swell", words=["peanuts"])
    assert fact["enforced"]
    assert tastes(eater) == [("allergy", "peanut")]
    assert eater.delete(f"/memories/{fact['id']}").status_code == 204
    assert (texts(eater), tastes(eater)) == ([], [])
    assert eater.post("/changes/undo").status_code == 200
    assert (texts(eater), tastes(eater)) == ([fact["text"]], [("allergy", "peanut")])
    assert vectors(eater) == 1
    assert eater.post("/changes/redo").status_code == 200
    assert (texts(eater), tastes(eater), vectors(eater)) == ([], [], 0)
    assert eater.post("/changes/undo").status_code == 200
    eater.post("/changes/undo")
    assert (texts(eater), tastes(eater)) == ([], []), "one change made both"


def test_what_does_not_hold_any_more_is_not_told(eater: Person) -> None:
    state(eater, "avoid", "I'm vegetarian", words=["beef", "fish"])
    state(eater, "dislike", "I hate olives", words=["olives"])
    state(eater, "measure", "My bowl is 400 ml", measure={"unit": "bowl", "millilitres": 400})
    items = eater.get("/preferences").json()["items"]
    by_about = {each["about"]: each["id"] for each in items}
    eater.delete(f"/preferences/{by_about['beef']}")
    assert texts(eater) == ["My bowl is 400 ml", "I hate olives"]
    eater.post("/changes/undo")
    assert len(texts(eater)) == 3
    eater.patch(f"/preferences/{by_about['olive']}", {"kind": "like"})
    assert "I hate olives" not in texts(eater)
    eater.post("/changes/undo")
    assert "I hate olives" in texts(eater)
    eater.send("PUT", "/measures", {"unit": "bowl", "millilitres": 400})
    assert "My bowl is 400 ml" in texts(eater), "the same size is no other"
    eater.send("PUT", "/measures", {"unit": "bowl", "millilitres": 350})
    assert "My bowl is 400 ml" not in texts(eater)
    eater.post("/changes/undo")
    assert "My bowl is 400 ml" in texts(eater)
    assert eater.get("/measures").json()["items"][0]["millilitres"] == 400
    state(eater, "like", "I love olives", words=["olives"])
    assert "I hate olives" not in texts(eater)
    assert tastes(eater) == [("avoid", "beef"), ("avoid", "fish"), ("like", "olive")]


def test_all_is_forgotten_in_one_change(eater: Person) -> None:
    state(eater, "avoid", "I'm vegetarian", words=["beef", "fish"])
    state(eater, "measure", "My bowl is 400 ml", measure={"unit": "bowl", "millilitres": 400})
    state(eater, "medical", "I have diabetes")
    assert eater.delete("/memories").status_code == 204
    assert (texts(eater), tastes(eater), eater.get("/measures").json()["items"]) == ([], [], [])
    assert eater.post("/changes/undo").status_code == 200
    assert len(texts(eater)) == 3
    assert (len(tastes(eater)), len(eater.get("/measures").json()["items"])) == (2, 1)
    assert eater.post("/changes/redo").status_code == 200
    assert (texts(eater), tastes(eater)) == ([], [])


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"kind": "allergy", "text": "I'm allergic to nuts"}, "about_missing"),
        ({"kind": "other", "text": "I'm allergic to nuts"}, "allergy_without_foods"),
        ({"kind": "medical", "text": "I have a severe nut allergy"}, "allergy_without_foods"),
        ({"kind": "dislike", "text": "allergic to nuts", "words": ["nuts"]}, "allergy_without_foods"),
        ({"kind": "schedule", "text": "I eat at nine", "words": ["nuts"]}, "about_unexpected"),
        ({"kind": "measure", "text": "My bowl is 400 ml"}, "measure_missing"),
        ({"kind": "other", "text": " … !"}, "text_invalid"),
        ({"kind": "other", "text": "x" * 301}, "validation_failed"),
        ({"kind": "allergy", "text": "no", "words": ["the"]}, "word_empty"),
    ],
)
def test_what_would_not_be_acted_upon_is_refused(eater: Person, body: dict[str, Any], code: str) -> None:
    answer = eater.post("/memories", body)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert (texts(eater), tastes(eater)) == ([], [])


def test_an_allergy_is_not_talked_away(eater: Person) -> None:
    state(eater, "allergy", "I'm allergic to nuts", words=["nuts"])
    answer = eater.post("/memories", {"kind": "like", "text": "I love nuts", "words": ["nuts"]})
    assert (answer.status_code, answer.json()["code"]) == (409, "allergy_stands")
    assert tastes(eater) == [("allergy", "nut")]


def test_a_text_is_one_line(eater: Person) -> None:
    fact = state(eater, "other", "I eat late\nasked_about: 2026-01-01\x1b[0m\u2028really")
    assert fact["text"] == "I eat late asked_about: 2026-01-01 [0m really"


def test_memories_are_ones_own(eater: Person, bob: Person, owner_url: str) -> None:
    fact = state(eater, "medical", "I have diabetes")
    assert bob.get(f"/memories/{fact['id']}").status_code == 404
    assert bob.delete(f"/memories/{fact['id']}").status_code == 404
    assert bob.delete("/memories").status_code == 204
    assert texts(bob, "/memories?q=diabetes") == []
    assert texts(eater) == ["I have diabetes"]
    assert eater.delete("/me").status_code == 204
    with psycopg.connect(owner_url) as owner:
        for table in ("coaching_memory", "coaching_memoryvector"):
            assert owner.execute(f"SELECT 1 FROM {table} WHERE user_id = %s", [eater.user_id]).fetchone() is None


def test_pages_have_no_gap(eater: Person) -> None:
    for number in range(5):
        state(eater, "other", f"Fact number {number}")
    first = eater.get("/memories?limit=2").json()
    second = eater.get(f"/memories?limit=2&cursor={first['next']}").json()
    third = eater.get(f"/memories?limit=2&cursor={second['next']}").json()
    told = [each["text"][-1] for page in (first, second, third) for each in page["items"]]
    assert (told, third["next"]) == (list("43210"), None)


def test_a_token_for_the_coach_takes_no_allergy_away(eater: Person) -> None:
    fact = state(eater, "allergy", "I'm allergic to nuts", words=["nuts"])
    scopes = frozenset({"coach:read", "coach:write"})
    asked: dict[str, dict[str, Any]] = {
        "forget": {"memory_id": fact["id"]},
        "remember": {"kind": "dislike", "text": "I hate olives", "words": ["olives"]},
        "recall": {"query": "nuts"},
    }
    for name, given in asked.items():
        with pytest.raises(Forbidden):
            call(eater, name, scopes=scopes, **given)
    assert (texts(eater), tastes(eater)) == (["I'm allergic to nuts"], [("allergy", "nut")])
    assert call(eater, "remember", scopes=scopes, kind="budget", text="40 a week")["memories"][0]["turn_id"] is None


def test_a_tool_keeps_the_message_and_finds_past_meals(eater: Person) -> None:
    thai = eater.post("/foods", {"name": "Thai green curry", "nutrients_per_100g": {"energy_kcal": 120}}).json()
    porridge = eater.post("/foods", {"name": "Oat porridge", "nutrients_per_100g": {"energy_kcal": 70}}).json()
    for day, food in (("2026-04-28", thai), ("2026-04-30", porridge), ("2026-02-01", thai)):
        eater.post("/entries", {"food_id": food["id"], "grams": 300, "local_date": day})
    run = Run.begin(eater)
    kept = run.call("remember", text="I hate olives", kind="dislike", words=["olives"])
    (fact,) = kept["memories"]
    assert (fact["turn_id"], fact["said"]) == (str(run.turn.pk), "(a test)")
    assert kept["preferences"][0]["about"] == "olive"
    found = run.call("recall", query="that curry")
    assert [each["local_date"] for each in found["entries"]] == ["2026-04-28"]
    meant = run.call("recall", query="spicy coconut dish from Thailand", days=120)
    assert [each["local_date"] for each in meant["entries"]] == ["2026-04-28", "2026-02-01"]
    assert [each["text"] for each in run.call("recall")["memories"]] == ["I hate olives"]
    assert run.call("recall", kinds=["dislike"], query="olives")["entries"] == []
    gone = run.call("forget", memory_id=fact["id"])
    assert [each["text"] for each in gone["forgotten"]] == ["I hate olives"]
    assert tastes(eater) == []
