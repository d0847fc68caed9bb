"""What hangs on a report behind a comma: an order put as a question ("…, can you add that?"), or a question of its own.

"Had a salad for lunch, would you mind adding it?" tells a meal and asks nothing; "had a coffee, can you tell me how many calories I
am at?" tells one and asks something else.
"""

import re
from typing import Final

from agents.offline.clauses import COMMAND, without_courtesy
from agents.offline.stating import names_food
from fithub.core.clock import LocalMoment

_MEALS: Final = r"(?:breakfast|brunch|lunch|dinner|supper|tea|snacks?)"
_DAYS: Final = r"(?:today|tonight|yesterday|(?:last |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_THAT: Final = r"(?: (?:all (?:of )?)?(?:it|that|this|them|those|these|one|everything))?"
_INTO: Final = (
    rf"(?:in|on|into|onto|to|under|as|for|down|up)(?: (?:my|the|a|that|our))?"
    rf"(?: (?P<day>{_DAYS}))?(?:'s)?(?: (?P<slot>{_MEALS})| (?:day|diary|log|journal|list|record|total|food|me|us|entries))?"
)
_ORDER: Final = re.compile(
    r"^(?P<told>.*\w\W*?)[\s,;–—-]+(?:(?:so|and|then|but) )?"
    r"(?:(?:can|could|would|will|might) (?:you|u|we|i)(?: (?:please|pls|kindly|maybe|just|possibly|also|perhaps))*|"
    r"(?:would you |do you |d'you )?mind|is it (?:ok(?:ay)?|possible|alright|fine) (?:to|if (?:you|i|we)))"
    r" (?:add|log|record|put|track|enter|note|save|include|write|jot|pop|stick|count|register|get)(?:ing)?"
    rf"{_THAT}(?: {_INTO})*(?: (?:for me|please|pls|thanks|somewhere|too|as well|now))*\W*$",
    re.IGNORECASE | re.DOTALL,
)
_REPORT: Final = re.compile(
    r"^\W*(?:(?:so|ok(?:ay)?|well|hey|hi|today|yesterday|this morning|tonight|earlier|i|we|i've|we've|i have|just|also|only)"
    r"[\s,]+)*(?:had|ate|eaten|drank|drunk|finished|grabbed)\b",
    re.IGNORECASE,
)
_QUESTION: Final = re.compile(
    r"\s*[,;–—-]+\s*(?:(?:so|and|now) )?(?=(?:(?:can|could|would|will) you (?:please |kindly |just )*(?:tell|show|let|remind|give|"
    r"work out|calculate|say|check)|am i|do i (?:still|have)|have i|where does that (?:leave|put)|where am i|what do i)\b)",
    re.IGNORECASE,
)
_ASKED: Final = re.compile(
    rf"^\W*(?:how|what|which|when|where|why|who|is|are|was|were|do|does|did|can|could|should|would|will|if|{COMMAND})\b",
    re.IGNORECASE,
)
# No sentence with such a tag is longer.
_LONGEST: Final = 400


def without_tag(sentence: str, now: LocalMoment) -> list[str]:
    """The sentence without the order that hangs on it, or parted from the question that does; by itself where it has neither."""
    if len(sentence) > _LONGEST:
        return [sentence]
    order = _ORDER.match(sentence)
    if order is not None:
        told = order["told"].strip(" ,;–—-")
        if not _ASKED.match(without_courtesy(told)) and names_food(told, now):
            where = f" for {order['slot']}" if order["slot"] else ""
            return [f"{told}{where}{' ' + order['day'] if order['day'] else ''}"]
    if (
        _REPORT.match(sentence)
        and (tag := _QUESTION.search(sentence)) is not None
        and names_food(sentence[: tag.start()], now)
    ):
        return [sentence[: tag.start()], sentence[tag.end() :]]
    return [sentence]
