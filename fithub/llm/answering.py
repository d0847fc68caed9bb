"""Asking a provider's model, and its answer as it comes.

Some servers that speak OpenAI's API refuse a stream that is to tell its usage: that is found out once, and from then on it is
not asked for.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

from langchain_core.messages import AIMessage, AIMessageChunk, AnyMessage, InvalidToolCall, ToolCall
from openai import BadRequestError, UnprocessableEntityError

from fithub.llm.chat import Provider


def with_tools(provider: Provider, tools: Sequence[Any]) -> Any:
    """The provider's model, offering these tools.

    Their schemas are written once and go into the request as they are: by the ordinary way LangChain writes them for each request,
    and OpenAI's client looks through each of their parts for something to rename.
    """
    written = provider.model.bind_tools(tools).kwargs["tools"]
    return provider.model.bind(extra_body={"tools": written})


async def answer_of(
    provider: Provider, model: Any, messages: Sequence[AnyMessage], *, hear: Callable[[str], None] | None
) -> AIMessage:
    """A model's answer to messages. `model`: the provider's, with what is bound to it. `hear` is told the words piece by piece;
    without it the answer is asked for in one piece.

    Raises whatever the provider's client does.
    """
    if hear is None:
        answer = await model.ainvoke(messages)
        assert isinstance(answer, AIMessage)
        return answer
    pieces: list[AIMessageChunk] = []
    usage = {} if provider.tells_usage else {"stream_usage": False}
    try:
        async for piece in model.astream(messages, **usage):
            pieces.append(piece)
            if piece.text:
                hear(piece.text)
    except (BadRequestError, UnprocessableEntityError) as error:
        if not provider.tells_usage or "stream_options" not in str(error):
            raise
        provider.tells_usage = False
        return await answer_of(provider, model, messages, hear=hear)
    return whole(pieces)


def whole(pieces: Sequence[AIMessageChunk]) -> AIMessage:
    """The message that its pieces make. Arguments are read only as a whole: LangChain would complete those that were cut off."""
    merged = pieces[0] if len(pieces) == 1 else pieces[0] + list(pieces[1:])
    calls: list[ToolCall] = []
    broken: list[InvalidToolCall] = []
    for call in merged.tool_call_chunks:
        given = _read(call["args"])
        if call["name"] and given is not None:
            calls.append(ToolCall(name=call["name"], args=given, id=call["id"], type="tool_call"))
        else:
            broken.append(
                InvalidToolCall(
                    name=call["name"], args=call["args"], id=call["id"], error="unreadable", type="invalid_tool_call"
                )
            )
    about = dict(merged.response_metadata)
    # A stream that breaks off without a word of it was cut off.
    about.setdefault("finish_reason", "length")
    return AIMessage(
        content=merged.content,
        tool_calls=calls,
        invalid_tool_calls=broken,
        additional_kwargs=merged.additional_kwargs,
        response_metadata=about,
        usage_metadata=merged.usage_metadata,
    )


def _read(arguments: str | None) -> dict[str, Any] | None:
    try:
        told = json.loads(arguments or "{}", strict=False)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None
