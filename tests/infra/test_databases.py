"""Whose database the launcher uses, and as whom."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from infra.local.configuration import Configuration, read_configuration
from infra.local.databases import start_or_find
from infra.local.errors import CannotStart
from infra.local.roles import is_bare
from infra.local.services import EmbeddedPostgres


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedPostgres]:
    """A PostgreSQL that somebody else runs."""
    with EmbeddedPostgres(tmp_path_factory.mktemp("theirs"), fast=True) as running:
        running.create_database("food")
        yield running


@pytest.fixture
def configuration(tmp_path: Path) -> Configuration:
    return read_configuration({"FITHUB_DATA_DIR": str(tmp_path)}, project=tmp_path)


def test_without_an_address_we_run_our_own(configuration: Configuration) -> None:
    with ExitStack() as running:
        databases = start_or_find(configuration, running)

        assert is_bare(databases.app_url)
        assert not is_bare(databases.owner_url)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(databases.owner_url)


def test_with_an_owners_address_the_role_is_made_and_its_password_kept(
    configuration: Configuration, theirs: EmbeddedPostgres
) -> None:
    given = replace(configuration, database_url=theirs.owner_url("food"))

    databases = start_or_find(given, ExitStack())

    assert databases.owner_url == given.database_url
    assert is_bare(databases.app_url)
    assert start_or_find(given, ExitStack()) == databases


def test_with_both_addresses_each_serves_its_purpose(configuration: Configuration, theirs: EmbeddedPostgres) -> None:
    owner, app = theirs.owner_url("food"), theirs.app_url("food")

    databases = start_or_find(replace(configuration, owner_database_url=owner, database_url=app), ExitStack())

    assert (databases.owner_url, databases.app_url) == (owner, app)
    with pytest.raises(CannotStart, match="row-level security"):
        start_or_find(replace(configuration, owner_database_url=owner, database_url=owner), ExitStack())


def test_the_applications_address_alone_is_not_enough(configuration: Configuration, theirs: EmbeddedPostgres) -> None:
    with pytest.raises(CannotStart, match="FITHUB_OWNER_DATABASE_URL"):
        start_or_find(replace(configuration, database_url=theirs.app_url("food")), ExitStack())


def test_one_that_does_not_answer_is_named_without_its_password(
    configuration: Configuration, theirs: EmbeddedPostgres
) -> None:
    nowhere = f"postgresql://postgres:wrong-secret@127.0.0.1:{theirs.port}/food"

    with pytest.raises(CannotStart) as caught:
        start_or_find(replace(configuration, database_url=nowhere), ExitStack())

    assert str(caught.value).startswith("DATABASE_URL: ")
    assert "wrong-secret" not in str(caught.value)
    assert "\n" not in str(caught.value)
