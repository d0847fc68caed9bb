"""What stands between the agent's loop and the world: a provider that fails or lies, calls left unanswered, tools that refuse."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Any, Final
from uuid import uuid4

from langchain.agents.middleware import AgentMiddleware, ModelRequest, ModelResponse
from langchain.agents.middleware.types import ToolCallRequest
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, SystemMessage, ToolCall, ToolMessage
from langchain_core.tools import BaseTool

from agents.asked import is_asked_for
from agents.care.answers import careful_answer, harms
from agents.care.concerns import Standing
from agents.events import Event
from agents.metering import Meter, tokens_of
from agents.offline.model import OfflineModel
from agents.speech import Speech
from agents.truth.checking import disagreements
from agents.truth.evidence import Grounds, Result
from agents.truth.links import without_links
from fithub.coaching.models import Usage
from fithub.coaching.usage import Task, Tokens, about_tokens
from fithub.core.errors import FitHubError, TooMany
from fithub.core.wire import to_json
from fithub.llm.answering import answer_of, with_tools
from fithub.llm.chat import Provider, is_down, is_too_long, longest_seconds, providers
from tools.base import Ctx, told

logger = logging.getLogger(__name__)

# How often a provider may be asked in one turn, and how many calls it may make at once, before it is taken to be lost.
PROVIDER_CALLS: Final = 8
CALLS_AT_ONCE: Final = 16
# A turn that needs more than this is going round in circles; it ends as failed. (LangChain's own limits are steps of the loop, each
# of which takes as long as a small query.)
MODEL_CALLS: Final = 40
TOOL_CALLS: Final = 80
CUT_OFF: Final = '{"error": "interrupted", "detail": "This call was cut off; it may not have run."}'


class ProviderFailed(Exception):
    """What came from the provider is of no use."""


class GoesRound(Exception):
    """A turn that does not come to an end."""


@dataclass(slots=True)
class Course:
    """How a run is going: who answers it, how many providers it has given up, which may be asked without another look (it has just
    answered, or stood clear as the turn began), what that has taken (None:
    nothing), which requests are to be stored, and what the person should know of it ({code, detail})."""

    offline: bool
    model: str
    asked: int = 0
    given_up: int = 0
    at_hand: Provider | None = None
    models: int = 0
    tools: int = 0
    took: Tokens | None = None
    requests: list[tuple[Usage, Tokens]] = field(default_factory=list)
    notes: list[dict[str, str]] = field(default_factory=list)
    # Whether a photo was shown to a model.
    looked: bool = False

    def go_offline(self) -> None:
        """From here on the offline model answers."""
        self.offline = True
        self.model = OfflineModel.NAME

    def note(self, code: str, detail: str) -> None:
        """Tell the person, besides the answer, and once."""
        if all(code != each["code"] for each in self.notes):
            self.notes.append({"code": code, "detail": detail})

    def count(self, took: Tokens) -> None:
        """Add up what a request took."""
        before = self.took or Tokens(0, 0)
        cached = None if before.cached is None and took.cached is None else (before.cached or 0) + (took.cached or 0)
        self.took = Tokens(
            before.input + took.input, before.output + took.output, cached, before.estimated or took.estimated
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RunCtx(Ctx):
    """A run's context: whose it is, how it is going, and the part of the prompt that is about this person now.

    `tell` hears of words; with `streams` as they come from the provider.
    """

    course: Course
    now_text: str
    standing: Standing
    tell: Callable[[Event], None]
    streams: bool


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
            return AIMessage(careful)
        request = request.override(messages=repaired(request.messages))
        speech = Speech(ctx.tell)
        answer = await self._from_providers(request, ctx, speech)
        if answer is None:
            ctx.course.go_offline()
            # It needs no prompt, only what is about now.
            about_now = SystemMessage(ctx.now_text)
            answer = _message(await handler(request.override(model=OfflineModel(), system_message=about_now)))
            if not answer.tool_calls:
                answer = AIMessage(without_links(answer.text, str(this_turn(request.messages)[0].text)))
        speech.settle(answer.text)
        return answer

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
        messages = with_context(request.messages, ctx.now_text)
        wrong: list[str] = []
        for _ in range(2):
            ctx.course.asked += 1
            if ctx.course.asked > PROVIDER_CALLS:
                raise ProviderFailed("it does not come to an end")
            speech.begin(grounds)
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
                return _with_own_ids(answer, heard.sound)
            if not heard.wrong:
                return answer
            wrong = disagreements(answer.text, grounds) + harms(answer.text) or heard.wrong
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


class Asked(AgentMiddleware[Any, RunCtx]):
    """A provider's call that nothing the person has said asks for waits for their yes: what it read may have told it to."""

    async def awrap_tool_call(
        self, request: ToolCallRequest, handler: Callable[[ToolCallRequest], Awaitable[Any]]
    ) -> Any:
        """The tool's result, or what it would do."""
        ctx: RunCtx = request.runtime.context
        call = request.tool_call
        said = _said(request.state["messages"])
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


def repaired(messages: Sequence[AnyMessage]) -> list[AnyMessage]:
    """The messages with an answer to every tool call: one that was cut off is said to be, as providers demand."""
    whole: list[AnyMessage] = []
    for place, message in enumerate(messages):
        whole.append(message)
        if not isinstance(message, AIMessage) or not message.tool_calls:
            continue
        answers = takewhile(lambda each: isinstance(each, ToolMessage), messages[place + 1 :])
        answered = {each.tool_call_id for each in answers if isinstance(each, ToolMessage)}
        whole += [
            ToolMessage(content=CUT_OFF, name=call["name"], tool_call_id=call["id"] or "", status="error")
            for call in message.tool_calls
            if call["id"] not in answered
        ]
    return whole


def with_context(messages: Sequence[AnyMessage], now_text: str) -> list[AnyMessage]:
    """The messages as a provider reads them: what is about this person now stands before their newest words.

    So all that came before is the same to the byte from turn to turn, which providers keep and charge less for; the prompt and the
    tools are the same for everybody.
    """
    last = max(place for place, message in enumerate(messages) if isinstance(message, HumanMessage))
    # Names and facts in it are somebody's words, and cannot end it.
    context = now_text.replace("<", "\\u003c")
    said = HumanMessage(f"<context>\n{context}\n</context>\n\n{messages[last].text}")
    return [*messages[:last], said, *messages[last + 1 :]]


def newest(messages: Sequence[AnyMessage]) -> list[AnyMessage]:
    """The newer third of the turns, and this one at least, whole; for a provider to which all of them are too much."""
    begin = [place for place, message in enumerate(messages) if isinstance(message, HumanMessage)]
    return list(messages[begin[-max(1, len(begin) // 3)] :]) if begin else list(messages)


def this_turn(messages: Sequence[AnyMessage]) -> list[AnyMessage]:
    """The messages since the person last spoke."""
    last = max((place for place, message in enumerate(messages) if isinstance(message, HumanMessage)), default=0)
    return list(messages[last:])


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


def _said(messages: Sequence[AnyMessage]) -> list[str]:
    """What the person has said, the newest last."""
    return [str(message.text) for message in messages if isinstance(message, HumanMessage)]


def with_care(messages: Sequence[AnyMessage], standing: Standing) -> str | None:
    """The answer to what the person has just said, where it is one that is given with care."""
    last = messages[-1]
    if not isinstance(last, HumanMessage):
        return None
    return careful_answer(str(last.text), before=_talk(messages[:-1]), standing=standing)


def _talk(messages: Sequence[AnyMessage]) -> list[tuple[str, str]]:
    """What was said, each time with the words that answered it."""
    talk: list[tuple[str, str]] = []
    for message in messages:
        match message:
            case HumanMessage():
                talk.append((str(message.text), ""))
            case AIMessage() if talk and not message.tool_calls:
                talk[-1] = (talk[-1][0], str(message.text))
    return talk


def _has_written(message: ToolMessage) -> bool:
    """Whether a call did something; one that waits for a yes, or was answered with a no, did not."""
    receipt = _receipt(message)
    answered = receipt.get("decided", {}).get("state", "approved")
    return message.status == "success" and "approval" not in receipt and answered == "approved"


def _receipt(message: ToolMessage) -> dict[str, Any]:
    return message.artifact if isinstance(message.artifact, dict) else {}


def _with_own_ids(answer: AIMessage, words: str) -> AIMessage:
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


def _message(answer: ModelResponse[Any] | AIMessage) -> AIMessage:
    message = answer if isinstance(answer, AIMessage) else answer.result[0]
    assert isinstance(message, AIMessage)
    return message
