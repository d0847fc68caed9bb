"""Who is due, of everybody, and taking them on: each is given out once, and again only if nothing came of it.

A row is found by an index on its time and taken by locking it where nobody else has; whoever dies with it loses it when the claim
has run out. Working on a row ends by moving its time on, and only from the time that was seen (`settle` in
fithub.coaching.summaries), so of two who work on one row only the first changes anything.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from fithub.core.clock import now


@dataclass(frozen=True, slots=True)
class Claim:
    """Whose summary of which kind is due, and since when: the time by which it is told from a later one."""

    user_id: UUID
    kind: str
    next_at: datetime


def claim_due(*, most: int) -> list[Claim]:
    """Take on at most so many of those who are due, the longest due first. Call outside of any transaction."""
    instant = now()
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.summaries_due_at', %s, true)", [instant.isoformat()])
        cursor.execute(
            "UPDATE coaching_due SET claimed_until = clock_timestamp() + make_interval(secs => %s) WHERE id = ANY(ARRAY("
            "  SELECT id FROM coaching_due WHERE next_at <= %s"
            "  AND (claimed_until IS NULL OR claimed_until < clock_timestamp())"
            "  ORDER BY next_at LIMIT %s FOR UPDATE SKIP LOCKED"
            ")) RETURNING user_id, kind, next_at",
            [settings.SUMMARY_CLAIM.total_seconds(), instant, most],
        )
        return [Claim(*row) for row in cursor.fetchall()]
