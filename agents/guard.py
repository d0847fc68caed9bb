"""What stands between the agent's loop and who answers: a provider that fails or lies, and what is answered with care."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

from langchain.agents.middleware import AgentMiddleware, ModelRequest, ModelResponse
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_core.tools import BaseTool

from agents.calling import with_own_ids
from agents.care.answers import Careful, careful_answer, harms
from agents.care.concerns import Standing, standing_with
from agents.course import GoesRound, RunCtx
from agents.metering import Meter, tokens_of
from agents.offline.model import OfflineModel
from agents.speech import Speech
from agents.thread import newest, repaired, said_by_person, talk_in, this_turn, with_context
from agents.truth.checking import disagreements
from agents.truth.evidence import Grounds, Result
from agents.truth.links import without_links
from fithub.coaching.usage import Task, about_tokens
from fithub.core.errors import TooMany
from fithub.core.wire import to_json
from fithub.llm.answering import answer_of, with_tools
from fithub.llm.chat import Provider, is_down, is_too_long, longest_seconds, providers

logger = logging.getLogger(__name__)

# How often a provider may be asked in one turn, and how many calls it may make at once, before it is taken to be lost.
PROVIDER_CALLS: Final = 8
CALLS_AT_ONCE: Final = 16
# A turn that needs more answers than this is going round in circles; it ends as failed.
MODEL_CALLS: Final = 40


class ProviderFailed(Exception):
    """What came from the provider is of no use."""


class Answering(AgentMiddleware[Any, RunCtx]):
    """Asks the provider while it is of use, and the offline model otherwise, so that every turn is answered."""

    def __init__(self, prompt: str, tools: Sequence[BaseTool]) -> None:
        super().__init__()
        self._prompt = prompt
        self._tool_names = frozenset(tool.name for tool in tools)
        self._bound: dict[Provider, Any] = {}
        shown = [to_json([tool.name, tool.description, tool.args_schema]) for tool in tools]
        self._always_tokens = about_tokens(prompt) + sum(map(about_tokens, shown))

    async def awrap_model_call(
        self, request: ModelRequest[RunCtx], handler: Callable[[ModelRequest[RunCtx]], Awaitable[ModelResponse[Any]]]
    ) -> AIMessage:
        """One answer of a model: tool calls, or words that agree with what the tools returned. Raises GoesRound."""
        ctx = request.runtime.context
        ctx.course.models += 1
        if ctx.course.models > MODEL_CALLS:
            raise GoesRound("a model was asked too often")
        careful = with_care(request.messages, ctx.standing)
        if careful is not None:
            ctx.course.go_offline()
            if careful.meal is None:
                return AIMessage(careful.words)
            answer = await self._offline(
                request.override(messages=_saying(request.messages, careful.meal)), ctx, handler
            )
            return answer if answer.tool_calls else AIMessage(f"{answer.text} {careful.words}")
        request = request.override(messages=repaired(request.messages))
        speech = Speech(ctx.tell)
        answer = await self._from_providers(request, ctx, speech)
        if answer is None:
            ctx.course.go_offline()
            answer = await self._offline(request, ctx, handler)
            if not answer.tool_calls:
                answer = AIMessage(without_links(answer.text, str(this_turn(request.messages)[0].text)))
        speech.settle(answer.text)
        return answer

    async def _offline(
        self,
        request: ModelRequest[RunCtx],
        ctx: RunCtx,
        handler: Callable[[ModelRequest[RunCtx]], Awaitable[ModelResponse[Any]]],
    ) -> AIMessage:
        # It needs no prompt, only what is about now.
        about_now = SystemMessage(ctx.now_text)
        return _message(await handler(request.override(model=OfflineModel(), system_message=about_now)))

    async def _from_providers(self, request: ModelRequest[RunCtx], ctx: RunCtx, speech: Speech) -> AIMessage | None:
        """The answer of the first provider that has one of use; None where there is none, or the budget is spent."""
        for provider in () if ctx.course.offline else providers()[ctx.course.given_up :]:
            try:
                answer = await self._tried(provider, request, ctx, speech)
            except TooMany as spent:
                ctx.course.note(spent.code, spent.detail)
                return None
            if answer is not None:
                ctx.course.model = provider.name
                return answer
            ctx.course.given_up += 1
        return None

    async def _tried(
        self, provider: Provider, request: ModelRequest[RunCtx], ctx: RunCtx, speech: Speech
    ) -> AIMessage | None:
        """A provider's answer; None where it rests or fails, and the next one is to be asked.

        Raises TooMany (`budget_spent`).
        """
        if provider is not ctx.course.at_hand and not await asyncio.to_thread(provider.breaker.lets_through):
            return None
        try:
            async with asyncio.timeout(longest_seconds()):
                answer = await self._from_provider(provider, request, ctx, speech)
        except TooMany:
            await asyncio.to_thread(provider.breaker.not_asked)
            raise
        except Exception as error:  # noqa: BLE001 (whatever it is, the person gets their answer)
            logger.warning("%s failed, the turn goes on without it: %s: %s", provider.name, type(error).__name__, error)
            down = not isinstance(error, ProviderFailed) and is_down(error)
            await asyncio.to_thread(provider.breaker.failed if down else provider.breaker.succeeded)
            return None
        ctx.course.at_hand = provider
        if provider.breaker.is_marked:
            await asyncio.to_thread(provider.breaker.succeeded)
        return answer

    async def _from_provider(
        self, provider: Provider, request: ModelRequest[RunCtx], ctx: RunCtx, speech: Speech
    ) -> AIMessage:
        grounds = _grounds(request.messages, ctx)
        standing = standing_with(ctx.standing, said_by_person(request.messages))
        messages = with_context(request.messages, ctx.now_text)
        wrong: list[str] = []
        for _ in range(2):
            ctx.course.asked += 1
            if ctx.course.asked > PROVIDER_CALLS:
                raise ProviderFailed("it does not come to an end")
            speech.begin(grounds, standing)
            try:
                answer = await self._metered(provider, request.tools, messages, ctx, speech)
            except Exception as error:
                shorter = newest(messages)
                if not is_too_long(error) or len(shorter) == len(messages):
                    raise
                logger.info("the conversation is too long, only its newest turns are told")
                messages = shorter
                answer = await self._metered(provider, request.tools, messages, ctx, speech)
            self._check_form(answer)
            heard = speech.end(answer.text)
            if answer.tool_calls:
                return with_own_ids(answer, heard.sound)
            if not heard.wrong:
                return answer
            wrong = disagreements(answer.text, grounds) + harms(answer.text, standing) or heard.wrong
            note = f"Your answer does not agree with the tools: {'; '.join(wrong)}. Answer again, only with what they returned."
            messages = [*messages, answer, HumanMessage(note)]
        raise ProviderFailed("; ".join(wrong))

    async def _metered(
        self,
        provider: Provider,
        tools: Sequence[Any],
        messages: Sequence[AnyMessage],
        ctx: RunCtx,
        speech: Speech,
    ) -> AIMessage:
        """What a provider answers, counted, and heard as it comes where the person reads along. Raises TooMany (`budget_spent`)."""
        if provider not in self._bound:
            self._bound[provider] = with_tools(provider, tools)

        async def ask() -> AIMessage:
            told = [SystemMessage(self._prompt), *messages]
            return await answer_of(provider, self._bound[provider], told, hear=speech.hear if ctx.streams else None)

        expected = self._always_tokens + tokens_of(messages)
        answer, took = await Meter(ctx.user_id, Task.TURN, later=ctx.course.requests).ask(provider.name, expected, ask)
        ctx.course.count(took)
        return answer

    def _check_form(self, answer: AIMessage) -> None:
        if answer.invalid_tool_calls:
            raise ProviderFailed("a tool call that cannot be read")
        if len(answer.tool_calls) > CALLS_AT_ONCE:
            raise ProviderFailed(f"{len(answer.tool_calls)} tool calls at once")
        unknown = {call["name"] for call in answer.tool_calls} - self._tool_names
        if unknown:
            raise ProviderFailed(f"no such tool: {', '.join(sorted(unknown))}")
        if answer.additional_kwargs.get("refusal"):
            raise ProviderFailed("it refuses to answer")
        if answer.response_metadata.get("finish_reason") in {"length", "content_filter"}:
            raise ProviderFailed("an answer that was cut off")
        if not answer.tool_calls and not answer.text.strip():
            raise ProviderFailed("an empty answer")


def _grounds(messages: Sequence[AnyMessage], ctx: RunCtx) -> Grounds:
    """What the turn bears out so far."""
    turn = this_turn(messages)
    results = [message for message in turn if isinstance(message, ToolMessage)]
    returned = [
        Result(each.name or "", str(each.content), ok=each.status == "success", wrote=_has_written(each))
        for each in results
    ]
    waits = any("approval" in _receipt(each) for each in results)
    return Grounds(str(turn[0].text), returned, ctx.now_text, ctx.when.date, waits)


def with_care(messages: Sequence[AnyMessage], standing: Standing) -> Careful | None:
    """What is said to what the person has just said, where that is answered with care."""
    turn = this_turn(messages)
    if not isinstance(turn[0], HumanMessage):
        return None
    careful = careful_answer(str(turn[0].text), before=talk_in(messages[: -len(turn)]), standing=standing)
    # One without a meal ends the turn at once.
    return careful if careful is None or careful.meal or len(turn) == 1 else None


def _saying(messages: Sequence[AnyMessage], words: str) -> list[AnyMessage]:
    """The messages as if the person had just said no more than these words."""
    turn = this_turn(messages)
    return [*messages[: -len(turn)], HumanMessage(words), *turn[1:]]


def _has_written(message: ToolMessage) -> bool:
    """Whether a call did something; one that waits for a yes, or was answered with a no, did not."""
    receipt = _receipt(message)
    answered = receipt.get("decided", {}).get("state", "approved")
    return message.status == "success" and "approval" not in receipt and answered == "approved"


def _receipt(message: ToolMessage) -> dict[str, Any]:
    return message.artifact if isinstance(message.artifact, dict) else {}


def _message(answer: ModelResponse[Any] | AIMessage) -> AIMessage:
    message = answer if isinstance(answer, AIMessage) else answer.result[0]
    assert isinstance(message, AIMessage)
    return message
