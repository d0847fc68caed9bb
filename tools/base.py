"""How a tool runs: as the person of the run, in one transaction, once, with errors that say what to do next."""

from collections.abc import Callable
from typing import Any, Final

from django.db import connection
from langchain.tools import ToolRuntime
from langchain_core.tools import StructuredTool
from pydantic import BaseModel

from fithub.accounts.scopes import WRITING, Area, Scopes, refuse_without, scope
from fithub.core import errors
from fithub.core.once import Kept, fingerprint, once
from fithub.core.ownership import acting_as
from fithub.core.wire import to_json
from tools.approving import attempt, receipt_of
from tools.brief import brief
from tools.context import Ctx as Ctx
from tools.context import Receipt as Receipt
from tools.deeds import DEEDS, Deed, Question, Waits

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


class UserTool(StructuredTool):
    """A tool, to a model in the agent and to a program outside of it alike.

    `call`: runs it and returns what a model is told, and the receipt; its last argument is the id of the call, if it has one.
    `scopes`: any one of them lets it be used. `destructive`: it changes or removes what is there already, instead of only adding.
    `idempotent`: the same call again changes nothing more.
    """

    call: Callable[..., tuple[str, Receipt]]
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
    waits: Waits | Callable[[Ctx, Args], Waits] = Waits.IF_ALWAYS_ASK,
    asks: Callable[[Ctx, Receipt], Question] | None = None,
    declined: Callable[[Ctx, Args], object] | None = None,
    as_of_yes: bool = False,
) -> Callable[[Callable[[Ctx, Args], Receipt]], UserTool]:
    """Make a tool of a function. What the model is told about it is the function's docstring.

    `writes`: it runs only while its turn runs, once in a turn for the same arguments (a model that repeats itself is told what
    it did the first time), and its receipt is stored together with what it wrote.
    `area`: whose scope it needs; None for what is about whatever was changed, and sees to it itself.
    `own_change_set`: its changes are a set of their own, not a part of the turn's (taking back is no part of what may be
    taken back).
    `waits`, `asks`, `declined`, `as_of_yes`: whether it needs the person's yes first, and what comes of that (tools.deeds.Deed).
    """

    def decorate(work: Callable[[Ctx, Args], Receipt]) -> UserTool:
        name = work.__name__
        scopes = WRITING if area is None else frozenset({scope(area, writes=writes)})
        deed = Deed(
            name=name,
            args=args,
            work=work,
            waits=(lambda ctx, asked: waits) if isinstance(waits, Waits) else waits,
            asks=asks,
            declined=declined,
            as_of_yes=as_of_yes,
            own_change_set=own_change_set,
        )
        if writes:
            DEEDS[name] = deed

        def call(ctx: Ctx, given: dict[str, Any], call_id: str = "") -> tuple[str, Receipt]:
            if not scopes & ctx.scopes:
                refuse_without(ctx.scopes, scopes)
            asked = deed.read(given)
            try:
                receipt = _at_most_once(ctx, asked, call_id) if writes else _read(ctx, asked)
            finally:
                # Tools run in threads of their own; a connection kept there would be kept for good.
                connection.close()
            return to_json(brief(receipt)), receipt

        def run(runtime: ToolRuntime[Ctx], **given: Any) -> tuple[str, Receipt]:
            return call(runtime.context, given, runtime.tool_call_id or "")

        def _read(ctx: Ctx, asked: Args) -> Receipt:
            with acting_as(ctx.user_id, actor=ctx.actor):
                return {"tool": name, **work(ctx, asked)}

        def _at_most_once(ctx: Ctx, asked: Args, call_id: str) -> Receipt:
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
                    work=lambda: receipt_of(ctx, name, attempt(ctx, deed, asked, call_id)),
                    keep=lambda receipt: receipt,
                )
                return dict(done.result) if isinstance(done, Kept) else done

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


def told(error: errors.FitHubError) -> str:
    """An error as a model reads it: code, detail, and what it may do next."""
    advice = next(text for kind, text in NEXT.items() if isinstance(error, kind))
    return to_json({"error": error.code, "detail": error.detail, "next": advice})
