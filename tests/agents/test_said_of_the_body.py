"""What people say of their body's measures, in other words than the skill's examples; and what only sounds like it."""

import pytest

from tests.agents.chat import NOON
from tests.agents.phrasings import try_all
from tests.people import Person

WRITTEN = """
current weight is twelve and a half stone            | log_measurement metric=weight_kg value=12.5 unit=st
I'm eleven stone and a half                          | log_measurement metric=weight_kg value=11.5 unit=st
hopped on the scale, 82.4 kg                         | log_measurement metric=weight_kg value=82.4
stepped on the scales this morning: 82.4             | log_measurement metric=weight_kg value=82.4
scales said 82.4 this morning                        | log_measurement metric=weight_kg value=82.4
clocked in at 82.4 kg today                          | log_measurement metric=weight_kg value=82.4
tipped the scales at 181 pounds                      | log_measurement metric=weight_kg value=181 unit=pounds
I'm sitting at 82.4 kg now                           | log_measurement metric=weight_kg value=82.4
weighing in at 82.4 today                            | log_measurement metric=weight_kg value=82.4
down to 81.2 kg this morning                         | log_measurement metric=weight_kg value=81.2
I'm up to 83 kilos                                   | log_measurement metric=weight_kg value=83
82.4 on the scale this morning                       | log_measurement metric=weight_kg value=82.4
this morning's weight: 82.4                          | log_measurement metric=weight_kg value=82.4
Morning weigh-in 82.4 kg                             | log_measurement metric=weight_kg value=82.4
weight today 82.4                                    | log_measurement metric=weight_kg value=82.4
just weighed myself - 82.4 kg                        | log_measurement metric=weight_kg value=82.4
I weighed myself and it was 82.4                     | log_measurement metric=weight_kg value=82.4
got weighed at the doctor's, 83.1 kg                 | log_measurement metric=weight_kg value=83.1
12 stone 13                                          | log_measurement metric=weight_kg value=181 unit=lb
I'm 12st 13lbs                                       | log_measurement metric=weight_kg value=181 unit=lb
I weigh 12 stone and 13 pounds                       | log_measurement metric=weight_kg value=181 unit=lb
weighed in at 12 stone 13 yesterday                  | log_measurement metric=weight_kg value=181 local_date=2026-05-04
I weigh 181 lbs                                      | log_measurement metric=weight_kg value=181 unit=lbs
put me down for 82.4 kg                              | log_measurement metric=weight_kg value=82.4
put my weight down as 82.4                           | log_measurement metric=weight_kg value=82.4
record a weight of 82.4 kg                           | log_measurement metric=weight_kg value=82.4
record my weight: 82.4                               | log_measurement metric=weight_kg value=82.4
bodyweight 82.4                                      | log_measurement metric=weight_kg value=82.4
my weight's 82.4 kg                                  | log_measurement metric=weight_kg value=82.4
my weight has dropped to 81.9                        | log_measurement metric=weight_kg value=81.9
I've gone down to 81.5 kilos                         | log_measurement metric=weight_kg value=81.5
on Sunday I was 82.1 kg                              | log_measurement metric=weight_kg value=82.1 local_date=2026-05-03
I was 82.1 kg on Sunday                              | log_measurement metric=weight_kg value=82.1 local_date=2026-05-03
I came in at 82.4 kg this morning                    | log_measurement metric=weight_kg value=82.4
measured body fat at 21.5%                           | log_measurement metric=body_fat_percent value=21.5
my body fat's 21.5 percent                           | log_measurement metric=body_fat_percent value=21.5
bf 21.5                                              | log_measurement metric=body_fat_percent value=21.5
I'm at 21.5% bf                                      | log_measurement metric=body_fat_percent value=21.5
my smart scale says body fat 21.5%                   | log_measurement metric=body_fat_percent value=21.5
the scale says I have 21.5% body fat                 | log_measurement metric=body_fat_percent value=21.5
body fat came out at 21.5 %                          | log_measurement metric=body_fat_percent value=21.5
waist came out at 91 cm                              | log_measurement metric=waist_cm value=91
my waist circumference is 91cm                       | log_measurement metric=waist_cm value=91
measured 91 cm around the waist                      | log_measurement metric=waist_cm value=91
log my waist, it's 91 cm                             | log_measurement metric=waist_cm value=91
log my weight, 82.4 kg                               | log_measurement metric=weight_kg value=82.4
had two eggs and weighed in at 82.4 kg               | log_meal; log_measurement metric=weight_kg value=82.4
log my weight > 82.4                                 | log_measurement metric=weight_kg value=82.4
I want to log my weight > 82.4 kg                    | log_measurement metric=weight_kg value=82.4
I lost a kilo this week > 80.8                       | log_measurement metric=weight_kg value=80.8
I just weighed myself > 181 lbs                      | log_measurement metric=weight_kg value=181 unit=lbs
log my body fat > 21                                 | log_measurement metric=body_fat_percent value=21
"""

MENDED = """
my weight yesterday was wrong, it was 81.0           | edit_measurement measurement_id=@yesterday value=81
the weight from yesterday should be 81 kg            | edit_measurement measurement_id=@yesterday value=81
yesterday's weigh-in should have been 81             | edit_measurement measurement_id=@yesterday value=81
change yesterday's weight to 81                      | edit_measurement measurement_id=@yesterday value=81
I mistyped my weight yesterday, it should be 81      | edit_measurement measurement_id=@yesterday value=81
correct yesterday's weigh-in to 81 kg                | edit_measurement measurement_id=@yesterday value=81
yesterday's weight was 81, not 81.5                  | edit_measurement measurement_id=@yesterday value=81
my last weight should be 81                          | edit_measurement measurement_id=@yesterday value=81
fix my last weigh-in: 81 kg                          | edit_measurement measurement_id=@yesterday value=81
my last weigh-in was actually 81                     | edit_measurement measurement_id=@yesterday value=81
correct my body fat to 21                            | edit_measurement measurement_id=@fat value=21
my body fat should be 21%, not 22                    | edit_measurement measurement_id=@fat value=21
update my waist to 91                                | edit_measurement measurement_id=@waist value=91
I weigh 81.2 kg > sorry, I meant 81.7                | edit_measurement value=81.7
I weigh 81.2 kg > wait, make it 81.7 kg              | edit_measurement value=81.7
I weigh 81.2 kg > that was yesterday                 | edit_measurement local_date=2026-05-04
delete yesterday's weigh-in                          | delete_measurement measurement_id=@yesterday
remove the weight I logged yesterday                 | delete_measurement measurement_id=@yesterday
get rid of my last weigh-in                          | delete_measurement measurement_id=@yesterday
yesterday's weight is wrong, delete it               | delete_measurement measurement_id=@yesterday
erase my latest body fat reading                     | delete_measurement measurement_id=@fat
delete the weight for 1 May                          | delete_measurement measurement_id=@first
delete the weight from May 1st                       | delete_measurement measurement_id=@first
take out my last weight entry                        | delete_measurement measurement_id=@yesterday
wipe my waist measurement                            | delete_measurement measurement_id=@waist
I don't want my last weigh-in in there               | delete_measurement measurement_id=@yesterday
I weigh 81.2 kg > delete that weigh-in               | delete_measurement
I weigh 81.2 kg > remove that                        | delete_measurement
"""

ASKED = """
how heavy am I                                       | get_measurements metric=weight_kg
what do I weigh these days                           | get_measurements metric=weight_kg
what's my trend                                      | get_measurements metric=weight_kg
what is my weight trend                              | get_measurements metric=weight_kg
am I losing weight?                                  | get_measurements metric=weight_kg
am I losing or gaining?                              | get_measurements metric=weight_kg
is my weight going up or down?                       | get_measurements metric=weight_kg
is my weight going down                              | get_measurements metric=weight_kg
which way is my weight going?                        | get_measurements metric=weight_kg
how's the weight loss going                          | get_measurements metric=weight_kg
how's my weight doing?                               | get_measurements metric=weight_kg
have I lost anything this month                      | get_measurements metric=weight_kg first_date=2026-05-01
have I put on weight since March                     | get_measurements metric=weight_kg first_date=2026-03-01
what was my last weigh-in                            | get_measurements metric=weight_kg
when did I last weigh myself                         | get_measurements metric=weight_kg
when was my last weigh-in                            | get_measurements metric=weight_kg
did I weigh myself yesterday                         | get_measurements metric=weight_kg first_date=2026-05-04
how much body fat do I have                          | get_measurements metric=body_fat_percent
what's my bf                                         | get_measurements metric=body_fat_percent
is my body fat coming down?                          | get_measurements metric=body_fat_percent
show me my weigh-ins                                 | get_measurements metric=weight_kg
list my weights                                      | get_measurements metric=weight_kg
weight history                                       | get_measurements metric=weight_kg
how much weight have I lost so far                   | get_measurements metric=weight_kg
what's my lowest weight                              | get_measurements metric=weight_kg
how big is my waist                                  | get_measurements metric=waist_cm
what did the scale say yesterday                     | get_measurements metric=weight_kg first_date=2026-05-04
my weight over the last month                        | get_measurements metric=weight_kg
how has my weight been this week                     | get_measurements metric=weight_kg first_date=2026-05-04
"""

NOT_MEASURES = """
I want to weigh 75 kg someday soon                   | -
my wife weighs 62 kg                                 | -
how much does an egg weigh                           | -
scale the recipe up to 4                             | -
I'm down to the last slice                           | -
I'm 35                                               | -
my son is 20 kg                                      | -
I weighed 200 g of pasta for later                   | -
82.4                                                 | -
is the pumpkin 2 kg?                                  | -
what does a weight bench cost                        | -
my weight should be 75 kg                            | -
I must weigh myself tomorrow                         | -
"""


@pytest.fixture
def weighed() -> tuple[Person, dict[str, str]]:
    """Somebody whose weight, body fat and waist were measured."""
    person = Person.register(now=NOON)
    person.patch("/me", {"height_cm": 178})
    names = {}
    for name, metric, value, day in (
        ("first", "weight_kg", 82, "2026-05-01"),
        ("yesterday", "weight_kg", 81.5, "2026-05-04"),
        ("fat", "body_fat_percent", 22, "2026-05-03"),
        ("waist", "waist_cm", 92, "2026-05-03"),
    ):
        body = {"metric": metric, "value": value, "local_date": day, "local_time": "07:00"}
        names[name] = person.post("/measurements", body).json()["id"]
    return person, names


@pytest.mark.parametrize("table", [WRITTEN, MENDED, ASKED, NOT_MEASURES], ids=["written", "mended", "asked", "not"])
def test_what_is_said_of_measures(weighed: tuple[Person, dict[str, str]], table: str) -> None:
    try_all(weighed[0], table, weighed[1])
