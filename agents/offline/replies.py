"""A reply to what was just asked, in whatever words: a no, or a yes with something else behind it. Pure.

A plain yes or no is for `agents.answers` to tell. What is read here is only ever a reason to do less.
"""

import re
from typing import Final

from agents.offline.clauses import plain

LONGEST: Final = 160
_CONDITION: Final = re.compile(
    r"^\W*(?:yes|yep|yeah|yup|ya|sure|ok(?:ay)?|right|correct|fine|good|exactly|almost|nearly|"
    r"close)\b(?:[\s,.!;:–-]+(?:please|sure|ok|do it|log it|go ahead))*"
    r"[\s,.!;:–-]+(?P<but>but|except|only|though|although|however|just|with|without|minus|apart from|and|if|as long as|"
    r"not)\b[\s,]*(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_IT: Final = (
    r"(?:it|that|this|them|those|these|"
    r"the (?:draft|proposal|suggestion|change|question|thing|lot)|anything|everything|things)"
)
_BEFORE: Final = (
    r"(?:(?:hm+|uh+|um+|oh|ah|er|well|actually|ok(?:ay)?|sorry|please|wait|hang on|hold on|god|gosh|jeez|on second thou?ghts?|"
    r"thinking about it|come to think of it|"
    r"you know what|thanks|thank you|no|nah|nope|yikes|whoa|woah|oops)\b[\s,.!:;–-]*)*"
)
_NO: Final = re.compile(
    rf"^\W*{_BEFORE}(?:"
    rf"(?:i(?:'d| would)(?: much)? )?(?:rather|prefer) (?:not|you didn't|you did not|if you didn't|to leave)\b.*"
    rf"|(?:let's|lets|let us) (?:not|leave|skip|forget|drop|hold off|keep)\b.*"
    r"|(?:i(?:'ve| have)? )?(?:just )?changed my mind\b.*"
    rf"|(?:skip|scrap|drop|ignore|disregard|forget|cancel|discard|abort|scratch|bin|ditch|nix|dismiss|reject|"
    rf"decline) (?:about )?{_IT}"
    r"(?: one)?(?: out| alone| be| then| for now| again)?"
    rf"|(?:leave|keep) (?:{_IT}|my \w+)(?: out| alone| be)?(?: (?:just |exactly )?(?:as|like) (?:it|they|things) (?:is|are|was|"
    rf"were))?(?: then| for now)?"
    rf"|(?:just )?leave {_IT}\b.{{0,30}}"
    r"|(?:please )?(?:don't|do not|dont)\b.{0,60}"
    r"|not (?:now|today|really|at all|this time|like that|that one|interested|necessary|needed|a good idea|so fast|quite|"
    r"right|correct|what i \w+|the \w+)\b.{0,30}"
    r"|(?:(?:probably |perhaps |maybe )?(?:better|best|rather)|perhaps|maybe|probably) not(?: (?:to|yet|now|then|do (?:it|that)))*"
    r"|no (?:need|way|chance|thanks|thank you|thx|sir|ma'am|please)\b.{0,40}"
    r"|(?:absolutely|certainly|definitely|of course|hell|heck|god|most certainly) not?\b.{0,60}"
    r"|(?:negative|never|pass|hard pass|i'll pass|i pass|stop|abort|cancel|forget it|maybe (?:later|not|another time|"
    r"tomorrow)|another time|some other time)"
    r"|(?:that|it|this)(?:'s| is| was| isn't| wasn't| is not| was not|'s not)? (?:too much|too little|too strict|too low|"
    r"too high|wrong|not (?:it|right|correct|true|what i \w+)|"
    r"incorrect|a mistake|false|nonsense|rubbish|it|right|correct|what i (?:ate|had|meant|said|want(?:ed)?|asked for))\b.{0,40}"
    r"|wrong(?: food| one| thing| way round)?|neither(?: of (?:them|those|these))?|none of (?:them|those|these|that)"
    r"|i (?:didn't|did not|never) (?:eat|have|drink|say|mean|ask for|want|order) (?:it|that|this|any of (?:it|that)|those|"
    r"them|to \w+ (?:it|that|them|anything))\b.{0,40}"
    r"|i (?:don't|do not|dont) (?:want|need|think so|like|wish|mean)\b.{0,60}"
    r"|(?:i |we )?(?:meant|only (?:meant|wanted)) to (?:look|see|ask|check|know)\b.{0,60}"
    r")\W*(?:please|thanks|thank you|after all|for now|then|actually)?\W*$",
    re.IGNORECASE | re.DOTALL,
)
# "That isn't it" is a no, "that is it" is none.
_YES_AFTER_ALL: Final = re.compile(
    r"^\W*(?:that|it|this)(?:'s| is| was) (?:it|right|correct|what i (?:ate|had|meant|said|want(?:ed)?|asked for))\W*$",
    re.IGNORECASE,
)
_STARTS_WITH_NO: Final = re.compile(
    r"^\W*(?:(?:oh|god|hell|um+|uh+|hm+|er|well|sorry)[\s,]+)*(?:no|nope|nah|don't|do not)\b", re.IGNORECASE
)

# "Yes but keep the wine", "all but the wine", "leave the wine in": what is to stay of what would go.
_KEPT: Final = re.compile(
    r"^\W*(?:(?:yes|yep|yeah|sure|ok(?:ay)?|no|nope|wait|fine|right|good|hang on|hmm+|oh|actually|everything|"
    r"all(?: of (?:it|them))?|the rest|go ahead|do it|delete (?:it|them)(?: all)?|please|and|but|just|only)\b[\s,.!;:–-]*)*"
    r"\b(?:but(?: keep| not| leave)?|except(?: for)?|not|without|apart from|other than|bar|keep|leave|spare)\s+"
    r"(?P<kept>(?:the |my |that |those )?[a-z][a-z -]{2,60}?)"
    r"(?: (?:in|there|alone|please|as (?:it|they) (?:is|are)|where it is))*\W*$",
    re.IGNORECASE,
)
# "No, only the apple", "just the apple please": all that is to go.
_ONLY: Final = re.compile(
    r"^\W*(?:(?:yes|no|nope|wait|hang on|ok(?:ay)?|hmm+|oh|actually|not (?:all|everything|the (?:whole|rest))[\w ]{0,12}?|but)"
    r"[\s,.!;:–-]+)*"
    r"(?:only|just)\s+(?:(?:delete|remove|take out|drop)\s+)?(?P<only>(?:the |my |that |those )[a-z][a-z -]{2,60}?)"
    r"(?: (?:please|out|then|should go|can go))*\W*$",
    re.IGNORECASE,
)


def kept_of(text: str) -> str | None:
    """What a reply to a deletion that is asked about wants to stay; None where it names nothing."""
    said = _KEPT.match(plain(text)) if len(text) <= LONGEST else None
    return None if said is None else said["kept"]


def only_of(text: str) -> str | None:
    """What such a reply wants to go alone; None where it names nothing."""
    said = _ONLY.match(plain(text)) if len(text) <= LONGEST else None
    return None if said is None else said["only"]


def is_refusal(text: str) -> bool:
    """Whether a reply is a no in other words: "rather not", "leave it as it was", "god no"."""
    said = plain(text).strip()
    if len(said) > LONGEST or "?" in said or _YES_AFTER_ALL.match(said):
        return False
    return bool(_NO.match(said))


def begins_with_no(text: str) -> bool:
    """Whether a reply begins with a no, whatever else it tells."""
    return bool(_STARTS_WITH_NO.match(plain(text)))


def condition_of(text: str) -> str | None:
    """What a yes wants to be otherwise: "yes, but make it two" as "make it two"; None where it is no such yes."""
    said = _CONDITION.match(plain(text))
    return None if said is None else said["rest"].strip(" .!")
