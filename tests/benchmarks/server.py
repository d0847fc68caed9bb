"""A whole FitHub to measure, started as `make run` starts it and stopped again."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

PROJECT = Path(__file__).resolve().parents[2]
DEMO = {"email": "demo@fithub.example", "password": "every meal counts"}
# What a person at the keyboard is protected by would only measure itself.
NO_LIMITS = "sign_in=100000/m"


@dataclass(frozen=True, slots=True)
class Running:
    """Where it is, its launcher's process id, and how long it took to be ready, in seconds."""

    address: str
    pid: int
    seconds: float


@contextmanager
def fithub(data_dir: Path | None = None) -> Iterator[Running]:
    """FitHub on a data folder, or on a new one that is removed afterwards."""
    if data_dir is None:
        with TemporaryDirectory(prefix="fithub-bench-") as folder, fithub(Path(folder)) as running:
            yield running
        return
    port = _free_port()
    others = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    began = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-m", "infra.local.run"],
        cwd=PROJECT,
        env=others | {"FITHUB_DATA_DIR": str(data_dir), "PORT": str(port), "FITHUB_RATE_LIMITS": NO_LIMITS},
        stdout=subprocess.PIPE,
        text=True,
    ) as launcher:
        try:
            running = Running(f"http://127.0.0.1:{port}", launcher.pid, _seconds_to_ready(launcher, began))
            # Nobody reads what it says from here on, and a full pipe would stop it.
            threading.Thread(target=_drain, args=(launcher,), daemon=True).start()
            yield running
        finally:
            launcher.send_signal(signal.SIGINT)
            launcher.wait()


def _seconds_to_ready(launcher: subprocess.Popen[str], began: float) -> float:
    assert launcher.stdout is not None
    for line in launcher.stdout:
        if "FitHub is ready" in line:
            return time.monotonic() - began
    raise SystemExit("it never became ready; see the lines above")


def _drain(launcher: subprocess.Popen[str]) -> None:
    assert launcher.stdout is not None
    for _ in launcher.stdout:
        pass


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
