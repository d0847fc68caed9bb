"""`manage.py estimate_meals --in X.jsonl --out Y.jsonl`: estimate many texts, as the chat would."""

import io
import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.management.base import BaseCommand, CommandError

from fithub.core.clock import local_moment, now
from fithub.core.errors import InvalidInput
from fithub.estimation.bulk import estimate_lines


class Command(BaseCommand):
    help = (
        "Estimate the meals of a file of JSON lines: {id, text} in, {id, carb, protein, fat, energy, items, unmatched, "
        "latency_s} out, in the same order; null where nothing is known. Lines that cannot be read are reported with "
        "their number; then the exit code is 1. “-” is standard input or output."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--in", dest="source", required=True, metavar="FILE", help="JSON lines with id and text")
        parser.add_argument("--out", dest="target", required=True, metavar="FILE", help="where the answers go")
        parser.add_argument("--zone", default="UTC", help="time zone that “yesterday” is told in (default: UTC)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            zone = ZoneInfo(options["zone"]).key
        except (ZoneInfoNotFoundError, ValueError):
            raise CommandError(f"“{options['zone']}” is not a time zone.") from None
        malformed = 0
        try:
            with _reading(options["source"]) as source, _writing(options["target"]) as target:
                for number, answer in estimate_lines(source, when=local_moment(now(), zone)):
                    if isinstance(answer, InvalidInput):
                        malformed += 1
                        self.stderr.write(f"{options['source']}:{number}: {answer.detail}")
                        continue
                    target.write(json.dumps(answer, ensure_ascii=False) + "\n")
                    target.flush()
        except OSError as error:
            raise CommandError(f"{error.filename or options['target']}: {error.strerror}") from None
        if malformed:
            raise CommandError(f"{malformed} line(s) could not be read; all others were estimated.")


@contextmanager
def _reading(path: str) -> Iterator[IO[str]]:
    """A file or standard input as UTF-8 text; bytes that are none become a mark, and the line says so by not being JSON."""
    if path == "-":
        yield io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace") if _has_buffer() else sys.stdin
        return
    with Path(path).open(encoding="utf-8-sig", errors="replace") as opened:
        yield opened


def _has_buffer() -> bool:
    return hasattr(sys.stdin, "buffer")


@contextmanager
def _writing(path: str) -> Iterator[IO[str]]:
    if path == "-":
        yield sys.stdout
        return
    with Path(path).open("w", encoding="utf-8") as opened:
        yield opened
