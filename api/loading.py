"""The agent and its libraries, loaded once a process: seconds, and never for those that only serve forms."""

import sys
from threading import Event, Thread

_is_loaded = Event()


def is_loaded() -> bool:
    """Whether it is there."""
    return _is_loaded.is_set()


def load() -> None:
    """Import it."""
    from agents.coach import coach

    coach()
    _is_loaded.set()


def load_soon() -> None:
    """Load it beside this request, for somebody who is about to talk."""
    if "agents.coach" not in sys.modules:
        Thread(target=load, daemon=True).start()
