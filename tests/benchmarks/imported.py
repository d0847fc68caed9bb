"""A file of a hundred thousand foods, looked at, written down and taken back: python -m tests.benchmarks.imported."""

import resource
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.exchange import files

ROWS = 100_000


def _row(n: int) -> tuple[object, ...]:
    day = f"{2016 + n % 10}-{n // 10 % 12 + 1:02}-{n // 120 % 28 + 1:02}"
    return day, "Lunch", f"Food {n % 500}", f"{n % 400 + 1} g", n % 900, n % 40, n % 90, n % 30, n % 9, n % 700


def test_a_hundred_thousand_rows() -> None:
    from tests.exchange.test_imports import send
    from tests.people import Person
    from tests.working import work_for

    person = Person.register(time_zone="Europe/Berlin", now="2026-05-20T12:00:00+00:00")
    headers = "Date,Meal,Food,Amount,Calories,Protein (g),Carbs (g),Fat (g),Fiber (g),Sodium (mg)".split(",")
    rows = (_row(number) for number in range(ROWS))
    data = files.table(headers, rows)

    def timed(what: str, work: Callable[[], Any]) -> Any:
        began = time.monotonic()
        done = work()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{what}: {time.monotonic() - began:.1f} s, {peak} MB at most")
        return done

    sent = timed("sent", lambda: send(person, data, "x.csv")).json()
    timed("looked at", lambda: work_for(person))
    person.post(f"/imports/{sent['id']}/commit")
    timed("written", lambda: work_for(person))
    told = person.get(f"/imports/{sent['id']}").json()
    print(told["state"], told["result"], told["error"])
    undo = {"change_set_id": told["change_set_id"]}
    assert timed("taken back", lambda: person.post("/changes/undo", undo)).status_code == 200
    assert timed("done again", lambda: person.post("/changes/redo")).status_code == 200
    timed("listed", lambda: person.get("/changes?limit=3"))


if __name__ == "__main__":
    raise SystemExit(pytest.main([__file__, "-q", "-s"]))
