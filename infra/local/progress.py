"""Telling the person what is going on, step by step and with times."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(text: str = "") -> None:
    """A line, at once."""
    print(text, flush=True)


@contextmanager
def step(what: str) -> Iterator[None]:
    """Name the step when it begins, and how many seconds it took when it ends."""
    print(f"  {what} … ", end="", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print("stopped", flush=True)
        raise
    print(f"{time.monotonic() - began:.1f} s", flush=True)


def complain(text: str) -> None:
    """One line on what is wrong."""
    print(f"fithub: {' '.join(text.split())}", file=sys.stderr, flush=True)
