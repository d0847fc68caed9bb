"""How long a search for a food takes, in the process and on the seed catalogue.

    python -m tests.benchmarks.search [rounds] [--branded 1000000]

Everyday words and ways of cooking, of which every word is in some name, and words that are misspelt or in no name, for which a
second look goes to the spelling and to the meaning. Each is searched once to warm up, as a server has been before it matters, and
then in each round. With `--branded` so many made-up branded foods stand in the same tables, and are asked for too. The database is
one of its own beside the process; both share the machine with whatever else runs on it, so its load is told.
"""

import argparse
import os
import statistics
import time
from collections.abc import Iterable
from pathlib import Path

from tests.benchmarks.search_brands import branded_catalogue, makers
from tests.evaluation.catalogue import seed_catalogue

LISTS = Path(__file__).resolve().parents[1] / "foods"
UNSETTLED = ("brocolli", "chiken noodle soup", "sphagetti", "avacado toast", "fizzy lemon refreshment", "quokka stew")
BRANDED = ("greek yogurt", "potato chips", "protein bar", "vanilla ice cream", "zzyq")
RESULTS = 20


def main() -> None:
    """Measure, and print a row for each list and for all."""
    reader = argparse.ArgumentParser(prog="python -m tests.benchmarks.search")
    reader.add_argument("rounds", type=int, nargs="?", default=5)
    reader.add_argument("--branded", type=int, default=0, help="so many made-up branded foods beside the seed")
    given = reader.parse_args()
    rounds = max(1, min(given.rounds, 100))
    asked: dict[str, list[str]] = {
        "everyday words": _queries("everyday.txt"),
        "ways of cooking": _queries("preparations.txt"),
        "misspelt, unknown": list(UNSETTLED),
    }
    if given.branded:
        brands = makers()
        asked["brands"] = [f"{brand} {food}" for brand in (brands[0], brands[40], brands[3000]) for food in BRANDED]
        asked["brands"] += [
            "low fat vanilla greek yogurt",
            "organic garlic hummus",
            "Norberbrok ice cream",
            "spicy mango salsa",
        ]
    with branded_catalogue(given.branded) if given.branded else seed_catalogue():
        took = {name: _measure(queries, rounds) for name, queries in asked.items()}
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors, {rounds} rounds, {RESULTS} results each")
    print(f"{'queries':>8} {'p50 ms':>8} {'p95 ms':>8}")
    for name, seconds in (*took.items(), ("all", [each for some in took.values() for each in some])):
        cuts = statistics.quantiles(seconds, n=20)
        print(f"{len(seconds) // rounds:8} {cuts[9] * 1000:8.1f} {cuts[18] * 1000:8.1f}  {name}")


def _queries(name: str) -> list[str]:
    """What is asked in one of the lists that the search is tested with."""
    lines = (LISTS / name).read_text(encoding="utf-8").splitlines()
    return [line.split(" | ", 1)[0] for line in lines if line and not line.startswith("#")]


def _measure(queries: Iterable[str], rounds: int) -> list[float]:
    """How long each search took, in seconds."""
    from fithub.foods.search import search_foods

    took = []
    for turn in range(rounds + 1):
        for query in queries:
            began = time.perf_counter()
            search_foods(q=query, limit=RESULTS)
            if turn:
                took.append(time.perf_counter() - began)
    return took


if __name__ == "__main__":
    main()
