"""Requests a second of the REST API, by the demo person with two weeks of meals.

    python -m tests.benchmarks.rest [seconds]

Four clients with kept-alive connections, over loopback, sharing the machine with the server they measure.
"""

import http.client
import json
import statistics
import sys
import threading
import time
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

from tests.benchmarks.server import DEMO, fithub

CLIENTS = 4
QUERIES = (
    "egg",
    "milk",
    "chicken breast",
    "brown rice",
    "oatmeal",
    "latte",
    "brocolli",
    "red wine",
    "apple pie",
    "toast",
)


def main() -> None:
    """Start, measure, stop, and print a row a route."""
    seconds = min(float(sys.argv[1]) if len(sys.argv) > 1 else 10.0, 60.0)
    with fithub() as running:
        _print_routes(running.address, seconds)


def _print_routes(address: str, seconds: float) -> None:
    headers = {"Authorization": f"Bearer {_sign_in(address)}"}
    today = datetime.now(UTC).date().isoformat()
    routes = {
        "/healthz": ["/healthz"],
        "/days/{date}": [f"/api/v1/days/{today}"],
        "/foods?q=": [f"/api/v1/foods?q={quote(query)}" for query in QUERIES],
    }
    print(f"{'route':16} {'requests/s':>10} {'p50 ms':>8} {'p95 ms':>8}")
    for name, paths in routes.items():
        took = _measure(address, paths, headers, seconds)
        cuts = statistics.quantiles(took, n=20)
        print(f"{name:16} {len(took) / seconds:10.0f} {cuts[9] * 1000:8.1f} {cuts[18] * 1000:8.1f}")


def _connect(address: str) -> http.client.HTTPConnection:
    parts = urlsplit(address)
    return http.client.HTTPConnection(parts.hostname or "127.0.0.1", parts.port, timeout=30)


def _sign_in(address: str) -> str:
    connection = _connect(address)
    connection.request("POST", "/api/v1/auth/token", json.dumps(DEMO), {"Content-Type": "application/json"})
    return str(json.load(connection.getresponse())["access"])


def _measure(address: str, paths: list[str], headers: dict[str, str], seconds: float) -> list[float]:
    """How long each request took, in seconds; a request that fails ends the measurement."""
    took: list[float] = []
    until = time.perf_counter() + seconds

    def ask(offset: int) -> None:
        connection = _connect(address)
        turn = offset
        while (began := time.perf_counter()) < until:
            connection.request("GET", paths[turn % len(paths)], headers=headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{paths[turn % len(paths)]} answered {answer.status}")
            took.append(time.perf_counter() - began)
            turn += 1

    threads = [threading.Thread(target=ask, args=(offset,)) for offset in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took


if __name__ == "__main__":
    main()
