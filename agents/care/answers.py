"""The answers that are given with care, and what no answer may say.

Each is kind, tells no amount, says where help is, and leaves the door open: what somebody ate is written down when they
tell it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from agents.care.concerns import Concern, Standing, concern_in, part, sentences, standing_with
from agents.offline.intents.guessing import guess
from agents.offline.intents.intent import Intent
from fithub.body.safety import ENERGY_FLOOR_KCAL

# A message that presses on is a short one; a longer one is read by itself.
_LONGEST_PRESSING: Final = 200
_PEOPLE: Final = (
    "Please talk to somebody now: in the United States you can call or text 988, and findahelpline.com lists a free line near you"
    " wherever you are. If you are in danger, call your emergency number."
)
_DISORDER: Final = (
    "A doctor or a registered dietitian can help, and a helpline for eating disorders (findahelpline.com lists those near you) is"
    " there to talk; you need not be sure that it is serious enough."
)
_OPEN: Final = (
    "I have written nothing down. Whenever you would like to note what you ate, just tell me; no sums needed."
)
_CARE: Final = "A doctor or a registered dietitian can help you find what is safe for you."

WORDS: Final = {
    Concern.CRISIS: (
        f"I am really sorry that it is this hard. You matter, and you do not have to carry this alone. {_PEOPLE}"
    ),
    Concern.LOW_SUGAR: (
        "That sounds like low sugar. If you can swallow, take sugar that works fast right now, juice or glucose tablets for"
        " instance, as your diabetes team has shown you, and have somebody stay with you. If there is confusion or faintness, or"
        " it does not rise, call your emergency number (112, 911) at once. I have written nothing down."
    ),
    Concern.EMERGENCY: (
        "That may be an emergency, and I cannot judge it. Please call your emergency number (112, 911) or get to"
        " a doctor now; if something was swallowed, a poison line can help at once. I have written nothing down."
    ),
    Concern.DISORDER: (
        "Thank you for telling me; that sounds heavy, and I would not want to make it heavier with figures. Your"
        f" worth is not what you eat or weigh. {_DISORDER} {_OPEN}"
    ),
    Concern.MEDICINE: (
        "I cannot say anything about medicines or insulin, neither how much nor whether to take, stop or combine"
        " them: only your doctor, diabetes team or pharmacist can, and if it is urgent they or your emergency"
        " number are who to call now. What is in the food you note I can tell you, if you ask for that alone. I"
        " have written nothing down."
    ),
    Concern.EXPECTING: (
        "During pregnancy and nursing I help nobody to eat less or to lose weight; you and the baby need the"
        " energy. Your midwife, a doctor or a registered dietitian can tell what is right for you. Noting what you"
        " eat, and showing which nutrients are in it, I gladly do. I have changed nothing."
    ),
    Concern.MINOR: (
        "While somebody is still growing I help with no weight loss and set no limits of energy; growing needs"
        " food and patience. A doctor or a registered dietitian can help if weight or food is a worry, and a parent"
        " or a school nurse is a good person to begin with. What was eaten I gladly write down. I have changed"
        " nothing."
    ),
    Concern.TOO_LITTLE: (
        "That is less than is safe for anybody without a doctor's care, so I do not plan with it or count towards"
        f" it. Eating enough is what makes a change last. {_CARE} If eating feels hard at the moment, a helpline"
        " for eating disorders (findahelpline.com) is there to talk. I have changed nothing."
    ),
    Concern.UNDERWEIGHT: (
        "By what you have told me your weight is low for your height already, so I help with no loss and set nothing"
        f" lower. {_CARE} If eating or your body is a worry, a helpline for eating disorders (findahelpline.com) is"
        " there to talk. Gaining gently I gladly plan with you. I have changed nothing."
    ),
    Concern.TOO_FAST: (
        "That is faster than is safe, so I do not help with it: what is lost so quickly is not only fat, and it"
        f" seldom stays away. {_CARE} Tell me the weight you would like, without a date, and I work out a gentle"
        " pace with you. I have changed nothing."
    ),
    Concern.ILLNESS: (
        "I am no doctor, and with an illness it matters too much to guess: your doctor or a registered dietitian"
        " can tell you what is right. I can keep the record for them: what you eat, and what is in it. I have"
        " written nothing down."
    ),
}
# How those that are said about a wish end; where a meal beside it was logged, it would not be so.
_ENDS: Final = re.compile(r" I have (?:changed nothing|written nothing down)\.$")
_WITHOUT_END: Final = {concern: _ENDS.sub("", words) for concern, words in WORDS.items()}
# Beside the others nobody thinks of their diary.
_MEAL_COUNTS: Final = frozenset(Concern) - {Concern.CRISIS, Concern.LOW_SUGAR, Concern.EMERGENCY, Concern.DISORDER}
_TELLS_A_MEAL: Final = re.compile(
    r"^(?!.*\?)(?:(?:i|i've|just|also|today) )*(?:had|ate|eaten|drank)\b|^(?!.*\?).*\bfor (?:breakfast|lunch|dinner)\W*$",
    re.IGNORECASE,
)
AGAIN: Final = (
    "I know that is not the answer you hoped for, and I stay with it, because I care how you are. Somebody who"
    " can look at your whole situation will help you better than a figure from me."
)
_PRESSES: Final = re.compile(
    r"^\W*(?:but\b|please\b|come on|just (?:tell|give|say|answer|do|the|a|this|once|roughly)\b|"
    r"ok(?:ay)?\b.{0,10}\b(?:but|just|then)|(?:purely|just|only) (?:hypo|theo)\w+|"
    r"hypothetical\w*|theoretical\w*|in theory|"
    r"for (?:a|my) (?:friend|story|novel|school|research|paper)|pretend|imagine|ignore\b|then\b|"
    r"so (?:how|what|should|can|is|just)\b|why\b|roughly|approximately|"
    r"i (?:already )?(?:know|understand|don'?t care|insist|asked|said|need|want)\b|you (?:have to|must|can|should|are (?:now|not))|"
    r"(?:give|tell) me\b|(?:how|what) (?:much|many|about|number|if)\b|it'?s (?:only|just|fine|ok|my)|"
    r"i'?m (?:fine|serious|an adult|not)|"
    r"no\b.{0,20}\b(?:really|just|tell))",
    re.IGNORECASE,
)
# A message that is nothing but a piece of the wish that was just answered: an amount, a date, a plea, a yes.
_FRAGMENT: Final = re.compile(
    r"^\W*(?:(?:like|about|around|maybe|only|just|say|ok(?:ay)?|then|and|to|at) )*"
    r"(?:\d+(?:[.,]\d+)? ?(?:kgs?|kilos?|lbs?|pounds|stones?|k?cals?|calories|units|weeks?|days?|months?|years?)"
    r"(?: (?:a|per|every) (?:day|week|month))?"
    r"|by (?:next |this |the |end of )*(?:week\w*|month|year|summer|spring|winter|autumn|christmas|\w+day|\d[\w. ]{0,10}"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)"
    r"|(?:yes|yeah|yep|sure|pls|plz|please|go on|do it|go ahead|seriously|really|i'm sure|set it|make it so)\b[\w', ]{0,25}"
    r"|(?:set|change|do|make|put|use) (?:it|that|this|them)"
    r"(?: (?:anyway|anyhow|regardless|all the same|now|please|for me|then|so))*"
    r"|(?:that|this|it) (?:should|must|has to|will|can) be (?:my|the) \w+"
    r"|(?:it'?s|that'?s) (?:only|just|for|fine|ok|my)\b.{0,40})\W*$",
    re.IGNORECASE,
)
# What stands beside that in sentences of its own: a bare figure, "now", "I'm aware of it", "the baby is fine".
_BESIDE: Final = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|yes|well|so|and|look|listen|honestly)[\s,]+)*"
    r"(?:\d[\d.,]*(?: (?:it is|then|please|now))?|(?:right )?now|today|at once|immediately|asap|quick(?:ly)?|go|do|set|"
    r"exactly|no more|"
    r"(?:i'?m|i am) (?:\w+ )?(?:aware|informed|sure|certain|ready|grown|healthy|strong|careful|pregnant|expecting|nursing|"
    r"breastfeeding)\b.{0,60}|"
    r"i (?:(?:do|really|already|fully|well|have|had) )*(?:know|understand|get|realise|realize|see|accept|heard?|read|remember|"
    r"admit)\b.{0,80}|"
    r"(?:noted|understood|fair enough|got it|agreed|granted|true|sure|maybe|whatever|so what|never mind that|"
    r"no matter)\b.{0,40}|"
    r"(?:my|the) (?:doctor|gp|midwife|baby|bump|body|little one|mum|mom|mother|coach|trainer|husband|wife|partner|friends?|"
    r"sister|nurse|scales?|health|pregnancy|condition)\b.{0,60}|"
    r"(?:it|that|this)(?:'s| is| does| doesn't| won't| will)\b.{0,60}|"
    r"(?:everyone|everybody|others|other people|people|they|she|he|we)\b.{0,60})\W*$",
    re.IGNORECASE,
)
_DIARY: Final = re.compile(
    r"\b(?:i (?:just )?(?:had|ate|drank)|for (?:breakfast|lunch|dinner)|log\b|undo\b|delete\b|remove\b)", re.IGNORECASE
)
# How a target under the floors is refused (fithub/body/safety.py).
_UNDER_THE_FLOOR: Final = "is not safe without care"
_WHOLE_FIGURE: Final = re.compile(r"(?<![\d.,])(?:\d{1,2},\d{3}|\d+)(?![\d.,]*\d)")
_FIGURE_ALONE: Final = re.compile(r"^\W*\d[\d.,]*\W*$")
_DOSES: Final = re.compile(
    r"\b\d+(?:[.,]\d+)?\s*(?:units?|iu)\b[^.!?\n]{0,20}\binsulin|\binsulin\b[^.!?\n]{0,40}\b\d+(?:[.,]\d+)?\s*(?:units?|iu)\b|"
    rf"\b(?:take|inject|double|skip|stop(?: taking)?|increase|reduce|lower)\b[^.!?\n]{{0,30}}\b{part('medicine')}",
    re.IGNORECASE,
)
_ADVISES: Final = re.compile(
    r"\b(?:aim|eat(?:ing)?|target|stick|limit|try|goal|keep|stay|go|plan)\b[^.!?\n]{0,40}?(?<![\d.,])"
    r"(?:\d{2,3}|1,?[01]\d\d)\s*(?:k?cals?|calories)\b[^.!?\n]{0,8}\b(?:(?:a|per|each|every) day|daily)\b",
    re.IGNORECASE,
)
_FIGURE: Final = r"(?:\d[\d.,]*|\w+[- ](?:hundred|thousand)(?:[- ](?:and[- ])?\w+)?)"
_ENERGY: Final = rf"{_FIGURE}(?:\s*(?:-|–|to|or)\s*\d[\d.,]*)?[\s*_]*(?:k?cals?|calories|kj|kilojoules)\b"
_ADVISES_ENERGY: Final = re.compile(
    r"\b(?:aim|eat(?:ing)?|stick|limit|tr(?:y|ying)|keep|stay|go(?:al)?|plan|deficit|cut|lose|losing|loss|need|should|could|would"
    r"|recommend\w*|suggest\w*)\b"
    rf"[^.!?\n]{{0,60}}?(?<![\d.,]){_ENERGY}",
    re.IGNORECASE,
)
_ENERGY_A_DAY: Final = re.compile(
    rf"(?<![\d.,]){_ENERGY}[\s*_]*(?:(?:a|per|each|every|/)\s*day|daily|deficit)\b", re.IGNORECASE
)
_FOR_MORE: Final = re.compile(r"\b(?:gain\w*|at least|no less than|enough|maintain\w*)\b", re.IGNORECASE)
# An answer without any of these words, and without a digit, does no harm.
WORDS_HELD: Final = frozenset("take inject double skip stop increase reduce lower kcal kcals cal cals calories".split())
_REFUSES: Final = re.compile(
    r"\b(?:not|never|no|cannot|can't|won't|unsafe|too (?:low|little|few)|isn't|less than|under)\b", re.IGNORECASE
)


_IF_SO_MANY: Final = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|hm+|so|and|but)[\s,]+)*(?:what )?if i (?:take|took|have|had|eat|ate) (?:\d{1,2}|one|two|"
    r"three|four|half|another)"
    r"(?: (?:of (?:them|it|those)|instead|slices?|pieces?|bars?|more))*\W*$",
    re.IGNORECASE,
)
# So likely has the question before to be one about a food.
_SURELY_A_FOOD: Final = 0.9


@dataclass(frozen=True, slots=True)
class Careful:
    """Words that are said with care, and what of the message tells of something eaten beside that, which is logged as ever."""

    words: str
    meal: str | None = None


def careful_answer(
    text: str, *, before: Sequence[tuple[str, str]] = (), standing: Standing | None = None
) -> Careful | None:
    """What is said to a message that is answered with care, or None for any other.

    `before`: what was said and answered until then, the newest last: a message that presses on after such an answer ("just tell
    me") is answered as firmly.
    """
    stands = standing_with(standing or Standing(), (said for said, _ in before))
    concern = concern_in(text, stands)
    if concern is Concern.MEDICINE and _goes_on_with_a_food(text, before):
        concern = None
    if concern is not None:
        meal = _meal_beside(text, stands) if concern in _MEAL_COUNTS else None
        return Careful(_WITHOUT_END[concern], meal) if meal else Careful(WORDS[concern])
    pressed = _last_concern(before)
    if pressed is None or len(text) > _LONGEST_PRESSING or not _presses_on(text) or _DIARY.search(text):
        return None
    return Careful(
        f"{AGAIN} {_PEOPLE if pressed is Concern.CRISIS else _DISORDER if pressed is Concern.DISORDER else f'{_CARE} {_OPEN}'}"
    )


def _presses_on(text: str) -> bool:
    """Whether a message insists: as a whole, or in a sentence of it beside figures, pleas and concessions."""
    if _PRESSES.match(text) or _FRAGMENT.match(text) or _FIGURE_ALONE.match(text):
        return True
    said = sentences(text)
    insisting = [each for each in said if _PRESSES.match(each) or _FRAGMENT.match(each)]
    return bool(insisting) and all(each in insisting or _BESIDE.match(each) for each in said)


def _gives_in(text: str) -> bool:
    """Whether a figure is named that is not too little."""
    figures = (Decimal(figure.replace(",", "")) for figure in _WHOLE_FIGURE.findall(text))
    return any(figure >= ENERGY_FLOOR_KCAL for figure in figures)


def _goes_on_with_a_food(text: str, before: Sequence[tuple[str, str]]) -> bool:
    """Whether "and if I take two?" is about the food of the question before, which nothing has to be said about with care."""
    return (
        bool(before)
        and _IF_SO_MANY.match(text) is not None
        and concern_in(before[-1][0]) is None
        and guess(before[-1][0]).chance(Intent.ASK_FOOD) >= _SURELY_A_FOOD
    )


def _meal_beside(text: str, standing: Standing) -> str | None:
    """The sentences that tell of something eaten and of nothing else; None where no other is left to be answered with care."""
    said = sentences(text)
    meals = [
        each
        for each in said
        if _TELLS_A_MEAL.search(each) and guess(each).is_like_a_meal and concern_in(each, standing) is None
    ]
    rest = " ".join(each for each in said if each not in meals)
    return " ".join(meals) if meals and rest else None


def harms(text: str, standing: Standing | None = None) -> list[str]:
    """What of an answer must not be said, each in a line: doses, whole days of less energy than is safe, and to somebody who is to
    be helped to no loss any energy to eat or lose by."""
    found = [(match, "is advice on a medicine") for match in _DOSES.finditer(text)]
    found += [(match, "advises less than is safe") for match in _ADVISES.finditer(text)]
    if standing is not None and standing.is_spared:
        found += [
            (match, "tells an energy to lose weight by")
            for pattern in (_ADVISES_ENERGY, _ENERGY_A_DAY)
            for match in pattern.finditer(text)
            if not _FOR_MORE.search(_sentence(text, match))
        ]
    return [f"{match.group(0)!r} {why}" for match, why in found if not _REFUSES.search(_sentence(text, match))]


def _sentence(text: str, match: re.Match[str]) -> str:
    start = max(text.rfind(mark, 0, match.start()) for mark in ".!?\n") + 1
    ends = [place for mark in ".!?\n" if (place := text.find(mark, match.end())) >= 0]
    return text[start : min(ends, default=len(text))]


def _last_concern(before: Sequence[tuple[str, str]]) -> Concern | None:
    """What the last answer was careful about, through any number of such answers in a row."""
    for _, answer in reversed(before):
        concern = next((each for each, words in _WITHOUT_END.items() if words in answer), None)
        if concern is None and _UNDER_THE_FLOOR in answer:
            concern = Concern.TOO_LITTLE
        if concern is not None or not answer.startswith(AGAIN):
            return concern
    return None
