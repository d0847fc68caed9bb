"""Run one command with an empty PostgreSQL of its own, gone when it ends.

python -m infra.local.borrow python manage.py makemigrations --check
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from infra.local.errors import CannotStart
from infra.local.progress import complain
from infra.local.services import EmbeddedPostgres


def main(command: list[str]) -> int:
    """The command's exit status; 1 when PostgreSQL does not start."""
    try:
        with (
            tempfile.TemporaryDirectory(prefix="fithub-") as folder,
            EmbeddedPostgres(Path(folder), fast=True) as postgres,
        ):
            postgres.create_database("fithub")
            environment = os.environ | {"DATABASE_URL": postgres.owner_url("fithub")}
            return subprocess.run(command, env=environment, check=False).returncode
    except CannotStart as error:
        complain(str(error))
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
