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
from agents.offline.vocabulary import REMOVE, SMALL
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
_QUESTION: Final = re.compile(
    r"^(?:what|whats|which|show|list|tell|did|do|have|has|are|is|preview|see)\b", re.IGNORECASE
)
_OUT: Final = re.compile(
    r"\b(?:exports?|download|back ?up|backup|copy of|archive|dump|take out|bundle|zip)\b|"
    r"\b(?:my|all (?:of )?(?:my|the)) data\b|\beverything you (?:have|know|store)\b",
    re.IGNORECASE,
)
_HELD: Final = frozenset(
    "data everything diary entries records record history export exports backup copy archive bundle zip".split()
)
_ABOUT_OUT: Final = (
    SMALL
    | _HELD
    | frozenset(
        "download back up save send give get take out dump put make start create want need like can could would new"
        " file zip csv json fhir form format"
        " you about store stored keep all let grab pull generate prepare run full into me begin begin's fresh another"
        " one whole".split()
    )
)
_INTO: Final = re.compile(r"\b(?:imports?|imported|importing|files?|workbook)\b", re.IGNORECASE)
_DOES: Final = re.compile(
    r"^(?:please )?(?:commit|confirm|accept|approve|run|start|do|finish|complete|go ahead with|write|save|apply|"
    r"import|load|bring in|bring|add|"
    r"take over|take|put|enter|copy|transfer|read in|use)\b",
    re.IGNORECASE,
)
_ABOUT_IN: Final = SMALL | frozenset(
    "commit confirm accept approve run start finish complete go ahead write down save apply import imports"
    " importing imported load bring over add take"
    " everything all data file files entries diary sent uploaded sent what i've put enter copy transfer read use"
    " it that now up rows log".split()
)
_BACK: Final = re.compile(
    rf"{REMOVE.pattern}|\b(?:undo|revert|roll(?: \w+){{0,3}}? ?back|take(?: \w+){{1,4}}? back|reverse)\b", re.IGNORECASE
)
_ABOUT_BACK: Final = SMALL | frozenset(
    "undo revert roll back take reverse import imports imported file data everything all what last delete remove"
    " erase wipe clear rid get drop cancel"
    " entries whole again from added wrote importing diary".split()
)
_ABOUT_SHOWN: Final = SMALL | frozenset(
    "what whats which show list tell see did do have has are is preview would could imports import imported file"
    " files sent uploaded in hold holds"
    " contain contains there any all write add bring arrive arrived come through get got you waiting inside"
    " content contents new".split()
)
HOW: Final = (
    "Send the file to POST /api/v1/imports: MacroFactor's workbook (.xlsx), the CSV files or the zip that"
    " MyFitnessPal, Cronometer"
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
    how = _HOW.match(order)
    if how is not None and (re.match(r"how\b", order, re.IGNORECASE) or re.search(_PROGRAM, order, re.IGNORECASE)):
        return HowToImport()
    words = set(re.findall(r"[a-z']+", order.lower().replace("'s", " ")))
    # "Imported beer" and "an export lager" have a word too many.
    if _OUT.search(order) and words <= _ABOUT_OUT and words & _HELD and len(words) > 1:
        return DoExport("fhir" if "fhir" in words else "zip")
    if _INTO.search(order):
        # To cancel one is to stop it while it runs (skills/jobs.py).
        back = _BACK.search(order) and not re.match(r"(?:please )?cancel\b", order, re.IGNORECASE)
        # Of whichever program it was, the newest is meant.
        told = words - set(re.findall(r"[a-z']+", " ".join(re.findall(_PROGRAM, order.lower()))))
        if back and told <= _ABOUT_BACK and words & {"import", "imports", "imported", "importing"}:
            return DoImport("undo")
        if _QUESTION.match(order) and words <= _ABOUT_SHOWN:
            return DoImport("show")
        if _DOES.match(order) and words <= _ABOUT_IN and len(words) > 1:
            return DoImport("commit")
    return HowToImport() if how is not None else None


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
