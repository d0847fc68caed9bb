"""What somebody pastes or reads out that is no report: receipts, menus, offers, shopping lists, lines of "key: value"."""

import re
from typing import Final

from agents.offline.clauses import EATING
from fithub.estimation.lexicon import words

_ATE: Final = re.compile(
    rf"\b(?:i|we|i've|we've)\b(?: \w+){{0,2}} (?:{EATING})\b|^\W*(?:had|ate|drank)\b", re.IGNORECASE
)
# Prices stand behind what is sold: "soup 4.50", "£3", "2 for 1".
_PRICE: Final = re.compile(
    r"(?:[$£€¥₹]\s?\d[\d.,]*|(?<![\d.])\d{1,3}[.,]\d\d)(?!\s*(?:kg|g|mg|ml|l|cl|oz|lbs?|km|kcal|cups?|%|x)\b)(?![\d.])",
    re.IGNORECASE,
)
_SOLD: Final = re.compile(
    r"\b(?:menu|price list|receipt|invoice|total|subtotal|vat|order now|order online|special offer|on offer|on sale|discount|"
    r"coupon|voucher|"
    r"buy one|\d for \d|half price|\d+ ?% off|\bdeals?\b|only [$£€]\d|from [$£€]\d|card \W*\d{4}|thank you for shopping)\b",
    re.IGNORECASE,
)
_SHOPPED: Final = re.compile(
    r"^\W*(?:(?:just|i'm|we're|i am|we are|got|came|i|we) )*(?:back|home|returned) from (?:the )?(?:shops?|shopping|store|"
    r"supermarket|market|grocer\w*|butcher\w*|bakery)\b"
    r"|^\W*(?:my |the |this week's )?(?:grocer(?:y|ies)|shopping|haul|groceries list|shopping list|to buy|need to (?:buy|get)|"
    r"pantry|fridge|freezer|stock|inventory|"
    r"ingredients)(?: (?:list|contents|haul|today|so far|has|have|contains))*\s*[:=–-]"
    r"|\b(?:in|into) (?:the|my|our) (?:fridge|freezer|pantry|cupboard|larder|trolley|cart|basket|shopping bag)\b",
    re.IGNORECASE,
)
# What is left where a quotation stood.
_QUOTED_AWAY: Final = r"\g<lead>…"
_LEAST_QUOTED: Final = 3
_QUOTED: Final = re.compile(
    r"(?P<lead>(?:^|[:,;.!?–-])\s*|\b(?:says?|said|saying|texts?|texted|wrote|writes|posted|posts|tweeted|replied|"
    r"asked|answered|goes|went|like|"
    r"reads?|read|quote|shouted|yelled|titled|called|joked)\s+)"
    rf"(?<!log: )(?<!add: )(?<!log )(?<!add )\"(?:[^\"\s]+\s+){{{_LEAST_QUOTED - 1},}}[^\"]+\"",
    re.IGNORECASE,
)
# "My mum texted: had a lovely fish and chips".
_SAYING: Final = re.compile(
    r"(?P<lead>\b(?:texted|messaged|wrote|writes|posted|tweeted|captioned|emailed|replied|whatsapped|(?:he|she|"
    r"they|mum|mom|dad|friend|sister|"
    r"brother|wife|husband|boss|\w+'s (?:post|text|message|story|caption|tweet)) (?:says?|said|goes|went|(?:was|"
    r"is)))(?: me| us| back| online| on \w+)?"
    r"\s*:\s*)(?=\S).*$",
    re.IGNORECASE | re.DOTALL,
)
_KEYED: Final = re.compile(
    r"^\W*(?P<key>[A-Za-z][\w.-]*(?:[ _-][A-Za-z][\w.-]*){0,2})\s*(?::|=|=>|->)\s*(?P<value>\S.*)$", re.DOTALL
)
_KEYS_OF_MEALS: Final = frozenset(
    "breakfast brunch lunch dinner supper snack snacks tea elevenses dessert meal meals food foods drink drinks today "
    "yesterday tonight morning"
    " evening afternoon noon midday midnight night ate eaten had drank log add entry entries eating breakfasts first second "
    "third pre post workout"
    " am pm mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday diary items menu had and "
    "then also later after"
    " correction update ps note so my for at the this late early second main course starter side sides plate in on a".split()
)


def without_quotes(text: str) -> str:
    """A text without what it quotes of others: lines behind ">", and what stands in quotation marks behind their source.

    What is ordered to be logged, and a name in quotation marks ("the “Big Mac”"), is no such quotation.
    """
    own = "\n".join(line for line in text.split("\n") if not line.lstrip().startswith(">"))
    return _SAYING.sub(_QUOTED_AWAY, _QUOTED.sub(_QUOTED_AWAY, own))


def is_pasted(said: str) -> bool:
    """Whether a text lists what is sold, was bought or is in stock, and tells of nothing eaten."""
    if _ATE.search(said):
        return False
    prices = len(_PRICE.findall(said))
    return (
        prices >= 2
        or (bool(_SOLD.search(said)) and (prices > 0 or bool(re.search(r"[!%:]|\d for \d|order", said))))
        or bool(_SHOPPED.search(said))
    )


def is_keyed(said: str) -> bool:
    """Whether a line is a key and its value, where the key is neither a meal nor a time: "mood: happy", "role = admin"."""
    found = _KEYED.match(said)
    if found is None or _ATE.search(said):
        return False
    key = re.findall(r"[a-z]+", found["key"].lower())
    return not set(key) & (_KEYS_OF_MEALS | words("events"))
