"""How far what a person eats lifts a food among the senses of what they asked for. Pure arithmetic."""

from datetime import date
from typing import Final

# The most a habit adds to a score: enough for a plain "milk" to be the oat milk of who always has that, which says one word more.
MOST: Final = 0.24
# After so many times half of it is reached; so many days without halve what is left.
HALF_TIMES: Final = 3
HALF_DAYS: Final = 60
# What is one's own is meant before the catalogue's, where all that was asked for is in its name.
OWN: Final = 0.2


def habit_lift(*, times: int, last_on: date | None, today: date) -> float:
    """0 to MOST: more the oftener and the later a food was eaten. A date to come counts as today."""
    if times <= 0 or last_on is None:
        return 0.0
    since = max(0, (today - last_on).days)
    lift: float = MOST * (1 - 0.5 ** (times / HALF_TIMES)) * 0.5 ** (since / HALF_DAYS)
    return lift
