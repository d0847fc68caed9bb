"""`python -m infra.local.run`, as `make run` starts it: ready, used, stopped, found again."""

import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 180.0
OURS = (
    "PORT",
    "DATABASE_URL",
    "REDIS_URL",
    "OPENAI_API_KEY",
    "OPENAI_BASE_URL",
    "FITHUB_MODEL",
    "DJANGO_SETTINGS_MODULE",
)


def clean_environment(**settings: str) -> dict[str, str]:
    """The environment without what the test run itself has set."""
    return {k: v for k, v in os.environ.items() if k not in OURS and not k.startswith("FITHUB_")} | settings


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Launcher:
    """A running launcher: what it says, and every process it has started."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        command = [sys.executable, "-m", "infra.local.run"]
        self.process = subprocess.Popen(
            command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.said: list[str] = []
        self._lines: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def wait_for(self, words: str) -> None:
        """Until it says these words; fails with all it said when it ends or takes too long."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                line = None
            if line is None:
                pytest.fail(f"it never said {words!r}:\n{''.join(self.said)}")
            self.said.append(line)
            if words in line:
                return

    def everything_it_started(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def stop(self, signum: signal.Signals) -> int:
        self.process.send_signal(signum)
        return self.process.wait(PATIENCE_SECONDS)


@contextmanager
def launched(data_dir: Path, port: int) -> Iterator[Launcher]:
    launcher = Launcher(clean_environment(FITHUB_DATA_DIR=str(data_dir), PORT=str(port)))
    try:
        launcher.wait_for("FitHub is ready")
        yield launcher
    finally:
        if launcher.process.poll() is None:
            launcher.stop(signal.SIGTERM)


def call(port: int, path: str, body: Mapping[str, Any] | None = None, token: str = "") -> Any:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}",
        data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {}),
    )
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)


@pytest.mark.slow
def test_it_starts_stops_without_a_trace_and_finds_its_data_again(tmp_path: Path) -> None:
    port = free_port()
    credentials = {"email": "newcomer@fithub.example", "password": "a good long password"}
    with launched(tmp_path, port) as launcher:
        access = call(port, "/api/v1/auth/register", credentials)["access"]
        food = call(port, "/api/v1/foods?q=banana&limit=1", token=access)["items"][0]
        entry = {"food_id": food["id"], "grams": 100, "local_date": "2026-03-01"}
        call(port, "/api/v1/entries", entry, access)
        started = launcher.everything_it_started()
        names = " ".join(" ".join(process.cmdline()) for process in started)
        assert all(part in names for part in ("postgres", "valkey-server", "granian", "worker", "beat"))

        assert launcher.stop(signal.SIGINT) == 0
        assert psutil.wait_procs(started, timeout=10)[1] == []

    with launched(tmp_path, port) as launcher:
        access = call(port, "/api/v1/auth/token", credentials)["access"]
        day = call(port, "/api/v1/days/2026-03-01", token=access)
        assert [found["grams"] for found in day["entries"]] == [100]
        started = launcher.everything_it_started()

        launcher.process.kill()
        launcher.process.wait(10)
        assert psutil.wait_procs(started, timeout=30)[1] == []


def refused(**settings: str) -> str:
    """What the launcher says when it will not start; it must be one line, and the exit status 1."""
    done = subprocess.run(
        [sys.executable, "-m", "infra.local.run"],
        cwd=PROJECT,
        env=clean_environment(**settings),
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    return done.stderr


def test_a_busy_port_is_one_clear_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]

        said = refused(PORT=str(port), FITHUB_DATA_DIR=str(tmp_path))

    assert f"127.0.0.1:{port}" in said
    assert "PORT=8001 make run" in said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("DATABASE_URL", "postgresql://u:p@127.0.0.1:1/none"),
        ("REDIS_URL", "redis://127.0.0.1:1/0"),
        ("OPENAI_BASE_URL", "nowhere"),
    ],
)
def test_a_value_that_cannot_work_is_one_clear_line(tmp_path: Path, name: str, value: str) -> None:
    said = refused(**{"PORT": str(free_port()), "FITHUB_DATA_DIR": str(tmp_path), name: value})

    assert said.startswith(f"fithub: {name}")
