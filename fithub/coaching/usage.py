"""What providers take for a person, and the budget of their day. Call within `acting_as`.

A day is a UTC day: one that followed the person's zone would begin anew whenever they changed that. A request counts from its
beginning, with what it is expected to take, so that two at once do not both take what is left; the one that spends the budget may
go beyond it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum

from fithub.accounts.queries import profile_of
from fithub.coaching.models import Usage
from fithub.core.clock import now
from fithub.core.errors import TooMany
from fithub.core.ownership import sweeping

SHOWN: Final = timedelta(days=30)
_MILLION: Final = 1_000_000
_COST: Final = Decimal("0.00000001")


class Task(StrEnum):
    """What a provider is asked for."""

    TURN = "turn"
    SUMMARY = "summary"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a request took. `cached`: of the input; None where the provider does not say. `estimated`: it does not say any of it."""

    input: int
    output: int
    cached: int | None = None
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Budget:
    """What a person may take in a day; None: as much as they like."""

    tokens: int | None
    cost_usd: Decimal | None

    @property
    def is_set(self) -> bool:
        """Whether there is one at all."""
        return self.tokens is not None or self.cost_usd is not None


def about_tokens(text: str) -> int:
    """About how many tokens a text is, rather too many than too few: one for three bytes of JSON, which is denser in tokens than
    prose, where one is some four."""
    return len(text.encode()) // 3 + 1


def budget() -> Budget:
    """The operator's budget for each person."""
    return Budget(settings.DAILY_TOKENS or None, settings.DAILY_COST_USD or None)


def cost_usd(model: str, tokens: Tokens) -> Decimal | None:
    """What a request costs at the operator's prices; None where they told none for the model. Pure but for the settings."""
    price = settings.MODEL_PRICES.get(model)
    if price is None:
        return None
    cached = min(tokens.cached or 0, tokens.input)
    per_million = (tokens.input - cached) * price.input + cached * price.cached + tokens.output * price.output
    return (per_million / _MILLION).quantize(_COST)


def begin_request(*, user_id: UUID, task: Task, model: str, expected: Tokens) -> Usage:
    """Count a request to a provider before it is sent; `end_request` says what it took.

    Raises TooMany (`budget_spent`) where the person's budget for today is spent.
    """
    instant = now()
    row = Usage(user_id=user_id, at=instant, day=_day(instant), task=task.value, model=model)
    _fill(row, expected)
    if budget().is_set:
        _one_at_a_time(user_id)
        if _is_spent(_sums(_rows(user_id, row.day, row.day))):
            raise _budget_spent(user_id, instant)
        row.save(force_insert=True)
    return row


def end_request(row: Usage, took: Tokens | None) -> None:
    """What a request took in the end; None: nothing, for the provider has turned it away."""
    if took is None:
        Usage.objects.filter(user_id=row.user_id, pk=row.pk).delete()
        return
    _fill(row, took)
    row.save()


def store_requests(requests: Sequence[tuple[Usage, Tokens]]) -> None:
    """What requests took that were counted nowhere yet, all at once."""
    for row, took in requests:
        _fill(row, took)
    Usage.objects.bulk_create([row for row, _ in requests])


def sweep_usage() -> int:
    """Delete the requests of days that are kept no longer, of everybody; how many there were. Call outside of any transaction.

    Row-level security lets it see days that nothing shows any more, and no others.
    """
    first = _day(datetime.now(UTC)) - settings.USAGE_KEPT
    with sweeping():
        removed, _ = Usage.objects.filter(day__lt=first).delete()
    return removed


def usage_of(user_id: UUID) -> dict[str, Any]:
    """What a person has taken today and lately, of which budget, as the wire has it."""
    instant = now()
    today = _day(instant)
    first = today - SHOWN + timedelta(days=1)
    lately = _rows(user_id, first, today)
    taken, allowed = _sums(_rows(user_id, today, today)), budget()
    return {
        "today": {"day": today, **taken},
        "last_30_days": {"first": first, "last": today, **_sums(lately)},
        "by": _grouped(lately, "model", "task"),
        "days": _grouped(lately, "day")[::-1],
        "budget": {"tokens": allowed.tokens, "cost_usd": allowed.cost_usd},
        "left": {
            "tokens": None if allowed.tokens is None else max(0, allowed.tokens - taken["tokens"]),
            "cost_usd": None
            if allowed.cost_usd is None
            else max(Decimal(0), allowed.cost_usd - (taken["cost_usd"] or Decimal(0))),
        },
        "is_spent": _is_spent(taken),
        "resets_at": _resets_at(instant),
    }


def _rows(user_id: UUID, first: date, last: date) -> QuerySet[Usage]:
    return Usage.objects.filter(user_id=user_id, day__range=(first, last))


def _sums(rows: QuerySet[Usage]) -> dict[str, Any]:
    """The sums of some requests; of none of them all is 0."""
    return _shape(rows.aggregate(**_SUMS))


def _grouped(rows: QuerySet[Usage], *by: str) -> list[dict[str, Any]]:
    found = rows.values(*by).annotate(**_SUMS).order_by(*by)
    return [{name: group[name] for name in by} | _shape(group) for group in found]


_SUMS: Final = {
    "requests": Count("pk"),
    "taken_in": Sum("input_tokens", default=0),
    "of_it_cached": Sum("cached_tokens"),
    "given_out": Sum("output_tokens", default=0),
    "cost": Sum("cost_usd"),
    "unpriced": Count("pk", filter=Q(cost_usd=None)),
    "estimates": Count("pk", filter=Q(estimated=True)),
}


def _shape(sums: dict[str, Any]) -> dict[str, Any]:
    none = sums["requests"] == 0
    return {
        "requests": sums["requests"],
        "input_tokens": sums["taken_in"],
        "cached_tokens": 0 if none else sums["of_it_cached"],
        "output_tokens": sums["given_out"],
        "tokens": sums["taken_in"] + sums["given_out"],
        "cost_usd": Decimal(0) if none else sums["cost"],
        "unpriced_requests": sums["unpriced"],
        "estimated_requests": sums["estimates"],
    }


def _is_spent(taken: dict[str, Any]) -> bool:
    allowed = budget()
    by_tokens = allowed.tokens is not None and taken["tokens"] >= allowed.tokens
    return by_tokens or (allowed.cost_usd is not None and (taken["cost_usd"] or 0) >= allowed.cost_usd)


def _budget_spent(user_id: UUID, instant: datetime) -> TooMany:
    profile = profile_of(user_id)
    here, then = (each.astimezone(ZoneInfo(profile.time_zone)) for each in (instant, _resets_at(instant)))
    day = "today" if then.date() == here.date() else "tomorrow"
    return TooMany(
        "budget_spent",
        f"Your share of the language model for today is used up; it is back {day} at {then:%H:%M}. Until then FitHub's own coach"
        " answers, which understands plain sentences.",
        retry_after=int((_resets_at(instant) - instant).total_seconds()) + 1,
    )


def _fill(row: Usage, tokens: Tokens) -> None:
    row.input_tokens, row.cached_tokens, row.output_tokens = tokens.input, tokens.cached, tokens.output
    row.estimated = tokens.estimated
    row.cost_usd = cost_usd(row.model, tokens)


def _one_at_a_time(user_id: UUID) -> None:
    """Until this transaction ends, no other looks at what is left for this person."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"usage:{user_id}"])


def _day(instant: datetime) -> date:
    return instant.astimezone(UTC).date()


def _resets_at(instant: datetime) -> datetime:
    return datetime.combine(_day(instant) + timedelta(days=1), time(), UTC)
