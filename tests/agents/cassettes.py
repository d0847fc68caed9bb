"""Conversations with a provider, played from files: no network, and the same answers each time.

`FITHUB_RECORD=1` records them anew (`make record`): from the provider that FITHUB_RECORD_KEY, _URL and _MODEL name, or without a
key from our own scripted server, of which the file's first line then tells.

Ids differ from run to run, so requests are compared with each id called by its place: the first one, the second one, …
"""

import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import vcr
import yaml
from django.test import override_settings
from langchain_openai.chat_models import _client_utils
from vcr.persisters.filesystem import CassetteNotFoundError
from vcr.request import Request
from vcr.serialize import deserialize, serialize

from agents.coach import coach
from fithub.llm.chat import providers
from tests.agents.provider import MODEL, Provider, Reply, said_in

FOLDER: Final = Path(__file__).with_name("cassettes")
RECORDING: Final = os.environ.get("FITHUB_RECORD") == "1"
SCRIPTED: Final = "FitHub's own scripted server, which is no language model"
_ID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|call_[0-9a-zA-Z_]+")
# Of an answer's headers only these say something of the answer; others name accounts and requests.
_KEPT: Final = frozenset({"content-type", "content-length"})
# Nobody is there: what is not in the file must not be asked.
_NOWHERE: Final = "http://127.0.0.1:9/v1"


def strictly(first: Request, second: Request) -> None:
    """The same request to the byte, but for ids: for contracts, which a changed prompt or tool breaks."""
    assert first.method == second.method
    assert _named_by_place(first.body) == _named_by_place(second.body)


def by_shape(first: Request, second: Request) -> None:
    """The same model, tools, roles, user texts and called tools: for behaviour, which a reworded prompt leaves as it is."""
    assert shape(json.loads(first.body)) == shape(json.loads(second.body))


def shape(asked: dict[str, Any]) -> dict[str, Any]:
    """What a conversation is like, whatever the prompt and the results say word by word."""
    messages: list[dict[str, Any]] = asked["messages"]
    return {
        "model": asked["model"],
        "stream": asked.get("stream", False),
        "tools": [tool["function"]["name"] for tool in asked.get("tools", ())],
        "roles": [message["role"] for message in messages],
        "said": said_in(asked),
        "called": [
            call["function"]["name"] for message in messages for call in message.get("tool_calls") or () if call
        ],
    }


@contextmanager
def played(name: str, *, match: str, script: Sequence[Reply]) -> Iterator[None]:
    """One message to a coach in this process whose provider is the cassette `name`.

    `match`: strictly or by_shape. `script`: what our own server answers where it has to be recorded without a key.
    """
    path = FOLDER / f"{name}.yaml"
    with ExitStack() as stack:
        key, url, model, maker = "a key", _NOWHERE, _model_of(path), ""
        if RECORDING and (real := os.environ.get("FITHUB_RECORD_KEY")):
            key, url = real, os.environ.get("FITHUB_RECORD_URL") or "https://api.openai.com/v1"
            model = maker = os.environ["FITHUB_RECORD_MODEL"]
        elif RECORDING:
            scripted = stack.enter_context(Provider())
            scripted.will(*script)
            url, model, maker = scripted.url, MODEL, SCRIPTED
        stack.enter_context(override_settings(OPENAI_API_KEY=key, OPENAI_BASE_URL=url, FITHUB_MODEL=model))
        stack.enter_context(patch.dict(os.environ, {"OPENAI_API_KEY": key}))
        tape = vcr.VCR(
            record_mode="all" if RECORDING else "none",
            filter_headers=["authorization", "cookie", "openai-organization", "openai-project", "user-agent"],
            before_record_request=_without_address,
            before_record_response=_without_account,
        )
        tape.register_matcher("strictly", strictly)
        tape.register_matcher("by_shape", by_shape)
        if RECORDING:
            path.unlink(missing_ok=True)
        tape.register_persister(_Persister(maker, model))
        _anew()
        stack.callback(_anew)
        stack.enter_context(tape.use_cassette(str(path), match_on=["path", match]))
        yield


def _anew() -> None:
    """A model by the settings as they are now; each message has an event loop of its own here, which its connections end with."""
    _client_utils._cached_async_httpx_client.cache_clear()
    providers.cache_clear()
    coach.cache_clear()


class _Persister:
    """Keeps a cassette with a line on top that says who answered, and one that says as which model."""

    def __init__(self, maker: str, model: str) -> None:
        self._head = f"# answers of: {maker}\n# model: {model}\n"

    def load_cassette(self, path: str, serializer: Any) -> Any:
        """What is in the file. Raises what VCR expects where there is none."""
        try:
            text = Path(path).read_text(encoding="utf-8")
        except OSError as error:
            raise CassetteNotFoundError(path) from error
        return deserialize(text, serializer)

    def save_cassette(self, path: str, told: Any, serializer: Any) -> None:
        """Write the file anew."""
        if RECORDING:
            Path(path).parent.mkdir(exist_ok=True)
            Path(path).write_text(self._head + serialize(told, serializer), encoding="utf-8")


def _model_of(path: Path) -> str:
    """The model that a cassette's answers are of."""
    found = re.search(r"^# model: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE) if path.exists() else None
    return found[1] if found else MODEL


def _named_by_place(body: Any) -> Any:
    text = json.dumps(json.loads(body), sort_keys=True)
    places = {name: f"id-{place}" for place, name in enumerate(dict.fromkeys(_ID.findall(text)))}
    return _ID.sub(lambda found: places[found[0]], text)


def _without_address(request: Request) -> Request:
    """Where it was sent is nobody's business, and another port each time."""
    request.uri = f"https://provider.example{request.path}"
    return request


def _without_account(response: dict[str, Any]) -> dict[str, Any]:
    response["headers"] = {name: value for name, value in response["headers"].items() if name.lower() in _KEPT}
    return response


def makers() -> dict[str, str]:
    """Each cassette's name and who answered in it."""
    return {
        path.stem: path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# answers of: ")
        for path in sorted(FOLDER.glob("*.yaml"))
    }


def requests_in(name: str) -> list[dict[str, Any]]:
    """What was asked in a cassette."""
    told = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return [json.loads(each["request"]["body"]) for each in told["interactions"]]
