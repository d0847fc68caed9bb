"""Plain ways to tell a meal, and to speak of food that was none of one's own: read as that, whatever the food is."""

from datetime import date, time
from typing import Final

import pytest

from agents.offline.reading import read
from agents.offline.steps import Log
from fithub.core.clock import LocalMoment

NOW: Final = LocalMoment(date(2026, 5, 5), time(19, 30), "Europe/Berlin")
FOODS: Final = ("soup", "2 eggs", "a slice of pizza", "chicken and rice")
EATEN: Final = (
    "{}",
    "had {}",
    "I had {}",
    "I just had {}",
    "ate {}",
    "I ate {} today",
    "had {} for lunch",
    "had {} last night",
    "{} for dinner",
    "for breakfast I had {}",
    "this morning I had {}",
    "lunch: {}",
    "lunch was {}",
    "log {}",
    "please add {}",
    "add {} to dinner",
    "can you log {}?",
    "could you add {} please",
    "I've eaten {}",
    "we had {} at my mum's",
    "had {} at work",
    "had {} on the train",
    "got {} from the canteen for lunch",
    "grabbed {} on the way home",
    "ok so {} for tea",
    "snacked on {}",
    "finished {}",
    "just finished {} now",
    "and {}",
    "also {}",
    "then {}",
    "yesterday {}",
    "yesterday I ate {}",
    "{} yesterday",
    "{} at 3pm",
    "at 8 I had {}",
    "my dinner was {}",
    "for pudding {}",
    "had {} after the gym",
    "had {} before bed",
    "treated myself to {}",
    "hi, I had {}",
    "morning! {} for breakfast",
    "{} pls",
    "put down {}",
    "note {}",
    "track {}",
    "dinner tonight was {}",
    "{} 😋",
    "Had {} with my wife",
    "my wife and I had {}",
    "today so far: {}",
    "was hungry so I had {}",
    "I was starving, ate {}",
    "ended up having {}",
    "couldn't resist {}",
    "went for {} at the pub",
    "ordered {} and ate it all",
    "made {} and ate it",
    "cooked {} for dinner, ate it all",
    "had {}, was delicious",
    "had {} - so good",
    "{} (homemade)",
    "I think I had {}",
)
NOT_EATEN: Final = (
    "should I have {}?",
    "can I have {} tonight?",
    "is {} healthy?",
    "how many calories in {}",
    "what's in {}",
    "I want {}",
    "I'd love {}",
    "craving {}",
    "I could murder {}",
    "thinking about {}",
    "thinking of having {} later",
    "going to have {} for dinner",
    "will have {} tomorrow",
    "my son had {}",
    "my wife ate {}",
    "the kids had {} for dinner",
    "we're out of {}",
    "buy {}",
    "need to buy {}",
    "bought {} for the week",
    "I don't eat {}",
    "I never eat {}",
    "I hate {}",
    "I love {}",
    "I usually have {} for breakfast",
    "I always have {}",
    "I didn't have {}",
    "didn't eat {} today",
    "no {} for me today",
    "I skipped {}",
    "almost had {}",
    "I nearly ate {}",
    "I wish I had {}",
    "if I had {} would that be ok",
    "would {} fit my macros?",
    "suggest something like {}",
    "recipe for {}",
    "how do I make {}",
    "cooking {} now",
    "making {} for the kids",
    "what about {}?",
    "is {} better than pizza?",
    "plan {} for tomorrow",
    "remind me to eat {}",
    "{} costs 5 euros",
    "{} looks good",
    "{} is gross",
    "my friend recommends {}",
    "they served {} but I had none",
    "ordered {}, waiting for it",
    "{} tomorrow",
    "next week {}",
    "someone left {} on my desk",
    "do you like {}?",
    "tell me about {}",
    "I was offered {} and said no",
    "I used to eat {}",
    "when I was a kid I ate {}",
    "I'd rather have {}",
    "maybe {} later",
    "I might have {}",
    "delete {}",
    "remove {}",
    "I'm allergic to {}",
    "don't log {}",
    "I dropped {} on the floor",
    "gave {} to the dog",
    "my plate had {} but I left it",
    "last year I ate {} every day",
)


@pytest.mark.parametrize("frame", EATEN)
def test_a_meal_is_read_as_one(frame: str) -> None:
    missed = [food for food in FOODS if not any(isinstance(step, Log) for step in read(frame.format(food), NOW))]
    assert missed == []


@pytest.mark.parametrize("frame", NOT_EATEN)
def test_what_was_not_eaten_is_written_nowhere(frame: str) -> None:
    written = [
        food
        for food in FOODS
        if any(isinstance(step, Log) and not step.unsure for step in read(frame.format(food), NOW))
    ]
    assert written == []
