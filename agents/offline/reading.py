"""From a person's message to what they want: a list of steps. Pure; what the words mean for the diary is the"
" planner's business."""

import re
from typing import Final

from agents.offline.amending import SLOTS, read_change, read_delete, target_in, without_marks
from agents.offline.asking import is_question, is_setting, read_question
from agents.offline.clauses import EATING, clauses, command, is_greeting, plain, without_courtesy
from agents.offline.eaten import KIN, PAST, why_not_eaten
from agents.offline.language import foreign_language
from agents.offline.owning import read_own, read_own_message
from agents.offline.skills import read_wish
from agents.offline.skills.recipe_words import read_message
from agents.offline.steps import Choose, Decide, Foreign, Log, Redo, Remark, Repeat, Step, Undo, Why
from agents.offline.understanding import understand
from agents.offline.wishes import apart
from fithub.core.clock import LocalMoment
from fithub.estimation.amounts import read_amount
from fithub.estimation.mentions import parse
from fithub.estimation.occasions import read_occasions
from fithub.estimation.tokens import tokenise
from fithub.foods.words import content_words

# Nobody corrects, deletes or asks in a longer sentence; a meal may be told in one.
LONGEST_WISH: Final = 400
# As much as one item of log_meal takes.
LONGEST_MEAL: Final = 7900
_UNDO: Final = re.compile(
    r"^(?:undo|revert|roll ?back|reverse)\b.*$"
    r"|^(?:take|put|bring|change|turn|switch) (?:that|it|this|them|those|everything|the (?:last|entry|entries).*) back\b.*$"
    r"|^(?:i )?(?:take back\b.*|take (?:that|it) back)$|^(?:restore|bring back|put back)\b.*$|^(?:go|step) back$",
    re.IGNORECASE,
)
# About what was said or done just now, if anything was.
_NEVER_MIND: Final = re.compile(
    r"^(?:scratch|strike|cancel|forget|ignore|disregard|never ?mind)"
    r"(?: (?:that|it|this|the last.*|what i said))?(?: last)?(?: one| entry)?$"
    r"|^(?:oops|whoops|no|sorry)?[\s,]*(?:not that|that was (?:a |my )?(?:mistake|wrong|an accident|an error|by accident)"
    r"|that's (?:wrong|a mistake|not right|not what i (?:meant|said|wanted|ate|had)))(?: one)?$"
    r"|^(?:i )?(?:didn't|did not) mean (?:that|to (?:log|add|delete|remove|do).*)$|^(?:oops|whoops)$",
    re.IGNORECASE,
)
_UNDO_THEN: Final = re.compile(
    r"^(?:scratch that|undo that|never ?mind|strike that|forget that|cancel that|oops)[\s,.!;:–-]+(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_REDO: Final = re.compile(
    r"^(?:redo\b.*|undo (?:the|that|my|your|last)? ?undo\b.*|re-?apply\b.*|(?:do|apply|put) (?:it|that|"
    r"them) (?:back )?again|un-?undo\b.*)$",
    re.IGNORECASE,
)
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
    r"^(?:bye|goodbye|good ?night|see you|see ya|later|talk to you later|ciao|cya)"
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
# "I had no bread"; "no sugar jam" is a food, which the estimator knows.
_ATE_NO: Final = re.compile(rf"\b(?:{EATING}) no\b", re.IGNORECASE)
_ONLY_ENERGY: Final = re.compile(
    r"\d\s*(?:k?cals?|calories|kj|kilojoules)\W*(?:$|(?:of|worth|from|for|in total)\b)", re.IGNORECASE
)
# "My wife and I had soup" is about what I had.
_COMPANY: Final = re.compile(
    rf"^(?:(?:me|i) and (?:my |the |our |a )?(?:\w+ )?(?:{KIN}|[A-Z][a-z]+)|(?:my |the |our |a )?(?:\w+ )?(?:{KIN}|[A-Z][a-z]+)"
    r" and (?:i|me|myself))\b",
    re.IGNORECASE,
)
_LOG: Final = re.compile(
    r"^(?:log|add|record|track|enter|register|include|save|count|put(?: down| in)?|write(?: down)?|note(?: down)?|"
    r"jot(?: down)?|insert)\b[\s:]*(?:that )?(?P<what>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_INTO: Final = re.compile(
    r"\s+(?:to|in|into|on|onto|under|as|for)\s+(?:a |my |the |today's |our )?"
    r"(?P<where>breakfast|brunch|lunch|dinner|supper|snacks?)\s*$",
    re.IGNORECASE,
)
_DIARY: Final = re.compile(
    r"\s+(?:to|in|into|on|onto)\s+(?:my|the|today's|our)\s+(?:food\s+)?(?:diary|log|journal|list|records?|day)\b",
    re.IGNORECASE,
)
_EATING: Final = re.compile(rf"\b(?:{EATING})\b", re.IGNORECASE)
_MEAL_WAS: Final = re.compile(
    r"^(?:\w+\s+){0,2}?(?:breakfast|brunch|lunch|dinner|supper|tea|snacks?)\b"
    r"(?: (?:today|yesterday|tonight|earlier|(?:last|this|on) \w+))?(?:\s*[:=–-]|\s+(?:was|were|is|consisted)\b|\s*,)",
    re.IGNORECASE,
)
_REPEAT: Final = re.compile(
    r"^(?:(?:i (?:had|ate|drank) |log |add |have )?(?:the )?same(?: thing| one)? again|(?:and )?(?:again|one more|"
    r"another(?: one)?|once more|ditto|repeat(?: that| it)?|(?:log|add) (?:it|that) again|same))$",
    re.IGNORECASE,
)
_CHOICE: Final = re.compile(
    r"^(?:i (?:mean|meant) )?(?:(?:the |that |number )?(?:first|second|third|fourth|fifth|last|latest|newest)(?: one| entry)?"
    r"|both|all|everything|(?:both|all|all \w+) of (?:them|those|these)|(?:all|both) (?:entries|ones)"
    r"|(?:the )?(?:one |ones )?(?:from |at |for )?(?:breakfast|brunch|lunch|dinner|supper|snack)(?: one)?)$",
    re.IGNORECASE,
)
_COPY: Final = re.compile(
    r"^(?:copy|duplicate|repeat) (?P<what>.+?)(?: (?:to|into|for|at) (?:my )?(?P<where>breakfast|brunch|lunch|"
    r"dinner|supper|snack))?$",
    re.IGNORECASE,
)
_SAME_FOR: Final = re.compile(
    r"^(?:(?:i|we) (?:had|ate|drank) |log |add |have )?(?:the )?same(?: thing| meal| food)?(?: again)? (?:for|at)"
    r" (?P<where>breakfast|brunch|lunch|dinner|supper|snack)$",
    re.IGNORECASE,
)
_CLAUSE_WORDS: Final = frozenset(
    "i you he she it they we is are am was were be been do does did can could will would should must has have what "
    "why how who when where that this these those there "
    "not don't isn't aren't it's that's i'm you're know think say said go going come tell ask ignore please because "
    "suggest recommend find search cook buy explain write create generate translate play call send open stop something".split()
)
# Words of remarks that ask for nothing.
_PRAISE: Final = frozenset(
    "it that this delicious tasty good great yummy amazing awesome lovely nice perfect hot cold bland awful"
    " terrible bad".split()
)
_NO_FOOD: Final = frozenset(
    "food meal snack something anything everything nothing stuff thing plate bite lot more seconds dish".split()
)
_CODE: Final = re.compile(
    r"--|[;'\"]\s*\)|\bselect\b.+\bfrom\b|\bdrop\s+(?:table|database)\b|\bunion\b.+\bselect\b|\b(?:insert|"
    r"delete)\s+(?:into|from)\b|[<>{}\\|=]|\b[a-z]+_[a-z_]+\b|\$\(|https?://|\bsystem prompt\b|\binstructions\b",
    re.IGNORECASE,
)


def read(text: str, now: LocalMoment) -> list[Step]:
    """The steps that a message asks for, in its order; never empty."""
    message = plain(text)
    # "Edit my porridge recipe: swap …" is no recipe of that name.
    own = read_message(message) or read_own_message(message)
    if own is not None:
        return [own]
    language = foreign_language(message)
    if language:
        return [Foreign(language, message)]
    steps: list[Step] = []
    for clause in clauses(message, company=_COMPANY) or [message]:
        for part in apart(clause):
            for step in _read_clause(part, now):
                _append(steps, step)
    meant = [
        step for step in steps if not (isinstance(step, Remark) and step.why in {Why.GREETING, Why.THANKS, Why.REMARK})
    ]
    return meant or steps[:1]


def says_yes(text: str) -> bool:
    """Whether a message begins with a yes."""
    return bool(_SAYS_YES.match(plain(text)))


def _append(steps: list[Step], step: Step) -> None:
    """Add a step; sentences about what was eaten that follow one another are one meal."""
    match (steps[-1] if steps else None), step:
        case Log(slot=None) as before, Log(slot=None) if len(before.text) + len(step.text) < LONGEST_MEAL:
            steps[-1] = Log(f"{before.text}. {step.text}", None, before.certain or step.certain)
        case Remark(why=Why.UNCLEAR) as before, Remark(why=Why.UNCLEAR):
            steps[-1] = Remark(Why.UNCLEAR, f"{before.said} {step.said}")
        case _ if step not in steps or not isinstance(step, Remark):
            steps.append(step)


def _read_clause(clause: str, now: LocalMoment) -> list[Step]:
    return understand(clause, now, _by_pattern)


def _by_pattern(clause: str, now: LocalMoment) -> list[Step]:
    said = without_courtesy(clause)
    bare = said.strip(" ,.!?:;)(")
    order = command(said)
    if not bare:
        return [Remark(Why.UNCLEAR, clause)]
    if is_greeting(bare):
        return [Remark(Why.GREETING)]
    whole = clause.strip(" ,.!?:;)(")
    for pattern, step in _WHOLE:
        if pattern.match(without_marks(order)) if step in _ORDERS else pattern.match(bare) or pattern.match(whole):
            # "Undo the import" is about that one, however old it is.
            return [(read_wish(order, now) if step == Undo() else None) or step]
    if len(said) <= LONGEST_WISH and (own := read_own(order, now) or _wish(order, said, now)) is not None:
        return [own]
    if _CHOICE.match(bare):
        return [Choose(target_in(bare, now))]
    then = _UNDO_THEN.match(said)
    if then is not None:
        rest = then["rest"]
        while (more := _UNDO_THEN.match(rest)) is not None:
            rest = more["rest"]
        if read_change(rest, command(rest), now) is None:
            return [Undo(), *_read_clause(rest, now)]
    if _CODE.search(said) and not PAST.search(said):
        return [Remark(Why.UNCLEAR, clause)]
    if len(said) > LONGEST_WISH:
        return [_statement(said, order, now)]
    return [_amendment(said, order, now) or _question(said, order, now) or _statement(said, order, now)]


def _wish(order: str, said: str, now: LocalMoment) -> Step | None:
    """What a skill reads in an order, or in the whole: "I want to put on 3 kg" is no order to put something down."""
    return read_wish(order, now) or (read_wish(said, now) if said != order else None)


def _amendment(said: str, order: str, now: LocalMoment) -> Step | None:
    delete = read_delete(order, now) or read_delete(command(without_marks(order)), now)
    if delete is not None:
        return delete
    if said.rstrip().endswith("?") and order == said:
        return None
    repeat = _repeat(order.strip(" .!?"), now)
    if repeat is not None:
        return repeat
    if is_setting(said):
        return None
    return read_change(said, order, now)


def _question(said: str, order: str, now: LocalMoment) -> Step | None:
    asked = order if order != said else said
    if not is_question(asked) or (_LOG.match(order) and order != said):
        return None
    if _LOG.match(order) and not order.endswith("?"):
        return None
    return read_question(said, asked, now) or Remark(Why.OFF_TOPIC if not is_setting(said) else Why.SETTING)


def _statement(said: str, order: str, now: LocalMoment) -> Step:
    if _ONLY_ENERGY.search(said):
        return Remark(Why.CALORIES)
    log = _LOG.match(order)
    if log is not None and not is_setting(order):
        return _logged(log["what"])
    if is_setting(said):
        return Remark(Why.SETTING)
    why = why_not_eaten(said)
    if why is not None:
        return Remark(why, said)
    if not _EATING.search(said) and not _MEAL_WAS.match(said):
        return _bare(said, now)
    if _names_food(said, now):
        return Log(said)
    return Remark(Why.NOT_EATEN if _ATE_NO.search(said) else Why.UNCLEAR, said)


def _bare(said: str, now: LocalMoment) -> Step:
    """Food words without a verb: "2 eggs and toast". A sentence about something else is no meal."""
    tokens = tokenise(said)
    occasions = read_occasions(tokens, now)
    taken = {place for each in occasions for place in range(each.start, each.end)}
    lows = {token.low for place, token in enumerate(tokens) if place not in taken}
    if not _names_food(said, now) or lows & _CLAUSE_WORDS:
        return Remark(Why.REMARK if lows & _PRAISE else Why.UNCLEAR, said)
    amounts = any(read_amount(tokens, place) for place in range(len(tokens)))
    return Log(said, None, certain=amounts or bool(occasions))


def _names_food(said: str, now: LocalMoment) -> bool:
    """Whether anything is named that may be a food; "something" and "my plate" are none."""
    words = {word for mention in parse(said, now).mentions for word in content_words(mention.food)}
    return bool(words - _NO_FOOD)


def _logged(what: str) -> Log:
    """What an order to log names, and the meal that it is to go to."""
    what = _DIARY.sub(" ", what)
    into = _INTO.search(what)
    if into is None:
        return Log(what.strip())
    return Log(what[: into.start()].strip(), SLOTS.get(into["where"].lower()))


def _repeat(order: str, now: LocalMoment) -> Repeat | None:
    if _REPEAT.match(order):
        return Repeat()
    more = re.match(
        r"^(?:(?:i (?:had|ate|drank) |log |add |have )?)(?P<amount>(?:one|two|three|four|\d+) more(?: \w+)?|another \w+)$",
        order,
        re.IGNORECASE,
    )
    if more is not None:
        text = re.sub(r"\b(?:more)\b", "", more["amount"], flags=re.IGNORECASE)
        read_one = read_amount(tokenise(text), 0)
        if read_one is not None and not parse(text, now).mentions:
            return Repeat(read_one[0].number.value, read_one[0].unit.name if read_one[0].unit else None)
    copied = _COPY.match(order)
    if copied is not None and (target := target_in(copied["what"], now)).words:
        return Repeat(target=target, into=SLOTS[copied["where"].lower()] if copied["where"] else None)
    same = _SAME_FOR.match(order)
    if same is not None:
        return Repeat(into=SLOTS[same["where"].lower()])
    return None


_ORDERS: Final = (Undo(), Redo(), Undo(softly=True))
_WHOLE: Final[tuple[tuple[re.Pattern[str], Step], ...]] = (
    (_REDO, Redo()),
    (_UNDO, Undo()),
    (_NEVER_MIND, Undo(softly=True)),
    (_YES, Decide(True)),
    (_NO, Decide(False)),
    (_HELP, Remark(Why.HELP)),
    (_THANKS, Remark(Why.THANKS)),
    (_BYE, Remark(Why.FAREWELL)),
)
