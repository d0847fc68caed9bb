"""Statements: what was eaten, in a sentence or as bare foods, or ordered to be logged; and what is no meal. Pure."""

import re
from typing import Final

from agents.offline.asking import is_setting
from agents.offline.clauses import EATING
from agents.offline.eaten import PAST, is_to_come, is_uncertain_report, why_not_eaten
from agents.offline.loosely.profile import facts as profile_fact
from agents.offline.naming import SLOTS, target_in
from agents.offline.other_uses import is_used_otherwise
from agents.offline.pasted import is_keyed
from agents.offline.steps import Log, Remark, Step, Why
from fithub.core.clock import LocalMoment
from fithub.estimation.amounts import read_amount
from fithub.estimation.mentions import parse
from fithub.estimation.occasions import read_occasions
from fithub.estimation.tokens import tokenise
from fithub.foods.words import content_words

# "I had no bread"; "no sugar jam" is a food, which the estimator knows.
_ATE_NO: Final = re.compile(rf"\b(?:{EATING}) no\b", re.IGNORECASE)
_ONLY_ENERGY: Final = re.compile(
    r"\d\s*(?:k?cals?|calories|kj|kilojoules)\W*(?:$|(?:of|worth|from|for|in total)\b)", re.IGNORECASE
)
_HAD_ONE: Final = re.compile(
    rf"^(?:i(?:'ve| have)? )?(?:just |also |then |actually )*(?:{EATING}) (?:one|it|that|them)(?: just now| too| now)?$"
    # "Had 200 g of it for breakfast".
    rf"|^(?:i(?:'ve| have)? )?(?:just |also |then |actually |only )*(?:{EATING}) (?:\d|an?\b|one\b|two\b|three\b|four\b|half\b)"
    r"[^,;]{0,24}?\bof (?:it|that|them|those|these)\b[^,;]{0,40}$",
    re.IGNORECASE,
)
# "Put that down for breakfast".
_DOWN: Final = re.compile(r"^(it|that|this|them) down\b", re.IGNORECASE)
# "I forgot to mention 10 g of butter", "mine was the wrap".
_FORGOT: Final = re.compile(
    r"^(?:(?:and|also|oh|ah)[\s,]+)*(?P<when>(?:yesterday|last night|this morning|earlier|today)[\s,]+)?"
    r"(?:i )?(?:(?:also |almost |completely |nearly )*(?:forgot|left out|missed|"
    r"omitted)(?: to (?:mention|log|add|say|include|tell you(?: about)?|"
    r"write down|note|put in))?(?: about)?|mine was)\s+(?P<what>(?:the |my |a |an |some |\d|half|one |two |three ).+)$",
    re.IGNORECASE,
)
_KEEP: Final = re.compile(r"^(?:just )?(?:keep|leave)\b(?! (?:out|off)\b)", re.IGNORECASE)
ORDERS_LOG: Final = re.compile(
    r"^(?:log|add|record|track|enter|register|include|save|count|put(?: down| in|(?= (?:it|that|this|"
    r"them) down\b))?|write(?: down)?|note(?: down)?|"
    r"jot(?: down)?|insert)\b[\s:]*(?:that (?!down\b))?(?P<what>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_INTO: Final = re.compile(
    r"\s+(?:to|in|into|on|onto|under|as|for)\s+(?:a |my |the |today's |our )?"
    r"(?P<where>breakfast|brunch|lunch|dinner|supper|snacks?)\s*$",
    re.IGNORECASE,
)
# "Add milk to my coffee".
_BESIDE: Final = re.compile(
    r"^(?P<what>.+?) (?:to|in|into|on|onto) (?P<beside>(?:my|the|that|this|yesterday|today|\w+day) .+|that|it|this)$",
    re.IGNORECASE,
)
_THAT: Final = re.compile(r"^(?:that|it|this|(?:that|the|this) (?:meal|plate|order))$", re.IGNORECASE)
# "The coffee had 40 ml of milk in it".
_HELD: Final = re.compile(
    r"^(?P<what>(?:the|my|that|yesterday|today) .{2,40}?) (?:also )?(?:had|has|came with|contained) "
    r"(?P<food>(?:\d|an? |one |two |three |half )[^,;]{2,50}?) (?:in|on|with) (?:it|them|that|top)$",
    re.IGNORECASE,
)
_DIARY: Final = re.compile(
    r"\s+(?:to|in|into|on|onto)\s+(?:my|the|today's|our)\s+(?:food\s+)?(?:diary|log|journal|list|records?|day)\b",
    re.IGNORECASE,
)
_EATING: Final = re.compile(rf"\b(?:{EATING}|shared|split|halved)\b", re.IGNORECASE)
_MEAL_WAS: Final = re.compile(
    r"^(?:\w+\s+){0,2}?(?:breakfast|brunch|lunch|dinner|supper|tea|snacks?)\b"
    r"(?: (?:today|yesterday|tonight|earlier|(?:last|this|on) \w+|"
    r"(?:at|around|about|by) (?:\d[\d:.]*|\w+)(?: ?[ap]\.?m\.?)?))*(?:\s*[:=–-]|\s+(?:was|were|is|consisted)\b|\s*,)",
    re.IGNORECASE,
)
# "And 2 tortillas with it": beside what was told before.
_WITH_IT: Final = re.compile(r"(?<=\w)\s+(?:with|alongside|next to|on top of) (?:it|that|them|this)\W*$", re.IGNORECASE)
_JUST_NOW: Final = re.compile(
    r"\b(?:just now|a (?:moment|minute|sec|second|while|bit) ago|(?:earlier|before)(?: today| on)?)\W*$", re.IGNORECASE
)
_CLAUSE_WORDS: Final = frozenset(
    "i you he she it they we is are am was were be been do does did can could will would should must has have what "
    "why how who when where that this these those there "
    "not don't isn't aren't it's that's i'm you're know think say said go going come tell ask ignore please because "
    "suggest recommend find search cook buy explain write create generate translate play call send open stop something".split()
)
# Words of remarks that ask for nothing.
_PRAISE: Final = frozenset(
    "it that this delicious tasty good great yummy amazing awesome lovely nice perfect hot cold bland awful"
    " terrible bad lush fab delish gorgeous unreal divine heavenly meh gross".split()
)
_NO_FOOD: Final = frozenset(
    "food meal snack something anything everything nothing stuff thing plate bite lot more seconds dish same"
    " dry raw cooked uncooked drained weight size king plain summer winter spring autumn christmas easter".split()
)


def read_statement(said: str, order: str, now: LocalMoment) -> Step:
    """What a statement tells or orders to be logged, or why nothing is written of it."""
    if _ONLY_ENERGY.search(said):
        return Remark(Why.CALORIES)
    forgot = _FORGOT.match(said)
    if forgot is not None:
        return Log(f"{(forgot['when'] or '').strip(' ,')} {forgot['what']}".strip())
    if _KEEP.match(order):
        return Remark(Why.KEPT)
    log = ORDERS_LOG.match(order)
    if log is not None and not is_setting(order) and not is_used_otherwise(order):
        return _logged(log["what"], now)
    if is_setting(said) and not PAST.search(said):
        return profile_fact(said, now) or Remark(Why.SETTING)
    held = _HELD.match(said)
    if held is not None and (named := target_in(held["what"], now)).words:
        # It may be counted in that already, so it is asked about.
        return Log(held["food"], certain=False, unsure=True, beside=named)
    why = why_not_eaten(said)
    if why is not None:
        return Remark(why, said)
    if not _EATING.search(said) and not _MEAL_WAS.match(said):
        return Remark(Why.FUTURE, said) if is_to_come(said, now) else _bare(said, now)
    if names_food(said, now):
        return Log(said, unsure=is_uncertain_report(said))
    if _HAD_ONE.match(said):
        # Of what was spoken of before, which the planner knows.
        return Log(said, certain=False)
    return Remark(Why.NOT_EATEN if _ATE_NO.search(said) else Why.UNCLEAR, said)


def _bare(said: str, now: LocalMoment) -> Step:
    """Food words without a verb: "2 eggs and toast". A sentence about something else is no meal."""
    said = _WITH_IT.sub("", said)
    tokens = tokenise(said)
    occasions = read_occasions(tokens, now)
    taken = {place for each in occasions for place in range(each.start, each.end)}
    # A can is a container behind an amount.
    lows = {
        token.low
        for place, token in enumerate(tokens)
        if place not in taken and not (token.low in {"can", "cans"} and place and read_amount(tokens, place - 1))
    }
    if not names_food(said, now) or lows & _CLAUSE_WORDS:
        return Remark(Why.REMARK if lows & _PRAISE else Why.UNCLEAR, said)
    amounts = any(read_amount(tokens, place) for place in range(len(tokens)))
    certain = (amounts or bool(occasions) or says_just_now(said)) and not is_keyed(said)
    return Log(said, None, certain=certain, unsure=is_uncertain_report(said))


def says_just_now(said: str) -> bool:
    """Whether a statement ends in that it was a moment ago: "doner kebab just now"."""
    return _JUST_NOW.search(said) is not None


def names_food(said: str, now: LocalMoment) -> bool:
    """Whether anything is named that may be a food; "something" and "my plate" are none."""
    words = {word for mention in parse(said, now).mentions for word in content_words(mention.food)}
    return bool(words - _NO_FOOD)


def is_one_uncounted(said: str, now: LocalMoment) -> bool:
    """Whether one food is named, and not how many of it."""
    mentions = parse(said, now).mentions
    return len(mentions) == 1 and mentions[0].quantity is None


def _logged(what: str, now: LocalMoment) -> Log:
    """What an order to log names, and the meal that it is to go to."""
    what = _DOWN.sub(r"\1", what)
    what = _DIARY.sub(" ", what)
    into = _INTO.search(what)
    if into is None:
        beside = _BESIDE.match(what)
        named = target_in(beside["beside"], now) if beside is not None else None
        if beside is not None and named is not None and (named.words or _THAT.match(beside["beside"])):
            return Log(beside["what"].strip(), beside=named)
        return Log(what.strip())
    return Log(what[: into.start()].strip(), SLOTS.get(into["where"].lower()))
