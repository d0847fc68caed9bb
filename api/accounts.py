"""Registering, signing in, renewing, signing out; and /me."""

from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from agents import memory
from api.auth import caller, idempotency_key, owned_router
from api.errors import Problem
from api.limits import limited
from api.replies import nothing, reply
from api.schemas import Input, LocalDate, LocalTime, Text
from fithub.accounts import services
from fithub.accounts.models import Activity, Autonomy, LifeStage, Profile, Reference, Sex, Units, User
from fithub.accounts.queries import profile_of
from fithub.accounts.services import Session
from fithub.core.clock import local_moment, now
from fithub.core.ownership import Actor
from fithub.llm.chat import reads_photos

auth = Router(auth=None, tags=["auth"])
me = owned_router(Actor.FORM)


class Registration(Input):
    """A new account. The time zone is an IANA name; UTC where it is not said."""

    email: Text = Field(max_length=254)
    password: Text = Field(max_length=1000)
    time_zone: Text | None = None


class Credentials(Input):
    email: Text = Field(max_length=254)
    password: Text = Field(max_length=1000)


class Renewal(Input):
    refresh: str = Field(max_length=4000)


class Me(Schema):
    """A person. `today` is the date of their day now, by their zone and day start; `reference` null: by the locale's region.

    `reads_photos`: whether photos in messages can be read here.
    """

    id: UUID
    email: str
    name: str
    time_zone: str
    units: Units
    locale: str
    day_start: time
    sex: Sex | None
    birth_date: date | None
    height_cm: float | None
    activity: Activity | None
    autonomy: Autonomy
    life_stage: LifeStage
    pregnancy_due_date: date | None
    lactation_since: date | None
    reference: Reference | None
    count_activity: bool
    today: date
    reads_photos: bool


class Tokens(Schema):
    """`access` goes into `Authorization: Bearer …`; `refresh` renews both, once."""

    access: str
    refresh: str


class SignedIn(Tokens):
    user: Me


class MeChanges(Input):
    """What to change; a fact of the body may be set to null, which means unknown.

    `life_stage` pregnant needs `pregnancy_due_date`, lactating `lactation_since`; none forgets both. `reference`: whose reference
    intakes; null is by the region of the locale.
    """

    name: Text = Field("", max_length=100)
    time_zone: Text = ""
    units: Units = Units.METRIC
    locale: Text = Field("en", pattern=r"^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$", max_length=35)
    day_start: LocalTime = time(4, 0)
    sex: Sex | None = None
    birth_date: LocalDate | None = None
    height_cm: Decimal | None = Field(None, allow_inf_nan=False)
    activity: Activity | None = None
    autonomy: Autonomy = Autonomy.ASK_WHEN_UNSURE
    life_stage: LifeStage = LifeStage.NONE
    pregnancy_due_date: LocalDate | None = None
    lactation_since: LocalDate | None = None
    reference: Reference | None = None
    count_activity: bool = Field(False, description="Whether energy that activities took adds to what is left.")


@auth.post("/register", response={201: SignedIn, 409: Problem, 422: Problem, 429: Problem})
@limited("register")
def register(request: HttpRequest, body: Registration) -> HttpResponse:
    """Make an account and sign in. Repeated with the same Idempotency-Key it signs in again."""
    session = services.register(
        email=body.email, password=body.password, time_zone=body.time_zone, key=idempotency_key(request)
    )
    return reply(_signed_in(session), 201)


@auth.post("/token", response={200: SignedIn, 401: Problem, 422: Problem, 429: Problem})
@limited("sign_in")
def sign_in(request: HttpRequest, body: Credentials) -> HttpResponse:
    """Sign in."""
    return reply(_signed_in(services.sign_in(email=body.email, password=body.password)))


@auth.post("/token/refresh", response={200: Tokens, 401: Problem, 429: Problem})
@limited("renew")
def renew(request: HttpRequest, body: Renewal) -> HttpResponse:
    """Renew both tokens. A refresh token works once; using it again ends the session."""
    tokens = services.renew(refresh=body.refresh, key=idempotency_key(request))
    return reply({"access": tokens.access, "refresh": tokens.refresh})


@auth.post("/logout", response={204: None, 401: Problem})
def sign_out(request: HttpRequest, body: Renewal) -> HttpResponse:
    """End the session that this refresh token belongs to."""
    services.sign_out(refresh=body.refresh)
    return nothing()


@me.get("", response={200: Me, 401: Problem}, tags=["me"])
def show_me(request: HttpRequest) -> HttpResponse:
    """Who you are, and what you have told."""
    profile = profile_of(caller(request))
    return reply(_me(profile.user, profile))


@me.patch("", response={200: Me, 401: Problem, 422: Problem}, tags=["me"])
def edit_me(request: HttpRequest, body: MeChanges) -> HttpResponse:
    """Change what you have told; fields that are not sent stay."""
    profile_of(caller(request))
    services.edit_profile(user_id=caller(request), changes=body.model_dump(exclude_unset=True))
    profile = profile_of(caller(request))
    return reply(_me(profile.user, profile))


@me.delete("", response={204: None, 401: Problem}, tags=["me"])
def leave(request: HttpRequest) -> HttpResponse:
    """Erase your account and everything in it, at once and for good: rows, files, what is remembered. Backups keep it until they
    expire."""
    user_id = caller(request)
    services.leave(user_id=user_id)
    transaction.on_commit(lambda: memory.forget(user_id), robust=True)
    return nothing()


def _signed_in(session: Session) -> dict[str, Any]:
    return {
        "access": session.tokens.access,
        "refresh": session.tokens.refresh,
        "user": _me(session.user, session.profile),
    }


def _me(user: User, profile: Profile) -> dict[str, Any]:
    return {
        "id": user.pk,
        "email": user.email,
        "name": profile.name,
        "time_zone": profile.time_zone,
        "units": profile.units,
        "locale": profile.locale,
        "day_start": profile.day_start,
        "sex": profile.sex,
        "birth_date": profile.birth_date,
        "height_cm": profile.height_cm,
        "activity": profile.activity,
        "autonomy": profile.autonomy,
        "life_stage": profile.life_stage,
        "pregnancy_due_date": profile.pregnancy_due_date,
        "lactation_since": profile.lactation_since,
        "reference": profile.reference,
        "count_activity": profile.count_activity,
        "today": local_moment(now(), profile.time_zone, profile.day_start).date,
        "reads_photos": reads_photos(),
    }
