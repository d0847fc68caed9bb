"""Commands that run to their end while the person waits."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from infra.local.errors import CannotStart


def finish(command: Sequence[str | Path], *, what: str, env: Mapping[str, str], cwd: Path, log: Path) -> str:
    """Run the command, append all it says to `log`, and return what it wrote to its standard output.

    Raises CannotStart with the last line it said when it fails.
    """
    done = subprocess.run(
        [str(part) for part in command],
        env=dict(env),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    with log.open("a") as file:
        file.write(f"$ {what}\n{done.stdout}{done.stderr}")
    if done.returncode:
        lines = (done.stderr.strip() or done.stdout.strip() or "it said nothing").splitlines()
        raise CannotStart(f"{what} failed: {lines[-1].strip()} (more in {log})")
    return done.stdout
