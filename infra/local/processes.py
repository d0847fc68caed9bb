"""The processes of the Procfile, under honcho."""

import functools
import signal
import subprocess
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from honcho.environ import parse_procfile
from honcho.manager import Manager
from honcho.process import Popen, Process

from infra.local.child import die_with_parent


def run_procfile(procfile: Path, *, env: Mapping[str, str], started: Callable[[threading.Event], None]) -> int:
    """Run everything the Procfile names until one of them ends or we are told to stop; returns the exit status.

    A stop that was asked for (Ctrl-C, SIGTERM) is 0. `started` runs in a thread of its own once all have been
    started; its event is set when they are about to end.
    """
    ending = threading.Event()
    manager = _Manager(functools.partial(started, ending))
    for name, command in parse_procfile(procfile.read_text()).processes.items():
        manager.add_process(name, f"exec {command}", env=dict(env), cwd=str(procfile.parent))
    try:
        manager.loop()
    finally:
        ending.set()
    asked_to_stop = manager.returncode in (128 + signal.SIGINT, 128 + signal.SIGTERM)
    return 0 if asked_to_stop else int(manager.returncode or 1)


class _Process(Process):
    """A process that ends with us, however we end."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._child_ctor = _child

    def run(self, *args: Any, **kwargs: Any) -> None:
        # honcho forks a watcher for each process. It cannot be stopped by SIGTERM, so it is killed when we are gone;
        # the process itself then notices that its watcher is.
        die_with_parent(signal.SIGKILL)
        super().run(*args, **kwargs)


def _child(command: str, **kwargs: Any) -> subprocess.Popen[bytes]:
    process: subprocess.Popen[bytes] = Popen(
        command, preexec_fn=functools.partial(die_with_parent, signal.SIGTERM), stdin=subprocess.DEVNULL, **kwargs
    )
    return process


class _Manager(Manager):
    """A manager that says when all have been started."""

    def __init__(self, started: Callable[[], None]) -> None:
        super().__init__()
        self._process_ctor = _Process
        self._started = started

    def _start(self) -> None:
        super()._start()
        # Only now: honcho forks, which is no thing to do beside a running thread.
        threading.Thread(target=self._started, daemon=True).start()
