"""What the person asked for: the environment (and .env), read strictly before anything is started."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from infra.local.addresses import checked_address
from infra.local.errors import CannotStart

_POSTGRES_EXAMPLE = "postgresql://user:password@host:5432/database"
_REDIS_EXAMPLE = "redis://:password@host:6379/0"

_MODEL = r"[A-Za-z0-9][\w.:/@-]{0,127}"
_AMOUNT = r"\d{1,6}(\.\d{1,6})?"


@dataclass(frozen=True, slots=True)
class Configuration:
    """How to run here. An address of `None` is a service we run ourselves."""

    host: str
    port: int
    data_dir: Path
    database_url: str | None
    owner_database_url: str | None
    redis_url: str | None
    secret_key: str | None


def read_configuration(environment: Mapping[str, str], *, project: Path) -> Configuration:
    """The configuration these variables describe; an empty one counts as not set.

    Raises CannotStart at the first bad value.
    """

    def value(name: str) -> str | None:
        return environment.get(name, "").strip() or None

    def address(name: str, schemes: tuple[str, ...], example: str, *, needs_path: bool = False) -> str | None:
        given = value(name)
        return given and checked_address(name, given, schemes=schemes, example=example, needs_path=needs_path)

    postgres = ("postgresql", "postgres")
    configuration = Configuration(
        host=value("FITHUB_HOST") or "127.0.0.1",
        port=_port(value("PORT") or "8000"),
        data_dir=_data_dir(value("FITHUB_DATA_DIR"), project),
        database_url=address("DATABASE_URL", postgres, _POSTGRES_EXAMPLE, needs_path=True),
        owner_database_url=address("FITHUB_OWNER_DATABASE_URL", postgres, _POSTGRES_EXAMPLE, needs_path=True),
        redis_url=address("REDIS_URL", ("redis", "rediss", "unix"), _REDIS_EXAMPLE),
        secret_key=value("FITHUB_SECRET_KEY"),
    )
    address("OPENAI_BASE_URL", ("http", "https"), "https://host/v1")
    _check("OPENAI_API_KEY", value("OPENAI_API_KEY"), r"[!-~]{8,}", "a key without spaces")
    _check("FITHUB_MODEL", value("FITHUB_MODEL"), _MODEL, "a model's name, such as gpt-5-mini")
    _check("FITHUB_VISION_MODEL", value("FITHUB_VISION_MODEL"), _MODEL, "a model's name, such as gpt-5-mini")
    _check("FITHUB_DAILY_TOKENS", value("FITHUB_DAILY_TOKENS"), r"\d{1,9}", "a whole number of tokens, 0 for no budget")
    _check(
        "FITHUB_DAILY_COST_USD", value("FITHUB_DAILY_COST_USD"), _AMOUNT, "US dollars, such as 0.50; 0 for no budget"
    )
    _check_prices(value("FITHUB_MODEL_PRICES"))
    return configuration


def with_env_file(environment: Mapping[str, str], path: Path) -> dict[str, str]:
    """The environment over what the file of `NAME=value` lines says; a missing file says nothing."""
    said: dict[str, str] = {}
    for number, line in enumerate(path.read_text().splitlines() if path.is_file() else (), start=1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        name, equals, value = text.partition("=")
        if not equals or not name.strip().isidentifier():
            raise CannotStart(f"{path.name}, line {number}: expected NAME=value.")
        value = value.strip()
        quoted = len(value) >= 2 and value[0] == value[-1] and value[0] in "'\""
        said[name.strip()] = value[1:-1] if quoted else value
    return said | dict(environment)


def _port(value: str) -> int:
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 65535):
        raise CannotStart(f"PORT must be a whole number from 1 to 65535, not {value!r}.")
    return int(value)


def _data_dir(value: str | None, project: Path) -> Path:
    folder = project / Path(value or ".data").expanduser()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotStart(f"FITHUB_DATA_DIR: {folder} cannot be a folder ({error.strerror}).") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise CannotStart(f"FITHUB_DATA_DIR: {folder} cannot be written to.")
    return folder.resolve()


def _check(name: str, value: str | None, pattern: str, expected: str) -> None:
    if value is not None and not re.fullmatch(pattern, value, re.ASCII):
        raise CannotStart(f"{name} must be {expected}.")


def _check_prices(value: str | None) -> None:
    for part in filter(None, (part.strip() for part in (value or "").split(","))):
        expected = "prices such as model=0.25/0.025/2 (US dollars for a million tokens: input/cached/output)"
        _check("FITHUB_MODEL_PRICES", part, rf"[^=\s]+={_AMOUNT}/{_AMOUNT}/{_AMOUNT}", expected)
