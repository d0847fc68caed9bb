"""Summaries in the background: who is due, and a task for each."""

import logging
from datetime import datetime
from typing import Final
from uuid import UUID

from celery import shared_task

from agents.summary import make_due
from fithub.coaching.claiming import claim_due
from fithub.coaching.schedule import Kind
from fithub.jobs.sending import PRIORITY

logger = logging.getLogger(__name__)

# So many are taken on and sent at a time; what is not sent comes again when its claim has run out.
BATCH: Final = 500


@shared_task
def dispatch_summaries() -> None:
    """Send a task for every summary that is due. Running twice, or two at once, send each once."""
    sent = 0
    while claims := claim_due(most=BATCH):
        for claim in claims:
            make_summary.apply_async(
                (str(claim.user_id), claim.kind, claim.next_at.isoformat()),
                queue="default",
                priority=PRIORITY["default"],
            )
        sent += len(claims)
    if sent:
        logger.info("%d summaries are due", sent)


@shared_task
def make_summary(user_id: str, kind: str, seen: str) -> None:
    """Make the summary of a person that was due at a time; a second time there is nothing left to make."""
    make_due(user_id=UUID(user_id), kind=Kind(kind), seen=datetime.fromisoformat(seen))
