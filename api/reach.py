"""How far a personal access token reaches in the API: which scope each address needs, and which no token opens."""

import re
from typing import Final

from fithub.accounts.scopes import EVERY, READING, WRITING, Area, Scopes, refuse_without, scope
from fithub.core.errors import Forbidden

# By the first part of what follows /api/v1/. What does not stand here no token opens.
AREAS: Final = {
    **dict.fromkeys(
        "activities averages categories days drafts entries favourites foods measures preferences recipes".split(),
        Area.DIARY,
    ),
    **dict.fromkeys("usual-meals water".split(), Area.DIARY),
    **dict.fromkeys(
        "expenditure goals me measurements photos proposals reference-intakes targets training-days".split(), Area.BODY
    ),
    **dict.fromkeys("diets meals planned-meals shopping-list".split(), Area.PLANS),
    **dict.fromkeys("coach conversations memories summaries".split(), Area.COACH),
    **dict.fromkeys("exports imports jobs".split(), Area.DATA),
}
# Told to whoever may read there, and changed by nobody but the person: who they are, what they are asked before, leaving.
ONLY_READ: Final = frozenset({"me"})
# For nobody but the person: what lets others in, and their yes to what others ask for.
CLOSED: Final = frozenset({"approvals", "calendar", "tokens"})
# These write entries too.
_INTO_THE_DIARY: Final = re.compile(r"planned-meals/[^/]+/log|coach/questions/.+")
# The coach does whatever it is told.
_TO_THE_COACH: Final = re.compile(r"conversations/[^/]+/messages")


def refuse_out_of_reach(scopes: Scopes, *, path: str, writes: bool) -> None:
    """Refuse a request that a token's scopes do not cover. Raises Forbidden (`scope_missing`, `token_not_enough`)."""
    address = path.removeprefix("/api/v1/")
    place = address.partition("/")[0]
    if place == "changes":
        _refuse_changes(scopes, writes=writes)
    elif place not in AREAS or (writes and place in ONLY_READ):
        raise Forbidden("token_not_enough", "No access token opens this; sign in with the password.")
    elif writes and _TO_THE_COACH.fullmatch(address):
        refuse_without(scopes, EVERY)
    else:
        into_diary = writes and _INTO_THE_DIARY.fullmatch(address)
        needed = {scope(AREAS[place], writes=writes)} | ({scope(Area.DIARY, writes=True)} if into_diary else set())
        refuse_without(scopes, frozenset(needed))


def _refuse_changes(scopes: Scopes, *, writes: bool) -> None:
    """The log tells of every area; what may be taken back is seen to where it is done (tools.areas)."""
    if not writes:
        refuse_without(scopes, READING)
    elif not scopes & WRITING:
        refuse_without(scopes, WRITING)
