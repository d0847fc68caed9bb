"""A summary as a letter, and the address that ends such letters."""

from html import escape
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, dumps, loads

from fithub.coaching.models import Summary
from fithub.coaching.schedule import Kind
from fithub.coaching.settings import edit_settings
from fithub.core.errors import NotFound
from fithub.core.mail import Letter, send_letter
from fithub.core.ownership import Actor, acting_as

_SALT: Final = "fithub.unsubscribe"


def mail_summary(summary: Summary) -> None:
    """Send a summary by mail, once. Call within `acting_as`."""
    letter = letter_of(summary)
    send_letter(user_id=summary.user_id, letter=letter, key=f"summary:{summary.pk}")


def letter_of(summary: Summary) -> Letter:
    """A summary as plain text and as HTML of the same."""
    sentences = [str(sentence["text"]) for sentence in summary.sentences]
    leave = unsubscribe_address(user_id=summary.user_id, kind=Kind(summary.kind))
    end = f"You get this because you asked for {summary.kind} summaries by mail."
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in sentences)
    return Letter(
        subject=summary.title,
        text="\n\n".join([summary.title, *sentences, f"{end} End them here: {leave}", settings.PUBLIC_URL]),
        html=(
            f'<!doctype html><html lang="en"><body style="font-family:sans-serif;max-width:36em;line-height:1.5">'
            f"<h1>{escape(summary.title)}</h1>{paragraphs}"
            f'<p><a href="{escape(settings.PUBLIC_URL)}">Open FitHub</a></p>'
            f'<hr><p><small>{end} <a href="{escape(leave)}">End them</a>.</small></p></body></html>'
        ),
        unsubscribe=leave,
    )


def unsubscribe_address(*, user_id: UUID, kind: Kind) -> str:
    """The address that ends the letters of a kind for a person: signed, so that nobody makes one for somebody else."""
    return f"{settings.PUBLIC_URL}/unsubscribe/{dumps([str(user_id), kind.value], salt=_SALT)}"


def unsubscribe(token: str) -> Kind:
    """End the letters that an address stands for; a second time changes nothing.

    Raises NotFound (`unsubscribe_unknown`).
    """
    user_id, kind = read_token(token)
    with acting_as(user_id, actor=Actor.FORM, writes=True):
        edit_settings(user_id=user_id, changes={f"mail_{kind.value}": False})
    return kind


def read_token(token: str) -> tuple[UUID, Kind]:
    """Whose letters of which kind an address ends. Raises NotFound (`unsubscribe_unknown`)."""
    try:
        user_id, kind = loads(token, salt=_SALT)
        return UUID(user_id), Kind(kind)
    except (BadSignature, ValueError, TypeError) as error:
        raise NotFound("unsubscribe_unknown", "This address ends no letters; look into your settings.") from error
