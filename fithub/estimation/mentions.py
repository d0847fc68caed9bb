"""From a text to the foods it mentions: which words, how much, added to what, eaten when. Pure; no database.

Every token of the text ends up in one place: in a mention, in a phrase that says when, or in the asides (words that name no food).
"""

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, time
from decimal import Decimal
from typing import Final

from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot
from fithub.estimation.amounts import Amount, chosen
from fithub.estimation.company import read_company, shares_of
from fithub.estimation.denials import denied_before
from fithub.estimation.drafts import Draft, draft_all
from fithub.estimation.leftovers import eaten_of, read_leftovers, told_eaten
from fithub.estimation.lexicon import apart, words
from fithub.estimation.occasions import Occasion, read_occasions
from fithub.estimation.pairs import halves
from fithub.estimation.phrases import read_phrase
from fithub.estimation.pictures import said_in_pictures
from fithub.estimation.placings import Placing, place_all
from fithub.estimation.remarks import is_an_item, read_remarks
from fithub.estimation.restated import Named, restated
from fithub.estimation.runs import part_runs
from fithub.estimation.segments import Joint, read_segments
from fithub.estimation.tokens import MAX_LENGTH, Kind, Token, source_of, spoken_words, tokenise
from fithub.estimation.units import Measure, Unit
from fithub.estimation.volumes import AMERICAN, parts_thousands_by_points, unit_factor
from fithub.foods.units import singular_unit

_POINTED_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A food as said. `text`: the words in the message; `food`: those that name it, as a search takes them.

    `quantity`, `low`, `high`, `unit`: the amount, all None where none was said; `parent`: the place of the mention it is put on
    or in ("toast with butter"), None for most; `halves`: what it is if the catalogue does not know it as one ("rice and beans");
    `share`: how much of that amount was eaten, less than 1 where others had of it too; 1 where no amount was said. `plain`: `food`
    without what it is said to be without, if that simply was not put on it ("no butter"); `length_cm`: how long or wide one is
    said to be ("a 12-inch pizza", "a 6-inch sub"); `unit_factor`: how many of the unit as `fithub.foods.units` has it one of the
    person's country is (1.2 for a British pint). How it follows the one before: `is_listed` behind a comma, `goes_on` by "and"
    without an article or an amount of its own; `begins_anew`: it has one of these; `amount_behind`: its amount stands behind its
    name ("egg rolls, shrimp filled, 128 g"), and may be that of what it describes. `made_with`: what it is put in was made with it.
    """

    text: str
    food: str
    quantity: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    local_date: date | None = None
    local_time: time | None = None
    slot: Slot | None = None
    parent: int | None = None
    halves: tuple["Mention", ...] = ()
    share: Decimal = Decimal(1)
    plain: str = ""
    length_cm: Decimal | None = None
    unit_factor: Decimal = Decimal(1)
    is_listed: bool = False
    goes_on: bool = False
    begins_anew: bool = False
    amount_behind: bool = False
    made_with: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text says: its mentions in order; amounts and the like that belong to no food; asides that name none.

    `local_date`, `local_time`, `slot` are for the whole, None where nothing is said or the mentions differ. `beyond`: what was
    past the longest text that is read.
    """

    mentions: tuple[Mention, ...]
    unmatched: tuple[str, ...]
    asides: tuple[str, ...]
    local_date: date | None
    local_time: time | None
    slot: Slot | None
    beyond: str = ""


def parse(text: str, now: LocalMoment, locale: str = AMERICAN) -> Parsed:
    """The foods a text mentions. Never raises for any text; reads the first 10,000 characters and says what was beyond.

    `locale`: the person's, as "en-GB"; by its country cups, spoons and pints are told, by its language "1.250".
    """
    tokens = denied_before(said_in_pictures(tokenise(text[:MAX_LENGTH])))
    if parts_thousands_by_points(locale):
        tokens = [_without_points(token) for token in tokens]
    occasions = read_occasions(tokens, now)
    taken = [(each.start, each.end) for each in occasions]
    company = read_company(tokens, taken)
    taken = sorted([*taken, *((each.start, each.end) for each in company)])
    leftovers = read_leftovers(tokens, taken)
    taken = sorted([*taken, *((each.start, each.end) for each in leftovers)])
    remarks = read_remarks(tokens, taken)
    strange = [span for span in remarks if is_an_item(tokens, *span)]
    taken = sorted([*taken, *remarks])
    read = draft_all(part_runs(read_segments(tokens, taken)))
    spans = [(draft.segment.places[0], draft.segment.places[-1] + 1) for draft in read.drafts]
    placings = place_all(spans, occasions, tokens)
    eaten = eaten_of(spans, leftovers)
    # "Split it with Tom, ate half": that is one half, told twice.
    told = told_eaten(spans, leftovers) | {
        # "4 of the 8 slices, shared with Tom": the rest was his.
        place
        for place, draft in enumerate(read.drafts)
        if any(amount.number.of_more for amount in draft.amounts)
    }
    shares = [Decimal(1) if place in told else share for place, share in enumerate(shares_of(spans, company, tokens))]
    mentions = tuple(
        _in_units_of(_mention(text, *each), locale) for each in zip(read.drafts, placings, shares, eaten, strict=True)
    )
    twice = restated([_named(mention) for mention in mentions])
    mentions = _without(mentions, twice)
    if mentions:
        # What leads up to the first is no list.
        mentions = (replace(mentions[0], is_listed=False, goes_on=False), *mentions[1:])
    whole = _whole(placings, occasions)
    asides = [
        *read.asides,
        *(source_of(text, tokens[start:end]) for start, end in taken if (start, end) not in strange),
        *(source_of(text, _said(draft)) for place, draft in enumerate(read.drafts) if place in twice),
    ]
    not_read = [
        *(source_of(text, orphan) for orphan in read.orphans),
        *(source_of(text, tokens[a:b]) for a, b in strange),
    ]
    return Parsed(
        mentions,
        tuple(not_read),
        tuple(asides),
        whole.local_date,
        whole.local_time,
        whole.slot,
        text[MAX_LENGTH:].strip(),
    )


def _named(mention: Mention) -> Named:
    return Named(
        said=tuple(mention.food.split()),
        is_stated=mention.quantity is not None,
        is_measured=mention.unit is not None,
        is_joined=mention.goes_on or mention.parent is not None,
        when=(mention.local_date, mention.local_time, mention.slot),
    )


def _without(mentions: Sequence[Mention], left_out: Set[int]) -> tuple[Mention, ...]:
    """The mentions without those at some places; what was put on one of these stands for itself."""
    kept = [place for place in range(len(mentions)) if place not in left_out]
    return tuple(
        replace(mentions[place], parent=kept.index(parent) if (parent := mentions[place].parent) in kept else None)
        for place in kept
    )


def _without_points(token: Token) -> Token:
    """A number in digits, its thousands no longer parted by points."""
    if token.kind is Kind.NUMBER and _POINTED_THOUSANDS.fullmatch(token.text):
        written = token.text.replace(".", "")
        return replace(token, text=written, low=written)
    return token


def _in_units_of(mention: Mention, locale: str) -> Mention:
    """A mention with what its unit is worth where a locale is spoken, and so its halves."""
    return replace(
        mention,
        unit_factor=unit_factor(mention.unit, locale),
        halves=tuple(_in_units_of(half, locale) for half in mention.halves),
    )


def _mention(text: str, draft: Draft, placing: Placing, share: Decimal, eaten: Decimal) -> Mention:
    whole = _plain(text, _said(draft), draft.spoken, draft.amounts)
    if whole.quantity is None and eaten != 1:
        # A part of what is usual, where no amount was said.
        whole = replace(whole, quantity=eaten, low=eaten, high=eaten, unit="serving")
        eaten = Decimal(1)
    left_out = set(draft.denied)
    whole = replace(
        whole,
        plain=spoken_words(token for token in draft.spoken if token not in left_out) or whole.food,
        length_cm=draft.phrase.length_cm,
        share=share * eaten if whole.quantity is not None else whole.share,
        local_date=placing.local_date,
        local_time=placing.local_time,
        slot=placing.slot,
        parent=draft.parent,
        is_listed=draft.segment.joint is Joint.LIST,
        goes_on=draft.segment.joint is Joint.AND and not draft.phrase.begins_anew,
        begins_anew=draft.phrase.begins_anew,
        amount_behind=_has_amount_behind(draft),
        made_with=draft.segment.joint is Joint.MADE,
    )
    return replace(whole, halves=_halves(text, draft, whole))


def _has_amount_behind(draft: Draft) -> bool:
    """Whether an amount is said, and what names the food stands before it."""
    silent = set(draft.phrase.asides)
    first = next((token for token in draft.segment.tokens if token.is_content and token not in silent), None)
    return any(not one.implied for one in draft.amounts) and first is not None and first in draft.phrase.food


def _halves(text: str, draft: Draft, whole: Mention) -> tuple[Mention, ...]:
    """The two foods that a name kept whole may stand for; an exact amount of both is half of each."""
    if (named := apart(draft.spoken)) is not None:
        exact = any(one.unit and one.unit.is_exact for one in draft.amounts)
        half = replace(
            _half_of(whole) if exact else whole, parent=None, is_listed=False, goes_on=False, amount_behind=False
        )
        return tuple(replace(half, food=each, unit=_unit_of_half(half, each)) for each in named)
    pair = halves(draft.segment, draft.spoken)
    if pair is None:
        return ()
    first, second = read_phrase(pair[0]), read_phrase(pair[1])
    if not first.food or not second.food:
        return ()
    shared = not pair[2] and not second.amounts and any(one.unit and one.unit.is_exact for one in draft.amounts)
    one = _plain(text, first.food, first.food, draft.amounts)
    other = _plain(text, second.food, second.food, draft.amounts if shared else second.amounts)
    if shared:
        one, other = _half_of(one), _half_of(other)
    placed = (
        replace(half, local_date=whole.local_date, local_time=whole.local_time, slot=whole.slot, share=whole.share)
        for half in (one, other)
    )
    first_half, second_half = placed
    return first_half, replace(second_half, parent=0 if pair[2] else None)


def _unit_of_half(half: Mention, food: str) -> str | None:
    """The unit of one of two foods: of "a big mac meal" the fries are a serving."""
    many = food != singular_unit(food)
    return "serving" if many and half.unit is None and half.quantity is not None else half.unit


def _half_of(mention: Mention) -> Mention:
    if mention.quantity is None or mention.low is None or mention.high is None:
        return mention
    return replace(mention, quantity=mention.quantity / 2, low=mention.low / 2, high=mention.high / 2)


def _said(draft: Draft) -> list[Token]:
    """The stretch that speaks of the food, without the marks and the words before and behind it that say nothing."""
    tokens = list(draft.segment.tokens)
    silent = {token for token in draft.phrase.asides if token.low not in words("each")}
    while tokens and (tokens[0] in silent or not (tokens[0].is_content or tokens[0].low in {"-", "−", "~"})):
        tokens.pop(0)
    while tokens and (tokens[-1] in silent or not (tokens[-1].is_content or tokens[-1].low in {")", "%"})):
        tokens.pop()
    if tokens and tokens[0].low == "-" and len(tokens) > 1 and tokens[1].spaced:
        tokens.pop(0)
    return tokens


def _plain(text: str, tokens: Sequence[Token], food: Iterable[Token], amounts: Sequence[Amount]) -> Mention:
    named = list(food)
    amount = _portioned(chosen(amounts), named)
    number = amount.number if amount else None
    return Mention(
        text=source_of(text, tokens),
        food=spoken_words(named),
        plain=spoken_words(named),
        quantity=number.value if number else None,
        low=number.low if number else None,
        high=number.high if number else None,
        unit=amount.unit.name if amount and amount.unit else None,
    )


def _portioned(amount: Amount | None, food: Sequence[Token]) -> Amount | None:
    """ "A large fries" is a serving of that size: where many are named and only "a", a share or nothing counts them."""
    if amount is None or not food:
        return amount
    if not (amount.number.article or amount.implied or _is_share(amount)):
        return amount
    many = food[-1].low != singular_unit(food[-1].low)
    if not many or (amount.unit is not None and amount.unit.measure is not Measure.SIZE):
        return amount
    size = f"{amount.unit.name} " if amount.unit else ""
    return replace(amount, unit=Unit(f"{size}serving", Measure.HOUSEHOLD))


def _is_share(amount: Amount) -> bool:
    """Whether less than one of something is said: "half the fries" is no half of one."""
    return amount.unit is None and 0 < amount.number.value < 1


def _whole(placings: Sequence[Placing], occasions: Sequence[Occasion]) -> Placing:
    """What holds for the text as a whole: what all its mentions share, or what a text without any says."""
    if not placings:
        whens = [each.when for each in occasions]
        return Placing(
            next((each.local_date for each in whens if each.local_date), None),
            next((each.local_time for each in whens if each.local_time), None),
            next((each.slot for each in whens if each.slot), None),
        )
    first = placings[0]
    return Placing(
        first.local_date if all(each.local_date == first.local_date for each in placings) else None,
        first.local_time if all(each.local_time == first.local_time for each in placings) else None,
        first.slot if all(each.slot == first.slot for each in placings) else None,
    )
