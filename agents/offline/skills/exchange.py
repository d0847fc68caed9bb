"""Files in and out, in everyday words: "import my MyFitnessPal file", "commit the import", "undo the import", "export my data"."""

import re
from dataclasses import dataclass
from typing import Any, Final

from agents.offline import wording
from agents.offline.calls import Plan, Turn, Waited
from agents.offline.history import Result
from agents.offline.nutrients import listed
from agents.offline.skills.skill import Skill
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment

_PROGRAM: Final = (
    r"(?:my ?fitness ?pal|mfp|cronometer|macro ?factor|apple health|fitbit|garmin|withings|renpho|eufy|google fit"
    r"|spreadsheet|workbook|excel|xlsx|csv)"
)
_OURS: Final = r"(?:(?:my|the|that|this|last|all|all of) )*"
_FILE: Final = r"(?:file|files|workbook|spreadsheet|data|diary|history|export|entries|log|logs|zip|weights?)"
_HOW: Final = re.compile(
    rf"^(?:how (?:do|can|would) i )?(?:import|upload|bring in|transfer|move) {_OURS}(?:{_PROGRAM}(?:'s)?(?: {_FILE})?|{_FILE})"
    rf"(?: (?:from|of|out of) {_PROGRAM})?(?: (?:here|in|into fithub|to fithub))?$"
    rf"|^(?:how (?:do|can) i )?(?:import|switch|move)(?: over)? from {_PROGRAM}$"
    r"|^(?:how (?:do|can) i )(?:import|upload) (?:a file|files|data)$",
    re.IGNORECASE,
)
_COMMIT: Final = re.compile(
    rf"^(?:commit|confirm|accept|run|start|finish|go ahead with|write down|save|apply) {_OURS}imports?$", re.IGNORECASE
)
_UNDO: Final = re.compile(
    rf"^(?:undo|revert|take back|roll back|reverse) {_OURS}imports?$|^(?:undo|take back) what (?:was|i) imported$",
    re.IGNORECASE,
)
_SHOW: Final = re.compile(
    rf"^(?:preview {_OURS}imports?|what(?:'s| is| would be) in {_OURS}imports?|what would {_OURS}import (?:write|do|add))$",
    re.IGNORECASE,
)
_EXPORT: Final = re.compile(
    rf"^(?:export|download|take out|give me(?: a copy of)?) {_OURS}(?:data|everything|diary|entries|record|records)"
    r"(?: (?:as|in) (?:a )?(?P<form>zip|fhir|csv|json)(?: (?:file|bundle))?)?$|^export everything$",
    re.IGNORECASE,
)
HOW: Final = (
    "Send the file to POST /api/v1/imports: MacroFactor's workbook (.xlsx), the CSV files or the zip that MyFitnessPal, Cronometer"
    " or your scale exports, Apple Health's export.zip, or a spreadsheet of your own."
    " I show you what it holds before anything is written; then say “commit the import”."
)
NONE: Final = f"There is no file to import yet. {HOW}"


@dataclass(frozen=True, slots=True)
class HowToImport(Wish):
    """How a file gets here."""


@dataclass(frozen=True, slots=True)
class DoImport(Wish):
    """What to do with the newest import: commit, undo or show."""

    what: str


@dataclass(frozen=True, slots=True)
class DoExport(Wish):
    """Everything in one file."""

    form: str


def _read(order: str, now: LocalMoment) -> Wish | None:
    for pattern, what in ((_COMMIT, "commit"), (_UNDO, "undo"), (_SHOW, "show")):
        if pattern.match(order):
            return DoImport(what)
    if export := _EXPORT.match(order):
        return DoExport("fhir" if (export["form"] or "").lower() == "fhir" else "zip")
    return HowToImport() if _HOW.match(order) else None


def _take(wish: Wish, turn: Turn) -> Plan[str]:
    match wish:
        case DoExport():
            done = yield from turn.call("start_export", format=wish.form)
            if not done.ok:
                return wording.refused(done)
            return "I am putting everything of yours into one file. Ask “is my export done?”; then fetch it at GET /api/v1/exports."
        case DoImport():
            return (yield from _do(wish.what, turn))
    sent = yield from turn.call("list_imports")
    waiting = [each for each in sent.data.get("imports", ()) if each["state"] == "ready"] if sent.ok else []
    return f"{_held(waiting[0])} Say “commit the import” to write it down." if waiting else HOW


def _do(what: str, turn: Turn) -> Plan[str]:
    told = yield from turn.call("list_imports")
    if not told.ok:
        return wording.refused(told)
    rows: list[dict[str, Any]] = told.data["imports"]
    if not rows:
        return NONE
    if what == "show":
        return _held(rows[0])
    if what == "undo":
        there = next((each for each in rows if each["written"] and not each["undone"]), None)
        if there is None:
            return "No import has written anything that is still there, so I changed nothing."
        done = yield from turn.call("undo_import", import_id=there["id"])
        return _taken_back(done) if done.ok else wording.refused(done)
    row = next((each for each in rows if each["state"] == "ready"), rows[0])
    try:
        done = yield from turn.call("commit_import", import_id=row["id"])
    except Waited:
        return f"{_held(row)} Shall I write all of it down? Say yes or no."
    return _begun(done) if done.ok else wording.refused(done)


def _begun(done: Result) -> str:
    name = done.data["imports"][0]["name"]
    return f"I am writing down “{name}”. Ask “how far is my import?”; “undo the import” takes it back."


def _taken_back(done: Result) -> str:
    return f"Undone: all that “{done.data['imports'][0]['name']}” had written is out again."


def _held(row: dict[str, Any]) -> str:
    if row["state"] == "failed":
        return f"“{row['name']}” could not be read: {row['error']}"
    if row["state"] == "reading":
        return f"“{row['name']}” is still being read."
    parts = [f"{count} {kind}" for kind, count in row["counts"].items()]
    said = f"“{row['name']}” ({row['program']}) holds {listed(parts) if parts else 'nothing that I keep'}: {row['new']} new."
    if row["problem_count"]:
        said += f" {row['problem_count']} rows could not be read."
    return " ".join([said, *row["questions"]])


SKILL: Final = Skill(
    (HowToImport, DoImport, DoExport), _read, _take, done={"commit_import": _begun, "undo_import": _taken_back}
)
