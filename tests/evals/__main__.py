"""Lives every case four times and prints how many passed.

    python -m tests.evals [--practice] [--case ID …] [--kind task|fresh|safety|injection] [--trials 4] [--talk] [--tools]

pass^1: the share of trials that passed. pass^4: the share of cases of which all four did. Offline by default; with OPENAI_API_KEY,
OPENAI_BASE_URL and FITHUB_MODEL against that model. Ends with 1 where a case wrote what it should not have. With --practice those
of `practice` instead of the held-out ones; their kinds are its files: --kind corrections.
"""

import argparse
import os
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import TYPE_CHECKING, Final

from tests.evals.case import CASES, KINDS, PRACTICE, Case, read_cases
from tests.evals.world import world

if TYPE_CHECKING:
    from tests.evals.trial import Outcome

TRIALS: Final = 4


def main() -> int:
    """Run what was asked for."""
    read = argparse.ArgumentParser(prog="python -m tests.evals")
    read.add_argument("--practice", action="store_true", help="the cases for practice")
    read.add_argument("--case", nargs="*", default=[], help="only these")
    read.add_argument("--kind", help="only of this kind")
    read.add_argument("--trials", type=int, default=TRIALS)
    read.add_argument("--talk", action="store_true", help="print the talk of every case that failed")
    read.add_argument("--tools", action="store_true", help="print a table by tool too")
    asked = read.parse_args()
    cases = [
        case
        for case in read_cases(PRACTICE if asked.practice else CASES)
        if (not asked.case or case.id in asked.case) and (asked.kind is None or case.kind == asked.kind)
    ]
    if not cases:
        read.error("there are no such cases")
    kinds = dict.fromkeys([*KINDS, *(case.kind for case in cases)])
    model = os.environ.get("FITHUB_MODEL", "") if os.environ.get("OPENAI_API_KEY") else "offline"
    began = time.monotonic()
    with world():
        # Only now are there settings to import our code with.
        from tests.evals.trial import try_case

        outcomes = {case.id: [try_case(case) for _ in range(asked.trials)] for case in cases}
    _failures(cases, outcomes, talk=asked.talk)
    _table([(kind, [case for case in cases if case.kind == kind]) for kind in kinds], outcomes)
    if asked.tools:
        by_tool: dict[str, list[Case]] = defaultdict(list)
        for case in cases:
            for tool in case.tools or ("(none)",):
                by_tool[tool].append(case)
        print()
        _table(sorted(by_tool.items()), outcomes)
    silent = sum(not case.rows for case in cases)
    print(f"\nmodel: {model}; {silent} of {len(cases)} cases write nothing; {time.monotonic() - began:.0f} s")
    return int(any(each.extra for tried in outcomes.values() for each in tried))


def _failures(cases: Sequence[Case], outcomes: Mapping[str, Sequence["Outcome"]], *, talk: bool) -> None:
    for case in cases:
        failed = [each for each in outcomes[case.id] if not each.passed]
        if failed:
            print(f"✗ {case.id} ({len(failed)} of {len(outcomes[case.id])})")
            for line in failed[0].wrong:
                print(f"    {line}")
            if talk:
                for said, answer in failed[0].talk:
                    print(f"    > {said}\n    < {answer}")


def _table(parts: Sequence[tuple[str, Sequence[Case]]], outcomes: Mapping[str, Sequence["Outcome"]]) -> None:
    print("\n| | cases | pass^1 | pass^4 | extra writes |\n| --- | ---: | ---: | ---: | ---: |")
    for name, cases in parts:
        if not cases:
            continue
        tried = [outcomes[case.id] for case in cases]
        once = fmean(each.passed for trials in tried for each in trials)
        always = fmean(all(each.passed for each in trials) for trials in tried)
        extra = sum(each.extra for trials in tried for each in trials)
        print(f"| {name} | {len(cases)} | {once:.1%} | {always:.1%} | {extra} |")


if __name__ == "__main__":
    sys.exit(main())
