"""Registering, signing in and out, changing the profile, leaving."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

from django.contrib.auth.hashers import make_password, verify_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from fithub.accounts.life_stages import LIFE_STAGE_FIELDS, check_life_stage
from fithub.accounts.models import Profile, RefreshToken, User
from fithub.accounts.tokens import TokenPair, issue_pair, read
from fithub.core import files
from fithub.core.clock import local_moment, now
from fithub.core.errors import Conflict, FieldError, InvalidInput, NotAuthenticated
from fithub.core.ids import new_id
from fithub.core.ownership import Actor, acting_as, erase_without_log, signing_in

# How long the answer to a renewal that got lost on its way may be asked for again, with the same Idempotency-Key.
LOST_ANSWER = timedelta(minutes=5)
OLDEST_BIRTH = date(1900, 1, 1)
HEIGHT_CM = (Decimal(50), Decimal(280))
# Not the names that mean another zone on another machine, or none.
ZONES = available_timezones() - {"localtime", "Factory"}


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who has just signed in."""

    user: User
    profile: Profile
    tokens: TokenPair


def register(*, email: str, password: str, time_zone: str | None = None, key: str = "") -> Session:
    """A new account, signed in. `key`: the request's Idempotency-Key; a repetition with it signs in instead.

    Raises InvalidInput (`email_invalid`, `password_weak`, `time_zone_unknown`), Conflict (`email_taken`).
    """
    address = _address(email)
    _check_password(password, User(email=address))
    zone = _zone(time_zone or "UTC")
    user = User(id=new_id(), email=address, created_at=now(), registration_key=key)
    user.password = make_password(password)
    try:
        with acting_as(user.pk, actor=Actor.SYSTEM):
            user.save(force_insert=True)
            profile = Profile.objects.create(user=user, time_zone=zone)
            return Session(user, profile, issue_pair(user_id=user.pk))
    except IntegrityError as error:
        if key:
            known = _known(address, password)
            if known is not None and known.registration_key == key:
                return _begin_session(known)
        raise Conflict("email_taken", "There is an account with this address. Sign in, or use another one.") from error


def sign_in(*, email: str, password: str) -> Session:
    """A new session for who knows the password. Raises NotAuthenticated (`credentials_wrong`)."""
    user = _known(email.strip().lower(), password)
    if user is None:
        raise NotAuthenticated("credentials_wrong", "The address or the password is not right.")
    return _begin_session(user)


def renew(*, refresh: str, key: str = "") -> TokenPair:
    """The next link of a session. Using a link twice ends the whole session: one of the two users stole it.

    The exception is whoever lost the answer and asks again with the same Idempotency-Key within five minutes.
    Raises NotAuthenticated (`token_expired`, `token_invalid`, `token_revoked`, `token_reused`).
    """
    claims = read(refresh, "refresh")
    instant = datetime.now(UTC)
    reused = False
    with acting_as(claims.user_id):
        links = RefreshToken.objects.select_for_update(of=("self",)).filter(
            user__is_active=True, expires_at__gt=instant
        )
        link = links.filter(pk=claims.token_id).first()
        if link is None or link.revoked_at is not None:
            raise NotAuthenticated("token_revoked", "This session has ended; sign in again.")
        lost = bool(key) and link.used_key == key and link.used_at is not None and link.used_at > instant - LOST_ANSWER
        if link.used_at is None:
            link.used_at, link.used_key = instant, key
            link.save(update_fields=["used_at", "used_key"])
            return issue_pair(user_id=claims.user_id, family=link.family)
        if lost:
            return issue_pair(user_id=claims.user_id, family=link.family)
        reused = True
        _end_family(link.family, instant)
    assert reused
    raise NotAuthenticated(
        "token_reused", "This refresh token was used before, so the session was ended; sign in again."
    )


def sign_out(*, refresh: str) -> None:
    """End the session that this refresh token belongs to; a second time changes nothing."""
    claims = read(refresh, "refresh")
    with acting_as(claims.user_id):
        _end_family(claims.family, datetime.now(UTC))


def edit_profile(*, user_id: UUID, changes: Mapping[str, Any]) -> Profile:
    """Change what a person tells about themselves; keys are fields of Profile. Call within `acting_as`.

    Raises InvalidInput (`time_zone_unknown`, `birth_date_impossible`, `height_impossible`; see `check_life_stage`).
    """
    profile = Profile.objects.select_for_update().get(user_id=user_id)
    if "time_zone" in changes:
        _zone(changes["time_zone"])
    born = changes.get("birth_date")
    today = local_moment(now(), profile.time_zone, profile.day_start).date
    if born is not None and not OLDEST_BIRTH <= born <= today:
        raise InvalidInput.field("birth_date", "birth_date_impossible", "Give a birth date from 1900 to today.")
    height = changes.get("height_cm")
    if height is not None and not HEIGHT_CM[0] <= height <= HEIGHT_CM[1]:
        raise InvalidInput.field("height_cm", "height_impossible", "Give a height from 50 to 280 cm.")
    for name, value in changes.items():
        setattr(profile, name, value)
    stage = check_life_stage(profile, today) if changes.keys() & LIFE_STAGE_FIELDS else frozenset()
    profile.save(update_fields=list(changes.keys() | stage))
    return profile


def leave(*, user_id: UUID) -> None:
    """Erase the account and everything that belongs to it, the change log and the person's files too. Call within `acting_as`."""
    erase_without_log()
    User.objects.filter(pk=user_id).delete()
    # What cannot be removed now is removed by the sweeper: nobody owns it.
    transaction.on_commit(lambda: files.remove(files.path_of(user_id)), robust=True)


def _begin_session(user: User) -> Session:
    with acting_as(user.pk):
        return Session(user, Profile.objects.get(user=user), issue_pair(user_id=user.pk))


def _known(address: str, password: str) -> User | None:
    """The account, if the password is its own. A stranger's address costs as long as a wrong password."""
    with signing_in(address):
        user = User.objects.filter(email=address, is_active=True).first()
    if user is None:
        make_password(password)
        return None
    right, outdated = verify_password(password, user.password)
    if right and outdated:
        with acting_as(user.pk):
            User.objects.filter(pk=user.pk).update(password=make_password(password))
    return user if right else None


def _end_family(family: UUID, instant: datetime) -> None:
    RefreshToken.objects.filter(family=family, revoked_at=None).update(revoked_at=instant)


def _address(email: str) -> str:
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise InvalidInput.field("email", "email_invalid", "Give an address like name@example.org.") from error
    return address


def _check_password(password: str, user: User) -> None:
    if len(password) > 1000:
        raise InvalidInput.field("password", "password_weak", "A password has at most 1,000 characters.")
    try:
        validate_password(password, user)
    except ValidationError as error:
        problems = tuple(FieldError("password", "password_weak", message) for message in error.messages)
        raise InvalidInput("password_weak", " ".join(error.messages), problems) from error


def _zone(name: str) -> str:
    if name not in ZONES:
        raise InvalidInput.field("time_zone", "time_zone_unknown", "Give an IANA time zone like Europe/Berlin.")
    return name
