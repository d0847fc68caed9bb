"""As whom to migrate, and as whom to run."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psycopg

from infra.local.addresses import without_password
from infra.local.configuration import Configuration
from infra.local.errors import CannotStart
from infra.local.kept import kept_secret
from infra.local.roles import is_bare, provision
from infra.local.services import EmbeddedPostgres

_DATABASE = "fithub"


@dataclass(frozen=True, slots=True)
class Databases:
    """The owner's address, for migrating and loading, and the application's."""

    owner_url: str
    app_url: str


def start_or_find(configuration: Configuration, running: ExitStack) -> Databases:
    """Our own PostgreSQL, or the one the person named; with the role of the application made sure of.

    Raises CannotStart when the named one does not answer, or its roles are not fit for the purpose.
    """
    owner_url, app_url = configuration.owner_database_url, configuration.database_url
    if owner_url is not None and app_url is not None:
        if not _answering_is_bare("DATABASE_URL", app_url):
            raise CannotStart(
                "the role in DATABASE_URL may not be a superuser or owner when FITHUB_OWNER_DATABASE_URL is set, as "
                "row-level security would not hold for it; leave DATABASE_URL out and the role is made for you."
            )
        return Databases(owner_url, app_url)
    if owner_url is not None:
        return _with_role_made("FITHUB_OWNER_DATABASE_URL", owner_url, configuration.data_dir)
    if app_url is not None:
        return _with_role_made("DATABASE_URL", app_url, configuration.data_dir)
    postgres = running.enter_context(EmbeddedPostgres(configuration.data_dir))
    postgres.create_database(_DATABASE)
    return Databases(postgres.owner_url(_DATABASE), postgres.app_url(_DATABASE))


def _with_role_made(name: str, owner_url: str, data_dir: Path) -> Databases:
    if _answering_is_bare(name, owner_url):
        raise CannotStart(
            f"the role in {name} may not create tables: give the owner's address in FITHUB_OWNER_DATABASE_URL as well, "
            "which is used for migrations only."
        )
    return Databases(owner_url, provision(owner_url, password=kept_secret(data_dir, "postgres-app")))


def _answering_is_bare(name: str, url: str) -> bool:
    try:
        return is_bare(url)
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[-1]
        raise CannotStart(f"{name}: {without_password(url)} cannot be used: {reason}") from error
