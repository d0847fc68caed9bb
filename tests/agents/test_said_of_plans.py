"""What people say of their plan and their diets, in other words than the skills' examples; and what only sounds like it."""

import pytest

from tests.agents.chat import NOON
from tests.agents.phrasings import try_all
from tests.people import Person

PLANNED = """
plan salmon with rice for dinner on Friday           | plan_meal local_date=2026-05-08 slot=dinner
put oatmeal down for breakfast tomorrow              | plan_meal local_date=2026-05-06 slot=breakfast text=oatmeal
schedule chili for Thursday dinner                   | plan_meal local_date=2026-05-07 slot=dinner text=chili
let's plan pizza for dinner on Saturday              | plan_meal local_date=2026-05-09 slot=dinner text=pizza
add a banana to tomorrow's breakfast                 | plan_meal local_date=2026-05-06 slot=breakfast text=~banana
I'd like to plan chicken and rice for lunch tomorrow | plan_meal local_date=2026-05-06 slot=lunch text=~chicken
pencil in soup for tomorrow's lunch                  | plan_meal local_date=2026-05-06 slot=lunch text=soup
for dinner tomorrow plan salmon                      | plan_meal local_date=2026-05-06 slot=dinner text=salmon
tomorrow's lunch: plan a chicken salad               | plan_meal local_date=2026-05-06 slot=lunch text=~salad
make tomorrow's dinner pasta                         | plan_meal local_date=2026-05-06 slot=dinner text=pasta
plan my dinner tomorrow: salmon                      | plan_meal local_date=2026-05-06 slot=dinner text=salmon
every Monday plan oatmeal for breakfast              | plan_meal rule=~BYDAY=MO
put pizza on the plan for Saturday night             | plan_meal local_date=2026-05-09 text=pizza
set up oatmeal for breakfast every weekday           | plan_meal rule=~WEEKLY slot=breakfast
meal plan for tomorrow: soup for lunch               | plan_meal local_date=2026-05-06 slot=lunch
plan chicken for dinner on Thursday and Friday | plan_meal local_date=2026-05-07; plan_meal local_date=2026-05-08 slot=dinner
plan soup for lunch today and tomorrow | plan_meal local_date=2026-05-05 slot=lunch; plan_meal local_date=2026-05-06 slot=lunch
every Sunday morning plan 3 eggs                     | plan_meal rule=~BYDAY=SU slot=breakfast
tomorrow for lunch 2 slices of cold pizza            | plan_meal local_date=2026-05-06 slot=lunch text=~pizza
200 g salmon for dinner on Friday                    | plan_meal local_date=2026-05-08 slot=dinner text=~salmon
plan 200 g salmon for dinner on Friday > make that 250 g | edit_planned
plan 200 g salmon for dinner on Friday > double it   | edit_planned
plan a snack for tomorrow: an apple                  | plan_meal local_date=2026-05-06 slot=snack text=~apple
"""

CHANGED = """
skip tomorrow's lunch                                | edit_planned planned_id=@lunch skipped=True
I won't have the planned lunch tomorrow              | edit_planned planned_id=@lunch skipped=True
leave out dinner tomorrow                            | edit_planned planned_id=@dinner skipped=True
cancel lunch tomorrow                                | edit_planned planned_id=@lunch skipped=True
drop tomorrow's planned dinner                       | edit_planned planned_id=@dinner skipped=True
take lunch off tomorrow's plan                       | edit_planned planned_id=@lunch skipped=True
remove tomorrow's lunch from the plan                | edit_planned planned_id=@lunch skipped=True
remove the planned lunch tomorrow                    | edit_planned planned_id=@lunch skipped=True
no lunch tomorrow                                    | edit_planned planned_id=@lunch skipped=True
I'll skip lunch tomorrow                             | edit_planned planned_id=@lunch skipped=True
I'm skipping tomorrow's dinner                       | edit_planned planned_id=@dinner skipped=True
not having lunch tomorrow after all                  | edit_planned planned_id=@lunch skipped=True
scratch the lunch planned for tomorrow               | edit_planned planned_id=@lunch skipped=True
skip the soup tomorrow                               | edit_planned planned_id=@lunch skipped=True
move tomorrow's lunch to Friday                      | edit_planned planned_id=@lunch local_date=2026-05-08
push tomorrow's dinner to Thursday                   | edit_planned planned_id=@dinner local_date=2026-05-07
postpone tomorrow's lunch to Thursday                | edit_planned planned_id=@lunch local_date=2026-05-07
reschedule tomorrow's dinner for Friday              | edit_planned planned_id=@dinner local_date=2026-05-08
shift tomorrow's planned dinner to Friday            | edit_planned planned_id=@dinner local_date=2026-05-08
bring tomorrow's dinner forward to today             | edit_planned planned_id=@dinner local_date=2026-05-05
have tomorrow's lunch on Friday instead              | edit_planned planned_id=@lunch local_date=2026-05-08
move lunch tomorrow to 1:30 pm                       | edit_planned planned_id=@lunch local_time=13:30:00
change tomorrow's lunch to 2 pm                      | edit_planned planned_id=@lunch local_time=14:00:00
move the planned soup from tomorrow to Friday        | edit_planned planned_id=@lunch local_date=2026-05-08
move tomorrow's lunch to dinner                      | edit_planned planned_id=@lunch slot=dinner
move the pasta one day later                         | edit_planned planned_id=@dinner local_date=2026-05-07
push tomorrow's dinner back by two days              | edit_planned planned_id=@dinner local_date=2026-05-08
can you delay the pasta by a day                     | edit_planned planned_id=@dinner local_date=2026-05-07
can you shift the pasta one day later please, to Thursday | edit_planned planned_id=@dinner local_date=2026-05-07
bring the pasta forward a day                        | edit_planned planned_id=@dinner local_date=2026-05-05
shift tomorrow's lunch to the next day               | edit_planned planned_id=@lunch local_date=2026-05-07
postpone the soup by a week                          | edit_planned planned_id=@lunch local_date=2026-05-13
move the pasta a day earlier                         | edit_planned planned_id=@dinner local_date=2026-05-05
move the pasta from dinner to lunch                  | edit_planned planned_id=@dinner slot=lunch
swap tomorrow's dinner with today's breakfast | edit_planned planned_id=@dinner local_date=2026-05-05 slot=breakfast
swap today's breakfast with tomorrow's dinner | edit_planned planned_id=@breakfast local_date=2026-05-06 slot=dinner
swap lunch and dinner tomorrow | edit_planned planned_id=@lunch slot=dinner; edit_planned planned_id=@dinner slot=lunch
I've no time for lunch tomorrow, skip it             | edit_planned planned_id=@lunch skipped=True
no lunch tomorrow, we have a meeting. take it off the plan | edit_planned planned_id=@lunch skipped=True
can't do the soup tomorrow so cancel it              | edit_planned planned_id=@lunch skipped=True
we're out all day tomorrow so skip everything | edit_planned planned_id=@lunch; edit_planned planned_id=@dinner skipped=True
we're eating out tomorrow night so the pasta's off | edit_planned planned_id=@dinner skipped=True
meeting tomorrow at noon, the lunch is cancelled | edit_planned planned_id=@lunch skipped=True
we'll be late tomorrow, put the pasta at 9 pm | edit_planned planned_id=@dinner local_time=21:00:00
cancel all meals tomorrow | edit_planned planned_id=@lunch skipped=True; edit_planned planned_id=@dinner skipped=True
skip tomorrow's dinner > changed my mind, keep the pasta | edit_planned planned_id=@dinner skipped=False
skip tomorrow's dinner > no wait, keep it            | edit_planned planned_id=@dinner skipped=False
let's have fish and chips instead of the pasta tomorrow | edit_planned planned_id=@dinner; plan_meal slot=dinner text=~fish
we'll do a burrito instead of tomorrow's lunch | edit_planned planned_id=@lunch; plan_meal local_date=2026-05-06 text=~burrito
skip tomorrow's lunch > actually, plan it again      | edit_planned planned_id=@lunch skipped=False
change tomorrow's soup to 300 g                      | edit_planned planned_id=@lunch
skip tomorrow's lunch > put tomorrow's lunch back on the plan | edit_planned planned_id=@lunch skipped=False
skip tomorrow's lunch > unskip tomorrow's lunch      | edit_planned planned_id=@lunch skipped=False
"""

EATEN = """
I had my planned breakfast                           | log_planned
had what was planned for breakfast                   | log_planned
ate breakfast as planned                             | log_planned
I stuck to the plan for breakfast                    | log_planned
log today's plan                                     | log_planned
log the planned breakfast                            | log_planned
I ate the planned breakfast                          | log_planned
breakfast went as planned                            | log_planned
breakfast was as planned                             | log_planned
tick off breakfast                                   | log_planned
I followed the plan at breakfast                     | log_planned
mark breakfast as eaten                              | log_planned
I've eaten my planned breakfast                      | log_planned
log breakfast from my plan                           | log_planned
I did eat the breakfast I had planned                | log_planned
ate two thirds of my planned oatmeal                 | log_planned share=0.6667
only managed half of the oatmeal I'd planned         | log_planned share=0.5
had the planned oatmeal but a double portion         | log_planned share=2
I ate a third of my planned breakfast and binned the rest | log_planned share=0.3333
left a quarter of my planned breakfast               | log_planned share=0.75
had most of my planned oatmeal                       | -
ate two portions of my planned oatmeal               | -
had my planned breakfast and an apple on top         | log_planned; log_meal
ate the oatmeal from my plan plus a banana           | log_planned; log_meal
ate wat i planed for breakfast                       | log_planned
ate wat i planed 4 breakfast                         | log_planned
had my planned breakfast > left a quarter of it      | edit_entry
had my planned breakfast > not all of it though, about three quarters | edit_entry
"""

ASKED = """
what's on the menu tomorrow?                         | get_plan from_date=2026-05-06
what's planned for tomorrow                          | get_plan from_date=2026-05-06
what's the plan for dinner                           | get_plan slot=dinner
what am I having tomorrow?                           | get_plan from_date=2026-05-06
what am I eating on Thursday?                        | get_plan from_date=2026-05-07
show me this week's plan                             | get_plan from_date=2026-05-05 to_date=2026-05-10
anything planned for tomorrow?                       | get_plan from_date=2026-05-06
what have I planned this week                        | get_plan to_date=2026-05-10
what's for dinner tomorrow?                          | get_plan from_date=2026-05-06 slot=dinner
do I have anything planned tomorrow                  | get_plan from_date=2026-05-06
what did I plan for tomorrow?                        | get_plan from_date=2026-05-06
is there a plan for Friday?                          | get_plan from_date=2026-05-08
what meals are coming up this week                   | get_plan
what's next on my plan                               | get_plan
what do I need to buy?                               | shopping_list
what should I get at the store                       | shopping_list
make me a grocery list for the week                  | shopping_list
groceries for the next 3 days                        | shopping_list to_date=2026-05-07
shopping list please                                 | shopping_list
what do I need from the supermarket?                 | shopping_list
what's on my shopping list?                          | shopping_list
what do I have to shop for this week                 | shopping_list
which groceries do I need for tomorrow               | shopping_list from_date=2026-05-06
"""

DIETS = """
make a diet called lean with 1800 kcal and 140 g protein | save_diet name=lean energy_kcal=1800 protein_g=140
create a low carb diet with 1800 kcal and 100 g carbs | save_diet name="low carb" energy_kcal=1800 carbohydrate_g=100
save a diet named cut: 1800 kcal, 150 g protein      | save_diet name=cut energy_kcal=1800 protein_g=150
set up a diet "summer", 1900 kcal                    | save_diet name=summer energy_kcal=1900
new diet: cut, 1800 kcal                             | save_diet name=cut energy_kcal=1800
I want a diet called cut at 1800 calories            | save_diet name=cut energy_kcal=1800
build me a diet called lean, 1800 kcal a day         | save_diet name=lean energy_kcal=1800
I'd like a new diet named lean with 140 g of protein | save_diet name=lean protein_g=140
save a new diet: lean, 1800 kcal, 140 g protein, 60 g fat | save_diet name=lean energy_kcal=1800 protein_g=140 fat_g=60
start my winter diet                                 | activate_diet diet_id=@winter replace=True
activate winter                                      | activate_diet diet_id=@winter
activate the diet winter                             | activate_diet diet_id=@winter
switch to the winter diet                            | activate_diet diet_id=@winter
put me on the winter diet                            | activate_diet diet_id=@winter
let's go with the winter diet                        | activate_diet diet_id=@winter
I want to follow the winter diet                     | activate_diet diet_id=@winter
use the winter diet from now on                      | activate_diet diet_id=@winter
make winter my active diet                           | activate_diet diet_id=@winter
go back to my winter diet                            | activate_diet diet_id=@winter
turn on the winter diet                              | activate_diet diet_id=@winter
begin the winter diet on Monday                      | -
get me back on winter diet                           | activate_diet diet_id=@winter
stop the diet                                        | activate_diet diet_id=@summer active=False
I'm done with my diet                                | activate_diet diet_id=@summer active=False
end the summer diet                                  | activate_diet diet_id=@summer active=False
take me off the diet                                 | activate_diet diet_id=@summer active=False
come off the summer diet                             | activate_diet diet_id=@summer active=False
I don't want to follow the summer diet any more      | activate_diet diet_id=@summer active=False
deactivate summer                                    | activate_diet diet_id=@summer active=False
quit my diet                                         | activate_diet diet_id=@summer active=False
turn off the summer diet                             | activate_diet diet_id=@summer active=False
no more diet for me                                  | activate_diet diet_id=@summer active=False
stop following my diet                               | activate_diet diet_id=@summer active=False
what diets do I have?                                | get_plan
which diet am I on                                   | get_plan
am I on a diet?                                      | get_plan
list my diets                                        | get_plan
what's my current diet                               | get_plan
do I have a diet                                     | get_plan
which diet is active                                 | get_plan
"""

NO_PLANS = """
I skipped lunch                                      | -
a diet coke                                          | log_meal
I had a diet coke                                    | log_meal
I plan to eat less                                   | -
tomorrow is my birthday                              | -
I might skip dinner                                  | -
no lunch today                                       | -
I'm having soup for lunch tomorrow                   | -
I'm starving                                         | -
is it ok to move the pasta to Friday?                | -
my sister moved her dinner to Friday                 | -
move the pasta forward a day                         | -
skip Thursday's lunch                                | -
had fish instead of the pasta                        | log_meal
2 friends for lunch tomorrow                         | -
the milk is off, I'll buy some tomorrow              | -
the gym is off tomorrow, so the run is off           | -
shall we have fish instead of the pasta?             | -
swap the milk for oat milk                           | -
is dieting healthy?                                  | -
"""


@pytest.fixture
def planning() -> tuple[Person, dict[str, str]]:
    """Somebody who planned today's breakfast and tomorrow's lunch and dinner, with two diets."""
    person = Person.register(now=NOON)
    names = {}
    for name, food, day, slot in (
        ("breakfast", "oatmeal", "2026-05-05", "breakfast"),
        ("lunch", "lentil soup", "2026-05-06", "lunch"),
        ("dinner", "pasta", "2026-05-06", "dinner"),
    ):
        food_id = person.get(f"/foods?q={food}").json()["items"][0]["id"]
        body = {"local_date": day, "slot": slot, "name": food, "items": [{"food_id": food_id, "grams": 200}]}
        answer = person.post("/planned-meals", body)
        assert answer.status_code == 201, answer.content
        names[name] = answer.json()["id"]
    for name in ("winter", "summer"):
        answer = person.post("/diets", {"name": name, "active": name == "summer"})
        assert answer.status_code == 201, answer.content
        names[name] = answer.json()["id"]
    return person, names


@pytest.mark.parametrize(
    "table",
    [PLANNED, CHANGED, EATEN, ASKED, DIETS, NO_PLANS],
    ids=["planned", "changed", "eaten", "asked", "diets", "no plans"],
)
def test_what_is_said_of_plans(planning: tuple[Person, dict[str, str]], table: str) -> None:
    try_all(planning[0], table, planning[1])
