"""A message taken apart into clauses that each want one thing, and freed of what is only polite."""

import re
from typing import Final

from fithub.estimation.occasions import ends_sentence
from fithub.estimation.tokens import tokenise

COMMAND: Final = (
    "log|add|record|track|enter|put|write|note|jot|delete|remove|erase|scrap|undo|redo|revert|change|update|edit|correct|fix|"
    "make|set|move|replace|swap|switch|show|list|tell|give|double|halve|repeat|copy|take|plan|schedule"
)
EATING: Final = (
    "ate|eaten|eat|eats|eating|had|having|drank|drunk|drinking|consumed|consuming|grabbed|snacked|munched|"
    "devoured|finished|sipped|downed|gobbled|"
    "enjoyed|nibbled|gulped|swallowed|scoffed|polished|tried|ordered|chugged|wolfed|tucked|breakfasted|lunched|"
    "dined|inhaled|demolished|"
    "feasted|noshed|chewed|tasted|sampled|treated"
)
# Orders that begin no wish of their own within a sentence.
_MORE_COMMANDS: Final = (
    "restore|bring|reverse|reinstate|undelete|scratch|get rid|keep|leave|count|total|cancel|forget|ignore|skip|drop|sum"
)
_GREETING: Final = re.compile(
    r"(?:hi|hiya|hello|hey|howdy|yo|good (?:morning|afternoon|evening|day)|morning|evening|greetings)(?: there|"
    r" coach| fithub| again| all)?",
    re.IGNORECASE,
)
_OPENING: Final = re.compile(
    rf"^\s*(?:{_GREETING.pattern}\s*[,!.:;–-]+\s*|(?:ok(?:ay)?|so|well|alright|right|oh+|ah+|aha|erm?|hey|um+|uh+|hm+|please|pls|plz|also|and|"
    rf"then|now|great|cool|perfect|"
    r"thanks|thank you|yes|yeah|yep|sure|by the way|btw)\b\s*[,!.:;–-]*\s+)",
    re.IGNORECASE,
)
_LONGEST_CLOSING: Final = 120
_CLOSING: Final = re.compile(
    r"(?<![\s,])[\s,–-]+(?:please|pls|thanks|thank you|thx|cheers|ty|btw|by the way|fyi|just so you know|just fyi|"
    r"so you know|for your information)"
    r"(?: so much| very much| a lot)?[\s.!?]*$",
    re.IGNORECASE,
)
_REQUEST: Final = re.compile(
    r"^\s*(?:(?:can|could|would|will) (?:you|u|we)(?: please| kindly| just| also| help me(?: to)?)*|i(?:'d| would) "
    r"like (?:you )?to|"
    r"i (?:also |just )?(?:want|need|have|forgot)(?:ed)? (?:you )?to|"
    rf"let(?:'s| us| me)|go ahead and|please|kindly|just|help me)\s+(?=(?:please |just |also |kindly )*(?:{COMMAND}|"
    rf"{_MORE_COMMANDS})\b)",
    re.IGNORECASE,
)
_MAY_I: Final = re.compile(r"^(?:can|could|may) (?:i|we) (?=(?:undo|redo|revert|delete|remove)\b)", re.IGNORECASE)
_LEADING: Final = re.compile(r"^(?:please|pls|plz|just|also|kindly|then|and)\s+", re.IGNORECASE)
# Where one wish ends and another begins within a sentence.
_TURN: Final = re.compile(
    rf"(?:\s*,)?\s+(?:but|then|and then|and also|and)\s+(?=(?:please |also |then )*(?:{COMMAND}|get rid of|bin|"
    rf"ditch|bring back|restore)\b(?!\s*(?:,|and\b|with\b|$)))"
    rf"|(?:\s*,)?\s+but\s+(?=\S)"
    rf"|(?:\s*,)?\s+(?:and then|and|so)\s+(?=(?:i|we)\s+(?:\w+\s+){{0,2}}(?:{EATING}|skipped|didn't|did not|will|"
    rf"want|plan|should|can)\b)"
    r"|(?:\s*,)?\s+and\s+(?=(?:the|my)\s+(?:\w+\s+){1,3}?(?:was|were|should(?:'ve| have)? be(?:en)?)\s)"
    r"|(?:\s*,)?\s+and\s+(?=there (?:was|were)\s)"
    r"|(?:\s*,)?\s+and\s+(?=my\s+(?:\w+\s+){1,2}?is\s+\d)"
    r"|\s*,\s*(?:please |just |so |and |can you |could you )*(?=(?:undo|take|delete|remove|scrap|scratch|revert|cancel|"
    r"forget) (?:it|that|this|them)\b)"
    r"|\s*,\s*(?=(?:how many|how much|what's|what is|what have|what did|"
    r"(?:is|was|are|were) (?:that|this|it|they|those) (?:ok|okay|fine|bad|good|too|a lot|healthy|alright|"
    r"all right|much|right)|"
    r"does (?:that|it) count)\b)",
    re.IGNORECASE,
)

_STRAIGHT: Final = str.maketrans("’‘“”\t\r\u00a0", "''\"\" \n ")

LONGEST_WEIGHING: Final = 400
# A weighing and a meal in one breath are two things: "I weigh 82.4 kg and had two eggs".
_WEIGHED_THEN: Final = re.compile(
    r"^(?P<weighed>\d{2,3}(?:[.,]\d{1,2})? ?(?:kgs?|kilos?|lbs?|pounds|st)\b(?:[\s,]+(?:this morning|today|"
    r"on the scales?|before breakfast|"
    r"fasted|now|first thing|naked))*|"
    rf"(?:(?:[\w ]{{0,30}}\b)?(?:i(?:'ve| have)?(?: just)? weigh(?:ed)?|(?:my )?weight(?: is|"
    rf" was)?)\b[^;]*?\d[^;]*?"
    r"|i(?:'ve| have)? (?:just )?(?:lost|gained|put on|dropped) \d[\d.,]* ?(?:kgs?|kilos?|lbs?|pounds?|"
    r"stones?)\b(?! of)[^;]*?))"
    rf"(?:\s*[,;]\s*|\s+)(?:and |then |i )*(?P<had>(?:{EATING})\b.*)$",
    re.IGNORECASE,
)
_THEN_WEIGHED: Final = re.compile(
    r"(?:\s*,)?\s+and\s+(?=i(?:'ve| have)? weigh(?:ed)?\s+(?:in\b|at\b|\d))", re.IGNORECASE
)
# With how many something was shared says how much of it was one's own.
_SHARES: Final = re.compile(r"\b(?:shared?|sharing|split(?:ting)?|halved|divided|went halves)\b", re.IGNORECASE)
# "Yesterday's lunch" is said of the day, and "sundays curry" too; "on sundays I run" is not.
_DAYS_OWN: Final = re.compile(
    r"\b(yesterday|today|tonight|last night|morning|afternoon|evening|(?:mon|tues|wednes|thurs|fri|satur|sun)day)'s\b"
    r"|\b(yesterday|today)s\b|(?<!\bon )(?<!\bevery )(?<!\bmost )(?<!\band )(?<!\bor )"
    r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)s(?= (?!and\b|or\b|i\b|we\b|are\b|is\b|at\b|for\b)[a-z])",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """The text with straight quotes, single spaces and "yesterday" for "yesterday's"; line breaks stay."""
    straight = re.sub(r"[ ]+", " ", text.translate(_STRAIGHT)).strip()
    return _DAYS_OWN.sub(lambda day: day[1] or day[2] or day[3], straight)


def sentences(text: str) -> list[str]:
    """The sentences and lines of a text; a decimal point or "oz." ends none."""
    tokens = tokenise(text)
    found, start = [], 0
    for place, token in enumerate(tokens):
        if ends_sentence(tokens, place):
            found.append(text[start : token.end])
            start = token.end
    found.append(text[start:])
    return [each.strip() for each in found if any(character.isalnum() for character in each)]


def clauses(text: str, company: re.Pattern[str]) -> list[str]:
    """The clauses of a text, in order, as they were written, but for `company`: "my wife and I" is told as "I", unless
    they shared."""
    found: list[str] = []
    for sentence in sentences(text):
        told = sentence if _SHARES.search(sentence) else company.sub("I", sentence)
        parts = [part.strip(" ,") for half in _around_weighing(told) for part in _TURN.split(half)]
        found += [part for part in parts if any(character.isalnum() for character in part)]
    return found


def _around_weighing(sentence: str) -> list[str]:
    """A sentence that tells a weight and a meal as its parts."""
    match = _WEIGHED_THEN.match(sentence) if len(sentence) <= LONGEST_WEIGHING else None
    parts = [match["weighed"], f"I {match['had']}"] if match else [sentence]
    return [each for part in parts for each in _THEN_WEIGHED.split(part)]


def without_courtesy(clause: str) -> str:
    """The clause without greetings before it and thanks behind it; nothing is left of one that is nothing else."""
    before = None
    while before != clause:
        before = clause
        opening = _OPENING.match(clause)
        if opening and any(character.isalnum() for character in clause[opening.end() :]):
            clause = clause[opening.end() :]
        # Thanks stand at the very end: a page need not be looked through for them.
        kept, end = clause[:-_LONGEST_CLOSING], clause[-_LONGEST_CLOSING:]
        clause = f"{kept}{_CLOSING.sub('', end)}"
    return clause.strip()


def is_greeting(clause: str) -> bool:
    """Whether a clause only says hello."""
    return bool(_GREETING.fullmatch(clause.strip(" ,.!?:)")))


def command(clause: str) -> str:
    """The clause as an order: "could you please delete that?" as "delete that"."""
    asked = _REQUEST.match(clause) or _MAY_I.match(clause)
    if asked is None:
        return _LEADING.sub("", clause).strip(" .!") if not clause.endswith("?") else clause
    rest = clause[asked.end() :]
    while (shorter := _LEADING.sub("", rest)) != rest:
        rest = shorter
    return rest.strip(" .!?")
