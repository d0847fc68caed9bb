"""Messages that are one thing as a whole and want nothing of the diary: a yes, a no, thanks, a farewell, a call for help. Pure."""

import re
from typing import Final

from agents.offline.clauses import plain
from agents.offline.steps import Decide, Remark, Step, Why

_YES: Final = re.compile(
    r"^(?:yes|yep|yeah|yup|ya|sure(?: thing)?|ok(?:ay)?|correct|right|exactly|confirm(?:ed)?|go ahead|do it|"
    r"please do|of course|absolutely|fine|sounds good|perfect|"
    r"that's (?:right|correct|it|the one|fine|good)|log (?:it|that|them)|add (?:it|that|them)|looks? good|"
    r"y)(?:[\s,]+(?:please|go ahead|do it|that's (?:right|it)|log (?:it|that)|add (?:it|that)|correct))*$",
    re.IGNORECASE,
)
_SAYS_YES: Final = re.compile(
    r"^(?:yes|yep|yeah|yup|sure|ok(?:ay)?|confirm(?:ed)?|go ahead|do it|please do|of course|absolutely)\b",
    re.IGNORECASE,
)
_NO: Final = re.compile(
    r"^(?:no|nope|nah|no thanks|no thank you|don't|do not|please don't|not really|wrong|n|leave it|drop it|"
    r"don't (?:log|add|write|record|track|save) (?:it|that|this|them|anything).*)$",
    re.IGNORECASE,
)
_THANKS: Final = re.compile(
    r"^(?:(?:many |great,? )?thanks|thank you|thank u|thx|ty|cheers|much appreciated|appreciate it|awesome|great|"
    r"nice|cool|perfect|good job|well done|lovely|you're (?:great|the best|awesome))"
    r"(?:[\s,!]+(?:thanks|thank you|so much|very much|a lot|again|for (?:that|your help|the help|everything)|one|work|job|"
    r"coach|fithub|that's all|you))*$",
    re.IGNORECASE,
)
_BYE: Final = re.compile(
    r"^(?:bye|goodbye|(?:good ?)?night(?:[ -]?night)?|nighty night|see you|see ya|later|talk to you later|ciao|cya)"
    r"(?:[\s,!]+(?:bye|later|soon|then|again|tomorrow|for now|coach|fithub|all|everyone|and thanks|thanks))*$",
    re.IGNORECASE,
)
_HELP: Final = re.compile(
    r"^(?:help\b(?! me (?:lose|gain|get|reach|put|stay|keep|maintain|decide|choose|pick|find|plan)\b).{0,40}|"
    r"(?:what|how) (?:can|do|could|should) (?:you|i|we) (?:do|help|use|start|work|log|say|ask|"
    r"begin|undo|delete|change|add)\b.*|who are you|what are you|what is (?:this|fithub)|"
    r"how does (?:this|it|fithub) work|what (?:else )?can i (?:say|ask|do)|are you (?:a |an )?(?:bot|human|robot|ai|"
    r"real)\b.*|how are you\b.*|what's up|how's it going|instructions|commands|menu)$",
    re.IGNORECASE,
)

_EACH: Final[tuple[tuple[re.Pattern[str], Step], ...]] = (
    (_YES, Decide(True)),
    (_NO, Decide(False)),
    (_HELP, Remark(Why.HELP)),
    (_THANKS, Remark(Why.THANKS)),
    (_BYE, Remark(Why.FAREWELL)),
)


def read_whole(*ways: str) -> Step | None:
    """What a clause is, put in one of several ways; None where it is more than that."""
    return next((step for pattern, step in _EACH if any(pattern.match(said) for said in ways)), None)


def says_yes(text: str) -> bool:
    """Whether a message begins with a yes."""
    return bool(_SAYS_YES.match(plain(text)))
