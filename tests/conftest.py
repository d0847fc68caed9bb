"""A real PostgreSQL and a real Valkey for the whole run, both our own and gone afterwards.

Where pytest runs in several processes (`-n 2`) each has a pair of its own, so what one commits no other sees.

Tests commit for real, as the role that the application has. Nothing is cleaned up between them: each makes its own people, and
row-level security keeps people apart, here as in production.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from infra.local.services import EmbeddedValkey
from tests.clusters import FILLED, MIGRATED, ROOT, filled_postgres

if TYPE_CHECKING:
    from tests.people import Person

LIMITS = "register=100000/m,sign_in=100000/m"

_services = ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    """Before any of our modules is imported: the settings read the addresses of the services."""
    if config.option.help or (config.option.collectonly and "DATABASE_URL" in os.environ):
        return
    if config.getoption("dist", "no") != "no":
        return  # it only hands tests to its workers, which come here themselves
    data = Path(tempfile.mkdtemp(prefix="fithub-test-"))
    _services.callback(shutil.rmtree, data, ignore_errors=True)
    postgres = _services.enter_context(filled_postgres(data))
    valkey = _services.enter_context(EmbeddedValkey(data))
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "fithub.config.settings",
        "REDIS_URL": valkey.url,
        "FITHUB_FILES_DIR": str(data / "files"),
        "FITHUB_ENVIRONMENT": "test",
        "FITHUB_TEST_CLOCK": "1",
        "FITHUB_RATE_LIMITS": LIMITS,
        "OPENAI_API_KEY": "",
        "OPENAI_BASE_URL": "",
    }
    os.environ |= {"DATABASE_URL": postgres.app_url(FILLED), "FITHUB_TEST_OWNER_URL": postgres.owner_url(FILLED)}

    import django

    django.setup()

    from django.contrib.auth.hashers import Argon2PasswordHasher

    # Most tests register somebody; that their password is slow to guess is not what these are about.
    Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 2048, 1


def pytest_unconfigure(config: pytest.Config) -> None:
    """Whatever happened, nothing is left running."""
    if "django" in sys.modules and "DATABASE_URL" in os.environ:
        from django.db import connections

        connections.close_all()
    _services.close()


@pytest.fixture
def alice() -> "Person":
    """The owner of the rows in question."""
    from tests.people import Person

    return Person.register()


@pytest.fixture
def bob() -> "Person":
    """Somebody else."""
    from tests.people import Person

    return Person.register()


@pytest.fixture(scope="session")
def owner_url() -> str:
    """The database as its owner: past row-level security. For looking at what the application cannot see."""
    return os.environ["FITHUB_TEST_OWNER_URL"]


@pytest.fixture(scope="module")
def make_empty_database(owner_url: str) -> Iterator[Callable[[], str]]:
    """Makes migrated databases without a catalogue and gives their addresses, as the owner's; all gone after the module."""
    made: list[str] = []

    def make() -> str:
        name = f"empty_{uuid4().hex}"
        with psycopg.connect(owner_url, autocommit=True) as owner:
            owner.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(MIGRATED)))
        made.append(name)
        return urlunsplit(urlsplit(owner_url)._replace(path=f"/{name}"))

    yield make
    with psycopg.connect(owner_url, autocommit=True) as owner:
        for name in made:
            owner.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


@pytest.fixture(scope="session")
def start_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Starts the real server (granian, ASGI) with settings of its own; gives its address. All end with the session."""
    running: list[subprocess.Popen[bytes]] = []

    def start(**settings: str) -> str:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        log = (tmp_path_factory.mktemp("server") / "server.log").open("wb")
        command = [sys.executable, "-m", "granian", "--interface", "asgi", "--host", "127.0.0.1", "--port", str(port)]
        process = subprocess.Popen(
            [*command, "--workers", "1", "fithub.config.asgi:application"],
            cwd=ROOT,
            env=os.environ | settings,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        running.append(process)
        address = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 60
        while True:
            try:
                with urllib.request.urlopen(f"{address}/healthz", timeout=5):
                    return address
            except OSError:  # refused, reset, or too slow yet
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"the server did not start: {Path(log.name).read_text()[-2000:]}") from None
                time.sleep(0.1)

    yield start
    for process in running:
        process.terminate()
    for process in running:
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def live_server_url(start_server: Callable[..., str]) -> str:
    """The real server, as everybody else would start it."""
    return start_server()
