"""The coach: a model, the tools, and what guards them."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final
from uuid import UUID

from langchain.agents import create_agent

import prompts
from agents.calling import Asked, ToolErrors
from agents.course import Course, RunCtx
from agents.guard import Answering
from agents.offline.model import OfflineModel
from fithub.accounts.models import Profile
from fithub.coaching.models import Approval
from fithub.core.clock import LocalMoment
from fithub.diary.queries import Day
from fithub.llm.chat import providers
from tools.catalogue import TOOLS


@cache
def coach() -> Any:
    """The agent, made once."""
    prompt = prompts.load("coach")
    return create_agent(
        # Answering says for each call who makes it.
        model=OfflineModel(),
        tools=list(TOOLS),
        middleware=[
            Answering(prompt.text, TOOLS),
            ToolErrors(),
            Asked(),
        ],
        context_schema=RunCtx,
    )


def new_course() -> Course:
    """A run that has not begun: with the provider, where there is one."""
    asked = providers()
    return Course(offline=not asked, model=asked[0].name if asked else OfflineModel.NAME)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for the person's yes: a target that the coach asked about of its own accord, what the turn before asked, and what
    was asked earlier in the conversation, the newest first."""

    proposal_id: UUID | None = None
    just_asked: tuple[Approval, ...] = ()
    before: tuple[Approval, ...] = ()


def now_text(
    profile: Profile, when: LocalMoment, day: Day, asked_about: date | None, waits: Waiting | None = None
) -> str:
    """What changes from turn to turn: where and when the person is, and how their day stands as this turn begins."""
    waits = waits or Waiting()
    energy, protein = (day.totals.amounts[key] for key in ("energy_kcal", "protein_g"))
    left = ", ".join(f"{key} {amount}" for key, amount in day.remaining.items() if amount is not None and key in _SHOWN)
    return "\n".join(
        (
            "Now, as this turn begins",
            f"local_date: {when.date.isoformat()} ({when.date:%A})",
            f"local_time: {when.time:%H:%M}",
            f"time_zone: {when.zone}",
            f"units: {profile.units}",
            f"today_so_far: {len(day.entries)} entries, energy_kcal {energy}, protein_g {protein}",
            f"left_today: {left or 'unknown'} ({day.targets.basis} targets)",
            *([f"asked_about: {asked_about.isoformat()}"] if asked_about else []),
            *([f"proposal_waits: {waits.proposal_id}"] if waits.proposal_id else []),
            *(_approval(row, "asked just now") for row in waits.just_asked),
            *(_approval(row, "asked earlier") for row in waits.before),
        )
    )


def _approval(row: Approval, when: str) -> str:
    """One line, whatever a food or a file is called."""
    return f"approvals_wait: {row.pk} ({when}) {row.tool}: {' '.join(row.summary.split())[:300]}"


_SHOWN: Final = frozenset({"energy_kcal", "protein_g", "carbohydrate_g", "fat_g"})
