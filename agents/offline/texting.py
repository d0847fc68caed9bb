"""How words are typed on a phone: "wat did i eat", "hw mch protien left", "shud i", "my recepies".

Foods are left as they are, whatever they look like: those are the search's to understand. A word that may be one, as "wat" may,
is put right only where a question follows.
"""

import re
from typing import Final

_ALWAYS: Final = {
    word: meant
    for meant, words in {
        "how much": "howmuch",
        "how many": "howmany",
        "much": "mch muhc mcuh",
        "many": "mny mnay",
        "should": "shud shuld shoud shld shd",
        "could": "cud culd cld",
        "would": "wud wuld wld",
        "have": "hav hv hve hvae haev",
        "does": "deos",
        "about": "abt abut aobut bout",
        "calories": "caloires calries calorys calroies callories kalories calaries clories calores",
        "protein": "protien protine proteen protin proetin",
        "carbs": "carbz crabz",
        "weight": "wieght weigth wheight weght",
        "target": "targt trget tagret",
        "recipe": "recepie recipie reciepe receipe recpie",
        "recipes": "recepies recipies reciepes receipes recpies",
        "favourites": "favs faves favourits favorits",
        "week": "wk",
        "because": "cuz coz bcoz becuz",
        "allergic": "alergic allergick alergick",
        "that": "tht",
        "yesterday": "yest ystd yst ytd",
        "looking": "lookin lukin",
        "trying": "tryin",
        "going": "goin",
        "thinking": "thinkin",
        "having": "havin",
        "eating": "eatin",
        "getting": "gettin",
        "losing": "losin",
        "doing": "doin",
        "planning": "plannin",
        "planned": "planed plannd pland",
        "start": "strat statr strt",
        "what": "whut wht waht",
        "when": "whn",
        "remaining": "remainin remaning",
    }.items()
    for word in words.split()
}  # fmt: skip
# What may be something else as well, with what has to stand before or behind it.
_AMONG: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), meant)
    for pattern, meant in (
        (
            (
                r"(?<![\w'])(?:wat|wot|wut)(?='?s\b| (?:did|do|does|is|was|are|were|has|have|had|about|can|could|"
                r"should|shall|will|"
                r"would|else|time|day|meal|if|i|my|the)\b)"
            ),
            r"what",
        ),
        (r"\bhw(?= (?:much|many|far|long|often|do|did|am|is|are|r|was|have|to|about)\b)", r"how"),
        (r"\bwen(?= (?:did|do|does|is|was|will|can|should|i)\b)", r"when"),
        (r"\b(what|how|much|many|when|where|calories|carbs|protein|fat) r\b(?= )", r"\1 are"),
        (r"\b(can|do|did|could|would|will|what|have|if|that) u\b", r"\1 you"),
        # "Pasta 4 lunch"; four dinner rolls are four.
        (
            (
                r"(?<=[a-z] )4(?= (?:breakfast|brunch|lunch|dinner|supper)"
                r"(?! [a-z]*(?:rolls?|mints?|boxe?s?|plates?|bars?|packs?)\b)\b)"
            ),
            r"for",
        ),
        (r"^u(?= (?:know|remember|think|got|have)\b)", r"you"),
    )
)
_WORD: Final = re.compile(r"(?<![\w'-])[a-z]+(?![\w-])", re.IGNORECASE)


def spelled(sentence: str) -> str:
    """The sentence with what was typed for a phone spelled out."""
    told = _WORD.sub(_word, sentence)
    for pattern, meant in _AMONG:
        told = pattern.sub(meant, told)
    return told


def _word(found: re.Match[str]) -> str:
    low = found[0].lower()
    meant = _ALWAYS.get(low)
    return found[0] if meant is None else _cased(found[0], meant)


def _cased(written: str, meant: str) -> str:
    return meant.capitalize() if written[:1].isupper() and not written.isupper() else meant
