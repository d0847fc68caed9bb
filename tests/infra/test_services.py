"""PostgreSQL and Valkey out of wheels: started, found again, recovered and stopped."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from infra.local.errors import CannotStart
from infra.local.roles import APP_ROLE, is_bare, provision
from infra.local.services import EmbeddedPostgres, EmbeddedValkey

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("services")


@pytest.fixture
def postgres(data_dir: Path) -> Iterator[EmbeddedPostgres]:
    with EmbeddedPostgres(data_dir, fast=True) as running:
        running.create_database("fithub")
        yield running


def test_what_was_written_is_found_after_a_restart(data_dir: Path) -> None:
    with EmbeddedPostgres(data_dir, fast=True) as first:
        first.create_database("kept")
        with psycopg.connect(first.owner_url("kept")) as owner:
            owner.execute("CREATE TABLE eaten AS SELECT 'toast' AS food")
    with EmbeddedPostgres(data_dir, fast=True) as second, psycopg.connect(second.owner_url("kept")) as owner:
        assert owner.execute("SELECT food FROM eaten").fetchone() == ("toast",)


def test_it_has_what_the_tables_need(postgres: EmbeddedPostgres) -> None:
    with psycopg.connect(postgres.owner_url("fithub")) as owner:
        for extension in ("vector", "pg_trgm", "unaccent", "citext"):
            owner.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}".encode())
        assert owner.execute("SELECT lower('CRÈME BRÛLÉE')").fetchone() == ("crème brûlée",)


def test_the_application_role_owns_nothing_and_cannot_pass_by_row_security(postgres: EmbeddedPostgres) -> None:
    app_url = postgres.app_url("fithub")

    assert postgres.app_url("fithub") == app_url
    assert is_bare(app_url)
    assert not is_bare(postgres.owner_url("fithub"))
    with psycopg.connect(app_url) as app:
        row = app.execute(
            "SELECT current_user, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles"
            " WHERE rolname = current_user"
        ).fetchone()
        assert row == (APP_ROLE, False, False, False, False)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("CREATE TABLE mine (id int)")


def test_a_role_that_the_migrations_made_may_log_in_afterwards(postgres: EmbeddedPostgres) -> None:
    postgres.create_database("other")
    with psycopg.connect(postgres.owner_url("other"), autocommit=True) as owner:
        owner.execute("ALTER ROLE fithub_app NOLOGIN CREATEDB")

    assert is_bare(provision(postgres.owner_url("other"), password="given"))
    with psycopg.connect(postgres.owner_url("other")) as owner:
        row = owner.execute("SELECT rolcanlogin, rolcreatedb FROM pg_roles WHERE rolname = 'fithub_app'").fetchone()
    assert row == (True, False)


def test_a_role_that_may_not_create_roles_is_told_what_to_do(postgres: EmbeddedPostgres) -> None:
    with psycopg.connect(postgres.owner_url("fithub"), autocommit=True) as owner:
        owner.execute("DROP ROLE IF EXISTS reader")
        owner.execute("CREATE ROLE reader LOGIN PASSWORD 'reader'")
        owner.execute("ALTER ROLE fithub_app NOLOGIN")
    url = postgres.owner_url("fithub").replace("postgres:", "reader:", 1)
    url = f"postgresql://reader:reader@{url.rpartition('@')[2]}"

    with pytest.raises(CannotStart, match="FITHUB_OWNER_DATABASE_URL"):
        provision(url, password="any")


def test_two_run_side_by_side(postgres: EmbeddedPostgres, tmp_path: Path) -> None:
    with EmbeddedValkey(tmp_path / "a") as one, EmbeddedValkey(tmp_path / "b") as two:
        redis.Redis.from_url(one.url).set("who", "one")
        assert redis.Redis.from_url(two.url).get("who") is None
        with pytest.raises(redis.AuthenticationError):
            redis.Redis(port=one.port, retry=Retry(NoBackoff(), 0)).get("who")


def test_one_folder_is_used_by_one_at_a_time(postgres: EmbeddedPostgres, data_dir: Path) -> None:
    with pytest.raises(CannotStart, match="in use"):
        EmbeddedPostgres(data_dir, fast=True).__enter__()


def test_a_killed_run_leaves_nothing_running_and_can_be_followed_by_another(data_dir: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from infra.local.services import *\n"
        "folder = Path(sys.argv[1])\n"
        "with EmbeddedPostgres(folder, fast=True) as postgres, EmbeddedValkey(folder) as valkey:\n"
        "    print('up', flush=True); time.sleep(60)\n"
    )
    command = [sys.executable, "-c", script, str(data_dir)]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "up\n"
        servers = psutil.Process(run.pid).children(recursive=True)
        assert {"postgres", "valkey-server"} <= {server.name() for server in servers}
        run.send_signal(signal.SIGKILL)
    with EmbeddedPostgres(data_dir, fast=True), EmbeddedValkey(data_dir):
        pass
    _, alive = psutil.wait_procs(servers, timeout=10)
    assert not alive


def test_a_server_left_behind_is_stopped_and_a_stale_pid_file_is_no_obstacle(data_dir: Path) -> None:
    left_behind = EmbeddedPostgres(data_dir, fast=True).__enter__()
    pid = int((data_dir / "postgres" / "postmaster.pid").read_text().split()[0])
    assert left_behind._lock is not None
    left_behind._lock.close()  # what is left when the launcher dies where no kernel tells its children
    with EmbeddedPostgres(data_dir, fast=True) as postgres:
        assert left_behind._process is not None
        assert left_behind._process.wait(10) is not None
        assert int((data_dir / "postgres" / "postmaster.pid").read_text().split()[0]) != pid
        assert psycopg.connect(postgres.owner_url()).info.status == psycopg.pq.ConnStatus.OK
    # The number has gone to a process that is none of ours.
    (data_dir / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n")
    with EmbeddedPostgres(data_dir, fast=True) as postgres:
        assert postgres.port


def test_another_version_of_the_data_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("12\n")

    with pytest.raises(CannotStart, match="PostgreSQL 12"):
        EmbeddedPostgres(tmp_path).__enter__()


def test_secrets_are_for_their_owner_alone(postgres: EmbeddedPostgres, data_dir: Path) -> None:
    for secret in data_dir.glob("*.secret"):
        assert secret.stat().st_mode & 0o077 == 0
