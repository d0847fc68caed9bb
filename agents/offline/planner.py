"""From steps to tool calls and words.

A plan is a generator: it yields calls and is sent their results, and returns what to say. It is run anew from the turn's
beginning for every answer of the model and sent the results that are there already; so the same conversation always leads
to the same next call.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from agents.answers import plain_answer
from agents.offline import (
    answering,
    deciding,
    drafting,
    finding,
    follow_ups,
    keeping,
    placing,
    remarks,
    reversing,
    skills,
    telling,
    wording,
)
from agents.offline.calls import Call, Plan, Turn, Waited
from agents.offline.clauses import plain
from agents.offline.history import Entry, History, Result
from agents.offline.locating import as_they_stand, entries_meant, entries_to_change
from agents.offline.naming import target_in
from agents.offline.reading import read, says_yes
from agents.offline.replies import begins_with_no, condition_of
from agents.offline.skills.targets import decide_proposal
from agents.offline.steps import (
    AskDay,
    Change,
    Choose,
    Decide,
    Delete,
    Foreign,
    Log,
    LookUp,
    OwnStep,
    Redo,
    Remark,
    Repeat,
    Restore,
    Step,
    Target,
    Undo,
    Why,
    Wish,
)
from tools.catalogue import WRITES

# "It" or "one" of what was asked about just before.
_ONE: Final = re.compile(
    r"^(?:(?:i|we)(?:'ve| have)? )?(?:just |actually |also )*(?:(?:had|ate|drank|eaten|having|log|add|record) )?(?:it|that|"
    r"one|them|this|those)(?: (?:just now|now|too|please))?\W*$",
    re.IGNORECASE,
)
_ADD_THAT: Final = re.compile(r"\b(?:log|add|record|save|track) (?:it|that|this|them|one)\b", re.IGNORECASE)
MOST_STEPS: Final = 8
# As many as delete_entry takes.
MOST_DELETED: Final = 200
_THIS_TURN: Final = -2


@dataclass(frozen=True, slots=True)
class Question:
    """What a turn ended by asking: which of these, or, with `all_of_them`, whether to delete them all. `change`: what to do with
    the answer; None is to delete."""

    entries: tuple[Entry, ...]
    change: Change | None = None
    all_of_them: bool = False


def next_step(history: History) -> Call | str:
    """The next call of a turn, or what to say at its end."""
    written = [result for result in history.others if result.ok and result.tool in WRITES]
    if written:
        once = [
            result for place, result in enumerate(written) if result.data not in [each.data for each in written[:place]]
        ]
        return telling.finished(once, history.now.date)
    plan = _Turn(history).answer()
    try:
        call = next(plan)
        for result in history.own:
            call = plan.send(result)
    except StopIteration as end:
        return str(end.value)
    return call


def _asked(history: History | None) -> Question | None:
    """What a turn has asked in the end: its plan is run again with the results that it had."""
    if history is None or history.others:
        return None
    turn = _Turn(history)
    plan = turn.answer()
    try:
        call = next(plan)
        for result in history.own:
            if result.called != call.tool:
                # It went another way, by what was waiting then.
                return None
            call = plan.send(result)
    except StopIteration:
        return turn.question
    return None


class _Turn:
    """One turn's plan. `question` is what it ends by asking."""

    def __init__(self, history: History) -> None:
        self.question: Question | None = None
        self._history = history
        self._now = history.now
        self._today = history.now.date
        self._focus = history.focus
        self._steps = read(history.text, history.now)

    def answer(self) -> Plan[str]:
        """Every step in its order; or, where the turn before has asked and this is a reply to that, what the reply does."""
        replied = yield from self._reply()
        said: list[str] = [] if replied is None else [replied]
        for step in self._steps[:MOST_STEPS]:
            try:
                text = yield from self._take(step)
            except Waited as wait:
                text = telling.finished(wait.results, self._today)
            if text and text not in said:
                said.append(text)
        if len(self._steps) > MOST_STEPS:
            said.append("That was a lot at once; please tell me the rest in another message.")
        return " ".join(said)

    def _reply(self) -> Plan[str | None]:
        """What a reply to the turn before does, where this is one; then only the steps are left that it does not answer."""
        text, history, turn = self._history.text, self._history, self._turn()
        yes, rest = plain_answer(text), condition_of(text)
        wish = self._skill_answered() if yes is None else None
        if wish is not None:
            self._steps = []
            return (yield from self._take(wish))
        draft = deciding.draft_just_asked(turn)
        steps, self._steps = self._steps, []
        if history.just_asked and history.proposal_waits is None:
            if yes is not None:
                return (yield from deciding.answer_approvals(yes, turn))
            if rest is not None or steps == [Undo()] or (begins_with_no(text) and not all(map(_stands_alone, steps))):
                return deciding.NOT_SO
        elif draft is not None:
            if yes is not None or deciding.drops_draft(steps, turn):
                return (yield from self._decide(Decide(yes is True)))
            if rest is not None:
                said, self._steps = yield from deciding.on_condition(rest, draft, turn)
                return said
            changes = drafting.changes_in(text, steps, draft, self._now)
            if changes is not None:
                return (yield from deciding.mend_draft(changes, turn))
        elif yes is False and (history.proposal_waits is not None or _asked(history.previous) is not None):
            return (yield from self._decide(Decide(False)))
        self._steps = steps
        return None

    def _skill_answered(self) -> Wish | None:
        """What this message wants as the answer to what a skill's turn before has asked for."""
        previous = self._history.previous
        if previous is None:
            return None
        wishes = [step for step in read(previous.text, previous.now) if isinstance(step, Wish)]
        return skills.reply(plain(self._history.text), wishes, self._now) if wishes else None

    def _take(self, step: Step) -> Plan[str]:
        match step:
            case Log():
                return (yield from self._log(step))
            case Change() | Delete():
                amended = yield from follow_ups.amend(step, self._turn())
                if amended is not None:
                    return amended
                return (yield from (self._change(step) if isinstance(step, Change) else self._delete(step)))
            case Repeat():
                return (yield from self._repeat(step))
            case Undo() | Redo() | Restore():
                return (yield from reversing.reverse(step, self._turn()))
            case Decide():
                return (yield from self._decide(step))
            case Choose():
                return (yield from self._choose(step.target))
            case AskDay():
                return (yield from answering.ask_day(step, self._turn()))
            case LookUp():
                return (yield from answering.look_up(step, self._turn()))
            case Foreign():
                result = yield from self._call("estimate_foods", text=step.text)
                return remarks.foreign(step.language, result)
            case Remark():
                return remarks.text_for(step)
            case _:
                return (yield from self._keep(step))

    def _keep(self, step: OwnStep | Wish) -> Plan[str]:
        if isinstance(step, Wish):
            return (yield from skills.take_wish(step, self._turn()))
        return (yield from keeping.take(step, self._turn()))

    def _turn(self) -> Turn:
        return Turn(self._call, self._history, self._focus, self._today)

    def _call(self, tool: str, **args: Any) -> Plan[Result]:
        return (
            yield from self._call_as_it_is(tool, {name: value for name, value in args.items() if value is not None})
        )

    def _call_as_it_is(self, tool: str, args: dict[str, Any]) -> Plan[Result]:
        """Call a tool and be sent its result. Raises Waited where that waits for the person's yes."""
        result = yield Call(tool, args)
        self._focus.take_in(result, _THIS_TURN)
        if result.waits:
            raise Waited(result)
        return result

    def _log(self, step: Log) -> Plan[str]:
        if _ONE.match(step.text) and (asked_about := self._looked_up()) is not None:
            step = Log(asked_about, step.slot)
        if not step.certain:
            # "the toast" may well be the answer to "which one do you mean?".
            target = target_in(step.text, self._now)
            asked = _asked(self._history.previous)
            if asked is not None and finding.matching(asked.entries, target.words):
                return (yield from self._choose(target))
            known = yield from self._call("estimate_foods", text=step.text)
            if known.ok and (known.data["unmatched"] or not _is_sure(known)):
                return remarks.text_for(Remark(Why.UNCLEAR, step.text))
        slot, day = placing.place_of(step, self._history, self._focus)
        result = yield from self._call(
            "log_meal", items=[{"text": step.text}], slot=slot, local_date=day, ask_first=step.unsure or None
        )
        return wording.logged(result, self._today) if result.ok else wording.refused(result)

    def _looked_up(self) -> str | None:
        """The food that the turn before was asked about, where nothing else was: "can you add that?", "I just had one"."""
        previous = self._history.previous
        steps = read(previous.text, previous.now) if previous is not None else []
        return steps[0].text if len(steps) == 1 and isinstance(steps[0], LookUp) else None

    def _repeat(self, step: Repeat) -> Plan[str]:
        if step.target is not None:
            entries = yield from entries_meant(step.target, self._focus, self._today)
        elif step == Repeat() and self._focus.reversed:
            # "Log it again" after an undo.
            return (yield from reversing.reverse(Redo(), self._turn()))
        else:
            entries = yield from as_they_stand(self._focus.last())
        if not entries:
            return "I do not know what to log again; tell me the food."
        if step.quantity is not None and (len(entries) > 1 or not _in_unit(entries[0], step.unit)):
            return "How much of what? Tell me the food, like “another slice of toast”."
        said: list[str] = []
        for slot in dict.fromkeys(entry["slot"] for entry in entries):
            items = [finding.again(entry, step.quantity) for entry in entries if entry["slot"] == slot][:30]
            into = step.into or (slot if len(entries) > 1 else None)
            result = yield from self._call("log_meal", items=items, slot=_value(into))
            said.append(wording.logged(result, self._today) if result.ok else wording.refused(result))
        return " ".join(said)

    def _choose(self, target: Target) -> Plan[str]:
        asked = _asked(self._history.previous)
        if asked is None:
            return remarks.text_for(Remark(Why.UNCLEAR, target.said))
        entries = finding.within(asked.entries, target)
        if target.words:
            entries = finding.matching(entries, target.words)
        chosen = finding.chosen(entries, target)
        if not chosen or (len(chosen) > 1 and not finding.means_all(target)):
            self.question = asked
            return wording.which(chosen or asked.entries, self._today, remarks.SAY_WHICH)
        return (yield from self._go_on(asked, chosen))

    def _go_on(self, asked: Question, chosen: Sequence[Entry]) -> Plan[str]:
        if asked.change is not None:
            return (yield from self._edit_all((yield from as_they_stand(chosen)), asked.change))
        return (yield from self._delete_all(chosen))

    def _decide(self, step: Decide) -> Plan[str]:
        if self._history.proposal_waits is not None:
            # The coach has asked after whatever was asked before.
            return (yield from decide_proposal(self._history.proposal_waits, step.yes, self._turn()))
        asked = _asked(self._history.previous)
        if asked is not None and step.yes and not asked.all_of_them:
            self.question = asked
            return wording.which(asked.entries, self._today, remarks.SAY_WHICH)
        if asked is not None:
            return (yield from self._delete_all(asked.entries)) if step.yes else remarks.nothing_waits(yes=False)
        said = yield from skills.decide(step.yes, self._turn())
        if said is not None:
            return said
        draft = self._focus.draft
        if (
            draft is None
            and step.yes
            and _ADD_THAT.search(self._history.text)
            and (food := self._looked_up()) is not None
        ):
            return (yield from self._log(Log(food)))
        if draft is None and self._history.asked_before and step.yes:
            return remarks.asked_before(self._history.asked_before[0])
        if draft is None:
            return remarks.nothing_waits(step.yes)
        return (yield from deciding.decide_draft(step.yes, draft, self._turn()))

    def _delete(self, step: Delete) -> Plan[str]:
        asked = _asked(self._history.previous)
        just_all = all(finding.means_just_all(each) for each in step.targets)
        if asked is not None and asked.all_of_them and just_all and says_yes(self._history.text):
            # "Yes, delete them all."
            return (yield from self._delete_all(asked.entries))
        chosen: list[Entry] = []
        said: list[str] = []
        for target in step.targets:
            entries = yield from entries_meant(target, self._focus, self._today)
            if not entries:
                said.append(remarks.text_for(Remark(Why.NOT_EATEN)) if step.softly else remarks.not_found(target.said))
            elif step.softly and len(entries) > 1:
                self.question = Question(tuple(entries))
                said.append(wording.which(entries, self._today, remarks.SAY_WHICH))
            elif len(entries) > MOST_DELETED:
                said.append(remarks.TOO_MANY)
            elif len(entries) > 1 and not finding.means_all(target):
                self.question = Question(tuple(entries))
                said.append(wording.which(entries, self._today, remarks.SAY_WHICH))
            elif len(entries) == 1 and finding.means_just_all(target):
                self.question = Question(tuple(entries), all_of_them=True)
                said.append(wording.whether_all(entries, self._today))
            elif (less := _less(entries[0], target)) is not None:
                result = yield from self._call("edit_entry", entry_id=entries[0]["id"], quantity=less)
                before = {entries[0]["id"]: entries[0]}
                said.append(wording.changed([result], before, self._today) if result.ok else wording.refused(result))
            else:
                chosen += [entry for entry in entries if entry not in chosen]
        deleted = (yield from self._delete_all(chosen)) if chosen else ""
        return " ".join(filter(None, [deleted, *said]))

    def _delete_all(self, entries: Sequence[Entry]) -> Plan[str]:
        ids = [entry["id"] for entry in entries]
        which: dict[str, Any] = {"entry_id": ids[0]} if len(ids) == 1 else {"entry_ids": ids}
        try:
            result = yield from self._call("delete_entry", **which)
        except Waited as wait:
            return wording.whether_all(wait.result.data["would"]["removed"], self._today)
        return wording.deleted(result.removed, self._today) if result.ok else wording.refused(result)

    def _change(self, step: Change) -> Plan[str]:
        payload = step.payload
        if payload.is_empty:
            return remarks.CHANGE_TO_WHAT
        if payload.quantity is not None and not 0 < payload.quantity <= finding.MOST_AMOUNT:
            return remarks.IMPOSSIBLE_AMOUNT
        entries = yield from entries_to_change(step, self._focus, self._today)
        if not entries:
            if step.or_log is not None:
                return (yield from self._log(step.or_log))
            return remarks.not_found(step.target.said if step.target else step.said)
        if len(entries) > 1 and not payload.only_moves:
            self.question = Question(tuple(entries), step)
            return wording.which(entries, self._today, remarks.SAY_WHICH)
        return (yield from self._edit_all(entries, step))

    def _edit_all(self, entries: Sequence[Entry], step: Change) -> Plan[str]:
        results: list[Result] = []
        asked: list[Result] = []
        for entry in entries:
            try:
                result = yield from self._edit(entry, step)
            except Waited as wait:
                asked.append(wait.result)
                continue
            if isinstance(result, str):
                return result
            results.append(result)
        if asked:
            raise Waited(*asked)
        failed = [result for result in results if not result.ok]
        if failed:
            return wording.refused(failed[0])
        return wording.changed(results, {entry["id"]: entry for entry in entries}, self._today)

    def _edit(self, entry: Entry, step: Change) -> Plan[Result | str]:
        payload = step.payload
        changes = finding.amount_changes(entry, payload) | finding.move_changes(payload)
        if payload.food and finding.names_other_food(entry, payload.food):
            food_id = yield from self._food_meant(entry, step)
            if food_id is None:
                return f"I know no food called “{payload.food}”, so I changed nothing."
            changes["food_id"] = food_id
        if not changes and payload.quantity is not None:
            return remarks.CHANGE_TO_WHAT
        if finding.is_so(entry, changes):
            return f"It says so already: {wording.one(entry)}."
        # "unit": None means counted.
        return (yield from self._call_as_it_is("edit_entry", {"entry_id": entry["id"], **changes}))

    def _food_meant(self, entry: Entry, step: Change) -> Plan[str | None]:
        """The food that an entry should be: what is named, or the same of another kind ("decaf", "not tuna, chicken")."""
        for query, every_word in finding.names_for(entry, step):
            found = yield from self._call("search_foods", query=query[:200], limit=3)
            foods = found.data.get("foods") if found.ok else None
            if foods and foods[0]["score"] >= 0.4 and finding.is_called(foods[0], query, every_word=every_word):
                return str(foods[0]["id"])
        return None


def _stands_alone(step: Step) -> bool:
    """Whether a step is clear by itself, and no reply: a meal, a question."""
    return isinstance(step, AskDay | LookUp | Remark) or (isinstance(step, Log) and step.certain)


def _is_sure(estimate: Result) -> bool:
    """Whether an estimate knows every food that it found: what nobody called a meal is no draft besides."""
    return all(item["question"] is None for item in estimate.data["items"])


def _in_unit(entry: Entry, unit: str | None) -> bool:
    """Whether more of an entry may be told in a unit: "two more slices" of what was said in slices, "two more" of anything."""
    return entry["food_id"] is not None and unit in (None, entry["unit"])


def _less(entry: Entry, target: Target) -> float | None:
    """What is left of an entry of which only a part should go: "remove one egg" of two."""
    if target.quantity is None or entry["quantity"] is None:
        return None
    same = target.unit is None or target.unit == entry["unit"]
    rest = Decimal(str(entry["quantity"])) - target.quantity
    return float(rest) if same and rest > 0 and target.words else None


def _value(slot: str | None) -> str | None:
    return None if slot is None else str(slot)
