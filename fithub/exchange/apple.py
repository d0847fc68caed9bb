"""Apple Health's export.xml: gigabytes of samples, read one at a time.

Samples of one food lie far apart (all energies, then all proteins …), and a sample within a correlation stands in the file once
more by itself; so those of food are gathered in a small database on disk, and told at the end. Steps and active energy are many
samples a minute from several devices that counted the same steps: a day has the sum of the device that has the largest.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from fithub.core.clock import FIRST_DATE, local_moment
from fithub.core.errors import InvalidInput
from fithub.exchange.amounts import canonical, factor, read_number, storable
from fithub.exchange.items import Drunk, Eaten, Found, Measured, Moved, Problem
from fithub.exchange.rows import Place

NAME: Final = "Apple Health"
TABLE: Final = "export.xml"
_DIETARY: Final = "HKQuantityTypeIdentifierDietary"
_QUANTITY: Final = "HKQuantityTypeIdentifier"
_FOOD: Final = "HKCorrelationTypeIdentifierFood"
_NUTRIENTS: Final[Mapping[str, str]] = {
    "EnergyConsumed": "energy_kcal", "Protein": "protein_g", "Carbohydrates": "carbohydrate_g", "FatTotal": "fat_g",
    "Fiber": "fibre_g", "Sugar": "sugars_g", "FatSaturated": "saturated_fat_g", "FatMonounsaturated": "monounsaturated_fat_g",
    "FatPolyunsaturated": "polyunsaturated_fat_g", "Cholesterol": "cholesterol_mg", "Caffeine": "caffeine_mg",
    "Sodium": "sodium_mg",
    "Potassium": "potassium_mg", "Calcium": "calcium_mg", "Iron": "iron_mg", "Magnesium": "magnesium_mg",
    "Phosphorus": "phosphorus_mg", "Zinc": "zinc_mg", "Copper": "copper_mg", "Manganese": "manganese_mg", "Selenium": "selenium_ug",
    "VitaminA": "vitamin_a_ug", "VitaminC": "vitamin_c_mg", "VitaminD": "vitamin_d_ug", "VitaminE": "vitamin_e_mg",
    "VitaminK": "vitamin_k_ug", "Thiamin": "thiamin_mg", "Riboflavin": "riboflavin_mg", "Niacin": "niacin_mg",
    "PantothenicAcid": "pantothenic_acid_mg", "VitaminB6": "vitamin_b6_mg", "Folate": "folate_ug", "VitaminB12": "vitamin_b12_ug",
}  # fmt: skip
_METRICS: Final = {
    f"{_QUANTITY}BodyMass": "weight_kg",
    f"{_QUANTITY}BodyFatPercentage": "body_fat_percent",
    f"{_QUANTITY}WaistCircumference": "waist_cm",
}
_DAILY: Final = {f"{_QUANTITY}StepCount": "moved_steps", f"{_QUANTITY}ActiveEnergyBurned": "active_energy_kcal"}
_BOUNDS: Final[Mapping[str, tuple[Decimal, Decimal]]] = {
    "weight_kg": (Decimal(2), Decimal(700)),
    "body_fat_percent": (Decimal("0.1"), Decimal(100)),
    "waist_cm": (Decimal(5), Decimal(400)),
}
_DOCTYPE: Final = re.compile(rb"<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>", re.DOTALL)
_HEAD: Final = 1 << 18


class _Undeclared:
    """The file without its DOCTYPE: some releases write a broken one, and nothing of it is needed."""

    def __init__(self, stream: BinaryIO) -> None:
        head = stream.read(_HEAD)
        self._head = _DOCTYPE.sub(
            lambda match: b"\n" * match[0].count(b"\n") if b"<!ENTITY" not in match[0] else match[0], head, 1
        )
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        if not self._head:
            return self._stream.read(size)
        part, self._head = (self._head, b"") if size < 0 else (self._head[:size], self._head[size:])
        return part


@dataclass(frozen=True, slots=True)
class _Sample:
    source: str
    at: datetime
    value: Decimal
    unit: str
    food: str


def read_health(stream: BinaryIO, place: Place) -> Iterator[Found | Problem]:
    """What the file says, each thing once. Raises InvalidInput (`file_malformed`, `xml_entities`, `not_health`)."""
    with TemporaryDirectory(prefix="fithub-health-") as folder:
        reader = _Reader(place, Path(folder))
        try:
            yield from reader.read(stream)
        finally:
            reader.close()


class _Reader:
    def __init__(self, place: Place, folder: Path) -> None:
        self._place = place
        self._foods = sqlite3.connect(folder / "foods.sqlite")
        self._foods.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "CREATE TABLE sample (part TEXT, source TEXT, at TEXT, food TEXT, number INTEGER, key TEXT, amount TEXT);"
        )
        self._days: dict[tuple[str, date], dict[str, Decimal]] = {}
        self._number = 0

    def close(self) -> None:
        self._foods.close()

    def read(self, stream: BinaryIO) -> Iterator[Found | Problem]:
        root: Element | None = None
        within = False
        try:
            for event, element in iterparse(_Undeclared(stream), events=("start", "end"), forbid_entities=True):
                if root is None:
                    root = element
                    if element.tag != "HealthData":
                        raise InvalidInput("not_health", "This XML file is no export of Apple Health.")
                    continue
                if event == "start":
                    within = within or element.tag == "Correlation"
                    continue
                if element.tag == "Correlation":
                    within = False
                    self._number += 1
                    self._correlation(element)
                elif element.tag == "Record" and not within:
                    self._number += 1
                    yield from self._record(element)
                if not within and element.tag != "MetadataEntry":
                    root.clear()
        except DefusedXmlException as error:
            raise InvalidInput(
                "xml_entities", "This XML file declares entities, which FitHub does not read."
            ) from error
        except ParseError as error:
            raise InvalidInput("file_malformed", f"This XML file is broken: {error}.") from error
        yield from self._eaten()
        yield from self._moved()

    def _record(self, element: Element) -> Iterator[Found | Problem]:
        kind = element.get("type", "")
        if not (kind.startswith(_DIETARY) or kind in _METRICS or kind in _DAILY):
            return
        sample = self._sample(element)
        if isinstance(sample, Problem):
            yield sample
            return
        if kind == f"{_DIETARY}Water":
            yield from self._drunk(sample)
        elif kind.startswith(_DIETARY):
            self._keep("alone", sample, kind, sample.food)
        elif kind in _METRICS:
            yield self._measured(_METRICS[kind], sample)
        else:
            self._add(_DAILY[kind], sample)

    def _sample(self, element: Element) -> _Sample | Problem:
        start, value = element.get("startDate", ""), element.get("value", "")
        read = read_number(value)
        try:
            at = datetime.strptime(start, "%Y-%m-%d %H:%M:%S %z")
        except ValueError:
            return self._problem("startDate", "date_unreadable", f"“{start[:60]}” is no date that FitHub can read.")
        if read is None or read[1]:
            return self._problem("value", "number_unreadable", f"“{value[:60]}” is no number.")
        if read[0] < 0:
            return self._problem("value", "amount_negative", f"{read[0]} is less than nothing.")
        if at.date() < FIRST_DATE or self._local(at)[0] > self._place.today:
            return self._problem("startDate", "date_in_future", f"{start[:10]} has not come yet, or is too long ago.")
        food = next(
            (each.get("value", "") for each in element.iter("MetadataEntry") if each.get("key") == "HKFoodType"), ""
        )
        return _Sample(element.get("sourceName", "")[:100], at, read[0], element.get("unit", ""), food[:200])

    def _correlation(self, element: Element) -> None:
        if element.get("type") != _FOOD:
            return
        food = next(
            (each.get("value", "") for each in element.findall("MetadataEntry") if each.get("key") == "HKFoodType"), ""
        )
        for record in element.iter("Record"):
            sample = self._sample(record)
            if not isinstance(sample, Problem):
                self._keep("together", sample, record.get("type", ""), food[:200] or sample.food)

    def _keep(self, part: str, sample: _Sample, kind: str, food: str) -> None:
        key = _NUTRIENTS.get(kind.removeprefix(_DIETARY))
        amount = None if key is None else _in_unit(sample, key)
        if amount is not None:
            number = self._number if part == "together" else 0
            row = (part, sample.source, sample.at.isoformat(), food, number, key, str(amount))
            self._foods.execute("INSERT INTO sample VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def _eaten(self) -> Iterator[Found]:
        """The foods, in the order of time. What stands alone is a correlation's own where there is one of that moment."""
        self._foods.execute("CREATE INDEX moment ON sample (at, source, part, number, food)")
        rows = self._foods.execute(
            "SELECT source, at, food, number, key, amount FROM sample AS s WHERE part = 'together' OR NOT EXISTS"
            " (SELECT 1 FROM sample t WHERE t.at = s.at AND t.source = s.source AND t.part = 'together')"
            " ORDER BY at, source, part, number, food"
        )
        group: tuple[str, ...] | None = None
        nutrients: dict[str, Decimal] = {}
        count = 0
        for source, at, food, number, key, amount in rows:
            if group is not None and group != (source, at, food, number):
                count += 1
                yield self._food(count, group, nutrients)
                nutrients = {}
            group = (source, at, food, number)
            nutrients[key] = nutrients.get(key, Decimal(0)) + Decimal(amount)
        if group is not None:
            yield self._food(count + 1, group, nutrients)

    def _food(self, count: int, group: tuple[str, ...], nutrients: dict[str, Decimal]) -> Found:
        source, at, food, _ = group
        day, clock = self._local(datetime.fromisoformat(at))
        held = {key: storable(amount) for key, amount in nutrients.items()}
        name = " ".join((food or f"Food from {source or NAME}").split())
        return Found(TABLE, count, Eaten(day, clock, "", name[:300], None, None, None, held))

    def _drunk(self, sample: _Sample) -> Iterator[Found | Problem]:
        amount = _in_unit(sample, "drunk_water_ml")
        if amount is None or not 0 < amount <= 20_000:
            yield self._problem(
                "value", "amount_out_of_range", f"{sample.value} {sample.unit[:20]} of water is not possible."
            )
            return
        yield Found(TABLE, self._number, Drunk(*self._local(sample.at), storable(amount)))

    def _measured(self, metric: str, sample: _Sample) -> Found | Problem:
        # A share of one is written with the unit of a percentage.
        value = sample.value * 100 if sample.unit == "%" and sample.value <= 1 else _in_unit(sample, metric)
        least, most = _BOUNDS[metric]
        if value is None or not least <= value <= most:
            return self._problem("value", "amount_out_of_range", f"{sample.value} {sample.unit[:20]} is not possible.")
        return Found(TABLE, self._number, Measured(*self._local(sample.at), metric, storable(value)))

    def _add(self, key: str, sample: _Sample) -> None:
        amount = _in_unit(sample, key)
        if amount is not None:
            devices = self._days.setdefault((key, self._local(sample.at)[0]), {})
            devices[sample.source] = devices.get(sample.source, Decimal(0)) + amount

    def _moved(self) -> Iterator[Found]:
        for count, ((key, day), devices) in enumerate(sorted(self._days.items(), key=lambda each: each[0][::-1]), 1):
            most = storable(max(devices.values()))
            if key == "moved_steps" and 0 < most <= 200_000:
                yield Found(TABLE, count, Moved(day, None, "", None, None, int(most)))
            elif key == "active_energy_kcal" and 0 < most <= 20_000:
                yield Found(TABLE, count, Moved(day, None, "", None, most, None))

    def _local(self, at: datetime) -> tuple[date, time]:
        local = local_moment(at, self._place.zone, self._place.day_start)
        return local.date, local.time

    def _problem(self, name: str, code: str, detail: str) -> Problem:
        return Problem(TABLE, self._number, name, code, detail)


def _in_unit(sample: _Sample, key: str) -> Decimal | None:
    unit = canonical(sample.unit)
    times = factor(unit, key) if unit else None
    return None if times is None else sample.value * times
