"""What is taken back by its name, several at once, or once more; and settings, goals, units and measures told otherwise."""

import pytest

from tests.agents.chat import Chat, amounts
from tests.agents.phrasings import try_all
from tests.people import Person

UNDONE = """
a banana > undo the banana                                        | undo
a pear > I weigh 80 kg > undo the weight                          | undo
I weigh 80 kg > a pear > undo the weight                          | delete_measurement
30 minutes of yoga > undo the yoga please                         | undo
a mango > 200 g rice > take back the mango                        | delete_entry
a kiwi > 200 g rice > scrap the last two                          | undo times=2
a fig > a date > remove those last 2 entries, that was yesterday  | undo times=2
a fig > take out what you just added                              | undo
a fig > undo > once more please                                   | undo
a fig > undo > log it again                                       | redo
a fig > undo > oops, wrong button, bring the fig back             | redo
a fig > undo > I did eat one, restore it                          | redo
a fig > undo the pizza                                            | -
a fig > 200 g rice > undo the change to the fig                   | -
scrap the last two                                                | -
"""

SETTINGS = """
can the weekly one come on Sundays at 9 in the morning instead of Mondays | set_coach_settings weekly_on=sunday weekly_at=09:00
move the weekly summary from Monday to Friday          | set_coach_settings weekly_on=friday
stop mailing me                                        | set_coach_settings mail_daily=False mail_weekly=False
only the weekly summary please                         | set_coach_settings daily=False weekly=True
mail me only the weekly one                            | set_coach_settings mail_daily=False mail_weekly=True
exams this week, pause everything for 5 days           | set_coach_settings pause_days=5
off to Goa for 10 days, no summaries till I'm back     | set_coach_settings pause_days=10
please keep quiet from 23:00 till 6:30, the baby sleeps | set_coach_settings quiet_from=23:00 quiet_to=06:30
daily summary at 8 > 8 pm obviously                    | set_coach_settings daily_at=20:00
daily summary at 7 in the evening > make that half past eight | set_coach_settings daily_at=20:30
weekly summary on Friday > no, make it Saturday        | set_coach_settings weekly_on=saturday
my boss wants a weekly summary by Friday 6pm           | -
our manager needs the weekly report on Monday          | -
I do my weekly report on Fridays                       | -
daily summary at 8 > 8 crackers                        | log_meal
"""

TOLD = """
waist 34 and a half inches                             | log_measurement metric=waist_cm value=34.5 unit=inches
body fat 27,4 and weight 88,2 kg                       | log_measurement value=27.4; log_measurement value=88.2
82,4 kg and 27,1 % fat                                 | log_measurement value=82.4; log_measurement value=27.1
yesterday I weighed 80.9 kg and today 80.4 kg | log_measurement value=80.9 local_date=2026-05-04; log_measurement value=80.4
80.9 on Sunday, 80.4 today | log_measurement value=80.9 local_date=2026-05-03; log_measurement value=80.4
80.9 on Sunday, today a bit less                       | -
waist 36 > inches I mean                               | edit_measurement value=36 unit=inches
I weigh 81.2 kg > delete the 81.2 one                  | delete_measurement
I weigh 81.2 kg > delete the 82.4 one                  | -
I weigh 82 kg > I really don't want to see 85 on the scales again | -
I never want to weigh 90 kg again                      | -
I think in stones, can you show it like that           | edit_profile units=uk
switch everything over to stone please, kilos mean nothing to me | edit_profile units=uk
I need to lose a stone                                 | -
I work nights so my day should start at 5 am           | edit_profile day_start=05:00
we moved to Toronto last week, please switch the time zone | edit_profile time_zone=America/Toronto
is 1900 kcal a day too low for me?                     | -
back in 2019 my target was 1500 kcal, never again      | -
"""


@pytest.mark.parametrize("table", [UNDONE, SETTINGS, TOLD], ids=["undone", "settings", "told"])
def test_what_is_taken_back_and_told_otherwise(alice: Person, table: str) -> None:
    try_all(alice, table)


def test_the_last_two_of_several_entries_are_asked_about(alice: Person) -> None:
    chat = Chat.begin(alice)
    chat.say("30 g walnuts")
    chat.say("100 g banana and 150 g pear")
    assert "took nothing back yet" in chat.say("undo the last two")["message"]["text"]
    assert len(amounts(alice)) == 3
    chat.say("undo the last two changes")
    assert not amounts(alice)


def test_a_goal_gets_another_day_and_another_pace(alice: Person) -> None:
    chat = Chat.begin(alice)
    assert alice.patch("/me", {"height_cm": 172}).status_code == 200
    chat.say("I weigh 78 kg")
    chat.say("my goal is 72 kg by 1 September")
    chat.say("yes")
    for said, column, value in (
        ("push my goal to the end of October please", "target_date", "2026-10-31"),
        ("push my goal back by two months", "target_date", "2026-12-31"),
        ("slow my goal down to 0.2 kg a week", "pace_per_week", 0.2),
    ):
        chat.say(said)
        chat.say("yes")
        active = [each for each in alice.get("/goals").json()["items"] if each["is_active"]]
        assert [(each["target_value"], each[column]) for each in active] == [(72, value)]
