"""Which kinds of job there are, and who does them.

    @handles("import")
    def run(user_id: UUID, job: Job, report: Report, **arguments: Any) -> dict[str, Any] | None: ...

Each module of `fithub.jobs.handlers` says so of its own. A handler opens its transactions itself (`acting_as`), and may be run
again after it was cut off anywhere, so what it does twice must come to the same: `once(key=f"job:{job.pk}:…")`, a unique
constraint, or its place kept with what it wrote. `hold(job)` in such a transaction keeps a worker that was given up for dead out
of it.

`report(done, total, message)` says how far it is. It costs next to nothing and may be called anywhere, and it raises JobStopped
where the job is to end: let it pass. What the handler returns is the job's `result`; a FitHubError is the person's to read and
fails the job at once, except `Unavailable`, which is tried again, as are lost connections.
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Protocol

# No job may run longer than this (seconds): the broker gives a message out again some time after.
LONGEST: Final = 3600


class Report(Protocol):
    """How far a job is: `done` of `total` (None where that is not known), and a few words."""

    def __call__(self, done: int, total: int | None = None, message: str = "") -> None: ...


type Run = Callable[..., dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Handler:
    """Who does a kind of job. After `soft` seconds `report` raises, after `hard` ones the job is cut off.

    `retries`: how often it is tried again when something that it leans on is away, or its worker dies.
    """

    run: Run
    soft: int
    hard: int
    retries: int


_handlers: dict[str, Handler] = {}


def handles(kind: str, *, soft: int = 240, hard: int = 300, retries: int = 6) -> Callable[[Run], Run]:
    """The decorated function does jobs of this kind."""
    if not 0 < soft < hard <= LONGEST:
        raise ValueError(f"{kind}: a job's limits are 0 < soft < hard <= {LONGEST}")

    def decorate(run: Run) -> Run:
        if kind in _handlers:
            raise ValueError(f"two handlers for {kind}")
        _handlers[kind] = Handler(run, soft, hard, retries)
        return run

    return decorate


def handler_of(kind: str) -> Handler | None:
    """Who does jobs of this kind, if anybody does."""
    _load()
    return _handlers.get(kind)


def kinds() -> list[str]:
    """Every kind of job there is."""
    _load()
    return sorted(_handlers)


@cache
def _load() -> None:
    package = importlib.import_module("fithub.jobs.handlers")
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)
