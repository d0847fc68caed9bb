"""The errors a person or a program may cause, told once and translated once (api/errors.py, tools/base.py).

FitHubError
├── InvalidInput       what was sent cannot be used; says which field and what would do
├── NotAuthenticated   who is asking is unknown, or no longer trusted
├── Forbidden          who is asking is known, and their token does not let them do this
├── NotFound           it does not exist, or belongs to somebody else: the answer is the same
├── Conflict           it cannot be done now, because of what has been done already
├── TooLarge           more was sent than is taken at once
├── TooMany            too often; says when to come again
└── Unavailable        something that FitHub leans on is away; trying again later helps
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing wrong with one field: where (dotted path), a stable code, and a sentence."""

    field: str
    code: str
    message: str


class FitHubError(Exception):
    """Base of every error with a stable `code` and a `detail` that says what to do next."""

    def __init__(self, code: str, detail: str, errors: Sequence[FieldError] = ()) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.errors = tuple(errors)


class InvalidInput(FitHubError):
    """What was sent cannot be used."""

    @classmethod
    def field(cls, field: str, code: str, message: str) -> "InvalidInput":
        """An error about one field."""
        return cls(code, message, (FieldError(field, code, message),))


class NotAuthenticated(FitHubError):
    """Who is asking is unknown."""


class Forbidden(FitHubError):
    """The token does not let its bearer do this. `scope`: what it would have to have; "" where no token may."""

    def __init__(self, code: str, detail: str, *, scope: str = "") -> None:
        super().__init__(code, detail)
        self.scope = scope


class NotFound(FitHubError):
    """It does not exist, or belongs to somebody else."""


class Conflict(FitHubError):
    """It cannot be done now, because of what has been done already."""


class TooLarge(FitHubError):
    """More was sent than is taken at once."""


class TooMany(FitHubError):
    """Too often. `retry_after` is in seconds."""

    def __init__(self, code: str, detail: str, *, retry_after: int) -> None:
        super().__init__(code, detail)
        self.retry_after = retry_after


class Unavailable(FitHubError):
    """Something that FitHub leans on is away."""
