"""Taking changes back and doing them again, with what is derived from the rows put right as well. Call within `acting_as`."""

from uuid import UUID

from fithub.core import changes
from fithub.foods.models import Food
from fithub.foods.vectors import keep_vectors


def undo(*, user_id: UUID, change_set_id: UUID | None = None, turn_id: UUID | None = None) -> changes.Reversal:
    """`changes.undo`; a food that came back, or has its old name again, has the vector of its name."""
    return _mended(changes.undo(user_id=user_id, change_set_id=change_set_id, turn_id=turn_id))


def redo(*, user_id: UUID) -> changes.Reversal:
    """`changes.redo`, likewise."""
    return _mended(changes.redo(user_id=user_id))


def _mended(done: changes.Reversal) -> changes.Reversal:
    foods = set(done.change_set.rows.filter(table_name=Food._meta.db_table).values_list("row_id", flat=True))
    if foods:
        keep_vectors(foods)
    return done
