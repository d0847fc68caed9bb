"""What the person could eat now."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from fithub.accounts.scopes import Area
from fithub.coaching.restrictions import NOTES
from fithub.coaching.suggestions import MOST, Wanted, suggest, suggestion_shape
from fithub.core.slots import Slot, slot_at
from tools.arguments import Arguments
from tools.base import Ctx, Receipt, user_tool
from tools.brief import MACROS


class SuggestFoods(Arguments):
    """For which meal, and what it should be."""

    slot: Annotated[Slot | None, Field(description="The meal; by the clock if left out.")] = None
    what: Annotated[str | None, Field(min_length=1, max_length=100, description="Only such foods, e.g. soup.")] = None
    protein_g: Annotated[Decimal | None, Field(gt=0, le=200, description="At least so much protein.")] = None
    energy_kcal: Annotated[Decimal | None, Field(gt=0, le=5_000, description="At most so much energy.")] = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 5


@user_tool(args=SuggestFoods, writes=False, area=Area.DIARY)
def suggest_foods(ctx: Ctx, asked: SuggestFoods) -> Receipt:
    """Foods for "what should I eat": those the person knows first, each with grams that fit what is left today, what they hold, and
    why. Never what they are allergic to, avoid or dislike. Suggest only these, with these amounts; tell the notes. Logs nothing."""
    found = suggest(
        user_id=ctx.user_id,
        when=ctx.when,
        slot=asked.slot or slot_at(ctx.when.time),
        wanted=Wanted(asked.what or "", asked.protein_g, asked.energy_kcal),
        limit=asked.limit,
    )
    suggestions = [suggestion_shape(each) for each in found.items]
    for each in suggestions:
        each["nutrients"] = {key: each["nutrients"][key] for key in MACROS}
    return {
        "slot": found.slot.value,
        "suggestions": suggestions,
        "remaining": found.left,
        "targets_basis": found.basis,
        "notes": [NOTES[name] for name in found.notes],
    }
