"""What was just told, told again with its amount or more exactly: "fish 200 g" of rice and fish, "blueberry muffin" of a muffin."""

import re
from typing import Final

from agents.offline import placing
from agents.offline.calls import Plan, Turn
from agents.offline.eaten import PAST
from agents.offline.eaten_as_planned import log_as_planned
from agents.offline.editing import edit_all, food_meant
from agents.offline.history import Entry
from agents.offline.locating import as_they_stand
from agents.offline.steps import Change, Log, Payload
from fithub.estimation.lexicon import words
from fithub.estimation.mentions import Mention, parse
from fithub.foods.words import content_words

_HOW: Final = frozenset({"hard", "glazed", "iced", "wholemeal", "wholegrain", "seeded"})
# Said of what comes on top.
_ON_TOP: Final = re.compile(
    r"\b(?:another|more|again|too|also|as well|plus|extra|second|else|then|later|after|afterwards|and|with|"
    r"forgot|log|add|record|track|put|enter|note)\b|[+&]",
    re.IGNORECASE,
)


def told_before(step: Log, turn: Turn) -> Plan[str | None]:
    """What is done with a meal that is planned for today, or that the turn before told; None where it is one of its own."""
    planned = yield from log_as_planned(step, turn)
    return planned or (yield from _mend(step, turn))


def _mend(step: Log, turn: Turn) -> Plan[str | None]:
    """Change what a bare food names that the turn before told; None where it is a food of its own."""
    mention = _only_food(step, turn)
    if mention is None or not placing.wrote_just_now(turn.history) or turn.focus.reversed:
        return None
    last = turn.focus.last()
    meals = {(each["slot"], each["local_date"]) for each in last}
    there = yield from as_they_stand([e for e in turn.focus.entries.values() if (e["slot"], e["local_date"]) in meals])
    if mention.quantity is None:
        return (yield from _more_exactly(mention, [each for each in there if each["id"] in turn.focus.latest], turn))
    told = [(each, said) for each in there if (said := _said(each, turn)) is not None and _is_called(said, mention)]
    if len(told) != 1:
        return None
    ((entry, said),) = told
    if said.quantity is None or mention.amount_behind:
        # "Jam 15" puts the 20 g right, as nobody tells of more jam so.
        return (yield from edit_all([entry], Change(None, Payload(mention.quantity, mention.unit), step.text), turn))
    if entry["id"] not in turn.focus.latest or (said.quantity, said.unit) == (mention.quantity, mention.unit):
        return None
    return (
        f"“{said.text}” is logged already, so I logged nothing more. Say “make the {mention.food} {_amount(mention)}” to"
        f" change it, or “also {mention.text}” for more."
    )


def _said(entry: Entry, turn: Turn) -> Mention | None:
    """The one food that an entry was told as; None where it was told as several, or by none of these words."""
    mentions = parse(str(entry["said"] or entry["food"]), turn.history.now).mentions
    return mentions[0] if len(mentions) == 1 else None


def _only_food(step: Log, turn: Turn) -> Mention | None:
    """The one food that a message names and nothing besides, not even when."""
    said = turn.history.text
    if step.slot is not None or step.beside is not None or PAST.search(said) or _ON_TOP.search(said):
        return None
    parsed = parse(step.text, turn.history.now)
    if len(parsed.mentions) != 1 or parsed.unmatched or step.text.strip(" .!").lower() != said.strip(" .!").lower():
        return None
    (mention,) = parsed.mentions
    placed = mention.slot or mention.local_date or mention.local_time
    return None if placed or mention.share != 1 or mention.halves else mention


def _more_exactly(mention: Mention, told: list[Entry], turn: Turn) -> Plan[str | None]:
    """ "Blueberry muffin" of a muffin: of the same kind, with more words; "hard boiled" of eggs: how they were made."""
    named_by = content_words(mention.food)
    foods = [(each, content_words(said.food)) for each in told if (said := _said(each, turn)) is not None]
    named = [
        each for each, said in foods if said and named_by and said[-1] == named_by[-1] and set(said) < set(named_by)
    ]
    food = mention.food
    if not named and len(foods) == 1 and _tells_how(mention):
        named, food = [foods[0][0]], f"{mention.food} {' '.join(foods[0][1])}"
    if len(named) != 1:
        return None
    change = Change(None, Payload(food=food, every_word=True), mention.text)
    if (yield from food_meant(named[0], change, turn)) is None:
        return None
    return (yield from edit_all(named, change, turn))


def _tells_how(mention: Mention) -> bool:
    """Whether words only say how something was made, and name no food: "hard boiled", "skinless"."""
    return all(word in words("describing") | _HOW for word in mention.food.lower().split())


def _is_called(said: Mention, mention: Mention) -> bool:
    """Whether a food was told by these words, the last of them its own."""
    named_by, own = content_words(mention.food), content_words(said.food)
    return bool(named_by) and set(named_by) <= set(own) and named_by[-1] == own[-1]


def _amount(mention: Mention) -> str:
    quantity = f"{mention.quantity.normalize():f}" if mention.quantity is not None else ""
    return f"{quantity} {mention.unit}".strip() if mention.unit else quantity
