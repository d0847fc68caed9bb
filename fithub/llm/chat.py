"""The provider's chat model, where there is one. Importing this is cheap; langchain is loaded when a model is asked for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from django.conf import settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# Tries after the first for what may pass (429, 5xx, a lost connection); the client waits longer each time, with jitter.
RETRIES: Final = 2


def has_provider() -> bool:
    """Whether a key is configured; without one the offline model answers."""
    return bool(settings.OPENAI_API_KEY)


@cache
def chat_model() -> BaseChatModel | None:
    """The provider's model by the settings, or None without a key. One per process: it holds the connections."""
    if not has_provider():
        return None
    from langchain_openai import ChatOpenAI

    return ChatOpenAI(
        model=settings.FITHUB_MODEL,
        api_key=settings.OPENAI_API_KEY,
        base_url=settings.OPENAI_BASE_URL or None,
        timeout=settings.MODEL_TIMEOUT_SECONDS,
        max_retries=RETRIES,
        stream_usage=True,
        # The plain chat completions that every compatible server speaks.
        use_responses_api=False,
    )
