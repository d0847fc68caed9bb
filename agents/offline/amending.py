"""Reading corrections and deletions: which entries are meant, and what they should be instead."""

import re
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Final

from agents.offline.steps import Change, Delete, Log, Payload, Target
from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot
from fithub.estimation.amounts import Amount, read_amount
from fithub.estimation.mentions import parse
from fithub.estimation.occasions import read_occasions
from fithub.estimation.tokens import Token, tokenise
from fithub.foods.words import content_words

SLOTS: Final = {
    "breakfast": Slot.BREAKFAST, "brunch": Slot.LUNCH, "lunch": Slot.LUNCH, "dinner": Slot.DINNER, "supper": Slot.DINNER,
    "snack": Slot.SNACK, "snacks": Slot.SNACK,
}  # fmt: skip
_PRONOUN: Final = frozenset(
    "that it this them those these one ones entry entries item items thing things meal food foods log record line".split()
)
_EVERYTHING: Final = frozenset("everything all whole entire both every anything stuff lot".split())
_PLACES: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
    "last": -1, "latest": -1, "newest": -1, "previous": -1, "recent": -1,
}  # fmt: skip
# "The toast and the butter" are two, whatever food there may be that is called so.
_EACH: Final = re.compile(r"\s*(?:,|&|\band\b|\bplus\b)+\s*(?=(?:the|my|that|those|both)\s)", re.IGNORECASE)
_EMPTY: Final = (
    _PRONOUN
    | _EVERYTHING
    | _PLACES.keys()
    | frozenset(
        "the a an my our your of from for at in on to i just ate had eat logged added out off away please most very again too also "
        "diary list journal day today's yesterday's again anymore altogether now and".split()
    )
)
_DELETE: Final = re.compile(
    r"^(?:delete|remove|erase|drop|scrap|discard|clear|wipe|strike|bin|ditch|cancel|get rid of|cross (?:out|off)|"
    r"throw (?:out|away)|"
    r"take (?:out|off|away)|leave out|forget(?: about)?)\b\s*(?P<what>.*)$"
    r"|^take (?P<taken>.+?) (?:out|off|away)\b(?P<whence>.*)$",
    re.IGNORECASE | re.DOTALL,
)
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
_MARK: Final = re.compile(
    r"^(?P<mark>no|nope|nah|sorry|actually|wait|oops|whoops|correction|my mistake|my bad|wrong|hold on|i mean|rather|"
    r"scratch that|not quite|hmm)"
    r"\b[\s,.!:;–-]*(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_LATE_MARK: Final = re.compile(r"^(?P<rest>.+?)[\s,]+(?P<mark>actually|i mean|sorry)\W*$", re.IGNORECASE | re.DOTALL)
_WAS: Final = re.compile(
    r"^(?:(?P<what>it|that|this|they|those|these|there|(?:the|my) .+?)"
    r"(?:'s|\s+(?:was|were|is|are|should(?:'ve| have)? be(?:en)?|should|needs? to be|must have been|ought to be))"
    r"|i (?:meant|mean)(?: to say| it was| that was)?|should(?: have been| be)|that is|meaning|make)\b[\s,:]*"
    r"(?P<rest>(?:actually |really |only |just |supposed to be |more like |meant to be |closer to )*.+)$",
    re.IGNORECASE | re.DOTALL,
)
_BARELY_WAS: Final = re.compile(
    r"^(?P<what>[a-z]+(?: [a-z]+){0,2}?)\s+(?:was|were|should(?: have)? be(?:en)?)\s+(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_OTHER_KIND: Final = re.compile(
    r"\b(?:was|were|is|are)\s+(?:actually|really|supposed to be|meant to be)\b", re.IGNORECASE
)
_ENERGY: Final = re.compile(r"\d\s*(?:k?cals?|calories?|kj|kilojoules)\b", re.IGNORECASE)
_PUT: Final = re.compile(
    r"^put\s+(?P<what>it|that|this|them|those|these|(?:the|my) .+?)\s+(?:under|into|in|to|at|as|on|for)\s+(?P<becomes>.+)$",
    re.IGNORECASE,
)
_START_OVER: Final = re.compile(r"^(?:start (?:over|again|afresh|from scratch)|(?:reset|empty)\b.*)$", re.IGNORECASE)
_ATE: Final = re.compile(
    r"^(?:i|we) (?:\w+ )?(?:had|ate|drank|have had|said)\b\s*(?:only |just |actually )*(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_NOT: Final = re.compile(
    r"^(?P<new>.+?)\s*(?:,|\band\b|\bbut\b|\s)\s*(?:not|instead of|rather than)\s+(?P<old>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_NOT_FIRST: Final = re.compile(
    r"^(?:(?:it|that|this) (?:was|is) )?not (?P<old>[^,;]{1,60})(?:[,;]|\s+but)\s+(?:but |it was |that was |rather )*"
    r"(?P<new>[^,;]{1,60})$",
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
    )
)
_ALSO: Final = re.compile(r"\b(?:also|too|as well|another|on top|plus|additionally)\b", re.IGNORECASE)


def read_delete(order: str, now: LocalMoment) -> Delete | None:
    """ "remove the toast", "take the coffee off my lunch": what should go."""
    if _START_OVER.match(order):
        return Delete((Target(order, many=True),))
    match = _DELETE.match(order)
    if match is None:
        return None
    what = match["what"] if match["what"] is not None else f"{match['taken']} {match['whence']}"
    return Delete(targets_in(what, now))


def read_change(clause: str, order: str, now: LocalMoment) -> Change | None:
    """A correction, in any of the ways in which people put one; None where it is none."""
    ordered = _ordered(order, now)
    if ordered is not None:
        return ordered
    late = _LATE_MARK.match(clause)
    mark, said = None, f"{late['mark']}, {late['rest']}" if late else clause
    while (another := _MARK.match(said)) is not None:
        mark, said = another, another["rest"]
    changed = _factored(said, now) or _contrasted(said, bool(mark), now) or _stated(said, bool(mark), now)
    if changed is not None or mark is None:
        return changed
    ate = _ATE.match(said)
    if ate is not None:
        strong = mark["mark"].lower() not in {"actually", "wait", "hmm", "rather"}
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


def without_marks(said: str) -> str:
    """The words after "no", "wait", "sorry": what is to be otherwise."""
    while (mark := _MARK.match(said)) is not None:
        said = mark["rest"]
    return said


def _ordered(order: str, now: LocalMoment) -> Change | None:
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
    what, becomes = _parted(match["what"], now)
    factored = _factored(becomes, now)
    if factored is not None:
        return Change(target_in(what, now), factored.payload, order)
    return Change(target_in(what, now), payload_in(becomes, now), order)


def _parted(said: str, now: LocalMoment) -> tuple[str, str]:
    """ "the rice 200 g" as what is meant and what it becomes: where the first amount or "for lunch" begins."""
    tokens = tokenise(said)
    starts = {occasion.start for occasion in read_occasions(tokens, now)}
    for place in range(1, len(tokens)):
        if (
            place in starts
            or read_amount(tokens, place) is not None
            or tokens[place].low in {"half", "double", "twice"}
        ):
            return said[: tokens[place].start].strip(), said[tokens[place].start :].strip()
    first, _, rest = said.partition(" ")
    return (first, rest) if first.lower() in _PRONOUN else (said, "")


def _factored(said: str, now: LocalMoment) -> Change | None:
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
    first = _NOT_FIRST.match(said)
    if first is not None and (turned := _turned(first["old"], first["new"], now)):
        return turned
    match = _NOT.match(said)
    if match is None or re.search(
        r"\b(?:did|do|does|have|has|was|were|is|are|could|would)$", match["new"], re.IGNORECASE
    ):
        return None
    was = _WAS.match(match["new"])
    new = was["rest"] if was else match["new"]
    ate = _ATE.match(new)
    payload = payload_in(ate["rest"] if ate else new, now)
    if payload.is_empty:
        return None
    subject = target_in(was["what"], now) if was and was["what"] else None
    old = target_in(match["old"], now)
    named = old.words or old.quantity is not None
    target = subject if subject is not None and subject.words else old if named else None
    return Change(target, payload, said, None if marked or was or not payload.food else Log(said))


def _turned(old: str, new: str, now: LocalMoment) -> Change | None:
    """ "not two, three", "not cow's milk, oat milk": an amount, or a kind of the same. "Not hungry, tired" is neither."""
    before, after = target_in(old, now), payload_in(new, now)
    amounts = before.quantity is not None and after.quantity is not None
    if not amounts and not set(before.words) & set(content_words(after.food)):
        return None
    return Change(before, after, f"{new}, not {old}")


def _stated(said: str, marked: bool, now: LocalMoment) -> Change | None:
    """ "it was two slices", "the rice was 200 g", "I meant oat milk"."""
    match = _WAS.match(said)
    if match is None:
        return _stated_barely(said, now)
    what = match["what"] or ""
    named = what.lower() not in {*_PRONOUN, "they", "there", ""}
    target = target_in(what, now) if named else None
    if target is not None and target.slot is not None and not target.words:
        # "my breakfast was two eggs" tells a meal; "my breakfast was at 8" moves one.
        payload = payload_in(match["rest"], now)
        return Change(target, payload, said) if payload.only_moves else None
    payload = payload_in(match["rest"], now)
    if payload.is_empty:
        return None
    if target is not None and payload.food and payload.quantity is None and _OTHER_KIND.search(said):
        # "the sandwich was actually chicken": a chicken sandwich.
        return Change(target, replace(payload, food=f"{payload.food} {' '.join(target.words)}", every_word=True), said)
    if named and payload.food and target is not None and payload.quantity is None and not marked:
        shared = set(target.words) & set(content_words(payload.food))
        return Change(target, payload, said) if shared else None
    return Change(target, payload, said)


def _stated_barely(said: str, now: LocalMoment) -> Change | None:
    """ "quinoa was two cups", "dinner was at 8": only an amount or a place, since "dinner was soup" tells a meal."""
    match = _BARELY_WAS.match(said)
    if match is None:
        return None
    target, payload = target_in(match["what"], now), payload_in(match["rest"], now)
    if payload.is_empty or payload.food or not (target.words or target.slot):
        return None
    return Change(target, payload, said) if target.words or payload.only_moves else None


def payload_in(said: str, now: LocalMoment) -> Payload:
    """What something should be: the amount, the food and the place in the day that the words name."""
    text = re.sub(
        r"^(?:(?:actually|really|only|just|more like|closer to|supposed to be|meant to be|about|with|a total of)\s+)+",
        "",
        said.strip(" .!?,"),
        flags=re.IGNORECASE,
    )
    if _ENERGY.search(text):
        # Calories follow from foods; none can be set.
        return Payload()
    text = re.sub(r"\s+instead$", "", text, flags=re.IGNORECASE)
    tokens = tokenise(text)
    day, slot, at = _placed(tokens, text, now)
    parsed = parse(text, now)
    if parsed.mentions:
        mention = parsed.mentions[0]
        if len(parsed.mentions) > 1:
            return Payload(mention.quantity, mention.unit, text, slot, day, at, every_word=True)
        return Payload(mention.quantity, mention.unit, mention.food, slot, day, at)
    amount = _amount_in(tokens, now)
    if amount is None:
        return Payload(slot=slot, day=day, at=at)
    return Payload(amount.number.value, amount.unit.name if amount.unit else None, "", slot, day, at)


def _amount_in(tokens: list[Token], now: LocalMoment) -> Amount | None:
    """The first amount that is no part of a time or a date."""
    taken = {place for occasion in read_occasions(tokens, now) for place in range(occasion.start, occasion.end)}
    amounts = (read_amount(tokens, place) for place in range(len(tokens)) if place not in taken)
    return next((amount for amount, _ in filter(None, amounts)), None)


def _placed(tokens: list[Token], text: str, now: LocalMoment) -> tuple[date | None, Slot | None, time | None]:
    """The day, the meal and the time that the words name; a meal's bare name counts here."""
    whens = [occasion.when for occasion in read_occasions(tokens, now)]
    slot = next((when.slot for when in whens if when.slot), None)
    bare = SLOTS.get(re.sub(r"^(?:my|for|at|a|as|the)\s+", "", text.lower()).strip(" .!"))
    return (
        next((when.local_date for when in whens if when.local_date), None),
        slot or bare,
        next((when.local_time for when in whens if when.local_time), None),
    )


def targets_in(said: str, now: LocalMoment) -> tuple[Target, ...]:
    """Every entry that is named: "the toast and the butter" are two."""
    whole = target_in(said, now)
    if whole.many or not whole.words:
        return (whole,)
    named = [target_in(part, now) for part in _EACH.split(said)]
    if len(named) == 1:
        mentions = parse(said, now).mentions
        named = [
            Target(each.text, tuple(content_words(each.food)), quantity=each.quantity, unit=each.unit)
            for each in mentions
        ]
    if len(named) < 2:
        return (whole,)
    return tuple(replace(each, slot=whole.slot, day=whole.day) for each in named)


def target_in(said: str, now: LocalMoment) -> Target:
    """Which entries the words mean."""
    text = re.sub(r"'s\b", "", said)
    tokens = tokenise(text)
    taken: set[int] = set()
    day: date | None = None
    slot: Slot | None = None
    for occasion in read_occasions(tokens, now):
        day = day or occasion.when.local_date
        slot = slot or occasion.when.slot
        taken |= set(range(occasion.start, occasion.end))
    left = [token for place, token in enumerate(tokens) if place not in taken and token.is_content]
    for token in left:
        if token.low in SLOTS and _is_meal(token, left):
            slot = slot or SLOTS[token.low]
    lows = [token.low for token in left]
    place = next((_PLACES[low] for low in lows if low in _PLACES), None)
    spoken = " ".join(low for low in lows if low not in _EMPTY and not (low in SLOTS and SLOTS[low] == slot))
    mentions = parse(spoken, now).mentions
    amount = read_amount(tokens, 0) if tokens and tokens[0].low not in {"a", "an", "the", "my", "another"} else None
    only_amount = amount is not None and amount[1] == len(tokens)
    words = () if only_amount else tuple(content_words(mentions[0].food if len(mentions) == 1 else spoken))
    many = (
        not words
        and place is None
        and bool(slot or day or _EVERYTHING & set(lows) or {"entries", "items", "meals", "day"} & set(lows))
    )
    return Target(
        said.strip(" .!?"),
        words,
        slot,
        day,
        place,
        many,
        amount[0].number.value if amount else None,
        amount[0].unit.name if amount and amount[0].unit else None,
    )


def _is_meal(token: Token, left: list[Token]) -> bool:
    """Whether "lunch" names a meal here and not half of a food ("lunch meat")."""
    place = left.index(token)
    return place == len(left) - 1 or left[place + 1].low in _EMPTY
