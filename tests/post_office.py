"""A real mail server that keeps what it takes, and FitHub told to use it."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from django.conf import settings

from fithub.config import environment


@dataclass
class PostOffice:
    """Takes letters, unless it is told what to answer instead."""

    received: list[EmailMessage] = field(default_factory=list)
    envelopes: list[Envelope] = field(default_factory=list)
    # Answers to RCPT and DATA, used up one by one.
    at_rcpt: list[str] = field(default_factory=list)
    at_data: list[str] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.at_rcpt:
            return self.at_rcpt.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.at_data:
            return self.at_data.pop(0)
        self.envelopes.append(envelope)
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.received.append(message)
        return "250 taken"


@contextmanager
def open_post_office(monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    """Within the block letters go there."""
    office = PostOffice()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(
        office,
        hostname="127.0.0.1",
        port=port,
        auth_require_tls=False,
        auth_required=True,
        authenticator=lambda *parts: AuthResult(
            success=(parts[-1].login, parts[-1].password) == (b"fit/hub", b"p@ss word"), handled=False
        ),
    )
    controller.start()
    configure(monkeypatch, f"smtp://fit%2Fhub:p%40ss%20word@127.0.0.1:{port}?tls=off")
    try:
        yield office
    finally:
        controller.stop()


def configure(monkeypatch: pytest.MonkeyPatch, url: str, sender: str = "FitHub <post@fithub.example>") -> None:
    """The settings as these two of the environment make them."""
    monkeypatch.setenv("FITHUB_EMAIL_URL", url)
    monkeypatch.setenv("FITHUB_EMAIL_FROM", sender)
    monkeypatch.setattr(settings, "EMAIL", environment.mail_server("FITHUB_EMAIL_URL", "off"))
    monkeypatch.setattr(settings, "EMAIL_FROM", environment.mail_address("FITHUB_EMAIL_FROM", ""))
