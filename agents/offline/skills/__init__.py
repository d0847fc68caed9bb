"""What the offline model understands beside the diary: a skill for each kind of thing that a person keeps.

A skill's module reads the clauses that are about its things (`read`), and plans the calls and the words that answer them
(`take`). A clause that no skill reads goes on to the diary; so a skill takes only what it is sure of, and never a meal. The
first one here that reads a clause has it.
"""

from collections.abc import Sequence
from typing import Final

from agents.offline.calls import Plan, Turn
from agents.offline.clauses import command, without_courtesy
from agents.offline.history import Result
from agents.offline.skills import (
    comparisons,
    days,
    diets,
    energy,
    exchange,
    frequent,
    goals,
    jobs,
    measurements,
    memories,
    menus,
    moving,
    past_meals,
    plans,
    preferences,
    profile,
    ranges,
    recipes,
    suggestions,
    summaries,
    targets,
    weighing,
)
from agents.offline.skills.skill import Skill
from agents.offline.steps import Wish
from agents.offline.vocabulary import with_marks
from fithub.core.clock import LocalMoment

SKILLS: Final[tuple[Skill, ...]] = (
    exchange.SKILL,
    # Before the diets and the plan: what is to be made up is not named.
    menus.SKILL,
    diets.SKILL,
    recipes.SKILL,
    energy.SKILL,
    days.SKILL,
    profile.SKILL,
    goals.SKILL,
    measurements.SKILL,
    jobs.SKILL,
    plans.SKILL,
    comparisons.SKILL,
    # Before the suggestions: "what do I eat most" is of what was eaten.
    frequent.SKILL,
    # Before the preferences: "what should I eat" is no question about them.
    suggestions.SKILL,
    preferences.SKILL,
    # Before the averages: "did I have curry last week" is of a food.
    memories.SKILL,
    past_meals.SKILL,
    # Before the averages: "compare this week with last week" is of two times.
    ranges.SKILL,
    summaries.SKILL,
    moving.SKILL,
    targets.SKILL,
    weighing.SKILL,
)


def read_wish(order: str, now: LocalMoment) -> Wish | None:
    """What a clause wants of a skill, as an order ("could you show …" as "show …"); None where it is about none of them."""
    bare = with_marks(order.strip(" ,.!?:;"))
    return next((wish for skill in SKILLS if (wish := skill.read(bare, now)) is not None), None)


def take_wish(wish: Wish, turn: Turn) -> Plan[str]:
    """Do what a wish asks, and say what came of it."""
    skill = next(skill for skill in SKILLS if isinstance(wish, skill.wishes))
    return (yield from skill.take(wish, turn))


def reply(text: str, previous: Sequence[Wish], now: LocalMoment) -> Wish | None:
    """What a message wants that answers a skill's question; None where it answers none. `previous`: the wishes
    of the turn before."""
    bare = text.strip(" ,.!?:;")
    answers = (skill.reply(bare, previous, now) for skill in SKILLS if skill.reply is not None)
    return next((wish for wish in answers if wish is not None), None)


def follow(text: str, turn: Turn) -> Wish | None:
    """What a message wants that is clear by what the turn before did or told; None where it is clear by itself or not at all."""
    order = command(without_courtesy(text)).strip(" ,.!?:;")
    wishes = (skill.follow(order, turn) for skill in SKILLS if skill.follow is not None)
    return next((wish for wish in wishes if wish is not None), None)


def decide(yes: bool, turn: Turn) -> Plan[str | None]:
    """A yes or a no to what a skill's turn has asked; None where no skill waits for one."""
    for skill in SKILLS:
        if skill.decide is not None:
            said = yield from skill.decide(yes, turn)
            if said is not None:
                return said
    return None


def done(result: Result) -> str | None:
    """The words for what a tool did once the person had said yes to it; None where no skill has any."""
    return next((skill.done[result.tool](result) for skill in SKILLS if result.tool in skill.done), None)
