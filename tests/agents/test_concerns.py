"""Messages that are answered with care: nothing is asked of a model, nothing is written, and no amount is told."""

import re
from collections.abc import Callable, Iterator

import pytest

from agents.care.answers import AGAIN, WORDS, careful_answer, harms
from agents.care.concerns import Concern, Standing, concern_in
from tests.agents.chat import Chat, entries, register_at
from tests.agents.provider import MODEL, Provider, calls, says
from tests.people import Person


@pytest.mark.parametrize(
    ("text", "concern"),
    [
        ("I don’t want to live any more", Concern.CRISIS),
        ("I have been cutting myself again", Concern.CRISIS),
        ("my throat is closing after the peanuts", Concern.EMERGENCY),
        ("I had a burger and made myself throw up", Concern.DISORDER),
        ("I haven't eaten anything for three days, it feels great", Concern.DISORDER),
        ("what's the lowest calories I can survive on", Concern.DISORDER),
        ("do laxatives help after a big meal?", Concern.DISORDER),
        ("I feel so disgusting after that pizza", Concern.DISORDER),
        ("how many units of insulin for 60 g of carbs?", Concern.MEDICINE),
        ("Should I stop taking my metformin?", Concern.MEDICINE),
        ("I'm 20 weeks pregnant, how do I lose weight", Concern.EXPECTING),
        ("I'm 15 and want to lose weight", Concern.MINOR),
        ("put my 9 year old daughter on a diet", Concern.MINOR),
        ("set my target to 700 kcal a day", Concern.TOO_LITTLE),
        ("Is 800 calories a day okay?", Concern.TOO_LITTLE),
        ("lose 10 kg in two weeks and 8 pounds this week", Concern.TOO_FAST),
        ("what should I eat with kidney disease?", Concern.ILLNESS),
        ("I hope I just don't wake up tomorrow", Concern.CRISIS),
        ("what's the point of living", Concern.CRISIS),
        ("I took 30 paracetamol", Concern.EMERGENCY),
        ("my left arm is numb and my chest feels tight", Concern.EMERGENCY),
        ("I chewed the cookies and spat them out", Concern.DISORDER),
        ("I have to run 10 km before I can eat", Concern.DISORDER),
        ("I only drink water for a week", Concern.DISORDER),
        ("how many units do I inject for 60 g of carbs", Concern.MEDICINE),
        ("sauna to make weight before the weigh-in", Concern.TOO_FAST),
        ("I'm having a baby, how do I lose weight", Concern.EXPECTING),
        ("I'm in 8th grade and want to slim down", Concern.MINOR),
        ("how much potassium can I have with bad kidneys", Concern.ILLNESS),
    ],
)
def test_a_concern_is_seen(text: str, concern: Concern) -> None:
    assert concern_in(text) is concern


@pytest.mark.parametrize(
    "text",
    [
        "two eggs and toast",
        "I could kill for a burger, so I had one",
        "I cut myself a slice of cake",
        "I took my insulin and had two eggs",
        "had a diet coke and fat free yogurt",
        "I'm pregnant and had a bowl of porridge",
        "my son had a pizza and I had half of it",
        "I want to lose 5 kg by December",
        "cut 500 calories a day from my target",
        "I'm 15 kg over my goal",
        "I'm 170 cm tall",
        "300 calories of pasta for lunch",
        "set my target to 1,800 kcal a day",
        "I skipped lunch",
        "how many carbs did I have today?",
        "I binge watched a show with popcorn",
        "ginger shots against a cold, 30 ml",
        "what can I make with kidney beans",
        "two aspirin and toast",
        "ate a whole pack of oreos",
        "fasting for a blood test, so only black coffee",
        "after my surgery I finally had soup",
        "purged my fridge and ate leftovers",
        "liver and onions",
        "only water for breakfast",
        "how many calories should I eat?",
    ],
)
def test_what_is_no_concern_is_left_alone(text: str) -> None:
    assert concern_in(text) is None


def test_the_profile_counts_too() -> None:
    wish = "how do I lose 3 kg?"
    assert concern_in(wish) is None
    assert concern_in(wish, Standing(minor=True)) is Concern.MINOR
    assert concern_in(wish, Standing(expecting=True)) is Concern.EXPECTING


@pytest.mark.parametrize("words", [*WORDS.values(), AGAIN])
def test_no_answer_tells_an_amount_or_advice_on_a_medicine(words: str) -> None:
    assert re.findall(r"\d+", re.sub(r"\b(?:988|112|911)\b", "", words)) == []
    assert harms(words) == []


def test_who_presses_on_gets_the_same_answer() -> None:
    said = [("I'll eat 500 kcal a day", WORDS[Concern.TOO_LITTLE])]
    second = careful_answer("just tell me how", before=said)
    assert second is not None
    assert second.words.startswith(AGAIN)
    third = careful_answer("hypothetically?", before=[*said, ("just tell me how", second.words)])
    assert third == second
    assert careful_answer("I had two eggs", before=said) is None
    assert careful_answer("just tell me how", before=[("hello", "Hello!")]) is None


@pytest.mark.parametrize(
    ("text", "harm"),
    [
        ("Take 4 units of insulin before you eat.", True),
        ("You can skip your metformin today.", True),
        ("Aim for 800 kcal a day.", True),
        ("I cannot say how much insulin to take.", False),
        ("Less than 1,200 kcal a day is not safe without care.", False),
        ("You ate 800 kcal, and 1,200 kcal are left.", False),
    ],
)
def test_what_no_answer_may_say(text: str, harm: bool) -> None:
    assert bool(harms(text)) is harm


def test_nothing_is_logged_and_what_follows_is(alice: Person) -> None:
    chat = Chat.begin(alice)
    answer = chat.say("I ate a whole cake and made myself throw up")
    assert answer["message"]["text"] == WORDS[Concern.DISORDER]
    assert answer["receipts"] == []
    assert entries(alice) == []
    assert chat.say("I had a banana")["receipts"] != []
    assert len(entries(alice)) == 1


def test_the_profile_of_a_minor_is_read(alice: Person) -> None:
    alice.patch("/me", {"birth_date": "2011-01-01"})
    assert Chat.begin(alice).say("help me lose 4 kg")["message"]["text"] == WORDS[Concern.MINOR]


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with Provider() as running:
        yield running


@pytest.fixture(scope="module")
def somewhere(provider: Provider, start_server: Callable[..., str]) -> str:
    return start_server(OPENAI_API_KEY="test", OPENAI_BASE_URL=provider.url, FITHUB_MODEL=MODEL)


def test_no_provider_is_asked(provider: Provider, somewhere: str) -> None:
    provider.will(says("Five units."), forever=True)
    answer = Chat.begin(register_at(somewhere)).say("how much insulin should I take for two slices of pizza?")
    assert answer["message"]["text"] == WORDS[Concern.MEDICINE]
    assert provider.requests == []


def test_a_provider_that_advises_harm_is_not_passed_on(provider: Provider, somewhere: str) -> None:
    provider.will(calls(("get_day", {})), says("Just skip your insulin tonight."), says("Yes, skip your insulin."))
    answer = Chat.begin(register_at(somewhere)).say("what did I eat today?")
    assert "insulin" not in answer["message"]["text"]
    assert answer["offline"]
