"""Addresses of services: checked before they are used, and rewritten for another user."""

from urllib.parse import quote, urlsplit, urlunsplit

from infra.local.errors import CannotStart


def checked_address(name: str, value: str, *, schemes: tuple[str, ...], example: str, needs_path: bool = False) -> str:
    """`value` if it is an address of one of the schemes (with a path where one is needed), else CannotStart.

    The message names the setting and never repeats the value: it may hold a password.
    """
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        raise CannotStart(f"{name} is not a valid address; it must look like {example}.") from None
    complete = parts.scheme in schemes and (parts.netloc or parts.scheme == "unix" or "host=" in parts.query)
    if not complete or port == 0 or any(character.isspace() for character in value):
        raise CannotStart(f"{name} is not a valid address; it must look like {example}.")
    if needs_path and not parts.path.strip("/"):
        raise CannotStart(f"{name} names no database; it must look like {example}.")
    return value


def with_credentials(url: str, user: str, password: str) -> str:
    """The same address for another user."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(user, safe='')}:{quote(password, safe='')}@{place}"))


def without_password(url: str) -> str:
    """The address as it may be shown."""
    parts = urlsplit(url)
    user, _, place = parts.netloc.rpartition("@")
    return urlunsplit(parts._replace(netloc=f"{user.partition(':')[0]}@{place}" if user else place))
