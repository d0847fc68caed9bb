"""The tools, and a person's day and week, to programs of other makers by the Model Context Protocol.

Everything offered comes from the tools' own definitions. Who asks comes with each request, and nothing is kept between two, so
that any number of processes may answer.
"""

import json
import logging
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any, Final
from uuid import UUID

from asgiref.sync import sync_to_async
from django.db import OperationalError, connection
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INTERNAL_ERROR,
    INVALID_PARAMS,
    INVALID_REQUEST,
    CallToolRequestParams,
    CallToolResult,
    ContentBlock,
    ListResourcesResult,
    ListToolsResult,
    PaginatedRequestParams,
    ReadResourceRequestParams,
    ReadResourceResult,
    Resource,
    TextContent,
    TextResourceContents,
    Tool,
    ToolAnnotations,
)
from psycopg_pool import PoolTimeout
from starlette.types import Receive, Scope, Send

from fithub.accounts.personal_tokens import Grant
from fithub.accounts.queries import local_now
from fithub.accounts.scopes import Area, refuse_without, scope
from fithub.core.clock import LocalMoment
from fithub.core.errors import FitHubError, InvalidInput, Unavailable
from fithub.core.ids import new_id
from fithub.core.ownership import Actor, acting_as
from fithub.core.wire import to_json
from fithub.diary import queries
from fithub.diary.shapes import day_shape
from fithub.diary.spans import span, span_shape
from tools.base import Ctx, UserTool, told
from tools.catalogue import TOOLS

logger = logging.getLogger(__name__)

# Where in a request's ASGI scope stands whose it is.
GRANT: Final = "fithub.grant"
# The name in a call's `_meta` under which its sender may repeat it.
KEY: Final = "idempotencyKey"
LONGEST_KEY: Final = 200
INSTRUCTIONS: Final = (
    "FitHub is the food diary of the person you speak with. What they say they ate goes to log_meal in their own words; FitHub"
    " finds the foods, the grams and the nutrients. Tell only figures that a tool returned; null is unknown and not 0. Every change"
    " can be taken back with undo. A draft or an approval waits for the person's own yes: tell them so, and do not say it is done."
)
READ_DIARY: Final = frozenset({scope(Area.DIARY, writes=False)})
BROKEN: Final = "Something went wrong on FitHub's side, and nothing was written."

type Asked = ServerRequestContext[Any, Any]


async def answer(asked: Scope, receive: Receive, send: Send) -> None:
    """Answer one request of the streamable HTTP transport with JSON; `asked[GRANT]` says on whose behalf."""
    manager = StreamableHTTPSessionManager(app=server(), json_response=True, stateless=True)
    async with manager.run():
        await manager.handle_request(asked, receive, send)


@cache
def server() -> Server[Any]:
    """The server, made once in a process."""
    return Server(
        "fithub",
        title="FitHub",
        version="1",
        instructions=INSTRUCTIONS,
        on_list_tools=_list_tools,
        on_call_tool=_call_tool,
        on_list_resources=_list_resources,
        on_read_resource=_read_resource,
    )


@cache
def _offered() -> dict[str, tuple[UserTool, Tool]]:
    return {tool.name: (tool, _as_told(tool)) for tool in TOOLS}


def _as_told(tool: UserTool) -> Tool:
    title = tool.name.replace("_", " ").capitalize()
    hints = ToolAnnotations(
        title=title,
        read_only_hint=not tool.writes,
        destructive_hint=tool.destructive,
        idempotent_hint=tool.idempotent or not tool.writes,
        open_world_hint=False,
    )
    return Tool(
        name=tool.name, title=title, description=tool.description, input_schema=tool.args_schema, annotations=hints
    )


def _grant(asked: Asked) -> Grant:
    assert asked.request is not None, "it came by HTTP"
    grant: Grant = asked.request.scope[GRANT]
    return grant


async def _list_tools(asked: Asked, params: PaginatedRequestParams | None) -> ListToolsResult:
    held = _grant(asked).scopes
    return ListToolsResult(tools=[as_told for tool, as_told in _offered().values() if tool.scopes & held])


async def _call_tool(asked: Asked, params: CallToolRequestParams) -> CallToolResult:
    if params.name not in _offered():
        raise MCPError(INVALID_PARAMS, "There is no such tool; tools/list has those that there are.")
    tool, _ = _offered()[params.name]
    try:
        key = _key(asked)
        text = await _in_thread(lambda: _run(tool, _grant(asked), params.arguments or {}, key))
    except FitHubError as error:
        return _result(told(error), failed=True)
    except Exception:
        # Whatever the SDK does not know it would tell the caller word by word.
        logger.exception("the tool %s failed", params.name)
        return _result(
            to_json({"error": "internal_error", "detail": BROKEN, "next": "Do not repeat this call."}), failed=True
        )
    return _result(text, failed=False)


def _result(text: str, *, failed: bool) -> CallToolResult:
    content: list[ContentBlock] = [TextContent(text=text)]
    return CallToolResult(content=content, structured_content=json.loads(text), is_error=failed)


def _key(asked: Asked) -> str:
    """What the caller knows the call by, or "". Raises InvalidInput (`idempotency_key_invalid`)."""
    key = (asked.meta or {}).get(KEY, "")
    if not isinstance(key, str) or len(key) > LONGEST_KEY or not key.isprintable():
        raise InvalidInput("idempotency_key_invalid", f"{KEY} has at most {LONGEST_KEY} printable characters.")
    return key


def _run(tool: UserTool, grant: Grant, given: dict[str, Any], key: str) -> str:
    with acting_as(grant.user_id):
        when = local_now(grant.user_id)
    ctx = Ctx(user_id=grant.user_id, when=when, turn_id=new_id(), actor=Actor.MCP, key=key, scopes=grant.scopes)
    text, _ = tool.call(ctx, given)
    return text


def _today(user_id: UUID, when: LocalMoment) -> Any:
    return day_shape(queries.day(user_id=user_id, day=when.date), references=False)


def _week(user_id: UUID, when: LocalMoment) -> Any:
    return span_shape(span(user_id=user_id, first=when.date - timedelta(days=6), last=when.date))


RESOURCES: Final[dict[str, tuple[Resource, Callable[[UUID, LocalMoment], Any]]]] = {
    resource.uri: (resource, shape)
    for resource, shape in (
        (
            Resource(
                uri="fithub://today",
                name="today",
                title="Today",
                description="The person's day so far: entries, totals, targets, and what is left of each.",
                mime_type="application/json",
            ),
            _today,
        ),
        (
            Resource(
                uri="fithub://week",
                name="week",
                title="The last seven days",
                description="Today and the six days before: a day's averages, and by how much they differ from the week before.",
                mime_type="application/json",
            ),
            _week,
        ),
    )
}


async def _list_resources(asked: Asked, params: PaginatedRequestParams | None) -> ListResourcesResult:
    may_read = _grant(asked).scopes >= READ_DIARY
    return ListResourcesResult(resources=[resource for resource, _ in RESOURCES.values()] if may_read else [])


async def _read_resource(asked: Asked, params: ReadResourceRequestParams) -> ReadResourceResult:
    if params.uri not in RESOURCES:
        raise MCPError(INVALID_PARAMS, "There is no such resource; resources/list has those that there are.")
    resource, shape = RESOURCES[params.uri]
    grant = _grant(asked)

    def read() -> str:
        refuse_without(grant.scopes, READ_DIARY)
        with acting_as(grant.user_id):
            return to_json(shape(grant.user_id, local_now(grant.user_id)))

    try:
        text = await _in_thread(read)
    except FitHubError as error:
        raise MCPError(INVALID_REQUEST, error.detail, {"code": error.code}) from error
    except Exception as error:
        logger.exception("the resource %s failed", params.uri)
        raise MCPError(INTERNAL_ERROR, "Something went wrong on FitHub's side.") from error
    contents = TextResourceContents(uri=resource.uri, mime_type=resource.mime_type, text=text)
    return ReadResourceResult(contents=[contents])


async def _in_thread[T](work: Callable[[], T]) -> T:
    """Run database work in a thread and give its connection back. Raises Unavailable (`database_unavailable`)."""

    def run() -> T:
        try:
            return work()
        except (OperationalError, PoolTimeout) as error:
            logger.exception("the database is away")
            raise Unavailable("database_unavailable", "The database cannot be reached; nothing was written.") from error
        finally:
            connection.close()

    return await sync_to_async(run, thread_sensitive=False)()
