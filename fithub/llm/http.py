"""How a provider is reached: as OpenAI's client would, and an answer in one piece is a stream of one piece.

Some servers that speak OpenAI's API answer in one piece whatever they are asked for. Read as a stream that would be nothing at all,
and asking once more would cost another answer.
"""

import json
from typing import Any, Final

import httpx2
from openai import DefaultAsyncHttpxClient

_ASKS_FOR_STREAM: Final = b'"stream":true'


class HttpClient(DefaultAsyncHttpxClient):
    """Sends requests and gives streams where streams were asked for."""

    async def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        """The answer to a request."""
        response = await super().send(request, **options)
        if (
            response.status_code != httpx2.codes.OK
            or "application/json" not in response.headers.get("content-type", "")
            or _ASKS_FOR_STREAM not in request.content
        ):
            return response
        body = await response.aread()
        return httpx2.Response(
            response.status_code,
            headers={"content-type": "text/event-stream"},
            content=_as_stream(body),
            request=request,
        )


def _as_stream(body: bytes) -> bytes:
    """A completion as the one event of a stream; what is none stays as it came, in which there is no event."""
    try:
        told = json.loads(body)
        for choice in told["choices"]:
            said = choice.pop("message")
            for place, call in enumerate(said.get("tool_calls") or ()):
                call["index"] = place
            choice["delta"] = said
    except (ValueError, TypeError, KeyError, AttributeError):
        return body
    return f"data: {json.dumps(told)}\n\ndata: [DONE]\n\n".encode()
