"""Whether a person's own words ask for what a model is about to do (docs/adr/0029). Pure.

Names of foods, notes, recipes and memories are read by a model too, and may be written so that it takes them for orders. So a call
is looked at beside what the person has said: a plain question asks for no change, nothing is taken away where nobody speaks of it,
and a fact about the person is in their own words.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from agents.answers import plain_answer
from agents.offline.language import foreign_language
from fithub.foods.words import fold, stem
from tools.catalogue import WRITES

# These pass on an answer that is checked to be the person's.
_ANSWERS: Final = frozenset({"decide_approval", "decide_proposal"})
# So many messages back a wish may have been said: what follows it says which one, and how.
_RECENT: Final = 3
# A pasted text has several lines; of these the person's own words are the first.
_PASTED_LINES: Final = 3

_SENTENCES: Final = re.compile(r"(?<=[.!?])\s+|\n+")
_QUESTION: Final = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?|hey|hi|hello|please|coach)\b\W*)*"
    r"(?:(?:what|how|which|when|where|who|why)(?:'s|'re)?|is|are|am|was|were|did|does|do|has|have i|will|would (?:it|that)|"
    r"(?:can|could|may|should|shall) (?:i|you (?:tell|show|suggest|recommend|explain|compare|list))|"
    r"tell me|show|list|compare|suggest|recommend|explain|any (?:ideas?|suggestions?)|"
    r"give me (?:an? |some |the )?(?:ideas?|suggestions?|overview|summary))\b",
    re.IGNORECASE,
)
_POLITE: Final = re.compile(
    r"^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening|night)|thanks?|thank you|thx|cheers|bye|great|nice|cool|wow)\b"
    r"(?:\W+(?:there|you|coach|a lot|so much|again|very much|everyone))*\W*$",
    re.IGNORECASE,
)
_OF_WRITING: Final = re.compile(
    r"\b(?<!my )(?<!the )(?<!a )(?:log|add|record|track|note|write|put|save|keep|store|remember|forget|delete|remove|erase|clear|"
    r"wipe|undo|redo|revert|restore|take (?:it|that|them|back|out|off)|change|edit|correct|fix|update|move|copy|repeat|make|set|"
    r"start|begin|end|stop|activate|plan|schedule|cancel|skip|import|export|download|rename|replace|swap|mark|create|lower|raise|increase|decrease|"
    r"reduce|turn (?:on|off)|pause|remind|mail|send|confirm|approve|accept|decline)\b"
    r"|(?:^|[.,;!]|\band|\bbut)\s*i(?:'ve| have|'m| am)?(?: just| also| only)* (?:had|ate|eaten|drank|drunk|finished|having|eating|"
    r"weigh\w*|ran|walked|cycled|swam|slept|bought|cooked|made)\b",
    re.IGNORECASE,
)
_OF_REMOVING: Final = re.compile(
    r"\b(?:delet\w+|remov\w+|eras\w+|clear|wipe|forget|undo|redo|restore|revert|get rid|drop|scrap|cancel|discard|empty|reset|end|"
    r"stop|not?|never|nothing|wrong|mistake\w*|error|twice|doubled?|duplicates?|instead|without|oops|no longer|any ?more|"
    r"too (?:many|much)|"
    r"(?:take|took|put|bring|throw|get|go)\b.{0,40}\b(?:back|off|out|away))\b|n't\b",
    re.IGNORECASE,
)
_OF_AIMING: Final = re.compile(
    r"\b(?:goals?|targets?|aim\w*|want|wish|like to|lose|losing|gain\w*|cut\w*|bulk\w*|weigh\w*|diets?|limits?|budget|maintain\w*|"
    r"calories|k?cals?|kj|macros?|protein|carbs?|fats?|plans?|start|stop|begin|end|activate|follow|keto|vegan|"
    r"reach|per day|a day|daily)\b",
    re.IGNORECASE,
)
_OF_FILES: Final = re.compile(
    r"\b(?:im|ex)port\w*|\b(?:files?|data|download\w*|upload\w*|csv|excel|sheets?|copy|backup|fhir|zip|jobs?|commit|"
    r"write (?:it|them) down)\b",
    re.IGNORECASE,
)
_OF_THE_COACH: Final = re.compile(
    r"\b(?:summar\w+|e?-?mails?|letters?|remind\w*|check-?ins?|notif\w*|quiet|pause\w*|resume|holidays?|vacation|weekly|daily|reports?|messages?|"
    r"questions?|ask\w*|bother\w*|digest|turn|switch|stop|start|every|settings?)\b",
    re.IGNORECASE,
)
_OF_ONESELF: Final = re.compile(
    r"\b(?:i am|i'?m|i was|i live|i've moved|i moved|my|me|born|birth\w*|tall|height|cm|feet|foot|inch\w*|sex|male|female|man|"
    r"woman|profile|settings?|units?|metric|imperial|pounds?|lbs?|stones?|kilo\w*|kgs?|zone|sedentary|active|pregnan\w*|due|nursing|"
    r"breast-?feeding|name|call)\b",
    re.IGNORECASE,
)
# Without a word of the kind nobody has asked for these.
_SPOKEN_OF: Final[Mapping[str, re.Pattern[str]]] = {
    **dict.fromkeys(
        "delete_entry delete_own delete_measurement forget remove_preference cancel_job undo redo undo_import".split(),
        _OF_REMOVING,
    ),
    **dict.fromkeys("set_goal activate_goal end_goal propose_target activate_diet".split(), _OF_AIMING),
    **dict.fromkeys("commit_import start_export".split(), _OF_FILES),
    "set_coach_settings": _OF_THE_COACH,
    "edit_profile": _OF_ONESELF,
}
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_SMALL: Final = frozenset(
    "the and that this with for from not are was have has had you your user person they them she his her".split()
)


def is_asked_for(tool: str, args: Mapping[str, Any], said: Sequence[str]) -> bool:
    """Whether a call is what the person may have meant. `said`: their messages, the newest last."""
    if tool not in WRITES or tool in _ANSWERS or not said:
        return True
    newest = _own_words(said[-1])
    if plain_answer(newest) is True:
        return True
    if tool == "remember" and not _is_said(str(args.get("text", "")), said):
        return False
    if foreign_language(newest):
        return True
    spoken_of = _SPOKEN_OF.get(tool)
    if spoken_of and not any(spoken_of.search(_own_words(each)) for each in said[-_RECENT:]):
        return False
    return not only_asks(newest)


def only_asks(text: str) -> bool:
    """Whether a message is nothing but questions and courtesies, in plain English."""
    text = text.replace("’", "'")
    sentences = [sentence for sentence in _SENTENCES.split(text) if re.search(r"\w", sentence)]
    return (
        bool(sentences)
        and not _OF_WRITING.search(text)
        and all(_QUESTION.match(sentence) or _POLITE.match(sentence) for sentence in sentences)
    )


def _own_words(text: str) -> str:
    """A message without the text that is pasted into it."""
    lines = [line for line in text.replace("’", "'").splitlines() if line.strip()]
    return lines[0] if len(lines) >= _PASTED_LINES else "\n".join(lines)


def _is_said(fact: str, said: Sequence[str]) -> bool:
    """Whether half of a fact's words, at least, are among those that the person has used."""
    words = _words(fact)
    return not words or 2 * len(words & _words(" ".join(said))) >= len(words)


def _words(text: str) -> set[str]:
    return {stem(word) for word in _WORD.findall(fold(text))} - _SMALL
