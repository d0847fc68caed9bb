"""Orders to take something back or to have it back: undo, redo, restore, never mind; in whatever words. Pure."""

import re
from dataclasses import replace
from typing import Final

from agents.offline.clauses import command, without_courtesy
from agents.offline.marks import less_and_less
from agents.offline.steps import Redo, Restore, Undo
from fithub.estimation.numbers import read_number
from fithub.estimation.tokens import tokenise

_LAST: Final = (
    r"(?:it|that|this|them|those|everything|(?:the|my|your|that|this) (?:very )?(?:last|latest|previous|most recent) (?:one|"
    r"thing|change|entry|edit|"
    r"action|step|message|log|meal|item|update)s?|what (?:you|i|we) (?:just |last )?(?:did|said|logged|added|wrote|saved|"
    r"changed|told you|recorded)(?: last)?|"
    r"(?:the|your|my) (?:change|edit|undo|update)|that (?:entry|change|one|edit|log|thing))(?: (?:you|i) (?:just )?(?:did|"
    r"made|added|logged|said))?(?: again| please| now)?"
)
_UNDO: Final = re.compile(
    r"^(?:undo|revert|roll ?back|reverse|unlog|un-log|retract|rescind)\b(?P<what>.*)$"
    rf"|^(?:i )?(?:take|taking) (?:back {_LAST}|{_LAST} back)(?: out)?$|^(?:i )?take back\b(?P<taken>.*)$|^(?:go|"
    rf"step) back(?: (?:one|"
    rf"a) step)?$"
    r"|^(?:and )?(?:also )?(?:(?:undo|take back) )?the (?:one|change|thing) before(?: (?:that|it|this))?(?: (?:too|"
    r"as well|back))?$"
    r"|^(?:change|turn|switch|set) (?:it|that|this|them) back(?: (?:to|how) .*)?$"
    r"|^(?:delete|remove|erase|get rid of|scrap|cancel|ditch|drop|bin|take (?:out|off|away)) (?:what (?:you|i)(?:'ve|"
    r" have)? just (?:did|said|logged|added|wrote)|"
    r"(?:that|the) (?:last|latest) (?:thing|entry|one|item)s? (?:that )?(?:you|i) (?:just )?(?:did|added|logged|said|wrote))$",
    re.IGNORECASE,
)
# "Undo the last two": so many; "undo the import" is no such order.
_TIMES: Final = re.compile(
    r"^\W*(?:my |the |those |these |all )?(?:last |previous )(?P<count>\w+)(?: (?:things|entries|ones|foods|meals|items|logs|"
    r"(?P<each>changes|steps|edits|messages|times)))?"
    r"(?: (?:that )?(?:i|you|we)(?:'ve| have)? (?:just )?(?:did|done|made|logged|added|said|wrote|put in|told you))?"
    r"(?: (?:today|please|again))?$|"
    r"^\W*(?P<both>both)(?: of (?:them|those))?$|"
    r"^\W*(?P<twice>twice|two times)$",
    re.IGNORECASE,
)
# "Scrap the last two": what was told just now, and not the diary's last two.
_SCRAPS: Final = re.compile(
    r"^(?:delete|remove|erase|scrap|bin|ditch|drop|cancel|scratch|strike|lose|chuck|get rid of|take out)(?P<what> .+)$",
    re.IGNORECASE,
)
# Words that name nothing in particular of what may be taken back. An ordinal names something: "undo the first one".
NAMELESS: Final = frozenset(
    "it that this these those them all everything both the my your our a an of to for from in on out back i you we me and or"
    " just only again please now then today too as well also sorry thanks quickly once twice times time very really"
    " last latest previous recent most newest final one ones thing things stuff"
    " change changes edit edits edited entry entries step steps action actions log logs logged logging item items"
    " update updates"
    " updated move correction message messages record records input submission"
    " delete deleted deleting deletion removal undo undone redo did do done said say added add adding wrote write"
    " made make changed"
    " told saved save recorded put entered what whatever before was were is have has had 've diary list mistake error"
    " two three four five meal meals food foods so can could would will yes yeah no not it's that's if possible".split()
)
_WHY_NOT: Final = re.compile(r"\s*[,;:.!?(–]\s*|\s-\s|\s+(?:because|since|as|cos|cuz|so|but)\s+", re.IGNORECASE)
_SAID_WORD: Final = re.compile(r"[a-z]+(?:['-][a-z]+)*|\d[\d.,]*", re.IGNORECASE)
# About what was said or done just now, if anything was.
_NEVER_MIND: Final = re.compile(
    r"^(?:scratch|strike|cancel|forget|ignore|disregard|never ?mind)"
    r"(?: (?:that|it|this|the last.*|what i said))?(?: last)?(?: one| entry)?$"
    r"|^(?:not that|(?:that|it|this)(?: one| entry| last one| last entry)? (?:was|is) (?:all )?(?:a |my )?(?:mistake|wrong|"
    r"an accident|an error|by (?:accident|mistake)|"
    r"a mis-?click|not (?:mine|me)|a joke|a test|just a test)"
    r"|(?:that|it)'s (?:all )?(?:wrong|a mistake|not right|not what i (?:meant|said|wanted|ate|had)|not mine)|mistake|"
    r"my mistake|wrong(?: chat| person| thread| window| app)?|"
    r"i (?:logged|added|sent|said|wrote|did) (?:that|it|this) by (?:mistake|accident)|(?:sorry )?by (?:mistake|accident)|"
    r"just (?:testing|kidding|joking)|i was (?:joking|kidding|testing))(?: one)?$"
    r"|^(?:that|it|this)(?: one)? (?:was|is|wasn't|isn't|belongs? to|was for) (?:(?:actually|really|for) )*(?:mine|me|"
    r"my [\w -]{2,30}|someone else|somebody else)(?:'s| 's|s')?$"
    r"|^(?:i )?(?:didn't|did not) mean (?:that|to (?:log|add|delete|remove|do|send|say).*)$|^(?:oops|whoops)$"
    r"|^(?:(?:just )?(?:leave|keep|put|make|set|have) (?:it|that|everything|things|them|this) (?:back )?(?:as|like|how|to how|"
    r"to what|the way) (?:it|they|that|things) (?:was|were)(?: before)?)$",
    re.IGNORECASE,
)
_NOT_MINE: Final = re.compile(r"^(?:that|it|this)(?: one)? (?:was|is) (?:mine|me)$", re.IGNORECASE)
UNDO_THEN: Final = re.compile(
    r"^(?:(?:scratch|scrap|undo|strike|forget|cancel|ignore|drop|delete) that|never ?mind)[\s,.!;:–-]+(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_AGAIN: Final = r"(?:back|again|back (?:in|again|on|up)|in again)"
_REDO: Final = re.compile(
    r"^(?:redo\b.*|undo (?:the|that|my|your|last)? ?undo\b.*|re-?apply\b.*|un-?undo\b.*|re-?(?:add|log|do|enter|"
    r"instate) (?:it|that|them|this)|"
    r"(?:do|apply) (?:it|that|them|this) (?:back )?again|(?:please )?(?:do|apply) (?:it|that) after all)(?: after all|"
    r" please| then)?$",
    re.IGNORECASE,
)
_RESTORE: Final = re.compile(
    rf"^(?:put|bring|get|add|give me|let me have|i want|i'd like|have|keep|take) (?:(?:all of )?(?:it|that|this|them|those)"
    rf"(?: all)?|everything|all|(?:the|"
    rf"my) .{{2,40}}?|what (?:i|you) (?:just )?\w+) {_AGAIN}"
    r"(?: please| after all| then| in)?$"
    r"|^(?:restore|bring back|put back|reinstate|recover|unremove|undelete|un-delete|give me back|i want back)\b.*$"
    r"|^(?:i(?:'ve| have)? )?changed my mind[\s,]+(?:keep|put|have|bring|leave) (?:it|that|them)(?: (?:back|in|there))*$"
    r"|^i (?:did|do) (?:want|have|eat|need|drink) "
    r"(?:it|that|them|those|these|all of (?:it|them|that))(?: after all)?$|^(?:i )?(?:take (?:that|it) back and )?keep (?:it|"
    r"that) after all$",
    re.IGNORECASE,
)
# "Put them both back", "bring all three back", "redo both", "put the last two back": so many changes.
_ALL_OF_IT: Final = (
    r"(?P<all>everything|all(?: of (?:it|them|that|those))?|(?:it|them|that|those) all|the lot|the whole lot)"
)
_SO_MANY: Final = (
    r"(?:(?P<both>(?:them |those |these |the )?both(?: of (?:them|those|these))?(?: (?:changes|entries|foods|"
    r"things|ones))?|(?:the|those|these) two(?: things| "
    r"entries| foods)?|the (?:last )?two(?: things| changes| entries)?)|(?:all |the |the last |them all"
    r" )?(?P<count>three|four|five|[2-5])"
    rf"(?: of (?:them|those|these))?(?: (?:changes|entries|foods|things|ones|times))?|(?P<twice>twice)|{_ALL_OF_IT}|"
    rf"(?P<plural>them|those|these))"
)
_RESTORE_MANY: Final = re.compile(
    rf"^(?:put|bring|get|add|give me|let me have|i want|i'd like|have|take)(?: me)? {_SO_MANY} (?:back|again)"
    r"(?: (?:in|again|on|up|there|where (?:it|they) w(?:as|ere)))?(?: please| after all| then| in)?$"
    rf"|^(?:put back|bring back|give me back|i want back|restore|reinstate|recover|undelete|redo|re-?apply|re-?add) (?:me )?"
    rf"{_SO_MANY.replace('?P<', '?P<x')}(?: again| please| after all| then)?$"
    rf"|^(?:do|apply) {_SO_MANY.replace('?P<', '?P<y')} again(?: please| after all)?$",
    re.IGNORECASE,
)
# "Keep it" after something was deleted or undone; what was changed is kept as it now is. "Yes, keep it" agrees to how it is.
_KEEP: Final = re.compile(
    r"^(?:(?:let's|let us|i'll|i will|i want to|just|do|better) )*keep "
    r"(?:it|that|this|them|those|the (?:food|recipe|goal|entry|meal|one))"
    r"(?: (?:in|in there|on|there))?$",
    re.IGNORECASE,
)
_AGREES: Final = re.compile(
    r"^\W*(?:yes|yeah|yep|ok(?:ay)?|good|great|fine|perfect|thanks?|cool|right|nice)\b", re.IGNORECASE
)
# "I ate it, bring the banana back": that it was eaten is why.
_REASONED: Final = re.compile(
    r"^[^,;.\d?]{0,60}?\b(?:i|we) (?:(?:really|actually|did|do|had|have|still|only) )*(?:ate|eat|had|have|drank|drink|did|"
    r"need|want) "
    r"(?:it|that|this|them|those)(?: (?:after all|really|too))?\s*[,;.!–-]+\s*(?:so |and |please )*(?P<order>[^,;.\d]+)$",
    re.IGNORECASE,
)
# "Oops, wrong button, bring the run back": what was wrong is that it was taken back.
_SLIPPED: Final = re.compile(
    r"^(?:(?:oops|whoops|oh|ah|no|sorry|argh|ugh|damn|sh?oot|hang on|wait)\b[\s,.!–-]*)*(?:(?:i )?(?:pressed|hit|"
    r"tapped|clicked)"
    r" (?:the )?wrong \w+|wrong (?:button|one|thing|key)|my (?:mistake|bad|fault)|(?:that|it|this) was (?:a"
    r" mistake|an accident|"
    r"wrong|right|correct|fine|mine)(?: after all)?|fat fingers?|mis-?(?:clicked|click|tapped|tap)|"
    r"(?:i|we) (?:really |actually )?(?:(?:did|do)(?: [a-z]+){0,3}|(?:had|ate|drank) (?:one|some))|"
    r"(?:i )?didn't (?:mean|want) (?:to|that)\b[^,;.\d]{0,30})\s*[,;.!–-]+\s*(?:so |and |please )*(?P<order>[^,;.\d]+)$",
    re.IGNORECASE,
)
_BACK_IN: Final = re.compile(r"^(?:it goes |they go )?back (?:in|on)(?: (?:it|they) goe?s?)?$", re.IGNORECASE)
_AFTER_ALL: Final = re.compile(r"(?:[\s,]+(?:after all|then|please|again|now|for me|thanks|sorry))+$", re.IGNORECASE)


# "Actually leave it in, and put it back please": that it stays, of what has just gone.
_LETS: Final = re.compile(
    r"^(?:(?:actually|no|nope|nah|oh|ah|wait|hm+|ok(?:ay)?|sorry|hang on|hold on|argh|oops|on second thou?ghts?|"
    r"come to think of it|"
    r"(?:i(?:'ve| have)? )?changed my mind|you know what|please|just|rather|better|scratch that|never ?mind|forget"
    r" (?:it|that)|stop|don't)[\s,.!–-]+)*"
    r"(?:(?:let's |let us |i'll |we'll |you can |can you |could you |please |just |better )*(?:leave|keep|let)"
    r" (?:it|that|this|them|those|(?:the|my) (?!\w+ and\b)[a-z][a-z -]{1,30}?)"
    r"(?: (?:be|alone|in|there|stay|stand|on|as (?:it|they|that) (?:is|was|are|were)|as is|where (?:it|they) (?:is|"
    r"was|are|were)|(?:how|the way|like) (?:it|they) (?:was|were)))*"
    r"|(?:it|that|they) (?:can|should|may|must) stay(?: (?:in|there|on))*"
    r"|(?:don't|do not|didn't mean to|did not mean to|please don't) (?:delete|remove|take|skip|drop|cancel|scrap|"
    r"bin|touch)(?: (?:it|that|this|them))?(?: (?:out|off|away))?"
    r"|(?:better )?(?:not|don't|no don't|please don't))"
    r"(?:[\s,.!;–-]+(?:and |then |so |just |please |can you |could you )*(?:put|bring|get|add|give|restore|"
    r"reinstate|undo|undelete|re-?add)"
    r"(?: (?:me|it|that|this|them|those|back|in|again|on|up|there|the deletion|the [a-z]{3,20}))*)?"
    r"(?:[\s,]+(?:please|after all|then|thanks|thank you|for now|again|instead|sorry))*$",
    re.IGNORECASE,
)


def lets_be(text: str) -> bool:
    """Whether a message says that something should stay as it is or was, and nothing else but to have it back."""
    return _LETS.match(text.strip(" ,.!?:;)(")) is not None


def read_taking_back(said: str, order: str) -> Undo | Redo | Restore | None:
    """An order about what was done before; None where a clause is about something else."""
    for words in dict.fromkeys(_ways_to_put(said, order)):
        many = _RESTORE_MANY.match(words)
        if many is not None:
            return Restore(times=_times(many))
        if _REDO.match(words):
            return Redo()
        undone = _UNDO.match(words)
        if undone is not None:
            what = undone["what"] or undone["taken"] or ""
            return _undo(what) or Undo(named=_named(what))
        scraps = _SCRAPS.match(_WHY_NOT.split(words, maxsplit=1)[0])
        if scraps is not None and (several := _undo(scraps["what"])) is not None and several.times > 1:
            return replace(several, here=True)
        if _RESTORE.match(words) or _BACK_IN.match(words):
            return Restore()
        if _KEEP.match(words) and not _AGREES.match(said):
            return Restore(kept=True)
        if _NEVER_MIND.match(words) and not _NOT_MINE.match(words):
            return Undo(softly=True)
    return None


def _ways_to_put(said: str, order: str) -> list[str]:
    """The clause with less and less around it: "hm no, do it again after all" as "do it again"."""
    ways = [said, *less_and_less(order)]
    ways += [command(without_courtesy(each)) for each in ways]
    for pattern in (_REASONED, _SLIPPED):
        ways += [why["order"] for each in ways if (why := pattern.match(each.strip(" ,.!?:;)("))) is not None]
    bare = [each.strip(" ,.!?:;)(") for each in ways]
    return [*bare, *(_AFTER_ALL.sub("", each) for each in bare)]


def _times(many: re.Match[str]) -> int:
    """How many changes are to be had back; 0 for all that were just taken."""
    groups = {name.lstrip("xy"): each for name, each in many.groupdict().items() if each}
    if groups.keys() & {"all", "plural"}:
        return 0
    said = groups.get("count", "two")
    return int(said) if said.isdigit() else _COUNTS.get(said.lower(), 2)


def _undo(what: str) -> Undo | None:
    """So many changes to take back; None where words tell no number of them."""
    found = _TIMES.match(what)
    if found is None:
        return None
    if found["count"] is None:
        return Undo(times=2, each=found["twice"] is not None)
    number = read_number(tokenise(found["count"]), 0)
    if number is None or not 1 <= number[0].value <= MOST_UNDONE:
        return None
    return Undo(times=int(number[0].value), each=found["each"] is not None)


def _named(what: str) -> str:
    """What words name of what was done: "the banana" of "undo the banana"; "" where they name nothing in particular."""
    said = _WHY_NOT.split(what, maxsplit=1)[0].strip(" ,.!?:;)(")
    return said if {word.lower() for word in _SAID_WORD.findall(said)} - NAMELESS else ""


MOST_UNDONE: Final = 5
_COUNTS: Final = {"three": 3, "four": 4, "five": 5}
