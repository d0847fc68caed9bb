"""Statements that say themselves that nobody knows how much it was: "rice, no idea how much". Pure."""

import re
from typing import Final

_NO_IDEA: Final = re.compile(
    r"[\s,;(–-]*(?:\b(?:but|and|though|although)\s+)*(?:\b(?:i|we)(?:'m|'ve| am| was| have| honestly| really)*\s+)*"
    r"\b(?:(?:no|not a|without a|haven't a|hadn't a) (?:real |good )?(?:idea|clue)|"
    r"(?:don't|do not|didn't|did not|can't|cannot|can not|couldn't|could not|haven't|never|forgot to|unable to) (?:\w+ ){0,2}?"
    r"(?:know|remember|recall|say|tell|measured?|weigh(?:ed)?|count(?:ed)?|checked|check|estimate|guess)|"
    r"(?:not|wasn't|isn't) (?:really |quite |entirely |exactly |too |at all )?(?:sure|certain)|unsure|uncertain|who knows|"
    r"hard to (?:say|tell|guess)|"
    r"(?:god|heaven) knows|dunno|idk|forgot|(?:i|i'll) forget|unknown|unclear)\b"
    r"(?:[^.?!;\d]{0,24}?\b(?:how (?:much|many|big|large|heavy|long)|what (?:size|amount|portion|weight|quantity)|"
    r"(?:amounts?|quantit(?:y|ies)|portions?|sizes?|weights?|grams|numbers?|volume))\b(?:[^.?!;,\d]{0,24})?|"
    r"\s+(?:it|them|that)\b|\s*$)\)?",
    re.IGNORECASE,
)
_UNKNOWN: Final = re.compile(
    r"[\s,;(–-]*\b(?:exact |the )*(?:amounts?|portions?|quantit(?:y|ies)|sizes?|weights?|servings?)(?: size)?(?: is| was|"
    r"'s)?(?: unfortunately| sadly)? "
    r"(?:unknown|unclear|unsure|uncertain|not known|a mystery|anyone's guess|anybody's guess)\b\)?",
    re.IGNORECASE,
)
_VAGUE: Final = re.compile(
    r"\b(?:an unknown|some unknown|an uncertain|an unspecified) (?:amount|quantity|number|portion) of\b", re.IGNORECASE
)
# "I had a decent chunk of it": of what was named before, and nobody knows how much.
_SO_MUCH_OF_IT: Final = re.compile(
    r"[\s,;(–-]*(?:\b(?:and|but|so|then) )*(?:\b(?:i|we)(?:'ve| have)? )?"
    r"(?:(?:only|just|also|definitely|probably|must have|easily) )*"
    r"\b(?:had|have|ate|eaten|got|took|managed|demolished|finished|inhaled|enjoyed|put away|polished off|went for|"
    r"helped myself to) "
    r"(?!(?:[\w'-]+ ){0,4}?(?:\d[\w.,/]*|half|halves|thirds?|quarters?|eighths?|fifths?|one|two|three|four|five|six|seven|eight|"
    r"all|most|much|some|none|any|each|more|rest|slices?|pieces?|cups?|bowls?|plates?|plateful|glass\w*|pints?|bottles?|cans?|"
    r"spoon\w*|tablespoons?|teaspoons?|handfuls?|bites?|scoops?|squares?|sips?|bit|couple|few|dozen|percent) (?:[\w'-]+ )?of )"
    r"(?:[\w'-]+ ){1,5}?of (?:it|them|that|those)\b(?= *(?:$|[.,;!)]))",
    re.IGNORECASE,
)
# Longer than any clause; to look through a page for these takes seconds.
_LONGEST_STATEMENT: Final = 600


def amount_unknown(said: str) -> str | None:
    """A statement without the words that say that nobody knows how much it was; None where none says so, or it is a page."""
    if len(said) > _LONGEST_STATEMENT:
        return None
    without = _SO_MUCH_OF_IT.sub(" ", _UNKNOWN.sub(" ", _NO_IDEA.sub(" ", _VAGUE.sub(" ", said))))
    return None if without == said else " ".join(without.split()).strip(" ,;–-")
