"""What stands between a model's calls and the tools: calls that nobody asked for, tools that refuse, and calls without end."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import uuid4

from langchain.agents.middleware import AgentMiddleware
from langchain.agents.middleware.types import ToolCallRequest
from langchain_core.messages import AIMessage, ToolCall, ToolMessage

from agents.asked import is_asked_for
from agents.course import GoesRound, RunCtx
from agents.thread import said_by_person
from fithub.core.errors import FitHubError
from tools.base import told

# A turn that calls more is going round in circles; it ends as failed. (LangChain's own limit is a step of the loop, which takes as
# long as a small query.)
TOOL_CALLS: Final = 80


class Asked(AgentMiddleware[Any, RunCtx]):
    """A provider's call that nothing the person has said asks for waits for their yes: what it read may have told it to."""

    async def awrap_tool_call(
        self, request: ToolCallRequest, handler: Callable[[ToolCallRequest], Awaitable[Any]]
    ) -> Any:
        """The tool's result, or what it would do."""
        ctx: RunCtx = request.runtime.context
        call = request.tool_call
        said = said_by_person(request.state["messages"])
        if ctx.course.offline or is_asked_for(call["name"], call["args"], said):
            return await handler(request)
        unasked = replace(request.runtime, context=replace(ctx, unasked=True))
        return await handler(request.override(runtime=unasked))


class ToolErrors(AgentMiddleware[Any, RunCtx]):
    """A refusal of the domain goes back to the model; anything else is a bug and ends the turn."""

    async def awrap_tool_call(
        self, request: ToolCallRequest, handler: Callable[[ToolCallRequest], Awaitable[Any]]
    ) -> Any:
        """The tool's result, or what it refused and what may be done next. Raises GoesRound."""
        course = request.runtime.context.course
        course.tools += 1
        if course.tools > TOOL_CALLS:
            raise GoesRound("too many tools were called")
        try:
            return await handler(request)
        except FitHubError as error:
            call = request.tool_call
            return ToolMessage(
                content=told(error),
                name=call["name"],
                tool_call_id=call["id"],
                status="error",
                artifact={"code": error.code, "detail": error.detail},
            )


def with_own_ids(answer: AIMessage, words: str) -> AIMessage:
    """Every call once, under an id that no other call of the conversation has: a provider's may be missing, or the same twice.

    `words`: what of its words before the calls may stand.
    """
    asked = {str((call["name"], call["args"], call["id"])): call for call in _deletions_as_one(answer.tool_calls)}
    calls = [{**call, "id": f"call_{uuid4().hex}"} for call in asked.values()]
    return AIMessage(content=words, tool_calls=calls, usage_metadata=answer.usage_metadata)


def _deletions_as_one(calls: Sequence[ToolCall]) -> list[ToolCall]:
    """The calls; several entries that are deleted side by side are one call, so that they are one question."""
    deletes = [call for call in calls if call["name"] == "delete_entry"]
    ids = dict.fromkeys(
        each for call in deletes for each in (call["args"].get("entry_id"), *_ids_in(call["args"])) if each
    )
    if len(deletes) < 2:
        return list(calls)
    merged = [deletes[0] | {"args": {"entry_ids": list(ids)}}] if ids else deletes
    others = [call for call in calls if call["name"] != "delete_entry"]
    return [*others, *merged]


def _ids_in(args: dict[str, Any]) -> list[Any]:
    ids = args.get("entry_ids")
    return ids if isinstance(ids, list) else []
