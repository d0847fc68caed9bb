"""From stretches of text to foods in the making.

Amounts and descriptions that stand apart are given to the food that they belong to; what is taken back gives way to what is said
instead; an amount of each is given to each; dishes that are told by their parts are left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from fithub.estimation.additions import usual_addition
from fithub.estimation.amounts import Amount
from fithub.estimation.lexicon import counted_unit, words
from fithub.estimation.phrases import Phrase, read_phrase
from fithub.estimation.segments import Joint, Segment
from fithub.estimation.tokens import Token, spoken_words
from fithub.estimation.wholes import Stretch, told_by_parts
from fithub.foods.units import MASS_G, VOLUME_ML
from fithub.foods.words import stem

# To compare a dish with its parts a millilitre is a gram.
_GRAMS: Final = MASS_G | VOLUME_ML


@dataclass(slots=True)
class Draft:
    """A mention in the making: its stretch, its amounts, the words of its food (`denied` among them), what it is put on."""

    segment: Segment
    phrase: Phrase
    amounts: list[Amount] = field(default_factory=list)
    spoken: list[Token] = field(default_factory=list)
    denied: list[Token] = field(default_factory=list)
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Drafts:
    """The foods of a text; amounts that belong to none; words that name none."""

    drafts: list[Draft]
    orphans: list[list[Token]]
    asides: list[str]


def draft_all(segments: Sequence[Segment]) -> Drafts:
    """The segments as drafts, in order."""
    drafter = _Drafter()
    for segment in segments:
        drafter.take(segment)
    return drafter.finish()


class _Drafter:
    """Goes over the segments once."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.orphans: list[list[Token]] = []
        self.asides: list[str] = []
        self.waiting: list[tuple[Segment, Phrase]] = []
        self.base: int | None = None
        self.of_each: list[Amount] = []

    def take(self, segment: Segment) -> None:
        """Make a food of a stretch, or give what it says to one."""
        phrase = read_phrase(segment.tokens, goes_on=bool(self.drafts) and segment.joint is not Joint.SENTENCE)
        self.asides += [token.text for token in (*phrase.asides, *segment.marker)]
        if segment.denied:
            self.asides += [token.text for token in segment.tokens]
            return
        if phrase.food and _names_none(phrase.food):
            self.asides += [token.text for token in segment.tokens]
            return
        if segment.joint is Joint.SENTENCE:
            self._give_up_waiting()
        if segment.joint in {Joint.INSTEAD, Joint.RATHER} and self.drafts and self._takes_back(segment, phrase):
            return
        if not phrase.food and not phrase.denied:
            self._amounts_alone(segment, phrase)
        elif not phrase.food or (phrase.is_description and (not phrase.amounts or self._may_describe(segment, phrase))):
            self._description_alone(segment, phrase)
        else:
            self._food(segment, phrase)

    def finish(self) -> Drafts:
        self._give_up_waiting()
        _turn_round(self.drafts)
        kept, named = _without_wholes(self.drafts)
        return Drafts(kept, self.orphans, self.asides + named)

    def _give_up_waiting(self) -> None:
        self.orphans += [list(segment.tokens) for segment, _ in self.waiting]
        self.waiting = []
        self.of_each = []

    def _takes_back(self, segment: Segment, phrase: Phrase) -> bool:
        """Whether a correction could be made: another amount, or (INSTEAD) another food in the place of the last one."""
        last = self.drafts[-1]
        same = not phrase.food or _is_same_food(phrase.food, last.phrase.food)
        if not (phrase.amounts or phrase.food) or (not same and segment.joint is Joint.RATHER):
            return False
        if phrase.amounts:
            last.amounts = [_of_the_same_unit(amount, last.amounts) for amount in phrase.amounts]
        if phrase.food and (not same or len(phrase.food) >= len(last.phrase.food)):
            last.phrase, last.spoken, last.denied = phrase, _spoken(phrase), list(phrase.left_out)
        last.segment = last.segment.joined_to(segment)
        return True

    def _amounts_alone(self, segment: Segment, phrase: Phrase) -> None:
        if not phrase.amounts:
            return
        if not self.drafts or segment.joint is Joint.SENTENCE or not _takes(self.drafts[-1], phrase):
            self.waiting.append((segment, phrase))
            return
        if any(amount.each for amount in phrase.amounts) and not self.drafts[-1].amounts:
            self._give_each(phrase.amounts)
        _give(self.drafts[-1], segment, phrase)

    def _may_describe(self, segment: Segment, phrase: Phrase) -> bool:
        """Whether an amount with nothing but a description is that of the food before ("a pie, one of the frozen ones, 198 g")."""
        return bool(self.drafts) and segment.joint is Joint.LIST and _takes(self.drafts[-1], phrase)

    def _give_each(self, amounts: Sequence[Amount]) -> None:
        """ "Ham and cheese, 30 g each": to those before the last one, too."""
        for place in range(len(self.drafts) - 1, 0, -1):
            if self.drafts[place].segment.joint not in {Joint.AND, Joint.LIST} or self.drafts[place - 1].amounts:
                return
            self.drafts[place - 1].amounts += amounts

    def _description_alone(self, segment: Segment, phrase: Phrase) -> None:
        if self.drafts and segment.joint is not Joint.SENTENCE:
            _give(self.drafts[-1], segment, phrase)
        elif phrase.food or phrase.amounts:
            self.waiting.append((segment, phrase))
        else:
            self.asides += [token.text for token in phrase.denied]

    def _food(self, segment: Segment, phrase: Phrase) -> None:
        draft = Draft(segment, phrase, list(phrase.amounts), _spoken(phrase), list(phrase.left_out))
        if segment.joint is Joint.AND and phrase.amounts and self.waiting:
            # "2 pints and a burger": nobody says of what the pints were.
            self._give_up_waiting()
        for other, said in self.waiting:
            draft.amounts += said.amounts
            draft.spoken = [*said.food, *draft.spoken]
            draft.segment = draft.segment.joined_to(other)
        self.waiting = []
        if phrase.of_each:
            self.of_each = list(phrase.amounts)
        elif draft.amounts or segment.joint not in {Joint.AND, Joint.LIST}:
            self.of_each = []
        else:
            draft.amounts += self.of_each
        self.base = _parent(segment, phrase, self.drafts, self.base)
        draft.parent = self.base
        self.drafts.append(draft)


def _spoken(phrase: Phrase) -> list[Token]:
    return [*phrase.food, *phrase.denied]


def _names_none(food: Sequence[Token]) -> bool:
    """Whether words name no food: nutrients, or only "some food from my plate"."""
    if all(token.low in words("nutrients") for token in food):
        return True
    return all(token.low in words("no_food") | words("first") | words("last") for token in food)


def _is_same_food(one: Sequence[Token], other: Sequence[Token]) -> bool:
    """Whether of two names one has all the words of the other."""
    first, second = {stem(token.low) for token in one}, {stem(token.low) for token in other}
    return first <= second or second <= first


def _of_the_same_unit(amount: Amount, before: Sequence[Amount]) -> Amount:
    """ "300 g, no, 200": a bare number is of the unit said before."""
    if amount.unit is not None or amount.number.article:
        return amount
    unit = next((one.unit for one in before if one.unit is not None), None)
    return replace(amount, unit=unit)


def _parent(segment: Segment, phrase: Phrase, drafts: Sequence[Draft], base: int | None) -> int | None:
    """What a food is put on: "with" joins it to the one before.

    "and" goes on with it while no article or amount is said, a comma while it is a usual addition.
    """
    if not drafts:
        return None
    if segment.joint in {Joint.WITH, Joint.MADE, Joint.PARTS}:
        return base if base is not None else len(drafts) - 1
    if base is None and segment.joint is Joint.LIST and _is_counted_addition(phrase, drafts[-1]):
        return len(drafts) - 1
    if base is None or (phrase.begins_anew and not _is_counted_addition(phrase, drafts[base])):
        return None
    if segment.joint is Joint.AND:
        return base
    to = spoken_words(drafts[base].spoken)
    listed = segment.joint is Joint.LIST and usual_addition(of=spoken_words(phrase.food), to=to) is not None
    return base if listed else None


def _is_counted_addition(phrase: Phrase, base: Draft) -> bool:
    """ "Coffee with milk and two sugars": a number of what only goes into something."""
    return len(phrase.food) == 1 and counted_unit(phrase.food[0]) is not None and bool(base.spoken)


def _turn_round(drafts: Sequence[Draft]) -> None:
    """ "butter on toast", "milk in my coffee": what stands before is put on what stands behind."""
    for place, draft in enumerate(drafts):
        if draft.segment.joint is Joint.ON and place:
            draft.parent = None
            before = drafts[place - 1]
            if before.parent is None:
                before.parent = place


def _without_wholes(drafts: Sequence[Draft]) -> tuple[list[Draft], list[str]]:
    """The drafts without the dishes that are told by their parts, and the words that name those."""
    wholes = told_by_parts([_stretch(draft) for draft in drafts])
    kept = [place for place in range(len(drafts)) if place not in wholes]
    for draft in drafts:
        draft.parent = kept.index(draft.parent) if draft.parent in kept else None
    return [drafts[place] for place in kept], [spoken_words(drafts[place].segment.tokens) for place in sorted(wholes)]


def _stretch(draft: Draft) -> Stretch:
    exact = any(one.unit is not None and one.unit.is_exact for one in draft.amounts)
    stated = any(not one.implied for one in draft.amounts)
    grams = next((_grams(one) for one in draft.amounts if one.unit is not None and one.unit.name in _GRAMS), None)
    return Stretch(tuple(token.low for token in draft.phrase.food), draft.segment.joint, stated, exact, grams)


def _grams(amount: Amount) -> Decimal:
    assert amount.unit is not None, "a weight has a unit"
    return amount.number.value * _GRAMS[amount.unit.name]


def _takes(draft: Draft, phrase: Phrase) -> bool:
    """Whether a food may be given one more amount: none yet, or one that this tells more exactly."""
    had = any(one.unit is not None and one.unit.is_exact for one in draft.amounts)
    return not had or not any(one.unit is not None and one.unit.is_exact for one in phrase.amounts)


def _give(draft: Draft, segment: Segment, phrase: Phrase) -> None:
    draft.amounts += phrase.amounts
    draft.spoken += _spoken(phrase)
    draft.denied += phrase.left_out
    draft.segment = draft.segment.joined_to(segment)
