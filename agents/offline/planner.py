"""From steps to tool calls and words.

A plan is a generator: it yields calls and is sent their results, and returns what to say. It is run anew from the turn's
beginning for every answer of the model and sent the results that are there already; so the same conversation always leads
to the same next call.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from agents.answers import plain_answer
from agents.offline import (
    activities,
    amounts_listed,
    answering,
    choosing,
    deciding,
    doubling,
    drafting,
    drinking,
    finding,
    follow_ups,
    keeping,
    meal_begun,
    meals,
    pieces,
    placing,
    remarks,
    reversing,
    skills,
    telling,
    told_anew,
    wording,
)
from agents.offline.asking_on import whole_text
from agents.offline.calls import Call, Plan, Question, Turn, Waited, Which
from agents.offline.clauses import plain
from agents.offline.editing import edit_all, of_the_kind
from agents.offline.history import Entry, History, Result
from agents.offline.locating import entries_to_change, moved_to
from agents.offline.naming import tells_energy
from agents.offline.reading import read
from agents.offline.replies import begins_with_no, condition_of
from agents.offline.skills.goal_words import NewGoal
from agents.offline.skills.plan_moves import MovePlan
from agents.offline.skills.recipes import swapped_instead
from agents.offline.skills.target_words import NewTarget
from agents.offline.skills.targets import decide_proposal
from agents.offline.steps import (
    AskDay,
    Change,
    Choose,
    Decide,
    Delete,
    Foreign,
    ListOwn,
    Log,
    LookUp,
    OwnStep,
    Payload,
    Redo,
    Remark,
    Repeat,
    Restore,
    Step,
    Target,
    Twice,
    Undo,
    Why,
    Wish,
)
from agents.offline.taking_back import lets_be
from agents.offline.which_one import LONGEST, chosen
from agents.offline.written_instead import left_out_instead, planned_instead, written_instead
from tools.catalogue import WRITES

_ADD_THAT: Final = re.compile(r"\b(?:log|add|record|save|track) (?:it|that|this|them|one)\b", re.IGNORECASE)
MOST_STEPS: Final = 8
_MOST_OF_A_NO: Final = 3
_THIS_TURN: Final = -2


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
    """What a turn has asked in the end."""
    ended = _ended(history)
    return None if ended is None else ended.question


def _asked_which(history: History | None) -> Which | None:
    """Which of several rows a turn has asked for that wrote nothing."""
    if history is None or any(result.tool in WRITES for result in history.results):
        return None
    ended = _ended(history)
    return None if ended is None else ended.which


def _ended(history: History | None) -> "_Turn | None":
    """A turn at its end: its plan is run again with the results that it had."""
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
        return turn
    return None


class _Turn:
    """One turn's plan. `question` and `which` are what it ends by asking."""

    def __init__(self, history: History) -> None:
        self.question: Question | None = None
        self.which: Which | None = None
        self._history = history
        self._now = history.now
        self._today = history.now.date
        self._focus = history.focus
        self._steps = read(whole_text(history), history.now)
        self._turn = Turn(
            call=self._call,
            call_as_it_is=self._call_as_it_is,
            history=history,
            focus=history.focus,
            today=history.now.date,
            asked=lambda: _asked(history.previous),
            ask=self._ask,
            ask_which=self._ask_which,
        )

    def answer(self) -> Plan[str]:
        """Every step in its order; or, where the turn before has asked and this is a reply to that, what the reply does."""
        if (asked := meal_begun.asks_for_a_day(self._history.text)) is not None:
            return asked
        replied = (yield from self._told_which()) or (yield from self._reply())
        if replied is None and (mended := (yield from amounts_listed.mend(self._history.text, self._turn))):
            return mended
        said: list[str] = [] if replied is None else [replied]
        for step in self._steps[:MOST_STEPS]:
            self._focus.day = _day_of(step) or self._focus.day
            try:
                text = yield from self._take(step)
            except Waited as wait:
                text = telling.finished(wait.results, self._today)
            if text and text not in said:
                said.append(text)
        if len(self._steps) > MOST_STEPS:
            said.append("That was a lot at once; please tell me the rest in another message.")
        return " ".join(said)

    def _told_which(self) -> Plan[str | None]:
        """What the answer to "which one?" does, where the turn before asked that of rows that are no entries."""
        short = len(self._history.text) <= LONGEST
        asked = _asked_which(self._history.previous) if short else None
        places = None if asked is None else chosen(self._history.text, asked.listed)
        if asked is None or places is None:
            return None
        self._steps = []
        if len(places) == 1:
            return (yield from asked.go_on(places[0], self._turn))
        self.which = asked
        return asked.said

    def _reply(self) -> Plan[str | None]:
        """What a reply to the turn before does, where this is one; then only the steps are left that it does not answer."""
        text, history, turn = self._history.text, self._history, self._turn
        yes, rest = plain_answer(text), condition_of(text)
        waits = history.just_asked or history.proposal_waits or deciding.draft_just_asked(turn)
        told = self._in_context(yes, waits=bool(waits))
        if told is not None:
            self._steps = []
            return (yield from self._take(told))
        draft = deciding.draft_just_asked(turn)
        steps, self._steps = self._steps, []
        if history.just_asked and history.proposal_waits is None:
            if yes is not None:
                return (yield from deciding.answer_approvals(yes, turn))
            others = yield from deciding.delete_others(text, turn)
            if others is not None:
                return others
            if rest is not None or steps == [Undo()] or (begins_with_no(text) and not all(map(_stands_alone, steps))):
                return deciding.NOT_SO
        elif draft is not None:
            if yes is not None or deciding.drops_draft(steps, turn):
                return (yield from self._decide(Decide(yes is True)))
            if rest is not None:
                said, self._steps = yield from deciding.on_condition(rest, draft, turn)
                return said
            for each in reversed(deciding.drafts_waiting(turn) or [draft]):
                changes = drafting.changes_in(text, steps, each, self._now)
                if changes is not None:
                    return (yield from deciding.mend_draft(changes, each, turn))
        elif yes is False and (history.proposal_waits is not None or _asked(history.previous) is not None):
            return (yield from self._decide(Decide(False)))
        self._steps = steps
        return None

    def _in_context(self, yes: bool | None, *, waits: bool) -> Step | None:
        """What this message is by what the turn before did, told or asked; None where it is to be read by itself."""
        text = self._history.text
        # "That's too much, 120 is enough" is no mere no, nor is "changed my mind, keep the pizza".
        says_more = any(map(str.isdigit, text)) or (not waits and len(text.split()) > _MOST_OF_A_NO)
        wish = self._skill_answered() if yes is None or (yes is False and says_more) else None
        if wish is None and reversing.has_just_gone(self._history) and lets_be(plain(text)):
            # "Actually leave it in", of what has just been deleted.
            return Restore()
        if wish is None and not waits:
            wish = skills.follow(plain(text), self._turn)
        return wish or (pieces.answered(self._history) if yes is None else None)

    def _skill_answered(self) -> Wish | None:
        """What this message wants as the answer to what a skill's turn before has asked for."""
        previous = self._history.previous
        if previous is None:
            return None
        wishes = _wishes_in(read(previous.text, previous.now))
        answered = not wishes and plain_answer(previous.text) is not None
        if answered and not _wishes_in(self._steps) and (before := previous.previous) is not None:
            # "Set calories to 2100", "yes" (or no), "make it 2200".
            wishes = [
                each for each in _wishes_in(read(before.text, before.now)) if isinstance(each, NewTarget | NewGoal)
            ]
        return skills.reply(plain(self._history.text), wishes, self._now) if wishes else None

    def _take(self, step: Step) -> Plan[str]:
        match step:
            case Log():
                said = yield from told_anew.told_before(step, self._turn)
                return said or (yield from meals.log(step, self._turn))
            case Change() | Delete() | Twice():
                return (yield from self._amend(step))
            case Repeat():
                return (yield from meals.repeat(step, self._turn))
            case Undo() | Redo() | Restore():
                return (yield from reversing.reverse(step, self._turn))
            case Decide():
                return (yield from self._decide(step))
            case Choose():
                moved = moved_to(step.target, self._turn)
                return (yield from (self._amend(moved) if moved else choosing.choose(step.target, self._turn)))
            case AskDay():
                return (yield from answering.ask_day(step, self._turn))
            case ListOwn(asked=asked) if asked:
                return (yield from answering.ask_own(step, self._turn))
            case LookUp():
                return (yield from answering.look_up(step, self._turn))
            case Foreign():
                result = yield from self._call("estimate_foods", text=step.text)
                return remarks.foreign(step.language, result)
            case Remark():
                return remarks.text_for(step)
            case _:
                return (yield from self._keep(step))

    def _amend(self, step: Change | Delete | Twice) -> Plan[str]:
        if isinstance(step, Twice):
            moved = yield from activities.once(step, self._turn)
            drunk = moved or (yield from drinking.once(step, self._turn))
            return drunk or (yield from doubling.once(step, self._turn))
        amended = yield from follow_ups.amend(step, self._turn)
        if amended is not None:
            return amended
        if isinstance(step, Change):
            return (yield from self._change(step))
        left_out = yield from left_out_instead(step, self._turn)
        return (yield from choosing.delete(step, self._turn)) if left_out is None else left_out

    def _keep(self, step: OwnStep | Wish) -> Plan[str]:
        written = (yield from written_instead(step, self._turn)) if isinstance(step, MovePlan) else None
        if written is not None:
            return (yield from self._amend(written))
        if isinstance(step, Wish):
            return (yield from skills.take_wish(step, self._turn))
        return (yield from keeping.take(step, self._turn))

    def _ask(self, question: Question) -> None:
        self.question = question

    def _ask_which(self, which: Which) -> None:
        self.which = which

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

    def _decide(self, step: Decide) -> Plan[str]:
        if self._history.proposal_waits is not None:
            # The coach has asked after whatever was asked before.
            return (yield from decide_proposal(self._history.proposal_waits, step.yes, self._turn))
        asked = _asked(self._history.previous)
        if asked is not None and step.yes and not asked.all_of_them:
            self.question = asked
            return wording.which(asked.entries, self._today, remarks.SAY_WHICH)
        if asked is not None:
            return (
                (yield from choosing.delete_all(asked.entries, self._turn))
                if step.yes
                else remarks.nothing_waits(yes=False)
            )
        said = yield from skills.decide(step.yes, self._turn)
        if said is not None:
            return said
        draft = self._focus.draft
        if (
            draft is None
            and step.yes
            and _ADD_THAT.search(self._history.text)
            and (food := meals.looked_up(self._turn)) is not None
        ):
            return (yield from meals.log(Log(food), self._turn))
        if draft is None and self._history.asked_before and step.yes:
            return remarks.asked_before(self._history.asked_before[0])
        if draft is None:
            return remarks.nothing_waits(step.yes)
        return (yield from deciding.decide_drafts(step.yes, draft, self._turn))

    def _are_one(self, entries: Sequence[Entry], target: Target | None) -> bool:
        """Whether entries belong together: a meal or a day that is named, or all that was told just now."""
        if target is not None and (target.many or (target.slot is not None and not target.words)):
            return True
        return {entry["id"] for entry in entries} <= set(self._focus.latest)

    def _change(self, step: Change) -> Plan[str]:
        payload = step.payload
        if payload.slot is not None and payload.only_moves and _ADD_THAT.search(step.said):
            asked_about = meals.looked_up(self._turn)
            if asked_about is not None:
                # "Ok log it for dinner", where it was only asked what it would be.
                return (yield from meals.log(Log(asked_about, payload.slot), self._turn))
        if (
            step.bare
            and step.or_log is None
            and (not placing.wrote_just_now(self._history) or self._turn.asked() is not None)
        ):
            return remarks.text_for(Remark(Why.UNCLEAR, step.said))
        if payload.is_empty:
            of_energy = tells_energy(step.said)
            return remarks.text_for(Remark(Why.CALORIES)) if of_energy else remarks.CHANGE_TO_WHAT
        if payload.quantity is not None and not 0 < payload.quantity <= finding.MOST_AMOUNT:
            return remarks.IMPOSSIBLE_AMOUNT
        entries = yield from entries_to_change(step, self._turn)
        if not entries:
            elsewhere = (yield from planned_instead(step, self._turn)) or (
                yield from swapped_instead(step.said, self._turn)
            )
            if elsewhere:
                return elsewhere
            if step.or_log is not None:
                return (yield from meals.log(step.or_log, self._turn))
            return remarks.not_found(step.target.said if step.target else step.said)
        if len(entries) > 1 and payload.kind:
            entries = (yield from of_the_kind(entries, step, self._turn)) or entries
        of_all = payload.only_moves or (step.bare and payload == Payload(factor=payload.factor))
        if len(entries) > 1 and not (of_all and self._are_one(entries, step.target)):
            self.question = Question(tuple(entries), step)
            return wording.which(entries, self._today, remarks.SAY_WHICH)
        return (yield from edit_all(entries, step, self._turn))


def _wishes_in(steps: Sequence[Step]) -> list[Wish]:
    return [step for step in steps if isinstance(step, Wish)]


def _day_of(step: Step) -> date | None:
    """The day that a correction names."""
    match step:
        case Change(target=Target(day=day)) | Delete(targets=(Target(day=day), *_)):
            return day
    return None


def _stands_alone(step: Step) -> bool:
    """Whether a step is clear by itself, and no reply: a meal, a question."""
    return isinstance(step, AskDay | LookUp | Remark) or (isinstance(step, Log) and step.certain)
