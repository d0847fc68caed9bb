"""What words name: which entries are meant, and what something should be: an amount, a food, a place in the day. Pure."""

import re
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Final

from agents.offline.steps import Payload, Target
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
PRONOUNS: Final = frozenset(
    "that it this them those these one ones entry entries item items thing things meal food foods log record line portion portions"
    " serving servings helping helpings plateful".split()
)
_EVERYTHING: Final = frozenset("everything all whole entire both every anything stuff lot".split())
PLACES: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
    "last": -1, "latest": -1, "newest": -1, "previous": -1, "recent": -1,
}  # fmt: skip
# Kinds of a food that are no foods themselves.
KINDS: Final = frozenset(
    "decaf decaffeinated nonfat skimmed skim whole semi lowfat fatfree light lite diet zero sugarfree unsweetened sweetened "
    "wholegrain wholemeal regular normal scrambled poached steamed mashed skinless boneless diced"
    " wholewheat white brown rye sourdough smoked grilled fried boiled baked roasted raw cooked canned frozen fresh dried "
    "salted unsalted spicy"
    " large small medium vegan vegetarian glutenfree organic instant iced hot cold black green red dark plain".split()
)
# "Sunday's rice".
_WEEKDAY_FIRST: Final = re.compile(
    r"^(?:the |my )?((?:mon|tues|wednes|thurs|fri|satur|sun)day)(?= [a-z])", re.IGNORECASE
)
_LATER: Final = re.compile(r"\bthe (?:later|newer|more recent|extra|duplicate)\b", re.IGNORECASE)
_EARLIER: Final = re.compile(r"\bthe (?:earlier|older)\b", re.IGNORECASE)
# "The toast and the butter" are two, whatever food there may be that is called so.
_EACH: Final = re.compile(r"\s*(?:,|&|\band\b|\bplus\b)+\s*(?=(?:the|my|that|those|both)\s)", re.IGNORECASE)
_BOTH: Final = re.compile(r"^(?:both|all)(?: of)?\s+(?=(?:the|my|that|those)\s)", re.IGNORECASE)
_EMPTY: Final = (
    PRONOUNS
    | _EVERYTHING
    | PLACES.keys()
    | frozenset(
        "the a an my our your of from for at in on to i just ate had eat logged added out off away please most very again too also "
        "diary list journal day today's yesterday's again anymore altogether now and".split()
    )
)
_ENERGY: Final = re.compile(r"\d\s*(?:k?cals?|calories?|kj|kilojoules)\b", re.IGNORECASE)
# "The nonfat kind", "the decaf one".
KIND_OF: Final = re.compile(
    r"^(?:the )(?P<kind>[\w-]+(?: [\w-]+)?) (?:kind|one|version|sort|type|variety)$", re.IGNORECASE
)

# "A whole one" of half an avocado.
_WHOLE_ONE: Final = re.compile(r"^(?:an? |the )?(?:whole|full|entire) (?:one|thing|lot)$", re.IGNORECASE)
_ALL_OF: Final = frozenset({"whole", "full", "entire"})
# "That's yesterday's number": what was told, and no food.
_RECORD: Final = re.compile(
    r"(?<=\w)(?:'s)? (?:number|figure|reading|value|weigh-?in|weight|measurement|result)s?$", re.IGNORECASE
)


def payload_in(said: str, now: LocalMoment) -> Payload:
    """What something should be: the amount, the food and the place in the day that the words name."""
    text = re.sub(
        r"^(?:(?:actually|really|only|just|more like|closer to|supposed to be|meant to be|about|with|a total of)\s+)+",
        "",
        said.strip(" .!?,"),
        flags=re.IGNORECASE,
    )
    if tells_energy(text):
        # Calories follow from foods; none can be set.
        return Payload()
    text = re.sub(r"(?:\s+instead|,? by the way|,? btw)$", "", text, flags=re.IGNORECASE)
    kind = KIND_OF.match(text)
    if kind is not None and kind["kind"].lower() in _ALL_OF:
        return Payload(quantity=Decimal(1))
    if kind is not None:
        return Payload(food=kind["kind"], kind=True)
    if _WHOLE_ONE.match(text):
        return Payload(quantity=Decimal(1))
    text = _RECORD.sub("", text)
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


def tells_energy(said: str) -> bool:
    """Whether words say so much energy."""
    return bool(_ENERGY.search(said))


def _amount_in(tokens: list[Token], now: LocalMoment) -> Amount | None:
    """The first amount that is no part of a time or a date."""
    taken = {place for occasion in read_occasions(tokens, now) for place in range(occasion.start, occasion.end)}
    amounts = (read_amount(tokens, place) for place in range(len(tokens)) if place not in taken)
    return next((amount for amount, _ in filter(None, amounts)), None)


def _placed(tokens: list[Token], text: str, now: LocalMoment) -> tuple[date | None, Slot | None, time | None]:
    """The day, the meal and the time that the words name; a meal's bare name counts here."""
    whens = [occasion.when for occasion in read_occasions(tokens, now)]
    slot = next((when.slot for when in whens if when.slot), None)
    bare = SLOTS.get(
        re.sub(r"^(?:(?:my|for|at|a|an|as|the|late|early|second|light)\s+)+", "", text.lower()).strip(" .!")
    )
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
    # "Both the soup and the bread" are no two soups.
    named = [target_in(part, now) for part in _EACH.split(_BOTH.sub("", said))]
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
    text = _WEEKDAY_FIRST.sub(r"on \1", re.sub(r"'s\b", "", said))
    text = _EARLIER.sub("the first", _LATER.sub("the last", text))
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
    place = next((PLACES[low] for low in lows if low in PLACES), None)
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
