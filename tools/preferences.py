"""What the person likes, dislikes, avoids and is allergic to."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, model_validator

from fithub.accounts.scopes import Area
from fithub.foods.categories import group_named
from fithub.planning.judging import Taste
from fithub.planning.preferences import drop_preference, keep_preference
from fithub.planning.shapes import preference_shape
from tools.arguments import Arguments
from tools.base import Ctx, Receipt, user_tool


class SetPreference(Arguments):
    """What is said, of one word, one food or one category."""

    kind: Taste
    word: Annotated[
        str | None, Field(min_length=1, max_length=80, description="e.g. peanuts, dairy; it stands for its family.")
    ] = None
    food_id: UUID | None = None
    category: Annotated[
        str | None, Field(min_length=1, max_length=120, description="A food group, e.g. Meat and poultry.")
    ] = None

    @model_validator(mode="after")
    def _one_of_them(self) -> "SetPreference":
        if sum(each is not None for each in (self.word, self.food_id, self.category)) != 1:
            raise ValueError("give one of word, food_id and category")
        return self


@user_tool(args=SetPreference, writes=True, area=Area.DIARY, destructive=True, idempotent=True)
def set_preference(ctx: Ctx, asked: SetPreference) -> Receipt:
    """Keep what the person likes, dislikes, avoids ("I'm vegetarian": avoid the categories Meat and poultry, Fish and seafood) or
    is allergic to. Said of the same again it replaces what was there; an allergy stays until remove_preference. Logs no food."""
    row, is_new = keep_preference(
        user_id=ctx.user_id,
        kind=asked.kind,
        word=asked.word,
        food_id=asked.food_id,
        category_id=None if asked.category is None else group_named(asked.category).pk,
    )
    return {"preferences": [preference_shape(row)], "message": f"1 preference {'kept' if is_new else 'changed'}."}


class RemovePreference(Arguments):
    """Which one: its id, as list_own told it."""

    preference_id: UUID


@user_tool(args=RemovePreference, writes=True, destructive=True, area=Area.DIARY, idempotent=True)
def remove_preference(ctx: Ctx, asked: RemovePreference) -> Receipt:
    """Take one preference away; an allergy only when the person said so themselves. It can be undone."""
    row = drop_preference(user_id=ctx.user_id, preference_id=asked.preference_id)
    return {"preferences": [preference_shape(row)], "message": "1 preference removed."}
