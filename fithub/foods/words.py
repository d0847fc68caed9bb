"""Words of food names and of queries, brought to one form: lower case, without accents, in the singular."""

import re
import unicodedata
from functools import cache
from typing import Final

# They carry no food. "no", "not" and "without" turn the word after them round, see `name_words`.
STOP_WORDS: Final = frozenset(
    "a an the of with and or in on from for to as at by per some any my our your his her their is was were be i it this that "
    "into than then made style type type(s) other all eg etc".split()
)
NEGATIONS: Final = frozenset({"no", "not", "without", "non"})

# Words of which a rule for plurals would make something else, and plurals that no rule makes.
_SINGULARS: Final = {
    "leaves": "leaf", "loaves": "loaf", "halves": "half", "knives": "knife", "wolves": "wolf", "calves": "calf",
    "potatoes": "potato", "tomatoes": "tomato", "mangoes": "mango", "mangos": "mango", "heroes": "hero", "cookies": "cookie",
    "brownies": "brownie", "smoothies": "smoothie", "pies": "pie", "veggies": "veggie", "calories": "calorie",
    "hoagies": "hoagie", "smores": "smore", "oxen": "ox", "geese": "goose", "teeth": "tooth", "feet": "foot",
    "olives": "olive", "chives": "chive", "cloves": "clove", "endives": "endive", "beeves": "beef", "fries": "fries",
    "couscous": "couscous", "hummus": "hummus", "asparagus": "asparagus", "molasses": "molasses", "swiss": "swiss",
    "cheeses": "cheese", "sauces": "sauce", "juices": "juice", "slices": "slice", "spices": "spice", "pieces": "piece",
    "lettuces": "lettuce", "sausages": "sausage", "oranges": "orange", "cabbages": "cabbage", "beverages": "beverage",
    "sandwiches": "sandwich", "peaches": "peach", "radishes": "radish", "squashes": "squash", "dishes": "dish",
    "quiches": "quiche", "ceviches": "ceviche", "shoes": "shoe", "toes": "toe", "haggis": "haggis", "bus": "bus",
    "schnapps": "schnapps", "cypress": "cypress", "tapas": "tapas", "roast": "roasted", "barbeque": "barbecue",
 "tostadas": "tostada", "grits": "grits", "kiwis": "kiwi", "rotis": "roti", "idlis": "idli", "puris": "puri",
    "chapatis": "chapati", "chapattis": "chapatti", "bhajis": "bhaji", "paninis": "panini", "martinis": "martini",
    "zucchinis": "zucchini", "pierogis": "pierogi", "raviolis": "ravioli", "chilis": "chili",
    "swedes": "swede", "oats": "oat", "tots": "tot", "gnocchi": "gnocchi", "biscuits": "biscuit", "gas": "gas",
    "shakes": "shake", "cakes": "cake", "flakes": "flake", "wraps": "wrap", "noodles": "noodle", "waffles": "waffle",
    "apples": "apple", "pickles": "pickle", "nachos": "nacho", "tacos": "taco", "burritos": "burrito", "doughnuts": "doughnut",
    "donuts": "doughnut", "donut": "doughnut", "yoghurt": "yogurt", "yoghurts": "yogurt", "yogourt": "yogurt",
    "omelette": "omelet", "omelettes": "omelet", "whisky": "whiskey", "chilli": "chili", "chillies": "chili", "chilies": "chili",
    "flavour": "flavor", "flavoured": "flavored", "fibre": "fiber", "grey": "gray", "catsup": "ketchup", "lasagne": "lasagna",
    "tortellinis": "tortellini", "bagels": "bagel", "ravioli": "ravioli", "parmesan": "parmesan", "wholemeal": "wholewheat",
}  # fmt: skip


# Letters that are no other letter with an accent, as people write them who have not got them.
_LATIN: Final = str.maketrans(
    {"ø": "o", "ı": "i", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss"}
)


def fold(text: str) -> str:
    """Lower case, no accents, no typographic quotes, "&" as "and"."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("&", " and ").replace("½", " 1/2 "))
    return "".join(letter for letter in plain.lower() if not unicodedata.combining(letter)).translate(_LATIN)


@cache
def stem(word: str) -> str:
    """A folded word in the singular ("berries" -> "berry", "eggs" -> "egg")."""
    word = word.removesuffix("'s").replace("'", "")
    if word in _SINGULARS:
        return _SINGULARS[word]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def tokens(text: str) -> list[str]:
    """Every word of a text, in whatever script, in its one form and in order, stop words among them."""
    return [stem(word) for word in re.findall(r"[^\W_]+(?:'[^\W\d_]+)?", fold(text))]


def content_words(text: str) -> list[str]:
    """The words that say which food: in order, each once, without stop words and negations."""
    return list(dict.fromkeys(word for word in tokens(text) if word not in STOP_WORDS and word not in NEGATIONS))
