"""Where a sentence turns from how it was, from what was not eaten or from somebody else to what was eaten, and back.

"Skipped the salad and had 2 tacos", "was so hungry, had a burger", "I had the salmon, she had the steak", "had soup, pizza
tonight": each part is judged by itself (agents/offline/eaten.py).
"""

import re
from typing import Final

from agents.offline.clauses import EATING
from agents.offline.eaten import KIN
from fithub.estimation.lexicon import words

type Parts = list[str]

# Nobody tells several things in a longer sentence; a meal or a recipe may be told in one.
LONGEST: Final = 400

_MEAL: Final = r"breakfast|brunch|lunch|dinner|supper"
_DAY: Final = rf"{_MEAL}|snack|today|yesterday|tonight|morning|afternoon|evening|night|noon|ago|\w+day"
# "I didn't have cake, I had an apple".
_DENIAL_THEN: Final = re.compile(
    rf"^(?P<denied>[^,;]*\b(?:didn't|did not|haven't|have not|never|no|skipped)\b[^,;]*)[,;]\s*(?:but |just |only )*"
    rf"(?P<had>(?:just |only )?(?:i|we)\s+(?:\w+\s+){{0,2}}(?:{EATING})\b.*|"
    rf"(?:had|ate|drank) (?:an?|some|half|one|two|three|four|\d)\b.*|(?:i )?(?:walked|ran|cycled|biked|swam|"
    rf"jogged|hiked|rowed|did)\b.*)$",
    re.IGNORECASE,
)
# "No bread today, just soup".
_NOT_THAT_JUST: Final = re.compile(
    rf"^(?P<denied>no (?!(?:idea|time|problem|worries|gym|run|walk|workout|training|exercise|sleep|work|way|thanks?|need|point|"
    rf"more|change|luck|clue)\b)[a-z][a-z -]{{1,30}}?(?: (?:today|tonight|this (?:morning|time)|yesterday|for (?:me|{_MEAL})))?)"
    r"\s*[,;:–-]\s*(?:but |and )?(?:just|only)\s+(?P<had>(?:the |my )?(?!(?:a|an|the|my|so|too|very|was|is|want|busy|tired|not|"
    r"saying|kidding|joking|checking|asking|wondering|resting|rest|one|feel\w*|need\w*)\b)[a-z][a-z' -]{2,40})$",
    re.IGNORECASE,
)
# "No food yet, only two glasses of water".
_NONE_BUT: Final = re.compile(
    r"^(?P<denied>(?:no|nothing|haven't|not|didn't)\b[^,;:]{0,40}?)\s*[,;:–-]\s*(?:(?:but|just|only|"
    r"except(?: for)?)\s+)+"
    r"(?P<had>(?:an?|some|half|one|two|three|four|\d)\b.*)$",
    re.IGNORECASE,
)
# "Skipped the salad and had 2 tacos", "skipped breakfast, burrito for lunch", "fasted until noon, then had 3 pancakes".
_SKIPPED_THEN: Final = re.compile(
    r"^(?:i |we )?(?:just |so )?(?P<denied>(?:skipped|missed|passed on|avoided|turned down|said no to|refused|"
    r"fasted|fasting|no)\b[^,;]{0,50}?)"
    r"\s*(?:[,;–-]+|\band\b|\bbut\b|\bthen\b|\bso\b)\s*(?:(?:and|but|then|so|instead|just|only|i|"
    r"we)\s+)*(?:(?:had|ate|drank)\s+(?P<had>.+)|"
    rf"(?P<only>[^,;]*\b(?:for|at) (?:{_MEAL})\b.*)|(?P<was>(?:{_MEAL})\b[^,;]{{0,16}} (?:was|were) .*))$",
    re.IGNORECASE,
)
_STATE_THEN: Final = re.compile(
    r"^(?P<state>(?:i(?:'m|'ve been| am| was| feel| felt| went| woke| got (?:up|home|back|in)| came| slept|"
    r" worked| walked|"
    r" drove| met| have (?!had\b))|"
    rf"my \w+ (?:is|was))\b(?![^,;]*\b(?:{EATING}|not|going|about|thinking|planning|considering|"
    rf"tempted)\b.*\band\b)[^,;]{{0,80}}?)"
    rf"(?:\s*,)?\s+(?:and|so|then)\s+(?:i |then |just |also |i've )*(?P<had>(?:{EATING})\b(?! been\b).*)$",
    re.IGNORECASE,
)
_NO_DAY: Final = (
    rf"(?![^,;:]*\b(?:{_DAY}|if|log|add|ate|had|drank|eaten|drunk)\b(?! (?:party|parties|guests|date|table|plans|"
    rf"lady|classes|shift)\b))"
)
_SAYS_WHEN: Final = re.compile(
    rf"\b(?:{_DAY}|if|log|add|ate|had|drank|eaten|drunk)\b(?! (?:party|parties|guests|date|table|plans|lady|classes|shift)\b)",
    re.IGNORECASE,
)
# Not the person: what follows may be that one's meal.
_NOT_ANOTHER: Final = rf"(?!(?:[\w']+\s+){{0,4}}?(?:he|she|they|(?:my|our|the) (?:\w+ )?(?:{KIN}))\b){_NO_DAY}"
_DID: Final = (
    r"finally|gone|over|done|[a-z]{2,}ed|taught|threw|spent|drove|met|took|came|saw|ran|woke|slept|could|couldn't|"
    r"went|got|need|feeling|have an?"
)
# "Was so hungry, had a burger". A meal or a day before a comma is said of what was had.
_TALK_THEN: Final = re.compile(
    rf"^(?P<talk>{_NOT_ANOTHER}(?![^,;:]*\d)[^,;:]{{0,90}}?(?:\b(?:is|was|are|were|am|feel|felt|{_DID})\b|'(?:s|m|"
    rf"re)\b)[^,;:]{{0,60}}?)"
    r"\s*[,;–-]+\s*(?P<had>(?:(?:so|and|but|then|anyway)\s+)*(?:i |we |i've |we've )?(?:just |only |still |"
    r"finally )*(?:had|ate|drank)\b.*)$",
    re.IGNORECASE,
)
_IS: Final = re.compile(r"\b(?:is|was|are|were|am|feel|felt)\b|'(?:s|m|re)\b", re.IGNORECASE)
_OVER: Final = re.compile(r"\b(?:gone|over|done)\W*$", re.IGNORECASE)
# "Threw a dinner party and had 3 tacos"; what was made or bought may be what was had.
_DID_THEN: Final = re.compile(
    rf"^(?P<talk>(?:(?:i|we) )?(?:just |then |also )?(?!(?:i |we )?(?:made|cooked|baked|bought|"
    rf"ordered|grabbed|fried|grilled|boiled|shared|split|finished|"
    rf"picked|prepared|heated|opened|poured|mixed|{EATING})\b)(?:[a-z]{{2,}}ed|threw|went|drove|ran|swam|met|"
    rf"taught|spent|hosted|did)\b[^,;\d]{{0,60}}?)"
    r"\s*,?\s+(?:and|then|and then)\s+(?:i )?(?P<had>(?:had|ate|drank)\s+(?:an?|the|some|half|one|two|three|four|"
    r"five|\d).*)$",
    re.IGNORECASE,
)
# "Bought a loaf and had a banana": what was bought was not had. What may have been had with it is left as it is.
_BOUGHT_THEN: Final = re.compile(
    r"^(?:(?:i|we)(?:'ve| have)? )?(?:just |also )*(?:bought|purchased|picked up|stocked up on|collected|fetched)\s+"
    rf"(?P<bought>(?!.*\bfor (?:{_MEAL})\b.* and )[^,;]{{2,60}}?)\s*,?\s+(?:and|then|and then|but)\s+(?:i |we |just |only )*"
    r"(?P<had>(?:had|ate|drank)\s+(?!(?:it|them|that|one|some|half|most|all|two|three|both|\d+)(?: of)?(?: (?:it|them|those))?\W*$)"
    r"(?:an?|the|my|some|half|one|two|three|four|five|\d[\d.,]*)\b(?!.*\bwith (?:it|them|that)\b).*)$",
    re.IGNORECASE,
)
# "Omelette for lunch, no breakfast today".
_NONE_BEHIND: Final = re.compile(
    rf"^(?P<had>(?!no\b)[^;]{{3,200}}?)\s*[,;–-]+\s*(?:but |and |so |as )?(?P<none>(?:no|skipped|"
    rf"(?:i )?(?:didn't have|did not have|"
    rf"haven't had|had no)(?: any)?)\s+(?:{_MEAL}|snacks?|dessert|pudding|starters?)"
    r"(?P<when>(?: (?:today|yesterday|tonight|yet|though|again|at all|this morning|this time|for me))*))\W*$",
    re.IGNORECASE,
)
_FOR_MEAL: Final = re.compile(rf"\b(?:for|at) (?:my |the )?(?:{_MEAL})\W*$", re.IGNORECASE)
# "Taught all day, lunch was a sandwich".
_MEAL_WAS: Final = re.compile(
    rf"^(?P<talk>(?![^,;:]*\b(?:{_DAY.replace('night|', '')}|ate|had|"
    rf"drank)\b(?! grade))[^,;:]{{8,90}}?)\s*[,;–-]+\s*(?:(?:and|so|then|but)\s+)*"
    rf"(?P<had>(?:my )?(?:{_MEAL})(?: today)? (?:was|were)\b.*)$",
    re.IGNORECASE,
)
_OWN: Final = re.compile(
    rf"^\W*(?:(?:{_DAY}|for|on|at|so|just|then|last|this)[\s,]+)*(?:(?:i|we) (?:\w+ )?)?(?:had|ate|drank|ordered|"
    rf"got)\b",
    re.IGNORECASE,
)
_ANOTHER: Final = re.compile(
    rf"(?:\s*[,;]\s*(?:and |but |while |whereas )*|\s+(?:and|but|while|whereas)\s+)(?=(?P<who>he|she|they|(?:my|"
    rf"our|the) (?:\w+ )?(?:{KIN})|[A-Z][a-z]+)\s+(?:\w+ )?"
    rf"(?:{EATING}|went for|chose)\b)"
)
# "Sarah had the pasta, I had the risotto": another's first, and then one's own.
_ANOTHER_FIRST: Final = re.compile(
    rf"^(?P<who>(?i:he|she|they|(?:my|our|the) (?:\w+ )?(?:{KIN}))|[A-Za-z]+)\s+(?:(?:just|only|also|both)\s+)?"
    rf"(?i:{EATING}|went for|went with|chose|picked|got|took)\b[^;]*?"
    r"(?:\s*[,;]\s*(?:and |but |while |whereas )*|\s+(?:and|but|while|whereas)\s+)"
    rf"(?i:i|me)\s+(?i:(?:just |only )?(?:{EATING}|went for|went with|chose|picked|got|took))\s+(?P<own>.+)$"
)
# "A burger for him, a salad for me".
_FOR: Final = rf"(?:him|her|them|(?:my|our|the) (?:\w+ )?(?:{KIN}))"
_FOR_EACH: Final = re.compile(
    rf"^(?P<theirs>[^,;]{{2,60}}? for {_FOR})(?:\s*[,;]\s*(?:and |but )?|\s+(?:and|but)\s+)(?P<own>[^,;]{{2,60}}?) for me\W*$"
    rf"|^(?P<mine>[^,;]{{2,60}}?) for me(?:\s*[,;]\s*(?:and |but )?|\s+(?:and|but)\s+)(?P<others>[^,;]{{2,60}}? for {_FOR})\W*$",
    re.IGNORECASE,
)
# "Had a salad, pizza tonight".
_AHEAD: Final = re.compile(
    r"^(?P<had>.*\b(?:had|ate|drank)\b[^,;]*?)\s*[,;–-]\s*(?:(?:and|but|then)\s+)?(?P<ahead>(?![^,;]*\b(?:had|ate|"
    r"drank)\b)[^,;]*\b(?:tonight|later|this evening|"
    r"tomorrow)\b[^,;]*)$",
    re.IGNORECASE,
)


def at_its_turns(sentence: str) -> Parts:
    """The parts of a sentence, each about something eaten or about something else; what was had begins with "I had"."""
    if len(sentence) > LONGEST:
        return [sentence]
    return [last for part in _with_others(sentence) for half in _with_what_is_ahead(part) for last in _turned(half)]


def _turned(sentence: str) -> Parts:
    for turn in (_after_buying, _before_none, _after_denial, _after_skipping, _after_state, _after_talk):
        parts = turn(sentence)
        if len(parts) != 1 or parts != [sentence]:
            return parts
    return [sentence]


def _after_denial(sentence: str) -> Parts:
    match = _DENIAL_THEN.match(sentence)
    if match is not None:
        return [match["denied"], match["had"]]
    none = _NONE_BUT.match(sentence) or _NOT_THAT_JUST.match(sentence)
    return [none["denied"], f"I had {none['had']}"] if none is not None else [sentence]


def _after_buying(sentence: str) -> Parts:
    match = _BOUGHT_THEN.match(sentence)
    return [f"bought {match['bought']}", f"I {match['had']}"] if match is not None else [sentence]


def _before_none(sentence: str) -> Parts:
    match = _NONE_BEHIND.match(sentence)
    # "For breakfast, no lunch" may put that right.
    may_mend = match is not None and not match["when"] and _FOR_MEAL.search(match["had"])
    return [match["had"]] if match is not None and not may_mend else [sentence]


def _after_skipping(sentence: str) -> Parts:
    match = _SKIPPED_THEN.match(sentence)
    if match is None:
        return [sentence]
    had = match["was"] or f"I had {match['had'] or match['only']}"
    # Who fasted until noon has no day of fasting.
    return [had] if match["denied"].lower().startswith("fast") else [match["denied"], had]


def _after_state(sentence: str) -> Parts:
    """ "I'm vegetarian and had a tofu bowl" as two: how somebody is is no part of what they had."""
    match = _STATE_THEN.match(sentence)
    return [match["state"], f"I {match['had']}"] if match is not None else [sentence]


def _after_talk(sentence: str) -> Parts:
    match = next((found for pattern in (_TALK_THEN, _DID_THEN, _MEAL_WAS) if (found := pattern.match(sentence))), None)
    if match is None or (match.re is _DID_THEN and _SAYS_WHEN.search(match["talk"])):
        return [sentence]
    had = re.sub(r"^(?:(?:so|and|but|then|anyway)\s+)+", "", match["had"], flags=re.IGNORECASE)
    had = f"I {had}" if re.match(r"(?:just |only |still |finally )*(?:had|ate|drank)\b", had, re.IGNORECASE) else had
    if match.re is _MEAL_WAS:
        return [had]
    # "Stomach bug over" is no clause that could want anything.
    return [had] if _OVER.search(match["talk"]) and not _IS.search(match["talk"]) else [match["talk"], had]


def _with_others(sentence: str) -> Parts:
    """What the person had, and what others had beside them."""
    first = _ANOTHER_FIRST.match(sentence)
    if first is not None and _is_another(first["who"]):
        return [f"I had {first['own']}"]
    each = _FOR_EACH.match(sentence)
    if each is not None:
        return [f"I had {each['own'] or each['mine']}"]
    if not _OWN.match(sentence):
        return [sentence]
    for match in _ANOTHER.finditer(sentence):
        if match["who"][0].islower() or match["who"].lower() in words("given_names") | {"she", "he", "they"}:
            return [sentence[: match.start()], sentence[match.end() :]]
    return [sentence]


def _is_another(who: str) -> bool:
    """Whether a subject is somebody else: a name, or more than one word or a pronoun."""
    low = who.lower()
    return " " in low or low in words("given_names") | {"she", "he", "they"}


def _with_what_is_ahead(sentence: str) -> Parts:
    match = _AHEAD.match(sentence)
    return [match["had"], match["ahead"]] if match is not None else [sentence]
