"""One import from its first byte to its last: done once for a dump, taken up again where it stopped, and finished as a whole.

Runs as the owner of the tables. Foods are written as the run goes on; those that a newer dump has not any more are retired only at
its end, and the branded names that the search reads are brought up to date then.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from django.db import connection, transaction
from psycopg import sql

from fithub.core.clock import now
from fithub.core.errors import Conflict
from fithub.foods import names, naming, words
from fithub.foods.catalogue import SEEDED
from fithub.foods.models import CatalogueLoad
from fithub.foods.names import BRANDED, refresh_branded_names
from fithub.sources.models import Import
from fithub.sources.plain import refresh_plain_search
from fithub.sources.storing import SEEN, Stored

# A newer dump that lacks so great a share of what an older one had is more likely cut short than right.
_MOST_GONE: Final = 0.5
_FEW: Final = 100

type Meter = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]
"""Shows how far something is: `with meter("food.csv", 1_000_000) as step: step(500)`; a total of 0 is not known."""


def silent(label: str, total: int) -> AbstractContextManager[Callable[[int], None]]:
    """A meter that shows nothing."""
    return nullcontext(lambda step: None)


@dataclass(frozen=True, slots=True)
class Imported:
    """What a run did: counts by name (those of `Stored`, superseded, unreadable, retired), and whether there was any work."""

    counts: dict[str, int]
    worked: bool


class Run:
    """A run in progress. What it counts and how far it is are written with the rows that they tell of."""

    def __init__(self, row: Import, *, resumed: bool, meter: Meter) -> None:
        self.row, self.resumed, self.meter = row, resumed, meter

    def position(self, step: str) -> Any:
        """How far a step is; None where it has not begun."""
        return self.row.position.get(step)

    def keep(self, step: str, position: Any) -> None:
        """Write down how far a step is, in the transaction of the caller."""
        self.row.position[step] = position
        self.row.save(update_fields=["position", "counts"])

    def count(self, **more: int) -> None:
        """Add to the counts; written with the next `keep`."""
        for name, many in more.items():
            self.row.counts[name] = self.row.counts.get(name, 0) + many

    def count_stored(self, stored: Stored) -> None:
        """Add what became of a batch."""
        self.count(**asdict(stored))


@contextmanager
def run_for(*, kind: str, path: Path, checksum: str, meter: Meter = silent) -> Iterator[Run | None]:
    """The run for a dump: a new one, one that was interrupted, or None where the dump is what was imported last.

    Raises Conflict (`import_running`) while another runs on this database.
    """
    with _alone():
        made_by = _made_by()
        if _is_done(kind, checksum, made_by):
            yield None
            return
        open_runs = Import.objects.filter(finished_at=None)
        row = open_runs.filter(kind=kind, checksum=checksum, made_by=made_by).first()
        resumed = row is not None and _staging_stands(row)
        if not resumed:
            drop_staging()
            open_runs.delete()
            row = Import.objects.create(
                kind=kind, name=path.name[:250], checksum=checksum, made_by=made_by, started_at=now()
            )
            stage(SEEN, "food_id uuid")
        assert row is not None, "made just now, or found"
        yield Run(row, resumed=resumed, meter=meter)


def stage(table: str, columns: str) -> None:
    """A table for what is on its way into the catalogue: unlogged, since after a crash it is read anew."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE UNLOGGED TABLE {table} ({columns})")


def copy_rows(table: str, columns: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> int:
    """COPY rows into a staging table; returns how many."""
    many = 0
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row(row)
            many += 1
    return many


def finish(run: Run, *, sources: Sequence[str], may_shrink: bool) -> None:
    """Retire what the dump has not, bring the search up to date, and close the run. Raises Conflict (`dump_shrunk`)."""
    with transaction.atomic():
        if run.position("retired") is None:
            run.count(retired=sum(_retire(source, may_shrink) for source in sources))
            run.keep("retired", True)
    if set(sources) & set(SEEDED):
        refresh_plain_search()
    if set(sources) & set(BRANDED):
        with run.meter("names for the search", 0):
            refresh_branded_names()
    with transaction.atomic():
        drop_staging()
        run.row.position = {"sources": sorted(sources)}
        run.row.finished_at = now()
        run.row.save()
    with connection.cursor() as cursor:
        how = "ANALYZE" if connection.in_atomic_block else "VACUUM (ANALYZE)"
        cursor.execute(f"{how} foods_food, foods_portion, sources_barcode, sources_heldback")


def drop_staging() -> None:
    """Remove whatever a run left behind."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname LIKE 'sources\\_incoming\\_%' AND relkind = 'r' "
            "AND relnamespace = 'public'::regnamespace"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(sql.SQL("DROP TABLE {}").format(sql.Identifier(name)))


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext('fithub.sources'))")
        if cursor.fetchone() != (True,):
            raise Conflict("import_running", "Another import runs on this database; wait until it is done.")
    try:
        yield
    finally:
        if connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtext('fithub.sources'))")


def _is_done(kind: str, checksum: str, made_by: str) -> bool:
    """Whether this dump was imported, by this code, and nothing of the same sources since."""
    done = Import.objects.filter(kind=kind, checksum=checksum, made_by=made_by).exclude(finished_at=None)
    last = done.order_by("-id").first()
    if last is None:
        return False
    of = set(last.position.get("sources", ()))
    since = Import.objects.filter(id__gt=last.pk).exclude(finished_at=None)
    return not any(of & set(each.position.get("sources", ())) for each in since)


def _staging_stands(row: Import) -> bool:
    """Whether the staging tables hold what the run wrote: unlogged ones are empty after a crash of the server."""
    seen = 1 if row.position.get("made") or row.position.get("read") else 0
    with connection.cursor() as cursor:
        for table, least in {SEEN: seen, **row.position.get("staged", {})}.items():
            cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [table])
            if cursor.fetchone() != (True,):
                return False
            if least:
                cursor.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(table)))
                if cursor.fetchone() != (True,):
                    return False
    return True


def _made_by() -> str:
    """A digest of the code and lists that make a food of a row, and of the catalogue that foods are merged with."""
    digest = hashlib.sha256()
    parts = [Path(str(part.__file__)) for part in (names, naming, words)]
    parts += sorted(Path(__file__).parent.glob("*.py"))
    parts.append(Path(str(files("fithub.foods.data") / "naming.toml")))
    for part in parts:
        digest.update(part.read_bytes())
    loaded = CatalogueLoad.objects.first()
    digest.update((loaded.fingerprint if loaded else "").encode())
    return digest.hexdigest()


def _retire(source: str, may_shrink: bool) -> int:
    """Flag the foods of a source that the run has not seen: out of the search, and there for the entries that point to them.

    Of what the seed holds too, only what imports brought. A product that somebody looked up since is newer than the dump.
    """
    live = "source = %s AND user_id IS NULL AND NOT 'retired' = ANY (flags)"
    if source in SEEDED:
        live += " AND 'imported' = ANY (flags)"
    gone = (  # our own words, all of them
        f"{live} AND NOT EXISTS (SELECT FROM {SEEN} s WHERE s.food_id = id) "  # noqa: S608
        "AND NOT EXISTS (SELECT FROM sources_barcode b JOIN sources_lookup l USING (code) WHERE b.food_id = id AND l.found)"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE INDEX IF NOT EXISTS {SEEN}_food ON {SEEN} (food_id)")
        cursor.execute(f"ANALYZE {SEEN}")
        if not may_shrink:
            cursor.execute(
                f"SELECT count(*), count(*) FILTER (WHERE {gone}) FROM foods_food WHERE {live}",  # noqa: S608 (our own words)
                [source, source],
            )
            before, lacking = cursor.fetchone()
            if before > _FEW and lacking > before * _MOST_GONE:
                raise Conflict(
                    "dump_shrunk",
                    f"This dump lacks {lacking:,} of the {before:,} foods of “{source}” that there are. If that is right, run it "
                    "again with --shrink.",
                )
        cursor.execute(
            "UPDATE foods_food SET flags = array_append(flags, 'retired'), words = '{}', head = '' "  # noqa: S608
            f"WHERE {gone}",
            [source],
        )
        retired: int = max(0, cursor.rowcount)
        return retired
