"""Tables, foods and the demo person: done by the application's own commands, and not again while nothing has changed."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import psycopg

from infra.local.commands import finish
from infra.local.databases import Databases
from infra.local.fingerprint import files_below, fingerprint
from infra.local.progress import step


def prepare_data(databases: Databases, *, project: Path, env: Mapping[str, str], data_dir: Path, log: Path) -> str:
    """Bring the database to where the code wants it; returns what to sign in with, as `create_demo` says it.

    Each of the commands does nothing when there is nothing to do, and still takes seconds to find that out. So the state that
    they left is remembered: the code, and this database's record of its migrations. When both are as they were, nothing is run.
    In production there is no demo person.
    """
    remembered = data_dir / "prepared.json"
    code = fingerprint(files_below(project / "fithub", without=frozenset({"__pycache__"})))
    if remembered.is_file():
        last = json.loads(remembered.read_text())
        if last["state"] == fingerprint([], code, _migrations_recorded(databases.owner_url)):
            return str(last["demo"])

    def manage(url: str, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments, "--skip-checks"]
        return finish(command, what=arguments[0], env={**env, "DATABASE_URL": url}, cwd=project, log=log)

    with step("tables"):
        manage(databases.owner_url, "migrate", "--no-input")
    with step("food catalogue"):
        manage(databases.owner_url, "load_catalogue")
    demo = ""
    if env.get("FITHUB_ENVIRONMENT") != "production":
        with step("demo person"):
            demo = manage(databases.app_url, "create_demo").strip()
    state = fingerprint([], code, _migrations_recorded(databases.owner_url))
    remembered.write_text(json.dumps({"state": state, "demo": demo}))
    return demo


def _migrations_recorded(owner_url: str) -> str:
    """Which database this is and what has been applied to it when: another one, or one put back, differs in it."""
    with psycopg.connect(owner_url) as owner:
        if owner.execute("SELECT to_regclass('django_migrations') IS NULL").fetchone() == (True,):
            return "none"
        row = owner.execute(
            "SELECT (SELECT oid FROM pg_database WHERE datname = current_database()), min(applied), max(applied), count(*)"
            " FROM django_migrations"
        ).fetchone()
    return str(row)
