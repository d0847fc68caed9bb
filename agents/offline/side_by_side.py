"""Activities beside each other in one sentence, each with how much it was: "ran 20 minutes and did 30 min of yoga". Pure."""

import re
from typing import Final

from agents.offline.clauses import EATING
from agents.offline.skills.moves_told import Told, told_plainly
from agents.offline.skills.moving import measured
from fithub.core.clock import LocalMoment
from fithub.estimation.occasions import read_occasions
from fithub.estimation.tokens import tokenise

_JOINT: Final = re.compile(
    r"(?:\s*(?:,(?!\d)|(?<!\d),|;|\+|&|\.(?= )|\b(?:and|plus|then|followed by|as well as|also)\b)\s*)+", re.IGNORECASE
)
# What may stand beside them and is told by itself: something eaten, an order, a measure of the body.
_ELSE: Final = re.compile(
    rf"\b(?:{EATING})\b|^(?:an?|one|two|three|four|five|six|half|some|\d[\d.,]*)\s|^(?:log|add|record|track)\b",
    re.IGNORECASE,
)
_WHY: Final = re.compile(r"^(?:because|since|as|so|but|which|who|it|that)\b", re.IGNORECASE)


def apart(sentence: str, now: LocalMoment) -> list[str]:
    """The parts of a sentence that tells at least two activities; [] where it does not, or where a part of it is unclear."""
    pieces, told = _pieces(sentence, now)
    kinds = [each for each in told if each is not None]
    if len(kinds) < 2:
        return []
    if any(each.steps_alone for each in kinds) and len({each.kind for each in kinds}) < len(kinds):
        # The steps are those of the walk beside them.
        return []
    if not all(
        each is not None or (_ELSE.search(piece) and not _WHY.match(piece))
        for piece, each in zip(pieces, told, strict=True)
    ):
        return []
    return _on_one_day(sentence, pieces, now)


def tells_one_activity(sentence: str, now: LocalMoment) -> bool:
    """Whether all of a sentence is of one activity: "1 hour and 10 minutes of yoga"."""
    return _told(sentence, now) is not None


def _pieces(sentence: str, now: LocalMoment) -> tuple[list[str], list[Told | None]]:
    """The sentence at its joints, put together again where a part tells no activity of its own: "1 hour and 10 minutes of yoga"."""
    pieces: list[str] = []
    told: list[Told | None] = []
    start = 0
    for joint in [*_JOINT.finditer(sentence), None]:
        piece = sentence[start : joint.start() if joint else len(sentence)].strip()
        start = joint.end() if joint else start
        if not piece:
            continue
        if pieces and told[-1] is None and (whole := _told(f"{pieces[-1]} and {piece}", now)) is not None:
            # "Half an hour", "of rowing": neither is one alone.
            pieces[-1], told[-1] = f"{pieces[-1]} and {piece}", whole
            continue
        alone = _told(piece, now)
        if (
            alone is None
            and pieces
            and told[-1] is not None
            and (whole := _told(f"{pieces[-1]} and {piece}", now)) is not None
        ):
            pieces[-1], told[-1] = f"{pieces[-1]} and {piece}", whole
            continue
        if alone is None and pieces and told[-1] is None:
            pieces[-1] = f"{pieces[-1]} and {piece}"
            continue
        pieces.append(piece)
        told.append(alone)
    return pieces, told


def _told(piece: str, now: LocalMoment) -> Told | None:
    bare = _without_whens(piece, now)
    return told_plainly(bare) if measured(bare) else None


def _without_whens(said: str, now: LocalMoment) -> str:
    tokens = tokenise(said)
    for each in reversed(read_occasions(tokens, now)):
        said = f"{said[: tokens[each.start].start]} {said[tokens[each.end - 1].end :]}"
    return " ".join(said.split()).strip(" ,.!")


def _on_one_day(sentence: str, pieces: list[str], now: LocalMoment) -> list[str]:
    """The parts with the one day that is named at the sentence's beginning or end, which is meant for all of them."""
    tokens = tokenise(sentence)
    days = [each for each in read_occasions(tokens, now) if each.when.local_date is not None]
    if len(days) != 1 or not (days[0].start <= 1 or days[0].end >= len(tokens) - 1):
        return pieces
    said = sentence[tokens[days[0].start].start : tokens[days[0].end - 1].end]
    return [piece if said in piece else f"{piece} {said}" for piece in pieces]
