"""Handing a letter to the mail server of `FITHUB_EMAIL_URL`."""

import smtplib
import ssl
import sys
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as AS_SENT
from email.utils import format_datetime
from typing import Any, Final
from uuid import UUID

from django.conf import settings

from fithub.core.clock import now
from fithub.core.errors import Conflict, Unavailable
from fithub.core.mail import Letter

# How long the server may take for each step, in seconds.
_TIMEOUT: Final = 20


def compose(letter: Letter, *, to: str, job_id: UUID) -> EmailMessage:
    """The letter as it goes out. Its Message-ID is the job's: a second copy is known as one."""
    sender: Address = settings.EMAIL_FROM
    message = EmailMessage(policy=AS_SENT)
    message["From"] = sender
    message["To"] = to
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = format_datetime(now())
    message["Message-ID"] = message_id(job_id)
    # So that no holiday note answers it.
    message["Auto-Submitted"] = "auto-generated"
    if letter.unsubscribe is not None:
        message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text)
    if letter.html:
        message.add_alternative(letter.html, subtype="html")
    return message


def message_id(job_id: UUID) -> str:
    """The Message-ID of the letter of this job."""
    sender: Address = settings.EMAIL_FROM
    return f"<{job_id}@{sender.domain}>"


def deliver(message: EmailMessage) -> None:
    """Hand a letter over; on return the server has taken it.

    Raises Unavailable (`mail_server_away`) where trying again later may help, Conflict (`mail_off`; `mail_refused` where the server
    takes no letter for this address), SMTPException where the server does not take us.
    """
    server: dict[str, Any] = settings.EMAIL
    if server["kind"] == "off":
        raise Conflict("mail_off", "This FitHub sends no mail.")
    if server["kind"] == "console":
        sys.stdout.write(f"{message.as_string()}\n")
        return
    try:
        with _connected(server) as connection:
            connection.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        if all(400 <= code < 500 for code, _ in error.recipients.values()):
            raise _away() from error
        raise Conflict(
            "mail_refused", "The mail server takes no letter for this address. Check it in your profile."
        ) from error
    except smtplib.SMTPResponseException as error:
        if 400 <= error.smtp_code < 500:
            raise _away() from error
        raise
    except (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, ssl.SSLEOFError) as error:
        raise _away() from error
    except smtplib.SMTPException:
        raise
    except ssl.SSLError:
        # A certificate that is not right does not get right by itself.
        raise
    except OSError as error:
        raise _away() from error


def _connected(server: dict[str, Any]) -> smtplib.SMTP:
    place = (server["host"], server["port"])
    if server["kind"] == "smtps":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(*place, timeout=_TIMEOUT, context=ssl.create_default_context())
    else:
        connection = smtplib.SMTP(*place, timeout=_TIMEOUT)
    try:
        if server["starttls"]:
            connection.starttls(context=ssl.create_default_context())
        if server["user"]:
            connection.login(server["user"], server["password"])
    except BaseException:
        connection.close()
        raise
    return connection


def _away() -> Unavailable:
    return Unavailable("mail_server_away", "The mail server does not answer; the letter is sent later.")
