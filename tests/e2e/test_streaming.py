"""Any client of the AI SDK reads words as they come, and ends with the right ones."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.agents.chat import NOON, Chat, register_at
from tests.agents.provider import MODEL, Provider, calls, streams

CLIENT = Path(__file__).with_name("streaming_client.mjs")


def test_an_unmodified_client_of_the_ai_sdk_ends_with_the_right_words(start_server: Callable[..., str]) -> None:
    with Provider() as provider:
        address = start_server(OPENAI_API_KEY="a key", OPENAI_BASE_URL=provider.url, FITHUB_MODEL=MODEL)
        provider.will(
            calls(("log_meal", {"items": [{"text": "two boiled eggs"}]})),
            streams("Those ", "are ", "888 kcal. ", "Anything else?"),
            streams("Your ", "eggs ", "hold ", "143 kcal."),
        )
        chat = Chat.begin(register_at(address))
        asked = [address, chat.person.access, chat.id, NOON, "I had two boiled eggs"]
        done = subprocess.run(["node", CLIENT, *asked], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    message = json.loads(done.stdout)
    tool, begun, replaced, words = [part for part in message["parts"] if part["type"] != "step-start"]
    assert (tool["type"], tool["state"]) == ("tool-log_meal", "output-available")
    assert begun["text"] == replaced["data"]["text"] == "Those are …"
    assert (replaced["type"], words["text"]) == ("data-replaced", "Your eggs hold 143 kcal.")
    assert {begun["state"], words["state"]} == {"done"}
    assert message["metadata"]["status"] == "complete"
    assert chat.messages()[-1]["text"] == "Your eggs hold 143 kcal."
