"""Words that tell apart wishes about the same things: to begin or to end, to ask or to tell."""

import re
from collections.abc import Mapping
from typing import Final

from agents.offline.intents.intent import Intent

_ENDS: Final = re.compile(
    r"\b(?:end (?:my|the|this|that|it)|stop|drop|cancel|quit|abandon|remove|delete|scrap|bin|ditch|forget|erase|clear|wipe|"
    r"withdraw|revert|undo|"
    r"reverse|"
    r"throw(?: \w+){0,2} (?:out|away)|rid|over with|done with|had (?:it|enough)|give up|giving up|gave up|come off|coming off|"
    r"take (?:\w+ ){0,4}(?:off|out|away|back)|strike|unfavou?rite|unstar|unmark|no longer|(?:any ?more|any longer)|"
    r"not (?:a favou?rite|my)|"
    r"isn'?t|aren'?t|don'?t|doesn'?t|not|never mind|outgrown|grew out|negative|fine|okay|ok|again)\b",
    re.IGNORECASE,
)
# What was measured goes by a word for that alone: "I don't want to see 85 again" deletes nothing.
_REMOVES: Final = re.compile(
    r"\b(?:delet\w*|delte|remov\w*|remvoe|rmv|erase|scrap|bin|ditch|drop|kill|chuck|unlog|forget|ignore|disregard|discard|clear|"
    r"wipe|cancel|undo|void|scratch|strike|withdraw|throw(?: \w+){0,3} (?:out|away)|rid|gone|lose (?:it|the|that)|"
    r"(?:take|get|leave|cross|pull|keep)(?: [\w.,']+){0,6} (?:off|out|away|back)|(?:can|should|must|to|may) go|out(?: please)?\W*$|"
    r"should(?:n't| not) (?:be|count)|(?:wasn't|was not|isn't|is not|not) (?:me|mine|my)|"
    r"(?:don't|dont|do not) (?:count|keep|want .* in there))\b",
    re.IGNORECASE,
)
# What is to be had back, or done again: "on second thought undo that" is none of it.
_HAVES_BACK: Final = re.compile(
    r"\b(?:redo\w*|re-?(?:add|log|do|apply|enter|instate)\w*|back|again|restor\w*|keep|kept|stays?|after all|un-?undo\w*|undid|"
    r"undone|"
    r"undoing|undo\b.*\b(?:undo|wrong|mistake|accident|many|needed)|(?:wrong|mistake|accident|didn't mean|no|not|don't|cancel|"
    r"forget|"
    r"ignore|scrap|reverse|revert|take)\b.*\bundo|(?:i|we) (?:did|do|want)|was (?:right|fine|good|correct|better))\b",
    re.IGNORECASE,
)
_ASKS: Final = re.compile(
    r"\?\s*$|^\W*(?:so |and |hey |ok |tell me |show |list |give |what|which|who|when|where|why|how|is|are|am|do|does|did|"
    r"have|has|"
    r"can|could|will|would|should|any|remind me|check|see|my |current|latest)(?!n't|n’t)",
    re.IGNORECASE,
)
_MENDS: Final = re.compile(
    r"\b(?:typo|wrong|mistake|mistyped|misread|correct(?:ion)?|should(?:'ve| have)? (?:be|been|say|read)|meant|instead|"
    r"not \d|change|fix|"
    r"edit|update|mend|actually|sorry|oops|rather|amend|adjust|was really|make (?:it|that|the|my))\b",
    re.IGNORECASE,
)
# Who asks whether a thing is so, or whether to do it, wants nothing written; "can you …" does.
_QUESTION: Final = re.compile(
    r"^\W*(?:what|which|how|when|why|who|where|should|(?:is|was|are|were|did|do|does|have|has) "
    r"(?:i|we|you|my|the|it|that|this|there|yesterday|today|\w+day|(?:about |around |only )?\d[\d.,]*)\b|"
    r"(?:can|could|may) (?:i|we) (?:still |really |also )*"
    r"(?:have(?! (?:an?|my|the|another) (?:\w+ )?(?:target|goal|limit|diet|plan))|eat|drink|afford|manage|get away)\b)",
    re.IGNORECASE,
)
# What a question may want: to be told of something.
_ANSWERED: Final = ("ask_", "list_own", "suggest", "recall_meal", "shopping", "jobs")
_FIGURE: Final = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|stone)\b", re.IGNORECASE)
_NEEDS: Final[Mapping[Intent, re.Pattern[str]]] = {
    Intent.END_GOAL: _ENDS,
    Intent.END_DIET: _ENDS,
    Intent.UNDO_IMPORT: _ENDS,
    Intent.REMOVE_PREFERENCE: _ENDS,
    Intent.UNSET_FAVOURITE: _ENDS,
    Intent.DELETE_MEASURE: _REMOVES,
    Intent.REDO: _HAVES_BACK,
    Intent.DELETE_OWN: _ENDS,
    Intent.FORGET: _ENDS,
    Intent.ASK_GOAL: _ASKS,
    Intent.ASK_TARGET: _ASKS,
    Intent.ASK_DIETS: _ASKS,
    Intent.ASK_MEASURE: _ASKS,
    Intent.ASK_ACTIVITY: _ASKS,
    Intent.ASK_PREFERENCES: _ASKS,
    Intent.ASK_MEMORY: _ASKS,
    Intent.ASK_PLAN: _ASKS,
    Intent.ASK_IMPORT: _ASKS,
    Intent.MEND_MEASURE: _MENDS,
    Intent.MEND_ACTIVITY: _MENDS,
    Intent.LOG_MEASURE: _FIGURE,
    Intent.LOG_ACTIVITY: _FIGURE,
    Intent.SET_TARGET: _FIGURE,
    Intent.SET_MEASURE: _FIGURE,
    Intent.CREATE_FOOD: _FIGURE,
}
# What such a word stands against.
_BEGINS: Final = frozenset(
    {
        Intent.SET_GOAL,
        Intent.ACTIVATE_GOAL,
        Intent.SAVE_DIET,
        Intent.ACTIVATE_DIET,
        Intent.SET_FAVOURITE,
        Intent.LOG_ACTIVITY,
        Intent.LOG_MEASURE,
        Intent.PLAN_MEAL,
    }
)
_STRONG_END: Final = re.compile(
    r"\b(?:end (?:my|the|this|that|it)|stop|drop|cancel|quit|abandon|remove|delete|scrap|bin|ditch|forget|erase|rid|"
    r"done with|give up|giving up|"
    r"had (?:it|enough))\b",
    re.IGNORECASE,
)


# "Diet, not regular" ends nothing: it says of which kind something was.
_CONTRAST: Final = re.compile(r"^\W*(?:\w+ ){0,2}\w+, not (?:\w+ ?){1,3}\W*$", re.IGNORECASE)


# The figures and letters of an id are nobody's weight, and who names one tells of a row, mostly another's, and not of themselves.
_AN_ID: Final = re.compile(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b", re.IGNORECASE)


def fits(intent: Intent, text: str) -> bool:
    """Whether a text has the word that its family's other intents lack."""
    if (_QUESTION.match(text) or _AN_ID.search(text)) and not intent.startswith(_ANSWERED):
        return False
    if intent in _BEGINS and _STRONG_END.search(text):
        return False
    needed = _NEEDS.get(intent)
    if needed is _ENDS and _CONTRAST.match(text):
        return False
    return needed is None or bool(needed.search(text))
