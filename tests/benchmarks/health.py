"""Apple Health's export of a gigabyte, zipped, looked at and written down: python -m tests.benchmarks.health.

`BENCH_MB`: how large, 1,000 otherwise; `TMPDIR`: where to.
"""

import os
import resource
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

MEGABYTES = int(os.environ.get("BENCH_MB", "1000"))
MEALS = [("EnergyConsumed", "kcal", 400), ("Protein", "g", 30), ("Carbohydrates", "g", 40), ("FatTotal", "g", 12)]


def _sample(kind: str, value: object, unit: str, at: datetime, source: str, inner: str = "") -> str:
    when = at.strftime("%Y-%m-%d %H:%M:%S +0200")
    return (
        f' <Record type="HKQuantityTypeIdentifier{kind}" sourceName="{source}" sourceVersion="10.4.1"'
        ' device="&lt;&lt;HKDevice: 0x281f2c5a0&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,2&gt;"'
        f' unit="{unit}" creationDate="{when}" startDate="{when}" endDate="{when}" value="{value}">{inner}</Record>\n'
    )


def _day(day: datetime) -> Iterator[str]:
    """A day of somebody who wears a watch and writes down three meals of three foods."""
    for minute in range(0, 1440, 4):
        yield _sample("HeartRate", 60 + minute % 40, "count/min", day + timedelta(minutes=minute), "Watch")
    for minute in range(0, 960, 5):
        at = day + timedelta(minutes=420 + minute)
        yield _sample("StepCount", minute % 90 + 1, "count", at, "Watch")
        yield _sample("StepCount", minute % 80 + 1, "count", at, "Phone")
        yield _sample("ActiveEnergyBurned", "1.25", "kcal", at, "Watch")
    yield _sample("BodyMass", 80 + day.day % 4, "kg", day + timedelta(hours=7), "Scale")
    for hour in (8, 13, 19):
        for food in range(3):
            at = day + timedelta(hours=hour, minutes=food)
            inner = f'<MetadataEntry key="HKFoodType" value="Food {hour}-{food}"/>'
            for kind, unit, amount in MEALS:
                yield _sample(f"Dietary{kind}", amount + day.day, unit, at, "Lifesum", inner)


def write(path: Path, size: int) -> int:
    """An export.xml of this many bytes in a zip; returns how many days it has."""
    written = days = 0
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("apple_health_export/export.xml", "w", force_zip64=True) as file,
    ):
        file.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="en_US">\n')
        while written < size:
            block = "".join(_day(datetime(2026, 5, 1) - timedelta(days=days))).encode()
            file.write(block)
            written, days = written + len(block), days + 1
        file.write(b"</HealthData>\n")
    return days


def test_a_gigabyte() -> None:
    from fithub.exchange import imports
    from tests.people import Person
    from tests.working import work_for

    person = Person.register(time_zone="Europe/Berlin", now="2026-05-20T12:00:00+00:00")

    def timed(what: str, work: Callable[[], Any]) -> Any:
        began = time.monotonic()
        done = work()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{what}: {time.monotonic() - began:.1f} s, {peak} MB at most")
        return done

    with TemporaryDirectory() as folder:
        path = Path(folder) / "export.zip"
        print(timed(f"made of {MEGABYTES} MB", lambda: write(path, MEGABYTES * 1_000_000)), "days", path.stat().st_size)
        with path.open("rb") as file:
            row, _ = timed(
                "kept",
                lambda: imports.take(user_id=person.user_id, name=path.name, content=file, size=path.stat().st_size),
            )
    timed("looked at", lambda: work_for(person))
    told = person.get(f"/imports/{row.pk}").json()
    print(told["state"], told["error"], told["preview"] and told["preview"]["counts"])
    person.post(f"/imports/{row.pk}/commit")
    timed("written", lambda: work_for(person))
    told = person.get(f"/imports/{row.pk}").json()
    print(told["state"], told["result"], told["error"])
    assert told["state"] == "committed"


if __name__ == "__main__":
    raise SystemExit(pytest.main([__file__, "-q", "-s"]))
