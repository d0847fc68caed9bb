"""An activity that somebody admits to have told wrongly, and what it was: "I got Sunday's swim wrong, I was in the pool for half an
hour", "I only ran 20 min on Friday". Pure."""

import re
from collections.abc import Sequence
from typing import Final

from agents.offline.activity_words import DAY, MOVING, MoveFix, anew, is_about_activity
from agents.offline.naming import target_in
from agents.offline.skills.moving import SKILL, Move, measured
from agents.offline.skills.sports import DEEDS, activity_named, kind_named
from agents.offline.steps import Payload
from fithub.core.clock import LocalMoment

_THE_ROW: Final = (
    rf"(?:(?:the|my|that|{DAY}(?:'s)?) )+(?:(?:long|short|morning|evening|afternoon|lunchtime) )?(?:{MOVING})"
    rf"(?: (?:session|class|entry|workout|time))?(?: (?:(?:from|of) )?{DAY})?"
)
_WRONG: Final = (
    r"(?:wrong(?:ly)?|incorrect(?:ly)?|badly|muddled|mixed up|not right|not quite right|a bit off|off|false|"
    r"a mistake|mistaken)"
)
_ADMITS: Final = re.compile(
    r"^(?:(?:oh|sorry|um|ah|hey|actually|oops|so|wait|hmm|no|i think|think|i'm afraid)[\s,]+)*(?:"
    rf"i(?:'ve| have| must have)? (?:got|had|put|logged|wrote|written|entered|told you|put down) (?:down )?(?P<got>{_THE_ROW}) "
    rf"(?:in |down |all |a bit |slightly )*{_WRONG}"
    r"|i(?:'ve| have| must have)? (?:made a (?:mistake|mess|slip|muddle|hash) (?:with|of|on|about|in|over)|(?:was|am|'m) "
    r"(?:mistaken|wrong) "
    r"(?:about|with|on)|messed up|mixed up|misremembered|misjudged|mistimed|muddled(?: up)?|screwed up|botched|fluffed|"
    r"slipped up (?:on|with)"
    rf"|lied about|exaggerated) (?P<botched>{_THE_ROW})"
    rf"|(?P<row>{_THE_ROW})(?:(?:'s| is| was)? (?:all |just |completely |totally |in |down )*"
    rf"(?:{_WRONG}|too (?:long|short|much|high|low|far))|(?: is| was) (?:a bit |a lot |much |far |actually |really )*"
    rf"(?:longer|shorter|further|more|less)(?: than that)?|(?: isn't| wasn't| is not| was not) (?:quite )?(?:right|correct))"
    r")(?P<rest>(?:[\s,;:.!–-]+.*)?)$",
    re.IGNORECASE,
)
_ONLY: Final = re.compile(
    rf"^(?:(?:{DAY}|sorry|actually|well|but|and)[\s,]+)*i (?:actually |really )?only (?:actually |really |managed to |got to )?"
    rf"(?:{DEEDS}|run|walk|swim|cycle|row|hike|jog|did|went|managed|had)\b",
    re.IGNORECASE,
)
_FIGURE: Final = re.compile(r"\d|\bhours?\b|\bquarters?\b", re.IGNORECASE)


def read_admission(said: str, now: LocalMoment) -> MoveFix | None:
    """What a wrong activity was; None where nothing is admitted, or another activity is told besides."""
    match = _ADMITS.match(said.strip())
    if match is not None:
        row, rest = match["got"] or match["botched"] or match["row"], match["rest"].strip(" ,;:.!–-")
        target = target_in(row, now)
        other = activity_named(rest)
        if not _FIGURE.search(rest) or not is_about_activity(target) or (other and other != activity_named(row)):
            return None
        return MoveFix(target, Payload(), rest)
    return _only(said, now)


def with_what_it_was(sentences: Sequence[str]) -> list[str]:
    """The sentences, with what is admitted to be wrong and what follows as one."""
    joined: list[str] = []
    for sentence in sentences:
        before = _ADMITS.match(joined[-1].strip()) if joined else None
        if before is not None and not before["rest"].strip(" ,;:.!–-") and _FIGURE.search(sentence):
            joined[-1] = f"{joined[-1].strip(' .!')}, {sentence}"
        else:
            joined.append(sentence)
    return joined


def _only(said: str, now: LocalMoment) -> MoveFix | None:
    """ "I only swam 20 min on Sunday": that of the day, if it is there."""
    move = SKILL.read(re.sub(r"\bonly ", "", said, flags=re.IGNORECASE), now) if _ONLY.match(said.strip()) else None
    named = isinstance(move, Move) and move.name == kind_named(activity_named(said) or move.name) and measured(said)
    return anew(move, said, "", now) if isinstance(move, Move) and named and move.name != "activity" else None
