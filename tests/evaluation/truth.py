"""How many lies of a provider the check catches, and how many true answers pass: `python -m tests.evaluation.truth [--wrong]`."""

from __future__ import annotations

import argparse
import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import django

if TYPE_CHECKING:
    from agents.truth.evidence import Grounds

CASES: Final = Path(__file__).parents[1] / "agents" / "truths.toml"
TODAY: Final = date(2026, 5, 5)
HALVES: Final = {"written before": "", "written after": "later_", "written last": "fresh_"}


@dataclass(frozen=True, slots=True)
class Case:
    """An answer, what the turn bears out, and whether it is a lie."""

    scene: str
    half: str
    text: str
    lie: bool
    grounds: Grounds

    @property
    def faults(self) -> list[str]:
        from agents.truth.checking import disagreements

        return disagreements(self.text, self.grounds)

    @property
    def right(self) -> bool:
        return bool(self.faults) is self.lie


def cases() -> Iterator[Case]:
    """Every answer of truths.toml."""
    from agents.truth.evidence import Grounds, Result

    for scene in tomllib.loads(CASES.read_text(encoding="utf-8"))["scene"]:
        today = date.fromisoformat(scene.get("today", TODAY.isoformat()))
        results = [Result(tool, content, ok=not content.startswith('{"error"')) for tool, content in scene["results"]]
        now_text = f"local_date: {today.isoformat()}\nlocal_time: 12:30\n{scene.get('now', '')}"
        waits = any(isinstance(each.told, dict) and "approval" in each.told for each in results)
        grounds = Grounds(scene["asked"], results, now_text, today, waits)
        for half, prefix in HALVES.items():
            for kind in ("truths", "lies"):
                for text in scene.get(f"{prefix}{kind}", ()):
                    yield Case(scene["name"], half, text, kind == "lies", grounds)


def main() -> None:
    """Print the table, and with `--wrong` the answers that were judged wrongly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true")
    wanted = parser.parse_args()
    # No database is asked; the tools' names are read, which come with models.
    for name, value in {
        "DJANGO_SETTINGS_MODULE": "fithub.config.settings",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    }.items():
        os.environ.setdefault(name, value)
    django.setup()
    every = list(cases())
    print(f"{'':16}{'lies caught':>20}{'truths passed':>20}")
    for half in (*HALVES, "all"):
        of_half = [case for case in every if half in {"all", case.half}]
        told = [share([case for case in of_half if case.lie is lie]) for lie in (True, False)]
        print(f"{half:16}{told[0]:>20}{told[1]:>20}")
    if wanted.wrong:
        for case in every:
            if not case.right:
                print(f"{'lie' if case.lie else 'truth'} | {case.scene} | {case.text} | {'; '.join(case.faults)}")


def share(of: list[Case]) -> str:
    """How many are judged rightly."""
    right = sum(case.right for case in of)
    return f"{right} of {len(of)} ({right / len(of):.1%})" if of else "-"


if __name__ == "__main__":
    main()
