"""Measurements over HTTP: taken, refused, changed, listed, summed up, taken back."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.api.test_openapi import conforms
from tests.people import Person
from tests.threads import alone

NOW = "2026-05-05T09:30:00Z"


@pytest.fixture
def person() -> Person:
    return Person.register(time_zone="Europe/Berlin", now=NOW)


def weigh(person: Person, value: Any, **more: Any) -> Any:
    return person.post("/measurements", {"metric": "weight_kg", "value": value, **more})


def listed(person: Person, query: str = "") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = person.get(f"/measurements{query}").json()["items"]
    return items


def code(answer: Any) -> str:
    assert answer.status_code in {404, 409, 422}, answer.content
    return str(answer.json()["code"])


def test_a_measure_is_taken_now_in_its_own_unit(person: Person) -> None:
    taken = conforms(weigh(person, 82.4, note="before breakfast"), "/measurements", "POST")
    assert taken | {"id": ""} == {
        "id": "",
        "metric": "weight_kg",
        "label": "Weight",
        "value": 82.4,
        "unit": "kg",
        "display": {"value": 82.4, "unit": "kg", "text": "82.4 kg"},
        "bmi": None,
        "type": "log",
        "measured_at": "2026-05-05T09:30:00Z",
        "local_date": "2026-05-05",
        "local_time": "11:30:00",
        "time_zone": "Europe/Berlin",
        "source": "form",
        "source_ref": None,
        "note": "before breakfast",
    }
    assert conforms(person.get(f"/measurements/{taken['id']}"), "/measurements/{measurement_id}", "GET") == taken
    assert listed(person) == [taken]


@pytest.mark.parametrize(
    ("units", "value", "unit", "stored", "shown", "text"),
    [
        ("us", 154.3, "lb", 69.989, 154.3, "154.3 lb"),
        ("us", 154.25, "lbs", 69.967, 154.25, "154.25 lb"),
        ("us", 70, None, 70, 154.3, "154.3 lb"),
        ("metric", 154.3, "lb", 69.989, 70.0, "70 kg"),
        ("uk", 158, "lb", 71.668, 11.29, "11 st 4 lb"),
        ("uk", 11.5, "st", 73.028, 11.5, "11 st 7 lb"),
        ("uk", 70, "kg", 70, 11.02, "11 st 0.3 lb"),
    ],
)
def test_units_are_as_people_like(
    person: Person, units: str, value: float, unit: str | None, stored: float, shown: float, text: str
) -> None:
    person.patch("/me", {"units": units})
    taken = weigh(person, value, **({"unit": unit} if unit else {})).json()
    assert (taken["value"], taken["unit"]) == (stored, "kg")
    assert (taken["display"]["value"], taken["display"]["text"]) == (shown, text)


def test_girths_take_inches_and_feet(person: Person) -> None:
    person.patch("/me", {"units": "us"})
    waist = person.post("/measurements", {"metric": "waist_cm", "value": 34.5, "unit": '"'}).json()
    assert (waist["value"], waist["display"]["text"]) == (87.63, "34.5 in")
    hip = person.post("/measurements", {"metric": "hip_cm", "value": 3, "unit": "ft"}).json()
    assert (hip["value"], hip["display"]["value"]) == (91.44, 36)
    fat = person.post("/measurements", {"metric": "body_fat_percent", "value": 21}).json()
    assert fat["display"] == {"value": 21, "unit": "%", "text": "21%"}


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ({"metric": "weight_kg", "value": 750}, "value_impossible"),
        ({"metric": "weight_kg", "value": 0}, "value_impossible"),
        ({"metric": "weight_kg", "value": -80}, "value_impossible"),
        ({"metric": "weight_kg", "value": 2}, "value_impossible"),
        ({"metric": "weight_kg", "value": 1e30}, "value_impossible"),
        ({"metric": "weight_kg", "value": "NaN"}, "validation_failed"),
        ({"metric": "weight_kg", "value": "Infinity"}, "validation_failed"),
        ({"metric": "weight_kg", "value": True, "unit": "kg"}, "validation_failed"),
        ({"metric": "weight_kg", "value": 80, "unit": "cm"}, "unit_unknown"),
        ({"metric": "weight_kg", "value": 80, "unit": "glorps"}, "unit_unknown"),
        ({"metric": "waist_cm", "value": 92, "unit": "kg"}, "unit_unknown"),
        ({"metric": "waist_cm", "value": 3}, "value_impossible"),
        ({"metric": "body_fat_percent", "value": 100}, "value_impossible"),
        ({"metric": "bmi", "value": 22}, "metric_derived"),
        ({"metric": "height", "value": 180}, "metric_unknown"),
        ({"metric": "custom:grip", "value": 40}, "metric_unknown"),
        ({"metric": "custom:Grip!", "value": 40, "unit": "kgf"}, "slug_invalid"),
        ({"metric": "weight_kg", "value": 80, "measured_at": "2026-05-05T08:00:00"}, "validation_failed"),
        ({"metric": "weight_kg", "value": 80, "measured_at": "2026-05-06T08:00:00Z"}, "measured_in_future"),
        ({"metric": "weight_kg", "value": 80, "local_date": "2026-05-06"}, "measured_in_future"),
        ({"metric": "weight_kg", "value": 80, "measured_at": "0001-01-01T00:00:00-12:00"}, "date_out_of_range"),
        ({"metric": "weight_kg", "value": 80, "measured_at": "9999-12-31T23:59:59Z"}, "date_out_of_range"),
        ({"metric": "weight_kg", "value": 80, "local_date": "1066-10-14"}, "date_out_of_range"),
        ({"metric": "weight_kg", "value": 80, "local_date": "2026-02-29"}, "validation_failed"),
        (
            {"metric": "weight_kg", "value": 80, "local_date": "2026-05-05", "measured_at": "2026-05-05T08:00:00Z"},
            "when_said_twice",
        ),
        ({"metric": "weight_kg", "value": 80, "source": "chat"}, "validation_failed"),
        ({"metric": "weight_kg", "value": 80, "note": "nul \x00"}, "validation_failed"),
        ({"metric": "weight_kg", "value": 80, "wieght": 1}, "validation_failed"),
    ],
)
def test_what_no_body_measures_is_refused(person: Person, body: dict[str, Any], wanted: str) -> None:
    assert code(person.post("/measurements", body)) == wanted
    assert listed(person) == []


def test_a_child_may_be_light_and_nobody_is_weighed_before_birth(person: Person) -> None:
    person.patch("/me", {"birth_date": "2025-05-01"})
    assert weigh(person, 9.6).status_code == 201
    assert code(weigh(person, 3.4, local_date="2025-04-30")) == "date_out_of_range"
    person.patch("/me", {"birth_date": "1990-05-01"})
    assert code(weigh(person, 9.6)) == "value_impossible"


def test_a_great_step_wants_a_confirmation(person: Person) -> None:
    weigh(person, 80)
    answer = weigh(person, 181)
    assert code(answer) == "value_unlikely"
    assert answer.json()["errors"][0]["field"] == "value"
    assert "80 kg to 181 kg" in answer.json()["detail"]
    assert "confirm" in answer.json()["detail"]
    assert code(weigh(person, 60, local_date="2026-01-01")) == "value_unlikely", "earlier ones too"
    assert weigh(person, 96).status_code == 201, "a fifth is no great step"
    assert weigh(person, 130, confirm=True).status_code == 201
    assert weigh(person, 60, type="target", local_date="2027-01-01").status_code == 201, "a wish may be anything"
    assert weigh(person, 128).status_code == 201, "and is no measure"
    last = listed(person)[1]
    assert last["value"] == 128
    assert code(person.patch(f"/measurements/{last['id']}", {"value": 12.8})) == "value_impossible"
    assert code(person.patch(f"/measurements/{last['id']}", {"value": 28.8})) == "value_unlikely"
    assert person.patch(f"/measurements/{last['id']}", {"value": 28.8, "confirm": True}).json()["value"] == 28.8
    fat = [
        person.post("/measurements", {"metric": "body_fat_percent", "value": value}).status_code
        for value in (20, 26, 37)
    ]
    assert fat == [201, 201, 422]


def test_it_belongs_to_the_persons_day() -> None:
    far = Person.register(time_zone="Pacific/Apia", now="2026-05-05T09:30:00Z")
    assert code(weigh(far, 80, measured_at="2026-05-05T14:30:00+02:00")) == "measured_in_future"
    early = weigh(far, 80, measured_at="2026-05-05T09:00:00Z").json()
    assert (early["local_date"], early["local_time"]) == ("2026-05-05", "22:00:00")
    night = weigh(far, 80, measured_at="2026-05-04T12:00:00Z").json()
    assert (night["local_date"], night["local_time"]) == ("2026-05-04", "01:00:00"), "before the day begins"
    far.patch("/me", {"time_zone": "Pacific/Honolulu"})
    again = far.get(f"/measurements/{night['id']}").json()
    assert (again["local_date"], again["time_zone"]) == ("2026-05-04", "Pacific/Apia"), "a date is a label"
    said = weigh(far, 81, local_date="2026-05-03", local_time="02:15").json()
    assert (said["local_date"], said["measured_at"]) == ("2026-05-03", "2026-05-04T12:15:00Z")
    plain = weigh(far, 81, local_date="2026-05-02").json()
    assert (plain["local_time"], plain["measured_at"]) == ("12:00:00", "2026-05-02T22:00:00Z")
    gap = Person.register(time_zone="Europe/Berlin", now=NOW)
    skipped = weigh(gap, 81, local_date="2026-03-28", local_time="02:30").json()
    assert (skipped["local_date"], skipped["local_time"]) == ("2026-03-28", "02:30:00")
    assert skipped["measured_at"] == "2026-03-29T01:30:00Z", "the clock went from 02:00 to 03:00"


def test_a_change_keeps_the_rest(person: Person) -> None:
    taken = weigh(person, 181, unit="lb", note="home", measured_at="2026-05-01T06:00:00Z").json()
    path = f"/measurements/{taken['id']}"
    changed = conforms(person.patch(path, {"value": 83}), "/measurements/{measurement_id}", "PATCH")
    assert changed == taken | {"value": 83, "display": {"value": 83, "unit": "kg", "text": "83 kg"}}
    assert person.patch(path, {"unit": "lb"}).json()["value"] == 37.648, "the digits were meant in pounds"
    assert person.patch(path, {"value": 182, "unit": "lb"}).json()["value"] == 82.554
    moved = person.patch(path, {"local_date": "2026-05-02"}).json()
    assert (moved["measured_at"], moved["local_time"]) == ("2026-05-02T06:00:00Z", "08:00:00")
    person.patch("/me", {"time_zone": "Asia/Tokyo"})
    assert person.patch(path, {"note": ""}).json()["time_zone"] == "Europe/Berlin"
    before = person.get("/changes").json()["items"][0]["id"]
    person.patch(path, {"note": ""})
    assert person.get("/changes").json()["items"][0]["id"] == before, "what changes nothing is no change"
    assert person.delete(path).status_code == 204
    assert code(person.delete(path)) == "measurement_not_found"
    assert person.post("/changes/undo").status_code == 200
    assert person.get(path).json()["value"] == 82.554
    person.post("/changes/redo")
    assert listed(person) == []


def test_lists_have_filters_pages_and_both_orders(person: Person) -> None:
    for day in range(1, 6):
        weigh(person, 80 + day, local_date=f"2026-05-0{day}", local_time="07:00")
    person.post("/measurements", {"metric": "waist_cm", "value": 92, "type": "baseline", "local_date": "2026-05-03"})
    assert [each["value"] for each in listed(person, "?metric=weight_kg")] == [85, 84, 83, 82, 81]
    assert [each["value"] for each in listed(person, "?metric=weight_kg&order=oldest")] == [81, 82, 83, 84, 85]
    assert [each["value"] for each in listed(person, "?from=2026-05-03&to=2026-05-04")] == [84, 92, 83]
    assert [each["metric"] for each in listed(person, "?type=baseline")] == ["waist_cm"]
    for order in ("newest", "oldest"):
        seen, path = [], f"/measurements?limit=2&order={order}"
        page = conforms(person.get(path), "/measurements", "GET")
        while True:
            seen += [each["id"] for each in page["items"]]
            if page["next"] is None:
                break
            page = person.get(f"{path}&cursor={page['next']}").json()
        assert seen == [each["id"] for each in listed(person, f"?order={order}")]
        assert len(seen) == 6
    for wrong in ("cursor=x", "order=random", "limit=0", "from=yesterday", "type=wish"):
        assert person.get(f"/measurements?{wrong}").status_code == 422, wrong


def test_latest_and_summary(person: Person) -> None:
    assert person.get("/measurements/latest").json() == {"items": []}
    assert person.get("/measurements/summary").json() == {"items": []}
    person.patch("/me", {"height_cm": 180, "units": "us"})
    for day, value in ((1, 82), (2, 84), (4, 81)):
        weigh(person, value, local_date=f"2026-05-0{day}")
    weigh(person, 70, type="target", local_date="2026-12-01")
    person.post("/measurements", {"metric": "waist_cm", "value": 92})
    latest = conforms(person.get("/measurements/latest"), "/measurements/latest", "GET")["items"]
    assert [(each["metric"], each["value"], each["bmi"]) for each in latest] == [
        ("waist_cm", 92, None),
        ("weight_kg", 81, 25.0),
    ]
    (weight,) = conforms(person.get("/measurements/summary?metric=weight_kg"), "/measurements/summary", "GET")["items"]
    assert (weight["count"], weight["first"]["value"], weight["latest"]["value"]) == (3, 82, 81)
    assert (weight["change"]["value"], weight["change"]["display"]["text"]) == (-1, "-2.2 lb")
    assert (weight["min"]["value"], weight["max"]["value"]) == (81, 84)
    (early,) = person.get("/measurements/summary?metric=weight_kg&to=2026-05-02").json()["items"]
    assert (early["count"], early["latest"]["value"]) == (2, 84)


def test_many_are_written_all_or_none_and_once(person: Person) -> None:
    rows = [
        {"metric": "weight_kg", "value": 80 + day / 10, "local_date": f"2026-04-{day:02}", "source_ref": f"s{day}"}
        for day in range(1, 31)
    ]
    done = conforms(person.post("/measurements/bulk", {"items": rows}), "/measurements/bulk", "POST")
    assert (done["created"], done["known"]) == (30, 0)
    assert done["ids"] == [each["id"] for each in listed(person, "?order=oldest")]
    more = [*rows, {"metric": "weight_kg", "value": 83, "local_date": "2026-05-01", "source_ref": "s31"}]
    again = person.post("/measurements/bulk", {"items": [*more, more[-1]]}).json()
    assert (again["created"], again["known"]) == (1, 31)
    assert again["ids"][:30] == done["ids"]
    assert again["ids"][30] == again["ids"][31]
    wrong = [
        {"metric": "weight_kg", "value": 83},
        {"metric": "wieght", "value": 83},
        {"metric": "weight_kg", "value": 750},
    ]
    refused = person.post("/measurements/bulk", {"items": wrong})
    assert code(refused) == "rows_invalid"
    assert [(each["field"], each["code"]) for each in refused.json()["errors"]] == [
        ("items.1.metric", "metric_unknown"),
        ("items.2.value", "value_impossible"),
    ]
    steps = [
        {"metric": "weight_kg", "value": v, "local_date": f"2026-05-0{d}"} for d, v in ((2, 84), (3, 120), (4, 84))
    ]
    assert [each["field"] for each in person.post("/measurements/bulk", {"items": steps}).json()["errors"]] == [
        "items.1.value"
    ]
    assert len(listed(person)) == 31
    assert person.post("/measurements/bulk", {"items": steps, "confirm": True}).json()["created"] == 3
    person.post("/changes/undo")
    assert len(listed(person)) == 31
    person.post("/changes/undo")
    person.post("/changes/undo")
    assert listed(person) == [], "one undo for each bulk"


def test_bulk_has_bounds(person: Person) -> None:
    row = {"metric": "weight_kg", "value": 80}
    assert person.post("/measurements/bulk", {"items": []}).status_code == 422
    assert person.post("/measurements/bulk", {"items": [row] * 5001}).status_code == 422
    full = [{"metric": "weight_kg", "value": 80, "source_ref": str(place)} for place in range(5000)]
    assert person.post("/measurements/bulk", {"items": full}).json()["created"] == 5000
    assert person.post("/measurements/bulk", {"items": full}).json()["known"] == 5000


def test_a_source_is_taken_once_even_by_two_at_once(person: Person) -> None:
    body = {"metric": "weight_kg", "value": 80, "source_ref": "scale-7", "source": "api"}

    def send(_: int) -> Any:
        return person.post("/measurements", body)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(alone(send), range(4)))
    assert sorted(each.status_code for each in answers) == [200, 200, 200, 201]
    assert len({each.json()["id"] for each in answers}) == 1
    assert person.post("/measurements", body | {"source": "import"}).status_code == 201, "another source"
    key = {"Idempotency_Key": "k"}
    assert weigh(person, 81).status_code == 201
    first = person.post("/measurements", {"metric": "weight_kg", "value": 82}, **key)
    assert person.post("/measurements", {"metric": "weight_kg", "value": 82}, **key).content == first.content


def test_metrics_of_ones_own(person: Person, bob: Person) -> None:
    made = person.post("/measurements/metrics", {"slug": "grip", "name": "Grip", "unit": "kgf", "low": 0, "high": 150})
    assert conforms(made, "/measurements/metrics", "POST")["metric"] == "custom:grip"
    assert code(person.post("/measurements/metrics", {"slug": "custom:grip"})) == "metric_exists"
    taken = person.post("/measurements", {"metric": "custom:grip", "value": 48}).json()
    assert (taken["label"], taken["display"]["text"]) == ("Grip", "48 kgf")
    assert person.post("/measurements", {"metric": "custom:grip", "value": 5, "unit": "KGF"}).status_code == 201, (
        "no step"
    )
    assert code(person.post("/measurements", {"metric": "custom:grip", "value": 151})) == "value_impossible"
    assert code(person.post("/measurements", {"metric": "custom:grip", "value": 4, "unit": "kg"})) == "unit_unknown"
    assert code(person.delete("/measurements/metrics/grip")) == "metric_in_use"
    changed = person.patch("/measurements/metrics/custom:grip", {"high": 200, "name": "Grip strength"})
    assert conforms(changed, "/measurements/metrics/{slug}", "PATCH")["high"] == 200
    assert code(person.patch("/measurements/metrics/grip", {"low": 300})) == "bounds_out_of_order"
    pulse = person.post("/measurements", {"metric": "custom:resting-pulse", "value": 58, "unit": "bpm"}).json()
    assert pulse["label"] == "Resting pulse"
    own = conforms(person.get("/measurements/metrics"), "/measurements/metrics", "GET")["items"]
    assert [each["metric"] for each in own if each["custom"]] == ["custom:grip", "custom:resting-pulse"]
    person.post("/changes/undo")
    assert person.get(f"/measurements/{pulse['id']}").status_code == 404
    assert len(person.get("/measurements/metrics").json()["items"]) == len(own) - 1, "its definition came with it"
    assert code(bob.patch("/measurements/metrics/grip", {"name": "x"})) == "metric_not_found"
    assert code(bob.delete("/measurements/metrics/grip")) == "metric_not_found"
    assert bob.post("/measurements/metrics", {"slug": "grip"}).status_code == 201, "names are each person's own"
    assert bob.delete("/measurements/metrics/grip").status_code == 204


def test_undoing_a_metric_takes_no_measure_with_it(person: Person) -> None:
    person.post("/measurements/metrics", {"slug": "grip", "unit": "kgf"})
    made = person.get("/changes").json()["items"][0]["id"]
    person.post("/measurements", {"metric": "custom:grip", "value": 48})
    refused = person.post("/changes/undo", {"change_set_id": made})
    assert (refused.status_code, code(refused)) == (409, "used_since")
    assert len(listed(person)) == 1


def test_nobody_reads_or_writes_anothers(person: Person, bob: Person) -> None:
    taken = weigh(person, 82.4, source_ref="mine").json()
    path = f"/measurements/{taken['id']}"
    for method, body in (("GET", None), ("PATCH", {"value": 70}), ("DELETE", None)):
        assert bob.send(method, path, body).status_code == 404
    undo = {"change_set_id": person.get("/changes").json()["items"][0]["id"]}
    assert bob.post("/changes/undo", undo).status_code == 404
    assert bob.post("/measurements", {"metric": "weight_kg", "value": 60, "source_ref": "mine"}).status_code == 201
    for query in ("", "/latest", "/summary"):
        assert taken["id"] not in bob.get(f"/measurements{query}").content.decode()
    assert listed(person) == [taken]
