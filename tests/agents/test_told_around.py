"""What is told around what was had or done: shares nobody knows, supplements, cheers, and the day that it was not, offline."""

import pytest

from tests.agents.chat import Chat, amounts
from tests.people import Person


@pytest.fixture
def chat(alice: Person) -> Chat:
    return Chat.begin(alice)


@pytest.mark.parametrize(
    "said",
    [
        "three of us shared a big lasagne, I had a decent chunk of it",
        "we shared a large lasagne between five, and I got a fair helping of it",
        "my wife and I split a lasagne, I ate a massive lump of it",
    ],
)
def test_a_vague_share_of_a_dish_is_asked_about_once(chat: Chat, said: str) -> None:
    chat.say(said)
    (draft,) = chat.person.get("/drafts").json()["items"]
    (item,) = draft["items"]
    assert "Lasagna" in str(item)
    assert amounts(chat.person) == {}


def test_a_share_that_is_told_is_logged(chat: Chat) -> None:
    chat.say("shared a lasagne with Tom, I had two slices of it")
    assert list(amounts(chat.person)) == ["lasagna"]


@pytest.mark.parametrize(
    "said",
    [
        "took my iron tablet as always, with 100 g of banana",
        "took creatine with 100 g of banana",
        "I took my metformin and had 100 g of banana",
        "had my multivitamin this morning with 100 g of banana",
    ],
)
def test_a_supplement_hides_no_food(chat: Chat, said: str) -> None:
    chat.say(said)
    assert amounts(chat.person) == {"banana": 100}


@pytest.mark.parametrize("said", ["took my vitamins", "took my iron tablet as always", "took creatine with my coach"])
def test_a_supplement_alone_is_nothing_eaten(chat: Chat, said: str) -> None:
    chat.say(said)
    assert amounts(chat.person) == {}


@pytest.mark.parametrize(
    "said",
    [
        "Absolutely smashed it at the boxing club: 45 min rowing",
        "great session at spinning: 45 minutes rowing",
        "best thing ever: 45 min of rowing",
    ],
)
def test_a_cheer_hides_no_activity(chat: Chat, said: str) -> None:
    chat.say(said)
    (activity,) = chat.person.get("/activities?from=2026-05-05&to=2026-05-05").json()["items"]
    assert (activity["name"].lower(), float(activity["minutes"])) == ("rowing", 45)


@pytest.mark.parametrize(
    "said",
    [
        "the banana was yesterday, not today",
        "I had the banana yesterday, not today",
        "the banana wasn't today, it was yesterday",
        "no, I ate the banana yesterday and not today",
    ],
)
def test_the_day_that_is_denied_is_where_it_stands(chat: Chat, said: str) -> None:
    chat.say("a banana and a boiled egg")
    chat.say(said)
    assert amounts(chat.person) == {"egg": 50}
    day = chat.person.get("/days/2026-05-04").json()
    assert "anana" in str(day)
