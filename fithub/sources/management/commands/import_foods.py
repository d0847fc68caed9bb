import argparse
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from fithub.core.errors import FitHubError
from fithub.sources import held
from fithub.sources.download import fetch, is_address
from fithub.sources.dumps import checksum
from fithub.sources.fdc import import_fdc
from fithub.sources.off import import_off
from fithub.sources.plausible import REASONS
from fithub.sources.runs import Imported

DOWNLOADS: Final = Path(".data") / "downloads"
COUNTED: Final = {
    "changed": "new or changed",
    "same": "as they were",
    "held": "held back",
    "shortened": "with a shortened name or brand",
    "superseded": "older editions left out",
    "unreadable": "rows unreadable",
    "retired": "retired",
}


class Command(BaseCommand):
    help = "Import foods from official dumps, and look after what was held back. Run as the owner of the database."

    def add_arguments(self, parser: CommandParser) -> None:
        kinds = parser.add_subparsers(dest="what", required=True)
        for kind, holds in (
            ("fdc", "USDA FoodData Central, its CSV dump (zip or folder)"),
            ("off", "Open Food Facts, its dump (CSV or JSON lines, .gz or not)"),
        ):
            one = kinds.add_parser(kind, help=holds, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
            one.add_argument(
                "places", metavar="PATH_OR_URL", nargs="+", help="one dump or several, one after the other"
            )
            one.add_argument("--sha256", help="refuse a file with another checksum; for one dump")
            one.add_argument(
                "--shrink", action="store_true", help="let a dump retire more than half of the foods there are"
            )
            one.add_argument("--downloads", type=Path, default=DOWNLOADS, help="where downloads are kept")
        listing = kinds.add_parser("quarantine", help="list what was held back, with counts by reason")
        listing.add_argument("--reason", choices=list(REASONS), default="")
        listing.add_argument("--limit", type=int, default=50)
        one = kinds.add_parser("release", help="let one product in that was held back")
        one.add_argument("product", metavar="SOURCE:REF", help="as `quarantine` lists it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["what"] == "quarantine":
                self._list(options["reason"], max(1, options["limit"]))
            elif options["what"] == "release":
                source, _, ref = options["product"].partition(":")
                self.stdout.write(f"Let in: {held.release(source=source, ref=ref).name}")
            else:
                self._import_all(options["what"], options)
        except FitHubError as error:
            raise CommandError(f"{error.detail} ({error.code})") from error

    def _import_all(self, kind: str, options: dict[str, Any]) -> None:
        places: list[str] = options["places"]
        if options["sha256"] and len(places) > 1:
            raise CommandError("--sha256 is that of one dump; give them one by one.")
        meter = _bars if sys.stderr.isatty() else self._lines
        for place in places:
            began = time.monotonic()
            path = fetch(place, folder=options["downloads"], meter=meter) if is_address(place) else Path(place)
            _compare(path, options["sha256"])
            work: Callable[..., Imported] = import_fdc if kind == "fdc" else import_off
            done = work(path, meter=meter, may_shrink=options["shrink"])
            self._tell(path, done, time.monotonic() - began)

    def _tell(self, path: Path, done: Imported, took: float) -> None:
        if not done.worked:
            self.stdout.write(f"{path.name} is what was imported last; nothing to do ({took:.1f} s)")
            return
        told = [f"{done.counts[name]:,} {words}" for name, words in COUNTED.items() if done.counts.get(name)]
        self.stdout.write(f"{path.name} imported: {', '.join(told) or 'no foods in it'} ({took:.1f} s)")

    def _list(self, reason: str, limit: int) -> None:
        for each, many in held.counts_by_reason().items():
            self.stdout.write(f"{many:>9,}  {each}: {REASONS[each]}")
        for row in held.held_back(reason=reason)[:limit]:
            self.stdout.write(f"{row.source}:{row.ref}  {row.name} [{row.brand}]  {', '.join(row.reasons)}")

    @contextmanager
    def _lines(self, label: str, total: int) -> Iterator[Callable[[int], None]]:
        """Where nobody watches: a line for each step."""
        self.stdout.write(f"  {label} …")
        yield lambda step: None


def _compare(path: Path, expected: str | None) -> None:
    """Raises CommandError where a dump has another checksum than somebody says it must have."""
    if not expected:
        return
    if not path.is_file():
        raise CommandError(f"--sha256 is that of a file, and {path} is none.")
    if checksum(path) != expected.strip().lower():
        raise CommandError(f"{path.name} has another checksum than the one that was given; nothing was imported.")


@contextmanager
def _bars(label: str, total: int) -> Iterator[Callable[[int], None]]:
    with tqdm(total=total or None, desc=label, unit="", unit_scale=True, mininterval=0.5, leave=False) as bar:

        def step(many: int) -> None:
            bar.update(many)

        yield step
