"""Time to ready, first and again, and the memory of everything `make run` starts.

    python -m tests.benchmarks.startup

Memory is the proportional set size (each shared page counted once over all who share it), in MB of 10^6 bytes, ten seconds after
ready and without load. The page is taken as built.
"""

import tempfile
import time
from collections import defaultdict
from pathlib import Path

import psutil

from tests.benchmarks.server import fithub

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
    with fithub(data_dir) as running:
        time.sleep(SETTLE_SECONDS)
        return running.seconds, *_memory(running.pid)


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
