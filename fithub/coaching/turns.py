"""Turns: one message and all that is done about it, once. Call within `acting_as`.

A running turn is the lock of its conversation (docs/adr/0008-turn-lock.md). Leases are measured by the machine's clock,
never by one that a test has set: they are about processes that live or die, not about what a person's day looks like.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Q

from fithub.coaching.approvals import still_open
from fithub.coaching.conversations import name_conversation, own_conversation
from fithub.coaching.cut_off import with_receipts
from fithub.coaching.gist import gist_of
from fithub.coaching.models import Turn
from fithub.core.clock import now
from fithub.core.errors import Conflict, InvalidInput, NotFound
from fithub.core.models import Once

# A living process renews its lease well before it ends.
LEASE: Final[timedelta] = settings.TURN_LEASE
RENEW_EVERY: Final = LEASE / 3
# So many messages back a question of the coach is still what a person's bare yes answers.
MOST_TOLD: Final = 5

# What the end of every turn says.
_END: Final = ("status", "answer", "trace", "receipts", "drafts", "gist", "finished_at")

# What is asked where a photo comes without words.
PHOTO_ALONE: Final = "(photo)"


@dataclass(frozen=True, slots=True)
class Started:
    """A turn to run (`is_new`), or one that was run before under the same key and is to be told again."""

    turn: Turn
    is_new: bool
    previous_id: UUID | None


def start_turn(*, user_id: UUID, conversation_id: UUID, key: str, asked: str, photos: Sequence[str] = ()) -> Started:
    """Take the conversation and write down what was asked, or find the turn that has been under this key. `photos`: hashes of those
    that came with it.

    Raises NotFound (`conversation_not_found`), Conflict (`turn_running`), InvalidInput (`turn_id_reused`).
    """
    conversation = own_conversation(user_id=user_id, conversation_id=conversation_id)
    turn = Turn(user_id=user_id, conversation_id=conversation_id, key=key, asked=asked, photos=list(photos), gist="")
    taken = _take(turn)
    if taken is None and _end_dead(user_id, conversation_id):
        taken = _take(turn)
    if taken is not None:
        name_conversation(conversation, asked)
        return taken
    before = Turn.objects.filter(user_id=user_id, key=key).first()
    if before is None:
        raise _busy()
    if (before.conversation_id, before.asked, before.photos) != (conversation_id, asked, list(photos)):
        raise InvalidInput("turn_id_reused", "This turn_id was used for another message; use a new one.")
    if before.status == Turn.Status.RUNNING:
        raise _busy()
    return Started(before, is_new=False, previous_id=None)


def hold_answered(*, user_id: UUID, conversation_id: UUID, turn_id: UUID) -> Turn:
    """A turn that is taken up again because what it asked is answered, held until the transaction ends.

    Raises NotFound (`conversation_not_found`, `approval_not_found`), Conflict (`turn_running`).
    """
    own_conversation(user_id=user_id, conversation_id=conversation_id)
    _end_dead(user_id, conversation_id)
    turn = Turn.objects.select_for_update().filter(user_id=user_id, conversation_id=conversation_id, pk=turn_id).first()
    if turn is None:
        raise NotFound(
            "approval_not_found", "There is no such approval in this conversation; GET /approvals lists yours."
        )
    if Turn.objects.filter(conversation_id=conversation_id, status=Turn.Status.RUNNING).exists():
        raise _busy()
    return turn


def go_on(turn: Turn, *, answer: str, trace: Sequence[Mapping[str, Any]], receipts: Sequence[dict[str, Any]]) -> None:
    """Store how a turn went on after an answer: what was said before stays a part of it."""
    before = [{"type": "ai", "content": turn.answer, "tool_calls": []}] if turn.answer else []
    turn.trace = [*trace, *before]
    turn.answer = answer
    _keep_receipts(turn, [*turn.receipts, *receipts])
    turn.gist = gist_of(turn.asked, turn.receipts, answer)
    turn.status = Turn.Status.NEEDS_APPROVAL if still_open(turn.user_id, turn.pk) else Turn.Status.COMPLETE
    turn.finished_at = now()
    turn.save()


def renew_lease(turn_id: UUID) -> bool:
    """Keep a running turn's conversation for another while; False where the turn has ended meanwhile."""
    renewed = Turn.objects.filter(pk=turn_id, status=Turn.Status.RUNNING).update(lease_until=_machine_time() + LEASE)
    return renewed == 1


def hold_running(turn_id: UUID) -> None:
    """Refuse to go on in a turn that has ended, and keep it from ending until this transaction has.

    So what a turn wrote is complete when it is finished, whatever became of the threads that wrote it.
    Raises Conflict (`turn_ended`).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM coaching_turn WHERE id = %s AND status = 'running' FOR SHARE", [turn_id])
        if cursor.fetchone() is None:
            raise Conflict("turn_ended", "This turn has ended; nothing more is written in it.")


def finish_turn(
    turn: Turn,
    *,
    status: Turn.Status,
    answer: str,
    trace: Sequence[Mapping[str, Any]],
    facts: Mapping[str, Any],
    has_called: bool = True,
) -> Turn:
    """Store what came of a turn and let its conversation go; one that has asked for a yes needs approval.

    The receipts are those that its tools stored together with what they wrote; `has_called`: whether there can be any, or a
    question. `facts`: any of model, offline, prompt_version, input_tokens, cached_tokens, output_tokens, tokens_estimated, notes,
    error. A turn that was ended by somebody else (its lease ran out) is returned as it is.
    """
    receipts: list[dict[str, Any]] = []
    if has_called:
        # Its tools hold it while they write (`hold_running`): what they wrote is there once it is held here.
        if Turn.objects.select_for_update().filter(pk=turn.pk, status=Turn.Status.RUNNING).values("pk").first() is None:
            return Turn.objects.get(pk=turn.pk)
        receipts = _receipts(turn)
        if status == Turn.Status.COMPLETE and still_open(turn.user_id, turn.pk):
            status = Turn.Status.NEEDS_APPROVAL
    # A copy: who is cancelled while one thread stores the end stores another from a second one, and either is whole.
    ended = copy(turn)
    for name, value in facts.items():
        setattr(ended, name, value)
    is_stored = _close(ended, status, answer, trace, receipts, also=facts.keys())
    return ended if is_stored else Turn.objects.get(pk=turn.pk)


def last_turn_id(conversation_id: UUID, *, before: UUID | None = None) -> UUID | None:
    """The newest turn that has ended, before another one."""
    turns = Turn.objects.filter(conversation_id=conversation_id).exclude(status=Turn.Status.RUNNING)
    if before is not None:
        turns = turns.filter(pk__lt=before)
    return turns.order_by("-pk").values_list("pk", flat=True).first()


def recent_turns(conversation_id: UUID, *, most: int) -> list[Turn]:
    """The newest turns that have ended, oldest first."""
    turns = Turn.objects.filter(conversation_id=conversation_id).exclude(status=Turn.Status.RUNNING)
    return list(reversed(turns.order_by("-pk")[:most]))


def gists_before(conversation_id: UUID, *, before: UUID, most: int) -> list[str]:
    """What the newest turns before another one were about, a line each, oldest first."""
    turns = Turn.objects.filter(conversation_id=conversation_id, pk__lt=before).exclude(status=Turn.Status.RUNNING)
    rows = turns.order_by("-pk").values_list("gist", "asked", "answer")[:most]
    return [gist or gist_of(asked, (), answer) for gist, asked, answer in reversed(rows)]


def told_since(conversation_id: UUID) -> list[dict[str, Any]]:
    """What the coach's own messages since the person spoke last are about, the newest first."""
    turns = Turn.objects.filter(conversation_id=conversation_id).exclude(status=Turn.Status.RUNNING)
    ended = turns.order_by("-pk").values_list("asked", "about")[:MOST_TOLD]
    return [about for _, about in takewhile(lambda turn: not turn[0], ended)]


def call_key(turn_id: UUID, call: str) -> str:
    """The key under which a tool's call is done once; what it returned is found by the turn's part of it."""
    return f"{_receipts_of(turn_id)}{call}"


def _receipts_of(turn_id: UUID) -> str:
    return f"turn:{turn_id}:"


def _take(turn: Turn) -> Started | None:
    """Write the turn down, which takes its conversation; None where another one has that, or the turn's key."""
    turn.started_at, turn.lease_until = now(), _machine_time() + LEASE
    Turn.objects.bulk_create([turn], ignore_conflicts=True)
    # One look says whether it is there, and what the turn before it is.
    rows = Turn.objects.filter(conversation_id=turn.conversation_id, pk__lte=turn.pk)
    rows = rows.filter(Q(pk=turn.pk) | ~Q(status=Turn.Status.RUNNING)).order_by("-pk")
    newest, previous = [*rows.values_list("pk", flat=True)[:2], None, None][:2]
    return Started(turn, is_new=True, previous_id=previous) if newest == turn.pk else None


def _end_dead(user_id: UUID, conversation_id: UUID) -> bool:
    """End a turn whose process died, if there is one: what it wrote stays, with its receipts."""
    dead = (
        Turn.objects.select_for_update()
        .filter(
            user_id=user_id,
            conversation_id=conversation_id,
            status=Turn.Status.RUNNING,
            lease_until__lt=_machine_time(),
        )
        .first()
    )
    if dead is None:
        return False
    dead.error = "process_died"
    _close(dead, Turn.Status.INTERRUPTED, dead.answer, dead.trace, _receipts(dead), also=["error"])
    return True


def _receipts(turn: Turn) -> list[dict[str, Any]]:
    """What the turn's tools have stored with what they wrote, in its order."""
    stored = Once.objects.filter(user_id=turn.user_id, key__startswith=_receipts_of(turn.pk)).order_by("id")
    return [receipt for receipt in stored.values_list("result", flat=True) if receipt and "approval" not in receipt]


def _close(
    turn: Turn,
    status: Turn.Status,
    answer: str,
    trace: Sequence[Mapping[str, Any]],
    receipts: list[dict[str, Any]],
    also: Iterable[str],
) -> bool:
    """Store the end of a running turn, with what it has under the names `also`; False where it has ended already."""
    turn.status = status
    turn.answer = answer
    cut_off = status in (Turn.Status.INTERRUPTED, Turn.Status.FAILED)
    turn.trace = with_receipts(trace, receipts) if cut_off else list(trace)
    turn.gist = gist_of(turn.asked, receipts, answer)
    _keep_receipts(turn, receipts)
    turn.finished_at = now()
    end = {name: getattr(turn, name) for name in (*_END, *also)}
    return Turn.objects.filter(pk=turn.pk, status=Turn.Status.RUNNING).update(**end) == 1


def _keep_receipts(turn: Turn, receipts: list[dict[str, Any]]) -> None:
    turn.receipts = receipts
    turn.drafts = [draft for receipt in receipts for draft in receipt["drafts"]]


def _machine_time() -> datetime:
    return datetime.now(UTC)


def _busy() -> Conflict:
    return Conflict("turn_running", "A message is still being answered in this conversation; wait for it to end.")
