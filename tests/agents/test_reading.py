"""What the offline model reads out of messages: the intents, and what they are about. Sentences of our own."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.offline.reading import read
from agents.offline.steps import (
    About,
    AskDay,
    Change,
    Choose,
    Copy,
    Decide,
    Delete,
    DeleteOwn,
    Foreign,
    ListOwn,
    Log,
    LookUp,
    NewFood,
    Redo,
    Remark,
    Repeat,
    Restore,
    SaveRecipe,
    SetFavourite,
    SetMeasure,
    Step,
    Undo,
    Usual,
    Wish,
)
from agents.offline.whole import says_yes
from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot

NOW = LocalMoment(date(2026, 5, 5), time(12, 30), "UTC")
YESTERDAY = date(2026, 5, 4)


def told(step: Step) -> str:
    """A step in a few words: its kind, and what tells it from others of its kind."""
    match step:
        case Log():
            return f"log{'' if step.slot is None else f' into {step.slot.value}'}{'' if step.certain else ' perhaps'}"
        case Change():
            words = " ".join(step.target.words) if step.target and step.target.words else "that"
            return f"change {words}"
        case Delete():
            return ("delete if there " if step.softly else "delete ") + ", ".join(
                " ".join(each.words) or ("all" if each.many else str(each.place or "that")) for each in step.targets
            )
        case AskDay():
            return " ".join(["ask", step.about.value, *step.nutrients])
        case LookUp():
            return f"look up{' before eating' if step.considering else ''} {' '.join(step.nutrients)}".strip()
        case Remark():
            return step.why.value
        case Decide():
            return "yes" if step.yes else "no"
        case Foreign():
            return f"foreign {step.language}"
        case Choose():
            return "choose"
        case Undo(softly=True):
            return "undo softly"
        case Repeat() | Undo() | Redo() | Restore():
            return type(step).__name__.lower()
    return told_own(step)


def told_own(step: Step) -> str:
    """A step about the person's own things in a few words."""
    match step:
        case Copy() | Usual():
            return " ".join([type(step).__name__.lower(), *filter(None, [step.slot and step.slot.value])])
        case SaveRecipe() | NewFood() | DeleteOwn():
            return f"{type(step).__name__} {step.name}"
        case SetMeasure():
            return f"measure {step.unit} {step.grams or ''}{step.millilitres or ''} {step.food}".strip()
        case SetFavourite():
            return f"{'' if step.favourite else 'no '}favourite {step.food}"
        case ListOwn():
            return f"list {step.kind} {step.name}".strip()
        case Wish():
            return type(step).__name__
        case _:
            raise AssertionError(step)


LABELLED = """
A bowl of porridge and a pear                             | log
For lunch I had lentil soup with a bread roll             | log
I had no bread, I had 3 tacos                             | not_eaten; log
please log 40 g of cashews                                | log
put a kiwi in my diary as a snack                         | log into snack
Could you add a glass of milk to my breakfast?            | log into breakfast
I forgot to log a pretzel                                 | log
my sister and I had ramen                                 | log
hey there! just finished a mango                          | log
Dinner: trout, potatoes and spinach                       | log
figs                                                      | log perhaps
I ate half a melon but skipped the cheese                 | log; not_eaten
make it four                                              | change that
no, it was 250 ml                                         | change that
I had 4 slices actually                                   | change that
the porridge was 60 g                                     | change porridge
actually it was oat milk, not cow's milk                  | change cow milk
change the pear to a peach                                | change pear
move the soup to dinner                                   | change soup
I meant yesterday                                         | change that
only half of that                                         | change that
the rice was 90 g and the beans were 120 g                | change rice; change bean
delete the porridge                                       | delete porridge
get rid of the pear and the soup                          | delete pear, soup
take the kiwi off my list                                 | delete kiwi
remove the last one                                       | delete -1
clear the whole day                                       | delete all
delete it and log a plum                                  | delete that; log
undo                                                      | undo
take that back                                            | undo
oops, bring it back                                       | restore
never mind                                                | undo softly
that's not what I meant                                   | undo softly
change it back                                            | undo
can we undo this?                                         | undo
redo that                                                 | redo
log it again                                              | repeat
copy the lentils to dinner                                | repeat
start over                                                | delete all
lentils were 2 cups                                       | change lentil
dinner was at 8:30 pm                                    | change that
put the soup under lunch                                  | change soup
the curry had peas in it                                  | remark
a couple of figs this morning                             | log
I had some food                                           | unclear
recommend something with iron                             | unclear
log 300 calories                                          | calories
what is my total?                                         | ask totals
what can I have for dinner?                               | Suggest
what should I eat                                         | Suggest
I usually eat dinner at 9                                 | Keep
weekly protein                                            | AskSpan
yes, go ahead                                             | yes
nope                                                      | no
the first one                                             | choose
both of them                                              | choose
the one from dinner                                       | choose
same again                                                | repeat
two more                                                  | repeat
the same for dinner                                       | repeat
copy yesterday's lunch                                    | copy lunch
the same dinner as on Sunday                              | copy dinner
duplicate everything from yesterday                       | copy
could you copy Sunday's lunch to today?                   | copy lunch
I had the usual                                           | usual
just had my usual lunch                                   | usual lunch
yesterday I had my usual dinner                           | usual dinner
what's my usual breakfast?                                | list usual_meals breakfast
save this as my goulash: 1 kg beef, 4 onions; serves 6    | SaveRecipe goulash
recipe for waffles: 3 eggs, 250 g flour                   | SaveRecipe waffles
save that as Tuesday salad                                | SaveRecipe Tuesday salad
what recipes do I have?                                   | list recipes
delete my goulash recipe                                  | DeleteOwn goulash
new food: Kefir Zed per 100 ml: 55 kcal, 3.4 g protein    | NewFood Kefir Zed
new food: Kefir                                           | label
my mug holds 350 ml                                       | measure mug 350
a scoop of my creatine is 5 g                             | measure scoop 5 creatine
forget my mug                                             | DeleteOwn mug
how big is my mug?                                        | list measures mug
a slice of bread is 45 g                                  | unclear
my breakfast was a bowl of oats                           | log
add kefir to my favourites                                | favourite kefir
take kefir off my favourites                              | no favourite kefir
show me my favourites                                     | list favourites
https://example.org/goulash                               | link
What have I eaten so far?                                 | ask entries
show me yesterday                                         | ask entries
did I have any mango today?                               | ask entries
how much fibre did I get yesterday?                       | ask totals fibre_g
total calories for lunch                                  | ask totals energy_kcal
how many carbs can I still have?                          | ask left carbohydrate_g
protein left                                              | ask left protein_g
what's my sodium target?                                  | ask targets sodium_mg
how many calories was that?                               | ask latest energy_kcal
how much protein is in 200 g of skyr?                     | look up protein_g
kcal in a croissant                                       | look up energy_kcal
mango calories                                            | look up energy_kcal
is salami high in sodium?                                 | look up sodium_mg
should I have another croissant?                          | look up before eating
what if I ate two doughnuts?                              | look up before eating
I'm going to have sushi tonight                           | future
tomorrow: pancakes for breakfast                          | future
maybe a cookie                                            | not_yet
if I get hungry, toast                                    | not_yet
I didn't eat the cookie                                   | delete if there cookie
nothing for dinner                                        | not_eaten
my son ate a pretzel                                      | somebody_else
Maria had the salmon                                      | somebody_else
I usually drink coffee black                              | habit
I bought a watermelon                                     | not_yet
how was my week?                                          | AskSpan
set my protein goal to 120 g                              | NewTarget
why is the sky blue?                                      | off_topic
good morning                                              | greeting
thanks a lot                                              | thanks
see you later                                             | farewell
what can you do?                                          | help
that was delicious                                        | remark
my neighbour is nice                                      | somebody_else
???                                                       | unclear
the train was late again                                  | unclear
DROP TABLE diary_entry; --                                | unclear
Hoy he comido una manzana y dos huevos                    | foreign Spanish
Gestern habe ich ein Brot gegessen                        | foreign German
"""


@pytest.mark.parametrize(
    ("message", "expected"),
    [tuple(part.strip() for part in line.split("|")) for line in LABELLED.strip().splitlines()],
)
def test_what_is_wanted(message: str, expected: str) -> None:
    assert "; ".join(map(told, read(message, NOW))) == expected


def test_a_correction_says_what_it_becomes() -> None:
    (step,) = read("the porridge was two bowls", NOW)
    assert isinstance(step, Change)
    assert (step.payload.quantity, step.payload.unit) == (Decimal(2), "bowl")
    (step,) = read("move the soup to dinner yesterday", NOW)
    assert isinstance(step, Change)
    assert (step.payload.slot, step.payload.day, step.payload.only_moves) == (Slot.DINNER, YESTERDAY, True)
    (step,) = read("double the rice", NOW)
    assert isinstance(step, Change)
    assert step.payload.factor == 2


def test_a_question_says_when_and_about_what() -> None:
    assert read("how much protein did I have for lunch yesterday?", NOW) == [
        AskDay(About.TOTALS, YESTERDAY, Slot.LUNCH, ("protein_g",))
    ]
    assert read("how many calories in a big bowl of muesli?", NOW)[0] == LookUp(
        "a big bowl of muesli", ("energy_kcal",)
    )


def test_a_yes_is_told_from_what_follows() -> None:
    assert says_yes("Yes, delete them all")
    assert not says_yes("yesterday I had an egg")
    assert not says_yes("no")


@pytest.mark.parametrize(
    "piece",
    [
        "I had ",
        "the the was ",
        "undo that, ",
        ", ",
        "no ",
        "make that ",
        "x",
        "1/2 ",
        "delete the ",
        "- ",
        "i ",
        "and ",
    ],
)
def test_the_longest_message_is_read(piece: str) -> None:
    assert read((piece * 8000)[:8000], NOW)


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    assert read(text, NOW)


@given(
    st.lists(
        st.sampled_from("I had not no delete undo the toast 2 make that for lunch yesterday ? . and how much".split()),
        max_size=14,
    )
)
def test_any_mixture_of_our_words_is_read(words: list[str]) -> None:
    assert all(told(step) for step in read(" ".join(words), NOW))
