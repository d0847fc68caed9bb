"""What a person's preferences say of foods. Pure.

An allergy errs to safety: it holds for the whole family of a word ("nuts": almonds, pesto, praline), for the group that a food is
in, for what the person said and for each ingredient of a recipe, whatever else the person likes. It is a warning about names, no
laboratory: that nothing is found says nothing about traces, or about what a name leaves out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from fithub.foods.words import tokens
from fithub.planning.families import Words, families_of_group, family_of, stands_in, words_of


class Taste(StrEnum):
    """What a person says of a food, a group or a word; the gravest first."""

    ALLERGY = "allergy"
    AVOID = "avoid"
    DISLIKE = "dislike"
    LIKE = "like"


# What is a warning, and what nothing is suggested against.
WARNED: Final = (Taste.ALLERGY, Taste.AVOID, Taste.DISLIKE)
NEVER_SUGGESTED: Final = frozenset({Taste.ALLERGY, Taste.AVOID})
# From so many letters on, an allergen may be a part of a longer word ("kiwi" of "kiwifruit").
_LEAST_PART: Final = 4


@dataclass(frozen=True, slots=True)
class Preference:
    """One thing said: about a food, a food group (`category_name` tells how it is called), or a word. One of the three is given."""

    id: UUID
    kind: Taste
    food_id: UUID | None = None
    category_id: UUID | None = None
    category_name: str = ""
    word: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A food as it is judged. `names`: all that it is called, what the person said and the ingredients of a recipe among them.

    `made_of`: the parts of a dish of the catalogue, which only an allergy and an avoid ask for: "I hate olives" is not about the
    oil in a soup. `food_ids`: itself and its ingredients; `groups`: the food groups that these are in, with all above them;
    `group_names`.
    """

    names: tuple[str, ...]
    food_ids: frozenset[UUID] = frozenset()
    groups: frozenset[UUID] = frozenset()
    group_names: frozenset[str] = frozenset()
    made_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a preference holds for a food; `because`: the word or the group in it."""

    kind: Taste
    preference_id: UUID
    about: str
    because: str


def judge(preferences: Sequence[Preference], foods: Iterable[Judged]) -> list[tuple[Reason, ...]]:
    """For each food the preferences that hold for it, the gravest first. A like says nothing where an allergy does."""
    order = list(Taste)
    verdicts = []
    for food in foods:
        said = [tokens(name) for name in food.names]
        parts = [tokens(name) for name in food.made_of]
        found = [
            Reason(each.kind, each.id, each.shown or each.word or each.category_name, because)
            for each in preferences
            if (because := _holds(each, food, said + parts if each.kind in NEVER_SUGGESTED else said)) is not None
        ]
        if any(reason.kind == Taste.ALLERGY for reason in found):
            found = [reason for reason in found if reason.kind != Taste.LIKE]
        verdicts.append(tuple(sorted(found, key=lambda reason: order.index(reason.kind))))
    return verdicts


def may_be_suggested(reasons: Iterable[Reason]) -> bool:
    """Whether a food may be proposed to the person: never what they are allergic to or avoid."""
    return not any(reason.kind in NEVER_SUGGESTED for reason in reasons)


def _holds(preference: Preference, food: Judged, said: Sequence[list[str]]) -> str | None:
    """What in a food the preference is about; None where it is not."""
    if preference.food_id is not None:
        return preference.shown if preference.food_id in food.food_ids else None
    if preference.category_id is not None:
        if preference.category_id in food.groups:
            return preference.category_name
        if preference.kind not in NEVER_SUGGESTED:
            return None
        families = families_of_group(preference.category_name)
        return next((word for family in families for name in said if (word := family.word_in(name))), None)
    words = words_of(preference.word)
    family = family_of(preference.word)
    if family is not None:
        groups = sorted(family.groups & food.group_names)
        word = next((word for name in said if (word := family.word_in(name))), None)
        return word or (groups[0] if groups else None)
    if any(stands_in(words, name) for name in said):
        return preference.word
    return preference.word if preference.kind == Taste.ALLERGY and _is_part(words, said) else None


def _is_part(words: Words, said: Sequence[list[str]]) -> bool:
    """Whether an allergen is a part of a word, or its words stand apart in one name ("milk of a goat")."""
    if len(words) == 1:
        (word,) = words
        return len(word) >= _LEAST_PART and any(word in each for name in said for each in name)
    return bool(words) and any(set(words) <= set(name) for name in said)
