"""Files on their way in and out: what there is to import, writing it down, taking it back, and asking for an export."""

from enum import StrEnum
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field

from fithub.accounts.scopes import Area
from fithub.coaching import undoing
from fithub.core.errors import Conflict, NotFound
from fithub.exchange import exports, imports
from fithub.exchange.models import Import
from tools.arguments import Arguments
from tools.base import Ctx, Receipt, user_tool

_MOST: Final = 5
# More than this is not written down without a yes.
MANY: Final = 500


class Nothing(Arguments):
    """There is nothing to say more exactly."""


@user_tool(args=Nothing, writes=False, area=Area.DATA)
def list_imports(ctx: Ctx, asked: Nothing) -> Receipt:
    """The files of other programs that the person has sent, newest first: what each holds, how much of it is new, what is wrong,
    what has to be asked, and whether it has been written down. CSV, Excel workbooks (.xlsx, such as MacroFactor's), Apple Health
    and zips are taken. Files are sent to POST /imports, not in the chat."""
    rows = imports.own_imports(ctx.user_id)[:_MOST]
    return {"imports": [_brief(imports.settled(row)) for row in rows]}


class CommitImport(Arguments):
    """Which one."""

    import_id: UUID
    confirmed: Annotated[bool, Field(description="The person has said yes to how much would be written.")] = False


@user_tool(args=CommitImport, writes=True, area=Area.DATA, idempotent=True)
def commit_import(ctx: Ctx, asked: CommitImport) -> Receipt:
    """Write down what an import's preview shows, in the background and as one change. Where that is much, it is refused until the
    person has said yes."""
    row = imports.import_of(user_id=ctx.user_id, import_id=asked.import_id)
    new = int((row.preview or {}).get("new", 0))
    if new > MANY and not asked.confirmed:
        raise Conflict("needs_yes", f"It would write {new:,} rows. Ask the person, and call again with confirmed.")
    return {"imports": [_brief(imports.commit(user_id=ctx.user_id, import_id=row.pk))], "message": "1 import begun."}


class UndoImport(Arguments):
    """Which one."""

    import_id: UUID


@user_tool(args=UndoImport, writes=True, area=Area.DATA, destructive=True, idempotent=True, own_change_set=True)
def undo_import(ctx: Ctx, asked: UndoImport) -> Receipt:
    """Take back all that an import has written."""
    row = imports.import_of(user_id=ctx.user_id, import_id=asked.import_id)
    if row.change_set_id is None:
        raise NotFound("nothing_to_undo", "This import has written nothing.")
    done = undoing.undo(user_id=ctx.user_id, change_set_id=row.change_set_id)
    return {"imports": [_brief(row)], "message": f"1 import undone: {done.count} rows."}


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
