"""What is told of bodies and is no measure to write down: somebody else's, and a change without the measure it led to."""

import re
from dataclasses import dataclass
from typing import Final

from agents.offline.clauses import EATING
from agents.offline.eaten import KIN
from agents.offline.skills.measurement_words import LogMeasures, read_log
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment


@dataclass(frozen=True, slots=True)
class AnothersMeasure(Wish):
    """What somebody else weighs or measures."""


@dataclass(frozen=True, slots=True)
class ChangeAlone(Wish):
    """How much was lost or gained, and not what it came to."""


_ABOUT: Final = r"(?:(?:about|around|almost|nearly|over|only|just|another|exactly) )*"
_AMOUNT: Final = (
    r"(?:\d{1,4}(?:[.,]\d{1,3})?|half an?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)
_MASS: Final = r"(?:kgs?|kilo(?:s|gram(?:me)?s?)?|lbs?\.?|pounds?|st\.?|stones?)"
_SIZE: Final = rf"(?:{_MASS}|g|grams?|oz|ounces?|cms?|m|met(?:re|er)s?|in|inch(?:es)?|ft|feet|%|percent)"
_SOMEBODY: Final = (
    rf"(?:(?:my|our|the|his|her|their|your)(?: \w+){{0,2}}? (?:{KIN}|bab(?:y|ies)|pets?|pupp(?:y|ies)|horses?|rabbits?)"
    r"|he|she)"
)
_WEIGHS: Final = re.compile(
    rf"^(?:and )?{_SOMEBODY}(?:'s| is| was| are| were)?(?: (?:now|just|already|currently|also|only|still))*"
    rf"(?: (?:weigh(?:s|ed|ing)?(?: in)?(?: at)?|lost|gained|put on|dropped|is|was|are|were|has(?: (?:lost|gained))?) )?"
    rf" ?{_ABOUT}{_AMOUNT}\s*{_SIZE}\b"
    r"(?: (?:tall|now|today|heavy|\d+|this|since|at|in|last|yesterday|of (?:weight|fat))\b.*)?$",
    re.IGNORECASE,
)
_WEIGHS_BARE: Final = re.compile(
    rf"^(?:and )?{_SOMEBODY}(?: (?:now|just|already|currently|also|only))* weigh(?:s|ed)(?: in)?(?: at)? {_ABOUT}{_AMOUNT}$",
    re.IGNORECASE,
)
_THEIRS: Final = re.compile(
    rf"\b(?:my|our|the|his|her|their|your)(?: \w+){{0,2}}? (?:{KIN}|pets?)'s?(?: \w+)? "
    r"(?:weight|waist(?:line)?|hips?|height|body ?fat|bmi)\b(?! watchers)",
    re.IGNORECASE,
)
_EATING: Final = re.compile(rf"\b(?:{EATING})\b", re.IGNORECASE)
_CHANGED: Final = re.compile(
    r"^(?:(?:yay|wow|hooray|great|oh no|so|and)[,!]? )?(?:i(?:'ve| have)?(?: (?:just|already|also|now|finally|only|even))*"
    rf" (?:lost|dropped|shed|gained|put on)|i(?:'m| am)(?: (?:now|already))? (?:down|up)) {_ABOUT}"
    rf"(?:(?:some )?weight|{_AMOUNT}\s*{_MASS}(?: (?:of )?(?:weight|fat|muscle|body ?fat))?)"
    r"(?: (?:already|now|today|yesterday|overnight|so far|since|in|this|last|over|during|within|from|again|altogether|"
    r"on (?:the|my) scales?)\b[^,;]*?)?(?:(?:,| and| so|;)+ (?P<rest>.+))?$",
    re.IGNORECASE,
)

SAID: Final = {
    AnothersMeasure: "That is somebody else's, and I keep only what is measured of you, so I have written nothing down.",
    ChangeAlone: "That is a change and not what it came to, so I have written nothing down. What do you weigh now? Say it like"
    " “I weigh 80 kg”.",
}


def read_remark(clause: str, now: LocalMoment) -> AnothersMeasure | ChangeAlone | LogMeasures | None:
    """What is told of a body without a measure of one's own; the measure, where a change comes with it."""
    if _WEIGHS.match(clause) or _WEIGHS_BARE.match(clause) or (_THEIRS.search(clause) and not _EATING.search(clause)):
        return AnothersMeasure()
    changed = _CHANGED.match(clause)
    if changed is None:
        return None
    if changed["rest"] is None:
        return ChangeAlone()
    rest = read_log(re.sub(r"^now ", "", changed["rest"], flags=re.IGNORECASE), now)
    return rest if isinstance(rest, LogMeasures) else None
