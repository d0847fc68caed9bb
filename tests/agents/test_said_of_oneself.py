"""What people say of their allergies, tastes and facts, of what they ate before, and of what to eat; and what"
" only sounds like it."""

import pytest

from tests.agents.chat import NOON
from tests.agents.phrasings import try_all
from tests.people import Person

TASTES = """
I'm allergic to kiwi btw                             | remember kind=allergy words=~kiwi
btw I'm allergic to kiwi                             | remember kind=allergy words=~kiwi
just so you know, I'm allergic to kiwi               | remember kind=allergy words=~kiwi
FYI I'm allergic to kiwi                             | remember kind=allergy words=~kiwi
I'm allergic to kiwi, just so you know               | remember kind=allergy words=~kiwi
I've got a nut allergy                               | remember kind=allergy words=~nut
I have a sesame allergy by the way                   | remember kind=allergy words=~sesame
allergic to shellfish                                | remember kind=allergy words=~shellfish
I can't eat gluten                                   | remember kind=avoid words=~gluten
I'm gluten free                                      | remember kind=avoid words=~gluten
I'm coeliac                                          | remember kind=allergy words=~coeliac
I'm lactose intolerant by the way                    | remember kind=allergy words=~lactose
no dairy for me                                      | remember kind=avoid words=~dairy
I don't do dairy                                     | remember kind=avoid words=~dairy
I stay away from dairy                               | remember kind=avoid words=~dairy
I don't eat pork                                     | remember kind=avoid words=~pork
I never eat pork                                     | remember kind=avoid words=~pork
I'm not a fan of olives                              | remember kind=dislike words=~olives
I can't stand olives                                 | remember kind=dislike words=~olives
I'm not into olives                                  | remember kind=dislike words=~olives
olives are disgusting                                | remember kind=dislike words=~olives
I don't like olives                                  | remember kind=dislike words=~olives
I'm a big fan of tofu                                | remember kind=like words=~tofu
I love tofu                                          | remember kind=like words=~tofu
I'm a vegetarian                                     | remember kind=avoid categories=~Meat
I'm vegetarian btw                                   | remember kind=avoid categories=~Meat
I've gone vegan                                      | remember kind=avoid categories=~Dairy
I turned vegetarian                                  | remember kind=avoid categories=~Meat
I don't eat meat                                     | remember kind=avoid
I react badly to eggs                                | remember kind=allergy words=~eggs
eggs give me hives                                   | remember kind=allergy words=~eggs
also allergic to kiwi                                | remember kind=allergy words=~kiwi
note my egg allergy                                  | remember kind=allergy words=~egg
add eggs to my allergies                             | remember kind=allergy words=~eggs
mark me as allergic to sesame                        | remember kind=allergy words=~sesame
put soy down as an allergy                           | remember kind=allergy words=~soy
I'm allergic to kiwi and sesame                      | remember kind=allergy words=~sesame
had two eggs for breakfast, I'm allergic to kiwi btw | log_meal; remember kind=allergy words=~kiwi
I had two eggs for breakfast and I'm allergic to kiwi | log_meal; remember kind=allergy words=~kiwi
"""

NO_MORE = """
I'm no longer allergic to peanuts                    | remove_preference preference_id=@peanuts
I'm not allergic to peanuts anymore                  | remove_preference preference_id=@peanuts
remove my peanut allergy                             | remove_preference preference_id=@peanuts
take peanuts off my allergies                        | remove_preference preference_id=@peanuts
delete peanuts from my allergies                     | remove_preference preference_id=@peanuts
my peanut allergy is gone                            | remove_preference preference_id=@peanuts
I outgrew my peanut allergy                          | remove_preference preference_id=@peanuts
turns out I'm not allergic to peanuts                | remove_preference preference_id=@peanuts
I don't have a peanut allergy any more               | remove_preference preference_id=@peanuts
I can eat peanuts again                              | remove_preference preference_id=@peanuts
I don't mind mushrooms any more                      | remove_preference preference_id=@mushrooms
I no longer dislike mushrooms                        | remove_preference preference_id=@mushrooms
I eat mushrooms again                                | remove_preference preference_id=@mushrooms
mushrooms are fine now                               | remove_preference preference_id=@mushrooms
mushrooms are ok again                               | remove_preference preference_id=@mushrooms
I'm fine with mushrooms now                          | remove_preference preference_id=@mushrooms
you can suggest mushrooms again                      | remove_preference preference_id=@mushrooms
remove mushrooms from my dislikes                    | remove_preference preference_id=@mushrooms
drop mushrooms from the things I don't like          | remove_preference preference_id=@mushrooms
forget that I don't like mushrooms                   | remove_preference preference_id=@mushrooms
forget about mushrooms, I like them now              | remove_preference preference_id=@mushrooms
delete my dislike of mushrooms                       | remove_preference preference_id=@mushrooms
"""

ASKED = """
what am I allergic to?                               | list_own kind=preferences
which foods do I avoid                               | list_own kind=preferences
do I have any allergies                              | list_own kind=preferences
what foods don't I like                              | list_own kind=preferences
list my allergies                                    | list_own kind=preferences
am I allergic to peanuts?                            | list_own kind=preferences
what are my food preferences                         | list_own kind=preferences
what are my dislikes?                                | list_own kind=preferences
what do you know about me?                           | recall
what do you remember about me                        | recall
what have I told you so far                          | recall
what have you got on me                              | recall
show me my memories                                  | recall
what facts do you have about me                      | recall
"""

FACTS = """
remember that I cook for two                         | remember kind=other
keep in mind that I cook for two                     | remember kind=other
for the record, I cook for two                       | remember kind=other
just so you know I work night shifts                 | remember kind=schedule
FYI I train in the evenings                          | remember kind=schedule
remember: I'm training for a marathon                | remember kind=goal
I'm training for a marathon                          | remember kind=goal
my food budget is 40 euros a week                    | remember kind=budget
I've got 40 euros a week for food                    | remember kind=budget
I can only spend 40 euros a week on food             | remember kind=budget
I'm diabetic                                         | remember kind=medical
I have high blood pressure                           | remember kind=medical
I work nights                                        | remember kind=schedule
don't forget that I cook for two                     | remember kind=other
I usually have dinner at 9                           | remember kind=schedule
forget that I hate trains                            | forget
forget what I said about trains                      | forget
forget about the trains                              | forget
you can forget that I hate trains                    | forget
don't remember that I hate trains any more           | forget
delete the memory about trains                       | forget
delete what you know about trains                    | forget
forget everything                                    | recall
forget everything you know about me                  | recall
forget all about me                                  | recall
delete all my memories                               | recall
wipe your memory of me                               | recall
clear my memories                                    | recall
erase everything you remember about me               | recall
forget everything > yes                              | forget
forget everything > no                               | -
"""

EATEN_BEFORE = """
when did I last have curry?                          | recall query=curry
when was the last time I ate curry                   | recall query=curry
how long is it since I had curry                     | recall query=curry
last time I had curry?                               | recall query=curry
what curry did I have last week                      | recall query=curry
did I have curry last week?                          | recall query=curry
have I eaten curry recently                          | recall query=curry
that curry I had last week                           | recall query=curry
find the curry from last week                        | recall query=curry
log that curry from last week again                  | recall query=curry; log_meal
log the curry I had last week                        | recall query=curry; log_meal
I had that curry from last week again                | recall query=curry; log_meal
which day did I have curry                           | recall query=curry
when did I eat curry?                                | recall query=curry
how long ago did I have curry                        | recall query=curry
when was I last eating curry                         | recall query=curry
"""

IDEAS = """
ideas for dinner                                     | suggest_foods slot=dinner
dinner ideas                                         | suggest_foods slot=dinner
dinner ideas?                                        | suggest_foods slot=dinner
what's good for dinner                               | suggest_foods slot=dinner
what could I eat tonight                             | suggest_foods
what should I cook                                   | suggest_foods
something for lunch?                                 | suggest_foods slot=lunch
I need a snack                                       | suggest_foods slot=snack
snack ideas under 200 kcal                           | suggest_foods slot=snack energy_kcal=200
what fits my macros                                  | suggest_foods
what fits in my remaining calories?                  | suggest_foods
what can I eat with what I have left                 | suggest_foods
I'm hungry                                           | suggest_foods
I'm starving                                         | suggest_foods
help me decide what to eat                           | suggest_foods
any idea what to have for dinner                     | suggest_foods slot=dinner
give me a high protein snack                         | suggest_foods slot=snack protein_g=20
what do you recommend for dinner                     | suggest_foods slot=dinner
what would you recommend?                            | suggest_foods
recommend something with 30 g protein                | suggest_foods protein_g=30
no idea what to eat                                  | suggest_foods
I don't know what to eat                             | suggest_foods
give me some ideas for lunch                         | suggest_foods slot=lunch
what to eat for dinner?                              | suggest_foods slot=dinner
suggest a dinner with 40 g of protein under 600 kcal | suggest_foods slot=dinner protein_g=40 energy_kcal=600
got any snack suggestions?                           | suggest_foods slot=snack
"""

NONE = """
my son is allergic to nuts                           | -
is this safe if I'm allergic to nuts?                | -
I had a nut free muffin                              | log_meal
I hate Mondays                                       | -
I had mushrooms                                      | log_meal
forget it                                            | -
forget the toast                                     | -
I'm not allergic to anything                         | -
I love it                                            | -
I'm hungry but I'll wait                             | -
"""


@pytest.fixture
def known() -> tuple[Person, dict[str, str]]:
    """Somebody with an allergy, a dislike, a memory, and a curry of last week."""
    person = Person.register(now=NOON)
    names = {}
    for kind, word in (("allergy", "peanuts"), ("dislike", "mushrooms")):
        names[word] = person.post("/preferences", {"kind": kind, "word": word}).json()["id"]
    assert person.post("/memories", {"text": "I hate trains", "kind": "other"}).status_code == 201
    food = person.get("/foods?q=chicken curry").json()["items"][0]["id"]
    body = {"food_id": food, "grams": 300, "local_date": "2026-04-29", "slot": "dinner"}
    assert person.post("/entries", body).status_code == 201
    return person, names


@pytest.mark.parametrize(
    "table",
    [TASTES, NO_MORE, ASKED, FACTS, EATEN_BEFORE, IDEAS, NONE],
    ids=["tastes", "no more", "asked", "facts", "eaten before", "ideas", "none"],
)
def test_what_is_said_of_oneself(known: tuple[Person, dict[str, str]], table: str) -> None:
    try_all(known[0], table, known[1])
