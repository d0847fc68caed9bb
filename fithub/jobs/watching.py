"""Signs of life of the jobs that this process runs, and ending those that are to end.

One thread of the process tells how far its jobs are, learns what became of them meanwhile, and watches the time. The handlers' own
threads are never kept waiting by it: a report only leaves numbers here.
"""

import ctypes
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Thread, get_ident
from typing import Any, Final

from django.db import DatabaseError, connection, connections
from psycopg import Error
from psycopg_pool import PoolTimeout

from fithub.core import dispatch
from fithub.core.jobs import LEASE, JobCancelled, JobLost, JobOvertime, JobStopped
from fithub.core.models import Job
from fithub.jobs.registry import Handler

logger = logging.getLogger(__name__)

# How often what changed is told, and how often that there is life at all, in seconds.
_TICK: Final = 0.5
_QUIET: Final = min(10.0, LEASE.total_seconds() / 4)


class Watch:
    """One running job, as its handler's thread and the watching one share it."""

    def __init__(self, job: Job, handler: Handler) -> None:
        self.job = job
        self._handler = handler
        self._began = self._told_at = time.monotonic()
        self._thread = get_ident()
        self._database = connections["default"]
        self._progress = self._told = (job.done, job.total, job.message)
        self._stop: type[JobStopped] | None = None
        self._over = False
        self._cut_off = False
        self._lock = Lock()

    @property
    def progress(self) -> dict[str, Any]:
        """How far it is, as last reported."""
        done, total, message = self._progress
        return {"done": done, "total": total, "message": message}

    def report(self, done: int, total: int | None = None, message: str = "") -> None:
        """Keep how far it is. Raises JobStopped where the job is to end."""
        if self._stop is not None:
            raise self._stop
        if time.monotonic() - self._began > self._handler.soft:
            raise JobOvertime
        self._progress = (done, total, message[:300])

    def tick(self) -> None:
        """Tell what changed; see whether the job is to end, or has to."""
        at = time.monotonic()
        if at - self._began > self._handler.hard:
            self._cut()
            return
        progress = self._progress
        if progress == self._told and at - self._told_at < _QUIET and self._stop is None:
            return
        job = dispatch.beat(self.job, **self.progress)
        self._told, self._told_at = progress, at
        if job is None:
            self._stop = JobLost
        elif job.cancel_requested_at is not None:
            self._stop = JobCancelled

    def _cut(self) -> None:
        """Raise JobOvertime in the handler's thread, and end the statement that it may be waiting for."""
        with self._lock:
            if self._over or self._cut_off:
                return
            self._cut_off = True
            logger.error("job %s (%s) is cut off after %s s", self.job.pk, self.job.kind, self._handler.hard)
            _raise_in(self._thread, JobOvertime)
            connected: Any = self._database.connection
            if connected is not None:
                with suppress(Error):
                    connected.cancel_safe(timeout=5)

    def end(self) -> None:
        """From here on the handler's thread is left alone."""
        with self._lock:
            self._over = True
            if self._cut_off:
                _raise_in(self._thread, None)


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Raise this in a thread at its next step; None takes back what has not been raised yet."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(error) if error else None)


class _Watcher:
    """The thread that watches; there while there is something to watch."""

    def __init__(self) -> None:
        self._watches: list[Watch] = []
        self._lock = Lock()
        self._there = False

    def add(self, watch: Watch) -> None:
        with self._lock:
            self._watches.append(watch)
            if not self._there:
                self._there = True
                Thread(target=self._run, name="jobs-watcher", daemon=True).start()

    def remove(self, watch: Watch) -> None:
        watch.end()
        with self._lock:
            self._watches.remove(watch)

    def _run(self) -> None:
        idle_since = time.monotonic()
        while True:
            with self._lock:
                watches = list(self._watches)
                if watches:
                    idle_since = time.monotonic()
                elif time.monotonic() - idle_since > _QUIET:
                    self._there = False
                    break
            for watch in watches:
                try:
                    watch.tick()
                except (DatabaseError, PoolTimeout):
                    logger.warning("job %s: no sign of life could be given", watch.job.pk, exc_info=True)
            # A thread's connection would else be kept out of the pool.
            connection.close()
            time.sleep(_TICK)


_watcher: Final = _Watcher()


@contextmanager
def watching(job: Job, handler: Handler) -> Iterator[Watch]:
    """Within the block this thread's job gives signs of life."""
    watch = Watch(job, handler)
    _watcher.add(watch)
    try:
        yield watch
    finally:
        _watcher.remove(watch)
