"""A menu that somebody wants to be made for them: "make me a meal plan for the week", "plan my dinners, only vegetarian".

What is named is planned elsewhere; here nothing is named but what it should be like, and of that nothing is planned or logged.
"""

import re
from dataclasses import dataclass
from typing import Final

from agents.offline.calls import Plan, Turn
from agents.offline.skills.skill import Skill
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment


@dataclass(frozen=True, slots=True)
class MakeMenu(Wish):
    """A whole plan is to be made up."""


_POLITE: Final = (
    r"^\W*(?:(?:please|hey|hi|so|ok(?:ay)?|can you|could you|would you|will you|i want you to|i need you to|just|kindly|"
    r"help me(?: to)?)[\s,]+)*"
)
_MAKE: Final = (
    r"(?:make|create|give|write|draw up|set up|put together|build|design|come up with|generate|prepare|do|get|propose|suggest|"
    r"help(?: me)? with|i(?:'d| would)? (?:need|want|like|love))"
)
_A_MENU: Final = re.compile(
    rf"{_POLITE}{_MAKE}(?: (?:for )?(?:me|us))?(?: up)? (?:an?|some|another) (?:(?!\bfor\b|\brecipe\b)[\w'-]+ ){{0,4}}?"
    r"(?:plans?|menus?|programmes?|programs?|diet(?: plan)?s?)\b(?!\s*[:(])"
    # A diet with its targets is kept, and a recipe is another thing.
    r"(?!.*\b(?:\d+ ?(?:k?cal\w*|g(?:rams?)?)|recipe|called|named)\b)",
    re.IGNORECASE,
)
_WHEN: Final = (
    r"(?: (?:for|of|in|on|this|next|the|me|us|coming|week\w*|days?|month|tomorrow|today|\d+|two|three|four|five|six|seven|ten|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|to|until|till))*"
)
_LIKE: Final = (
    r"(?:only|just|nothing|no|without|vegetarian|vegan|low|high|healthy|cheap|quick|easy|under|within|around|"
    r"with (?:lots|plenty|more|less|no|only|enough|\d)|for (?:weight|muscle|cutting|bulking))"
)
_MY_MEALS: Final = re.compile(
    rf"{_POLITE}(?:plan|organi[sz]e|make|create|do) (?:(?:out|all|all of) )*(?:my|our|the|some)?\s*"
    r"(?:(?:whole|entire|next|coming) )*"
    r"(?:weeks?|weekend|days?|meals|menu|food|eating|breakfasts|lunches|dinners|suppers|snacks)\b"
    rf"{_WHEN}(?:[\s,;–-]+(?:please|pls)|[\s,;–-]+(?:but |and |all |so |that )*{_LIKE}\b.*)?\W*$",
    re.IGNORECASE,
)
NOT_MADE_UP: Final = (
    "I make up no whole menu, so nothing was planned. Ask “what could I eat for dinner?” and I suggest what fits; what you name I "
    "plan, like “plan oatmeal for breakfast every weekday”."
)


def read_menu(order: str, now: LocalMoment) -> MakeMenu | None:
    """Whether a sentence wants a menu made; `now` is not needed, as no day is read."""
    return MakeMenu() if _A_MENU.match(order) or _MY_MEALS.match(order) else None


def _take(_wish: MakeMenu, _turn: Turn) -> Plan[str]:
    yield from ()
    return NOT_MADE_UP


SKILL: Final = Skill((MakeMenu,), read_menu, _take)
