"""The database role the application runs as.

`fithub_app` may log in and own nothing; it cannot bypass row-level security. What it may read and write is granted
table by table by the migrations.
"""

import secrets

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from psycopg.errors import InsufficientPrivilege

from infra.local.addresses import with_credentials
from infra.local.errors import CannotStart

APP_ROLE = "fithub_app"
_BARE = "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION"


def provision(owner_url: str, *, password: str | None = None) -> str:
    """Make sure that `fithub_app` exists and can log in with `password`; returns the application's DATABASE_URL.

    Idempotent. A role that already answers to the password is left as it is, so that several installations may share
    a server when they share the password. Without a password a new one is made up. Raises CannotStart when the owner
    may not create roles.
    """
    password = password or secrets.token_urlsafe(32)
    app_url = with_credentials(owner_url, APP_ROLE, password)
    with psycopg.connect(owner_url, autocommit=True, connect_timeout=10) as owner:
        try:
            _ensure_role(owner, app_url, password)
        except InsufficientPrivilege as error:
            raise CannotStart(
                f"the role in DATABASE_URL may not create the role {APP_ROLE} ({error.diag.message_primary}); "
                "give an owner's address in FITHUB_OWNER_DATABASE_URL and the application's in DATABASE_URL."
            ) from error
    return app_url


def is_bare(url: str) -> bool:
    """Whether the application may run as the role of this address.

    It may when the role is no superuser and can neither bypass row-level security nor create tables in `public`. Raises
    psycopg.OperationalError when nobody answers.
    """
    with psycopg.connect(url, connect_timeout=10) as connection:
        row = connection.execute(
            "SELECT rolsuper OR rolbypassrls OR has_schema_privilege(current_user, 'public', 'CREATE')"
            " FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    return row is not None and not row[0]


def _ensure_role(owner: psycopg.Connection, app_url: str, password: str) -> None:
    # Two starts at once on one server would both create it; roles belong to the whole server, so one well-known lock
    # serves.
    owner.execute("SELECT pg_advisory_lock(hashtext('fithub provision'))")
    row = owner.execute(
        "SELECT rolcanlogin AND NOT (rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication)"
        " FROM pg_roles WHERE rolname = %s",
        [APP_ROLE],
    ).fetchone()
    role, database = sql.Identifier(APP_ROLE), sql.Identifier(owner.info.dbname)
    if row is None:
        owner.execute(sql.SQL(f"CREATE ROLE {{}} {_BARE} PASSWORD {{}}").format(role, sql.Literal(password)))
    elif not row[0] or not _answers(app_url):
        owner.execute(sql.SQL(f"ALTER ROLE {{}} {_BARE} PASSWORD {{}}").format(role, sql.Literal(password)))
    owner.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, role))
    owner.execute("SELECT pg_advisory_unlock(hashtext('fithub provision'))")


def _answers(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            return connection.info.user == conninfo_to_dict(url)["user"]
    except psycopg.OperationalError:
        return False
