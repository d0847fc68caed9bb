"""Your plan in calendar programs: an address with a secret in it, and the calendar behind it."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from ninja import Router, Schema
from pydantic import Field

from api.auth import bearer, caller, secret_once
from api.errors import Problem
from api.limits import limited
from api.replies import nothing, reply
from fithub.core.ownership import Actor, acting_as
from fithub.planning.calendar_address import address_of, renew_address, revoke_address, whose
from fithub.planning.icalendar_feed import feed_of, written
from fithub.planning.models import CalendarFeed

# An answer that is kept for a repetition would hold the secret, so none of these keeps any.
router = Router(auth=bearer)
# Whoever knows the secret reads, and nobody is signed in.
opened = Router()


class CalendarAddress(Schema):
    """Whether an address is in use, and since when. It holds a secret and is told once, when it is made."""

    active: bool
    created_at: datetime | None


class NewCalendarAddress(CalendarAddress):
    """`url`: subscribe to it in a calendar program. Whoever knows it can read your plan."""

    url: str = Field(examples=["https://fithub.example/api/v1/calendars/…43 characters….ics"])


@router.get("", response={200: CalendarAddress, 401: Problem}, tags=["calendar"])
def show(request: HttpRequest) -> HttpResponse:
    """Whether calendar programs can read your plan."""
    with acting_as(caller(request)):
        address = address_of(caller(request))
    return reply({"active": address is not None, "created_at": None if address is None else address.created_at})


@router.post("", response={201: NewCalendarAddress, 401: Problem, 409: Problem}, tags=["calendar"])
def renew(request: HttpRequest) -> HttpResponse:
    """Make an address for calendar programs; one that was made before opens nothing any more. It is in this answer and nowhere
    else: repeated with the same Idempotency-Key the answer is 409."""
    secret, address = secret_once(
        request,
        lambda: _renewed(caller(request)),
        detail="This address was made before, and told then: make another, which takes its place.",
    )
    url = request.build_absolute_uri(f"/api/v1/calendars/{secret}.ics")
    return reply({"active": True, "created_at": address.created_at, "url": url}, 201)


def _renewed(user_id: UUID) -> tuple[str, CalendarFeed]:
    secret = renew_address(user_id)
    address = address_of(user_id)
    assert address is not None, "it has just been made"
    return secret, address


@router.delete("", response={204: None, 401: Problem}, tags=["calendar"])
def revoke(request: HttpRequest) -> HttpResponse:
    """Revoke the address: no calendar program can read your plan any more."""
    with acting_as(caller(request), actor=Actor.FORM, writes=True):
        revoke_address(caller(request))
    return nothing()


@opened.api_operation(
    ["GET", "HEAD"],
    "/{secret}.ics",
    auth=None,
    response={200: str, 304: None, 404: Problem, 429: Problem},
    tags=["calendar"],
)
@limited("calendar")
def read(request: HttpRequest, secret: str) -> HttpResponse:
    """The plan as iCalendar (text/calendar), from a month ago to half a year ahead; 304 where If-None-Match says the same."""
    user_id = whose(secret)
    with acting_as(user_id):
        feed = feed_of(user_id)
        tag = f'"{feed.tag}"'
        unchanged = get_conditional_response(request, etag=tag)
        answer = unchanged or HttpResponse(written(feed), content_type="text/calendar; charset=utf-8")
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Content-Disposition"] = 'inline; filename="fithub.ics"'
    assert isinstance(answer, HttpResponse), "neither of them is a stream"
    return answer
