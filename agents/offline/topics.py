"""What a correction names before it says what is to be done: "the curry on Sunday, put that at lunch", "for Sunday: the rice was
150 g"; and several corrections in one sentence. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from agents.offline.naming import targets_in
from agents.offline.steps import Change, Delete, Step, Target, Twice
from fithub.core.clock import LocalMoment
from fithub.estimation.occasions import read_occasions
from fithub.estimation.tokens import tokenise

LONGEST: Final = 300
_DAY: Final = r"(?:yesterday|today|tonight|last night|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_ORDER: Final = (
    r"(?:delete|remove|erase|drop|scrap|bin|ditch|take|get rid of|cross|move|put|make|change|set|count|mark|log|"
    r"file|switch)"
)
# "Two fixes for Sunday: …", "looking at yesterday, …", "about last night's dinner: …".
_DAY_FIRST: Final = re.compile(
    r"^(?P<head>(?:(?:so|ok(?:ay)?|now|hi|hello|hey)[\s,]+)*(?:(?:looking (?:back )?(?:at|over)|going (?:over|through)|checking|"
    r"reviewing|fixing|about|regarding|re|for|on|from|in|"
    r"(?:an?|one|two|three|some|a few|a couple of|\d|my)? ?(?:small |quick |little )*(?:fix(?:es)?|corrections?|changes?|edits?|"
    rf"things?|mistakes?) (?:for|to|on|about|from|in|with)|(?:a )?couple of (?:\w+ )?(?:things|fixes|corrections|"
    rf"changes) (?:for|to|on|about|from|in|with)) )?(?:{_DAY}|(?:last |this )?\w+day)[\w' ]{{0,20}}?)"
    rf"(?:\s*[:,;–]\s*|\s+(?=(?:please |pls |can you |could you |kindly |just )*(?:{_ORDER}) (?:the|my|all|both)\b))(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
# "Both the eggs and the toast were my brother's, please take them out".
_FRONTED: Final = re.compile(
    rf"^(?P<what>(?:both |all )?(?:of )?(?:the|my|that|those|this|these|{_DAY}) [^,;:]{{2,60}}?)"
    r"(?: (?:was|were|is|are|wasn't|weren't)\b(?! \d)[^,;:\d]{0,50}?)?\s*[,;:–-]+\s*"
    r"(?:(?:so|and|please|pls|plz|can you|could you|can u|kindly|just|then)\s+)*"
    rf"(?P<order>(?P<verb>{_ORDER}) (?:it|that|them|this|those|these|both)\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
# "That salmon yesterday, it was cod".
_THEN_IT: Final = re.compile(
    rf"^(?!my (?:bad|mistake|error|fault)\b)"
    rf"(?P<what>(?:the|my|that|those|this|these|{_DAY}) (?!.*\b(?:was|were|wasn't|weren't|isn't|is|had|has|"
    rf"have)\b.*[,;:–-])[^,;:\d]{{2,50}}?)\s*[,;:–-]+\s*"
    r"(?P<order>(?:it|that|they|those)(?:'s| was| were| is| are| should(?:'ve| have)? be(?:en)?) .+)$",
    re.IGNORECASE,
)
# "Got those backwards: rice 200 g, dal 150 g".
_FIXES: Final = re.compile(
    r"^(?:(?:oops|sorry|no|wait|actually|i|oh|and)[\s,]+)*(?:(?:got|had|mixed|put|typed|have) (?:those|them|these|that|it|the \w+)"
    r"(?: the)? ?(?:backwards|mixed up|up|swapped|wrong|(?:wrong|other) way (?:round|around)|in reverse)|"
    r"(?:the )?(?:wrong|other) way (?:round|around)|(?:two |some |a few |a couple of |\d )?(?:small |quick )*(?:fix(?:es)?|"
    r"corrections?|changes|amendments?|mistakes)(?: (?:please|pls))?|"
    r"(?:it|they|that) (?:was|were|should be|should have been))\s*[:;–-]\s*(?P<rest>.+)$",
    re.IGNORECASE,
)
_SAYS_FIXES: Final = re.compile(r"\b(?:fix(?:es)?|corrections?|changes?|edits?|things|mistakes?)\b", re.IGNORECASE)
_PARTED: Final = re.compile(r"\s*(?:[,;&+]|\band\b)(?:\s*(?:[,;&+]|\band\b))*\s*", re.IGNORECASE)
_NONE_OF: Final = re.compile(r"^no (?P<what>[a-z][a-z -]{2,40})$", re.IGNORECASE)
# "The porridge and the banana were yesterday's".
_BOTH_WERE: Final = re.compile(
    rf"^(?:both )?(?P<first>(?:the|my|that) [a-z][a-z -]{{1,30}}?)(?:, (?P<second>(?:the|my) [a-z][a-z -]{{1,30}}?))?,? and "
    rf"(?P<last>(?:the|my|that) [a-z][a-z -]{{1,30}}?) (?P<were>(?:were|was|are|is|should(?:'ve| have)? be(?:en)?|"
    rf"belong(?:ed)?(?: to| on)?)"
    rf"(?: both| all| actually| really)* "
    rf"(?:(?:for|at|on|from|in|as|my|a) )*(?:{_DAY}|breakfast|brunch|lunch|dinner|supper|snacks?)\b[^\d]*)$",
    re.IGNORECASE,
)
# "Move the soup and the bread from yesterday's lunch to dinner".
_MOVE_BOTH: Final = re.compile(
    r"^(?:(?:please|pls|plz|kindly|just|can you|could you|can u)\s+)*(?P<verb>move|shift|switch|put|change|log|count) (?:both )?"
    r"(?P<first>(?:the|my) [a-z][a-z -]{1,30}?) and (?P<last>(?:the|my) [a-z][a-z -]{1,30}?)"
    rf"(?P<whence> from [^,;:\d]{{2,30}}?| (?:of|on|at) {_DAY}| {_DAY})? "
    rf"(?P<where>(?:to|into|under|onto|over to) [^,;:\d]{{2,40}})$",
    re.IGNORECASE,
)
# Where in a sentence another correction begins.
_NEXT: Final = re.compile(
    r"\s*(?:,|;|&|\+)\s*(?:and |but |also )*(?=(?:the|my) )|\s+(?:and|but|also)(?: also)? (?=(?:the|my) )"
    r"|\s*(?:,|\band\b)+\s*(?=(?:it|they|that|there|those) (?:was|were|should)\b)",
    re.IGNORECASE,
)
_TELLS_SO_MUCH: Final = re.compile(
    r"\b(?:was|were|is|should(?:'ve| have)? be(?:en)?)\b.*(?:\d|\b(?:one|two|three|four|five|six|half|an?|double|for|not)\b)",
    re.IGNORECASE,
)
_TELLS_A_MEAL: Final = re.compile(
    rf"^(?:my |the |{_DAY} )*(?:\w+ )?(?:breakfast|brunch|lunch|dinner|supper|tea|snacks?)\b", re.IGNORECASE
)
# "…, the rice 150 g": the verb is the one before.
_WITHOUT_VERB: Final = re.compile(
    r"^(?P<what>(?:the|my) [a-z][a-z -]{1,40}?)[\s:,-]+"
    r"(?P<much>(?:only |just )?(?:\d|one\b|two\b|three\b|four\b|five\b|six\b|half\b).{0,30})$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Topic:
    """What the rest of a sentence is about: what is named before it, or a day."""

    rest: str
    targets: tuple[Target, ...] = ()
    day: date | None = None
    # Whether it is said that what follows puts something right: "two fixes for Sunday: rice 150 g, no bread".
    of_fixes: bool = False


def topic_of(sentence: str, now: LocalMoment) -> Topic | None:
    """What a sentence names first; None where it does not."""
    if len(sentence) > LONGEST:
        return None
    fronted = _FRONTED.match(sentence) or _THEN_IT.match(sentence)
    if fronted is not None:
        targets = targets_in(fronted["what"], now)
        return Topic(fronted["order"], targets) if all(target.words for target in targets) else None
    first = _DAY_FIRST.match(sentence)
    if first is None:
        return None
    whens = [each.when for each in read_occasions(tokenise(first["head"]), now)]
    day = next((when.local_date for when in whens if when.local_date), None)
    if day is None or day > now.date:
        return None
    return Topic(first["rest"], day=day, of_fixes=bool(_SAYS_FIXES.search(first["head"])))


def about(topic: Topic, steps: Sequence[Step]) -> list[Step] | None:
    """The corrections of a topic; None where the steps are no corrections, or name something else."""
    found: list[Step] = []
    for step in steps:
        match step:
            case Change():
                found.append(_changed(topic, step))
            case Delete(targets=targets):
                found.append(replace(step, targets=tuple(part for each in targets for part in _named(topic, each))))
            case Twice(target=target) if target is not None:
                found.append(replace(step, target=_named(topic, target)[0]))
            case _:
                return None
    return found or None


def _changed(topic: Topic, step: Change) -> Change:
    if topic.targets and (step.target is None or not step.target.words):
        # Of several only an order that names each can be carried out.
        return replace(step, target=topic.targets[0]) if len(topic.targets) == 1 else step
    if step.target is None:
        words = step.payload.food
        return replace(step, target=Target(words, day=topic.day)) if not words and topic.day else step
    named = _named(topic, step.target)
    return replace(step, target=named[0]) if len(named) == 1 else step


def _named(topic: Topic, target: Target) -> tuple[Target, ...]:
    """What a target is within the topic: what that names where it says "it"; of its day where it names none."""
    if topic.targets:
        return topic.targets if not target.words and not target.place else (target,)
    return (target,) if target.day is not None else (replace(target, day=topic.day),)


def with_verb(text: str) -> str | None:
    """ "And the chicken 120 g" as "the chicken was 120 g"; None where that is not how it is told."""
    bare = _WITHOUT_VERB.match(re.sub(r"^\W*(?:(?:and|also|but)\s+)*", "", text.strip(" .!"), flags=re.IGNORECASE))
    return None if bare is None else f"{bare['what']} was {bare['much']}"


def listed_fixes(said: str) -> list[str]:
    """What is put right in a list, each with its verb: "rice 200 g, dal 150 g and no bread"; none where a part is none."""
    clauses: list[str] = []
    for part in _PARTED.split(said.strip(" .!")):
        bare = part if re.match(r"(?:the|my|no) ", part, re.IGNORECASE) else f"the {part}"
        told = bare if _TELLS_SO_MUCH.search(bare) or _NONE_OF.match(bare) else with_verb(bare)
        if told is None:
            return []
        clauses.append(told)
    return clauses


def corrections_in(sentence: str) -> list[str]:
    """Several corrections in one sentence, each with its verb: "the curry was 300 g, the rice 150 g"; none where it is none."""
    if len(sentence) > LONGEST:
        return []
    both = _BOTH_WERE.match(sentence)
    if both is not None:
        return [f"{what} {both['were']}" for what in (both["first"], both["second"], both["last"]) if what]
    moved = _MOVE_BOTH.match(sentence.strip(" .!?"))
    if moved is not None:
        whence = moved["whence"] or ""
        return [f"{moved['verb']} {what}{whence} {moved['where']}" for what in (moved["first"], moved["last"])]
    fixes = _FIXES.match(sentence)
    if fixes is not None and (listed := listed_fixes(fixes["rest"])):
        return listed
    parts = [part.strip(" ,;") for part in _NEXT.split(sentence)]
    if len(parts) < 2 or not _TELLS_SO_MUCH.search(parts[0]) or _TELLS_A_MEAL.match(parts[0]):
        return []
    clauses = [parts[0]]
    for part in parts[1:]:
        told = part if _TELLS_SO_MUCH.search(part) else with_verb(part)
        if told is not None:
            clauses.append(told)
        else:
            return []
    return clauses
