"""Several wishes of different kinds in one sentence: "had two eggs, log 500 ml water, I weigh 80.4 kg, and how"
" much is left?"."""

import re
from typing import Final

from agents.offline.clauses import COMMAND, EATING, command, without_courtesy
from agents.offline.eaten import why_not_eaten
from agents.offline.side_by_side import apart as activities_apart
from agents.offline.side_by_side import tells_one_activity
from agents.offline.skills.measurement_words import LIFTED, LogMeasures, read_log
from agents.offline.skills.moving import is_activity, measured
from agents.offline.skills.plan_eaten import beside_planned
from fithub.core.clock import LocalMoment

# Nobody tells several things in a longer sentence; a meal or a recipe may be told in one.
LONGEST: Final = 400
_MOVED: Final = r"(?:ran|jogged|walked|cycled|biked|swam|hiked|rowed|went (?:for a|on a)|did (?:yoga|pilates))"
# "34 and a half inches" is one amount.
_AND: Final = r"(?:\s*[,;]\s*(?:(?:and|then|also|plus)\s+)*|\s+(?:and then|and also|and(?! a half\b)|then)\s+)"
_I: Final = r"(?:i(?:'ve| have)?(?: just| also)? )"
# What begins a wish of its own; a list of foods goes on with none of these.
_ASKED: Final = re.compile(
    rf"{_AND}(?=how (?:many|much) \w|what(?:'s| is| have| did| do) \w|how(?:'s| is| am) (?:my|i)\b|am i \w|did i \w)",
    re.IGNORECASE,
)
_ORDERED: Final = re.compile(
    r"\s*[,;]\s*(?:(?:and|then|also|plus|please)\s+)*(?=(?:log|add|record|track|delete|remove|erase)\s+\w)",
    re.IGNORECASE,
)
_WEIGHED: Final = re.compile(
    rf"{_AND}(?={_I}weigh(?:ed)?\s+(?:in\b|at\b|\d)|weighed (?:in )?(?:at )?[\d.]+ ?(?:kg|kilos|lbs?|pounds|st)"
    r"|my (?:weight|waist|body ?fat) (?:is|was|today)\b)",
    re.IGNORECASE,
)
_MOVING: Final = re.compile(rf"{_AND}(?={_I}?{_MOVED}\b)", re.IGNORECASE)
# What somebody is, told beside a meal: "two eggs, I'm allergic to nuts", "I'm vegetarian and had a tofu bowl".
_IS: Final = (
    r"(?:i(?:'m| am)(?: \w+){0,2}? (?:allergic|intolerant|vegetarian|vegan|pescatarian|c(?:o)?eliac|diabetic|lactose|gluten)\b"
    r"|i (?:have|'ve got|have got) an? (?:\w+ ){1,3}(?:allergy|intolerance)\b|i (?:don't|do not|can't|never) eat\b)"
)
_STATED: Final = re.compile(
    rf"{_AND}(?=(?:btw |by the way |also )?{_IS})|\s+(?=(?:btw|by the way),? {_IS})", re.IGNORECASE
)
_STATES: Final = re.compile(rf"^(?:btw,? |by the way,? |so |and )*{_IS}", re.IGNORECASE)
# "500 ml of water and a 30 minute run", "ran 5 km, and a banana": what stands behind "and" may be of the other kind.
_WALKED: Final = re.compile(r"\bwalk(?:ed|s|ing)?\b", re.IGNORECASE)
_STEPS: Final = re.compile(r"\d ?k? steps\b", re.IGNORECASE)
_EITHER: Final = re.compile(_AND, re.IGNORECASE)
_COUNTED: Final = re.compile(
    r"^(?:(?:(?:post|pre|after|before)[ -]?(?:the |my )?(?:work-?out|gym|run|training|session)|afterwards|later|"
    r"after(?: that)?)[\s,:]+)?"
    r"(?:an?|one|two|three|four|five|six|half|some|\d[\d.,]*)\b(?! ?(?:km|kms|k|miles?|min(?:ute)?s?|hours?|h|m|met(?:er|"
    r"re)s?|steps|"
    r"friends?|colleagues?|bit|little|few|mates?|others?)\b)",
    re.IGNORECASE,
)
_ATE: Final = re.compile(
    rf"{_AND}(?:(?:after(?:wards| that)?|later(?: on)?)[\s,]+)?(?={_I}?(?:{EATING})\b|{_I}?got (?:an?|some|one|two|"
    rf"three|four|half|\d[\d.,]*)\b)",
    re.IGNORECASE,
)

_QUESTION: Final = re.compile(
    r"^\W*(?:how|what|which|who|when|is|are|am|do|does|did|tell|show|can|could|if)\b", re.IGNORECASE
)
_ABOUT_BODY: Final = re.compile(
    r"\b(?:weigh(?:ed|t)?|waist|hips?|neck|body ?fat|scales?|lost|gained|i(?:'m| am) (?:down|up))\b", re.IGNORECASE
)
_DELETES_IT: Final = re.compile(r"^(?:delete|remove|erase) (?:it|that|this)\W*$", re.IGNORECASE)
_HAS_MOVED: Final = re.compile(
    rf"^(?:(?:today|yesterday|also|just|then|so|and)\s+)?(?:i |we )?(?:'ve |have |just )*{_MOVED}\b", re.IGNORECASE
)
_TELLS: Final = re.compile(
    rf"\b(?:{EATING}|weigh(?:ed|t)?|{_MOVED})\b|^\W*(?:(?:please|just|also|then)\s+)*(?:{COMMAND})\s+\w|\d"
    r"|\b(?:an?|one|two|three|four|five|six|half|some)\s",
    re.IGNORECASE,
)
# Not what is done, or not by the person: such a sentence stays whole.
_UNSURE: Final = re.compile(
    r"\b(?:if|will|would|want(?:ed)? to|going to|should|might|could|tomorrow|didn't|did not|haven't|never|not|no|"
    r"she|he|they|her|"
    r"his|their)\b|'ll\b",
    re.IGNORECASE,
)
_DAY: Final = re.compile(
    r"\b(?:yesterday|last (?:night|week|\w+day)|ago|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{4}-\d\d-\d\d|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)


_ABOUT_SCALES: Final = re.compile(
    r"\d ?(?:kgs?|kilos?|lbs?|pounds|st|stones?|cms?|inch(?:es)?|percent)\b|\d ?%|\b(?:scales?|weigh\w*|weight|waist|hips?|neck|"
    r"body ?fat)\b",
    re.IGNORECASE,
)
_EATEN: Final = re.compile(rf"\b(?:{EATING})\b", re.IGNORECASE)
_WEIGHED_OUT: Final = re.compile(r"\d ?(?:g|ml|cl|oz|grams?|slices?|cups?|pieces?|scoops?)\b", re.IGNORECASE)
_LOST: Final = re.compile(
    r"\b(?:lost|gained|put on|dropped|i(?:'m| am) (?:down|up)|(?:down|up) (?:by )?\d|was \d|from \d|wrong|mistake|meant?)\b",
    re.IGNORECASE,
)
# "After my 40 minute swim I had 2 bananas".
_AFTER: Final = re.compile(
    rf"^(?:(?:right|straight|just|shortly) )?after (?P<moved>(?:my |an? |the )?\S.*?),? (?P<rest>(?:i|we)(?:'ve|"
    rf" have)? (?:\w+ )?(?:{EATING})\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
_JOINT: Final = re.compile(
    r"\s*[,;:!–]+\s*(?:(?:and|but|then|so|also|plus|now)\s+)*|\s+-+\s+|\s+(?:and(?! a half\b)|but|then|so|plus)(?:\s+(?:then|"
    r"also|i))*\s+",
    re.IGNORECASE,
)


def apart(sentence: str, now: LocalMoment) -> list[str]:
    """The parts of a sentence that are wishes of different kinds, in order; the sentence where it is one."""
    if len(sentence) > LONGEST:
        return [sentence]
    after = _AFTER.match(sentence)
    if after is not None and is_activity(after["moved"]):
        return [after["moved"], *apart(after["rest"], now)]
    beside = beside_planned(sentence, now)
    if beside is not None:
        return list(beside)
    if tells_one_activity(sentence, now):
        return [sentence]
    told = activities_apart(sentence, now) or _around_measures(sentence, now)
    return [part for each in told for part in _parted(each)]


def _around_measures(sentence: str, now: LocalMoment) -> list[str]:
    """A sentence parted before and behind a measure of the body, where what is beside it tells something else: "scale said 82.1,
    had 3 eggs", "gym for 45 min, 79.4 kg on the scale after, then 200 g yogurt"."""
    if not _ABOUT_SCALES.search(sentence) or LIFTED.search(sentence) or _QUESTION.match(sentence):
        return [sentence]
    for joint in _JOINT.finditer(sentence):
        head, rest = sentence[: joint.start()], sentence[joint.end() :]
        if (head[-1:].isdigit() and rest[:1].isdigit()) or not (rest and head) or head.count("(") != head.count(")"):
            continue
        if _is_measure(head, now) and _tells_else(rest, now):
            return [head, *_around_measures(rest, now)]
        then = next((found for found in _JOINT.finditer(rest)), None)
        told = rest if then is None else rest[: then.start()]
        if _is_measure(told, now) and _tells_else(head, now):
            return [head, told, *([] if then is None else _around_measures(rest[then.end() :], now))]
    return [sentence]


def _tells_else(part: str, now: LocalMoment) -> bool:
    """Whether a part tells something, and nothing of the body: "I lost 2 kg" belongs to the weight beside it."""
    if _LOST.search(part) or _UNSURE.search(part) or _is_measure(part, now):
        return False
    if _EATEN.search(part):
        return True
    return not _ABOUT_SCALES.search(part) and bool(measured(part) or _COUNTED.match(part) or _WEIGHED_OUT.search(part))


def _is_measure(part: str, now: LocalMoment) -> bool:
    return isinstance(read_log(command(without_courtesy(part)).strip(" ,.!"), now), LogMeasures)


def _parted(sentence: str) -> list[str]:
    for pattern in (_ORDERED, _STATED, _WEIGHED, _MOVING, _ATE, _ASKED, _EITHER):
        for match in pattern.finditer(sentence):
            head, rest = sentence[: match.start()], sentence[match.end() :]
            # "12,345 steps" is one number.
            if not (head[-1:].isdigit() and rest[:1].isdigit()) and _may_part(pattern, head, rest):
                told = f"I {rest}" if pattern is _ATE and not re.match(r"(?:i|got)\b", rest, re.IGNORECASE) else rest
                return [*_parted(head), *_parted(told)]
    return [sentence]


def _may_part(pattern: re.Pattern[str], head: str, rest: str) -> bool:
    if not (_TELLS.search(head) or _STATES.match(head)):
        return False
    if pattern is _ORDERED and _ABOUT_BODY.search(head) and _DELETES_IT.match(rest):
        # "Yesterday's weight is wrong, delete it" is one wish.
        return False
    if pattern is _STATED:
        return not _QUESTION.match(head) and why_not_eaten(head) is None
    if pattern is _ATE and _STATES.match(head):
        return True
    if pattern is _ASKED:
        return not _QUESTION.match(head)
    if _QUESTION.match(head) or (
        pattern is not _ORDERED
        and (_UNSURE.search(head) or (why_not_eaten(head) is not None and not is_activity(head)))
    ):
        return False
    # A day that is said once is meant for both, so that such a sentence stays whole.
    if pattern is not _ORDERED and _DAY.search(head) and not _DAY.search(rest):
        return False
    match pattern:
        case _ if pattern is _WEIGHED:
            return not _ABOUT_BODY.search(head)
        case _ if pattern is _MOVING:
            # "Walked 6 km and swam for an hour": each with its own measure.
            return not _HAS_MOVED.match(head) or bool(measured(head) and measured(rest))
        case _ if pattern is _ATE:
            return bool(_HAS_MOVED.match(head)) or is_activity(head)
        case _ if pattern is _EITHER:
            return _are_of_two_kinds(head, rest)
    return True


def _are_of_two_kinds(head: str, rest: str) -> bool:
    """Whether an activity and a meal stand beside each other, or two activities: "10k steps and a 45 minute spin class"."""
    if is_activity(rest) and is_activity(head):
        # "5 km and 30 minutes" are of one, and so are the steps of a walk.
        counted = [bool(_STEPS.search(part)) for part in (head, rest)]
        return counted[0] != counted[1] and not _WALKED.search(rest if counted[0] else head)
    return is_activity(rest) != is_activity(head) and (is_activity(rest) or bool(_COUNTED.match(rest)))
