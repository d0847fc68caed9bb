"""Reading the environment strictly: what is not understood stops the start with one clear line."""

import os
import re
from dataclasses import dataclass
from decimal import Decimal
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_AMOUNT = r"\d{1,6}(?:\.\d{1,6})?"


def text(name: str, default: str | None = None) -> str:
    """A setting as it stands; without a default it has to be there."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set; see .env.example.")
    return value


def flag(name: str, default: bool) -> bool:
    """A switch: 1 or 0 (also true/false, yes/no, on/off)."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")


def whole(name: str, default: int, *, least: int, most: int) -> int:
    """A whole number within bounds."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise ImproperlyConfigured(f"{name} must be a whole number from {least} to {most}, not {value!r}.")
    return int(value)


def amount(name: str, default: str) -> Decimal:
    """An amount of money: up to six digits before the point and six behind it."""
    value = text(name, default)
    if not re.fullmatch(_AMOUNT, value, re.ASCII):
        raise ImproperlyConfigured(f"{name} must be an amount such as 0.50, not {value!r}.")
    return Decimal(value)


@dataclass(frozen=True, slots=True)
class Price:
    """What a model costs, in US dollars for a million tokens: of input, of input that it has in its cache, of output."""

    input: Decimal
    cached: Decimal
    output: Decimal


def prices(name: str) -> dict[str, Price]:
    """Prices by model: name=input/cached/output, separated by commas."""
    found = {}
    for part in words(name):
        match = re.fullmatch(rf"([^=\s]+)=({_AMOUNT})/({_AMOUNT})/({_AMOUNT})", part, re.ASCII)
        if match is None:
            raise ImproperlyConfigured(f"{name}: {part!r} is not like model=0.25/0.025/2 (input/cached/output).")
        found[match[1]] = Price(Decimal(match[2]), Decimal(match[3]), Decimal(match[4]))
    return found


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def choice(name: str, default: str, among: tuple[str, ...]) -> str:
    """One of a few words."""
    value = text(name, default)
    if value not in among:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(among)}, not {value!r}.")
    return value


def web_address(name: str, schemes: tuple[str, ...], default: str | None = None) -> str:
    """An address of one of these schemes."""
    value = text(name, default)
    if value and (urlsplit(value).scheme not in schemes or not urlsplit(value).netloc):
        raise ImproperlyConfigured(f"{name} must begin with {' or '.join(s + '://' for s in schemes)}.")
    return value


def mail_server(name: str, default: str) -> dict[str, object]:
    """Where mail goes: smtp://user:password@host:587 (STARTTLS unless ?tls=off), smtps://…:465, `console` or `off`."""
    value = text(name, default)
    if value in {"console", "off"}:
        return {"kind": value}
    parts = urlsplit(value)
    try:
        port = parts.port
    except ValueError:
        port = 0
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    encrypted = options.pop("tls", "on")
    if (
        parts.scheme not in {"smtp", "smtps"}
        or not parts.hostname
        or port == 0
        or parts.path.strip("/")
        or options
        or encrypted not in ({"on", "off"} if parts.scheme == "smtp" else {"on"})
    ):
        raise ImproperlyConfigured(
            f"{name} must be console, off, or look like smtp://user:password@host:587 (or smtps://…:465)."
        )
    return {
        "kind": parts.scheme,
        "host": parts.hostname,
        "port": port or (587 if parts.scheme == "smtp" else 465),
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "starttls": parts.scheme == "smtp" and encrypted == "on",
    }


def mail_address(name: str, default: str) -> Address:
    """A mail address, with or without a name before it."""
    value = text(name, default)
    try:
        header = EmailMessage()
        header["From"] = value
        (address,) = header["From"].addresses
    except (ValueError, IndexError, HeaderParseError) as error:
        raise ImproperlyConfigured(f"{name} must look like FitHub <fithub@example.org>.") from error
    if not address.username or not address.domain or not address.addr_spec.isascii():
        raise ImproperlyConfigured(f"{name} must look like FitHub <fithub@example.org>.")
    found: Address = address
    return found


def postgres(name: str) -> dict[str, object]:
    """The parts of a postgresql:// address, as Django's connection settings; options after `?` go to libpq."""
    value = text(name)
    parts = urlsplit(value)
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/") or port == -1:
        raise ImproperlyConfigured(f"{name} must look like postgresql://user:password@host:5432/database.")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": options.pop("port", str(port or "")),
        "OPTIONS": options,
    }
