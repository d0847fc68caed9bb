"""Exercise that is told word by word: a kind, how long or far it was, and nothing else that would mean anything. Pure."""

import re
from dataclasses import dataclass
from typing import Final

from agents.offline.skills.sports import NAMED, kind_named

_NUMBER: Final = (
    r"(?:\d+(?:[.,:]\d+)*|an?|half an?|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty|forty[- ]five|"
    r"fifty|sixty|ninety|a couple of|a hundred)"
)
_MEASURE: Final = re.compile(
    rf"(?<![\w.,]){_NUMBER}[ -]?(?:(?:good|solid|full|whole)[ -])?(?:kms?|k|kilomet(?:er|re)s?|miles?|mi|m|met(?:er|re)s|"
    rf"k? ?steps|kcals?|calories|cals?|(?:hours?|hrs?|h|min(?:ute)?s?)(?:(?: ?and| ?,)? ?(?:{_NUMBER} ?min(?:ute)?s?|a half|"
    rf"a quarter)|"
    r"\d\d)?)\b",
    re.IGNORECASE,
)
_DIMENSIONS: Final = tuple(
    re.compile(rf"[\d\sa-z]\s?(?:{units})\b", re.IGNORECASE)
    for units in (
        r"kms?|k(?! ?steps)|kilomet(?:er|re)s?|miles?|mi|m|met(?:er|re)s",
        r"hours?|hrs?|h|min(?:ute)?s?(?= |$|\W)",
        r"k?cals?|calories",
    )
)
_STEPS: Final = re.compile(r"\d ?k? ?steps\b", re.IGNORECASE)
_STEPPED: Final = frozenset(
    {"walking", "hiking", "running", "jogging", "nordic walking", "power walking", "trail running", "treadmill"}
)
# Where or on what it was, where the kind is told besides: "ran 5 km on the treadmill", "at the gym".
_PLACE: Final = re.compile(
    r"\b(?:on|at|in|around|through|along|to|from|by) (?:the |my |a |our )?(?:local )?(?:treadmill|gym|pool|park|track|beach|"
    r"woods|forest|"
    r"hills?|river|lake|sea|office|work|town|canal|court|garden|stadium|neighbou?rhood|block|home|shops?|station|school)\b"
    r"|\bwith (?:the |my |a |some |our )?(?:\w+)(?= |$)",
    re.IGNORECASE,
)
_ABOUT: Final = frozenset(
    "i we i've we've have 've had did done do doing was went been got just also then too and today a an the my our of for on "
    "in at about "
    "around approx roughly approximately almost nearly only so some session class workout log add record track this finished "
    "completed managed came back from played hit practised practiced total distance covering after that morning afternoon evening "
    "lunchtime earlier before outside inside another more easy long short brisk slow fast quick gentle light hard little nice "
    "it took me "
    "was plus with burned burning burnt well worth as always finally yes great good tough super lovely please solid steady sesh hi "
    "intense proper quickly slowly straight nonstop non stop now home".split()
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:'[a-z]+)?|\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """An activity: what it is called, and whether all that is told of it is how many steps it had."""

    kind: str
    steps_alone: bool = False


def told_plainly(said: str) -> Told | None:
    """The activity that words tell of with how much it was, where every word is accounted for; days and times are taken out
    before."""
    bare = _MEASURE.sub(" ", said)
    if bare == said or _measures_twice(said):
        return None
    named = [each[0] for each in NAMED.finditer(bare)]
    placed = _PLACE.sub(" ", bare)
    elsewhere = [each[0] for each in NAMED.finditer(placed)]
    kinds = {kind_named(each) for each in elsewhere or named}
    rest = NAMED.sub(" ", placed)
    if not {word.lower() for word in _WORD.findall(rest)} <= _ABOUT:
        return None
    if not kinds and _STEPS.search(said):
        return Told("walking", steps_alone=True)
    if _STEPS.search(said) and not kinds <= _STEPPED:
        return None
    return Told(kinds.pop()) if len(kinds) == 1 else None


def _measures_twice(said: str) -> bool:
    """Whether two lengths or two times are told: those are of two activities, or one is what it was not."""
    found = [each[0] for each in _MEASURE.finditer(said)]
    return any(sum(bool(dimension.search(each)) for each in found) > 1 for dimension in _DIMENSIONS)
