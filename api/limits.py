"""How often something may be asked: a fixed window counted in Redis, or in this process while Redis is away.

`FITHUB_RATE_LIMITS` changes the limits it names, e.g. `sign_in=20/m,message=30/m`; the others stay as they are. Counting is by
person where one is known, else by network address.
"""

import time
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from redis import Redis
from redis.exceptions import RedisError

from fithub.core.errors import TooMany

# What can be limited.
NAMES: Final = ("register", "sign_in", "renew", "message", "draft", "barcode", "barcode_service", "calendar", "mcp")
WINDOWS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400}
# How long Redis is left alone after it failed to answer, in seconds.
PAUSE: Final = 5.0


def parse_limits(text: str) -> dict[str, tuple[int, int]]:
    """`name=count/window` by name, as (count, seconds). Raises ImproperlyConfigured."""
    limits = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, _, rate = part.partition("=")
        count, _, window = rate.partition("/")
        if not count.isdecimal() or window not in WINDOWS:
            raise ImproperlyConfigured(f"FITHUB_RATE_LIMITS: {part!r} is not like sign_in=20/m (s, m, h or d).")
        if name.strip() not in NAMES:
            raise ImproperlyConfigured(f"FITHUB_RATE_LIMITS: {name.strip()!r} is none of {', '.join(NAMES)}.")
        limits[name.strip()] = (int(count), WINDOWS[window])
    return limits


class Counter:
    """Counts by key and window."""

    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(url, socket_timeout=0.25, socket_connect_timeout=0.25)
        self._away_until = 0.0
        self._local: dict[str, int] = {}
        self._lock = Lock()

    def add(self, key: str, seconds: int) -> int:
        """Count one more and return how many there are in this window."""
        if time.monotonic() >= self._away_until:
            try:
                with self._redis.pipeline(transaction=True) as pipe:
                    pipe.incr(key)
                    pipe.expire(key, seconds + 1)
                    return int(pipe.execute()[0])
            except RedisError:
                self._away_until = time.monotonic() + PAUSE
        with self._lock:
            if len(self._local) > 10_000:
                self._local.clear()
            self._local[key] = self._local.get(key, 0) + 1
            return self._local[key]


LIMITS: Final = parse_limits(settings.RATE_LIMITS)
_counter: Final = Counter(settings.REDIS_URL)


def check_limit(name: str, who: str) -> None:
    """Count one request of this name. Raises TooMany (`rate_limited`)."""
    if name not in LIMITS:
        return
    most, seconds = LIMITS[name]
    window, passed = divmod(int(time.time()), seconds)
    if _counter.add(f"fithub:limit:{name}:{who}:{window}", seconds) > most:
        raise TooMany("rate_limited", f"At most {most} in {seconds} s; wait a little.", retry_after=seconds - passed)


def address(request: HttpRequest) -> str:
    """Where a request comes from: behind our proxy the last address that it noted; what stands before, anybody may have written."""
    noted = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return noted.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


def limited(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Limit an operation by the person, or else the address, that asks."""

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            who = getattr(request, "auth", None) or address(request)
            check_limit(name, str(who))
            return view(request, *args, **kwargs)

        return run

    return decorate
