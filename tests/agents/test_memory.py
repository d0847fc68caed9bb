"""PostgreSQL remembers; Redis is quick, and may be lost at any moment."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from agents.memory import window
from infra.local.services import EmbeddedValkey
from tests.agents.chat import Chat, amounts, register_at
from tests.people import Person


def test_a_conversation_goes_on_while_redis_goes_away(tmp_path: Path, start_server: Callable[..., str]) -> None:
    with EmbeddedValkey(tmp_path) as valkey:
        address = start_server(REDIS_URL=valkey.url)
        chat = Chat.begin(register_at(address))
        chat.say("two boiled eggs")
    told = chat.say("make that three")
    assert (told["status"], amounts(chat.person)) == ("complete", {"egg": 150.0})
    chat.say("and an apple")
    chat.say("delete it")
    assert amounts(chat.person) == {"egg": 150.0}


def test_what_redis_remembers_wrongly_is_not_believed(alice: Person) -> None:
    chat = Chat.begin(alice)
    chat.say("two boiled eggs")
    for stale in (
        [{"id": "0", "messages": []}],
        [{"id": str(UUID(int=0)), "messages": [{"type": "human", "content": "?"}]}],
    ):
        window().replace(f"fithub:memory:{alice.user_id}:{chat.id}", stale)
        chat.say("make that three")
        assert amounts(alice) == {"egg": 150.0}
        chat.say("make that two")


def test_conversations_do_not_know_of_one_another(alice: Person) -> None:
    Chat.begin(alice).say("two boiled eggs")
    other = Chat.begin(alice)
    assert "nothing waiting" in other.say("yes")["message"]["text"]
