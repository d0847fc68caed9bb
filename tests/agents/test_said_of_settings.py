"""What people say of how a day stands, of files in and out, and of when the coach writes; and what only sounds like it."""

import pytest

from tests.agents.chat import NOON
from tests.agents.phrasings import try_all
from tests.people import Person

DAYS = """
that's all for today                                 | set_day_status status=complete
that's it for today                                  | set_day_status status=complete
I'm done for today                                   | set_day_status status=complete
I'm done eating for the day                          | set_day_status status=complete
done logging for today                               | set_day_status status=complete
today's log is complete                              | set_day_status status=complete
everything's logged for yesterday                    | set_day_status status=complete local_date=2026-05-04
yesterday is complete                                | set_day_status status=complete local_date=2026-05-04
mark yesterday complete                              | set_day_status status=complete local_date=2026-05-04
mark yesterday as done                               | set_day_status status=complete local_date=2026-05-04
close out today                                      | set_day_status status=complete
finished for today                                   | set_day_status status=complete
nothing more today                                   | set_day_status status=complete
I've logged everything today                         | set_day_status status=complete
I won't eat anything else today                      | set_day_status status=complete
I logged everything on Sunday                        | set_day_status status=complete local_date=2026-05-03
Monday is complete                                   | set_day_status status=complete local_date=2026-05-04
yesterday isn't complete                             | set_day_status status=incomplete local_date=2026-05-04
I forgot to log some things yesterday                | set_day_status status=incomplete local_date=2026-05-04
I didn't log everything yesterday                    | set_day_status status=incomplete local_date=2026-05-04
I didn't track everything on Sunday                  | set_day_status status=incomplete local_date=2026-05-03
yesterday's log is missing stuff                     | set_day_status status=incomplete local_date=2026-05-04
yesterday's diary is not complete                    | set_day_status status=incomplete local_date=2026-05-04
mark Sunday as incomplete                            | set_day_status status=incomplete local_date=2026-05-03
yesterday is only half logged                        | set_day_status status=incomplete local_date=2026-05-04
I stopped tracking halfway through yesterday         | set_day_status status=incomplete local_date=2026-05-04
I missed some meals in my log yesterday              | set_day_status status=incomplete local_date=2026-05-04
I fasted yesterday                                   | set_day_status status=fasting local_date=2026-05-04
fasted all day yesterday                             | set_day_status status=fasting local_date=2026-05-04
yesterday I fasted                                   | set_day_status status=fasting local_date=2026-05-04
I did a fast yesterday                               | set_day_status status=fasting local_date=2026-05-04
yesterday was a fast day                             | set_day_status status=fasting local_date=2026-05-04
fasting today                                        | set_day_status status=fasting
I'm fasting today                                    | set_day_status status=fasting
I'm doing a fast today                               | set_day_status status=fasting
didn't eat at all yesterday                          | set_day_status status=fasting local_date=2026-05-04
had nothing to eat yesterday                         | set_day_status status=fasting local_date=2026-05-04
mark Sunday as a fasting day                         | set_day_status status=fasting local_date=2026-05-03
I fasted on Sunday                                   | set_day_status status=fasting local_date=2026-05-03
on Sunday I ate nothing                              | set_day_status status=fasting local_date=2026-05-03
I didn't eat anything yesterday                      | set_day_status status=fasting local_date=2026-05-04
"""

NO_DAYS = """
I fasted until noon                                  | -
fasted for 16 hours today and then gave up           | -
Sunday wasn't a fast, take that mark off             | -
I skipped breakfast yesterday                        | -
I didn't eat breakfast yesterday                     | -
I didn't eat the cake yesterday                      | -
is yesterday complete?                               | -
was yesterday fully logged?                          | -
I had two everything bagels for breakfast yesterday  | log_meal
I'm going to fast tomorrow                           | -
"""

FILES = """
export my data                                       | start_export format=zip
download my data                                     | start_export
give me all my data                                  | start_export
I want a copy of my data                             | start_export
can I have my data?                                  | start_export
can I get a copy of everything you have on me?       | start_export
back up my data                                      | start_export
make a backup of my data                             | start_export
I'd like to download everything                      | start_export
export everything as FHIR                            | start_export format=fhir
give me a fhir bundle of my data                     | start_export format=fhir
start an export                                      | start_export
start a new export please                            | start_export
get me a zip of everything                           | start_export format=zip
save all my data to a file                           | start_export
export my diary                                      | start_export
export all my entries to csv                         | start_export
I need an export of my data                          | start_export
send me my data                                      | start_export
put all my data into a file                          | start_export
commit the import                                    | commit_import import_id=@file
go ahead with the import                             | commit_import import_id=@file
write the import down                                | commit_import import_id=@file
import the file I sent                               | commit_import import_id=@file
import it                                            | commit_import import_id=@file
please import that file                              | commit_import import_id=@file
bring in the file                                    | commit_import import_id=@file
bring in the data from the file                      | commit_import import_id=@file
finish the import                                    | commit_import import_id=@file
add everything from the file to my diary             | commit_import import_id=@file
take over the data from my file                      | commit_import import_id=@file
what's in the file?                                  | list_imports
what files have I sent                               | list_imports
show my imports                                      | list_imports
did my file arrive?                                  | list_imports
what would the import add?                           | list_imports
which imports are there                              | list_imports
what does the file hold                              | list_imports
undo the import                                      | list_imports
take the import back                                 | list_imports
remove the imported data                             | list_imports
roll back what I imported                            | list_imports
get rid of the import                                | list_imports
delete everything that was imported                  | list_imports
reverse the import                                   | list_imports
is my export done?                                   | get_jobs
how far is the import                                | get_jobs
is the export ready yet                              | get_jobs
has my import finished                               | get_jobs
what's the status of my export                       | get_jobs
"""

NO_FILES = """
imported beer                                        | log_meal
I had an export lager with dinner                     | log_meal
download the app                                     | -
"""

COACH = """
send my daily summary at 8pm                         | set_coach_settings daily_at=20:00
send me the daily recap at 20:00                     | set_coach_settings daily_at=20:00
I want my daily summary at 9 in the evening          | set_coach_settings daily_at=21:00
daily summary at 7 am please                         | set_coach_settings daily_at=07:00
I'd like the daily summary at half past seven in the morning | set_coach_settings daily_at=07:30
change the weekly summary to Sunday                  | set_coach_settings weekly_on=sunday
weekly report on Fridays at 6 pm                     | set_coach_settings weekly_on=friday weekly_at=18:00
send me my weekly report on Mondays                  | set_coach_settings weekly_on=monday
my weekly summary should come on Friday              | set_coach_settings weekly_on=friday
move my daily summary to 7am                         | set_coach_settings daily_at=07:00
can the weekly check-in come on Sundays at noon?     | set_coach_settings weekly_on=sunday weekly_at=12:00
no more summaries                                    | set_coach_settings daily=False weekly=False
stop the daily summaries                             | set_coach_settings daily=False
turn off the weekly report                           | set_coach_settings weekly=False
I don't want weekly summaries                        | set_coach_settings weekly=False
I don't want the daily summary any more              | set_coach_settings daily=False
switch my daily summary off                          | set_coach_settings daily=False
turn the daily summary back on                       | set_coach_settings daily=True
start sending daily summaries again                  | set_coach_settings daily=True
pause for two weeks                                  | set_coach_settings pause_days=14
pause my summaries for a week                        | set_coach_settings pause_days=7
don't bother me for 3 days                           | set_coach_settings pause_days=3
leave me alone for a week                            | set_coach_settings pause_days=7
I'm on holiday for two weeks, pause the summaries    | set_coach_settings pause_days=14
no summaries for the next two weeks                  | set_coach_settings pause_days=14
hold my summaries for 10 days                        | set_coach_settings pause_days=10
resume my summaries                                  | set_coach_settings pause_days=0
end the pause                                        | set_coach_settings pause_days=0
stop asking me about missed days                     | set_coach_settings backfill=False
don't ask about days I forgot                        | set_coach_settings backfill=False
stop asking about empty days                         | set_coach_settings backfill=False
stop asking me when I log nothing                    | set_coach_settings backfill=False
don't ask me on days when I haven't written anything | set_coach_settings backfill=False
don't bother asking about days I skip                | set_coach_settings backfill=False
no quiet hours anymore please                        | set_coach_settings no_quiet=True
turn off quiet hours                                 | set_coach_settings no_quiet=True
you can message me any time again                    | set_coach_settings no_quiet=True
ask me about empty days again                        | set_coach_settings backfill=True
quiet hours from 22:00 to 7:00                       | set_coach_settings quiet_from=22:00 quiet_to=07:00
don't message me between 10pm and 7am                | set_coach_settings quiet_from=22:00 quiet_to=07:00
don't write to me from 10 pm to 7 am                 | set_coach_settings quiet_from=22:00 quiet_to=07:00
email me the weekly summary                          | set_coach_settings mail_weekly=True
mail me the daily summary too                        | set_coach_settings mail_daily=True
stop the weekly emails                               | set_coach_settings mail_weekly=False
don't mail me any more                               | set_coach_settings mail_daily=False mail_weekly=False
no more emails                                       | set_coach_settings mail_daily=False mail_weekly=False
"""

NO_COACH = """
how was my week?                                     | get_range
show me yesterday's summary                          | get_summary
what does my daily summary say                       | get_summary
when does my weekly summary come?                    | -
I don't need quiet hours at the library              | -
don't message me after 10pm                          | -
pause                                                | -
stop                                                 | -
I don't want dinner                                  | -
send help                                            | -
"""


@pytest.fixture
def settled() -> tuple[Person, dict[str, str]]:
    """Somebody with some entries and a file that waits to be imported."""
    from tests.exchange import files
    from tests.exchange.test_imports import send
    from tests.working import work_for

    person = Person.register(now=NOON)
    food = person.get("/foods?q=banana").json()["items"][0]["id"]
    for day in ("2026-05-03", "2026-05-04", "2026-05-05"):
        assert person.post("/entries", {"food_id": food, "grams": 100, "local_date": day}).status_code == 201
    row = send(person, files.cronometer()).json()
    work_for(person)
    return person, {"file": row["id"]}


@pytest.mark.parametrize(
    "table",
    [DAYS, NO_DAYS, FILES, NO_FILES, COACH, NO_COACH],
    ids=["days", "no days", "files", "no files", "coach", "no coach"],
)
def test_what_is_said_of_settings(settled: tuple[Person, dict[str, str]], table: str) -> None:
    try_all(settled[0], table, settled[1])
