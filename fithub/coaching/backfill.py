"""Asking about days on which little or nothing was logged: one at a time, once each, never again. Call within `acting_as`."""

from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from fithub.accounts.queries import local_now
from fithub.coaching.messages import tell
from fithub.coaching.models import BackfillQuestion, BackfillState, Turn
from fithub.coaching.settings import settings_of
from fithub.core.clock import now
from fithub.core.errors import Conflict, InvalidInput, NotFound
from fithub.core.slots import Slot
from fithub.diary import services
from fithub.diary.completeness import Completeness, judged_days, set_status
from fithub.diary.models import DayStatus
from fithub.diary.queries import own_entries
from fithub.planning.usual import log_usual, usual_meals

# Whoever has logged nothing for longer is not asked: they have gone, and a question would be nagging.
STILL_HERE: Final = timedelta(days=7)


def ask_about(*, user_id: UUID, day: date) -> BackfillQuestion | None:
    """Ask about a day in the conversation, if little or nothing was logged on it and they want to be asked; once for each day."""
    if not settings_of(user_id).backfill:
        return None
    (judged,) = judged_days(user_id=user_id, first=day, last=day)
    if judged.said is not None or judged.completeness not in {Completeness.EMPTY, Completeness.PARTIAL}:
        return None
    if day >= local_now(user_id).date or not own_entries(user_id).filter(local_date__gte=day - STILL_HERE).exists():
        return None
    made = BackfillQuestion(user_id=user_id, local_date=day, asked_at=now())
    BackfillQuestion.objects.bulk_create([made], ignore_conflicts=True)
    question = BackfillQuestion.objects.filter(pk=made.pk).first()
    if question is None:
        return None
    what = "Nothing is" if judged.completeness is Completeness.EMPTY else "Only a little is"
    text = (
        f"{what} logged for {day:%A}, {day.day} {day:%B}. If you like, tell me what you had, and I add it to that day; or say that"
        " you did not eat, or “skip”, and I do not ask about it again."
    )
    about = {
        "kind": "backfill",
        "question_id": str(question.pk),
        "local_date": day.isoformat(),
        "suggestions": _suggestions(user_id, day),
    }
    question.turn = tell(user_id=user_id, key=f"backfill:{day}", text=text, about=about)
    question.save(update_fields=["turn"])
    return question


def own_questions(user_id: UUID) -> QuerySet[BackfillQuestion]:
    """What the person was asked, about the newest days first."""
    return BackfillQuestion.objects.filter(user_id=user_id).order_by("-local_date")


def answer(
    *, user_id: UUID, question_id: UUID | None, how: str, source: str, text: str = "", slot: Slot | None = None
) -> services.Logged:
    """Answer a question (the newest open one where none is named): `how` is text (what was eaten), usual (the usual meal `slot`),
    fasting (little or nothing was eaten) or skip. What was eaten is written down as ever, on the day in question.

    Raises NotFound (`question_not_found`), Conflict (`question_answered`), InvalidInput (`text_missing`, `slot_missing`) and what
    writing it down raises.
    """
    questions = own_questions(user_id).select_for_update()
    if question_id is None:
        question = questions.filter(state=BackfillState.OPEN).first()
    else:
        question = questions.filter(pk=question_id).first()
    if question is None:
        raise NotFound("question_not_found", "There is no such question; GET /coach/questions lists yours.")
    if question.state != BackfillState.OPEN:
        raise Conflict("question_answered", f"This question is {question.state} already.")
    when, day = local_now(user_id), question.local_date
    logged = services.Logged([], [], [])
    match how:
        case "text" if not text.strip():
            raise InvalidInput.field("text", "text_missing", "Say what you ate.")
        case "text":
            logged = services.log_meal(user_id=user_id, text=text, when=when, source=source, local_date=day)
        case "usual" if slot is None:
            raise InvalidInput.field("slot", "slot_missing", "Say which usual meal: breakfast, lunch, dinner or snack.")
        case "usual":
            assert slot is not None
            logged = log_usual(user_id=user_id, slot=slot, when=when, source=source, local_date=day)
        case "fasting":
            set_status(user_id=user_id, day=day, status=DayStatus.Status.FASTING)
    question.state = BackfillState.SKIPPED if how == "skip" else BackfillState.ANSWERED
    question.answered_at = now()
    question.save(update_fields=["state", "answered_at"])
    return logged


def asked_about(conversation_id: UUID) -> date | None:
    """The day of the question that a conversation ends with, while it is open."""
    turns = Turn.objects.filter(conversation_id=conversation_id).exclude(status=Turn.Status.RUNNING)
    last = turns.order_by("-pk").values_list("pk", "about").first()
    if last is None or last[1].get("kind") != "backfill":
        return None
    question = BackfillQuestion.objects.filter(turn_id=last[0], state=BackfillState.OPEN).first()
    return None if question is None else question.local_date


def question_shape(question: BackfillQuestion) -> dict[str, Any]:
    """A question as it is shown."""
    return {
        "id": str(question.pk),
        "local_date": question.local_date.isoformat(),
        "state": question.state,
        "asked_at": question.asked_at.isoformat(),
        "answered_at": question.answered_at.isoformat() if question.answered_at else None,
        "turn_id": str(question.turn_id) if question.turn_id else None,
    }


def _suggestions(user_id: UUID, day: date) -> list[str]:
    """Short answers to choose from."""
    usual = [f"I had my usual {meal.slot.value}" for meal in usual_meals(user_id=user_id, today=day)]
    return [*usual, "I did not eat", "Skip"]
