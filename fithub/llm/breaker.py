"""A breaker for each provider: one that failed several times in a row is left alone for a while, then tried by a single request.

What is known of a provider is shared by all processes through Redis; while Redis is away each process keeps its own.
"""

import time
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from threading import Lock
from typing import Final, Protocol

from django.conf import settings
from redis import Redis
from redis.exceptions import RedisError

# Failures within this time are "in a row".
WITHIN_SECONDS: Final = 60
# How long a provider is left alone, and how long one request has to show that it is back.
REST_SECONDS: Final = 30
PROBE_SECONDS: Final = 90
# How long it is remembered that a provider was left alone; a failure meanwhile leaves it alone at once.
REMEMBERED_SECONDS: Final = 600
# How long Redis is left alone after it failed to answer, in seconds.
PAUSE: Final = 5.0


class Marks(Protocol):
    """Marks that go by themselves."""

    def standing(self, *keys: str) -> list[bool]:
        """Which of the marks stand."""

    def put(self, key: str, seconds: int) -> bool:
        """Put the mark where it does not stand; False where it does."""

    def count(self, key: str, seconds: int) -> int:
        """Count up; the count begins anew so many seconds after the last time."""

    def drop(self, *keys: str) -> None:
        """Take marks and counts away."""


class OwnMarks:
    """Those of this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[int, float]] = {}
        self._lock = Lock()

    def standing(self, *keys: str) -> list[bool]:
        """Which of the marks stand."""
        return [self._stands(key) for key in keys]

    def put(self, key: str, seconds: int) -> bool:
        """Put the mark where it does not stand; False where it does."""
        with self._lock:
            if self._stands(key):
                return False
            self._kept[key] = (1, self._clock() + seconds)
            return True

    def count(self, key: str, seconds: int) -> int:
        """Count up; the count begins anew so many seconds after the last time."""
        with self._lock:
            number = self._kept[key][0] + 1 if self._stands(key) else 1
            self._kept[key] = (number, self._clock() + seconds)
            return number

    def drop(self, *keys: str) -> None:
        """Take marks and counts away."""
        for key in keys:
            self._kept.pop(key, None)

    def _stands(self, key: str) -> bool:
        return self._kept.get(key, (0, 0.0))[1] > self._clock()


class SharedMarks:
    """Those in Redis, which all processes see."""

    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(url, socket_timeout=0.25, socket_connect_timeout=0.25, decode_responses=True)

    def standing(self, *keys: str) -> list[bool]:
        """Which of the marks stand."""
        return [value is not None for value in self._redis.mget(keys)]

    def put(self, key: str, seconds: int) -> bool:
        """Put the mark where it does not stand; False where it does."""
        return bool(self._redis.set(key, 1, ex=seconds, nx=True))

    def count(self, key: str, seconds: int) -> int:
        """Count up; the count begins anew so many seconds after the last time."""
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.incr(key)
            pipe.expire(key, seconds)
            return int(pipe.execute()[0])

    def drop(self, *keys: str) -> None:
        """Take marks and counts away."""
        self._redis.delete(*keys)


class Breaker:
    """Whether a provider is asked. Every method may wait for Redis, a quarter of a second at most."""

    def __init__(self, provider: str, shared: Marks | None = None, own: Marks | None = None) -> None:
        name = f"fithub:breaker:{sha256(provider.encode()).hexdigest()[:16]}"
        self._failures, self._resting, self._tripped, self._probe = (
            f"{name}:{each}" for each in ("failures", "resting", "tripped", "probe")
        )
        self._shared = shared or _shared()
        self._own = own or OwnMarks()
        self._away_until = 0.0
        # Whether, when last looked at, anything stood that a success takes away.
        self.is_marked = True

    def lets_through(self) -> bool:
        """Whether to ask: not while it rests, and once it has rested by one request until that has ended."""

        def look(marks: Marks) -> bool:
            resting, tripped, failures = marks.standing(self._resting, self._tripped, self._failures)
            self.is_marked = resting or tripped or failures
            return not resting and (not tripped or marks.put(self._probe, PROBE_SECONDS))

        return self._with_marks(look)

    def stands_clear(self) -> bool:
        """Whether nothing is held against it: then it may be asked at once, and what has not been asked need not be told."""

        def look(marks: Marks) -> bool:
            return not any(marks.standing(self._resting, self._tripped, self._failures))

        self.is_marked = not self._with_marks(look)
        return not self.is_marked

    def succeeded(self) -> None:
        """It has answered: all is forgotten."""
        self._with_marks(lambda marks: marks.drop(self._failures, self._resting, self._tripped, self._probe))
        self.is_marked = False

    def failed(self) -> None:
        """It could not be had."""

        self.is_marked = True

        def note(marks: Marks) -> None:
            number = marks.count(self._failures, WITHIN_SECONDS)
            if number >= settings.MODEL_FAILURES or marks.standing(self._tripped)[0]:
                marks.put(self._resting, REST_SECONDS)
                marks.put(self._tripped, REMEMBERED_SECONDS)
            marks.drop(self._probe)

        self._with_marks(note)

    def not_asked(self) -> None:
        """Nobody has asked after all: another request may try."""
        self._with_marks(lambda marks: marks.drop(self._probe))

    def _with_marks[T](self, work: Callable[[Marks], T]) -> T:
        if time.monotonic() >= self._away_until:
            try:
                return work(self._shared)
            except RedisError:
                self._away_until = time.monotonic() + PAUSE
        return work(self._own)


@cache
def _shared() -> Marks:
    return SharedMarks(settings.REDIS_URL)
