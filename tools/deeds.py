"""What a tool is beside its face to a model: its work, and when that has to wait for the person's yes."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from fithub.accounts.models import Autonomy
from fithub.core.errors import InvalidInput
from tools.changing import Told
from tools.context import Ctx, Receipt


class Waits(IntEnum):
    """For whom a call waits: each of these for everybody whom the one before waits for, and for more."""

    # A yes or a no itself, or what keeps what is unsure as drafts.
    NEVER = 0
    # Only for who wants to be asked always.
    IF_ALWAYS_ASK = 1
    # Goals, targets, diets, more than one deletion: for everybody who has not said "just do it".
    USUALLY = 2
    # What is as large as an account, and what is hardly possible.
    ALWAYS = 3

    def hold_up(self, autonomy: str) -> bool:
        """Whether it waits for a person of this setting."""
        return self >= _LEAST[Autonomy(autonomy)]


_LEAST: Final = {
    Autonomy.ALWAYS_ASK: Waits.IF_ALWAYS_ASK,
    Autonomy.ASK_WHEN_UNSURE: Waits.USUALLY,
    Autonomy.JUST_DO_IT: Waits.ALWAYS,
}


@dataclass(frozen=True, slots=True)
class Question:
    """What a yes would do: a sentence, and each thing with what it was and becomes. None: worked out from the rows."""

    summary: str
    changes: list[Told] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed[Args: BaseModel]:
    """A tool's work.

    `waits`: whether a call has to wait, by its arguments. `asks`: how the question is put, from what the work would return.
    `declined`: what a no does. `as_of_yes`: it is done as of the moment of the yes; otherwise as of when it was asked, since what
    was eaten "now" was eaten then. `own_change_set`: its changes are a set of their own.
    """

    name: str
    args: type[Args]
    work: Callable[[Ctx, Args], Receipt]
    waits: Callable[[Ctx, Args], Waits]
    asks: Callable[[Ctx, Receipt], Question] | None = None
    declined: Callable[[Ctx, Args], object] | None = None
    as_of_yes: bool = False
    own_change_set: bool = False

    def read(self, given: dict[str, Any]) -> Args:
        """The arguments. Raises InvalidInput (`arguments_invalid`)."""
        if _unstorable(given):
            raise InvalidInput("arguments_invalid", "The arguments hold characters that cannot be stored.")
        try:
            return self.args.model_validate(given)
        except ValidationError as error:
            wrong = "; ".join(
                f"{'.'.join(map(str, each['loc'])) or 'arguments'}: {each['msg']}" for each in error.errors()
            )
            raise InvalidInput("arguments_invalid", wrong) from error


# By the tool's name: what an approval runs after the yes.
DEEDS: Final[dict[str, Deed[Any]]] = {}


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
