"""Time to ready, first and again, and the memory of everything `make run` starts.

    python -m tests.benchmarks.startup

Memory is the proportional set size (each shared page counted once over all who share it), in MB of 10^6 bytes, ten seconds after
ready and without load. The page is taken as built.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import psutil

PROJECT = Path(__file__).resolve().parents[2]
SETTLE_SECONDS = 10
ROLES = ("postgres", "valkey-server", "granian", "worker", "beat", "infra.local.run")


def main() -> None:
    """Start and stop twice on one new data folder, and print what it took."""
    with tempfile.TemporaryDirectory(prefix="fithub-startup-") as folder:
        for run in ("first", "second"):
            seconds, memory, processes = _start_and_stop(Path(folder))
            print(f"{run} start: ready after {seconds:.1f} s; {processes} processes, {sum(memory.values()):.0f} MB")
            for role, megabytes in sorted(memory.items(), key=lambda pair: -pair[1]):
                print(f"    {role:16} {megabytes:6.0f} MB")


def _start_and_stop(data_dir: Path) -> tuple[float, dict[str, float], int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    others = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    began = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-m", "infra.local.run"],
        cwd=PROJECT,
        env=others | {"FITHUB_DATA_DIR": str(data_dir), "PORT": str(port)},
        stdout=subprocess.PIPE,
        text=True,
    ) as launcher:
        assert launcher.stdout is not None
        for line in launcher.stdout:
            if "FitHub is ready" in line:
                break
        else:
            raise SystemExit("it never became ready; see the lines above")
        seconds = time.monotonic() - began
        time.sleep(SETTLE_SECONDS)
        memory, processes = _memory(launcher.pid)
        launcher.send_signal(signal.SIGINT)
        launcher.communicate()
    return seconds, memory, processes


def _memory(pid: int) -> tuple[dict[str, float], int]:
    """MB by role, and how many processes there are."""
    whole = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    megabytes: dict[str, float] = defaultdict(float)
    for process in whole:
        command = " ".join(process.cmdline())
        role = next((name for name in ROLES if name in command), "other")
        details = process.memory_full_info()
        megabytes[role] += getattr(details, "pss", details.uss) / 1e6
    return dict(megabytes), len(whole)


if __name__ == "__main__":
    main()
