"""Reading corrections: which entries are meant, and what they should be instead. Pure."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from agents.offline.brief import read_brief, read_share_of_it
from agents.offline.eaten import PAST
from agents.offline.marks import LATE_MARK, MARK, without_reason, without_same_amount
from agents.offline.naming import KINDS, PRONOUNS, payload_in, target_in
from agents.offline.slips import as_contrast, exact_amount, read_slip
from agents.offline.steps import Change, Log, Payload, Target
from fithub.core.clock import LocalMoment
from fithub.estimation.amounts import read_amount
from fithub.estimation.occasions import read_occasions
from fithub.estimation.tokens import tokenise
from fithub.foods.words import content_words

_CHANGE: Final = re.compile(
    r"^(?:change|update|edit|correct|fix|adjust|modify|switch|move|set|increase|decrease|reduce|lower|raise|bump|"
    r"turn|shift|convert)\b\s*"
    r"(?P<what>.*?)\s*\b(?:up to|down to|over to|to be|to|into|as)\b\s+(?P<becomes>.+)$"
    r"|^(?:replace|swap|substitute|exchange)\s+(?P<old>.+?)\s+(?:with|for|by)\s+(?P<new>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_MAKE: Final = re.compile(
    r"^(?:make|set|call|count|put)\s+(?P<what>it|that|this|them|those|these|the .+|my .+|(?:yesterday|today|last night) .+|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day .+)$",
    re.IGNORECASE,
)
# "Make the sandwich a chicken one".
_ANOTHER_KIND: Final = re.compile(
    r"^(?P<what>(?:the|my|that) [a-z][a-z -]{1,40}?) an? (?P<kind>(?!small|medium|large|big|half|whole)[a-z-]+(?: [a-z-]+)?) "
    r"(?:one|version|kind)$",
    re.IGNORECASE,
)
_WAS: Final = re.compile(
    r"^(?:(?P<what>it|that|this|they|those|these|there|(?:the|my|that|those|these|this|yesterday|today|last night|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day) .+?)"
    r"(?:'s|\s+(?:was|were|is|are|should(?:'ve| have)? be(?:en)?|should|needs? to be|must have been|ought to be|took|lasted))"
    r"|i (?:meant|mean)(?: to say| it was| that was)?|should(?: have been| be)|that is|meaning|make)\b[\s,:]*"
    r"(?P<rest>(?:actually |really |only |just |supposed to be |more like |meant to be |closer to )*.+)$",
    re.IGNORECASE | re.DOTALL,
)
_BARELY_WAS: Final = re.compile(
    r"^(?P<what>[a-z]+(?: [a-z]+){0,2}?)\s+(?:was|were|should(?: have)? be(?:en)?)\s+(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
# "Sunday's rice: 150 g, not 200".
_HEADED: Final = re.compile(r"^(?P<what>[a-z][^:\d]{2,50}):\s*(?P<rest>[^:]*\d[^:]*)$", re.IGNORECASE)
_OTHER_KIND: Final = re.compile(
    r"\b(?:was|were|is|are)\s+(?:actually|really|supposed to be|meant to be)\b", re.IGNORECASE
)
_PUT: Final = re.compile(
    r"^(?:put|count|log|file|track|treat|mark|move|record|list|call|have)\s+(?P<what>it|that|this|them|those|these|(?:the|"
    r"my) .+?)\s+"
    r"(?:under|into|in|to|at|as|on|for)\s+(?P<becomes>.+)$",
    re.IGNORECASE,
)
# "The bread I had yesterday": one that was logged.
_ONE_HAD: Final = re.compile(r"\bi (?:had|ate|drank|logged|told you)\b", re.IGNORECASE)
_ATE: Final = re.compile(
    r"^(?:i|we) (?:\w+ )?(?:had|ate|drank|have had|said|finished|managed|got through|eaten|typed|wrote)\b\s*(?:only |just |"
    r"actually )*"
    r"(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_NOT: Final = re.compile(
    r"^(?P<new>.+?)\s*(?:,|\band\b|\bbut\b|\s)\s*(?:not|instead of|rather than)\s+(?P<old>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_NOT_YET: Final = re.compile(r"(?:yet|today|sure|any ?more|again)\W*$", re.IGNORECASE)
_NOT_FIRST: Final = re.compile(
    r"^(?:(?:it|that|this)(?: (?:was|is) not|(?: wasn't| isn't|'s not)) |not )"
    r"(?P<old>[^,;]{1,60})(?:[,;]|\s+but)\s+"
    r"(?:but |it was |they were |that was |it's |rather |it is )*"
    r"(?P<new>[^,;]{1,60})$",
    re.IGNORECASE,
)
# How a food was is no other food and no amount: "the almonds were a bit stale", "the soup was too salty".
_LIKE_THAT: Final = re.compile(
    r"^(?:a (?:bit|little|tad|touch)|kind of|sort of|slightly|too|very|so|quite|pretty|rather|super|extremely|a bit too) [a-z-]+$",
    re.IGNORECASE,
)
_WAS_NOT: Final = re.compile(
    r"^(?P<what>(?:the|my|that|those|these|this|yesterday|today) [^,;]{2,50}?|it|that|this|those|they) (?:wasn't|weren't|isn't|"
    r"(?:was|were|is) not) (?P<old>[^,;]{1,40})(?:[,;]| but)\s+(?:but |and )?(?:it|they|that|those|this)(?:'s| was| were| is)"
    r"(?: actually| really| in fact)? (?P<new>[^,;]{1,60})$",
    re.IGNORECASE,
)
# "Was diet coke": of what was told just now; "was it good?" asks.
_WAS_THAT: Final = re.compile(
    r"^(?:was|were) (?!(?:it|that|this|there|i|you|we|they|he|she|my|the|these|those|just|only|so|too|very|really|quite|in|on|"
    r"at)\b)[^?]{2,50}$",
    re.IGNORECASE,
)
# What something is like tells what it is, and nothing of what was logged.
_IS_LIKE: Final = re.compile(
    r"^(?:it|that|this|they|those|these)(?:'s| is|'re| are| was| were) (?:a (?:bit|kind|sort) (?:of )?|kind of |sort of |"
    r"basically |just |more |pretty much |very |quite )*(?:like|similar to)\b"
    r"(?! (?:\d|about\b|around\b|half\b|an?\b|one\b|two\b|three\b|four\b|five\b|six\b))",
    re.IGNORECASE,
)
_ITS: Final = r"(?P<what>(?:that|it|them|this|the|my)\b.*"
_FACTOR: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), factor)
    for pattern, factor in (
        (r"^(?:double|twice)\b(?: (?:as much|the amount)(?: of)?)?\s*(?P<what>.*)$", Decimal(2)),
        (r"^triple\b\s*(?P<what>.*)$", Decimal(3)),
        (rf"^(?:halve|half(?: of| as much)?)\b\s*{_ITS}|)$", Decimal("0.5")),
        (rf"^(?:a |one )?third(?: of)\b\s*{_ITS})$", Decimal(1) / 3),
        (rf"^(?:a |one )?quarter(?: of)\b\s*{_ITS})$", Decimal("0.25")),
        (rf"^two[- ]thirds(?: of)\b\s*{_ITS})$", Decimal(2) / 3),
        (rf"^three[- ]quarters(?: of)\b\s*{_ITS})$", Decimal("0.75")),
    )
)
# "But only 200 g", "just two though": so much of what was told, and no more of it.
_BUT_ONLY: Final = re.compile(
    r"^(?:but|though|although|except)[\s,]+(?=(?:(?:it|that|there) (?:was|were) |i (?:only |just )?(?:had|ate|"
    r"drank) )?(?:only|just|about|"
    r"half|\d))|(?<=\w)[\s,]+(?:though|tho)\W*$",
    re.IGNORECASE,
)
# What is sold double: "a double espresso", "double cheeseburger" is no order to double one.
_SOLD_DOUBLE: Final = re.compile(
    r"^(?:double|triple) (?:(?:bacon|caramel|iced|vanilla|hot|dark) )?(?:espressos?|ristrettos?|macchiatos?|americanos?|lattes?|"
    r"cappuccinos?|shots?|cheese(?:burgers?)?|burgers?|hamburgers?|whoppers?|decker|patty|quarter|sausage|vodkas?|gins?|rums?|"
    r"whisk(?:e?y|ies)|bourbons?|brand(?:y|ies)|scotch|tequilas?|creams?|scoops?|gloucester|choc(?:olate)?)\b",
    re.IGNORECASE,
)
# "That was for two of us, I had half".
_THEN_HAD: Final = re.compile(
    r"^(?:that|it|this|those|they|the [\w ]{2,30}) (?:was|were) [^,;\d]{2,60}[,;]\s*(?:and |but |so )?"
    r"(?P<rest>i (?:only |just )*(?:had|ate|drank|finished) .+)$",
    re.IGNORECASE,
)
# For how many it was is no amount.
_SHARED: Final = re.compile(
    r"^\W*(?:\w+,? )?(?:that|it|this|the [\w ]{2,30}) (?:was|were|is) (?:for|between|among|shared by|to share)\b.*"
    r"\b(?:us|people|persons|of them|the (?:kids|family))\W*$",
    re.IGNORECASE,
)
# With these something may be told anew as well.
_SOFT_MARKS: Final = frozenset(
    {
        "actually",
        "wait",
        "hmm",
        "hm",
        "rather",
        "in fact",
        "really",
        "who am i kidding",
        "let's be honest",
        "truth be told",
    }
)
_ONLY_A_MARK: Final = re.compile(
    r"^(?:no|nope|nah|yes|yeah|ok(?:ay)?|sorry|wait|oops|hm+|oh|actually|please|thanks)$", re.IGNORECASE
)
_ALSO: Final = re.compile(r"\b(?:also|too|as well|another|on top|plus|additionally)\b", re.IGNORECASE)


# "Make it lunch", "no, call that dinner".
_MAKE_SLOT: Final = re.compile(
    r"^\W*(?:(?:no|actually|sorry|please|oops)[\s,]+)*(?:make|call|count) (?P<what>it|that|this|them|those) (?:as )?(?:my |an? )?"
    r"(?P<slot>breakfast|brunch|lunch|dinner|supper|snack)(?: instead| please)*\W*$",
    re.IGNORECASE,
)


def read_change(clause: str, order: str, now: LocalMoment) -> Change | None:
    """A correction, in any of the ways in which people put one, with or without a reason behind it; None where it is none."""
    clause = as_contrast(clause)
    to_slot = _MAKE_SLOT.match(clause)
    if to_slot is not None:
        moved = f"move {to_slot['what']} to {to_slot['slot']}"
        return _read_change(moved, moved, now)
    clause, order = _BUT_ONLY.sub("", clause), _BUT_ONLY.sub("", order)
    brief = read_brief(clause.strip(" .!"), order.strip(" .!"), now)
    if brief is not None:
        return brief
    ways = dict.fromkeys((without_reason(clause), clause))
    had = _THEN_HAD.match(clause)
    if had is not None and (part := _factored(had["rest"], now)) is not None:
        return part
    if _SHARED.match(without_reason(clause)):
        return None
    told = next((change for way in ways if (change := _read_change(way, order, now)) is not None), None)
    return told or read_share_of_it(clause.strip(" .!"))


def _read_change(clause: str, order: str, now: LocalMoment) -> Change | None:
    ordered = _ordered(order, now)
    if ordered is not None:
        return ordered
    late = LATE_MARK.match(clause)
    mark, said = late, late["rest"] if late else clause
    while (another := MARK.match(said)) is not None:
        mark, said = another, another["rest"] or another["starred"]
    said = said.strip(" ,")
    if _ONLY_A_MARK.match(said):
        return None
    changed = (
        read_slip(said, now)
        or _factored(said, now)
        or _contrasted(said, bool(mark), now)
        or _stated(said, bool(mark), now)
    )
    if changed is not None or mark is None:
        return changed
    ate = _ATE.match(said)
    if ate is not None:
        strong = (mark["mark"] or "*").lower() not in _SOFT_MARKS
        if _ALSO.search(said):
            return None
        factored = _factored(ate["rest"], now)
        if factored is not None:
            return factored
        return Change(None, payload_in(ate["rest"], now), said, None if strong else Log(said))
    inner = _ordered(said, now)
    if inner is not None:
        return inner
    payload = payload_in(said, now)
    return None if payload.is_empty else Change(None, payload, said)


def _ordered(order: str, now: LocalMoment) -> Change | None:
    order = without_same_amount(order)
    match = _CHANGE.match(order)
    if match is not None:
        what, becomes = (match["what"], match["becomes"]) if match["new"] is None else (match["old"], match["new"])
        factor = Decimal("0.5") if becomes.strip().lower() in {"half", "half of it", "half that"} else None
        payload = Payload(factor=factor) if factor else payload_in(becomes, now)
        return Change(target_in(what, now), payload, order)
    put = _PUT.match(order)
    if put is not None and (place := payload_in(put["becomes"], now)).only_moves:
        return Change(target_in(put["what"], now), place, order)
    match = _MAKE.match(order)
    if match is None:
        return _factored(order, now)
    other = _ANOTHER_KIND.match(match["what"])
    if other is not None and (target := target_in(other["what"], now)).words:
        return Change(target, Payload(food=other["kind"], kind=True), order)
    what, becomes = _parted(match["what"], now)
    factored = _factored(becomes, now)
    if factored is not None:
        return Change(target_in(what, now), factored.payload, order)
    return Change(target_in(what, now), payload_in(becomes, now), order)


def _parted(said: str, now: LocalMoment) -> tuple[str, str]:
    """ "the rice 200 g" as what is meant and what it becomes: where the first amount or "for lunch" begins."""
    tokens = tokenise(said)
    starts = {occasion.start for occasion in read_occasions(tokens, now)}
    named = read_amount(tokens, 1) if len(tokens) > 1 and tokens[0].low in {"the", "my", "that"} else None
    # "The 250 ml of water" is what is meant, not what it becomes.
    begin = (
        named[1] if named is not None and "of" in {token.low for token in tokens[named[1] - 1 : named[1] + 1]} else 1
    )
    for place in range(begin, len(tokens)):
        if (
            place in starts
            or read_amount(tokens, place) is not None
            or tokens[place].low in {"half", "double", "twice"}
        ):
            return said[: tokens[place].start].strip(), said[tokens[place].start :].strip()
    first, _, rest = said.partition(" ")
    return (first, rest) if first.lower() in PRONOUNS else (said, "")


def _factored(said: str, now: LocalMoment) -> Change | None:
    if _SOLD_DOUBLE.match(said):
        return None
    ate = _ATE.match(said)
    for words in (said, ate["rest"]) if ate is not None else (said,):
        bare = re.sub(r"^(?:(?:only|just|really|actually)\s+)+", "", words.strip(), flags=re.IGNORECASE)
        for pattern, factor in _FACTOR:
            match = pattern.match(bare)
            if match is not None:
                return Change(target_in(match["what"], now), Payload(factor=factor), said)
    return None


def _contrasted(said: str, marked: bool, now: LocalMoment) -> Change | None:
    """ "three eggs, not two", "oat milk instead of cow's milk", "not two, three"."""
    was_not = _WAS_NOT.match(said)
    if was_not is not None:
        return _was_not(was_not, said, now)
    first = _NOT_FIRST.match(said)
    if first is not None and (turned := _turned(first["old"], first["new"], now)):
        return turned
    match = _NOT.match(said)
    if (
        match is None
        or _NOT_YET.match(match["old"])
        or re.search(r"\b(?:did|do|does|have|has|was|were|is|are|could|would)$", match["new"], re.IGNORECASE)
    ):
        return None
    was = _WAS.match(match["new"]) or _BARELY_WAS.match(match["new"]) or _HEADED.match(match["new"])
    new = was["rest"] if was else match["new"]
    ate = _ATE.match(new)
    payload = payload_in(ate["rest"] if ate else new, now)
    if payload.is_empty:
        return None
    subject = target_in(was["what"], now) if was and was["what"] else None
    old = target_in(match["old"], now)
    elsewhere = _moved(ate["rest"] if ate else new, subject, old, payload)
    if elsewhere is not None:
        return replace(elsewhere, said=said)
    named = old.words or old.quantity is not None
    target = subject if subject is not None and subject.words else old if named else None
    anew = Log(match["new"] if PAST.search(match["new"]) else said)
    return Change(target, payload, said, None if marked or was or not payload.food else anew)


def _was_not(match: re.Match[str], said: str, now: LocalMoment) -> Change | None:
    """ "That 250 ml of water wasn't today, it was last night"."""
    subject, old, payload = target_in(match["what"], now), target_in(match["old"], now), payload_in(match["new"], now)
    of_a_kind = set(old.words) <= KINDS and len(payload.food.split()) <= 1
    if (
        payload.is_empty
        or (payload.food and not of_a_kind)
        or not (subject.words or subject.quantity or match["what"].lower() in PRONOUNS)
    ):
        return None
    moved = replace(subject, day=subject.day or old.day, slot=subject.slot or old.slot)
    return Change(moved if subject.words or subject.quantity else None, payload, said)


def _moved(new: str, subject: Target | None, old: Target, payload: Payload) -> Change | None:
    """ "the soup was dinner, not lunch", "I had the soup on Sunday, not on Monday": where it was, and where it was not."""
    if old.words or not (old.slot or old.day) or not (payload.slot or payload.day):
        return None
    words = subject.words if subject is not None and subject.words else tuple(content_words(payload.food))
    day = subject.day if subject is not None and subject.day and not payload.day else old.day
    target = Target(new, words, old.slot, day) if words else None
    return Change(
        target,
        Payload(slot=payload.slot, day=payload.day if old.day or payload.slot is None else None, at=payload.at),
        new,
    )


def _turned(old: str, new: str, now: LocalMoment) -> Change | None:
    """ "not two, three", "not cow's milk, oat milk": an amount, or a kind of the same. "Not hungry, tired" is neither."""
    before, after = target_in(old, now), payload_in(new, now)
    amounts = before.quantity is not None and after.quantity is not None
    if after.only_moves and (before.slot or before.day) and not before.words:
        return Change(None, after, f"{new}, not {old}")
    if not amounts and len(before.words) == 1 and after.food and not after.only_moves:
        # "Not tuna, chicken": where something of that name was logged just now.
        return Change(before, after, f"{new}, not {old}")
    if not amounts and not set(before.words) & set(content_words(after.food)):
        return None
    return Change(before, after, f"{new}, not {old}")


def _stated(said: str, marked: bool, now: LocalMoment) -> Change | None:
    """ "it was two slices", "the rice was 200 g", "I meant oat milk", "was diet coke"."""
    if _IS_LIKE.match(said):
        return None
    match = _WAS.match(f"it {said}" if _WAS_THAT.match(said) else said)
    if match is None:
        return _stated_barely(said, now)
    if _LIKE_THAT.match(match["rest"]):
        return None
    what = match["what"] or ""
    named = what.lower() not in {*PRONOUNS, "they", "there", ""}
    target = target_in(what, now) if named else None
    if target is not None and target.slot is not None and not target.words:
        # "my breakfast was two eggs" tells a meal; "my breakfast was at 8" moves one.
        payload = payload_in(match["rest"], now)
        return Change(target, payload, said) if payload.only_moves else None
    payload = exact_amount(match["rest"], now) or payload_in(match["rest"], now)
    if payload.is_empty:
        return None
    if target is not None and payload.food and payload.quantity is None and _OTHER_KIND.search(said):
        # "the sandwich was actually chicken": a chicken sandwich.
        return Change(target, replace(payload, food=f"{payload.food} {' '.join(target.words)}", every_word=True), said)
    if named and payload.food and target is not None and payload.quantity is None and not marked:
        if _ONE_HAD.search(what) and not set(target.words) & set(content_words(payload.food)):
            kind = replace(payload, food=f"{payload.food} {' '.join(target.words)}", every_word=True)
            return Change(target, kind, said)
        shared = set(target.words) & set(content_words(payload.food))
        return Change(target, payload, said) if shared else None
    return Change(target, payload, said)


def _stated_barely(said: str, now: LocalMoment) -> Change | None:
    """ "quinoa was two cups", "dinner was at 8": only an amount or a place, since "dinner was soup" tells a meal."""
    match = _BARELY_WAS.match(said)
    if match is None:
        return None
    target = target_in(match["what"], now)
    payload = exact_amount(match["rest"], now) or payload_in(match["rest"], now)
    if payload.is_empty or payload.food or not (target.words or target.slot):
        return None
    return Change(target, payload, said) if target.words or payload.only_moves else None
