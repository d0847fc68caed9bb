"""The four meals of a day, and which one a time of day belongs to."""

from datetime import time
from enum import StrEnum


class Slot(StrEnum):
    """Where in the day something was eaten."""

    BREAKFAST = "breakfast"
    LUNCH = "lunch"
    DINNER = "dinner"
    SNACK = "snack"


_BEGINNINGS = (
    (time(4, 0), Slot.BREAKFAST),
    (time(10, 30), Slot.LUNCH),
    (time(15, 0), Slot.SNACK),
    (time(17, 0), Slot.DINNER),
    (time(22, 0), Slot.SNACK),
)


def slot_at(at: time) -> Slot:
    """The meal that a local time falls into; before 04:00 it is still last night's snack."""
    return next((slot for begins, slot in reversed(_BEGINNINGS) if at >= begins), Slot.SNACK)
