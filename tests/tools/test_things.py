"""Whatever is taken back has a name."""

import psycopg

from tests.agents.chat import Chat
from tests.people import Person
from tools.things import PARTS, THINGS


def test_every_table_that_is_logged_has_a_name_or_is_a_part(owner_url: str) -> None:
    with psycopg.connect(owner_url) as owner:
        rows = owner.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgfoid = 'core_log_change'::regproc"
        ).fetchall()
    assert {table for (table,) in rows} - PARTS - THINGS.keys() == set()


def test_an_undo_tells_what_it_was_about(alice: Person) -> None:
    chat = Chat.begin(alice)
    chat.say("I weigh 82 kg")
    chat.say("my goal is 78 kg")
    chat.say("yes")
    said = chat.say("undo")["message"]["text"]
    assert said == "Undone: your goal “Weight Loss” is gone."
    assert chat.say("undo")["message"]["text"] == "Undone: your measurement “Weight 82 kg on 5 May 2026” is gone."
    assert "coach settings" in (chat.say("send my daily summary at 8pm") and chat.say("undo")["message"]["text"])
