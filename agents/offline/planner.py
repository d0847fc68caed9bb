"""From steps to tool calls and words.

A plan is a generator: it yields calls and is sent their results, and returns what to say. It is run anew from the turn's
beginning for every answer of the model and sent the results that are there already; so the same conversation always leads
to the same next call.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from agents.offline import finding, remarks, wording
from agents.offline.history import Entry, History, Result
from agents.offline.nutrients import MACROS
from agents.offline.reading import read
from agents.offline.steps import (
    About,
    AskDay,
    Change,
    Decide,
    Delete,
    Foreign,
    Log,
    LookUp,
    Redo,
    Remark,
    Repeat,
    Step,
    Target,
    Undo,
)
from agents.truth import WRITES
from fithub.foods.words import content_words

MOST_STEPS: Final = 8
MOST_AMOUNT: Final = Decimal(10_000)
_THIS_TURN: Final = -2


@dataclass(frozen=True, slots=True)
class Call:
    """A tool to call next."""

    tool: str
    args: dict[str, Any]


type Plan[T] = Generator[Call, Result, T]


def next_step(history: History) -> Call | str:
    """The next call of a turn, or what to say at its end."""
    written = [result for result in history.others if result.ok and result.tool in WRITES]
    if written:
        return remarks.finished_for(written, history.now.date)
    plan = _Turn(history).answer()
    try:
        call = next(plan)
        for result in history.own:
            call = plan.send(result)
    except StopIteration as end:
        return str(end.value)
    return call


class _Turn:
    """One turn's plan."""

    def __init__(self, history: History) -> None:
        self._now = history.now
        self._today = history.now.date
        self._focus = history.focus
        self._steps = read(history.text, history.now)

    def answer(self) -> Plan[str]:
        """Every step in its order."""
        said: list[str] = []
        for step in self._steps[:MOST_STEPS]:
            text = yield from self._take(step)
            if text and text not in said:
                said.append(text)
        if len(self._steps) > MOST_STEPS:
            said.append("That was a lot at once; please tell me the rest in another message.")
        return " ".join(said)

    def _take(self, step: Step) -> Plan[str]:
        match step:
            case Log():
                return (yield from self._log(step))
            case Change():
                return (yield from self._change(step))
            case Delete():
                return (yield from self._delete(step))
            case Repeat():
                return (yield from self._repeat(step))
            case Undo() | Redo():
                return (yield from self._reverse(again=isinstance(step, Redo)))
            case Decide():
                return (yield from self._decide(step))
            case AskDay():
                return (yield from self._ask_day(step))
            case LookUp():
                return (yield from self._look_up(step))
            case Foreign():
                result = yield from self._call("estimate_foods", text=step.text)
                return remarks.foreign(step.language, result)
            case Remark():
                return remarks.text_for(step)

    def _call(self, tool: str, **args: Any) -> Plan[Result]:
        result = yield Call(tool, {name: value for name, value in args.items() if value is not None})
        self._focus.take_in(result, _THIS_TURN)
        return result

    # ── Writing ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _log(self, step: Log) -> Plan[str]:
        result = yield from self._call(
            "log_meal", items=[{"text": step.text}], slot=step.slot.value if step.slot else None
        )
        return wording.logged(result, self._today) if result.ok else wording.refused(result)

    def _repeat(self, step: Repeat) -> Plan[str]:
        if step.day is not None:
            day = yield from self._call("get_day", local_date=step.day.isoformat(), slot=_value(step.slot))
            if not day.ok or not day.entries:
                return wording.refused(day) if not day.ok else wording.entries_of(day, self._today, (), ())
            entries = day.entries
        else:
            entries = self._focus.last()
        if not entries:
            return "I do not know what to log again; tell me the food."
        if step.quantity is not None and len(entries) > 1:
            return wording.which(entries, self._today, "Tell me the food, like “another slice of toast”.")
        said: list[str] = []
        for slot in dict.fromkeys(entry["slot"] for entry in entries):
            items = [_again(entry, step) for entry in entries if entry["slot"] == slot][:30]
            kept = slot if step.day is not None else None
            result = yield from self._call("log_meal", items=items, slot=kept)
            said.append(wording.logged(result, self._today) if result.ok else wording.refused(result))
            if step.day is None:
                break
        return " ".join(said)

    def _reverse(self, *, again: bool) -> Plan[str]:
        result = yield from self._call("redo" if again else "undo")
        return wording.taken_back(result, self._today, again=again) if result.ok else wording.refused(result)

    def _decide(self, step: Decide) -> Plan[str]:
        draft = self._focus.draft
        if draft is None:
            return remarks.nothing_waits(step.yes)
        tool = "confirm_draft" if step.yes else "decline_draft"
        result = yield from self._call(tool, draft_id=draft["id"])
        if not result.ok:
            return wording.refused(result)
        return wording.logged(result, self._today) if step.yes else "All right, I left it out."

    def _delete(self, step: Delete) -> Plan[str]:
        gone: list[Entry] = []
        said: list[str] = []
        for target in step.targets:
            entries = yield from self._meant(target)
            if not entries:
                said.append(remarks.not_found(target.said))
            elif len(entries) > 1:
                said.append(wording.which(entries, self._today, remarks.ONE_AT_A_TIME))
            elif (less := _less(entries[0], target)) is not None:
                result = yield from self._call("edit_entry", entry_id=entries[0]["id"], quantity=less)
                before = {entries[0]["id"]: entries[0]}
                said.append(wording.changed([result], before, self._today) if result.ok else wording.refused(result))
            else:
                result = yield from self._call("delete_entry", entry_id=entries[0]["id"])
                gone += result.removed
                said += [] if result.ok else [wording.refused(result)]
        return " ".join([*([wording.deleted(gone, self._today)] if gone else []), *said])

    def _change(self, step: Change) -> Plan[str]:
        payload = step.payload
        if payload.is_empty:
            return remarks.CHANGE_TO_WHAT
        if payload.quantity is not None and not 0 < payload.quantity <= MOST_AMOUNT:
            return remarks.IMPOSSIBLE_AMOUNT
        entries = yield from self._to_change(step)
        if not entries:
            if step.or_log is not None:
                return (yield from self._log(step.or_log))
            return remarks.not_found(step.target.said if step.target else step.said)
        if len(entries) > 1 and not payload.only_moves:
            return wording.which(entries, self._today, "Name it, like “make the toast two slices”.")
        results: list[Result] = []
        for entry in entries:
            result = yield from self._edit(entry, step)
            if isinstance(result, str):
                return result
            results.append(result)
        failed = [result for result in results if not result.ok]
        if failed:
            return wording.refused(failed[0])
        return wording.changed(results, {entry["id"]: entry for entry in entries}, self._today)

    def _edit(self, entry: Entry, step: Change) -> Plan[Result | str]:
        payload = step.payload
        changes = finding.amount_changes(entry, payload) | finding.move_changes(payload)
        if payload.food and finding.names_other_food(entry, payload.food):
            found = yield from self._call("search_foods", query=payload.food[:200], limit=3)
            foods = found.data.get("foods") if found.ok else None
            if not foods or foods[0]["score"] < 0.4:
                return f"I know no food called “{payload.food}”, so I changed nothing."
            changes["food_id"] = foods[0]["id"]
        if not changes:
            return f"It says so already: {wording.one(entry)}."
        # Sent as it is: "unit": None means counted.
        result = yield Call("edit_entry", {"entry_id": entry["id"], **changes})
        self._focus.take_in(result, _THIS_TURN)
        return result

    # ── Which entries ───────────────────────────────────────────────────────────────────────────────────────────────

    def _meant(self, target: Target) -> Plan[list[Entry]]:
        """The entries that a target means: of the last change, else of the day, else of the conversation."""
        latest = finding.within(self._focus.last(), target)
        if not target.words and not target.many:
            if latest or not (target.place or target.slot or target.day):
                return finding.chosen(latest, target) if latest else (yield from self._only_one_today())
            day = yield from self._day(target)
            return finding.chosen(day, target)
        if target.words:
            here = finding.chosen(finding.matching(latest, target.words), target)
            if here:
                return here
        day = yield from self._day(target)
        if not target.words:
            return day
        there = finding.matching(day, target.words)
        if not there:
            there = finding.matching(finding.within(self._focus.entries.values(), target), target.words)
        return finding.chosen(there, target)

    def _day(self, target: Target) -> Plan[list[Entry]]:
        result = yield from self._call(
            "get_day", local_date=(target.day or self._today).isoformat(), slot=_value(target.slot)
        )
        return result.entries if result.ok else []

    def _only_one_today(self) -> Plan[list[Entry]]:
        result = yield from self._call("get_day", local_date=self._today.isoformat())
        return result.entries if result.ok else []

    def _to_change(self, step: Change) -> Plan[list[Entry]]:
        """The entries that a correction is about."""
        target, payload = step.target, step.payload
        if target is not None and (target.words or target.many or target.place):
            return (yield from self._meant(target))
        latest = self._focus.last()
        words = content_words(payload.food)
        if payload.only_moves and latest:
            return latest
        if words:
            named = finding.matching(latest, words)
            if named:
                return named
            if step.or_log is None and len(latest) == 1:
                return latest
            today = yield from self._only_one_today()
            there = finding.matching(today, words)
            if there or step.or_log is not None:
                return there
            return latest or today
        by_unit = finding.of_unit(latest, payload.unit)
        if by_unit:
            return by_unit
        return latest or (yield from self._only_one_today())

    # ── Reading ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _ask_day(self, step: AskDay) -> Plan[str]:
        whole = step.about in {About.LEFT, About.TARGETS}
        day = yield from self._call(
            "get_day", local_date=(step.day or self._today).isoformat(), slot=None if whole else _value(step.slot)
        )
        if not day.ok:
            return wording.refused(day)
        nutrients = step.nutrients or (MACROS if step.about is not About.LEFT else ("energy_kcal", "protein_g"))
        found = [entry for entry in day.entries if _has(entry, step.words)]
        match step.about:
            case About.LEFT:
                return wording.left_of(day, self._today, nutrients)
            case About.TARGETS:
                return wording.targets_of(day, nutrients)
            case About.TOTALS if step.words and found and set(nutrients) <= set(MACROS):
                return wording.entry_amounts(found, nutrients)
            case About.TOTALS:
                return wording.day_totals(day, self._today, nutrients)
        return wording.entries_of(day, self._today, step.words, found)

    def _look_up(self, step: LookUp) -> Plan[str]:
        result = yield from self._call("estimate_foods", text=step.text)
        if result.ok and result.data["items"]:
            said = wording.looked_up(result, step.nutrients)
        else:
            found = yield from self._call("search_foods", query=step.text[:200], limit=3)
            known = found.ok and found.data["foods"] and found.data["foods"][0]["score"] >= 0.4
            said = wording.found_foods(found, step.nutrients) if known else f"I know no food called “{step.text}”."
        if not step.considering:
            return said
        day = yield from self._call("get_day", local_date=self._today.isoformat())
        left = wording.left_of(day, self._today, ("energy_kcal",)) if day.ok else ""
        return f"I have logged nothing, since that is not eaten yet. {said} {left}".strip()


def _again(entry: Entry, step: Repeat) -> dict[str, Any]:
    """An item of log_meal that is an entry once more."""
    text = entry["said"] or entry["food"]
    grams = Decimal(str(entry["grams"]))
    if step.quantity is not None:
        if step.unit not in (None, entry["unit"]) or entry["quantity"] is None:
            unit = f"{step.unit} of " if step.unit else ""
            return {"text": f"{step.quantity:f} {unit}{entry['food']}"}
        grams = grams / Decimal(str(entry["quantity"])) * step.quantity
    if entry["food_id"] is None or not 0 < grams <= MOST_AMOUNT:
        return {"text": text}
    return {"text": text, "food_id": entry["food_id"], "amount_g": float(round(grams, 3))}


def _less(entry: Entry, target: Target) -> float | None:
    """What is left of an entry of which only a part should go: "remove one egg" of two."""
    if target.quantity is None or entry["quantity"] is None:
        return None
    same = target.unit is None or target.unit == entry["unit"]
    rest = Decimal(str(entry["quantity"])) - target.quantity
    return float(rest) if same and rest > 0 and target.words else None


def _has(entry: Entry, words: Sequence[str]) -> bool:
    return bool(words) and bool(finding.matching([entry], words))


def _value(slot: Any) -> str | None:
    return None if slot is None else str(slot.value)
