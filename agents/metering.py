"""What requests to providers take, each against the person's budget and in their usage (fithub.coaching.usage). Importing this is
cheap."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from agents.database import in_database
from fithub.coaching.models import Usage
from fithub.coaching.usage import Task, Tokens, about_tokens, begin_request, budget, end_request
from fithub.core.ownership import Actor, acting_as
from fithub.core.wire import to_json
from fithub.llm.chat import was_turned_away

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage, BaseMessage

# A provider that says more than this of one request is not believed.
BELIEVED: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class Meter:
    """The requests of one run, for a person and a task.

    `later`: where there is no budget, what each took is put here, for whoever stores the end of the run.
    """

    user_id: UUID
    task: Task
    later: list[tuple[Usage, Tokens]] | None = None

    async def ask(self, model: str, expected: int, ask: Callable[[], Awaitable[AIMessage]]) -> tuple[AIMessage, Tokens]:
        """Ask a model with about so many tokens of input; its answer, and what it took.

        Raises TooMany (`budget_spent`), with nothing asked; and whatever asking does.
        """
        begin = partial(self._begin, model, expected)
        row = await in_database(begin) if budget().is_set else begin()
        try:
            answer = await ask()
        except BaseException as error:
            await self._settle(row, _of_failure(error, expected))
            raise
        took = took_by(answer, expected)
        await self._settle(row, took)
        return answer, took

    async def _settle(self, row: Usage, took: Tokens | None) -> None:
        if self.later is None or budget().is_set:
            await in_database(partial(self._end, row, took))
        elif took is not None:
            self.later.append((row, took))

    def ask_here[T](
        self, model: str, expected: int, ask: Callable[[], T], answer_in: Callable[[T], BaseMessage]
    ) -> tuple[T, Tokens]:
        """The same without a loop; `answer_in` finds the model's message in what comes back."""
        row = self._begin(model, expected)
        try:
            came = ask()
        except BaseException as error:
            self._end(row, _of_failure(error, expected))
            raise
        took = took_by(answer_in(came), expected)
        self._end(row, took)
        return came, took

    def _begin(self, model: str, expected: int) -> Usage:
        about = Tokens(expected, 0, estimated=True)
        begin = partial(begin_request, user_id=self.user_id, task=self.task, model=model, expected=about)
        if not budget().is_set:  # then nothing is read or written
            return begin()
        with acting_as(self.user_id, actor=Actor.SYSTEM):
            return begin()

    def _end(self, row: Usage, took: Tokens | None) -> None:
        with acting_as(self.user_id, actor=Actor.SYSTEM):
            end_request(row, took)


def tokens_of(messages: Sequence[BaseMessage]) -> int:
    """About how many tokens some messages are."""
    return sum(about_tokens(str(each.content) + to_json(_calls(each))) for each in messages)


def _calls(message: BaseMessage) -> Any:
    # Looking for what a message does not have takes pydantic longer than all the rest.
    return getattr(message, "tool_calls", []) if message.type == "ai" else []


def took_by(answer: BaseMessage, expected: int) -> Tokens:
    """What an answer took as its provider says, or else about what it must have taken."""
    told: dict[str, Any] = getattr(answer, "usage_metadata", None) or {}
    read, said = told.get("input_tokens", 0), told.get("output_tokens", -1)
    if not (0 < read <= BELIEVED and 0 <= said <= BELIEVED):
        return Tokens(expected, tokens_of([answer]), estimated=True)
    cached = (told.get("input_token_details") or {}).get("cache_read")
    return Tokens(read, said, cached if cached is not None and 0 <= cached <= read else None)


def _of_failure(error: BaseException, expected: int) -> Tokens | None:
    """A request that was turned away took nothing; one that got lost may have been worked on."""
    return None if was_turned_away(error) else Tokens(expected, 0, estimated=True)
