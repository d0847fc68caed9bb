"""Commands that run to their end while the person waits."""

import functools
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from infra.local.child import die_with_parent
from infra.local.errors import CannotStart


def finish(command: Sequence[str | Path], *, what: str, env: Mapping[str, str], cwd: Path, log: Path) -> str:
    """Run the command, append all it says to `log`, and return what it wrote to its standard output.

    Raises CannotStart with the last line it said when it fails.
    """
    process = subprocess.Popen(
        [str(part) for part in command],
        env=dict(env),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        start_new_session=True,
        preexec_fn=functools.partial(die_with_parent, signal.SIGTERM),
    )
    try:
        output, errors = process.communicate()
    except BaseException:
        # With all that it has started: npm starts more than itself.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    with log.open("a") as file:
        file.write(f"$ {what}\n{output}{errors}")
    if process.returncode:
        lines = (errors.strip() or output.strip() or "it said nothing").splitlines()
        raise CannotStart(f"{what} failed: {lines[-1].strip()} (more in {log})")
    return output
