"""Likes, dislikes, avoids and allergies in plain English. Nothing of it logs a food."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from agents.offline import wording
from agents.offline.calls import Plan, Turn
from agents.offline.naming import SLOTS
from agents.offline.nutrients import listed
from agents.offline.skills.skill import Skill
from agents.offline.steps import Wish
from fithub.core.clock import LocalMoment
from fithub.planning.families import words_of

_WHAT: Final = r"(?P<what>[a-z][a-z' ,&-]{1,120}?)"
ASIDE: Final = (
    r"(?:(?:by the way|btw|fyi|for the record|just so you know|so you know|just to let you know|for your"
    r" information|in case you (?:need|want) to know|"
    r"heads up|note to self)[,:]? (?:that )?)"
)
_I: Final = (
    rf"^(?:please )?{ASIDE}?(?:(?:remember|note|keep in mind|bear in mind)(?: down)?:?(?: that)? )?{ASIDE}?(?:and |"
    rf"oh |also |unfortunately |sadly |actually )*"
)
_ME: Final = (
    r"(?:i(?:'m| am|'ve been| have been)|we(?:'re| are)|mark me(?: down)? as|put me down as|note me as|save me as)"
)
_VERY: Final = r"(?:\w+ly |very |also |highly |a bit |a little |quite |super |both )*"
_LISTS: Final = r"(?:(?:list of )?(?:food )?(?:allerg(?:y|ies)|intolerances?|allergens)(?: list)?)"
_AWAY: Final = (
    r"(?:(?:stay|keep|steer|staying|keeping|steering) (?:away from|clear of|off)|avoid(?:ing)?|"
    r"cut(?:ting)? out|(?:be|am|'m) off|try(?:ing)? to avoid)"
)
# What is said of foods before or behind them, by what it means.
_SAID: Final = (
    ("allergy", rf"(?:{_ME} )?{_VERY}(?:allergic|intolerant|sensitive) to {_WHAT}"),
    (
        "allergy",
        (
            r"(?:i have|i've got|i've|i suffer from|i got|(?:note|add|save|record|register|keep|log)(?: down)?(?: my)?|"
            r"new)(?: an?| my)? "
            rf"(?:\w+ly |severe |bad |strong |mild |serious )*{_WHAT} (?:allergy|intolerance|allergies)"
        ),
    ),
    (
        "allergy",
        (
            rf"(?:(?:i have|i've got|add|note|new|save)(?: down)?(?: an?| my| the)?(?: new)?|my) (?:severe |bad"
            rf" )?(?:allergy|intolerance|allergies)(?: to| against|:| is| are)"
            rf" ?{_WHAT}"
        ),
    ),
    (
        "allergy",
        rf"(?:add|put|write|note|save|list|mark) {_WHAT} (?:down )?(?:to|on|in|among|as|with) (?:my|the|an?) {_LISTS}",
    ),
    (
        "allergy",
        (
            rf"i (?:always |usually )?(?:react (?:\w+ )?to|get (?:hives|a rash|sick|ill|an allergic reaction) (?:from|"
            rf"after)(?: eating)?|(?:can't|cannot|don't) tolerate) {_WHAT}"
        ),
    ),
    ("allergy", rf"{_WHAT} (?:gives?|give) me (?:hives|a rash|an? (?:allergic )?reactions?|anaphylaxis|allergies)"),
    ("allergy", rf"my (?:body|stomach|gut) (?:can't|cannot|doesn't|does not) (?:handle|tolerate|take) {_WHAT}"),
    (
        "allergy",
        r"(?:i(?:'m| am) )?(?:a bit |very )?(?P<adjective>lactose|gluten|dairy|fructose|histamine)[ -]intolerant",
    ),
    ("allergy", r"i(?:'m| am| have|'ve got) (?:a )?(?P<adjective>c(?:o)?eliac)(?: disease)?"),
    (
        "avoid",
        (
            rf"i (?:never (?:eat|drink|touch|have)|(?:do not|don't|can't|cannot|can not|must not|mustn't|won't)"
            rf" (?:eat|have|drink|do|touch|consume)(?: any)?)"
            rf"(?! an? | any | enough| much| time) {_WHAT}"
        ),
    ),
    ("avoid", rf"i(?:'m|'ve been| am| try to| have to| need to| must| always| usually| want to)? {_AWAY} {_WHAT}"),
    ("avoid", rf"no {_WHAT} for me(?: please)?"),
    (
        "avoid",
        (
            r"i(?:'m| am|'ve gone| eat| go)? (?P<adjective>gluten|dairy|lactose|nut|sugar|meat|alcohol|soy|egg|wheat|"
            r"grain)[ -]free"
        ),
    ),
    (
        "avoid",
        (
            rf"(?:add|put) {_WHAT} (?:to|on) (?:my|the) (?:list of )?(?:foods?|things|stuff) (?:that )?i (?:avoid|don't"
            rf" eat|can't eat)"
        ),
    ),
    (
        "dislike",
        (
            rf"i (?:really |just |absolutely )*(?:(?:don't|do not)(?: really)? (?:like|enjoy|care for|fancy)|"
            rf"dislike|hate|detest|loathe|"
            rf"can't (?:stand|bear)|cannot (?:stand|bear)) {_WHAT}"
        ),
    ),
    (
        "dislike",
        (
            rf"i(?:'m| am) (?:really )?not (?:an? (?:big |huge |great |massive )?(?:fan|lover) of|(?:that |so )?(?:into|"
            rf"keen on|fond of|crazy about)) {_WHAT}"
        ),
    ),
    (
        "dislike",
        (
            rf"(?!the |this |that |those |these |my |it ){_WHAT} (?:is|are) (?:just |really |so )?(?:disgusting|gross|"
            rf"nasty|yucky|horrible|vile|revolting|awful)"
        ),
    ),
    ("dislike", rf"{_WHAT} tastes? (?:like|of) (?:soap|dirt|metal|rubber|cardboard|feet|nothing)\b.*"),
    (
        "dislike",
        rf"{_WHAT},? i (?:really |just )*(?:don't like|hate|can't stand|can't bear|dislike) (?:it|them|that|those)",
    ),
    ("like", rf"i (?:really |just |absolutely |do )*(?:love|like|adore|enjoy)(?: eating)? {_WHAT}"),
    (
        "like",
        (
            rf"i(?:'m| am) (?:an? (?:big |huge |great |massive )?(?:fan|lover) of|(?:really |very )?(?:fond of|crazy"
            rf" about|big on)) {_WHAT}"
        ),
    ),
)
_OF: Final = r"[a-z][a-z' -]{1,80}?"
_KINDS: Final = r"(?:allerg(?:y|ies)|intolerances?|preferences?|dislikes?|likes|avoids|aversions?)"
_ALSO_LISTS: Final = (
    rf"(?:(?:my|the) (?:list of )?(?:food )?(?:{_KINDS}|(?:foods?|things|stuff) (?:that )?i (?:don't like|do not"
    rf" like|dislike|hate|avoid|don't eat|can't eat|"
    r"am allergic to|'m allergic to|like|love)))(?: list)?"
)
_TAKES: Final = r"(?:remove|delete|forget|drop|take|erase|cross|strike|scratch|get rid of|clear)"
_NOW: Final = r"(?: any ?more| any longer| now| again| after all| these days)"
# What was said of a food and is so no more.
_NO_MORE: Final = tuple(
    re.compile(f"{_I}(?:{pattern})$", re.IGNORECASE)
    for pattern in (
        rf"(?:it )?(?:turns|turned) out (?:that )?i(?:'m| am) not (?:allergic|intolerant) to (?P<what>{_OF}){_NOW}?",
        rf"i(?:'m| am) (?:not|no longer) (?:allergic|intolerant|sensitive) to (?P<what>{_OF}){_NOW}?",
        rf"i (?:do not|don't|no longer) have (?:an? |my |the )?(?P<what>{_OF}) (?:allergy|intolerance){_NOW}?",
        (
            rf"i(?:'ve| have)? (?:outgrew|outgrown|lost|got over|gotten over|grew out of|grown out of) (?:my |the"
            rf" )?(?P<what>{_OF})(?: allergy| intolerance)?"
        ),
        (
            rf"my (?P<what>{_OF}) (?:allergy|intolerance) (?:is|has) (?:gone|over|cured|history|no more|disappeared|"
            rf"gone away)(?: now)?"
        ),
        rf"{_TAKES} (?P<what>{_OF}) (?:from|off|out of) {_ALSO_LISTS}",
        rf"{_TAKES} (?:my |the )(?P<what>{_OF}) {_KINDS}",
        (
            rf"{_TAKES} (?:my |the )(?:dislike|hatred|allergy|intolerance|aversion|preference|avoidance) (?:of|to|for|"
            rf"against|about) (?P<what>{_OF})"
        ),
        rf"i (?:do not|don't) (?:avoid|hate|dislike|like|love|mind) (?P<what>{_OF})(?: any ?more| any longer)",
        rf"i no longer (?:avoid|hate|dislike|like|love|mind) (?P<what>{_OF})",
        rf"i (?:do not|don't) mind (?P<what>{_OF}) now",
        rf"i(?:'m| am)? (?:can eat|eat|like|have|enjoy|drink|eating)(?: the)? (?P<what>{_OF}) again(?: now)?",
        rf"i can (?:eat|have|drink) (?P<what>{_OF}) (?:again|now)",
        (
            rf"(?P<what>{_OF}) (?:is|are) (?:fine|ok|okay|good|all right|alright|allowed|no problem|back on the"
            rf" menu)(?: for me| with me)? ?(?:again|now|for me again)"
        ),
        rf"i(?:'m| am) (?:ok|okay|fine|good|cool) with (?P<what>{_OF}) (?:again|now)",
        rf"(?:you can|feel free to|you may) (?:suggest|recommend|offer|include|show me|propose)(?: me)? (?P<what>{_OF}) again",
    )
)
# "…, you can suggest them again" says the same once more.
_SUGGEST_AGAIN: Final = re.compile(
    r"[\s,;]+(?:so |and )?(?:you (?:can|may)|feel free to|please) (?:suggest|recommend|offer|include|propose) (?:them|"
    r"it|that|those)(?: again)?$",
    re.IGNORECASE,
)
_MEATLESS: Final = r"(?P<diet>vegetarian|vegan|pescatarian|pescetarian|veggie)"
_DIET: Final = re.compile(
    rf"{_I}(?:(?:i(?:'m| am|'ve been| became| have become|'ve become|'ve gone|'ve turned| have gone| turned| went|"
    rf" go| eat)|we(?:'re| are)|(?:i'm )?going) )"
    rf"(?:now |a |an |strictly |strict |mostly )*{_MEATLESS}(?: now| these days)?$|{_I}i(?:'m on| follow| keep to|"
    rf" stick to) an? {_MEATLESS.replace('diet>', 'kept>')} diet$",
    re.IGNORECASE,
)
_NO_DIET: Final = re.compile(
    rf"{_I}i(?:'m| am|'ve)? (?:not|no longer|stopped being) (?:an? )?{_MEATLESS}{_NOW}?$|{_I}i (?:eat|started"
    rf" eating) (?:meat|fish) again$",
    re.IGNORECASE,
)
_ASKED: Final = re.compile(
    r"^(?:what (?:am i|are we) (?:allergic|intolerant) to|(?:what(?:'s| is| are)|show|list|tell me|which are)(?:"
    r" me)? (?:all )?my "
    r"(?:food )?(?:allerg(?:y|ies)|intolerances|likes|dislikes|preferences|tastes|dietary (?:needs|restrictions|preferences))|"
    r"(?:what|which)(?: kinds? of)?(?: foods?| things| stuff)? (?:do|don't|can't|should|shouldn't|must|mustn't) i"
    r" (?:not )?(?:like|eat|avoid|dislike|hate|"
    r"stay away from)|"
    r"(?:do i have|have i)(?: got)? (?:any )?(?:food )?(?:allergies|intolerances|preferences|dislikes)|"
    r"(?:am i (?:allergic|intolerant) to|do i (?:like|avoid|hate|dislike)) (?P<one>[a-z][a-z' -]{1,80}))$",
    re.IGNORECASE,
)
# What such a sentence says that is about no food.
_NAMES_NOTHING: Final = frozenset("one ones any anything some it that this them these those none".split())
_NO_FOOD: Final = frozenset(
    "it this that them these those you him her me us app fithub idea way much enough anything everything nothing something any "
    "more well "
    "late early out breakfast brunch lunch dinner supper snack today now yet everyone people monday tuesday wednesday thursday "
    "friday saturday sunday weekend scale scales keep bear mind remember note suggest suggesting recommend please"
    " when so things "
    "stuff because since".split()
)
# "…, keep that in mind when you suggest things": what to do with what was said, and nothing of it.
MIND_IT: Final = re.compile(
    r"[\s,;.–-]*(?:(?:so|and|please|pls|could you|can you|do|just)\s+)*(?:(?:keep|bear|have) (?:that|this|it)? ?in mind|"
    r"(?:remember|note|consider|mind|save|respect) (?:that|this|it)|take (?:that|this|it) into account|"
    r"make a note(?: of (?:that|this|it))?|don't (?:forget|suggest)|(?:never|do not|don't ever|no need to)"
    r" (?:suggest|recommend|offer|plan)\b|"
    r"when (?:you|u) (?:suggest|recommend|plan|give me)|for (?:future|next time)|just so you know|fyi)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_STANDS: Final = re.compile(r"^(?:really |absolutely |just )*(?:can't|cannot|can not) (?:stand|bear)\b", re.IGNORECASE)
_SUBJECTLESS: Final = re.compile(
    r"^(?=(?:(?:really|absolutely|just) )*(?:(?:can't|cannot) (?:stand|bear)|hate|detest|loathe|dislike|don't"
    r" (?:like|eat)|do not (?:like|eat)|can't eat|love)\b)",
    re.IGNORECASE,
)
_MOST: Final = 6
# As much as a memory holds.
MOST_TEXT: Final = 300
DIETS: Final = {
    "vegetarian": ("Meat and poultry", "Fish and seafood"),
    "pescatarian": ("Meat and poultry",),
    "pescetarian": ("Meat and poultry",),
    "veggie": ("Meat and poultry", "Fish and seafood"),
    "vegan": ("Meat and poultry", "Fish and seafood", "Dairy and eggs"),
}
_VERBS: Final = {"allergy": "are allergic to", "avoid": "avoid", "dislike": "do not like", "like": "like"}
_PATTERNS: Final = tuple((kind, re.compile(f"{_I}(?:{pattern})$", re.IGNORECASE)) for kind, pattern in _SAID)


@dataclass(frozen=True, slots=True)
class Say(Wish):
    """Keep that the person feels so about these words, or groups; `text` is how they put it."""

    kind: str
    text: str
    words: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TakeBack(Wish):
    """It is so no more: of a word, or of groups of foods."""

    word: str
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskPreferences(Wish):
    """What there is; of one `kind` only, or about one `word`."""

    kind: str = ""
    word: str = ""


def _read(order: str, now: LocalMoment) -> Wish | None:
    stated = MIND_IT.sub("", order) or order
    if stated != order or _STANDS.match(order):
        # "Can't stand olives, never suggest them".
        stated = _SUBJECTLESS.sub("i ", stated)
    order = stated
    asked = _ASKED.match(order)
    if asked is not None:
        low = order.lower()
        kind = (
            "allergy" if "allerg" in low or "intoleran" in low
            else "dislike" if "dislike" in low or "not like" in low or "don't i like" in low or "hate" in low
            else "like" if re.search(r"\blikes?\b", low)
            else "avoid" if "avoid" in low else ""
        )  # fmt: skip
        return AskPreferences("" if asked["one"] else kind, asked["one"] or "")
    diet = _DIET.match(order)
    if diet is not None:
        return Say("avoid", _stated(order), categories=DIETS[(diet["diet"] or diet["kept"]).lower()])
    no_diet = _NO_DIET.match(order)
    if no_diet is not None:
        return TakeBack(no_diet["diet"] or "vegetarian", DIETS[(no_diet["diet"] or "vegan").lower()])
    bare = _SUGGEST_AGAIN.sub("", order)
    gone = next((match for pattern in _NO_MORE if (match := pattern.match(bare))), None)
    if gone is not None:
        word = re.sub(r"^(?:my|the|any) ", "", gone["what"].strip())
        return None if set(words_of(word)) & _NO_FOOD or not words_of(word) else TakeBack(word)
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
            r"^(?:any |all |the |an? |eating |to eat )+|\s+(?:at all|very much|a lot|so much|too much)$",
            "",
            part.strip(),
        )
        for part in parts
    ]
    if not bare or any(
        part in _NAMES_NOTHING or not words_of(part) or set(words_of(part)) & _NO_FOOD or part.startswith("to ")
        for part in bare
    ):
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
    known = found.data["preferences"] if found.ok else []
    rows = [each for each in known if each["about"] in wish.categories] or preferences_of(wish.word, known)
    if not rows:
        return f"I have nothing noted about {wish.word}, so nothing was changed."
    return (yield from removed(rows if wish.categories else rows[:1], turn))


def preferences_of(words: str, known: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The preferences that are about just these words, or else the only one that has one of them."""
    wanted = set(words_of(words))
    exact = [each for each in known if set(words_of(each["about"])) == wanted]
    some = [each for each in known if set(words_of(each["about"])) & wanted]
    return exact or (some if len(some) == 1 else [])


def removed(rows: Sequence[dict[str, Any]], turn: Turn) -> Plan[str]:
    """Take preferences away, and say which."""
    for row in rows:
        result = yield from turn.call("remove_preference", preference_id=row["id"])
        if not result.ok:
            return wording.refused(result)
    about = listed([row["about"] for row in rows])
    return f"I have taken away that you {_VERBS[rows[0]['kind']]} {about}. “Undo” brings it back."


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
