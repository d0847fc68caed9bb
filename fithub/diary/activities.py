"""What a person did that takes energy. Call within `acting_as`.

Energy that is told is kept as told. Energy that is not is estimated where the kind of activity, its time or distance and the body's
weight are known (fithub.body.exertion), and unknown otherwise. Steps never become energy.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from fithub.accounts.queries import local_now
from fithub.body.exertion import exertion, kind_of
from fithub.body.queries import latest
from fithub.core.clock import LocalMoment, check_date, now
from fithub.core.errors import InvalidInput, NotFound
from fithub.diary.models import ActivityEntry

MOST: Final[Mapping[str, Decimal]] = {
    "minutes": Decimal(1_440),
    "distance_m": Decimal(1_000_000),
    "steps": Decimal(200_000),
    "energy_kcal": Decimal(20_000),
}
_TENTH: Final = Decimal("0.1")
# What an estimate of the energy rests on.
_ESTIMATED_FROM: Final = frozenset({"name", "minutes", "distance_m", "local_date", "energy_kcal"})


@dataclass(frozen=True, slots=True)
class Done:
    """An activity as it is told; None is unknown."""

    local_date: date
    local_time: time
    name: str
    minutes: Decimal | None = None
    distance_m: Decimal | None = None
    steps: int | None = None
    energy_kcal: Decimal | None = None


def own_activities(user_id: UUID) -> QuerySet[ActivityEntry]:
    """The person's activities."""
    return ActivityEntry.objects.filter(user_id=user_id)


def activity(*, user_id: UUID, activity_id: UUID, hold: bool = False) -> ActivityEntry:
    """One activity; `hold` it in order to change it. Raises NotFound (`activity_not_found`)."""
    rows = own_activities(user_id).select_for_update() if hold else own_activities(user_id)
    found = rows.filter(pk=activity_id).first()
    if found is None:
        raise NotFound("activity_not_found", "There is no such activity; GET /activities lists yours.")
    return found


def log_activity(
    *, user_id: UUID, done: Done, when: LocalMoment, source: str, source_ref: str | None = None
) -> tuple[ActivityEntry, bool]:
    """Write down an activity, and whether the row is new. A `source_ref` that is known is brought to what is told now.

    Raises InvalidInput (`amount_out_of_range`, `name_missing`, `date_in_future`, `date_out_of_range`).
    """
    ((row, is_new),) = keep_activities(user_id=user_id, done=[(source_ref, done)], when=when, source=source)
    return row, is_new


def keep_activities(
    *, user_id: UUID, done: Sequence[tuple[str | None, Done]], when: LocalMoment, source: str
) -> list[tuple[ActivityEntry, bool]]:
    """Write down many at once, each under its `source_ref`; as `log_activity`, and nothing is written where one is refused."""
    instant = now()
    refs = [ref for ref, _ in done if ref is not None]
    known = {row.source_ref: row for row in own_activities(user_id).filter(source_ref__in=refs)} if refs else {}
    weights: dict[date, Decimal | None] = {}
    kept: list[tuple[ActivityEntry, bool]] = []
    fresh: list[ActivityEntry] = []
    for ref, each in done:
        _check_done_on(each.local_date, when)
        facts = _facts(asdict(each))
        facts |= _energy(user_id, facts, weights)
        before = known.get(ref) if ref is not None else None
        if before is not None:
            _bring(before, facts)
            kept.append((before, False))
            continue
        row = ActivityEntry(
            user_id=user_id, source=source, source_ref=ref, created_at=instant, updated_at=instant, **facts
        )
        if ref is not None:
            known[ref] = row
        fresh.append(row)
        kept.append((row, True))
    ActivityEntry.objects.bulk_create(fresh)
    return kept


def edit_activity(*, user_id: UUID, activity_id: UUID, changes: Mapping[str, Any]) -> ActivityEntry:
    """Change any of what `Done` tells; energy None asks for an estimate. An estimate follows what it rests on; what was told stays.

    Raises NotFound (`activity_not_found`), InvalidInput as `log_activity`.
    """
    row = activity(user_id=user_id, activity_id=activity_id, hold=True)
    if "local_date" in changes:
        _check_done_on(changes["local_date"], local_now(user_id))
    facts = _facts(changes)
    told = row.energy_basis == ActivityEntry.Basis.STATED and "energy_kcal" not in changes
    if not told and _ESTIMATED_FROM & facts.keys():
        whole = {name: getattr(row, name) for name in ("name", "minutes", "distance_m", "local_date")}
        facts |= _energy(user_id, {**whole, "energy_kcal": None, **facts}, {})
    _bring(row, facts)
    return row


def delete_activity(*, user_id: UUID, activity_id: UUID) -> ActivityEntry:
    """Delete an activity and return it as it was. Raises NotFound (`activity_not_found`)."""
    row = activity(user_id=user_id, activity_id=activity_id, hold=True)
    own_activities(user_id).filter(pk=activity_id).delete()
    return row


def _facts(told: Mapping[str, Any]) -> dict[str, Any]:
    """What was told, as the columns have it."""
    facts = dict(told)
    for name in MOST.keys() & facts.keys():
        if facts[name] is not None:
            facts[name] = _possible(name, Decimal(facts[name]))
    if facts.get("steps") is not None:
        facts["steps"] = int(facts["steps"])
    if "name" in facts:
        facts["name"] = " ".join(facts["name"].split())[:120]
        if not facts["name"]:
            raise InvalidInput.field("name", "name_missing", "Say what was done, e.g. walking.")
    return facts


def _energy(user_id: UUID, facts: Mapping[str, Any], weights: dict[date, Decimal | None]) -> dict[str, Any]:
    """The columns about energy; `weights`: those that are known already, by date."""
    if facts["energy_kcal"] is not None:
        return {
            "energy_kcal": facts["energy_kcal"],
            "energy_low_kcal": None,
            "energy_high_kcal": None,
            "energy_basis": ActivityEntry.Basis.STATED,
        }
    estimated = None
    if kind_of(facts["name"]) is not None and (facts["minutes"] is not None or facts["distance_m"] is not None):
        day = facts["local_date"]
        if day not in weights:
            weights[day] = _weight_on(user_id, day)
        estimated = exertion(
            name=facts["name"], weight_kg=weights[day], minutes=facts["minutes"], distance_m=facts["distance_m"]
        )
    return {
        "energy_kcal": None if estimated is None else estimated.likely,
        "energy_low_kcal": None if estimated is None else estimated.low,
        "energy_high_kcal": None if estimated is None else estimated.high,
        "energy_basis": None if estimated is None else ActivityEntry.Basis.ESTIMATED,
    }


def _weight_on(user_id: UUID, day: date) -> Decimal | None:
    """The body's weight in kg as measured last by that date, or, before the first measure, the last there is."""
    measured = latest(user_id=user_id, metric="weight_kg", until=day) or latest(user_id=user_id, metric="weight_kg")
    return None if measured is None else measured.value


def _bring(row: ActivityEntry, facts: Mapping[str, Any]) -> None:
    """What changes nothing leaves nothing to undo."""
    if all(getattr(row, name) == value for name, value in facts.items()):
        return
    for name, value in facts.items():
        setattr(row, name, value)
    row.updated_at = now()
    if not row._state.adding:
        row.save(force_update=True)


def _possible(name: str, amount: Decimal) -> Decimal:
    least = Decimal(0) if name == "energy_kcal" else _TENTH
    if not amount.is_finite() or not least <= amount <= MOST[name]:
        raise InvalidInput.field(name, "amount_out_of_range", f"{name} must be more than 0 and at most {MOST[name]:,}.")
    return amount.quantize(_TENTH)


def _check_done_on(day: date, when: LocalMoment) -> None:
    check_date("local_date", day)
    if day > when.date:
        raise InvalidInput.field(
            "local_date", "date_in_future", f"{day.isoformat()} has not come yet where you are; log what has been done."
        )
