"""All that is read for a turn before its first model call. Call within `acting_as`.

What everybody has comes with one query beside the profile, and the day's entries with another; only who has more pays for more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from agents.care.concerns import Standing
from agents.coach import Waiting, now_text
from agents.context import earlier_text, known_text
from agents.memory import Message, recall
from fithub.accounts.life_stages import stage_on
from fithub.accounts.models import LifeStage, Profile
from fithub.accounts.queries import years_on
from fithub.body.goal_safety import LEAST_BMI
from fithub.body.queries import bmi, latest_beside
from fithub.body.safety import ADULT_YEARS
from fithub.coaching.approvals import open_in
from fithub.coaching.backfill import asked_about
from fithub.coaching.checkin import proposal_asked
from fithub.coaching.memories import facts_beside
from fithub.coaching.models import Turn
from fithub.coaching.told import Word, may_carry
from fithub.coaching.turns import Started
from fithub.core.clock import LocalMoment
from fithub.diary import queries as diary
from fithub.llm.chat import Provider, providers
from fithub.planning.preferences import has_allergies_beside

# So many open questions of a conversation are told to the model; the newest come first.
MOST_WAITING: Final = 10


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a turn begins with: when it is for the person, the part of the prompt that is about them now, what their profile says of
    care, what was said before, and the first provider, if it may be asked without another look."""

    when: LocalMoment
    now_text: str
    standing: Standing
    before: Sequence[Message]
    at_hand: Provider | None


def prepare(*, user_id: UUID, started: Started) -> Prepared:
    """What is read for a turn that was just started. Raises NotAuthenticated (`account_gone`)."""
    turn = started.turn
    more = {
        "weight_kg": latest_beside(user_id=user_id, metric="weight_kg"),
        "has_allergies": has_allergies_beside(user_id),
        "facts": facts_beside(user_id),
    }
    today = diary.today(user_id=user_id, more=more)
    profile: Any = today.profile
    when = today.when
    asked, waits = _open_questions(turn, started.previous_id)
    before = recall(user_id=user_id, conversation_id=turn.conversation_id, last_id=started.previous_id)
    known = known_text(user_id=user_id, asked=turn.asked, has_allergies=profile.has_allergies, facts_told=profile.facts)
    parts = (now_text(profile, when, today.day, asked, waits), known, earlier_text(before.earlier))
    return Prepared(
        when=when,
        now_text="\n\n".join(filter(None, parts)),
        standing=_standing(profile, when.date, profile.weight_kg, profile.facts),
        before=before.messages,
        at_hand=next((each for each in providers()[:1] if each.breaker.stands_clear()), None),
    )


def _standing(
    profile: Profile, today: date, weight_kg: Decimal | None, facts: Sequence[Mapping[str, str]] | None
) -> Standing:
    """What the profile and the last weight say for which nobody is helped to eat less, and what is remembered that may say it."""
    index = None if weight_kg is None else bmi(weight_kg, profile.height_cm)
    return Standing(
        minor=profile.birth_date is not None and years_on(profile.birth_date, today) < ADULT_YEARS,
        expecting=stage_on(profile, today) != LifeStage.NONE,
        underweight=index is not None and index < LEAST_BMI,
        weight_kg=weight_kg,
        may_carry=may_carry(profile),
        noted=tuple(
            Word(fact["text"], noted=True, at=datetime.fromisoformat(fact["updated_at"]))
            for fact in reversed(facts or ())
        ),
    )


def _open_questions(turn: Turn, previous: UUID | None) -> tuple[date | None, Waiting]:
    """The day that the coach has asked about, and what waits for the person's yes, as a turn begins."""
    if previous is None:
        return None, Waiting()
    rows = list(open_in(turn.user_id, turn.conversation_id)[:MOST_WAITING])
    return asked_about(turn.conversation_id), Waiting(
        proposal_id=proposal_asked(user_id=turn.user_id, conversation_id=turn.conversation_id),
        just_asked=tuple(row for row in rows if row.turn_id == previous),
        before=tuple(row for row in rows if row.turn_id != previous),
    )
