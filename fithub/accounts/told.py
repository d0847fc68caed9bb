"""What a person has told of themselves in words, beside their profile: that they are pregnant, nurse, or are under 18.

The floors under which nobody is helped to eat less (`fithub.body.safety`) count it as if the profile said so. The words are kept by
layers above this one, which say how they are read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from fithub.accounts.models import Profile


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody has told and not taken back."""

    pregnant: bool = False
    nursing: bool = False
    minor: bool = False


Read = Callable[[Profile, date], Told]
_readers: list[Read] = []


def read_with(read: Read) -> None:
    """From now on what was told is read with this."""
    _readers[:] = [read]


def told_by(profile: Profile, today: date) -> Told:
    """What the person has told by a local date. Call within `acting_as`."""
    return _readers[0](profile, today) if _readers else Told()
