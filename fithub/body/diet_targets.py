"""The targets of an active diet, as rows beside the person's own: what a day was measured against stays.

Call within `acting_as`.
"""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import Q

from fithub.accounts.queries import profile_of
from fithub.body.bounds import Told, resolved
from fithub.body.models import Target
from fithub.body.safety import refuse_unsafe
from fithub.body.targets import ONE_DAY
from fithub.core.clock import now


def follow(
    *, user_id: UUID, diet_id: UUID, nutrients: Mapping[str, Told], first: date, last: date | None, today: date
) -> None:
    """Measure the days from `first`, today at the earliest, to `last` against a diet's targets; none where it has none.

    Raises InvalidInput (`target_unsafe`).
    """
    start = max(first, today)
    wanted = bool(nutrients) and (last is None or last >= start)
    if wanted:
        refuse_unsafe(profile=profile_of(user_id), bounds=resolved(nutrients), today=today)
    rows = Target.objects.filter(user_id=user_id, diet_id=diet_id)
    for row in rows.filter(Q(effective_to=None) | Q(effective_to__gte=today)):
        begun = row.effective_from < today and first <= today
        if wanted and row.nutrients == nutrients and (begun or row.effective_from == start):
            _end(row, last)
            wanted = False
        elif row.effective_from >= today:
            row.delete()
        else:
            _end(row, today - ONE_DAY)
    if wanted:
        Target.objects.create(
            user_id=user_id,
            diet_id=diet_id,
            effective_from=start,
            effective_to=last,
            nutrients=nutrients,
            created_at=now(),
        )


def leave(*, user_id: UUID, diet_id: UUID, today: date) -> None:
    """Measure no day from today on against a diet's targets; past days keep them."""
    follow(user_id=user_id, diet_id=diet_id, nutrients={}, first=today, last=None, today=today)


def _end(row: Target, last: date | None) -> None:
    if row.effective_to != last:
        row.effective_to = last
        row.save(update_fields=["effective_to"])
