"""From what a file says to rows of the diary and of the body, a batch at a time. Call within `acting_as`."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from fithub.body.measurements import Reading, measure_all
from fithub.body.models import Measurement
from fithub.body.moments import NOON
from fithub.core.clock import LocalMoment, now
from fithub.core.errors import InvalidInput
from fithub.core.nutrients import HUNDRED, NUTRIENTS, quantise
from fithub.core.slots import Slot, slot_at
from fithub.diary import water
from fithub.diary.activities import Done, keep_activities
from fithub.diary.models import ActivityEntry, Entry, WaterEntry
from fithub.diary.proposals import USUAL_TIME
from fithub.diary.water import keep_water
from fithub.exchange.items import (
    Drunk,
    Eaten,
    Found,
    Item,
    Measured,
    Moved,
    Problem,
    earlier_identities,
    identity,
    numbered,
    wall,
)
from fithub.exchange.rows import Place
from fithub.foods.models import Food, Source

SOURCE: Final = "import"
# What the key of an entry begins with that is a sum of a day or a meal.
SUM: Final = "sum:"
_SLOTS: Final[Mapping[str, Slot]] = {
    word: slot
    for slot, words in {
        Slot.BREAKFAST: "breakfast frühstück petit-déjeuner desayuno colazione morning",
        Slot.LUNCH: "lunch mittagessen déjeuner almuerzo pranzo midday noon",
        Slot.DINNER: "dinner supper tea abendessen dîner cena evening",
        Slot.SNACK: "snack snacks snacks/other imbiss merienda spuntino collation",
    }.items()
    for word in words.split()
}


def slot_of(name: str, at: time | None, slots: Mapping[str, Slot]) -> Slot:
    """Which meal something is: by the person's word for the program's name, the name, the time, and else a snack."""
    said = slots.get(name) or _SLOTS.get(name.casefold())
    return said or (slot_at(at) if at is not None else Slot.SNACK)


def is_known_slot(name: str) -> bool:
    """Whether a meal's name says which meal it is."""
    return not name or name.casefold() in _SLOTS


@dataclass(frozen=True, slots=True)
class Named:
    """What a file says, the key that it is written under, and those that it was written under before."""

    key: str
    earlier: tuple[str, ...]
    found: Found


@dataclass(slots=True)
class Keys:
    """Names what a file says, so that it is known when it comes again; two alike are two."""

    program: str
    _seen: Counter[bytes] = field(default_factory=Counter)

    def name(self, found: Found) -> Named:
        """What was found, with its keys."""
        sort = SUM if isinstance(found.item, Eaten) and found.item.is_sum else ""
        key = sort + self._numbered(identity(self.program, found.item))
        return Named(key, tuple(map(self._numbered, earlier_identities(self.program, found.item))), found)

    def _numbered(self, alike: bytes) -> str:
        self._seen[alike] += 1
        return numbered(alike, self._seen[alike])


def known(user_id: UUID, batch: Sequence[Named]) -> set[str]:
    """The keys of these that were taken before."""
    keys: dict[type, list[str]] = {}
    for each in batch:
        keys.setdefault(type(each.found.item), []).extend((each.key, *each.earlier))
    there: set[str] = set()
    tables: tuple[tuple[type, Any], ...] = (
        (Eaten, Entry),
        (Measured, Measurement),
        (Drunk, WaterEntry),
        (Moved, ActivityEntry),
    )
    for kind, model in tables:
        if kind in keys:
            rows = model.objects.filter(user_id=user_id, source=SOURCE, source_ref__in=keys[kind])
            there.update(ref for ref in rows.values_list("source_ref", flat=True) if ref)
    return {each.key for each in batch if not there.isdisjoint((each.key, *each.earlier))}


@dataclass(slots=True)
class Writer:
    """Writes what a file says. `written`: how many rows of each kind; `problems`: what the body's own rules refused."""

    user_id: UUID
    place: Place
    slots: Mapping[str, Slot]
    written: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    _foods: dict[str, UUID] | None = None

    def write(self, batch: Sequence[Named]) -> None:
        """Write a batch of what is new."""
        entries = [self.entry(each.key, each.found.item) for each in batch if isinstance(each.found.item, Eaten)]
        Entry.objects.bulk_create(entries, batch_size=1_000)
        self.written["entries"] += len(entries)
        self._measure([each for each in batch if isinstance(each.found.item, Measured)])
        when = LocalMoment(self.place.today, NOON, self.place.zone)
        drunk = [
            water.Drunk(each.found.item.day, each.found.item.at or NOON, each.found.item.millilitres, each.key)
            for each in batch
            if isinstance(each.found.item, Drunk)
        ]
        if drunk:
            self.written["water"] += len(keep_water(user_id=self.user_id, drunk=drunk, when=when, source=SOURCE))
        done = [(each.key, _done(each.found.item)) for each in batch if isinstance(each.found.item, Moved)]
        if done:
            self.written["activities"] += len(
                keep_activities(user_id=self.user_id, done=done, when=when, source=SOURCE)
            )

    def entry(self, key: str, item: Eaten) -> Entry:
        """What was eaten as an entry, not yet stored."""
        slot = slot_of(item.slot, item.at, self.slots)
        held: dict[str, Decimal | None] = {each: item.nutrients.get(each) for each in NUTRIENTS}
        instant = now()
        return Entry(
            user_id=self.user_id,
            local_date=item.day,
            local_time=item.at or USUAL_TIME[slot],
            time_zone=self.place.zone,
            slot=slot,
            food_id=self._own_food(item),
            description=item.description,
            said="",
            quantity=item.quantity,
            unit=item.unit if item.quantity is not None else None,
            grams=item.grams,
            grams_low=item.grams,
            grams_high=item.grams,
            nutrients_per_100g=_per_100g(held, item.grams),
            nutrients=held,
            portion_source="imported",
            source=SOURCE,
            source_ref=key,
            confidence=None,
            created_at=instant,
            updated_at=instant,
        )

    def _own_food(self, item: Eaten) -> UUID | None:
        """The person's own food of exactly this name. The catalogue's foods are other foods, whatever they are called."""
        if item.grams is None:
            return None
        if self._foods is None:
            own = Food.objects.filter(user_id=self.user_id, source=Source.OWN).order_by("id")
            self._foods = {name.casefold(): food_id for food_id, name in own.values_list("id", "name")}
        return self._foods.get(item.description.casefold())

    def _measure(self, batch: Sequence[Named]) -> None:
        """Measures that the body's rules refuse are left out, and told."""
        waiting = list(batch)
        while waiting:
            try:
                done = measure_all(
                    user_id=self.user_id, readings=[self._reading(each) for each in waiting], confirm=True
                )
            except InvalidInput as error:
                refused = {
                    int(each.field.split(".")[1]): each for each in error.errors if each.field.startswith("items.")
                }
                if not refused:
                    raise
                for index, wrong in refused.items():
                    found = waiting[index].found
                    self.problems.append(
                        Problem(found.table, found.row, wrong.field.split(".")[-1], wrong.code, wrong.message)
                    )
                waiting = [each for index, each in enumerate(waiting) if index not in refused]
            else:
                self.written["measurements"] += sum(each.new for each in done)
                return

    def _reading(self, named: Named) -> Reading:
        item = named.found.item
        assert isinstance(item, Measured)
        when: dict[str, Any] = {"local_date": item.day}
        if item.at is not None:
            at = wall(item.day, item.at, self.place.day_start)
            when = {"measured_at": at.replace(tzinfo=ZoneInfo(self.place.zone))}
        return Reading(metric=item.metric, value=item.value, source=SOURCE, source_ref=named.key, **when)


def _done(item: Moved) -> Done:
    """What was moved as an activity; a day's steps and its energy have names of ours."""
    name = item.description[:120] or ("Steps" if item.steps is not None else "Active energy")
    return Done(
        local_date=item.day,
        local_time=item.at or NOON,
        name=name,
        minutes=item.minutes,
        steps=item.steps,
        energy_kcal=item.energy_kcal,
    )


def shown(item: Item, slots: Mapping[str, Slot], place: Place) -> dict[str, Any]:
    """An item as it would be written, for a person to look at."""
    told: dict[str, Any] = {"local_date": item.day.isoformat(), "local_time": item.at.isoformat() if item.at else None}
    match item:
        case Eaten():
            slot = slot_of(item.slot, item.at, slots)
            amount = {"quantity": item.quantity, "unit": item.unit, "grams": item.grams}
            return told | {
                "kind": "entries",
                "slot": slot,
                "description": item.description,
                **amount,
                "nutrients": dict(item.nutrients),
            }
        case Measured():
            return told | {"kind": "measurements", "metric": item.metric, "value": item.value}
        case Drunk():
            return told | {"kind": "water", "ml": item.millilitres}
        case Moved():
            moved = {"minutes": item.minutes, "energy_kcal": item.energy_kcal, "steps": item.steps}
            return told | {"kind": "activities", "name": item.description, **moved}


def _per_100g(held: Mapping[str, Decimal | None], grams: Decimal | None) -> dict[str, Decimal | None]:
    """What 100 g held; nothing where the weight is not known, and nothing that no food can hold."""
    if grams is None:
        return {}
    return {key: None if amount is None else quantise(amount * HUNDRED / grams) for key, amount in held.items()}
