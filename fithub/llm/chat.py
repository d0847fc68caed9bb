"""The providers' chat models, where there are any, in the order in which they are asked. Importing this is cheap; langchain is
loaded when a model is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from django.conf import settings

from fithub.llm.breaker import Breaker

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# Tries after the first for what may pass (429, 5xx, a lost connection); the client waits longer each time, with jitter.
RETRIES: Final = 2

type Task = Literal["chat", "summaries", "photos"]


@dataclass(slots=True, eq=False)
class Provider:
    """A model at an address, and the breaker that keeps a dead one from costing time.

    `tells_usage`: whether it takes a request for a stream that is to tell its usage; found out by asking it.
    """

    name: str
    model: BaseChatModel
    breaker: Breaker
    tells_usage: bool = True


@cache
def providers(task: Task = "chat") -> tuple[Provider, ...]:
    """Who answers, the first one first; nobody without a key, and nobody about photos unless a model for them is named. One set per
    process: they hold the connections."""
    if not settings.OPENAI_API_KEY:
        return ()
    if task == "photos":
        asked = settings.FITHUB_VISION_MODEL, settings.OPENAI_BASE_URL, settings.OPENAI_API_KEY
        return (_provider(*asked),) if reads_photos() else ()
    name = (settings.FITHUB_SUMMARY_MODEL if task == "summaries" else "") or settings.FITHUB_MODEL
    first = _provider(name, settings.OPENAI_BASE_URL, settings.OPENAI_API_KEY)
    if not settings.FITHUB_FALLBACK_MODEL:
        return (first,)
    url = settings.FITHUB_FALLBACK_URL or settings.OPENAI_BASE_URL
    key = settings.FITHUB_FALLBACK_KEY or ("" if settings.FITHUB_FALLBACK_URL else settings.OPENAI_API_KEY)
    return first, _provider(settings.FITHUB_FALLBACK_MODEL, url, key or "none")


def reads_photos() -> bool:
    """Whether a model that sees is set up."""
    return bool(settings.OPENAI_API_KEY and settings.FITHUB_VISION_MODEL)


def longest_seconds() -> float:
    """How long one answer may take with all its tries, before the next provider is asked."""
    return float(settings.MODEL_TIMEOUT_SECONDS * (1 + RETRIES))


def is_too_long(error: BaseException) -> bool:
    """Whether a provider refuses because the conversation does not fit into its context."""
    return getattr(error, "code", None) == "context_length_exceeded"


def was_turned_away(error: BaseException) -> bool:
    """Whether a provider has answered that it does not do this, so that nothing was done."""
    return isinstance(getattr(error, "status_code", None), int)


def is_down(error: BaseException) -> bool:
    """Whether an error says that the provider cannot be had, and not that this one request is refused."""
    code = getattr(error, "status_code", None)
    return not isinstance(code, int) or code in {401, 403, 408, 429} or code >= 500


def _provider(name: str, url: str, key: str) -> Provider:
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    from fithub.llm.http import HttpClient

    model = ChatOpenAI(
        model=name,
        api_key=SecretStr(key),
        base_url=url or None,
        timeout=settings.MODEL_TIMEOUT_SECONDS,
        max_retries=RETRIES,
        http_async_client=HttpClient(),
        stream_usage=True,
        # The plain chat completions that every compatible server speaks.
        use_responses_api=False,
    )
    return Provider(name, model, Breaker(f"{url}|{name}"))
