"""What `make run` does: services, tables, foods, the demo person and the page; then web, workers and beat.

    python -m infra.local.run

All of it lives in one data folder (.data, or FITHUB_DATA_DIR) and ends with this process.
"""

import http.client
import os
import signal
import socket
import sys
import threading
import time
from contextlib import ExitStack
from ipaddress import ip_address
from pathlib import Path
from types import FrameType

import psutil

from infra.local.addresses import without_password
from infra.local.child import die_with_parent
from infra.local.configuration import Configuration, read_configuration, with_env_file
from infra.local.databases import start_or_find
from infra.local.errors import CannotStart
from infra.local.kept import kept_secret
from infra.local.page import build_page, page_is_built
from infra.local.preparation import prepare_data
from infra.local.processes import run_procfile
from infra.local.progress import complain, say, step
from infra.local.services import EmbeddedValkey

PROJECT = Path(__file__).resolve().parents[2]
_READY_SECONDS = 120.0


def main() -> int:
    """Run until told to stop. 0 after Ctrl-C or SIGTERM, 1 when something was wrong."""
    began = time.monotonic()
    _end_when_told()
    try:
        environment = with_env_file(os.environ, PROJECT / ".env")
        configuration = read_configuration(environment, project=PROJECT)
        _check_port_is_free(configuration)
        with ExitStack() as running:
            return _run(configuration, environment, running, began)
    except CannotStart as error:
        complain(str(error))
        return 1
    except (KeyboardInterrupt, SystemExit):
        say("\nStopped.")
        return 0


def _run(configuration: Configuration, environment: dict[str, str], running: ExitStack, began: float) -> int:
    say("Starting FitHub")
    log = configuration.data_dir / "prepare.log"
    log.write_text("")
    with step("PostgreSQL" if _embedded_database(configuration) else "PostgreSQL, yours"):
        databases = start_or_find(configuration, running)
    with step("Valkey" if configuration.redis_url is None else "Redis, yours"):
        redis_url = _redis_url(configuration, running)
    env = _environment_of_processes(configuration, environment, redis_url)
    demo = prepare_data(databases, project=PROJECT, env=env, data_dir=configuration.data_dir, log=log)
    page = _prepare_page(env, log)
    address = f"http://{_shown_host(configuration.host)}:{configuration.port}"

    def announce(ending: threading.Event) -> None:
        if _wait_until_ready(configuration, ending):
            _say_ready(address, demo, page, configuration.data_dir, time.monotonic() - began)
        elif not ending.is_set():
            complain(f"{address}/readyz does not answer after {_READY_SECONDS:.0f} seconds; see what web says above.")

    say("  web, workers and beat")
    status = run_procfile(PROJECT / "Procfile", env=env | {"DATABASE_URL": databases.app_url}, started=announce)
    say("Stopping Valkey and PostgreSQL …")
    running.close()
    say("Stopped.")
    return status


def _end_when_told() -> None:
    """SIGTERM and a closed terminal end us as Ctrl-C does; so does the end of the `make` that started us."""

    def end(signum: int, frame: FrameType | None) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, end)
    # Scripts start what they put in the background with Ctrl-C ignored; who sends it all the same means it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, lambda signum, frame: signal.raise_signal(signal.SIGTERM))
    if psutil.Process(os.getppid()).name() in ("make", "gmake"):
        die_with_parent(signal.SIGTERM)


def _check_port_is_free(configuration: Configuration) -> None:
    host, port = configuration.host, configuration.port
    try:
        family, kind, proto, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, proto) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        reason = f"{host}:{port} cannot be used ({error.strerror})"
        raise CannotStart(f"PORT: {reason}; choose another, as in `PORT=8001 make run`.") from error


def _embedded_database(configuration: Configuration) -> bool:
    return configuration.database_url is None and configuration.owner_database_url is None


def _redis_url(configuration: Configuration, running: ExitStack) -> str:
    if configuration.redis_url is None:
        return running.enter_context(EmbeddedValkey(configuration.data_dir)).url
    # Only here: the import takes longer than starting a Valkey does.
    import redis

    try:
        with redis.Redis.from_url(configuration.redis_url, socket_connect_timeout=5, socket_timeout=5) as client:
            client.ping()
    except (redis.RedisError, ValueError) as error:
        shown = without_password(configuration.redis_url)
        raise CannotStart(f"REDIS_URL: {shown} cannot be used: {error}") from error
    return configuration.redis_url


def _environment_of_processes(
    configuration: Configuration, environment: dict[str, str], redis_url: str
) -> dict[str, str]:
    """What every process gets; whom it connects to the database as is added for each."""
    own_programs = f"{Path(sys.executable).parent}{os.pathsep}{environment.get('PATH', os.defpath)}"
    others = {name: value for name, value in environment.items() if name != "FITHUB_OWNER_DATABASE_URL"}
    # A newcomer in a container is root and knows it; Celery's six lines about it would only bury the address.
    warnings = ",".join(filter(None, ["ignore:You're running the worker", environment.get("PYTHONWARNINGS")]))
    return others | {
        "PATH": own_programs,
        "PYTHONPATH": str(PROJECT),
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": warnings,
        "DJANGO_SETTINGS_MODULE": "fithub.config.settings",
        "FITHUB_HOST": configuration.host,
        "PORT": str(configuration.port),
        "FITHUB_DATA_DIR": str(configuration.data_dir),
        "FITHUB_SECRET_KEY": configuration.secret_key or kept_secret(configuration.data_dir, "django"),
        "REDIS_URL": redis_url,
    }


def _prepare_page(env: dict[str, str], log: Path) -> bool:
    """Whether there is a page to show. Without one the rest still runs: the API needs no Node and no registry."""
    web = PROJECT / "web"
    if page_is_built(web):
        return True
    try:
        with step("page (once; it takes a minute)"):
            build_page(web, env=env, log=log)
    except CannotStart as error:
        complain(f"the page could not be built, going on without what changed: {error}")
    return (web / "dist" / "index.html").is_file()


def _wait_until_ready(configuration: Configuration, ending: threading.Event) -> bool:
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline and not ending.wait(0.1):
        connection = http.client.HTTPConnection(_shown_host(configuration.host), configuration.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return True
        except (OSError, http.client.HTTPException):
            continue
        finally:
            connection.close()
    return False


def _shown_host(host: str) -> str:
    """The address at which a person on this machine reaches what listens on `host`."""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if address.is_unspecified:
        return "127.0.0.1"
    return f"[{host}]" if address.version == 6 else host


def _say_ready(address: str, demo: str, page: bool, data_dir: Path, seconds: float) -> None:
    say()
    say(f"  FitHub is ready after {seconds:.1f} s:  {address}" + ("" if page else "/api/v1/docs  (without the page)"))
    if demo:
        say(f"  Sign in as {demo}")
    say(f"  Data in {data_dir}. Ctrl-C stops everything.")
    say()


if __name__ == "__main__":
    sys.exit(main())
