"""How a tool runs: as the person of the run, in one transaction, once, with errors that say what to do next."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import connection
from langchain.tools import ToolRuntime
from langchain_core.tools import StructuredTool
from pydantic import BaseModel, ValidationError

from fithub.accounts.scopes import EVERY, WRITING, Area, Scopes, refuse_without, scope
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
    errors.Forbidden: "Do not call again. Tell the person that your access token does not allow it.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ctx:
    """On whose behalf a tool runs, and within what.

    In a conversation `turn_id` is its turn, which is also the change set, and `log_turn_id` is how the change log names it. A call
    from outside of any conversation (ADR 0021) has no `conversation_id`: its `turn_id` is the change set of this call alone, no
    turn is running, and `key` is what its caller knows it by, "" where they do not say. `scopes`: what they may do.
    """

    user_id: UUID
    when: LocalMoment
    turn_id: UUID
    log_turn_id: UUID | None = None
    conversation_id: UUID | None = None
    actor: Actor = Actor.CHAT
    key: str = ""
    scopes: Scopes = EVERY

    def hold(self) -> None:
        """Keep the turn that this runs in from ending meanwhile. Raises Conflict (`turn_ended`)."""
        if self.conversation_id is not None:
            hold_running(self.turn_id)

    def once_key(self, call: str) -> str:
        """The key under which this call is made once."""
        if self.conversation_id is not None:
            return call_key(self.turn_id, call)
        return f"{self.actor}:{self.key or self.turn_id}"


type Receipt = dict[str, Any]
"""What a tool did, rendered from stored rows: {tool, change_set_id, entries, drafts, unmatched, message, …}."""


class UserTool(StructuredTool):
    """A tool, to a model in the agent and to a program outside of it (tools/mcp.py) alike.

    `call`: runs it and returns what a model is told, and the receipt. `scopes`: any one of them lets it be used. `destructive`: it
    changes or removes what is there already, instead of only adding. `idempotent`: the same call again changes nothing more.
    """

    call: Callable[[Ctx, dict[str, Any]], tuple[str, Receipt]]
    writes: bool
    destructive: bool
    idempotent: bool
    scopes: Scopes


def user_tool[Args: BaseModel](
    *,
    args: type[Args],
    writes: bool,
    area: Area | None,
    destructive: bool = False,
    idempotent: bool = False,
    own_change_set: bool = False,
) -> Callable[[Callable[[Ctx, Args], Receipt]], UserTool]:
    """Make a tool of a function. What the model is told about it is the function's docstring.

    `writes`: it runs only while its turn runs, once in a turn for the same arguments (a model that repeats itself is told what
    it did the first time), and its receipt is stored together with what it wrote.
    `area`: whose scope it needs; None for what is about whatever was changed, and sees to it itself.
    `own_change_set`: its changes are a set of their own, not a part of the turn's (taking back is no part of what may be
    taken back).
    """

    def decorate(work: Callable[[Ctx, Args], Receipt]) -> UserTool:
        name = work.__name__
        scopes = WRITING if area is None else frozenset({scope(area, writes=writes)})

        def call(ctx: Ctx, given: dict[str, Any]) -> tuple[str, Receipt]:
            if not scopes & ctx.scopes:
                refuse_without(ctx.scopes, scopes)
            asked = _read_arguments(args, given)
            try:
                receipt = _at_most_once(ctx, asked) if writes else _read(ctx, asked)
            finally:
                # Tools run in threads of their own; a connection kept there would be kept for good.
                connection.close()
            return to_json(brief(receipt)), receipt

        def run(runtime: ToolRuntime[Ctx], **given: Any) -> tuple[str, Receipt]:
            return call(runtime.context, given)

        def _read(ctx: Ctx, asked: Args) -> Receipt:
            with acting_as(ctx.user_id, actor=ctx.actor):
                return {"tool": name, **work(ctx, asked)}

        def _at_most_once(ctx: Ctx, asked: Args) -> Receipt:
            asked_for = fingerprint(name, asked.model_dump_json(exclude_unset=True))
            change_set_id = None if own_change_set else ctx.turn_id
            with acting_as(
                ctx.user_id, actor=ctx.actor, change_set_id=change_set_id, turn_id=ctx.log_turn_id, writes=True
            ):
                ctx.hold()
                done = once(
                    user_id=ctx.user_id,
                    key=ctx.once_key(asked_for),
                    asked=asked_for,
                    work=lambda: _receipt(ctx, work(ctx, asked)),
                    keep=lambda receipt: receipt,
                )
                return dict(done.result) if isinstance(done, Kept) else done

        def _receipt(ctx: Ctx, done: Receipt) -> Receipt:
            empty = {"change_set_id": str(ctx.turn_id), "entries": [], "drafts": [], "unmatched": [], "message": ""}
            return {"tool": name, **empty, **done}

        tool: UserTool = UserTool.from_function(
            func=run,
            name=name,
            description=" ".join((work.__doc__ or "").split()),
            # A JSON schema and not the class: LangChain would put its runtime among the arguments that the class refuses.
            args_schema=args.model_json_schema(),
            response_format="content_and_artifact",
            call=call,
            writes=writes,
            destructive=destructive,
            idempotent=idempotent,
            scopes=scopes,
        )
        return tool

    return decorate


def _read_arguments[Args: BaseModel](args: type[Args], given: dict[str, Any]) -> Args:
    if _unstorable(given):
        raise errors.InvalidInput("arguments_invalid", "The arguments hold characters that cannot be stored.")
    try:
        return args.model_validate(given)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, each['loc'])) or 'arguments'}: {each['msg']}" for each in error.errors())
        raise errors.InvalidInput("arguments_invalid", wrong) from error


def _unstorable(value: Any) -> bool:
    """Whether any text of it is what no database keeps: a NUL, or half of a pair of surrogates."""
    match value:
        case str():
            return "\x00" in value or any("\ud800" <= each <= "\udfff" for each in value)
        case dict():
            return any(map(_unstorable, value.keys())) or any(map(_unstorable, value.values()))
        case list():
            return any(map(_unstorable, value))
    return False


def told(error: errors.FitHubError) -> str:
    """An error as a model reads it: code, detail, and what it may do next."""
    advice = next(text for kind, text in NEXT.items() if isinstance(error, kind))
    return to_json({"error": error.code, "detail": error.detail, "next": advice})
