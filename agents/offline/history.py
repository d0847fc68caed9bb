"""What the offline model knows of a conversation: the messages it was given, read again."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal
from typing import Any, Final

from langchain_core.messages import AnyMessage, HumanMessage, SystemMessage, ToolMessage

from fithub.core.clock import LocalMoment
from tools.catalogue import WRITES

# The ids of our own calls; a provider's differ, so that a turn which changes hands is understood.
PREFIX: Final = "offline-"
_NOW: Final = re.compile(r"^local_date: (\d{4}-\d\d-\d\d).*\nlocal_time: (\d\d:\d\d)\ntime_zone: (\S+)", re.MULTILINE)
_ASKED: Final = re.compile(r"^asked_about: (\d{4}-\d\d-\d\d)$", re.MULTILINE)
_WAITS: Final = re.compile(r"^proposal_waits: (\S+)$", re.MULTILINE)
_APPROVALS: Final = re.compile(r"^approvals_wait: (\S+) \(asked (just now|earlier)\) \w+: (.*)$", re.MULTILINE)

# What concerns the diary even where it tells of no entry.
_WITHOUT_ENTRIES: Final = frozenset({"undo", "redo", "confirm_draft", "decline_draft"})

type Entry = dict[str, Any]
"""An entry as tools tell it (tools/brief.py)."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a tool returned; `data` holds the error's code and detail where it refused."""

    call_id: str
    tool: str
    ok: bool
    data: dict[str, Any]
    # The tool that was called, where that passed on what another one did.
    called: str = ""

    @property
    def waits(self) -> str | None:
        """What it would do once the person says yes; None where it waits for nobody."""
        asked = self.data.get("approval")
        return str(asked["summary"]) if self.ok and asked else None

    @property
    def shortened(self) -> bool:
        """Whether only what it was about is left of it (agents.memory)."""
        return "shortened" in self.data

    @property
    def entries(self) -> list[Entry]:
        """The entries it told of, which stand in the diary."""
        return list(self.data.get("entries", ()))

    @property
    def removed(self) -> list[Entry]:
        """The entries that it took out of the diary."""
        return list(self.data.get("removed", ()))


@dataclass(slots=True)
class Focus:
    """What the conversation is about. `entries`: those it has touched and that stand, the last touched last; `latest`: those
    of the last change, `before` those of the last one of the turns before; `reversed`: that change was an undo or a redo;
    `day`: the one that is spoken of, by this message or by what the turn before only showed; `draft`: the one that waits for
    a yes; `dropped`: the one that a no was said to last; `told`: by tool, what it returned last; `written`: what the last
    tool that writes returned."""

    entries: dict[str, Entry] = field(default_factory=dict)
    latest: list[str] = field(default_factory=list)
    draft: dict[str, Any] | None = None
    dropped: dict[str, Any] | None = None
    before: list[str] = field(default_factory=list)
    day: date | None = None
    reversed: bool = False
    told: dict[str, Result] = field(default_factory=dict)
    written: Result | None = None
    _turn: int = -1

    def take_in(self, result: Result, turn: int) -> None:
        """Follow one result; what a turn did in several calls is one change to those who speak of "that"."""
        if not result.ok:
            return
        self.told.pop(result.tool, None)
        if result.tool in WRITES:
            self.written = None if result.shortened else result
        if result.shortened:
            return
        self.told[result.tool] = result
        if result.tool not in WRITES or result.waits:
            return
        if result.tool not in _WITHOUT_ENTRIES and not (result.entries or result.removed or result.data.get("drafts")):
            return
        for entry in result.removed:
            self.entries.pop(entry["id"], None)
        for entry in result.entries:
            self.entries.pop(entry["id"], None)
            self.entries[entry["id"]] = entry
        self.reversed = result.tool in {"undo", "redo"}
        if result.tool in {"confirm_draft", "decline_draft"}:
            self.dropped = self.draft if result.tool == "decline_draft" else None
            self.draft = None
        drafts = result.data.get("drafts")
        if drafts:
            self.draft = drafts[-1]
        changed = [entry["id"] for entry in result.entries]
        before = self.latest if turn == self._turn else []
        self.latest = [each for each in before if each in self.entries and each not in changed] + changed
        self._turn = turn

    def last(self) -> list[Entry]:
        """The entries of the last change."""
        return [self.entries[each] for each in self.latest if each in self.entries]


@dataclass(frozen=True, slots=True)
class History:
    """A conversation up to a person's last message: `text`. `results` are those of this turn, `focus` is from the turns before,
    which are `before`."""

    text: str
    now: LocalMoment
    results: tuple[Result, ...]
    focus: Focus
    before: Sequence[AnyMessage] = ()
    # The day that the coach has just asked about: what was eaten is meant to have been then.
    asked_about: date | None = None
    # The proposal that the coach has just asked about.
    proposal_waits: str | None = None
    # The approvals that the turn before asked for, and what was asked earlier in the conversation.
    just_asked: tuple[str, ...] = ()
    asked_before: tuple[str, ...] = ()

    @property
    def previous(self) -> "History | None":
        """The conversation as it stood at the end of the turn before this one; None where this one is the first known, or where too
        little of that one is left to run it again."""
        if not any(isinstance(message, HumanMessage) for message in self.before):
            return None
        previous = read_history(self.before)
        if any(result.shortened for result in previous.results):
            return None
        # The prompt tells of what waits now, not then.
        return replace(previous, just_asked=(), asked_before=())

    @property
    def own(self) -> tuple[Result, ...]:
        """What the offline model's own calls of this turn returned."""
        return tuple(result for result in self.results if result.call_id.startswith(PREFIX))

    @property
    def others(self) -> tuple[Result, ...]:
        """What somebody else's calls of this turn returned: a provider began it."""
        return tuple(result for result in self.results if not result.call_id.startswith(PREFIX))


def read_history(messages: Sequence[AnyMessage]) -> History:
    """Read a conversation again."""
    spoken = [place for place, message in enumerate(messages) if isinstance(message, HumanMessage)]
    last = spoken[-1]
    focus = Focus()
    begun = -1
    for place, message in enumerate(messages[:last]):
        if isinstance(message, HumanMessage):
            begun = place
        if isinstance(message, ToolMessage):
            focus.take_in(_result(message), begun)
    focus.before = list(focus.latest)
    focus.day = _day_shown([_result(message) for message in messages[begun:last] if isinstance(message, ToolMessage)])
    results = tuple(_result(message) for message in messages[last:] if isinstance(message, ToolMessage))
    prompt = "\n".join(str(message.text) for message in messages if isinstance(message, SystemMessage))
    approvals = list(_APPROVALS.finditer(prompt))
    return History(
        text=str(messages[last].text),
        now=_now(messages),
        results=results,
        focus=focus,
        before=messages[:last],
        asked_about=_asked_about(messages),
        proposal_waits=_in_prompt(_WAITS, messages),
        just_asked=tuple(match[1] for match in approvals if match[2] == "just now"),
        asked_before=tuple(match[3] for match in approvals if match[2] == "earlier"),
    )


def _day_shown(results: Sequence[Result]) -> date | None:
    """The day that a turn told of and did not write to."""
    if any(result.tool in WRITES for result in results):
        return None
    shown = [result for result in results if result.ok and result.tool == "get_day" and "date" in result.data]
    return date.fromisoformat(str(shown[-1].data["date"])) if shown else None


def _result(message: ToolMessage) -> Result:
    try:
        data = json.loads(str(message.content), parse_float=Decimal)
    except ValueError:
        data = {"error": "unreadable", "detail": str(message.content)}
    ok = message.status == "success" and isinstance(data, dict)
    data = data if isinstance(data, dict) else {}
    # A yes that was passed on is, to whom it concerns, what it did.
    tool = data.get("decided", {}).get("tool") or message.name or ""
    return Result(message.tool_call_id, tool, ok, data, message.name or "")


def _asked_about(messages: Sequence[AnyMessage]) -> date | None:
    told = _in_prompt(_ASKED, messages)
    return None if told is None else date.fromisoformat(told)


def _in_prompt(line: re.Pattern[str], messages: Sequence[AnyMessage]) -> str | None:
    """What a line of the prompt's end tells; None where it is not there."""
    found = (line.search(str(each.text)) for each in messages if isinstance(each, SystemMessage))
    return next((told[1] for told in found if told is not None), None)


def _now(messages: Sequence[AnyMessage]) -> LocalMoment:
    """Where and when the person is, from the prompt's end."""
    prompt = "\n".join(str(message.text) for message in messages if isinstance(message, SystemMessage))
    told = _NOW.search(prompt)
    if told is None:
        raise ValueError("the prompt does not say what day it is")
    return LocalMoment(date.fromisoformat(told[1]), time.fromisoformat(told[2]), told[3])
