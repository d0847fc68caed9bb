"""Child processes that do not outlive us.

On Linux the kernel itself tells a child when we are gone (PR_SET_PDEATHSIG), so even a SIGKILL leaves nothing
running. The signal is tied to the thread that started the child: start children from a thread that lives as long as
they should, best the main one.
"""

import ctypes
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

Prepare = Callable[[], None]

_PR_SET_PDEATHSIG = 1
# Loaded here and not in the forked child, where loading a library is not safe.
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def die_with_parent(signum: signal.Signals) -> None:
    """Have the kernel send this process `signum` when the thread that started it ends (on Linux; elsewhere nothing)."""
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, int(signum))


def start(
    command: Sequence[str | Path],
    *,
    log: Path,
    last_wish: signal.Signals,
    prepare: Prepare | None = None,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a service in the background, away from the terminal's Ctrl-C, with its output appended to `log`.

    `prepare` runs in the child just before the command. `last_wish` is the signal it gets when we die without
    stopping it.
    """

    def before_exec() -> None:
        if prepare is not None:
            prepare()
        die_with_parent(last_wish)

    with log.open("ab") as output:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=None if env is None else dict(env),
            start_new_session=True,
            preexec_fn=before_exec,
        )


def stop(process: subprocess.Popen[bytes], ways: Sequence[tuple[signal.Signals, float]]) -> None:
    """Ask politely, then less so: each way is a signal and how many seconds it is given. Ends with SIGKILL."""
    for signum, seconds in (*ways, (signal.SIGKILL, 10.0)):
        if process.poll() is not None:
            return
        process.send_signal(signum)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
