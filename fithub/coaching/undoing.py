"""Taking changes back and doing them again, with what is derived from texts put right as well. Call within `acting_as`."""

from uuid import UUID

from fithub.body import undoing
from fithub.coaching.memories import keep_vectors
from fithub.coaching.models import Memory
from fithub.core import changes


def undo(*, user_id: UUID, change_set_id: UUID | None = None, turn_id: UUID | None = None) -> changes.Reversal:
    """As that of fithub.body; a memory that came back has the vector of its text."""
    return _mended(undoing.undo(user_id=user_id, change_set_id=change_set_id, turn_id=turn_id))


def redo(*, user_id: UUID) -> changes.Reversal:
    """Likewise."""
    return _mended(undoing.redo(user_id=user_id))


def _mended(done: changes.Reversal) -> changes.Reversal:
    memories = set(done.change_set.rows.filter(table_name=Memory._meta.db_table).values_list("row_id", flat=True))
    if memories:
        keep_vectors(memories)
    return done
