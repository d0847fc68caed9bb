"""Whether a message is a plain yes or a plain no: what decides for the person must leave no room for a reading. Pure."""

import re
from typing import Final

from agents.offline.clauses import plain
from agents.offline.replies import is_refusal

LONGEST: Final = 120
_YES: Final = re.compile(
    r"^(?:yes+|yep|yeah+|yea|yup|ya|y|go for it|(?:aye,? )?go on(?= then$|$)|aye|sure|ok(?:ay)?|confirm(?:ed)?|correct|"
    r"absolutely|definitely|exactly|of course|go ahead|"
    r"(?:please )?do (?:it|that|so)|please do|sounds good|looks? good|perfect|fine|right|(?:log|add) (?:it|that|them)|"
    r"that's (?:right|fine|correct|it|the one|good)|"
    r"(?:please )?(?:approve|accept))\b",
    re.IGNORECASE,
)
_NO: Final = re.compile(
    r"^(?:no|nope|nah|n|(?:please )?(?:don't|do not)|not now|never ?mind|forget (?:it|that)|cancel(?: (?:it|that))?|"
    r"(?:please )?(?:decline|reject|refuse|dismiss|turn (?:it|that) down|turn down)|(?:leave|keep) (?:it|them|that))\b",
    re.IGNORECASE,
)
# An answer without words.
_THUMBS_UP: Final = frozenset("👍👌✅✔☑🆗")
_THUMBS_DOWN: Final = frozenset("👎❌✖🚫🙅")
_MODIFIERS: Final = re.compile("[\ufe0f\u200d\u2640\u2642\U0001f3fb-\U0001f3ff\\s]")
# What may stand beside a yes or a no and changes nothing of it. Whatever else is said makes it another message.
_ABOUT_IT: Final = (
    "it that this them these those all of both everything the my a new entries entry ones goal target proposal proposed"
    " suggestion suggested import file diet plan please i i'm am want to coach's weekly energy calorie daily now so"
)
_WITH_YES: Final = frozenset(
    f"{_ABOUT_IT} and yes yep yeah sure ok okay go ahead do delete remove erase clear set make write down log add activate start"
    " begin end that's approve accept confirm take back just would like i'd absolutely definitely course right correct good fine"
    " thanks thank you then needful pls plz thing for close finish".split()
)
_WITH_NO: Final = frozenset(
    f"{_ABOUT_IT} anything no nope don't do not keep leave cancel stop as is are was were thanks thank you decline reject really"
    " rather way alone would like i'd mind never".split()
)
_WITH_DO_NOT: Final = frozenset("delete remove erase clear set make write change".split())
_ONLY_THANKS: Final = frozenset("ok okay thanks thank you fine good".split())


def plain_answer(text: str) -> bool | None:
    """True for a plain yes, False for a plain no, None for anything else: "yes, but keep the toast" is neither."""
    said = plain(text).strip(" .!,;")
    if len(said) > LONGEST or "?" in said:
        return None
    signs = set(_MODIFIERS.sub("", said))
    if signs and (signs <= _THUMBS_UP or signs <= _THUMBS_DOWN):
        return signs <= _THUMBS_UP
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", said.lower())
    denied = _WITH_DO_NOT if {"don't", "not"} & set(words) else frozenset()
    if _NO.match(said) and (_WITH_NO | denied | _starts(_NO, said)).issuperset(words):
        return False
    thanks = _ONLY_THANKS.issuperset(words) and {"thanks", "thank"} & set(words)
    if _YES.match(said) and not thanks and (_WITH_YES | _starts(_YES, said)).issuperset(words):
        return True
    return False if is_refusal(said) else None


def _starts(pattern: re.Pattern[str], said: str) -> set[str]:
    found = pattern.match(said)
    return set(found[0].lower().split()) if found else set()
