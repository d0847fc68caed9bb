"""Whether a statement is about something that the person has eaten, and why not where it is not."""

import re
from typing import Final

from agents.offline.clauses import EATING
from agents.offline.steps import Why

_EATING: Final = re.compile(rf"\b(?:{EATING})\b", re.IGNORECASE)
_FUTURE: Final = re.compile(
    r"(?:\b(?:i|we)(?:'ll| will| shall| might| may|'m (?:going|planning|about|gonna|thinking|considering|craving)|"
    r" am (?:going|planning|about|thinking|considering|craving)|"
    r"(?:'re| are) (?:going|planning|about|gonna)| plan| intend| hope| want(?:ed)?|'d (?:like|love|rather)| would|"
    r" could| should| need| must| gonna| wanna| wish| feel like| fancy| can)\b)"
    r"|^(?:going to|gonna|planning|plan to|thinking of|about to|want to|wanna|craving|might|may|will|would|should)\b|"
    r"\btomorrow\b|\bnext (?:week|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
    r"|\b(?:later (?:today|tonight|on)|tonight (?:i|we)(?:'ll| will|'m| am)|is going to be|will be)\b",
    re.IGNORECASE,
)
_IF: Final = re.compile(
    r"^(?:if|suppose|supposing|imagine|let's say|say|assuming|what if|in case|unless|were i)\b", re.IGNORECASE
)
_PERHAPS: Final = re.compile(r"^(?:maybe|perhaps|possibly)\b", re.IGNORECASE)
_NEGATED: Final = re.compile(
    rf"\b(?:didn't|did not|didnt|haven't|have not|havent|hadn't|had not|don't|do not|dont|never|won't|wasn't able to|"
    rf"couldn't|could not|can't|cannot|wouldn't|not)\s+(?:\w+\s+){{0,3}}?"
    rf"(?:{EATING}|drink|drinks|have|has|had|finish|touch|want|like|log|get|got|consume|order|even|any|add|record|track)\b"
    r"|^(?:i |we )?(?:skipped|skipping|missed|fasted|fasting|avoided|refused|passed on)\b|\b(?:had|ate|eaten|drank|"
    r"logged) (?:nothing|none|no (?:breakfast|lunch|dinner|food|meal|snacks?|supper))\b"
    r"|^(?:nothing|no (?:breakfast|lunch|dinner|food|meal|snacks?|supper))\b|\b(?:without|instead of|"
    r"rather than) (?:eating|having|drinking)\b",
    re.IGNORECASE,
)
# "The coffee had milk in it" is about a food, not about what a person had.
_FOOD_HAD: Final = re.compile(
    r"^(?:the|that|this|it|they)\b(?:\s+(?!i\b|we\b)\w+){0,3}?\s+(?:had|has|have|contained|came with)\b", re.IGNORECASE
)
KIN: Final = (
    r"friends?|wife|husband|partner|sons?|daughters?|kids?|child(?:ren)?|mom|mum|mother|dad|father|parents?|"
    r"brothers?|sisters?|boyfriend|girlfriend|colleagues?|coworkers?|roommates?|flatmates?|"
    r"boss|dogs?|cats?|baby|neighbou?rs?|cousins?|aunt|uncle|grand(?:ma|pa|mother|father|son|daughter)|team|guests?|"
    r"teacher|client|spouse|fianc[eé]e?|toddler|buddy|mate|guy|girl|man|woman|people|"
    r"everyone|everybody|someone|somebody|nobody|he|she|they|you|puppy|kitten|nephew|niece|in-laws?|family"
)
_OTHERS: Final = re.compile(
    rf"^(?:\w+\s+){{0,3}}?(?:{KIN})\b(?!\s+(?:and|&)\s+(?:i|me|myself)\b)(?:\s+\w+){{0,4}}?\s+(?:{EATING}|has|have|"
    rf"likes?|loves?|made|makes|cooked|cooks|is|are|was|were|wants?|got|gets|fed|bought)\b",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(rf"^[A-Z][a-z]+ (?:just |also |only )?(?:{EATING}|ran|walked|jogged|cycled|swam)\b")
_NO_NAME: Final = frozenset(
    "just today yesterday finally also only then later i we breakfast lunch dinner snack supper brunch tonight "
    "already simply mostly nothing".split()
)
_WITH_ME: Final = re.compile(
    rf"\b(?:i|we|i've|we've)\b\s+(?:\w+\s+){{0,3}}?(?:{EATING}|shared|split)\b|\b(?:and|with) (?:i|me)\b|\bfor me\b|"
    rf"\bmade me\b|\bgave me\b|\bbought me\b",
    re.IGNORECASE,
)
_HABIT: Final = re.compile(
    r"\b(?:usually|always|often|normally|typically|generally|every (?:day|morning|evening|night|week|weekend)|"
    r"sometimes|rarely|hardly ever|tend to|used to|favou?rite|love|loves|like|likes|hate|hates|"
    r"dislike|prefer|prefers|allergic|intolerant|vegan|vegetarian|pescatarian|keto|celiac|coeliac|diabetic|on a diet|trying to)\b",
    re.IGNORECASE,
)
PAST: Final = re.compile(
    r"\b(?:ate|had|drank|eaten|drunk|consumed|finished|grabbed|devoured|'ve had|just had)\b", re.IGNORECASE
)
_BOUGHT: Final = re.compile(
    r"^(?:i |we )?(?:just |also )?(?:bought|purchased|picked up (?:some )?groceries|planted|sold|threw away|fed|gave)\b",
    re.IGNORECASE,
)


def why_not_eaten(said: str) -> Why | None:
    """Why a statement is not about something the person has eaten; None where nothing speaks against it."""
    if _IF.match(said) or (_PERHAPS.match(said) and not PAST.search(said)):
        return Why.NOT_YET
    if _FUTURE.search(said) and not re.match(
        r"^(?:today|yesterday)?,?\s*(?:i|we) (?:\w+ )?(?:ate|had|drank)\b", said, re.IGNORECASE
    ):
        return Why.FUTURE
    if _NEGATED.search(said):
        return Why.NOT_EATEN
    name = _NAMED.match(said)
    named = name is not None and said.split()[0].lower() not in _NO_NAME and not _EATING.match(said)
    if _FOOD_HAD.match(said) and not _OTHERS.match(said):
        return Why.REMARK
    if (_OTHERS.match(said) or named) and not _WITH_ME.search(said):
        return Why.SOMEBODY_ELSE
    if _HABIT.search(said) and not PAST.search(said) and re.search(r"\b(?:i|i'm|my|we)\b", said, re.IGNORECASE):
        return Why.HABIT
    if _BOUGHT.match(said) and not PAST.search(said):
        return Why.NOT_YET
    return None
