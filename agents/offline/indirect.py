"""Questions that are asked indirectly, put straight: "sorry, remind me what my goals are again?" is "what are my goals?"."""

import re
from typing import Final

_BEFORE: Final = re.compile(
    r"^\W*(?:(?:sorry|apologies|excuse me|quick (?:one|question|q)|silly question|stupid question|random question|question|"
    r"(?:just )?(?:out of (?:interest|curiosity)|curious|checking|asking|wondering)|i forgot|i forget|i can't remember|"
    r"i don't remember|remind me(?: again)?|"
    r"(?:can|could|would|will) you (?:please |kindly )?(?:remind|tell) me(?: again)?|(?:please |kindly )?(?:do )?tell "
    r"me|do you know|"
    r"(?:i was |i'm |i am )?(?:just )?wondering|i(?:'d| would) (?:like|love) to know|i (?:just )?(?:want|need) to know|any idea|"
    r"let me know|no idea)\b[\s,;:–-]*)+(?:about\s+)?"
    r"(?=(?:what|which|how|when|where|why|who|whether|if|did|do|does|is|am|are|was|were|have|has)(?:'s|'re)?\b)",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    # "Which yoghurts do you know" asks for nothing else.
    r"(?P<asked>^(?!(?:which|what)(?: (?!(?:is|are|was|were|did|do|does|have|has|had)\b)[\w-]+){1,4} do you know\W*$)"
    r"(?:what|which|how|when|where|why|who|did|do|does|is|am|are|was|were|have|has|show|list)\b.*?)"
    r"(?:[\s,]+(?:again|exactly|please|pls|though|tho|by the way|btw|then|if i may ask|quick(?:ly)?|roughly|i wonder|"
    r"do you know))+(?P<mark>\W*)$",
    re.IGNORECASE,
)
# "I thought I had more than that, what did I have?": what was thought tells of no meal.
_THOUGHT: Final = re.compile(
    r"^\W*(?:(?:hm+|oh|wait|huh|strange|odd|weird)[\s,]+)*i (?:thought|could have sworn|was sure|assumed|expected|"
    r"figured)\b[^?]{3,100}?"
    r"(?:[,;–-]+|\bso\b|\bbut\b)\s*(?=(?:what|how|which|when|where|why|did|do|is|was|have)\b)",
    re.IGNORECASE,
)
# "What my goals are": the verb of an indirect question stands at its end.
_VERB_LAST: Final = re.compile(
    r"^(?P<asks>what|which|how|where|who) (?P<what>(?:(?:my|the|our|that|this|your) (?!day\b)[\w' -]{1,60}?|"
    r"(?:yesterday |today |monday |tuesday |wednesday |thursday |friday |saturday |sunday )?(?:breakfast|brunch|lunch|"
    r"dinner|supper)(?:'s)?)) "
    r"(?P<verb>is|are|was|were|looks? like)(?P<rest>(?: (?:today|yesterday|tomorrow|this week|last week|so far|now|"
    r"like|about|for))*)(?P<mark>\W*)$",
    re.IGNORECASE,
)
# "How many calories am I at": had so far today.
_STANDS_AT: Final = re.compile(
    r"^(?P<asks>how (?:many|much) [\w ]{3,30}?) (?:am i|i'm|i am|are we|do i stand) (?:now |currently )?(?:at|on|up to)"
    r"(?: (?:so far|today|now|currently|right now))*\W*$",
    re.IGNORECASE,
)
_WHETHER: Final = re.compile(
    r"^(?:whether|if) (?P<who>i|we) (?P<verb>had|have|ate|did|am|was|went|hit|met|reached|logged|got)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_BASE: Final = {
    "ate": "eat",
    "went": "go",
    "hit": "hit",
    "met": "meet",
    "reached": "reach",
    "logged": "log",
    "got": "get",
}


_DAY: Final = re.compile(r"\b(?:yesterday|today|last night|this morning|on \w+day)\b", re.IGNORECASE)


def _on_its_day(thought: re.Match[str], sentence: str) -> str:
    """The question behind a thought, on the day that only the thought names."""
    asked = sentence[thought.end() :]
    day = None if _DAY.search(asked) else _DAY.search(thought[0])
    return asked if day is None else f"{asked.rstrip(' ?.!')} {day[0]}?"


def directly(sentence: str) -> str:
    """The sentence as a direct question; as it was where it asks nothing indirectly."""
    thought = _THOUGHT.match(sentence)
    asked = _BEFORE.sub("", sentence if thought is None else _on_its_day(thought, sentence), count=1)
    after = _AFTER.match(asked)
    # "Can I eat olives again" asks something else.
    if after is not None and not re.search(r"\b(?:can|could|may|should) i\b", asked, re.IGNORECASE):
        asked = f"{after['asked']}{after['mark']}"
    last = _VERB_LAST.match(asked)
    if last is not None:
        asked = f"{last['asks']} {last['verb']} {last['what']}{last['rest']}{last['mark']}"
    stands = _STANDS_AT.match(asked)
    if stands is not None:
        asked = f"{stands['asks']} have I had today?"
    whether = _WHETHER.match(asked) if asked != sentence else None
    if whether is not None:
        verb = whether["verb"].lower()
        turned = f"did {whether['who']} {_BASE[verb]}" if verb in _BASE else f"{verb} {whether['who']}"
        asked = f"{turned}{whether['rest']}"
    return asked
