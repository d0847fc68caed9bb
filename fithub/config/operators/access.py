"""Who may come in to /admin, and the session that only its views have."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password, verify_password
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import decorator_from_middleware

from api.limits import address, check_limit
from fithub.accounts.models import User
from fithub.core.ownership import acting_as, signing_in

type View = Callable[..., HttpResponseBase]


class OperatorBackend(BaseBackend):
    """Operators by address and password; to everybody else it is as if they did not exist."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> User | None:
        """The operator, or None. Raises TooMany."""
        if request is not None:
            check_limit("sign_in", address(request))
        email = (username or "").strip().lower()
        with signing_in(email):
            found = User.objects.filter(email=email, is_staff=True, is_active=True).first()
        if found is None:
            # As much work as a wrong password, so that the time tells nothing.
            make_password(password or "")
            return None
        right, _must_update = verify_password(password or "", found.password)
        return found if right else None

    def get_user(self, user_id: UUID) -> User | None:
        """Whose session this is, if they are an operator still."""
        with acting_as(user_id):
            return User.objects.filter(pk=user_id, is_staff=True, is_active=True).first()


def with_session(view: View) -> View:
    """The view, with a session, whose it is, and messages for them."""
    for middleware in (MessageMiddleware, AuthenticationMiddleware, SessionMiddleware):
        view = decorator_from_middleware(middleware)(view)
    return view
