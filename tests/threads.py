"""What several people do at once, in threads of this process."""

from collections.abc import Callable

from django.db import connections


def alone[**P, T](work: Callable[P, T]) -> Callable[P, T]:
    """Done with a connection of its own that is given back: a thread that a test starts would keep it until there is none left."""

    def run(*args: P.args, **named: P.kwargs) -> T:
        try:
            return work(*args, **named)
        finally:
            connections.close_all()

    return run
