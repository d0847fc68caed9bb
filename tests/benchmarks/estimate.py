"""How long a sentence of three foods takes to become an estimate, in the process and on the seed catalogue.

    python -m tests.benchmarks.estimate [rounds]

Every sentence is estimated once to warm up, as a server has been before it matters, and then in each round. The database is one
of its own beside the process, over loopback; both share the machine with whatever else runs on it, so its load is told.
"""

import os
import statistics
import sys
import time
from datetime import date
from datetime import time as clock_time

from tests.evaluation.catalogue import seed_catalogue

SENTENCES = (
    "two eggs, a slice of rye toast and a glass of orange juice for breakfast",
    "150g grilled salmon with a cup of brown rice and steamed broccoli",
    "a bowl of lentil soup, a bread roll and an apple",
    "I had a turkey sandwich, a bag of crisps and a can of cola for lunch",
    "oatmeal with blueberries and a handful of almonds",
    "100 g of pasta with 50 g of pesto and 20 g of parmesan yesterday",
    # Words that no food has as they stand are looked for by their spelling and their meaning.
    "some brocolli, a glass of glorpfruit nectar and chiken noodle soup",
)


def main() -> None:
    """Measure, and print a row for each sentence and for all."""
    rounds = max(2, min(int(sys.argv[1]) if len(sys.argv) > 1 else 50, 1000))
    with seed_catalogue():
        took = _measure(rounds)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors, {rounds} rounds")
    print(f"{'p50 ms':>8} {'p95 ms':>8}  sentence")
    ordinary = [seconds for sentence in SENTENCES[:-1] for seconds in took[sentence]]
    for name, seconds in [*took.items(), ("all but the last", ordinary)]:
        cuts = statistics.quantiles(seconds, n=20)
        print(f"{cuts[9] * 1000:8.1f} {cuts[18] * 1000:8.1f}  {name}")


def _measure(rounds: int) -> dict[str, list[float]]:
    """Sentence -> how long each round took, in seconds."""
    from fithub.core.clock import LocalMoment
    from fithub.estimation.estimate import estimate_meal

    noon = LocalMoment(date(2026, 5, 6), clock_time(12, 30), "UTC")
    took: dict[str, list[float]] = {sentence: [] for sentence in SENTENCES}
    for sentence in SENTENCES:
        estimate_meal(text=sentence, when=noon)
    for _ in range(rounds):
        for sentence, each in took.items():
            began = time.perf_counter()
            estimate_meal(text=sentence, when=noon)
            each.append(time.perf_counter() - began)
    return took


if __name__ == "__main__":
    main()
