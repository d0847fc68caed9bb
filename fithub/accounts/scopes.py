"""What the bearer of a personal access token may do: read or write an area of what is a person's."""

from enum import StrEnum
from typing import Final

from fithub.core.errors import Forbidden


class Area(StrEnum):
    """A part of what FitHub has of a person, as they would name it."""

    # Meals, drafts, days, water, activities; own foods, recipes, favourites, measures, preferences.
    DIARY = "diary"
    # The profile, measurements, photos, goals, targets, the expenditure.
    BODY = "body"
    # Diets, planned meals, shopping.
    PLANS = "plans"
    # Conversations, what was told in them to be kept, summaries and when they come.
    COACH = "coach"
    # Imports, exports, jobs.
    DATA = "data"


type Scopes = frozenset[str]


def scope(area: Area, *, writes: bool) -> str:
    """The scope that reading or writing in an area needs; neither contains the other."""
    return f"{area}:{'write' if writes else 'read'}"


READING: Final[Scopes] = frozenset(scope(area, writes=False) for area in Area)
WRITING: Final[Scopes] = frozenset(scope(area, writes=True) for area in Area)
# What a person who has signed in may do.
EVERY: Final = READING | WRITING
# In the order in which they are told.
SCOPES: Final = tuple(scope(area, writes=writes) for area in Area for writes in (False, True))


def refuse_without(held: Scopes, needed: Scopes) -> None:
    """Raises Forbidden (`scope_missing`) unless all that is needed is held."""
    missing = needed - held
    if missing:
        listed = " ".join(each for each in SCOPES if each in missing)
        raise Forbidden("scope_missing", f"This token does not have the scope {listed}.", scope=listed)
