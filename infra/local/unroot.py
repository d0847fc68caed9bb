"""Running PostgreSQL for a person who is root.

PostgreSQL refuses to run as root. Where the kernel allows it, the server gets a user namespace in which root goes by
another number: files keep their owner, and no account or permission is touched. Elsewhere (in most containers) it
runs as an unprivileged account, which then owns the database files and must be able to pass through the folders above
them.
"""

import functools
import os
import pwd
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from infra.local.child import Prepare
from infra.local.errors import CannotStart

_ACCOUNTS = ("postgres", "nobody", "daemon")


@dataclass(frozen=True, slots=True)
class Identity:
    """As whom PostgreSQL runs: the owner of its files, and what its process does first to become that."""

    uid: int
    gid: int
    prepare: Prepare | None
    needs_passage: bool


def identity_for_postgres() -> Identity:
    """The first of: ourselves (when we are not root), root under another number, an unprivileged account."""
    if os.geteuid() != 0:
        return Identity(os.geteuid(), os.getegid(), None, needs_passage=False)
    account = _unprivileged_account()
    if _namespaces_allowed():
        return Identity(0, 0, functools.partial(_go_by_another_number, account.pw_uid), needs_passage=False)
    become = functools.partial(_become, account.pw_uid, account.pw_gid)
    return Identity(account.pw_uid, account.pw_gid, become, needs_passage=True)


def hand_over(folder: Path, identity: Identity) -> None:
    """Make `folder` and all in it belong to the identity; does nothing when it does already."""
    owner = folder.stat().st_uid
    if owner == identity.uid:
        return
    if os.geteuid() != 0:
        raise CannotStart(f"{folder} belongs to another user ({owner}); give FITHUB_DATA_DIR a folder of your own.")
    for path in (folder, *folder.rglob("*")):
        os.chown(path, identity.uid, identity.gid, follow_symlinks=False)


def open_passage(path: Path, identity: Identity) -> list[Path]:
    """Let the identity pass through (not read) the folders above `path`; returns those that had to be changed."""
    if not identity.needs_passage:
        return []
    blocked = [folder for folder in path.resolve().parents if not folder.stat().st_mode & stat.S_IXOTH]
    for folder in blocked:
        folder.chmod(folder.stat().st_mode | stat.S_IXOTH)
    return blocked


def _unprivileged_account() -> pwd.struct_passwd:
    for name in _ACCOUNTS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise CannotStart(
        f"PostgreSQL may not run as root, and there is none of the accounts {', '.join(_ACCOUNTS)} to run it as."
    )


@functools.cache
def _namespaces_allowed() -> bool:
    if sys.platform != "linux":
        return False
    try:
        attempt = functools.partial(_go_by_another_number, _unprivileged_account().pw_uid)
        return subprocess.run(["true"], preexec_fn=attempt, check=False).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def _go_by_another_number(number: int) -> None:
    """In the child: a user namespace in which our own user and group are called `number`."""
    uid, gid = os.geteuid(), os.getegid()
    os.unshare(os.CLONE_NEWUSER)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{number} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{number} {gid} 1")


def _become(uid: int, gid: int) -> None:
    """In the child: give root up for good."""
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)
