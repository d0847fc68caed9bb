"""The plan in calendar programs: read back with the libraries that they are made with, under an address that is a secret."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import psycopg
import pytest
import recurring_ical_events  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from fithub.planning.vtimezone import timezone_of
from fithub.planning.wall import instant_at
from tests.api.test_openapi import conforms
from tests.people import Person, new_client
from tests.planning.test_diets import diet, food, meal


def person(zone: str, now: str) -> Person:
    return Person.register(time_zone=zone, now=now)


def address(of: Person) -> str:
    url = conforms(of.post("/calendar"), "/calendar", "POST")["url"]
    assert url.startswith("http://testserver/api/v1/calendars/")
    return url.removeprefix("http://testserver")


def fetch(of: Person, path: str, **headers: str) -> Any:
    """As a calendar program does: without a token. The clock is stood all the same."""
    return new_client().get(path, headers={"X-Test-Now": of.headers["X-Test-Now"]} | headers)


def calendar(of: Person, path: str) -> Any:
    answer = fetch(of, path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    read = icalendar.Calendar.from_ical(answer.content)
    assert isinstance(read, icalendar.Calendar)
    assert all(not component.errors for component in read.walk())
    return read


def starts(read: Any, first: date, last: date) -> list[str]:
    """What a calendar program shows on some days."""
    events = recurring_ical_events.of(read).between(first, last + timedelta(days=1))
    return sorted(event["DTSTART"].dt.isoformat() for event in events)


def test_a_calendar_program_reads_the_plan() -> None:
    cook = person("Europe/Berlin", "2026-12-01T12:00:00+00:00")
    lean = diet(cook, name="Secret diet")
    notes = "Soak; stir, \\ wait.\nBEGIN:VEVENT\nüß 🥣" + " and wait" * 20
    meal(cook, lean["id"], name="Oats, cooked; warm", local_time="07:30", minutes=45, notes=notes)
    path = address(cook)
    read = calendar(cook, path)
    days = [f"2026-12-{day:02}T07:30:00+01:00" for day in range(1, 8)]
    assert starts(read, date(2026, 12, 1), date(2026, 12, 7)) == days
    event = read.events[0]
    assert (event["SUMMARY"], event["DESCRIPTION"]) == ("Oats, cooked; warm", f"Quillon porridge, 150 g\n\n{notes}")
    assert event.end - event.start == timedelta(minutes=45)
    assert event.categories == ["Breakfast"]
    assert len({each["UID"] for each in read.events}) == len(read.events) == 181
    for each in read.events:
        assert {"UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DURATION"} <= each.keys()
        assert each["DTSTAMP"].dt.tzname() == "UTC"
    (zone,) = read.timezones
    assert zone["TZID"] == "Europe/Berlin"
    text = fetch(cook, path).content
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert b"\n" not in text.replace(b"\r\n", b"")
    for secret in (cook.email, "Secret diet", str(cook.user_id), lean["id"]):
        assert secret not in text.decode().replace("\r\n ", "")


def test_what_is_moved_keeps_its_identity_and_what_is_skipped_is_gone() -> None:
    cook = person("Europe/Berlin", "2026-12-01T12:00:00+00:00")
    lean = diet(cook)
    of = meal(cook, lean["id"], rule="FREQ=WEEKLY;BYDAY=WE", local_time="07:30")
    path = address(cook)
    before = {each["UID"]: each["SEQUENCE"] for each in calendar(cook, path).events}
    first, second, *_ = cook.get("/planned-meals?from=2026-12-01&to=2026-12-31").json()["items"]
    cook.patch(f"/planned-meals/{first['id']}", {"local_date": "2026-12-03"})
    cook.patch(f"/planned-meals/{second['id']}", {"skipped": True})
    read = calendar(cook, path)
    assert starts(read, date(2026, 12, 1), date(2026, 12, 10)) == ["2026-12-03T07:30:00+01:00"]
    after = {each["UID"]: each["SEQUENCE"] for each in read.events}
    assert before.keys() - after.keys() == {f"{second['id']}@fithub"}
    moved = f"{first['id']}@fithub"
    assert after[moved] > before[moved]
    cook.patch(f"/meals/{of['id']}", {"local_time": "08:00"})
    assert all(each["SEQUENCE"] > after[each["UID"]] for each in calendar(cook, path).events)


def test_a_calendar_that_is_the_same_is_not_sent_again() -> None:
    cook = person("UTC", "2026-12-01T12:00:00+00:00")
    lean = diet(cook)
    meal(cook, lean["id"])
    path = address(cook)
    first = fetch(cook, path)
    tag = first.headers["ETag"]
    assert fetch(cook, path).content == first.content
    for sent in (tag, f'"other", W/{tag}', "*"):
        again = fetch(cook, path, If_None_Match=sent, **{"If-None-Match": sent})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert new_client().head(path).status_code == 200
    key = cook.get("/planned-meals?from=2026-12-01&to=2026-12-31").json()["items"][0]["id"]
    cook.patch(f"/planned-meals/{key}", {"skipped": True})
    changed = fetch(cook, path, **{"If-None-Match": tag})
    assert (changed.status_code, changed.headers["ETag"] != tag) == (200, True)


def test_an_address_is_a_secret_that_can_be_replaced_and_revoked(bob: Person, owner_url: str) -> None:
    cook = person("UTC", "2026-12-01T12:00:00+00:00")
    assert conforms(cook.get("/calendar"), "/calendar", "GET") == {"active": False, "created_at": None}
    first = address(cook)
    secret = re.fullmatch(r"/api/v1/calendars/([\w-]{43})\.ics", first)
    assert secret is not None
    assert cook.get("/calendar").json()["active"]
    with psycopg.connect(owner_url) as owner:
        owner.execute("ALTER TABLE planning_calendarfeed NO FORCE ROW LEVEL SECURITY")
        kept = owner.execute("SELECT row_to_json(c)::text FROM planning_calendarfeed c").fetchall()
        owner.rollback()
    assert kept
    assert secret[1] not in str(kept)
    second = address(cook)
    assert fetch(cook, first).json()["code"] == "calendar_not_found"
    assert fetch(cook, second).status_code == 200
    assert cook.post("/changes/undo").status_code == 404, "no undo brings an old address back"
    bob.delete("/calendar")
    assert fetch(cook, second).status_code == 200
    for _ in range(2):
        assert cook.delete("/calendar").status_code == 204
    assert fetch(cook, second).status_code == 404
    assert fetch(cook, f"/api/v1/calendars/{'x' * 5000}.ics").status_code == 404
    assert fetch(cook, "/api/v1/calendars/.ics").status_code == 404
    third = address(cook)
    cook.delete("/me")
    assert fetch(cook, third).status_code in {200, 404}


def test_an_address_that_is_asked_for_again_is_not_told_again_and_kept_nowhere(bob: Person, owner_url: str) -> None:
    made = bob.post("/calendar", Idempotency_Key="calendar-once").json()
    again = bob.post("/calendar", Idempotency_Key="calendar-once")
    assert (again.status_code, again.json()["code"]) == (409, "secret_told")
    secret = made["url"].rsplit("/", 1)[1].removesuffix(".ics")
    with psycopg.connect(owner_url) as owner:
        kept = owner.execute("SELECT count(*) FROM core_once t WHERE strpos(t::text, %s) > 0", [secret]).fetchone()
    assert kept == (0,)
    assert new_client().get(f"/api/v1/calendars/{secret}.ics").status_code == 200


def test_a_secret_opens_one_plan(bob: Person) -> None:
    cook = person("UTC", "2026-12-01T12:00:00+00:00")
    bob.headers = dict(cook.headers)
    meal(cook, diet(cook)["id"], name="Mine")
    meal(bob, diet(bob)["id"], name="Theirs")
    address(bob)
    assert {str(each["SUMMARY"]) for each in calendar(cook, address(cook)).events} == {"Mine"}


@pytest.mark.parametrize(
    ("zone", "now", "at", "day", "shown"),
    [
        # Clocks put forward: 02:30 does not exist, and is served at the next minute that does.
        ("Europe/Berlin", "2027-03-20T12:00:00+00:00", "02:30", "2027-03-28", "2027-03-28T03:00:00+02:00"),
        ("Europe/Berlin", "2027-03-20T12:00:00+00:00", "03:00", "2027-03-28", "2027-03-28T03:00:00+02:00"),
        ("Europe/Berlin", "2027-03-20T12:00:00+00:00", "01:59", "2027-03-28", "2027-03-28T01:59:00+01:00"),
        ("America/New_York", "2027-03-10T12:00:00+00:00", "02:00", "2027-03-14", "2027-03-14T03:00:00-04:00"),
        ("Australia/Lord_Howe", "2026-10-01T12:00:00+00:00", "02:10", "2026-10-04", "2026-10-04T02:30:00+11:00"),
        # Clocks put back: of the two the first.
        ("Europe/Berlin", "2026-10-20T12:00:00+00:00", "02:30", "2026-10-25", "2026-10-25T02:30:00+02:00"),
        # A day that Samoa never had, and its noon to the day.
        ("Pacific/Apia", "2011-12-20T12:00:00+00:00", "12:00", "2011-12-30", "2011-12-31T00:00:00+14:00"),
        ("Pacific/Apia", "2026-12-01T00:00:00+00:00", "12:00", "2026-12-05", "2026-12-05T12:00:00+13:00"),
        ("Pacific/Honolulu", "2026-12-01T00:00:00+00:00", "12:00", "2026-12-05", "2026-12-05T12:00:00-10:00"),
        ("Asia/Kathmandu", "2028-02-01T00:00:00+00:00", "12:00", "2028-02-29", "2028-02-29T12:00:00+05:45"),
    ],
)
def test_a_time_of_day_is_what_the_clocks_show(zone: str, now: str, at: str, day: str, shown: str) -> None:
    cook = person(zone, now)
    cook.patch("/me", {"day_start": "00:00"})
    planned = {"local_date": day, "local_time": at, "items": [{"food_id": food(cook), "grams": 5}]}
    assert cook.post("/planned-meals", planned).status_code == 201
    (event,) = calendar(cook, address(cook)).events
    assert event["DTSTART"].dt.isoformat() == shown
    assert event["DURATION"].dt == timedelta(minutes=30)


def test_a_daily_meal_stays_at_its_hour_over_both_changes_of_the_clocks() -> None:
    cook = person("Europe/Berlin", "2026-10-24T12:00:00+00:00")
    meal(cook, diet(cook)["id"], local_time="07:30")
    read = calendar(cook, address(cook))
    shown = starts(read, date(2026, 10, 24), date(2027, 4, 20))
    assert len(shown) == 179
    assert {each[11:16] for each in shown} == {"07:30"}
    assert [each[19:] for each in shown if each[:10] in {"2026-10-24", "2026-10-25", "2027-03-27", "2027-03-28"}] == [
        "+02:00",
        "+01:00",
        "+01:00",
        "+02:00",
    ]


def test_the_small_hours_are_of_the_day_before() -> None:
    cook = person("Europe/Berlin", "2026-12-01T12:00:00+00:00")
    planned = {"local_date": "2026-12-05", "local_time": "01:30", "items": [{"food_id": food(cook), "grams": 5}]}
    cook.post("/planned-meals", planned)
    (event,) = calendar(cook, address(cook)).events
    assert event["DTSTART"].dt.isoformat() == "2026-12-06T01:30:00+01:00"


ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Casablanca",
    "America/Nuuk",
]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ZONES), st.dates(date(2008, 1, 1), date(2030, 1, 1)))
def test_a_zone_is_told_as_it_is(zone: str, first: date) -> None:
    last = first + timedelta(days=211)
    told = timezone_of(zone, first, last).to_tz()
    for offset in range(0, 212, 3):
        noon = datetime.combine(first + timedelta(days=offset), datetime.min.time()).replace(hour=12)
        there = ZoneInfo(zone)
        if noon.replace(tzinfo=there).astimezone(UTC).astimezone(there).replace(tzinfo=None) == noon:
            assert noon.replace(tzinfo=told).utcoffset() == noon.replace(tzinfo=there).utcoffset(), noon


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(ZONES), st.datetimes(datetime(2008, 1, 1), datetime(2030, 1, 1)))
def test_a_planned_time_always_exists_and_is_never_early(zone: str, wall: datetime) -> None:
    at = instant_at(wall.date(), wall.time(), zone=zone, day_start=datetime.min.time())
    shown = at.replace(tzinfo=None)
    assert at.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == shown, "it exists"
    assert shown >= wall
    assert shown == wall or shown.second == 0
