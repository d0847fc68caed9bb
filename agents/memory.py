"""What was said before, as messages a model can read: whole turns, newest last, as many as a budget of tokens holds.

PostgreSQL is the truth; Redis holds a copy of the last turns and may be lost at any moment. The copy is used only if it
ends with the turn that the truth ends with, so a lost or a late write can never make the coach forget or misremember.
"""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from redis import Redis
from redis.exceptions import RedisError

from fithub.coaching.models import Turn
from fithub.coaching.turns import gists_before, recent_turns
from fithub.coaching.usage import about_tokens
from fithub.core.wire import to_json
from tools.brief import brief

WINDOW: Final = 24
# The newest turns are told as they were: the offline model runs them again to know what it has asked.
AS_THEY_WERE: Final = 4
# A tool's result of more characters than this is shortened in older turns, where not all of them have room.
LONG: Final = 600
# How many turns that fell out are told of.
GISTS: Final = 12
KEPT_SECONDS: Final = 6 * 3600
# How long Redis is left alone after it failed to answer, in seconds.
PAUSE: Final = 5.0

type Message = dict[str, Any]
"""A message as it is stored: {type: human | ai | tool, content, tool_calls?, tool_call_id?, name?, status?, output?}."""


class Window:
    """The last turns of each conversation in Redis."""

    def __init__(self, url: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._redis = Redis.from_url(url, socket_timeout=0.25, socket_connect_timeout=0.25, decode_responses=True)
        self._clock = clock
        self._away_until = 0.0

    def load(self, key: str) -> list[Any]:
        """What is kept under a key, oldest first; nothing while Redis is away."""
        return [json.loads(each) for each in self._try(lambda: self._redis.lrange(key, 0, -1)) or []]

    def replace(self, key: str, turns: Sequence[Any]) -> None:
        """Keep these turns and no others."""

        def write() -> None:
            with self._redis.pipeline(transaction=True) as pipe:
                pipe.delete(key)
                pipe.rpush(key, *(to_json(turn) for turn in turns))
                pipe.expire(key, KEPT_SECONDS)
                pipe.execute()

        if turns:
            self._try(write)

    def append(self, key: str, turn: Any) -> None:
        """Add a turn to what is kept; what is not there is left to be rebuilt as a whole."""

        def write() -> None:
            with self._redis.pipeline(transaction=True) as pipe:
                pipe.rpushx(key, to_json(turn))
                pipe.ltrim(key, -WINDOW, -1)
                pipe.expire(key, KEPT_SECONDS)
                pipe.execute()

        self._try(write)

    def drop(self, pattern: str) -> None:
        """Drop what is kept under every key of this pattern."""

        def write() -> None:
            for key in self._redis.scan_iter(pattern, count=1_000):
                self._redis.delete(key)

        self._try(write)

    def _try[T](self, work: Callable[[], T]) -> T | None:
        if self._clock() < self._away_until:
            return None
        try:
            return work()
        except RedisError:
            self._away_until = self._clock() + PAUSE
            return None


@dataclass(frozen=True, slots=True)
class Recalled:
    """The messages of the last turns, and a line for each of those before them."""

    messages: list[Message]
    earlier: list[str]


@cache
def window() -> Window:
    """The window of this process."""
    return Window(settings.REDIS_URL)


def recall(*, user_id: UUID, conversation_id: UUID, last_id: UUID | None, kept: Window | None = None) -> Recalled:
    """The last turns, the newest of which is `last_id`, and what those before were about. Call within `acting_as`."""
    if last_id is None:
        return Recalled([], [])
    kept = kept or window()
    key = _key(user_id, conversation_id)
    turns = kept.load(key)
    if not turns or turns[-1]["id"] != str(last_id):
        turns = [remembered(turn) for turn in recent_turns(conversation_id, most=WINDOW)]
        kept.replace(key, turns)
    told = within_budget(turns, settings.MEMORY_TOKENS)
    fell_out = len(told) < len(turns) or len(turns) == WINDOW
    earlier = gists_before(conversation_id, before=UUID(told[0]["id"]), most=GISTS) if fell_out else []
    return Recalled([message for turn in told for message in turn["messages"]], earlier)


def tokens_in(turn: dict[str, Any]) -> int:
    """About how many tokens a turn's messages are, rather too many than too few."""
    return sum(about_tokens(to_json(message)) for message in turn["messages"])


def within_budget(turns: Sequence[dict[str, Any]], budget: int) -> list[dict[str, Any]]:
    """The newest turns that a budget of tokens holds, oldest first, each whole: the last one always. Where not all have room, long
    results of older ones are shortened first."""
    if sum(map(tokens_in, turns)) <= budget:
        return list(turns)
    told: list[dict[str, Any]] = []
    for turn in reversed(turns):
        fitted = turn if len(told) < AS_THEY_WERE else shortened(turn)
        budget -= tokens_in(fitted)
        if told and budget < 0:
            break
        told.append(fitted)
    return told[::-1]


def shortened(turn: dict[str, Any]) -> dict[str, Any]:
    """A turn with its long results cut down to what they were about; they say so (`shortened`)."""
    return {**turn, "messages": [_shortened(message) for message in turn["messages"]]}


def _shortened(message: Message) -> Message:
    if message["type"] != "tool" or len(message["content"]) <= LONG:
        return message
    try:
        result = json.loads(message["content"])
    except ValueError:
        result = None
    if not isinstance(result, dict):
        return {**message, "content": message["content"][:LONG]}
    foods = [
        f"{row['food']} {row['grams']} g"
        for row in result.get("entries", ())
        if isinstance(row, dict) and "food" in row
    ]
    about = {"message": result.get("message", ""), **({"foods": foods[:12]} if foods else {})}
    return {**message, "content": to_json({"tool": message["name"], "shortened": True, **about})}


def remember(turn: Turn, kept: Window | None = None) -> None:
    """Add a turn that has ended."""
    (kept or window()).append(_key(turn.user_id, turn.conversation_id), remembered(turn))


def forget_thread(turn: Turn, kept: Window | None = None) -> None:
    """Drop what is kept of a turn's conversation, since a turn that had ended has gone on: it is read from PostgreSQL again."""
    (kept or window()).drop(_key(turn.user_id, turn.conversation_id))


def forget(user_id: UUID, kept: Window | None = None) -> None:
    """Drop all that Redis has of a person: turns, how often they asked. While Redis is away that goes by itself in six hours."""
    (kept or window()).drop(f"fithub:*:{user_id}:*")


def remembered(turn: Turn) -> dict[str, Any]:
    """A turn as messages; what only a page needs of them is left out."""
    said: list[Message] = [{"type": "human", "content": turn.asked}] if turn.asked else []
    said += map(_readable, turn.trace)
    said.append({"type": "ai", "content": turn.answer or f"(This answer was {turn.status}.)"})
    return {"id": str(turn.pk), "messages": said}


def _readable(message: Message) -> Message:
    """A message without its output, which stands in its content; of a turn that was cut off only the output may have been kept."""
    told = {name: value for name, value in message.items() if name != "output"}
    return told if "content" in told else told | {"content": to_json(brief(message["output"]))}


def _key(user_id: UUID, conversation_id: UUID) -> str:
    return f"fithub:memory:{user_id}:{conversation_id}"
