"""What people say of being pregnant, nursing or under 18 counts in the floors, wherever they said it."""

from datetime import UTC, datetime, timedelta
from time import perf_counter

import pytest

from fithub.accounts.told import Told
from fithub.coaching.models import Turn
from fithub.coaching.told import Word, takes_back, told_in
from fithub.core.ownership import acting_as
from tests.agents.chat import Chat
from tests.people import Person

PREGNANT, NURSING, MINOR = Told(pregnant=True), Told(nursing=True), Told(minor=True)
NOTHING = Told()
NOW = datetime(2026, 5, 5, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("I'm pregnant", PREGNANT),
        ("im 14 weeks pregnant and so hungry", PREGNANT),
        ("I am expecting, due in October", PREGNANT),
        ("We're having twins!", PREGNANT),
        ("i'm due in september", PREGNANT),
        ("lots of iron in my pregnancy please", PREGNANT),
        ("two lines on the test this morning!", PREGNANT),
        ("I'm pregnant, let me know if brie is fine", PREGNANT),
        ("tell me if I should eat less, I'm pregnant", PREGNANT),
        ("transfer worked, I'm 6 weeks!!", PREGNANT),
        ("I'm five months and two weeks pregnant", PREGNANT),
        ("I'm not well. I'm pregnant.", PREGNANT),
        ("I'm breastfeeding my baby girl", NURSING),
        ("I am a nursing mother of two", NURSING),
        ("still breast-feeding at night", NURSING),
        ("I'm no longer pregnant. I'm breastfeeding now.", NURSING),
        ("I'm 15", MINOR),
        ("I'm in year 9", MINOR),
        ("i just turned 16!", MINOR),
        # Not of themselves, not so, not now.
        ("my wife is pregnant", NOTHING),
        ("I'm so happy my sister is pregnant", NOTHING),
        ("I am cooking for my pregnant wife", NOTHING),
        ('she said "I\'m pregnant" and I dropped my toast', NOTHING),
        ("I'm not pregnant", NOTHING),
        ("I'm trying to get pregnant", NOTHING),
        ("am I pregnant?", NOTHING),
        ("two lines on the test, covid it is", NOTHING),
        ("I used to breastfeed at this hour", NOTHING),
        ("wish I was pregnant", NOTHING),
        ("I'm 6 weeks into the program", NOTHING),
        ("if I'm pregnant, can I eat brie?", NOTHING),
        ("I look like I'm pregnant after that burrito", NOTHING),
        ("when i was pregnant i craved gherkins", NOTHING),
        ("I'm expecting a parcel", NOTHING),
        ("I was expecting more protein", NOTHING),
        ("since my pregnancy I hate coffee", NOTHING),
        ("nursing a coffee and a croissant", NOTHING),
        ("I stopped breastfeeding in March", NOTHING),
        ("my son is 15", NOTHING),
        ("I'm 15 and a half stone", NOTHING),
        ("I'm 12 kg over", NOTHING),
        ("fed the baby, then had toast", NOTHING),
    ],
)
def test_what_somebody_says_of_themselves(said: str, told: Told) -> None:
    assert told_in([Word(said)]) == told


@pytest.mark.parametrize(
    ("noted", "told"),
    [
        ("Pregnant, due in October", PREGNANT),
        ("is 20 weeks pregnant", PREGNANT),
        ("User is breastfeeding a 3 month old", NURSING),
        ("Breastfeeding", NURSING),
        ("my wife is pregnant", NOTHING),
        ("sister is pregnant, no brie for her", NOTHING),
        ("not pregnant any more", NOTHING),
    ],
)
def test_a_note_is_of_the_person(noted: str, told: Told) -> None:
    assert told_in([Word(noted, noted=True)]) == told


def test_the_newest_word_counts_and_a_pregnancy_ends_with_its_time() -> None:
    assert told_in([Word("I'm pregnant"), Word("I'm not pregnant any more")]) == NOTHING
    assert told_in([Word("I'm pregnant"), Word("gave birth on Monday, I'm breastfeeding")]) == NURSING
    assert told_in([Word("I'm pregnant", at=NOW - timedelta(days=200))], now=NOW) == PREGNANT
    assert told_in([Word("I'm pregnant", at=NOW - timedelta(days=300))], now=NOW) == NOTHING
    assert told_in([Word("we're expecting our second")], may_carry=False) == NOTHING


def test_what_is_taken_back() -> None:
    assert takes_back("I'm not pregnant any more, so what about a deficit")
    assert takes_back("we stopped breastfeeding")
    assert not takes_back("I'm no longer pregnant, I'm breastfeeding")
    assert not takes_back("a target please")


def test_a_memory_keeps_targets_and_goals_from_being_set(alice: Person) -> None:
    _is_grown(alice)
    kept = alice.post("/memories", {"kind": "medical", "text": "I'm pregnant"})
    assert kept.status_code == 201
    target = alice.post("/targets", {"nutrients": {"energy_kcal": {"target": 1800}}})
    assert (target.status_code, target.json()["code"]) == (422, "target_unsafe")
    assert "by what you told me" in target.json()["detail"]
    goal = alice.post("/goals", {"kind": "weight_loss", "target_value": 68})
    assert (goal.status_code, goal.json()["code"]) == (422, "goal_unsafe")
    assert alice.delete(f"/memories/{kept.json()['id']}").status_code in {200, 204}
    assert alice.post("/targets", {"nutrients": {"energy_kcal": {"target": 1800}}}).status_code == 201


def test_a_message_does_and_the_next_one_takes_it_back(alice: Person) -> None:
    _is_grown(alice)
    Chat.begin(alice).say("two boiled eggs, I'm breastfeeding so I'm always hungry")
    low = alice.post("/targets", {"nutrients": {"energy_kcal": {"target": 2000}}})
    assert (low.status_code, low.json()["code"]) == (422, "target_unsafe")
    assert "Making milk takes about 400 kcal" in low.json()["detail"]
    Chat.begin(alice).say("I'm not breastfeeding any more")
    assert alice.post("/targets", {"nutrients": {"energy_kcal": {"target": 2000}}}).status_code == 201


def test_a_day_tells_that_its_targets_are_not_safe_by_what_was_told(alice: Person) -> None:
    alice.headers["X-Test-Now"] = NOW.isoformat()
    _is_grown(alice)
    assert alice.post("/targets", {"nutrients": {"energy_kcal": {"target": 1600}}}).status_code == 201
    assert alice.get(f"/days/{NOW.date()}").json()["targets_warning"] is None
    Chat.begin(alice).say("two boiled eggs, I'm pregnant and always hungry")
    warned = alice.get(f"/days/{NOW.date()}").json()["targets_warning"]
    assert "no energy target during a pregnancy" in warned
    assert "by what you told me" in warned
    Chat.begin(alice).say("I'm not pregnant any more")
    assert alice.get(f"/days/{NOW.date()}").json()["targets_warning"] is None


def test_of_two_messages_in_one_moment_the_later_counts(alice: Person) -> None:
    _is_grown(alice)
    first = Chat.begin(alice).say("two boiled eggs, I'm breastfeeding so I'm always hungry")
    Chat.begin(alice).say("I'm not breastfeeding any more")
    with acting_as(alice.user_id):  # a row that is written again may be read last
        assert Turn.objects.filter(id=first["turn_id"]).update(key="again") == 1
    assert alice.post("/targets", {"nutrients": {"energy_kcal": {"target": 2000}}}).status_code == 201


def test_what_somebody_else_said_is_not_theirs(alice: Person, bob: Person) -> None:
    _is_grown(bob)
    alice.post("/memories", {"kind": "medical", "text": "I'm pregnant"})
    assert bob.post("/targets", {"nutrients": {"energy_kcal": {"target": 1800}}}).status_code == 201


def test_nobody_is_asked_of_a_loss_in_another_conversation(alice: Person) -> None:
    _is_grown(alice)
    Chat.begin(alice).say("remember that I'm expecting, due in October")
    answer = Chat.begin(alice).say("make a goal to lose 5 kg till august")
    assert "During pregnancy and nursing I help nobody to eat less" in answer["message"]["text"]


def _is_grown(person: Person) -> None:
    person.patch("/me", {"sex": "female", "birth_date": "1993-04-14", "height_cm": 167})
    person.post("/measurements", {"metric": "weight_kg", "value": 72, "unit": "kg"})


@pytest.mark.parametrize(
    "text", ["im ", "i am so ", "not a ", "my ", "two lines on the test ", "pregnan", "expecting a baby, "]
)
def test_a_long_text_is_read_in_a_moment(text: str) -> None:
    begun = perf_counter()
    told_in([Word(text * 4000, noted=True)])
    assert perf_counter() - begun < 2
