"""Database work out of async code."""

from collections.abc import Callable

from asgiref.sync import sync_to_async
from django.db import connection


async def in_database[T](work: Callable[[], T]) -> T:
    """Run `work` in a thread and give its connection back: nothing that streams or waits for a model may hold one."""

    def run() -> T:
        try:
            return work()
        finally:
            connection.close()

    return await sync_to_async(run, thread_sensitive=False)()
