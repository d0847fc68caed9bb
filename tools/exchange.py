"""Files on their way in and out: what there is to import, writing it down, taking it back, and asking for an export."""

from enum import StrEnum
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field

from fithub.accounts.scopes import Area
from fithub.coaching import undoing
from fithub.core.errors import NotFound
from fithub.exchange import exports, imports
from fithub.exchange.models import Import
from tools.arguments import Arguments
from tools.base import Ctx, Receipt, user_tool
from tools.deeds import Question, Waits

_MOST: Final = 5


class Nothing(Arguments):
    """There is nothing to say more exactly."""


@user_tool(args=Nothing, writes=False, area=Area.DATA)
def list_imports(ctx: Ctx, asked: Nothing) -> Receipt:
    """The files of other programs that the person has sent, newest first: what each holds, how much of it is new, what is wrong,
    what has to be asked, and whether it has been written down. CSV, Excel workbooks (.xlsx, such as MacroFactor's), Apple Health
    and zips are taken. Files are sent to POST /imports, not in the chat."""
    rows = imports.own_imports(ctx.user_id)[:_MOST]
    return {"imports": [_brief(imports.settled(row)) for row in rows]}


class WhichImport(Arguments):
    """Which one."""

    import_id: UUID


def _what_is_imported(ctx: Ctx, receipt: Receipt) -> Question:
    (row,) = receipt["imports"]
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in row["counts"].items()) or "nothing that is kept"
    new = f"{row['new']:,} new rows"
    return Question(
        f"Write down “{row['name']}”: {new}.", [{"what": row["name"], "before": None, "after": f"{new} ({kinds})"}]
    )


@user_tool(
    args=WhichImport,
    writes=True,
    waits=Waits.ALWAYS,
    asks=_what_is_imported,
    as_of_yes=True,
    area=Area.DATA,
    idempotent=True,
)
def commit_import(ctx: Ctx, asked: WhichImport) -> Receipt:
    """Write down what an import's preview shows, in the background and as one change, once the person has said yes to it."""
    row = imports.commit(user_id=ctx.user_id, import_id=asked.import_id)
    return {"imports": [_brief(row)], "message": "1 import begun."}


def _what_is_taken_back(ctx: Ctx, receipt: Receipt) -> Question:
    (row,) = receipt["imports"]
    rows = f"{receipt['rows']:,} rows"
    return Question(
        f"Take back all that “{row['name']}” has written: {rows}.",
        [{"what": row["name"], "before": rows, "after": None}],
    )


@user_tool(
    args=WhichImport,
    writes=True,
    destructive=True,
    own_change_set=True,
    waits=Waits.ALWAYS,
    asks=_what_is_taken_back,
    as_of_yes=True,
    area=Area.DATA,
    idempotent=True,
)
def undo_import(ctx: Ctx, asked: WhichImport) -> Receipt:
    """Take back all that an import has written, once the person has said yes to that."""
    row = imports.import_of(user_id=ctx.user_id, import_id=asked.import_id)
    if row.change_set_id is None:
        raise NotFound("nothing_to_undo", "This import has written nothing.")
    done = undoing.undo(user_id=ctx.user_id, change_set_id=row.change_set_id)
    return {"imports": [_brief(row)], "rows": done.count, "message": f"1 import undone: {done.count} rows."}


class Format(StrEnum):
    ZIP = "zip"
    FHIR = "fhir"


class StartExport(Arguments):
    """In which form."""

    format: Annotated[Format, Field(description="zip: tables and spreadsheets; fhir: an HL7 FHIR bundle.")] = Format.ZIP


@user_tool(args=StartExport, writes=True, area=Area.DATA)
def start_export(ctx: Ctx, asked: StartExport) -> Receipt:
    """Put everything of the person's into one file, in the background; it is fetched at GET /exports."""
    row = exports.ask(user_id=ctx.user_id, form=asked.format.value)
    return {"exports": [exports.export_shape(row)], "message": "1 export begun."}


def _brief(row: Import) -> dict[str, Any]:
    said = row.preview or {}
    return {
        "id": str(row.pk),
        "name": row.name,
        "program": row.program,
        "state": row.state,
        "undone": imports.is_undone(row),
        "written": bool(row.change_set_id),
        "counts": {kind: int(count) for kind, count in said.get("counts", {}).items()},
        **{name: int(said.get(name, 0)) for name in ("new", "duplicates", "problem_count")},
        "questions": [question["text"] for question in row.questions],
        "error": row.error_detail,
    }
