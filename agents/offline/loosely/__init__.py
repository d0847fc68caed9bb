"""What a text wants whose intent is known, read from wherever in it the figures, days and names stand.

Patterns that a sentence has to match to the letter come first (agents/offline/skills and the rest); this is for the many other
ways to put the same. Each reader makes the steps that the patterns make, or None where what it needs is not told.
"""

from collections.abc import Callable, Mapping
from typing import Final

from agents.offline.intents.intent import Intent
from agents.offline.loosely import aims, body, facts, own, plans, profile, questions
from agents.offline.steps import Decide, Redo, Step, Undo
from fithub.core.clock import LocalMoment

type Reader = Callable[[str, LocalMoment], Step | None]

READERS: Final[Mapping[Intent, Reader]] = {
    Intent.UNDO: lambda text, now: Undo(softly=True),
    Intent.REDO: lambda text, now: Redo(),
    Intent.YES: lambda text, now: Decide(True),
    Intent.NO: lambda text, now: Decide(False),
    Intent.ASK_ENTRIES: questions.entries,
    Intent.ASK_TOTALS: questions.totals,
    Intent.ASK_LEFT: questions.left,
    Intent.ASK_FOOD: questions.food,
    Intent.SUGGEST: questions.ideas,
    Intent.RECALL_MEAL: facts.past_meal,
    Intent.LIST_OWN: own.listing,
    Intent.SET_MEASURE: own.size,
    Intent.DELETE_OWN: own.gone,
    Intent.PLAN_MEAL: plans.plan,
    Intent.ASK_PLAN: plans.what_is_planned,
    Intent.EDIT_PLANNED: plans.left_out,
    Intent.LOG_PLANNED: plans.as_planned,
    Intent.SHOPPING: plans.to_buy,
    Intent.ACTIVATE_DIET: plans.diet_begun,
    Intent.END_DIET: plans.diet_ended,
    Intent.ASK_DIETS: plans.diets,
    Intent.DAY_STATUS: own.day_marked,
    Intent.EXPORT: own.export,
    Intent.IMPORT: own.import_committed,
    Intent.ASK_IMPORT: own.import_shown,
    Intent.UNDO_IMPORT: own.import_undone,
    Intent.JOBS: own.background,
    Intent.LOG_MEASURE: body.measures,
    Intent.MEND_MEASURE: body.mended,
    Intent.DELETE_MEASURE: body.unmeasured,
    Intent.ASK_MEASURE: body.asked,
    Intent.LOG_ACTIVITY: body.moved,
    Intent.ASK_ACTIVITY: body.burned,
    Intent.SET_GOAL: aims.goal,
    Intent.ACTIVATE_GOAL: aims.begun,
    Intent.END_GOAL: aims.ended,
    Intent.ASK_GOAL: aims.progress,
    Intent.SET_TARGET: aims.target,
    Intent.ASK_TARGET: aims.targets,
    Intent.ASK_REFERENCE: aims.need,
    Intent.STATE_PREFERENCE: facts.preference,
    Intent.REMOVE_PREFERENCE: facts.no_more,
    Intent.ASK_PREFERENCES: facts.preferences,
    Intent.REMEMBER: facts.fact,
    Intent.FORGET: facts.forgotten,
    Intent.ASK_MEMORY: facts.known,
    Intent.COACH_SETTINGS: own.settings,
    Intent.ASK_SUMMARY: own.summary,
    Intent.PROFILE: profile.facts,
}
"""How each intent is read; the others are read by their patterns alone."""


def read_loosely(intent: Intent, text: str, now: LocalMoment) -> Step | None:
    """What a text of this intent wants; None where it does not tell enough."""
    reader = READERS.get(intent)
    return None if reader is None else reader(text, now)
