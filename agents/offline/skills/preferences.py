"""Likes, dislikes, avoids and allergies in plain English. Nothing of it logs a food."""

import re
from dataclasses import dataclass
from typing import Any, Final

from agents.offline import wording
from agents.offline.amending import SLOTS
from agents.offline.calls import Plan, Turn
from agents.offline.nutrients import listed
from agents.offline.skills.skill import Skill
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment
from fithub.planning.families import words_of

_WHAT: Final = r"(?P<what>[a-z][a-z' ,&-]{1,120})"
_I: Final = r"^(?:please )?(?:(?:remember|note)(?: that)? )?(?:by the way )?"
_SAID: Final = (
    (
        "allergy",
        rf"{_I}(?:i(?:'m| am|'ve been| have been)|we are) (?:\w+ly |very |also |highly )*(?:allergic|intolerant) to {_WHAT}$",
    ),
    (
        "allergy",
        (
            rf"{_I}(?:i have|i've got|i've|i suffer from) (?:an? )?(?:\w+ly |severe |bad |strong )*{_WHAT} "
            r"(?:allergy|intolerance|allergies)$"
        ),
    ),
    ("allergy", rf"{_I}i have an? (?:severe |bad )?(?:allergy|intolerance) (?:to|against) {_WHAT}$"),
    ("allergy", rf"{_I}i(?:'m| am) (?P<adjective>lactose|gluten|dairy)[ -]intolerant$"),
    ("allergy", rf"{_I}i(?:'m| am| have) (?:a )?(?P<adjective>c(?:o)?eliac)(?: disease)?$"),
    (
        "avoid",
        (
            rf"{_I}i (?:avoid|never eat|never drink|(?:do not|don't|can't|cannot|can not|must not|mustn't) (?:eat|have|drink)) "
            rf"{_WHAT}$"
        ),
    ),
    (
        "dislike",
        (
            rf"{_I}i (?:really |just |absolutely )*(?:(?:don't|do not)(?: really)? (?:like|enjoy|care for)|dislike|hate|detest|"
            rf"can't stand|cannot stand) {_WHAT}$"
        ),
    ),
    ("like", rf"{_I}i (?:really |just |absolutely |do )*(?:love|like|adore|enjoy)(?: eating)? {_WHAT}$"),
)
_NO_MORE: Final = re.compile(
    rf"{_I}(?:i(?:'m| am) (?:not|no longer) (?:allergic|intolerant) to (?P<what>[a-z][a-z' -]{{1,80}}?)(?: any ?more| any longer)?|"
    r"i (?:do not|don't|no longer) (?:avoid|hate|dislike|like|love) (?P<other>[a-z][a-z' -]{1,80}?) any ?more|"
    r"i (?:can eat|eat|like) (?P<again>[a-z][a-z' -]{1,80}?) again|"
    r"(?:remove|delete|forget) my (?P<mine>[a-z][a-z' -]{1,80}?) (?:allergy|intolerance|preference|dislike))$",
    re.IGNORECASE,
)
_DIET: Final = re.compile(
    rf"{_I}(?:i(?:'m| am| became| have become|'ve become)) (?:now )?(?:an? )?(?:strict )?"
    r"(?P<diet>vegetarian|vegan|pescatarian|pescetarian)(?: now)?$",
    re.IGNORECASE,
)
_ASKED: Final = re.compile(
    r"^(?:what (?:am i|are we) (?:allergic|intolerant) to|(?:what(?:'s| is| are)|show|list|tell me|which are)(?: me)? (?:all )?my "
    r"(?:allerg(?:y|ies)|intolerances|likes|dislikes|preferences|food preferences)|"
    r"what (?:do|don't|can't|should|shouldn't) i (?:not )?(?:like|eat|avoid|dislike)|"
    r"(?:do i have|have i) any (?:allergies|preferences)|"
    r"(?:am i allergic to|do i (?:like|avoid|hate|dislike)) (?P<one>[a-z][a-z' -]{1,80}))$",
    re.IGNORECASE,
)
# What such a sentence says that is about no food.
_NO_FOOD: Final = frozenset(
    "it this that them these those you him her me us app fithub idea way much enough anything everything nothing something any "
    "more well "
    "late early out breakfast brunch lunch dinner supper snack today now yet".split()
)
_MOST: Final = 6
# As much as a memory holds.
MOST_TEXT: Final = 300
DIETS: Final = {
    "vegetarian": ("Meat and poultry", "Fish and seafood"),
    "pescatarian": ("Meat and poultry",),
    "pescetarian": ("Meat and poultry",),
    "vegan": ("Meat and poultry", "Fish and seafood", "Dairy and eggs"),
}
_VERBS: Final = {"allergy": "are allergic to", "avoid": "avoid", "dislike": "do not like", "like": "like"}
_PATTERNS: Final = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _SAID)


@dataclass(frozen=True, slots=True)
class Say(Wish):
    """Keep that the person feels so about these words, or groups; `text` is how they put it."""

    kind: str
    text: str
    words: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TakeBack(Wish):
    """It is so no more."""

    word: str


@dataclass(frozen=True, slots=True)
class AskPreferences(Wish):
    """What there is; of one `kind` only, or about one `word`."""

    kind: str = ""
    word: str = ""


def _read(order: str, now: LocalMoment) -> Wish | None:
    asked = _ASKED.match(order)
    if asked is not None:
        low = order.lower()
        kind = (
            "allergy" if "allerg" in low or "intoleran" in low
            else "dislike" if "dislike" in low or "not like" in low or "don't i like" in low
            else "like" if re.search(r"\blikes?\b", low)
            else "avoid" if "avoid" in low else ""
        )  # fmt: skip
        return AskPreferences("" if asked["one"] else kind, asked["one"] or "")
    diet = _DIET.match(order)
    if diet is not None:
        return Say("avoid", _stated(order), categories=DIETS[diet["diet"].lower()])
    gone = _NO_MORE.match(order)
    if gone is not None:
        word = next(part for part in (gone["what"], gone["other"], gone["again"], gone["mine"]) if part)
        return TakeBack(word.strip())
    for kind, pattern in _PATTERNS:
        match = pattern.match(order)
        if match is not None:
            words = foods_in(match.groupdict().get("what") or match.groupdict().get("adjective") or "", kind)
            return Say(kind, _stated(order), words) if words else None
    return None


def _stated(order: str) -> str:
    """What the person states, without "remember that"."""
    return re.sub(_I.removeprefix("^"), "", order, count=1, flags=re.IGNORECASE)[:MOST_TEXT]


def foods_in(said: str, kind: str) -> tuple[str, ...]:
    """The foods that a taste is about: "olives, capers and blue cheese"; none where it is about something else."""
    parts = re.split(r",\s*(?:and |or )?|\s+or\s+" + ("" if kind == "like" else r"|\s+and\s+|\s*&\s*"), said)
    bare = [
        re.sub(
            r"^(?:any |all |the |eating |to eat )+|\s+(?:at all|very much|a lot|so much|too much)$", "", part.strip()
        )
        for part in parts
    ]
    if not bare or any(not words_of(part) or set(words_of(part)) & _NO_FOOD or part.startswith("to ") for part in bare):
        return ()
    return (
        tuple(bare[:_MOST])
        if all(len(words_of(part)) <= 4 and not SLOTS.keys() & set(part.split()) for part in bare)
        else ()
    )


def _take(wish: Say | TakeBack | AskPreferences, turn: Turn) -> Plan[str]:
    match wish:
        case Say():
            return (yield from _say(wish, turn))
        case TakeBack():
            return (yield from _take_back(wish, turn))
        case AskPreferences():
            return (yield from _tell(wish, turn))


def _say(wish: Say, turn: Turn) -> Plan[str]:
    result = yield from turn.call(
        "remember",
        text=wish.text,
        kind=wish.kind,
        words=list(wish.words) or None,
        categories=list(wish.categories) or None,
    )
    if not result.ok:
        return wording.refused(result)
    kept = [each["about"] for each in result.data["preferences"]]
    text = f"I have noted that you {_VERBS[wish.kind]} {listed(kept)}."
    if wish.kind == "allergy":
        text += (
            " I will warn you where a food's name tells of it; names do not tell traces, so please read the labels too."
        )
    return text


def _take_back(wish: TakeBack, turn: Turn) -> Plan[str]:
    found = yield from turn.call("list_own", kind="preferences")
    wanted = words_of(wish.word)
    rows = [each for each in found.data["preferences"] if words_of(each["about"]) == wanted] if found.ok else []
    if not rows:
        return f"I have nothing noted about {wish.word}, so nothing was changed."
    result = yield from turn.call("remove_preference", preference_id=rows[0]["id"])
    if not result.ok:
        return wording.refused(result)
    return f"I have taken away that you {_VERBS[rows[0]['kind']]} {rows[0]['about']}. “Undo” brings it back."


def _tell(wish: AskPreferences, turn: Turn) -> Plan[str]:
    found = yield from turn.call("list_own", kind="preferences")
    if not found.ok:
        return wording.refused(found)
    rows: list[dict[str, Any]] = found.data["preferences"]
    if wish.word:
        rows = [each for each in rows if words_of(each["about"]) == words_of(wish.word)]
    elif wish.kind:
        rows = [each for each in rows if each["kind"] == wish.kind]
    if not rows:
        about = f" about {wish.word}" if wish.word else " of that kind" if wish.kind else ""
        return (
            f"You have told me nothing{about} yet. Tell me like “I'm allergic to peanuts” or “I don't like mushrooms”."
        )
    said = [
        f"You {verb} {listed([each['about'] for each in rows if each['kind'] == kind])}."
        for kind, verb in _VERBS.items()
        if any(each["kind"] == kind for each in rows)
    ]
    return " ".join(said)


SKILL: Final = Skill(wishes=(Say, TakeBack, AskPreferences), read=_read, take=_take)
