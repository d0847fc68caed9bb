"""A coach that asks a scripted provider, for the files that say nothing else of theirs: one server for all of them."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.agents.provider import MODEL, Provider

if TYPE_CHECKING:
    from tests.agents.chat import Chat


@pytest.fixture(scope="session")
def provider() -> Iterator[Provider]:
    """Does what a test tells it."""
    with Provider() as scripted:
        yield scripted


@pytest.fixture(scope="session")
def address(provider: Provider, start_server: Callable[..., str]) -> str:
    """A server whose coach asks the provider, and goes on asking it however often it fails."""
    return start_server(
        OPENAI_API_KEY="a key",
        OPENAI_BASE_URL=provider.url,
        FITHUB_MODEL=MODEL,
        FITHUB_MODEL_TIMEOUT="2",
        FITHUB_MODEL_FAILURES="1000",
    )


@pytest.fixture
def chat(address: str, provider: Provider) -> "Chat":
    """Somebody who talks with that coach; the provider streams where it is asked to."""
    from tests.agents.chat import Chat, register_at

    provider.streams = True
    return Chat.begin(register_at(address))
