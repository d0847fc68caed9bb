"""What people say of themselves for which nobody is helped to eat less: that they are pregnant, nurse, or are under 18. English.

Read from what is remembered of them and from their messages, for the floors of `fithub.body.safety`: a flag that somebody would
have to set could be forgotten. The newest word counts, and a pregnancy is over when its time is.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from fithub.accounts.life_stages import OVERDUE, PREGNANCY
from fithub.accounts.models import Profile, Sex
from fithub.accounts.told import Told
from fithub.coaching.models import MAY_TELL, Memory, Turn

# With and without its apostrophe.
_I: Final = r"(?:i'?m|i am|am|i'?ve been|i have been)"
_WE: Final = r"(?:we're|we are)"
# Words between "I am" and what somebody is; none of them begins another's part of the sentence, a wish or a no.
_BETWEEN: Final = (
    r"(?:(?!(?:my|his|her|our|the|she|he|they|you|is|was|are|were|not|no|never|trying|hoping|planning|wanting|getting|as|like|if"
    r"|with|about|around|for|to)\b)[\w+'-]+ ){0,5}?"
)
# A parcel is expected too.
_EXPECTING: Final = (
    r"expecting(?! (?:a (?:parcel|package|delivery|visitor|guest|call|rise|bit|lot)|guests?|visitors?|company|to\b|that\b|the\b"
    r"|my\b(?! baby)|him|her|them|it\b|more|less|some))"
)
_CHILD: Final = rf"(?:pregnant|{_EXPECTING}|having (?:a baby|twins)|carrying (?:a (?:baby|child)|twins))"
_BABY: Final = r"(?:my|our|a|the) (?:\w+[- ]){0,3}?(?:baby|newborn|infant|son|daughter|twins?|girl|boy|little one)\b"
_MILK: Final = r"(?:breast|chest)-?\s?feed(?:ing|s)?"
_NURSING: Final = rf"(?:{_MILK}|lactating|nursing (?:{_BABY}|mum|mom|mother|mama|woman)|exclusively pumping)"
_NO: Final = (
    r"(?:not|no longer|isn't|aren't|ain't|wasn't|never|\w+n't|stop(?:ped)?|quit|finished|done|gave up|given up|weaned(?: off)?)"
    r" (?:with |a |an |currently |now |actually |even |really |yet |been |being |longer |any ?more )*"
)


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_SAYS_PREGNANT: Final = _any(
    rf"\b{_I} {_BETWEEN}{_CHILD}\b",
    r"(?<!since )(?<!after )(?<!before )(?<!from )\bmy (?:pregnancy(?! (?:weight|ended|was|is over))|due date(?! for)|baby bump)\b",
    r"\btwo (?:pink )?lines on (?:the|my|a) (?:pregnancy )?test\b(?!.*\b(?:covid|corona|flu)\b)",
    r"\b(?:i'?m|i am) (?:\d{1,2}|four|five|six|seven|eight|nine|ten|eleven|twelve) weeks(?= (?:today|now)\b|\W*$)",
    r"\bpregnancy test (?:was |is |came (?:back|out) )?positive|\bpositive pregnancy test\b",
    r"\b(?:i'?m|i am) (?:due (?:in|on|this|next) |\d+ (?:weeks|months) (?:along|gone)\b|in my (?:\w+ )?trimester)",
)
_WE_SAY_PREGNANT: Final = _any(rf"\b{_WE} {_BETWEEN}{_CHILD}\b")
_SAYS_NURSING: Final = _any(
    rf"\b{_I} {_BETWEEN}{_NURSING}", rf"\b(?:i|still) {_MILK}\b", r"\bi pump (?:milk|for my baby)\b"
)
# A memory is of the person, and may say so without a word for them ("pregnant, due in October").
_NOTED: Final = r"^\W*(?:(?:user|she|they|person|client|the (?:user|person)|i|currently|now|is|are|am|has been|'s) )*"
_NOTES_PREGNANT: Final = _any(rf"{_NOTED}{_BETWEEN}(?:{_CHILD}|pregnancy)\b(?! (?:is over|ended))")
_NOTES_NURSING: Final = _any(rf"{_NOTED}{_BETWEEN}{_NURSING}")
_ENDS_PREGNANCY: Final = _any(
    rf"\b{_NO}(?:pregnan\w+|{_EXPECTING})\b",
    r"\bpregnan\w+ (?:is over|ended|any ?more)\b",
    r"\b(?:gave|given) birth\b|\bmiscarr\w+|\blost (?:the|my|our) (?:baby|pregnancy)\b|\bhad (?:the|my|our) baby\b",
    r"\b(?:baby|twins) (?:was|were|is|are|has been) (?:born|here)\b",
)
_ENDS_NURSING: Final = _any(
    rf"\b{_NO}(?:{_NURSING}|nursing)\b",
    rf"\b(?:{_MILK}|nursing) (?:is over|ended|any ?more)\b",
    r"\b(?:i(?:'ve)?|is|has been|was|fully) weaned\b",
)
_AGE: Final = r"(?:1[0-7]|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)"
_GRADE: Final = r"(?:[5-9]th|1[0-2]th) grade|year (?:[5-9]|1[0-2])|(?:middle|high|secondary) school|school"
_SAYS_YOUNG: Final = _any(
    rf"\b(?:i'm|i am|im|i just turned|i turned|just turned) (?:only |just )?{_AGE}"
    r"(?= (?:years?|yrs?|y/?o|and(?! a half)|but|now)\b| ?(?:[.,!?;)]|$)(?!\d))",
    r"\b(?:i'm|i am|im) (?:a (?:teen(?:ager)?|minor|sophomore|freshman|kid|schoolgirl|schoolboy)|under (?:18|eighteen))\b",
    rf"\b(?:i'm|i am|im) (?:still )?(?:in|at) (?:{_GRADE})\b",
)
# What is only supposed, was so, or is but a way to say how full somebody is.
_SUPPOSED: Final = _any(
    rf"\b(?:if|unless|in case|whether|wish|am) (?:i|we)\b(?:'?m|'re| am| are| was| were| get)? {_BETWEEN}(?:{_CHILD}|{_NURSING})",
    rf"\bwhen (?:i|we) (?:was|were|get) {_BETWEEN}(?:{_CHILD}|{_NURSING})",
    rf"\bused to (?:be )?(?:{_CHILD}|{_NURSING}|breast-?feed)",
    r"\b(?:look|looks|looked|feel|feels|felt|looking|feeling) (?:like )?(?:i'?m |i am )?(?:\w+ ){0,3}pregnant",
)
_QUOTED: Final = re.compile(r"(?<=\S )[\"“][^\"”]+[\"”]")
_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+|\n+")
# What was only said in a message counts for so long, and a pregnancy for as long as one takes.
REMEMBERS: Final = timedelta(days=366)
TAKES: Final = PREGNANCY + OVERDUE
MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Word:
    """What somebody said, or what is noted of them (`noted`: a memory); `at`: when, where it may be long ago."""

    text: str
    noted: bool = False
    at: datetime | None = None


def told_in(words: Iterable[Word], *, now: datetime | None = None, may_carry: bool = True) -> Told:
    """What somebody has told, by words in their order: the newest counts, and by `now` a pregnancy told too long ago is over.

    `may_carry`: whether "we are expecting" may be about themselves.
    """
    pregnant = nursing = minor = False
    for word in words:
        is_over = now is not None and word.at is not None and word.at < now - TAKES
        for sentence in _sentences(word.text):
            if _says_pregnant(sentence, noted=word.noted, may_carry=may_carry):
                pregnant = not is_over
            elif _ENDS_PREGNANCY.search(sentence):
                pregnant = False
            if _SAYS_NURSING.search(sentence) or (word.noted and _NOTES_NURSING.search(sentence)):
                nursing = True
            elif _ENDS_NURSING.search(sentence):
                nursing = False
            minor = minor or _SAYS_YOUNG.search(sentence) is not None
    return Told(pregnant, nursing, minor)


def takes_back(text: str) -> bool:
    """Whether a text says that a pregnancy or nursing is over, or is none, and of neither that it is so."""
    ends = any(_ENDS_PREGNANCY.search(each) or _ENDS_NURSING.search(each) for each in _sentences(text))
    told = told_in([Word(text)])
    return ends and not (told.pregnant or told.nursing)


def may_carry(profile: Profile) -> bool:
    """Whether "we are expecting" may be about the person themselves."""
    return profile.sex != Sex.MALE


def told_by(profile: Profile, today: date) -> Told:
    """What a person has told by a local date: what is remembered of them, and their messages. Call within `acting_as`."""
    ends = datetime.combine(today + timedelta(days=1), time.min, ZoneInfo(profile.time_zone))
    own, since = profile.user_id, ends - REMEMBERS
    said = Turn.objects.filter(user_id=own, started_at__gte=since, asked__iregex=MAY_TELL).order_by(
        "-started_at", "-id"
    )
    messages = [(at, key, Word(text, at=at)) for at, key, text in said.values_list("started_at", "id", "asked")[:MOST]]
    remembered = Memory.objects.filter(user_id=own).values_list("updated_at", "id", "text")
    notes = [(at, key, Word(text, noted=True, at=at)) for at, key, text in remembered]
    # Of two in one moment the id tells which came first.
    words = [word for _, _, word in sorted([*notes, *messages], key=lambda told: told[:2])]
    return told_in(words, now=ends, may_carry=may_carry(profile))


def _says_pregnant(sentence: str, *, noted: bool, may_carry: bool) -> bool:
    patterns = [_SAYS_PREGNANT, *([_WE_SAY_PREGNANT] if may_carry else []), *([_NOTES_PREGNANT] if noted else [])]
    return any(pattern.search(sentence) for pattern in patterns)


def _sentences(text: str) -> list[str]:
    """Its sentences without others' words, as far as they are meant as they are."""
    plain = _QUOTED.sub("", " ".join(text.replace("’", "'").replace("‘", "'").split()))
    return [each for each in _SENTENCE.split(plain) if each and not _SUPPOSED.search(each)]
