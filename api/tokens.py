"""Personal access tokens: what programs sign in with, for you and no further than you say."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import AwareDatetime, ConfigDict, Field

from api.auth import bearer, caller, owned_router, secret_once
from api.errors import Problem
from api.replies import nothing, reply
from api.schemas import Input, Text
from fithub.accounts.models import PersonalToken
from fithub.accounts.personal_tokens import make_token, own_tokens, revoke_token
from fithub.core.ownership import Actor, acting_as

router = owned_router(Actor.FORM)
# An answer that is kept for a repetition would hold the secret.
making = Router(auth=bearer)


class NewToken(Input):
    """`scopes`: diary, body, plans, coach, data, each with :read or :write. `expires_at`: null for never."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"name": "Claude on my laptop", "scopes": ["diary:read", "diary:write"]}]},
    )

    name: Annotated[Text, Field(min_length=1, max_length=100)]
    scopes: Annotated[list[Text], Field(max_length=20)]
    expires_at: AwareDatetime | None = None


class Token(Schema):
    """A token without its secret; `prefix` is how that begins. `last_used_at` is noted once a minute."""

    id: UUID
    name: str
    scopes: list[str]
    prefix: str
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime | None
    revoked_at: datetime | None


class MadeToken(Token):
    """`token`: the secret, told this once. It goes into `Authorization: Bearer …`."""

    token: str


class TokenList(Schema):
    items: list[Token]


@making.get("", response={200: TokenList, 401: Problem, 403: Problem}, tags=["tokens"])
def index(request: HttpRequest) -> HttpResponse:
    """Your tokens, newest first, those that are revoked or expired among them."""
    with acting_as(caller(request)):
        return reply({"items": [_shape(token) for token in own_tokens(caller(request))]})


@making.post("", response={201: MadeToken, 401: Problem, 403: Problem, 409: Problem, 422: Problem}, tags=["tokens"])
def make(request: HttpRequest, body: NewToken) -> HttpResponse:
    """Make a token. Its secret is in this answer and nowhere else: repeated with the same Idempotency-Key the answer is 409."""
    token, secret = secret_once(
        request,
        lambda: make_token(user_id=caller(request), name=body.name, scopes=body.scopes, expires_at=body.expires_at),
        detail="This token was made before, and its secret told then: revoke it (GET /tokens lists it), and make another.",
    )
    return reply({**_shape(token), "token": secret}, 201)


@router.delete("/{uuid:token_id}", response={204: None, 401: Problem, 403: Problem, 404: Problem}, tags=["tokens"])
def revoke(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """Revoke a token: nobody comes in by it any more, and nothing brings it back."""
    revoke_token(user_id=caller(request), token_id=token_id)
    return nothing()


def _shape(token: PersonalToken) -> dict[str, Any]:
    return {
        "id": token.pk,
        "name": token.name,
        "scopes": token.scopes,
        "prefix": token.prefix,
        "created_at": token.created_at,
        "last_used_at": token.last_used_at,
        "expires_at": token.expires_at,
        "revoked_at": token.revoked_at,
    }
