"""What a turn asks of the database, however little is said."""

from typing import Any

import pytest
from django.db.backends.utils import CursorWrapper

from tests.agents.chat import Chat
from tests.people import Person

# Beginning: whose it is, the conversation, the message, whether it is in, the thread's name, the person, their entries; and the
# end: whose it is, the answer.
MOST_STATEMENTS = 9
# What waits, what the coach has asked, the turns before.
MOST_MORE_STATEMENTS = 4


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement of every thread, from here on."""
    seen: list[str] = []
    execute = CursorWrapper.execute

    def noting(cursor: CursorWrapper, sql: Any, params: Any = None) -> Any:
        seen.append(str(sql))
        return execute(cursor, sql, params)

    monkeypatch.setattr(CursorWrapper, "execute", noting)
    return seen


def test_words_alone_take_few_statements(alice: Person, statements: list[str]) -> None:
    # The first turn of a process reads what it needs once the agent is loaded, by itself.
    Chat.begin(alice).say("hello")
    chat = Chat.begin(alice)
    statements.clear()
    chat.say("hello")
    assert len(statements) <= MOST_STATEMENTS, statements
    statements.clear()
    chat.say("hello")
    assert len(statements) <= MOST_STATEMENTS + MOST_MORE_STATEMENTS, statements
