"""From a table's rows to what they say, by a mapping. A row in which anything cannot be read is a problem, and says nothing."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from fithub.core.clock import FIRST_DATE, local_moment
from fithub.core.nutrients import NUTRIENTS
from fithub.exchange.amounts import NOTHING, canonical, factor, is_either, read_number, storable, unit_of
from fithub.exchange.columns import METRICS, MOVED, SHARES, WATER, read_header, role_of
from fithub.exchange.dates import Moment, read_date, read_moment, read_time
from fithub.exchange.items import Drunk, Eaten, Item, Measured, Moved
from fithub.exchange.mapping import TableMapping
from fithub.foods.units import MASS_G, canonical_unit

# What a person's body, meal or day may hold; what is beyond is a slip of the file or of the mapping.
_MOST: Final[Mapping[str, tuple[Decimal, Decimal]]] = {
    "weight_kg": (Decimal(2), Decimal(700)),
    "%": (Decimal("0.1"), Decimal(100)),
    "cm": (Decimal(5), Decimal(400)),
    WATER: (Decimal(0), Decimal(20_000)),
    "duration_minutes": (Decimal(0), Decimal(1_440)),
    "active_energy_kcal": (Decimal(0), Decimal(20_000)),
    "moved_steps": (Decimal(0), Decimal(200_000)),
    "energy_kcal": (Decimal(0), Decimal(50_000)),
    "grams": (Decimal("0.001"), Decimal(10_000)),
}
_MOST_ELSE: Final = (Decimal(0), Decimal(1_000_000))
MOST_QUANTITY: Final = Decimal(10_000)
_STONE: Final = re.compile(r"([0-9]+)\s*(?:st|stone)\.?\s*([0-9]+(?:[.,][0-9]+)?)?\s*(?:lbs?|pounds?)?", re.IGNORECASE)
_CLOCK: Final = re.compile(r"([0-9]{1,3}):([0-9]{2})(?::([0-9]{2}))?")


class Unreadable(Exception):
    """What is wrong with a row: the header it is about, a stable code, and a sentence."""

    def __init__(self, header: str, code: str, detail: str) -> None:
        super().__init__(detail)
        self.header = header
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Place:
    """Whose file it is: their zone, when their day starts, and their date now."""

    zone: str
    day_start: time
    today: date


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one table. `skipped`: what there was that FitHub does not keep, and how often."""

    table: TableMapping
    place: Place
    skipped: Counter[str] = field(default_factory=Counter)
    _date_above: date | None = None

    def items(self, cells: Sequence[str]) -> Iterator[Item]:
        """What one row says. Raises Unreadable."""
        if any("\x00" in cell for cell in cells):
            raise Unreadable("", "nul_character", "There is a NUL character in this row.")
        if any(cell.strip() for cell in cells[len(self.table.columns) :]):
            raise Unreadable("", "too_many_cells", "This row has more values than the table has columns.")
        row = {
            column.role: cell.strip()
            for column, cell in zip(self.table.columns, cells, strict=False)
            if column.role is not None and cell.strip().casefold() not in NOTHING
        }
        if self._is_date_alone(cells):
            return
        if not row.keys() - {"date", "time", "moment"}:
            self.skipped["empty"] += 1
            return
        day, at = self._when(row)
        found = [*self._eaten(row, day, at), *self._measured(row, day, at), *self._moved(row, day, at)]
        if not found:
            self.skipped["nothing that FitHub keeps"] += 1
        yield from found

    def _is_date_alone(self, cells: Sequence[str]) -> bool:
        """A date that stands above the rows of its day."""
        filled = [cell for cell in cells if cell.strip()]
        if len(filled) != 1 or self.table.place("date") is not None or self.table.place("moment") is not None:
            return False
        self._date_above = read_date(filled[0], self.table.date_order) or self._date_above
        return read_date(filled[0], self.table.date_order) is not None

    def _when(self, row: Mapping[str, str]) -> tuple[date, time | None]:
        header = self._header("moment" if "moment" in row else "date")
        moment = self._moment(row, header)
        if not FIRST_DATE <= moment.day <= self.place.today + timedelta(days=2):
            later = moment.day > self.place.today
            code, detail = ("date_in_future", "has not come yet") if later else ("date_out_of_range", "is too long ago")
            raise Unreadable(header, code, f"{moment.day.isoformat()} {detail}.")
        day, at = moment.day, moment.at
        if at is not None and moment.zone is not None:
            local = local_moment(datetime.combine(day, at, moment.zone), self.place.zone, self.place.day_start)
            day, at = local.date, local.time
        elif at is not None and at < self.place.day_start and not self._by_day:
            day -= timedelta(days=1)
        if day > self.place.today:
            raise Unreadable(header, "date_in_future", f"{day.isoformat()} has not come yet where you are.")
        return day, at

    @property
    def _by_day(self) -> bool:
        """Whether its dates are days of a diary, which the small hours belong to, rather than the calendar's."""
        return self.table.place("date") is not None and any(column.role in NUTRIENTS for column in self.table.columns)

    def _moment(self, row: Mapping[str, str], header: str) -> Moment:
        order = self.table.date_order
        if "moment" in row or "date" in row:
            text = row.get("moment") or row["date"]
            moment = read_moment(text, order)
            if moment is None:
                raise Unreadable(header, "date_unreadable", f"“{text[:60]}” is no date that FitHub can read.")
        elif self._date_above is not None:
            moment = Moment(self._date_above, None, None)
        elif "time" in row and (whole := read_moment(row["time"], order)) is not None:
            return whole
        else:
            raise Unreadable(header, "date_missing", "This row has no date.")
        if "time" in row and moment.at is None:
            at = read_time(row["time"])
            if at is None:
                raise Unreadable(self._header("time"), "time_unreadable", f"“{row['time'][:60]}” is no time of day.")
            return Moment(moment.day, at, None)
        return moment

    def _eaten(self, row: Mapping[str, str], day: date, at: time | None) -> Iterator[Eaten]:
        nutrients = {key: self._amount(key, row[key]) for key in NUTRIENTS if key in row}
        slot, name = row.get("slot", ""), row.get("description", "")
        if not nutrients:
            if name:
                raise Unreadable(self._header("description"), "nothing_known", "The file does not say what it held.")
            return
        quantity, unit, grams = self._how_much(row)
        if self.table.summary or not name:
            sum_of = slot or "The day’s total"
            name = f"{sum_of} ({self.table.program})" if self.table.program else sum_of
        elif row.get("brand"):
            name = f"{name} ({row['brand']})"
        is_sum = self.table.summary or self.table.place("description") is None
        yield Eaten(day, at, slot[:60], " ".join(name.split())[:300], quantity, unit, grams, nutrients, is_sum)

    def _how_much(self, row: Mapping[str, str]) -> tuple[Decimal | None, str | None, Decimal | None]:
        """The amount as said, and in grams where it was said in a unit of mass or the file has them."""
        quantity: Decimal | None = None
        unit: str | None = row.get("unit")
        if "quantity" in row:
            quantity = self._number("quantity", row["quantity"])[0]
        elif "amount" in row:
            read = self._read("amount", row["amount"])
            if read is not None:
                quantity, unit = read[0], read[1] or unit
            else:
                unit = row["amount"]
        grams = self._amount("grams", row["grams"]) if "grams" in row else None
        if quantity is not None and not 0 < quantity <= MOST_QUANTITY:
            raise Unreadable(self._header("quantity"), "amount_out_of_range", f"{quantity} is no amount of a food.")
        named = canonical_unit(unit)[:40] if unit else None
        if grams is None and quantity is not None and named in MASS_G:
            grams = self._within("grams", storable(quantity * MASS_G[named]), self._header("amount"))
        return (None if quantity is None else storable(quantity) or None), named, grams

    def _measured(self, row: Mapping[str, str], day: date, at: time | None) -> Iterator[Measured]:
        found: dict[str, Decimal] = {}
        for metric in (*METRICS, *SHARES):
            if metric in row:
                value = self._amount(metric, row[metric], zero_is_nothing=True)
                if value:
                    found[metric] = value
        if "metric_name" in row and "metric_value" in row:
            header = read_header(row["metric_name"])
            metric = role_of(header) or ""
            if metric in METRICS:
                unit = canonical(row.get("metric_unit", "")) or header.unit or unit_of(metric)
                found[metric] = self._amount(metric, row["metric_value"], unit=unit, of="metric_value")
            else:
                self.skipped[row["metric_name"][:60]] += 1
        for mass, share in SHARES.items():
            if mass in found and share not in found and found.get("weight_kg", Decimal(0)) > found[mass]:
                found[share] = storable(found[mass] / found["weight_kg"] * 100)
        for metric in METRICS:
            if metric in found:
                yield Measured(day, at, metric, found[metric])

    def _moved(self, row: Mapping[str, str], day: date, at: time | None) -> Iterator[Drunk | Moved]:
        if WATER in row and (drunk := self._amount(WATER, row[WATER])):
            yield Drunk(day, at, drunk)
        told = {key: self._amount(key, row[key]) for key in MOVED if key in row}
        name = row.get("activity", "")
        steps = told.pop("moved_steps", None)
        if name or any(told.values()):
            minutes, energy = told.get("duration_minutes"), told.get("active_energy_kcal")
            yield Moved(day, at, name[:200], minutes or None, energy, None)
        if steps:
            yield Moved(day, None, "", None, None, int(steps))

    def _amount(
        self, role: str, text: str, *, unit: str | None = None, of: str = "", zero_is_nothing: bool = False
    ) -> Decimal:
        """A number in the unit that the role names. `of`: the role of its column where that is another."""
        header = self._header(of or role)
        place = self.table.place(role)
        unit = unit or (self.table.columns[place].unit if place is not None else None) or unit_of(role)
        if role == "weight_kg" and (stones := _STONE.fullmatch(text)):
            pounds = Decimal(stones[1]) * 14 + Decimal((stones[2] or "0").replace(",", "."))
            return self._within(role, storable(pounds * MASS_G["lb"] / 1000), header)
        if role == "duration_minutes" and (clock := _CLOCK.fullmatch(text)):
            return Decimal(int(clock[1]) * 60 + int(clock[2]) if clock[3] else int(clock[1]))
        number, rest = self._number(of or role, text)
        stated = canonical(rest) if rest else None
        if rest and stated is None:
            raise Unreadable(header, "number_unreadable", f"“{text[:60]}” is no number.")
        times = factor(stated or unit, role)
        if times is None:
            raise Unreadable(header, "unit_unknown", f"“{text[:60]}” cannot be told in {unit_of(role)}.")
        if zero_is_nothing and number == 0:
            return Decimal(0)
        return self._within(role, storable(number * times), header)

    def _number(self, role: str, text: str) -> tuple[Decimal, str]:
        read = self._read(role, text)
        if read is None:
            raise Unreadable(self._header(role), "number_unreadable", f"“{text[:60]}” is no number.")
        return read

    def _read(self, role: str, text: str) -> tuple[Decimal, str] | None:
        """A number of a column as that one writes them. Raises Unreadable where it might be another number as well."""
        place = self.table.place(role)
        decimal = self.table.columns[place].decimal if place is not None else self.table.decimal
        if decimal is None and is_either(text):
            detail = f"“{text[:60]}” is a little more than one, or more than a thousand: say which mark stands before decimals."
            raise Unreadable(self._header(role), "number_ambiguous", detail)
        return read_number(text, decimal or self.table.decimal)

    def _within(self, role: str, amount: Decimal, header: str) -> Decimal:
        least, most = _MOST.get(role) or _MOST.get(unit_of(role), _MOST_ELSE)
        if role in NUTRIENTS:
            least, most = _MOST["energy_kcal"] if role == "energy_kcal" else _MOST_ELSE
        if amount < 0:
            raise Unreadable(header, "amount_negative", f"{amount.normalize():f} is less than nothing.")
        if not least <= amount <= most:
            raise Unreadable(header, "amount_out_of_range", f"{amount.normalize():f} {unit_of(role)} is not possible.")
        return amount

    def _header(self, role: str) -> str:
        place = self.table.place(role)
        return self.table.columns[place].header if place is not None else role
