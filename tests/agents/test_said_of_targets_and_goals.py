"""What people say of their targets and goals, in other words than the skills' examples; and what only sounds like it."""

import pytest

from tests.agents.chat import NOON
from tests.agents.phrasings import try_all
from tests.people import Person

TARGETS = """
I want 150 g protein a day                           | propose_target nutrients__protein_g__target=150
I want to eat 150g of protein per day                | propose_target nutrients__protein_g__target=150
I'd like to get 150 grams of protein daily           | propose_target nutrients__protein_g__target=150
I want to get 150 g of protein every day             | propose_target nutrients__protein_g__target=150
I'm aiming for 1900 kcal a day                       | propose_target nutrients__energy_kcal__target=1900
aim for 150 g protein                                | propose_target nutrients__protein_g__target=150
I'm shooting for 2000 calories a day                 | propose_target nutrients__energy_kcal__target=2000
I need 150 g of protein a day                        | propose_target nutrients__protein_g__target=150
let's do 1900 calories a day                         | propose_target nutrients__energy_kcal__target=1900
put me on 1900 kcal                                  | propose_target nutrients__energy_kcal__target=1900
keep me under 60 g of sugar a day                    | propose_target nutrients__sugars_g__max=60
limit sugar to 50 g                                  | propose_target nutrients__sugars_g__max=50
limit me to 2000 calories a day                      | propose_target nutrients__energy_kcal__max=2000
cap my sodium at 2000 mg                             | propose_target nutrients__sodium_mg__max=2000
no more than 2000 mg of sodium per day               | propose_target nutrients__sodium_mg__max=2000
I want to stay under 2000 kcal a day                 | propose_target nutrients__energy_kcal__max=2000
at least 30 g fibre a day                            | propose_target nutrients__fibre_g__min=30
I want at least 30 g of fibre daily                  | propose_target nutrients__fibre_g__min=30
max 70 g fat a day                                   | propose_target nutrients__fat_g__max=70
set protein to 150 g                                 | propose_target nutrients__protein_g__target=150
set calories to 1900                                 | propose_target nutrients__energy_kcal__target=1900
set my calories to 1,900                             | propose_target nutrients__energy_kcal__target=1900
my protein goal is 150 g                             | propose_target nutrients__protein_g__target=150
protein goal 150 g                                   | propose_target nutrients__protein_g__target=150
my calorie goal should be 1900                       | propose_target nutrients__energy_kcal__target=1900
change my protein goal to 150g                       | propose_target nutrients__protein_g__target=150
bump my protein up to 160 g                          | propose_target nutrients__protein_g__target=160
raise my calories to 2300                            | propose_target nutrients__energy_kcal__target=2300
lower my carbs to 180 g                              | propose_target nutrients__carbohydrate_g__target=180
drop my calories to 1800                             | propose_target nutrients__energy_kcal__target=1800
target: 1900 kcal, 150 g protein                     | propose_target nutrients__energy_kcal__target=1900
my daily goal is 1900 kcal                           | propose_target nutrients__energy_kcal__target=1900
my macros: 150 g protein, 200 g carbs, 60 g fat      | propose_target nutrients__carbohydrate_g__target=200
new target 1900 kcal                                 | propose_target nutrients__energy_kcal__target=1900
set my target to 2400 kcal on weekends               | propose_target nutrients__energy_kcal__target=2400 weekdays=~saturday
2400 kcal on Saturdays and Sundays                   | propose_target nutrients__energy_kcal__target=2400 weekdays=~saturday
I want 2000 kcal on weekdays                         | propose_target nutrients__energy_kcal__target=2000 weekdays=~friday
on Mondays I want 180 g protein                      | propose_target nutrients__protein_g__target=180 weekdays=~monday
on training days I want 2500 kcal                    | propose_target nutrients__energy_kcal__target=2500 day_kind=training
set 2200 kcal for rest days                          | propose_target nutrients__energy_kcal__target=2200 day_kind=rest
30% of my calories from protein                      | propose_target nutrients__protein_g__unit=percent_of_energy
I want 1.8 g of protein per kg                       | propose_target nutrients__protein_g__unit=g_per_kg
from Monday set my calories to 2000                  | propose_target nutrients__energy_kcal__target=2000 effective_from=2026-05-11
starting tomorrow aim for 2000 kcal                  | propose_target nutrients__energy_kcal__target=2000 effective_from=2026-05-06
I'd like my target to be 2000 kcal                   | propose_target nutrients__energy_kcal__target=2000
can you set me a target of 2000 kcal?                | propose_target nutrients__energy_kcal__target=2000
set my target to 2000 kcal > make it 1900            | propose_target nutrients__energy_kcal__target=1900
set my target to 2000 kcal > actually 1900           | propose_target nutrients__energy_kcal__target=1900
I want 150 g protein a day > no, 140                 | propose_target nutrients__protein_g__target=140
I want 150 g protein a day > hmm, 140 g then         | propose_target nutrients__protein_g__target=140
I want 150 g protein a day > rather 140 g            | propose_target nutrients__protein_g__target=140
set a protein target > 150                           | propose_target nutrients__protein_g__target=150
set a new calorie target > 2000                      | propose_target nutrients__energy_kcal__target=2000
I want 150 g protein a day > no thanks               | decide_approval approve=False
"""

NO_TARGETS = """
I want 150 g of chicken                              | -
I want to eat less                                   | -
I had 150 g protein powder                           | log_meal
I want a protein bar                                 | -
how much protein should I eat a day?                 | get_targets
what's my target?                                    | get_day
what are my macros?                                  | -
how much protein am I aiming for?                    | -
what should I hit today?                             | -
set an alarm for 7                                   | -
I want to eat 2000 kcal tonight                      | -
"""

GOALS = """
I weigh 80 kg and want to lose 5                     | log_measurement value=80; set_goal kind=weight_loss change=-5 unit=kg
currently 80kg, need to lose 10kg                    | log_measurement value=80; set_goal kind=weight_loss change=-10 unit=kg
I'm 80 kg and would like to lose 5 kilos by July     | log_measurement; set_goal kind=weight_loss change=-5 target_date=2026-07-01
I'm 80 kg and want to get to 75                      | log_measurement value=80; set_goal kind=weight_loss target_value=75 unit=kg
help me lose 5 kg                                    | set_goal kind=weight_loss change=-5 unit=kg
I want to drop 5 kg by July                          | set_goal kind=weight_loss change=-5 target_date=2026-07-01
I need to lose 5 kilos                               | set_goal kind=weight_loss change=-5
I want to slim down to 75 kg                         | set_goal kind=weight_loss target_value=75
get me to 75 kg by August                            | set_goal kind=weight_loss target_value=75 target_date=2026-08-01
I want to get down to 75 kilos                       | set_goal kind=weight_loss target_value=75
my target weight is 75 kg                            | set_goal kind=weight_loss target_value=75
I'm trying to lose 10 pounds                         | set_goal kind=weight_loss change=-10 unit=lb
set a goal: 75 kg by September                       | set_goal kind=weight_loss target_value=75 target_date=2026-09-01
new goal, 75 kg                                      | set_goal kind=weight_loss target_value=75
goal weight 75 kg                                    | set_goal kind=weight_loss target_value=75
I want to bulk up by 3 kg                            | set_goal kind=muscle_gain change=3
I want to gain 3 kg of muscle                        | set_goal kind=muscle_gain change=3
I want to put on 3 kg                                | set_goal kind=muscle_gain change=3
I want to maintain                                   | set_goal kind=maintenance
maintain my weight                                   | set_goal kind=maintenance
I just want to stay at my weight                     | set_goal kind=maintenance
I want to keep my weight where it is                 | set_goal kind=maintenance
my aim is 75 kg                                      | set_goal kind=weight_loss target_value=75
I want to be 75 kg by my birthday in August          | set_goal kind=weight_loss target_value=75
let's aim for 75 kg                                  | set_goal kind=weight_loss target_value=75
make 75 kg my goal                                   | set_goal kind=weight_loss target_value=75
I want to weigh 12 stone                             | set_goal kind=weight_loss target_value=12 unit=st
set my goal to 76 kg by the end of March             | set_goal target_value=76 unit=kg target_date=2027-03-31
I want to get my body fat down to 18%                | set_goal metric=body_fat_percent target_value=18
reduce my body fat to 18 %                           | set_goal metric=body_fat_percent target_value=18
get my waist down to 85 cm                           | set_goal metric=waist_cm target_value=85
I want to lose weight > 5 kg                         | set_goal kind=weight_loss change=-5
I want to lose weight > to 75 kg                     | set_goal kind=weight_loss target_value=75
I want to lose some weight > 5 kg by July            | set_goal kind=weight_loss change=-5 target_date=2026-07-01
I'd like to gain weight > 3 kilos                    | set_goal kind=muscle_gain change=3
I want to lose half a kilo a week > 5 kg             | set_goal kind=weight_loss change=-5 pace_per_week=0.5
set a goal > 75 kg                                   | set_goal target_value=75
I want to lose 5 kg > make that 4 kg                 | set_goal change=-4
my goal is 75 kg > actually 76                       | set_goal target_value=76
activate my winter goal                              | activate_goal goal_id=@winter
start the winter goal                                | activate_goal goal_id=@winter
begin my winter goal                                 | activate_goal goal_id=@winter
switch to my winter goal                             | activate_goal goal_id=@winter
make winter my active goal again                     | activate_goal goal_id=@winter
resume my winter goal                                | activate_goal goal_id=@winter
pick my winter goal back up                          | activate_goal goal_id=@winter
go back to my winter goal                            | activate_goal goal_id=@winter
I want to work on my winter goal again               | activate_goal goal_id=@winter
reactivate the goal winter                           | activate_goal goal_id=@winter
turn my winter goal back on                          | activate_goal goal_id=@winter
end my goal                                          | end_goal goal_id=@summer
I don't want a goal any more                         | end_goal goal_id=@summer
I'm done with my goal                                | end_goal goal_id=@summer
stop my weight goal                                  | end_goal goal_id=@summer
I give up on my goal                                 | end_goal goal_id=@summer
cancel the goal                                      | end_goal goal_id=@summer
end my summer goal                                   | end_goal goal_id=@summer
scrap my weight loss goal                            | end_goal goal_id=@summer
finish my goal                                       | end_goal goal_id=@summer
turn off my summer goal                              | end_goal goal_id=@summer
I reached my goal, end it                            | end_goal goal_id=@summer
get rid of the summer goal                           | end_goal goal_id=@summer
close the summer goal                                | end_goal goal_id=@summer
how far am I from my goal?                           | get_progress
am I on track                                        | get_progress
how close am I to my goal                            | get_progress
how's my goal going                                  | get_progress
will I make it in time?                              | get_progress
how much do I still have to lose                     | get_progress
how's my progress?                                   | get_progress
when will I be at 75 kg?                             | get_progress
how am I getting on with my goal                     | get_progress
what's my goal?                                      | get_progress
what am I working towards                            | get_progress
"""

NO_GOALS = """
I want to lose weight                                | -
I want to get fit                                    | -
I lost my keys                                       | -
end of story                                         | -
I want to gain experience                            | -
I want 75 g oats                                     | -
my goal was to eat less                              | -
"""


@pytest.fixture
def aiming() -> tuple[Person, dict[str, str]]:
    """Somebody with an active goal, one that is not, and a target."""
    person = Person.register(now=NOON)
    person.patch("/me", {"height_cm": 178, "sex": "male", "birth_date": "1988-03-01"})
    for metric, value in (("weight_kg", 82), ("body_fat_percent", 24), ("waist_cm", 94)):
        body = {"metric": metric, "value": value, "local_date": "2026-05-04", "local_time": "07:00"}
        assert person.post("/measurements", body).status_code == 201
    names = {}
    for name, active in (("winter", False), ("summer", True)):
        body = {"kind": "weight_loss", "name": f"{name} goal", "target_value": 78, "active": active}
        answer = person.post("/goals", body)
        assert answer.status_code == 201, answer.content
        names[name] = answer.json()["id"]
    return person, names


@pytest.mark.parametrize(
    "table", [TARGETS, NO_TARGETS, GOALS, NO_GOALS], ids=["targets", "no targets", "goals", "no goals"]
)
def test_what_is_said_of_targets_and_goals(aiming: tuple[Person, dict[str, str]], table: str) -> None:
    try_all(aiming[0], table, aiming[1])
