"""Telling the broker of a job, without ever keeping a request waiting for it."""

import time
from functools import cache
from typing import Any, Final

from django.conf import settings

from fithub.core.jobs import QUEUES, Message

# How a message's queue is told to Redis, which takes the lowest number first.
PRIORITY: Final = dict(zip(QUEUES, (0, 3, 6, 9), strict=True))
TASK: Final = "fithub.jobs.tasks.run_job"
# How long the broker is left alone after it failed to answer, in seconds.
_PAUSE: Final = 5.0
_TIMEOUT: Final = 1.0

_away_until = 0.0


def send(message: Message) -> None:
    """Put the job's id into its queue. Raises what the broker's client raises; ConnectionError while it is left alone."""
    global _away_until
    if time.monotonic() < _away_until:
        raise ConnectionError("the broker did not answer a moment ago")
    try:
        _sender().send_task(
            TASK,
            args=[str(message.job_id), str(message.user_id)],
            queue=message.queue,
            priority=PRIORITY[message.queue],
            countdown=message.delay or None,
            retry=False,
        )
    except Exception:
        _away_until = time.monotonic() + _PAUSE
        raise


@cache
def _sender() -> Any:
    """A Celery that only sends: one try, a second at most. Made when there is something to send, as its import takes a while."""
    from celery import Celery

    options = {
        **settings.CELERY["broker_transport_options"],
        "max_retries": 0,
        "socket_timeout": _TIMEOUT,
        "socket_connect_timeout": _TIMEOUT,
    }
    sender = Celery("fithub-sender", set_as_current=False)
    sender.config_from_object(settings.CELERY | {"broker_transport_options": options})
    return sender
