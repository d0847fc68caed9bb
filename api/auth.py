"""Who is asking, and doing what they ask as them, once."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.security import HttpBearer

from api.bodies import read_body
from api.reach import refuse_out_of_reach
from fithub.accounts.personal_tokens import Grant, is_personal, whose
from fithub.accounts.queries import profile_of
from fithub.accounts.scopes import EVERY, Scopes
from fithub.accounts.tokens import read
from fithub.core.errors import Conflict, InvalidInput
from fithub.core.once import Kept, fingerprint, kept, once
from fithub.core.ownership import Actor, acting_as

LONGEST_KEY: Final = 200
_READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class Bearer(HttpBearer):
    """A signed access token, whose signature is enough (no query on the way in), or a personal one, which is looked up.

    `largest_body`: how many bytes may be sent where this opens, where that is more than elsewhere; nothing is read of strangers.
    """

    def __init__(self, largest_body: int | None = None) -> None:
        super().__init__()
        self._largest_body = largest_body

    def authenticate(self, request: HttpRequest, token: str) -> UUID:
        """The person's id.

        Raises NotAuthenticated (`token_expired`, `token_invalid`, `token_revoked`), Forbidden (`scope_missing`,
        `token_not_enough`), TooLarge (`body_too_large`).
        """
        grant = granted(token)
        if is_personal(token):
            refuse_out_of_reach(grant.scopes, path=request.path, writes=request.method not in _READING)
            request.scopes = grant.scopes  # type: ignore[attr-defined]
        if self._largest_body is not None:
            read_body(request, self._largest_body)
        return grant.user_id


def granted(token: str) -> Grant:
    """Whom a bearer's token stands for, and as far as which scopes. Raises NotAuthenticated."""
    if not is_personal(token):
        return Grant(read(token, "access").user_id, EVERY)
    try:
        return whose(token)
    finally:
        # An asynchronous view has no thread of its own that would give the connection back before it waits.
        connection.close()


bearer = Bearer()


def caller(request: HttpRequest) -> UUID:
    """The person who is asking."""
    user_id: UUID = request.auth  # type: ignore[attr-defined]
    return user_id


def scopes_of(request: HttpRequest) -> Scopes:
    """What whoever is asking may do: everything, unless they came with a personal token."""
    scopes: Scopes = getattr(request, "scopes", EVERY)
    return scopes


def idempotency_key(request: HttpRequest) -> str:
    """The Idempotency-Key header, or "". Raises InvalidInput (`idempotency_key_invalid`)."""
    key = request.headers.get("Idempotency-Key", "").strip()
    if len(key) > LONGEST_KEY or not key.isprintable():
        raise InvalidInput(
            "idempotency_key_invalid", f"An Idempotency-Key has at most {LONGEST_KEY} printable characters."
        )
    return key


def owned_router(actor: Actor = Actor.API, *, largest_body: int | None = None) -> Router:
    """A router whose every operation is one transaction as the caller: one that may write waits for the caller's other writers, and
    a POST runs once per Idempotency-Key. `largest_body`: how many bytes may be sent here, where that is more than elsewhere."""
    router = Router(auth=bearer)

    def as_the_caller(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if largest_body is not None:
                read_body(request, largest_body)
            try:
                door = Actor.API if hasattr(request, "scopes") else actor
                with acting_as(caller(request), actor=door, writes=request.method not in _READING):
                    return _at_most_once(request, lambda: view(request, *args, **kwargs))
            except Conflict as error:
                if error.code == "gone_meanwhile":
                    # A token outlives its account by minutes; a row for nobody cannot be written.
                    with acting_as(caller(request)):
                        profile_of(caller(request))
                raise

        return run

    router.add_decorator(as_the_caller, mode="operation")
    return router


def _at_most_once(request: HttpRequest, work: Callable[[], Any]) -> Any:
    key = idempotency_key(request)
    if request.method != "POST" or not key:
        return work()
    done = once(user_id=caller(request), key=f"http:{key}", asked=_asked(request), work=work, keep=_kept)
    return _replayed(done) if isinstance(done, Kept) else done


def told_once(request: HttpRequest, make: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer of a POST that takes too long for one transaction and that makes nothing twice by itself: whoever repeats it under
    its Idempotency-Key gets the first answer again. Call outside of any transaction; raises as an owned router does."""
    key, user_id = idempotency_key(request), caller(request)
    if not key:
        return make()
    asked = _asked(request)
    with acting_as(user_id):
        before = kept(user_id=user_id, key=f"http:{key}", asked=asked)
    if before is not None:
        return _replayed(before)
    answer = make()
    with acting_as(user_id, writes=True):
        done = once(user_id=user_id, key=f"http:{key}", asked=asked, work=lambda: answer, keep=_kept)
    return _replayed(done) if isinstance(done, Kept) else done


def secret_once[T](request: HttpRequest, make: Callable[[], T], *, detail: str) -> T:
    """What a POST makes that holds a secret: made once under its Idempotency-Key, and told once, as an answer that is kept for a
    repetition would keep the secret too. Call outside of any transaction; makes it as the caller.

    Raises Conflict (`secret_told`, with this detail) where it was made before, and as an owned router does.
    """
    key, user_id = idempotency_key(request), caller(request)
    with acting_as(user_id, actor=Actor.FORM, writes=True):
        if not key:
            return make()
        done = once(user_id=user_id, key=f"http:{key}", asked=_asked(request), work=make, keep=lambda made: None)
    if isinstance(done, Kept):
        raise Conflict("secret_told", detail)
    return done


def _asked(request: HttpRequest) -> str:
    return fingerprint(request.method or "", request.get_full_path(), request.body)


def _replayed(before: Kept) -> HttpResponse:
    status, body = before.result
    return HttpResponse(
        body, status=int(status), content_type="application/json", headers={"Idempotent-Replay": "true"}
    )


def _kept(answer: HttpResponse) -> Any:
    """What to keep of an answer so that its replay is the same to the byte."""
    return [answer.status_code, answer.content.decode()]
