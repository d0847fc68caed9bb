"""From a person's message to what they want: a list of steps. Pure; what the words mean for the diary is the planner's "
"business."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from agents.offline.activity_words import fixes_in, read_not_done
from agents.offline.admitted import with_what_it_was
from agents.offline.amending import read_change
from agents.offline.asked_ahead import asked_ahead
from agents.offline.asking import is_setting, read_supposed
from agents.offline.beside_meals import read_beside, told_beside
from agents.offline.clauses import clauses, command, is_greeting, plain, sentences, without_courtesy
from agents.offline.deleting import denies_and_orders, read_delete, read_denial, read_sparing
from agents.offline.diary_questions import read_diary_question
from agents.offline.eaten import (
    KIN,
    PAST,
    denies_a_meal,
    is_advice,
    was_taken_away,
)
from agents.offline.facts import facts_first, facts_in
from agents.offline.idioms import is_idiom, is_rest
from agents.offline.indirect import directly
from agents.offline.joining import append
from agents.offline.language import foreign_language
from agents.offline.marks import less_and_less, without_marks
from agents.offline.mood import Mood, Spoken, spoken_of
from agents.offline.naming import target_in
from agents.offline.owning import read_own, read_own_message
from agents.offline.pasted import is_pasted, without_quotes
from agents.offline.plainly import plainly
from agents.offline.repeating import read_repeat
from agents.offline.roundabout import as_ones_own, had_of_anothers, may_be_a_meal, straightened
from agents.offline.skills import read_wish
from agents.offline.skills.exchange import DoImport
from agents.offline.skills.goal_kinds import with_its_goal
from agents.offline.skills.measurement_words import LogMeasures, read_log
from agents.offline.skills.memories import Forget
from agents.offline.skills.menus import read_menu
from agents.offline.skills.moving import measured
from agents.offline.skills.plan_changes import read_skip_of
from agents.offline.skills.plan_words import read_whole_plan
from agents.offline.skills.recipe_words import read_message
from agents.offline.skills.sports import behind_its_praise
from agents.offline.slips import puts_right
from agents.offline.stating import is_one_uncounted, names_food, read_statement
from agents.offline.steps import (
    AskDay,
    Change,
    Choose,
    Foreign,
    Log,
    LookUp,
    Payload,
    Remark,
    Restore,
    Step,
    Undo,
    Why,
)
from agents.offline.tags import without_tag
from agents.offline.taking_back import UNDO_THEN, read_taking_back
from agents.offline.texting import spelled
from agents.offline.topics import about, corrections_in, listed_fixes, topic_of
from agents.offline.turning import at_its_turns
from agents.offline.twice import read_twice
from agents.offline.understanding import sets_a_record_right, understand
from agents.offline.unknown_amounts import amount_unknown
from agents.offline.water_told import as_drunk
from agents.offline.whole import read_whole
from agents.offline.wishes import apart
from fithub.core.clock import LocalMoment

# Nobody corrects, deletes or asks in a longer sentence; a meal may be told in one.
LONGEST_WISH: Final = 400
# "My wife and I had soup" is about what I had.
_COMPANY: Final = re.compile(
    rf"^(?:(?:me|i) and (?:my |the |our |a )?(?:\w+ )?(?:{KIN}|[A-Z][a-z]+)|(?:my |the |our |a )?(?:\w+ )?(?:{KIN}|[A-Z][a-z]+)"
    r" and (?:i|me|myself))\b",
    re.IGNORECASE,
)
# "How many calories in a mango? I had one at 11."
_HAD_ONE_THEN: Final = re.compile(
    r"^(?:(?:and|because|cause|so) )*i(?:'ve| have)? (?:just )?(?:had|ate|eaten|drank) (?:one|it|that)"
    r"(?P<rest>(?: (?:at|around|for|this|today|just|yesterday|"
    r"earlier|last|after|with)\b.*)?)$",
    re.IGNORECASE,
)
# "Couldn't resist the samosas. Had 3."
_SO_MANY: Final = re.compile(
    r"^(?:(?:and|i|then|only|just|must have) )*(?:had|ate|eaten|took) (?:about |maybe |only |just )*"
    r"(?P<count>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|a dozen)(?: of (?:them|those|'em))?\W*$",
    re.IGNORECASE,
)
# "We shared a large pizza, I ate 3 slices".
_SO_MANY_PIECES: Final = re.compile(
    r"^(?:(?:and|but|so|then) )*(?:i )?(?:(?:only|just|then) )*(?:had|ate|eaten|took|got) (?:about |maybe |only |just )*"
    r"(?P<count>(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight) (?:slices?|pieces?|wedges?|squares?))"
    r"(?: of (?:it|that|them))?\W*$",
    re.IGNORECASE,
)
_OF_A_WHOLE: Final = re.compile(
    r"^(?:(?:i|we|me and [\w ]{2,20}|my [\w ]{2,20} and i)(?:'ve| have)? )?(?:(?:all|both|just) )*"
    r"(?:shared|split|halved|ordered|got|had) "
    r"(?:an?|the|our|one) (?P<food>(?!.*\b(?:and|plus)\b)(?:(?!(?:with|between|among|for|at|in)\b)[\w'-]+ ?){1,5}?)"
    r"(?: (?:with|between|among) (?:(?:my|the|a|two|three|all)\b[\w ]{2,24}?|us|[A-Z]\w+))?(?P<rest> (?:for|at) [\w ]{4,20})?\W*$",
    re.IGNORECASE,
)
_I_MEAN: Final = re.compile(r"^\W*(?P<what>[^?]+?)[\s,]+i (?:mean|meant)\W*$", re.IGNORECASE)
# Everything that is known of somebody, which no words in a chat delete.
_THE_ACCOUNT: Final = re.compile(
    r"^(?:i (?:want|wish|would like|'d like|need) to |can you |please )*(?:delete|remove|erase|close|cancel|deactivate|wipe)"
    r" (?:my (?:fithub |whole |entire |user )*(?:account|profile)|(?:all |all of )?my (?:personal )?data|all (?:the )?data "
    r"(?:about|on|of) me)(?: please| now| permanently| for good| forever)*\W*$",
    re.IGNORECASE,
)
_CHOICE: Final = re.compile(
    r"^(?:i (?:mean|meant) )?(?:(?:the |that |number )?(?:first|second|third|fourth|fifth|last|latest|newest|later|earlier|"
    r"newer|older)(?: one| entry)?"
    r"|both|all|everything|(?:both|all|all \w+) of (?:them|those|these)|(?:all|both) (?:entries|ones)"
    r"|(?:the )?(?:one |ones )?(?:from |at |for )?(?:breakfast|brunch|lunch|dinner|supper|snack)(?: one)?)$",
    re.IGNORECASE,
)
# "What was for dinner": asked, with or without a mark.
_ASKS: Final = re.compile(
    r"^(?:(?:what|who|where)(?:'s|s)?(?: (?:is|was|are|were|did|do|does|have|has|can|should|for|in|on)\b|(?<=s) )|"
    r"when (?:did|was|is|do)\b|how (?:much|many|often|far|long)\b)",
    re.IGNORECASE,
)
_IT_WAS: Final = re.compile(
    r"^(?:actually |only |just )*(?:(?:it|that|this)(?:'s| was| is| took| lasted| should be)|make (?:it|that)|i did|"
    r"(?:my |the )?(?:\w+ )?(?:watch|fitbit|garmin|strava|tracker|treadmill|machine|app|bike computer|phone)"
    r" (?:says|said|shows|"
    r"showed|counted|counts|gives|gave|has|reckons|recorded)(?: it(?: was|'s)?| i (?:did|burned|burnt))?)\b"
    r"(?: actually| only| just| more like| about| was| that)*\W*(?=[\d]|half|an? hour|three quarters)",
    re.IGNORECASE,
)
# "4k in 25 min": nobody says of what.
_SO_FAR_IN: Final = re.compile(
    r"^\W*(?:did |it was )?\d[\d.,]* ?(?:kms?|k|miles?|mi) in \d[\d.:,]*(?: ?(?:min(?:ute)?s?|h|hours?|hrs?))?\W*$",
    re.IGNORECASE,
)
# Whatever else a message says: "my sister had my sandwich, so log nothing".
_LOG_NOTHING: Final = re.compile(
    r"\b(?:(?:log|record|track|write|add|count|save) nothing|(?:don'?t|do not|no need to) (?:log|record|track|write|add|count|save)"
    r" (?:anything|any of (?:it|this|that|these)))\b(?! (?:else|more|but|except|for|at|from|in|with|after|before|until)\b)",
    re.IGNORECASE,
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
    # No plan has an activity in it that was not done.
    skipped = None if read_not_done(message, now) else read_skip_of(message, now)
    own = read_message(message) or read_own_message(message) or skipped
    if own is not None:
        return [own]
    language = foreign_language(message)
    if language:
        return [Foreign(language, message)]
    told = without_quotes(message)
    if told != message and not any(character.isalnum() for character in told):
        return [Remark(Why.PASTED)]
    steps: list[Step] = []
    for run in asked_ahead(with_what_it_was(with_its_goal(sentences(told) or [told])), now):
        for step in [run] if isinstance(run, LookUp) else _read_sentences(run, now):
            append(steps, step)
    if _LOG_NOTHING.search(message):
        steps = [Remark(Why.NOT_EATEN) if isinstance(step, Log) else step for step in steps]
    if is_pasted(message):
        steps = [Remark(Why.PASTED) if isinstance(step, Log) else step for step in steps]
    meant = [
        step for step in steps if not (isinstance(step, Remark) and step.why in {Why.GREETING, Why.THANKS, Why.REMARK})
    ]
    return facts_first(meant) or steps[:1]


def _read_sentences(told: Sequence[str], now: LocalMoment) -> Iterator[Step]:
    parts = [part for sentence in told for part in without_tag(sentence, now)]
    for spoken in spoken_of(
        [directly(straightened(plainly(as_drunk(spelled(behind_its_praise(each)))))) for each in parts]
    ):
        yield from _read_spoken(spoken, now)


def _read_spoken(spoken: Spoken, now: LocalMoment) -> list[Step]:
    """The steps of sentences that are meant in one way. Nothing is written of what is only supposed, or in another's diary."""
    match spoken.mood:
        case Mood.ANOTHERS:
            return [Remark(Why.ANOTHERS, spoken.text)]
        case Mood.SUPPOSED:
            return [read_supposed(spoken.text, now) or Remark(Why.NOT_YET, spoken.text)]
    steps: list[Step] = []
    for sentence in spoken.sentences:
        amended = _about_topic(sentence, now)
        for step in amended:
            append(steps, step)
        if not amended:
            _read_sentence(sentence, steps, now)
    return steps or _read_clause(spoken.text, now)


def _about_topic(sentence: str, now: LocalMoment) -> list[Step]:
    """The corrections of what a sentence names first; none where it names nothing so."""
    topic = topic_of(without_courtesy(sentence), now)
    if topic is None or _is_one_wish(sentence, now):
        return []
    steps: list[Step] = []
    listed = listed_fixes(topic.rest) if topic.of_fixes else []
    for each in listed or [topic.rest]:
        _read_sentence(each, steps, now)
    return about(topic, steps) or []


def _read_sentence(sentence: str, steps: list[Step], now: LocalMoment) -> None:
    """Add the steps of a sentence to those before it."""
    meant = _I_MEAN.match(sentence) if len(sentence) <= LONGEST_WISH else None
    asked = steps[-1] if steps else None
    if meant is not None and (isinstance(asked, LookUp | AskDay) or asked == Remark(Why.OFF_TOPIC)):
        # "Would two be a lot? Two slices of toast I mean": that puts the question right, and no entry.
        if not isinstance(asked, AskDay) and names_food(meant["what"], now):
            steps[-1] = replace(asked, text=meant["what"]) if isinstance(asked, LookUp) else LookUp(meant["what"])
        return
    whole = _is_one_wish(sentence, now)
    told = without_courtesy(sentence)
    several = fixes_in(told) or ([] if whole else corrections_in(told))
    parts = several or facts_in(sentence, now) or ([sentence] if whole else _clauses_of(sentence))
    for clause in parts:
        for part in [clause] if several or _is_one_wish(clause, now) else apart(clause, now):
            for step in _with_doubt(part, steps, now):
                append(steps, step)


def _clauses_of(sentence: str) -> list[str]:
    return [as_ones_own(clause) for part in at_its_turns(sentence) for clause in clauses(part, company=_COMPANY)]


def _with_doubt(clause: str, before: list[Step], now: LocalMoment) -> list[Step]:
    """The steps of a clause, where it leaves no doubt; what it says against the meal told before it is taken from `before`."""
    last = before[-1] if before else None
    had_one = _HAD_ONE_THEN.match(clause)
    if had_one is not None and isinstance(last, LookUp):
        return [Log(f"I had {last.text}{had_one['rest']}")]
    if was_taken_away(clause) and read_delete(command(without_courtesy(clause)), now) is None:
        denied = None if before else read_denial(without_courtesy(clause), now)
        if denied is not None:
            # "Didn't have the fries in the end", where they were logged before.
            return [denied]
        if isinstance(last, Log):
            before.pop()
        return [Remark(Why.NOT_EATEN, clause)]
    so_many = _SO_MANY.match(clause)
    if so_many is not None and isinstance(last, Log) and is_one_uncounted(last.text, now):
        before[-1] = replace(last, text=f"{last.text.rstrip(' .!')}, {so_many['count']}")
        return []
    pieces = _SO_MANY_PIECES.match(clause)
    whole = _OF_A_WHOLE.match(last.text) if pieces is not None and isinstance(last, Log) else None
    if pieces is not None and whole is not None and isinstance(last, Log):
        before[-1] = replace(last, text=f"I had {pieces['count']} of {whole['food']}{whole['rest'] or ''}")
        return []
    said = amount_unknown(clause)
    if said is None or isinstance(read_wish(command(without_courtesy(clause)), now), Forget):
        # "Don't remember that I hate olives" tells of no amount.
        return _read_clause(clause, now)
    if not any(character.isalnum() for character in said) or not names_food(said, now):
        if isinstance(last, Log):
            before[-1] = replace(last, unsure=True)
            return []
        return _read_clause(clause, now)
    return [replace(step, unsure=True) if isinstance(step, Log) else step for step in _read_clause(said, now)]


def _is_one_wish(sentence: str, now: LocalMoment) -> bool:
    """Whether a sentence stays whole: it tells several measures, or what was wrong with one."""
    if len(sentence) > LONGEST_WISH:
        return False
    order = command(without_courtesy(sentence)).strip(" ,.!?:;")
    told = read_log(order, now)
    several = isinstance(told, LogMeasures) and len(told.measures) > 1
    bare = without_marks(order)
    if isinstance(read_taking_back(sentence.strip(" ,.!?:;)("), order), Restore):
        # "I ate it, bring the banana back".
        return True
    if read_whole_plan(order, now) is not None or read_menu(order, now) is not None:
        return True
    return several or (
        told_beside(order, now) is not None
        or read_sparing(bare, now) is not None
        or denies_and_orders(sentence.strip(), now)
        or puts_right(bare, now)
        or sets_a_record_right(sentence)
    )


def _read_clause(clause: str, now: LocalMoment) -> list[Step]:
    return understand(clause, now, _by_pattern)


def _by_pattern(clause: str, now: LocalMoment) -> list[Step]:
    said = without_courtesy(clause)
    bare = said.strip(" ,.!?:;)(")
    order = command(said)
    if not bare:
        return [Remark(Why.UNCLEAR, clause)]
    if is_greeting(bare) or is_rest(bare) or _THE_ACCOUNT.match(order):
        return [Remark(Why.GREETING if is_greeting(bare) else Why.REMARK if is_rest(bare) else Why.ACCOUNT)]
    at_once = read_not_done(said, now) or read_whole_plan(order, now) or read_twice(said, now)
    if at_once is not None:
        return [at_once]
    whole = clause.strip(" ,.!?:;)(")
    taken_back = read_taking_back(bare, order)
    if taken_back is not None:
        # "Undo the import" is about that one, however old it is.
        wish = read_wish(order, now) if isinstance(taken_back, Undo) and not taken_back.here else None
        return [wish if wish is not None and (taken_back == Undo() or isinstance(wish, DoImport)) else taken_back]
    answered = read_whole(bare, whole)
    if answered is not None:
        return [answered]
    moved = read_beside(said, order, now) if len(said) <= LONGEST_WISH else None
    if moved is not None:
        return [moved]
    if len(said) <= LONGEST_WISH and (own := read_own(order, now) or _wish(order, said, now)) is not None:
        return [own]
    if _CHOICE.match(bare):
        return [Choose(target_in(bare, now))]
    then = UNDO_THEN.match(said)
    if then is not None:
        rest = then["rest"]
        while (more := UNDO_THEN.match(rest)) is not None:
            rest = more["rest"]
        if read_change(rest, command(rest), now) is None:
            return [Undo(), *_read_clause(rest, now)]
    return [_beyond_food(said) or _diary_step(said, order, now)]


def _beyond_food(said: str) -> Remark | None:
    """A clause that is about no food at all: code, a turn of phrase."""
    if (_CODE.search(said) and not PAST.search(said)) or _SO_FAR_IN.match(said):
        return Remark(Why.UNCLEAR, said)
    return Remark(Why.REMARK) if is_idiom(said) else None


def _diary_step(said: str, order: str, now: LocalMoment) -> Step:
    if len(said) > LONGEST_WISH:
        return read_statement(said, order, now)
    return _amendment(said, order, now) or read_diary_question(said, order, now) or read_statement(said, order, now)


def _wish(order: str, said: str, now: LocalMoment) -> Step | None:
    """What a skill reads in an order, or in the whole: "I want to put on 3 kg" is no order to put something down."""
    return read_wish(order, now) or (read_wish(said, now) if said != order else None)


def _amendment(said: str, order: str, now: LocalMoment) -> Step | None:
    delete = read_delete(order, now) or read_delete(command(without_marks(order)), now) or read_denial(said, now)
    if delete is not None:
        return delete
    if order == said and (said.rstrip().endswith("?") or _ASKS.match(said)):
        return None
    repeat = read_repeat(order.strip(" .!?"), now)
    if repeat is not None:
        return repeat
    if denies_a_meal(said) or is_setting(said) or had_of_anothers(said) or is_advice(said):
        return None
    change = read_change(said, order, now) or _moved_otherwise(said)
    if change is not None and change.or_log is None and may_be_a_meal(said) and names_food(said, now):
        return replace(change, or_log=Log(said))
    return change


def _moved_otherwise(said: str) -> Change | None:
    """ "No, it was 35 min and 300 kcal": an activity that was told is meant; of a meal nothing can be changed so."""
    told = next((words for words in less_and_less(said) if _IT_WAS.match(words)), None)
    return Change(None, Payload(), told) if told is not None and measured(told) else None
