"""Reading questions: about a day of the diary, about a food, or about something else."""

import re
from datetime import date
from typing import Final

from agents.offline import nutrients
from agents.offline.naming import SLOTS
from agents.offline.steps import About, AskDay, LookUp, Remark
from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot
from fithub.estimation.occasions import read_occasions
from fithub.estimation.tokens import tokenise
from fithub.foods.words import content_words

_OPENERS: Final = re.compile(
    r"^(?:what|what's|whats|how|how's|hows|which|who|who's|where|when|why|did(?! (?:\d|an? |some |two |three |"
    r"half ))|do|does|is|are|am|was|were|"
    r"(?:have|has)(?= (?:i|we|my|the)\b)|had(?= (?:i|we)\b)|can(?!'t (?!you\b))|(?:could|should|would)(?!'ve )|will|may|shall|"
    r"show|list|tell|give|summari[sz]e|recap|check|see|display|any|remind|calculate|compare|explain|"
    r"look ?up|search|find|estimate|guess)\b",
    re.IGNORECASE,
)
# "Was so hungry that …", "will never drink again": told with the subject left out.
_HOW_ONE_WAS: Final = re.compile(
    r"^(?:was|were|am|is|are) (?:so|too|very|really|super|quite|pretty|just|not|about|going|gonna|craving|dying|"
    r"starving|hungry|"
    r"hangry|ravenous|"
    r"tired|sick|ill|bored|late|busy|stuck|out|at|in|on|off|only|already|still|good|bad|naughty|feeling|meant|"
    r"supposed|given|"
    r"offered|served|tempted|told|lush|lovely|delicious|nice|great|amazing|tasty|yum\w*|fab|gorgeous|decent|alright|"
    r"delish|"
    r"divine|perfect|huge|massive|\w+ing)\b"
    r"|^(?:did|will|would|could|should|may|do|does) (?:not|n't|never|probably|definitely|totally|have|kill|murder|"
    r"be)\b",
    re.IGNORECASE,
)
_PERSONAL: Final = re.compile(
    r"\b(?:i|i've|i'm|my|me|we|today|today's|yesterday|yesterday's|so far|left|remaining|tonight|diary|log|logged|"
    r"eaten|consumed|total|day)\b",
    re.IGNORECASE,
)
_AFTER_NUTRIENT: Final = re.compile(
    r"^(?:$|(?:and|or|in|of|for|from|per|so far|today|yesterday|tonight|left|remaining|total|count|content|intake)\b)",
    re.IGNORECASE,
)
_NUTRIENT_LAST: Final = re.compile(
    r"^(?!.*\d).*[a-z] (?:calories|calorie count|kcal|macros|nutrition|nutrition facts|protein content)\W*$",
    re.IGNORECASE,
)
_SUMMED: Final = re.compile(r"^(?:my )?(?:total|average|daily|weekly)\b|\b(?:this|last) (?:week|month)$", re.IGNORECASE)
_LEFT: Final = re.compile(
    r"\b(?:left|remain(?:s|ing)?|to go|still (?:have|eat|need|allowed|get)|more (?:can|may|should|could|do|to)|"
    r"(?:can|may|could) i still|budget|allowance|"
    r"short of|over my|under my|am i (?:over|under|above|below|past)|over (?:the|my) limit|do i (?:still )?need|"
    r"until i (?:hit|reach)|away from|much more|many more|(?:go|went|gone|been) (?:over|under)(?! to\b)|over or under|"
    r"percent(?:age)?|used up|how far (?:off|over|under)|(?:where|how) do i stand|where am i at|to (?:play|work) with|"
    r"wiggle room|leeway|off "
    r"(?:my |the )?(?:target|goal|budget|limit)s?|"
    r"(?:did|have) i (?:manage|hit|make|reach|meet|met|made|reached|stay(?:ed)? (?:under|within|below|in))(?= (?:it|"
    r"to|my|the|enough|all)\b))\b",
    re.IGNORECASE,
)
_TARGET: Final = re.compile(
    r"\b(?:targets?|goals?|limits?|aim(?:ing)?|supposed to|recommended|should i (?:eat|get|have|aim) (?:a|per|each|"
    r"every|in a) day)\b",
    re.IGNORECASE,
)
_LIST: Final = re.compile(
    r"\b(?:what|which|show|list|tell|see|display|give|recap|summari[sz]e|summary|overview|remind|how's|hows|"
    r"how (?:is|was|am|are|did))\b.*\b(?:eat|ate|eaten|have|had|drink|drank|"
    r"drunk|log|logged|diary|entries|meals?|foods?|breakfast|lunch|dinner|supper|snacks?|day|today|yesterday|journal|"
    r"consumed|consume|so far|doing|record(?:ed)?|written|down)\b"
    r"|^(?:summary|recap|overview|my (?:day|diary|log|entries))\b",
    re.IGNORECASE,
)
_HAVE_EATEN: Final = re.compile(
    r"^(?:did|have|had) (?:i|we) (?:\w+ )?(?:eat|eaten|have|had|drink|drunk|log|logged|record(?:ed)?|add(?:ed)?|get|"
    r"gotten|any)\b\s*(?P<what>.*)$"
    r"|^how (?:many|much)\s+(?P<counted>.+?)\s+(?:did|have|had) (?:i|we)\b.*$"
    r"|^(?:is|was|are|were) (?:there )?(?P<there>.+?) (?:in|on) my (?:diary|log|day|list|breakfast|lunch|dinner)\b.*$"
    r"|^when (?:did|have) (?:i|we) (?:\w+ )?(?:eat|have|drink|eaten|had|drunk|log|logged)\b\s*(?P<when>.*)$",
    re.IGNORECASE,
)
_CONSIDERING: Final = re.compile(
    r"^(?:should|could|can|may|shall|might|would it be (?:ok(?:ay)?|fine|bad|good|all right) (?:for me )?(?:if|to)|"
    r"is it (?:ok(?:ay)?|fine|bad|good|all right) (?:for me )?(?:if|to)|"
    r"what (?:if|about)|how about|what happens if|do i have (?:room|space|calories|enough) (?:\w+ )*?for|would)\s*(?:i|we)?\s*"
    r"(?:still |also |just |really |please )*(?:eat|have|had|ate|drink|get|order|try|fit in|fit|afford|go for|add|"
    r"grab|make|cook)?\s*(?P<food>.+)$",
    re.IGNORECASE,
)
_SUPPOSED: Final = re.compile(
    r"^(?:if|suppose|supposing|imagine|assuming|what if|say|let's say) (?:i|we)(?:'d| would| were to| had)? (?:\w+ ){0,1}?"
    r"(?:eat|eaten|ate|have|had|drink|drank|drunk|order(?:ed)?)\s+(?P<food>.+?)"
    r"(?:,?\s+(?:how|what|would|will|is|are|am|do|does|can)\b.*)?$",
    re.IGNORECASE,
)
_SENTENCES: Final = re.compile(r"(?<=[.?!])\s+|\n")
_THEN_ASKED: Final = re.compile(
    r"[\s,;:–-]+(?:then |so )?(?:how (?:many|much)|what (?:would|is|are|about)|would|will|is (?:that|it|there)|am i|do i|"
    r"does (?:that|it)|can i|"
    r"could i|should i)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_SUPPOSES: Final = re.compile(
    r"^\W*(?:(?:and|so|ok(?:ay)?|now|just|hey|well|then|but|also)[\s,]+)*"
    r"(?:what (?:if|would (?:happen|my \w+ (?:be|look like)) if)|if|unless|suppos(?:e|ing)|imagin(?:e|ing)|pretend(?:ing)?|"
    r"say|assum(?:e|ing)|"
    r"(?:let's|let us|lets) (?:say|pretend|imagine|suppose|assume)|hypothetical(?:ly)?(?: speaking)?|theoretically|in theory|"
    r"for (?:the sake of argument|argument's sake|example)|as a thought experiment)\b(?: this| that)?[\s,:]*",
    re.IGNORECASE,
)
_FRAMED: Final = re.compile(
    r"^(?:(?:and|then|also|that|tomorrow|today|tonight) )*(?:(?:i|we)(?:'d|'ve|'m| would| were to| had| could| also| just| then)* ?"
    r"(?:eat|eaten|ate|eating|have|had|having|drink|drank|drunk|order(?:ed)?|log(?:ged)?|add(?:ed)?|swap(?:ped)?|"
    r"replaced?|chose|choose|took|take)"
    r"|(?:eating|having|drinking))\s+(?:nothing but |only |just )?",
    re.IGNORECASE,
)
_OF_THAT: Final = re.compile(
    r"\b(?:in|of|was|is|were|are|has|have|had|does|did)\s+(?:that|it|them|this|those|these)(?:\s+(?:have|has|all|be|been))?$",
    re.IGNORECASE,
)
_ADVICE: Final = re.compile(r"^what (?:else )?(?:can|could|should|shall|may) (?:i|we)\b", re.IGNORECASE)
_FOOD_OF: Final = re.compile(
    r"\b(?:in|of|for|from|about|does|do|has|have|contains?|on)\s+(?P<food>.+?)(?:\s+(?:have|has|contain|contains|got|"
    r"provide|give|offer|count))?(?:\s+in (?:it|them))?\s*$",
    re.IGNORECASE,
)
_FOOD_HAS: Final = re.compile(
    r"^(?:is|are)\s+(?P<food>.+?)\s+(?:a |an )?(?:really |very |that |too |so )?(?:high|low|rich|good|bad|healthy|"
    r"unhealthy|full|loaded|packed|fattening|nutritious|source)\b.*$",
    re.IGNORECASE,
)
_FOOD_FIRST: Final = re.compile(r"^(?P<food>.+?)[\s:,-]+$", re.IGNORECASE)
SPAN: Final = re.compile(
    r"\b(?:(?:my|this|last|past|previous) (?:week|month|year|weekend|\d+ days|few days|two weeks|couple)|last (?:seven|"
    r"\d+) days|weekly|monthly|average|averages|trend|trends|per week|week's|month's)\b",
    re.IGNORECASE,
)
_HOW_FAR: Final = re.compile(
    r"^(?:and |so )?(?:am i on (?:track|course|target)|how am i (?:doing|going|getting on|looking|tracking)|"
    r"how do i stand|where am i(?: at)?|"
    r"how(?:'s| is| are) my)\b",
    re.IGNORECASE,
)
# "Why was yesterday's fat that high", "where did today's carbs come from", "which of it had the most protein".
_SOURCES: Final = re.compile(
    r"^(?:and |so )?(?:why (?:is|was|are|were|did)\b.*\b(?:so|that|too|this) (?:high|much|many|low|little)\b|"
    r"where (?:did|do|does|is|are|was|were)\b.*\b(?:come|coming|came) from\b|"
    r"was it\b.*\bthat made (?:yesterday|today|my day|(?:mon|tues|wednes|thurs|fri|satur|sun)day) (?:so|that|this)\b|"
    r"what (?:made up|makes up|contributed|gave me|added|pushed|drove|caused)\b|"
    r"(?:which|what) (?:food|foods|thing|item|entry|meal|of (?:it|them|that|those|my foods))? ?(?:today |yesterday )?"
    r"(?:had|gave me|contributed|added) (?:the )?(?:most|highest|biggest)\b)",
    re.IGNORECASE,
)
_SETTING: Final = re.compile(
    r"\b(?:my (?:weight|height|age|birthday|time ?zone|units|name|password|e-?mail|profile|account|"
    r"(?:\w+ ){0,2}?(?:targets?|goals?))|remind me|notify|notification)\b",
    re.IGNORECASE,
)
_ARTICLES: Final = re.compile(r"^(?:any|some|the|that|my|those|these|a lot of|all the)\s+", re.IGNORECASE)


def is_question(clause: str) -> bool:
    """Whether a clause asks: "how much is left", "protein in tofu", "banana calories"."""
    clause = nutrients.in_kilocalories(clause)
    if clause.rstrip().endswith("?") or (_OPENERS.match(clause) and not _HOW_ONE_WAS.match(clause)):
        return True
    head, _, rest = clause.strip(" .!").partition(" ")
    two = " ".join(clause.split()[:2])
    if nutrients.is_named_alone(head) and _AFTER_NUTRIENT.match(rest):
        return True
    if nutrients.is_named_alone(two) and not nutrients.is_named_alone(head):
        rest = clause[len(two) :].strip(" .!")
        if _AFTER_NUTRIENT.match(rest):
            return True
    return bool(_NUTRIENT_LAST.search(clause)) or bool(_SUMMED.search(clause) and nutrients.named_in(clause))


def is_about_oneself(asked: str) -> bool:
    """Whether a question is about what the person had: it names a nutrient, asks for a list, or says "my"."""
    return bool(nutrients.named_in(asked) or _LIST.search(asked) or _PERSONAL.search(asked))


_OF_A_KIND: Final = r"(?: (?:kinds?|sorts?|types?|brands?|varieties) of)?"
_LISTED_IN: Final = r"(?:in|from) (?:your|the) (?:list|database|catalogue|foods)"
# "Which yoghurts do you know?", "search the catalogue for oat milk": the foods that there are of a name.
_WHICH_FOODS: Final = re.compile(
    rf"^(?:which|what){_OF_A_KIND} (?P<a>(?!(?:foods?|meals?|recipes?|things?|measures?|favou?rites?|goals?|diets?|"
    rf"targets?|else)\b)"
    rf"[a-z][a-z' -]{{2,40}}?) (?:do you (?:know|have|offer)|are (?:there|known|{_LISTED_IN})|have you got)$"
    rf"|^(?:show|list|find)(?: me)?(?: all| some| any| different| the)*{_OF_A_KIND} (?P<b>[a-z][a-z' -]{{2,40}}?) "
    rf"(?:(?:that )?you (?:know|have)|{_LISTED_IN})$"
    rf"|^(?:search|look)(?: (?:for|up))? (?P<c>[a-z][a-z' -]{{2,40}}?) {_LISTED_IN}$"
    r"|^(?:search|look in) (?:your|the) (?:list|database|catalogue|foods) for (?P<e>[a-z][a-z' -]{2,40}?)$"
    rf"|^(?:do you|can you) (?:know|have|find) any{_OF_A_KIND} (?P<d>[a-z][a-z' -]{{2,40}}?)$",
    re.IGNORECASE,
)


def read_question(clause: str, order: str, now: LocalMoment) -> AskDay | LookUp | Remark | None:
    """What a question asks; None where it is none that the diary or the catalogue answers."""
    asked = nutrients.in_kilocalories(order).strip(" .!?")
    day, slot = _when(asked, now)
    named = nutrients.named_in(asked)
    which = _WHICH_FOODS.match(asked)
    if which is not None and not named:
        return LookUp(next(each for each in which.groups() if each), which=True)
    if _SOURCES.search(asked) and set(named) <= set(nutrients.MACROS):
        return AskDay(About.SHARES, day, slot, named[:1] or ("energy_kcal",))
    if named and _HOW_FAR.match(asked):
        return AskDay(About.LEFT, day or now.date, slot, named)
    supposed = _SUPPOSED.match(asked)
    if supposed is not None and content_words(supposed["food"]):
        return LookUp(supposed["food"].strip(" ,"), named, considering=True)
    if named and _OF_THAT.search(asked):
        return AskDay(About.LATEST, day, slot, named)
    about_a_day = _about_a_day(asked, named, now)
    if about_a_day is not None or re.match(r"(?:which|who|when|where|why)\b", asked, re.IGNORECASE):
        return about_a_day
    return _looked_up(asked, named) if named else _about_food(asked)


def _about_a_day(asked: str, named: tuple[str, ...], now: LocalMoment) -> AskDay | LookUp | Remark | None:
    """A question about the person's own days; `named`: the nutrients in it."""
    day, slot = _when(asked, now)
    if (
        _TARGET.search(asked)
        and not _LEFT.search(asked)
        and re.search(r"^(?:what|how|show|tell|list|do i|is|am|have)\b", asked, re.IGNORECASE)
    ):
        return AskDay(About.TARGETS, day, None, named)
    considering = _CONSIDERING.match(asked)
    if _LEFT.search(asked) and (named or not considering) and not re.search(r"\bleft ?overs?\b", asked, re.IGNORECASE):
        return AskDay(About.LEFT, day, None, named)
    if considering is not None and not food_words(considering["food"], now) and (day or slot):
        return AskDay(About.ENTRIES, day, slot)
    if considering is not None and content_words(considering["food"]):
        return LookUp(considering["food"], (), considering=True)
    eaten = _HAVE_EATEN.match(asked)
    if eaten is not None:
        what = next((each for each in (eaten["what"], eaten["counted"], eaten["there"], eaten["when"]) if each), "")
        words = food_words(what, now)
        if named and (nutrients.is_named_alone(what) or not words or _is_measured(what)):
            return AskDay(About.TOTALS, day, slot, named, food_words(nutrients.without_names(asked), now))
        return AskDay(About.ENTRIES, day, slot, (), words)
    if named and (_PERSONAL.search(asked) or slot or day):
        return AskDay(About.TOTALS, day, slot, named, food_words(nutrients.without_names(asked), now))
    return None if named else _entries_asked(asked, day, slot, now)


def read_supposed(said: str, now: LocalMoment) -> LookUp | AskDay | None:
    """What is asked about something that is only supposed: the foods that are named, else a day."""
    parts = [_SUPPOSES.sub("", part.strip(" ?.!")) for part in _SENTENCES.split(said)]
    foods = [food for part in parts if (food := _supposed_food(part)) and food_words(food, now)]
    if foods:
        return LookUp("; ".join(foods), nutrients.named_in(said), considering=True)
    asked = read_question(said, said, now)
    return asked if isinstance(asked, AskDay) else None


def _supposed_food(said: str) -> str:
    """The foods of a sentence that supposes, without its frame and what it asks."""
    bare = _THEN_ASKED.sub("", said).strip(" ,;:")
    framed = _FRAMED.match(bare)
    return bare[framed.end() :] if framed is not None and not _OPENERS.match(bare) else ""


def _entries_asked(asked: str, day: date | None, slot: Slot | None, now: LocalMoment) -> AskDay | None:
    """A question about what was eaten, or might be, that names no nutrient."""
    if _LIST.search(asked) and not _ADVICE.search(asked) and (_PERSONAL.search(asked) or slot or day):
        return AskDay(About.ENTRIES, day, slot)
    if _ADVICE.search(asked):
        return AskDay(About.LEFT, day, None)
    if re.search(r"\bmy (?:\w+ )?totals?\b", asked, re.IGNORECASE):
        return AskDay(About.TOTALS, day, slot)
    if (day or slot) and not food_words(asked, now):
        return AskDay(About.ENTRIES, day, slot)
    return None


def _is_measured(what: str) -> bool:
    """Whether only a nutrient is asked for: "how much sugar did I have"; water is something that one drinks."""
    return "water" not in what.lower() and not content_words(nutrients.without_names(what))


def _looked_up(asked: str, named: tuple[str, ...]) -> LookUp | AskDay:
    """ "how many calories in an apple", "is cheese high in fat", "banana calories"."""
    has = _FOOD_HAS.match(asked)
    of = _FOOD_OF.search(asked)
    food = has["food"] if has else of["food"] if of else _bare(asked)
    food = nutrients.without_names(food) if not of or nutrients.is_named_alone(food) else food
    if not food_words(food, None):
        return AskDay(About.TOTALS, None, None, named)
    return LookUp(food.strip(" ?."), named)


def _about_food(asked: str) -> LookUp | None:
    match = re.match(
        r"^(?:what's|what is|what are|whats) in (?P<food>.+)$"
        r"|^(?:tell me about|look ?up|search for|search|find|estimate|guess) (?:me )?(?P<other>.+)$"
        r"|^(?:is|are) there (?:any )?(?P<there>.+?) in (?:your|the) (?:database|catalogue|list)$"
        r"|^do you (?:know|have) (?P<known>.+)$",
        asked,
        re.IGNORECASE,
    )
    if match is None:
        has = _FOOD_HAS.match(asked)
        return LookUp(has["food"]) if has is not None and "it" not in has["food"].lower().split() else None
    return LookUp(next(each for each in match.groups() if each))


def _bare(asked: str) -> str:
    """What is left of a question without its frame."""
    return re.sub(
        r"\b(?:how many|how much|what's|what is|what are|whats|the|show me|tell me|give me|is there|are there|there|"
        r"is|are|count|facts|info|content|value|values)\b",
        " ",
        asked,
        flags=re.IGNORECASE,
    )


def _when(asked: str, now: LocalMoment) -> tuple[date | None, Slot | None]:
    """The day and the meal that a question is about."""
    text = re.sub(r"'s\b", "", asked)
    tokens = tokenise(text)
    whens = [occasion.when for occasion in read_occasions(tokens, now)]
    day = next((when.local_date for when in whens if when.local_date), None)
    slot = next((when.slot for when in whens if when.slot), None)
    if slot is None:
        slot = next((SLOTS[token.low] for token in tokens if token.low in SLOTS), None)
    return day, slot


_FRAME: Final = frozenset(
    "how many much what whats which did do does have had has i we me eat ate eaten drink drank drunk so far today "
    "yesterday total day log logged consumed "
    "consume get gotten there were are been show tell give list number amount altogether already any some else "
    "anything something everything yet far "
    "diary food foods meal meals thing calorie morning evening night afternoon last time when ever still also "
    "today's yesterday's intake count add record put till until sorry am at on up".split()
)


def food_words(said: str, now: LocalMoment | None) -> tuple[str, ...]:
    """The words of a question that name a food; with `now` without those that say when."""
    text = _ARTICLES.sub("", re.sub(r"'s\b", "", said).strip(" .!?"))
    tokens = tokenise(text)
    taken: set[int] = set()
    if now is not None:
        for occasion in read_occasions(tokens, now):
            taken |= set(range(occasion.start, occasion.end))
    left = " ".join(token.text for place, token in enumerate(tokens) if place not in taken and token.is_content)
    return tuple(
        word for word in content_words(left) if word not in _FRAME and word not in SLOTS and not word.isdigit()
    )


def is_setting(clause: str) -> bool:
    """Whether a clause is about the profile or a target, which the chat does not change."""
    return bool(_SETTING.search(clause))
