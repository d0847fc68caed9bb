"""The web page, built with the Node that comes in a wheel, and only when its sources changed."""

import fcntl
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from infra.local.commands import finish
from infra.local.errors import CannotStart
from infra.local.fingerprint import files_below, fingerprint
from infra.local.progress import complain, step

_NOT_SOURCES = frozenset({"node_modules", "dist", "coverage", "test-results"})
_NOT_A_SOURCE = (".tsbuildinfo", ".log")
_STAMP = ".built-from"


def page_is_built(web: Path) -> bool:
    """Whether what stands in dist/ was built from the sources as they are."""
    return _stamped(web / "dist", _fingerprint_of_sources(web))


def build_page(web: Path, *, env: Mapping[str, str], log: Path) -> None:
    """Install the packages when the lock file changed, then build. Raises CannotStart when npm fails.

    One after another: who comes while another builds waits for what that builds.
    """
    with _alone(web):
        if not page_is_built(web):
            _build(web, env=env, log=log)


def _build(web: Path, *, env: Mapping[str, str], log: Path) -> None:
    packages = fingerprint([web / "package.json", web / "package-lock.json"])
    if not _stamped(web / "node_modules", packages):
        finish(["npm", "ci", "--no-audit", "--no-fund"], what="npm ci", env=env, cwd=web, log=log)
        (web / "node_modules" / _STAMP).write_text(packages)
    sources = _fingerprint_of_sources(web)
    finish(["npm", "run", "build"], what="npm run build", env=env, cwd=web, log=log)
    (web / "dist" / _STAMP).write_text(sources)


def main(arguments: list[str]) -> int:
    """Build the page if it is not as its sources are; with --check also type-check, lint and test it."""
    web = Path(__file__).resolve().parents[2] / "web"
    log = web / "build.log"
    log.write_text("")
    try:
        if not page_is_built(web):
            with step("page: packages and build"):
                build_page(web, env=os.environ, log=log)
        for script in ("typecheck", "lint", "test") if "--check" in arguments else ():
            with step(f"page: {script}"):
                finish(["npm", "run", script], what=f"npm run {script}", env=os.environ, cwd=web, log=log)
    except CannotStart as error:
        complain(str(error))
        return 1
    return 0


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; the kernel lets go of it however we end."""
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _fingerprint_of_sources(web: Path) -> str:
    sources = files_below(web, without=_NOT_SOURCES)
    return fingerprint(path for path in sources if path.suffix not in _NOT_A_SOURCE)


def _stamped(folder: Path, expected: str) -> bool:
    stamp = folder / _STAMP
    return stamp.is_file() and stamp.read_text() == expected


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
