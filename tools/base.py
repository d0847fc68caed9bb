"""How a tool runs: as the person of the run, in one transaction, once, with errors that say what to do next."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import connection
from langchain.tools import ToolRuntime
from langchain_core.tools import BaseTool, StructuredTool
from pydantic import BaseModel, ValidationError

from fithub.coaching.turns import call_key, hold_running
from fithub.core import errors
from fithub.core.clock import LocalMoment
from fithub.core.once import Kept, fingerprint, once
from fithub.core.ownership import Actor, acting_as
from fithub.core.wire import to_json
from tools.brief import brief

# What a model may do after each kind of error.
NEXT: Final = {
    errors.InvalidInput: "Call again with other arguments, or ask the person.",
    errors.NotFound: "Do not repeat this call. Look with get_day, or ask the person which one they mean.",
    errors.Conflict: "Do not repeat this call. Tell the person why it cannot be done.",
    errors.TooLarge: "Call again with less.",
    errors.TooMany: "Do not call again in this turn. Ask the person to wait.",
    errors.Unavailable: "Call again once; if it fails again, tell the person to try later.",
    errors.NotAuthenticated: "Do not call again. Ask the person to sign in.",
}


@dataclass(frozen=True, slots=True)
class Ctx:
    """On whose behalf a run works. `turn_id` is also the change set; `log_turn_id` is how the change log names the turn."""

    user_id: UUID
    turn_id: UUID
    log_turn_id: UUID
    conversation_id: UUID
    when: LocalMoment


type Receipt = dict[str, Any]
"""What a tool did, rendered from stored rows: {tool, change_set_id, entries, drafts, unmatched, message, …}."""


def user_tool[Args: BaseModel](
    *, args: type[Args], writes: bool, own_change_set: bool = False
) -> Callable[[Callable[[Ctx, Args], Receipt]], BaseTool]:
    """Make a tool of a function. What the model is told about it is the function's docstring.

    `writes`: it runs only while its turn runs, once in a turn for the same arguments (a model that repeats itself is told what
    it did the first time), and its receipt is stored together with what it wrote.
    `own_change_set`: its changes are a set of their own, not a part of the turn's (taking back is no part of what may be
    taken back).
    """

    def decorate(work: Callable[[Ctx, Args], Receipt]) -> BaseTool:
        name = work.__name__

        def run(runtime: ToolRuntime[Ctx], **given: Any) -> tuple[str, Receipt]:
            asked = _read_arguments(args, given)
            ctx = runtime.context
            try:
                receipt = _at_most_once(ctx, asked) if writes else _read(ctx, asked)
            finally:
                # Tools run in threads of their own; a connection kept there would be kept for good.
                connection.close()
            return to_json(brief(receipt)), receipt

        def _read(ctx: Ctx, asked: Args) -> Receipt:
            with acting_as(ctx.user_id, actor=Actor.CHAT):
                return {"tool": name, **work(ctx, asked)}

        def _at_most_once(ctx: Ctx, asked: Args) -> Receipt:
            call = fingerprint(name, asked.model_dump_json(exclude_unset=True))
            change_set_id = None if own_change_set else ctx.turn_id
            with acting_as(
                ctx.user_id, actor=Actor.CHAT, change_set_id=change_set_id, turn_id=ctx.log_turn_id, writes=True
            ):
                hold_running(ctx.turn_id)
                done = once(
                    user_id=ctx.user_id,
                    key=call_key(ctx.turn_id, call),
                    asked=call,
                    work=lambda: _receipt(ctx, work(ctx, asked)),
                    keep=lambda receipt: receipt,
                )
                return dict(done.result) if isinstance(done, Kept) else done

        def _receipt(ctx: Ctx, done: Receipt) -> Receipt:
            empty = {"change_set_id": str(ctx.turn_id), "entries": [], "drafts": [], "unmatched": [], "message": ""}
            return {"tool": name, **empty, **done}

        tool: BaseTool = StructuredTool.from_function(
            func=run,
            name=name,
            description=" ".join((work.__doc__ or "").split()),
            # A JSON schema and not the class: LangChain would put its runtime among the arguments that the class refuses.
            args_schema=args.model_json_schema(),
            response_format="content_and_artifact",
            metadata={"writes": writes},
        )
        return tool

    return decorate


def _read_arguments[Args: BaseModel](args: type[Args], given: dict[str, Any]) -> Args:
    if _holds_nul(given):
        raise errors.InvalidInput("arguments_invalid", "The arguments hold characters that cannot be stored.")
    try:
        return args.model_validate(given)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, each['loc'])) or 'arguments'}: {each['msg']}" for each in error.errors())
        raise errors.InvalidInput("arguments_invalid", wrong) from error


def _holds_nul(value: Any) -> bool:
    """Whether there is a NUL in any text of it, which no database keeps."""
    match value:
        case str():
            return "\x00" in value
        case dict():
            return any(map(_holds_nul, value.values()))
        case list():
            return any(map(_holds_nul, value))
    return False


def told(error: errors.FitHubError) -> str:
    """An error as a model reads it: code, detail, and what it may do next."""
    advice = next(text for kind, text in NEXT.items() if isinstance(error, kind))
    return to_json({"error": error.code, "detail": error.detail, "next": advice})
