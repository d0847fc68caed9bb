"""What a clause wants, by the patterns that it matches and by what it is like.

Patterns are exact where they fit and blind where they do not; the guess (agents/offline/intents) is never blind and never
exact. Where both agree the pattern counts. Where a sure guess disagrees, the clause is read as what it is like, if it tells
enough for that; and nothing is written down as eaten that is unlike a meal.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from agents.offline.eaten import PAST
from agents.offline.intents.guessing import SURE, Guess, guess
from agents.offline.intents.intent import FAMILIES, Family, Intent
from agents.offline.loosely import read_loosely
from agents.offline.loosely.body import is_anothers_exercise
from agents.offline.loosely.cues import fits
from agents.offline.meant import intents_of
from agents.offline.stating import says_just_now
from agents.offline.steps import AskDay, Change, Log, Remark, Restore, Step, Twice, Why, Wish
from fithub.core.clock import LocalMoment

type Reader = Callable[[str, LocalMoment], list[Step]]

# How likely a part of a sentence has to be an aside to be left out.
AN_ASIDE: Final = 0.75
# How likely another kind has to be than the one that a skill has read.
OVERWHELMING: Final = 0.93
# How likely it has to be another's meal where somebody tells that they ate: who eats in company names the others, too.
SURELY_ANOTHERS: Final = 0.98
# How likely another kind has to be than a meal whose amount is told in grams or millilitres.
HARDLY_ELSE: Final = 0.8
# Less likely intents of a likely family are not tried.
POSSIBLE: Final = 0.1
# What is less likely is not meant beside the likeliest.
HARDLY: Final = 0.01
# Longer clauses are meals and recipes, which are read by what stands in them.
LONGEST: Final = 400
LEAST_WORDS: Final = 2
# What is said of meals that were eaten, as a report is.
_ABOUT_MEALS: Final = (Intent.ATE, Intent.CORRECT_ENTRY, Intent.REPEAT_MEAL, Intent.LOG_PLANNED)
_MENDS: Final = frozenset(
    {Intent.CORRECT_ENTRY, Intent.DELETE_ENTRY, Intent.MEND_ACTIVITY, Intent.MEND_MEASURE, Intent.ASIDE, Intent.UNDO}
)
# What is talk, and how it is answered.
_TALK: Final[Mapping[Intent, Why]] = {
    Intent.DENIED: Why.NOT_EATEN,
    Intent.OTHERS_FOOD: Why.SOMEBODY_ELSE,
    Intent.FUTURE_FOOD: Why.FUTURE,
    Intent.HABIT_FOOD: Why.HABIT,
    Intent.GOT_FOOD: Why.NOT_YET,
    Intent.SMALLTALK: Why.REMARK,
    Intent.ASIDE: Why.REMARK,
    Intent.IDIOM: Why.REMARK,
    Intent.OFF_TOPIC: Why.OFF_TOPIC,
    Intent.PROFILE: Why.SETTING,
    Intent.HELP: Why.HELP,
    Intent.GREETING: Why.GREETING,
    Intent.THANKS: Why.THANKS,
    Intent.BYE: Why.FAREWELL,
}
_ORDERED: Final = re.compile(
    r"^(?:(?:right|ok(?:ay)?|so|yes|yeah|great|good|fine|cool|well|then|and|just|please|pls|can you|"
    r"could you)[\s,]+)*(?:log|add|record|track|enter|register|note|write|jot|put)\b",
    re.IGNORECASE,
)
# A list of foods and nothing else: "a pear", "2 eggs and toast".
_LISTED: Final = re.compile(
    r"^(?:(?:oh,? )?(?:and|also|plus|then|with)\s+)?(?:an?|one|two|three|four|five|half|some|\d[\w.,/]*)\s+(?:[\w'%-]+\s*){1,5}$",
    re.IGNORECASE,
)
# "Oatmeal for breakfast", and from when on a meal may have been had.
_FOR_A_MEAL: Final = re.compile(
    r"^(?!(?:i|we|you|he|she|they|it|what|why|how|which|something|ideas?|recipes?|plan|make|cook|buy|get|need|want)\b)"
    r"(?:[a-z][\w'-]*,? (?!(?:i|we|is|are|was|were|sounds?|looks?|ideas?|recipes?|good|bad|best|better)\b)){1,6}for "
    r"(?P<meal>breakfast|brunch|lunch|dinner|supper)(?: today)?\W*$",
    re.IGNORECASE,
)
_BEGINS: Final = {"breakfast": 5, "brunch": 9, "lunch": 11, "dinner": 16, "supper": 16}
_THEN: Final = re.compile(r"^(?:(?:and|then|also|plus)[\s,]+)+", re.IGNORECASE)
# A food and what was not with it: "steak, no fat", "tea without sugar".
_WITHOUT: Final = re.compile(
    r"^(?!(?:i|we|i'?m|we'?re|they|he|she|it|there|eating|going)\b)(?:(?:an?|some|the|one|two|three|\d[\d.,]*)\s+)?"
    r"(?:[\w'%-]+\s+){0,4}?(?!(?:so|and|but|then|because|today|tonight|tomorrow|now)\b)[\w'%-]+,?\s+(?:no|without|minus|"
    r"hold the)\s+"
    r"(?!(?:thanks?|thank|way|problem|idea|good|more|longer|wonder|need|time|one|fun|doubt|matter|luck|chance|point|"
    r"rush|pressure|comment)\b)"
    r"(?:[\w'-]+\s*){1,5}$",
    re.IGNORECASE,
)
# "Also a pear", "a pear too", "mine was the wrap": so much of a food, on top of what was told before.
_AMOUNT: Final = r"(?:an?|the|some|half|one|two|three|four|five|six|\d[\d.,/]*)\s+(?:[\w'-]+\s*){1,6}"
_ON_TOP: Final = re.compile(
    rf"^\W*(?:(?:also|plus|mine was|(?:i )?(?:also )?forgot(?: to \w+)?)\s+{_AMOUNT}|"
    rf"{_AMOUNT}(?<=\s)(?:too|as well|also|on top))\W*$",
    re.IGNORECASE,
)
# That somebody else made it, or was there, makes it no less one's own: "ate two eggs after walking the dog".
_TOLD_OF_ONESELF: Final = re.compile(
    r"^\W*(?:(?:also|and|then|so|plus|just|later|afterwards)[\s,]+)*(?:(?:i|we)(?:'ve| have)? (?:just |also |both )*)?"
    r"(?:had|ate|drank|eaten|drunk|shared|split|halved)\b(?! (?:it|enough)\b)"
    r"|^\W*(?:me|i) and .{1,40}? (?:shared|split|halved)\b|^\W*(?:my|our) [\w ]{1,24} and i (?:shared|split|halved)\b",
    re.IGNORECASE,
)
_SHARED: Final = re.compile(
    r"^(?:so |today |yesterday |just |then )*(?:(?:i|we|me and|my)\b.{0,40}?)?\b(?:shared|split|halved)\b",
    re.IGNORECASE,
)
_MEASURED: Final = re.compile(
    r"\d ?(?:g|ml|l|cl|dl|oz|grams?|millilit(?:re|er)s?|lit(?:re|er)s?|slices?|cups?)\b", re.IGNORECASE
)
_A_SUMMARY: Final = re.compile(r"\b(?:summar\w+|recap\w*|reviews?|reports?|roundup|weeks?|yesterday)\b", re.IGNORECASE)
_PARTS: Final = re.compile(
    r"\s*(?:[;–]|,(?!\d)|(?<!\d),)\s*|\s+-+\s+|\s+(?=because\b|since\b|as i\b|so that\b)|\s*\((?=[^)]*\)\s*$)",
    re.IGNORECASE,
)


def understand(clause: str, now: LocalMoment, by_pattern: Reader) -> list[Step]:
    """The steps of a clause: by its patterns, or as what it is like."""
    steps = by_pattern(clause, now)
    if not _is_worth_a_guess(clause, steps):
        return steps
    bare = without_asides(clause) if _is_no_wish(steps[0]) else clause
    if bare != clause and isinstance((told := by_pattern(bare, now))[0], Log):
        # "100 g cheesecake, it was to die for".
        clause, steps = bare, told
        if len(steps) != 1:
            return steps
    likely = guess(clause)
    if _agree(clause, steps, likely) or (_mends_exactly(steps[0]) and not _is_surely_other(likely)):
        return [_with_doubt(steps[0], clause, likely, now)]
    core = without_asides(clause)
    if core != clause:
        steps, likely = by_pattern(core, now), guess(core)
        if len(steps) != 1:
            return steps
        if _agree(core, steps, likely):
            return [_with_doubt(steps[0], core, likely, now)]
    return [_by_likeness(core, steps[0], likely, now)]


def _mends_exactly(step: Step) -> bool:
    """Whether a correction says how much or when, and no other food: of that nothing comes where nothing was told."""
    match step:
        case Change(payload=payload):
            return not payload.food and not payload.is_empty
    # To have something back does nothing where nothing was taken.
    return isinstance(step, Twice | Restore)


def _is_surely_other(likely: Guess) -> bool:
    """Whether a clause can hardly be a correction."""
    return (
        bool(likely.intents)
        and likely.chance(*likely.intents) >= OVERWHELMING
        and not _MENDS.intersection(likely.intents)
    )


def sets_a_record_right(clause: str) -> bool:
    """Whether a clause is surely of a measure or an activity that was wrong: "my weight is wrong, delete it" is one wish."""
    return (
        len(clause) <= LONGEST
        and guess(clause).chance(Intent.DELETE_MEASURE, Intent.MEND_MEASURE, Intent.MEND_ACTIVITY) >= OVERWHELMING
    )


def without_asides(clause: str) -> str:
    """The clause without the parts that only give a reason or a mood: "delete my weight, I still had my boots on"."""
    parts = [part for part in _PARTS.split(clause) if part and part.strip()]
    if len(parts) < 2:
        return clause
    kept = [part for part in parts if not _is_aside(part)]
    return ", ".join(kept) if kept and len(kept) < len(parts) else clause


def _is_aside(part: str) -> bool:
    if len(part.split()) < LEAST_WORDS or any(character.isdigit() for character in part):
        return False
    return guess(part).chance(Intent.ASIDE, Intent.SMALLTALK, Intent.THANKS) >= AN_ASIDE


def _is_no_wish(step: Step) -> bool:
    return isinstance(step, Remark) and step.why in {Why.REMARK, Why.UNCLEAR, Why.OFF_TOPIC}


def _is_worth_a_guess(clause: str, steps: Sequence[Step]) -> bool:
    # "Then soup" is one word.
    told = _THEN.sub("", clause)
    return len(steps) == 1 and len(clause) <= LONGEST and len(told.split()) >= LEAST_WORDS


def _agree(clause: str, steps: Sequence[Step], likely: Guess) -> bool:
    """Whether a pattern's step may be what the clause is like, or may be anything."""
    if isinstance(steps[0], Log):
        like = likely.is_like_a_meal or likely.chance(*_ABOUT_MEALS) >= SURE
        # So much of something is hardly anything but a meal.
        if _MEASURED.search(clause) and likely.chance(*likely.intents) < HARDLY_ELSE:
            return True
        if like or any(plain.match(clause) for plain in (_ON_TOP, _LISTED, _ORDERED, _WITHOUT)):
            return True
        # "I had": only what is surely of another kind speaks against it.
        most = SURELY_ANOTHERS if Intent.OTHERS_FOOD in likely.intents[:1] else OVERWHELMING
        return bool(_TOLD_OF_ONESELF.match(clause)) and likely.chance(*likely.intents) < most
    meant = intents_of(steps[0])
    if meant is None or not likely.intents:
        return True
    if isinstance(steps[0], Wish):
        # A skill reads nothing that is not all its own, so only what is surely of another kind speaks against it.
        return not meant.isdisjoint(likely.intents) or likely.chance(*likely.intents) < OVERWHELMING
    first, second = likely.intents[:1], [each for each in likely.intents[1:2] if likely.chances[each] >= HARDLY]
    return not meant.isdisjoint([*first, *second])


def _with_doubt(step: Step, clause: str, likely: Guess, now: LocalMoment) -> Step:
    """A meal that no word says was eaten, and that is more like one that was cooked, bought or somebody else's, is asked about."""
    doubtful = likely.chances[Intent.ATE] < likely.chance(*FAMILIES[Family.NOT_EATEN])
    told = (
        PAST.search(clause)
        or _SHARED.search(clause)
        or _ORDERED.match(clause)
        or _LISTED.match(clause)
        or _ON_TOP.match(clause)
        or _WITHOUT.match(clause)
        or says_just_now(clause)
        or _is_of_a_meal_gone_by(clause, now)
    )
    return replace(step, unsure=True) if isinstance(step, Log) and doubtful and not told else step


def _is_of_a_meal_gone_by(clause: str, now: LocalMoment) -> bool:
    """Whether foods are told for a meal of which the hour has come: "oatmeal for breakfast", said at noon."""
    meal = _FOR_A_MEAL.match(clause)
    return meal is not None and now.time.hour >= _BEGINS[meal["meal"].lower()]


def _by_likeness(clause: str, step: Step, likely: Guess, now: LocalMoment) -> Step:
    for intent in likely.intents:
        if likely.chances[intent] < POSSIBLE:
            break
        if intent is Intent.LOG_ACTIVITY and is_anothers_exercise(clause):
            return Remark(Why.SOMEBODY_ELSE)
        if intent is Intent.ASK_SUMMARY and isinstance(step, AskDay) and not _A_SUMMARY.search(clause):
            # "How's my day looking?" is about today as it stands.
            continue
        if intent in FAMILIES[Family.ANSWER] and not isinstance(step, (Remark, Log)):
            # "No, delete that" is more than a no.
            continue
        if fits(intent, clause) and (read := read_loosely(intent, clause, now)) is not None:
            return read
    if isinstance(step, Log) and not likely.is_like_a_meal:
        if not likely.intents:
            return replace(step, unsure=True)
        likeliest = max(likely.chances, key=lambda intent: likely.chances[intent])
        return Remark(_TALK.get(likeliest, Why.UNCLEAR), clause)
    return step
