"""What people say of eating in slang and by slips, put so that the rest can read it.

"Yesturday I necked two pints" is told as "yesterday I had two pints". Whether it was eaten, and by whom, is judged afterwards.
"""

import re
from difflib import get_close_matches
from typing import Final

from agents.offline.eaten import KIN
from agents.offline.mistyped import with_orders_mended
from agents.offline.vocabulary import with_marks

# What is mistyped often: words around a meal, and the commonest foods; other names of foods are the search's to understand.
_OFTEN: Final = {
    "wit": "with", "wiht": "with", "wih": "with", "wth": "with", "adn": "and", "nad": "and", "annd": "and", "teh": "the",
    "hte": "the", "ov": "of", "fro": "for", "fir": "for", "jsut": "just", "juts": "just", "hd": "had", "hda": "had",
    "drinked": "drank", "drunked": "drank", "aet": "ate", "eated": "ate", "eet": "ate", "smal": "small", "samll": "small",
    "larg": "large", "lrg": "large", "lunhc": "lunch", "luch": "lunch", "lucnh": "lunch", "dinnr": "dinner",
    "dinenr": "dinner", "diiner": "dinner", "brekfast": "breakfast", "ystrday": "yesterday", "2day": "today",
    "2nite": "tonight", "tonite": "tonight", "yday": "yesterday", "2moro": "tomorrow", "tmrw": "tomorrow",
    "tmr": "tomorrow", "mornin": "morning", "bfast": "breakfast", "b'fast": "breakfast", "bkfst": "breakfast",
    "woth": "with", "whit": "with", "wirh": "with", "ans": "and", "slize": "slice", "slce": "slice", "peice": "piece",
    "peices": "pieces", "glas": "glass", "egs": "eggs", "eegs": "eggs", "tost": "toast", "boild": "boiled",
    "chiken": "chicken", "chikn": "chicken", "chickn": "chicken", "brest": "breast", "samlon": "salmon", "salmn": "salmon",
    "bannana": "banana", "banan": "banana", "aple": "apple", "appel": "apple", "chese": "cheese", "cheeze": "cheese",
    "sandwhich": "sandwich", "sandwitch": "sandwich", "coffe": "coffee", "cofee": "coffee", "potatos": "potatoes",
    "tomatos": "tomatoes", "yoghert": "yoghurt", "yougurt": "yogurt", "yogurth": "yogurt", "brocolli": "broccoli",
    "brocoli": "broccoli", "spagetti": "spaghetti", "bolognase": "bolognese", "n": "and", "gramms": "grams",
    "gramm": "grams", "grms": "grams", "gms": "grams", "mls": "ml", "coked": "cooked", "brekkie": "breakfast",
    "brekky": "breakfast", "brekkies": "breakfast", "dindins": "dinner", "fr": "for", "botle": "bottle", "cuo": "cup",
    "pices": "pieces", "peces": "pieces", "blk": "black", "peanutbutter": "peanut butter", "sammich": "sandwich",
    "banna": "banana", "bananna": "banana", "choc": "chocolate", "veg": "vegetables", "brekfst": "breakfast",
    "spud": "potato", "spuds": "potatoes",
}  # fmt: skip
# Long ones are known by their shape.
_LONG: Final = (
    "yesterday", "breakfast", "afternoon", "tomorrow", "lunchtime", "wednesday", "thursday", "saturday",
)  # fmt: skip
_LIKENESS: Final = 0.82
_LEAST_WORDS: Final = 3
_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)?")

# How many or how much: what stands behind a verb of eating, and not behind one of doing.
_AMOUNT: Final = (
    r"(?:(?:like|only|just|about|around|roughly|maybe|nearly|almost|all|at least|another|a whole|an entire|"
    r"the whole|the entire)\s+)*"
    r"(?:an?|some|half|most|three quarters|one|two|three|four|five|six|seven|eight|nine|ten|a dozen|\d[\d.,/]*)\b"
)
# So much of these is done, weighed or waited, and not eaten.
_NO_FOOD: Final = (
    r"(?:an?|some|half|the|one|two|three|\d[\d.,:/]*)\s*-?(?:[\w-]+\s+){0,2}?(?:kms?|k|miles?|min(?:ute)?s?|mins|"
    r"hours?|hrs?|"
    r"kgs?|kilos?|stones?|pounds?|lbs?|steps|reps|sets|laps|lengths|rounds|days?|weeks?|months?|years?|times?|"
    r"nights?|friends?|mates?|people|colleagues?|drives?|strolls?|spins?|haircuts?|massages?|saunas?|check-?ups?|"
    r"interviews?|seconds|meetings?|calls?|run|jog|walk|swim|hike|ride|work-?out|session|class|nap|shower|"
    r"loads? of laundry|games?|episodes?|"
    r"chapters?|pages?|books?|emails?|photos?|points?|goals?|deadlines?|exams?|cars?|phones?|screens?|plates? and)\b"
)
# Verbs of eating that nobody does with anything else.
_ATE: Final = (
    r"scoffed|scarfed(?: down)?|wolfed(?: down)?|hoovered(?: up)?|necked|slurped(?: up| down)?|guzzled(?: down)?|"
    r"chugged|chomped(?: on| through|"
    r" down)?|"
    r"munched(?: on| through| my way through)?|noshed(?: on)?|gobbled(?: up| down)?|gorged (?:myself )?on|"
    r"pigged out on|feasted on|"
    r"lunched on|dined on|snacked on|breakfasted on|broke my fast (?:with|on)|chowed(?: down)?(?: on)?|"
    r"tucked into|dug into|tucked away|"
    r"snarfed(?: down)?|"
    r"filled up on|binged on|indulged in|polished off|knocked back|kept down|choked down|forced down|got down|"
    r"stuffed my face with|"
    r"(?:treated|helped) (?:myself|ourselves) to|(?:celebrated|consoled myself|rewarded myself|refuell?ed|"
    r"cheered myself up|spoilt myself|spoiled myself|warmed up) with|had myself|downed|swigged|sipped(?: on)?|"
    r"nibbled(?: on)?|"
    r"ended up (?:with|having|eating|getting|on)|settled (?:for|on)|made do with|caved (?:in )?and (?:had|ate|"
    r"got)|caved to|gave in to|"
    r"couldn't resist|could not resist|went ahead and (?:had|ate)|managed to (?:eat|drink|get down|keep down|"
    r"finish|have)|"
    r"did eat|did have|have eaten up|finished up with|got round to (?:eating|having)"
)
# Those that may be of other things as well, and are of food where so much of it stands behind them.
_ATE_SO_MUCH: Final = (
    r"smashed|crushed|destroyed|demolished|inhaled|annihilated|obliterated|murdered|hammered|sank|sunk|nicked|"
    r"pinched|swiped|snaffled|stole|"
    r"sneaked|snuck(?: in)?|put away|got through|plou?ghed through|plowed through|blew through|managed|went for|"
    r"went through|"
    r"opted for|"
    r"cleared|shoved down|threw back|bagged|copped|smoked down|squeezed in|fit in|shared out"
)
_SLANG: Final = re.compile(
    rf"\b(?:{_ATE})\s+(?!{_NO_FOOD})(?=\w)(?!(?:it|that|them|this)\b)|"
    rf"\b(?<!to )(?:{_ATE_SO_MUCH})\s+(?={_AMOUNT})(?!{_NO_FOOD})",
    re.IGNORECASE,
)
# "150ish g", "3-ish biscuits".
_ISH: Final = re.compile(r"(\d)\s?-?ish\b", re.IGNORECASE)
# When it was, and no tea: "two biscuits with my tea break".
_BREAK: Final = re.compile(
    r",?\s+(?:with|on|in|at|during|over|for) (?:my|the|a|our|this|today's) (?:\w+ )?(?:tea|coffee|smoke|fag|"
    r"work) break\b|"
    r"\s+(?:with|on|in|at|during|over) (?:my|the|a|our|this|today's) (?P<lunch>lunch) break\b",
    re.IGNORECASE,
)
# "Oh wait, that was …": what stands before a correction of what was just told.
_WAIT: Final = re.compile(
    r"^\W*(?:(?:oh|ah|no|hm+|oops|whoops|sorry|hang on|hold on|wait|actually|argh|damn)[\s,!.-]+)+"
    r"(?=(?:that|it|this|those|they) (?:was|were|is)\b)",
    re.IGNORECASE,
)
_NOT_MINE: Final = re.compile(r"(?<=\w),? (?:and )?not mine\b", re.IGNORECASE)
# "That was my wife's, scrap it" is one wish.
_SCRAP_IT: Final = re.compile(
    r"(?P<kept>^(?:that|it|this|those) (?:was|were|is) (?:my|our|the) [\w -]{2,24}'s?),? (?:so |please |and )*"
    r"(?:scrap|delete|remove|erase|bin|ditch|drop) (?:it|that|them)(?: please)?\W*$",
    re.IGNORECASE,
)
# Not everybody tells what is over in the past: "I take one coffee for my breakfast today at 8".
_TAKES: Final = re.compile(
    rf"^(?P<who>(?:(?:today|yesterday|this morning|so|hello|hi)[\s,]+)*i\s+(?:just\s+|only\s+|also\s+)?)(?:take|"
    rf"eat|drink|have)\s+(?={_AMOUNT})"
    r"(?P<rest>.*\b(?:today|yesterday|this (?:morning|afternoon)|just now|last night|earlier)\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
# "Supper yesterday = 2 samosas".
_EQUALS: Final = re.compile(
    r"(?P<meal>^\W*(?:\w+ )?(?:breakfast|brunch|lunch|dinner|supper|snacks?)(?: (?:today|yesterday|"
    r"tonight))?) ?= ?(?=[a-z\d])",
    re.IGNORECASE,
)
# What is left of another day's meal was eaten when it is told to have been, and not on that day.
_LEFTOVERS: Final = re.compile(
    r"(?P<left>\b(?:the )?(?:rest|leftovers?|remains|remainder|last) (?:of|from) )(?:my |the )?"
    r"(?:yesterday|last night|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?:'s)? (?:(?:breakfast|lunch|dinner|supper) )?(?=[a-z])",
    re.IGNORECASE,
)
_WHAT_WAS_LEFT: Final = re.compile(
    r"\bhad (?:what was left|the rest|the remains|the last) of (?=(?:my|our|the|his|her|their) )", re.IGNORECASE
)
# "In breakfast I took 2 idlis".
_TOOK: Final = re.compile(
    rf"(?P<who>(?:\bi\s+|^)(?:have\s+|'ve\s+|just\s+|also\s+)*)(?:took|taken)\s+(?={_AMOUNT})(?!{_NO_FOOD})",
    re.IGNORECASE,
)
_IN_MEAL: Final = re.compile(
    r"\bin (?:the |my )?(?=(?:breakfast|lunch|dinner|supper)\b(?! (?:bar|box|bag|time|table|party|menu|bowl)))",
    re.IGNORECASE,
)
_MEAL: Final = re.compile(r"\b(?:breakfast|brunch|lunch|dinner|supper|snack|morning|evening)\b", re.IGNORECASE)
# "There was also a glass of wine with dinner".
_THERE_WAS: Final = re.compile(rf"\bthere (?:was|were) (?:also|as well)\s+(?={_AMOUNT})", re.IGNORECASE)
_FORGOT: Final = re.compile(
    r"^\W*(?:(?:sorry|oh|ah|oops|argh|also|and)[\s,!]+)*(?:i )?(?:totally |completely |almost )?forgot"
    r"(?: to (?:say|mention|add|log|tell you|include))?\s*[:,;–-]+\s*"
    r"(?=(?:i|we|there|an?|some|half|two|three|yesterday|this morning|last night)\b|\d)",
    re.IGNORECASE,
)
_FORGOT_IT: Final = re.compile(
    r"\s*[,;–-]\s*(?:sorry,? )?(?:i )?(?:totally |completely |almost )?forgot (?:that|it|about (?:that|it)|to (?:say|"
    r"mention|add|log)(?: (?:that|it))?)"
    r"(?: sorry)?\W*$",
    re.IGNORECASE,
)
_FLOURISH: Final = re.compile(
    r"(?<![\s,;:!–-])[\s,;:!–-]{1,4}(?:down the hatch|in my (?:belly|tummy)|nom(?: nom)*|gone in (?:\w+ )?seconds|"
    r"for the win|"
    r"straight from the (?:tub|jar|packet|"
    r"bag|tin|fridge))\b",
    re.IGNORECASE,
)
# "While on a call with my boss": what was done besides; what was drunk meanwhile was had.
_MEANWHILE: Final = re.compile(
    r",?\s+(?:while|whilst) (?!(?:[^,;.]*\b(?:eating|drinking|having|sipping|munching|snacking|nibbling|with an?|"
    r"had|ate|drank)\b))"
    r"(?:(?:i|we) (?:was|were) |still |also |just )*(?:on|at|in|stuck|\w+ing)\b[^,;.!?:()\d]*?"
    r"(?=\s+(?:last night|yesterday|this (?:morning|afternoon|evening)|today|tonight|earlier)\b|[,;.!?:()\d]|$)",
    re.IGNORECASE,
)
# "(lactose free, my stomach is a mess otherwise)": what is told beside it is a sentence of its own.
_ASIDE_IN_BRACKETS: Final = re.compile(
    r"(?:,\s*|(?<=\())(?:(?:because|since|as|and|so|but) )?(?:i|i'm|i've|we|it|it's|my \w+|the \w+|that|they|he|"
    r"she)\b[^(),;\d]*"
    r"\b(?:is|was|are|were|'s|'m|has|had to|hates?|needs?|can't|don't|doesn't|couldn't|felt|feel)\b[^(),;\d]*(?=\))",
    re.IGNORECASE,
)
# "Oops scale was wrong, cottage cheese was 120 g": why is no part of what it should be.
_SCALE_WRONG: Final = re.compile(
    r"^(?P<mark>\W*(?:(?:oops|sorry|ah|oh|no|hm+|wait|actually)[\s,]+)*)(?:the |my |our )?(?:kitchen )?(?:scales?|"
    r"label|packet|maths?|"
    r"memory|estimate|guess)(?: was| were| is|'s) (?:wrong|off|broken|not zeroed|not set to zero|way off|out|in ounces|in oz)"
    r"\s*(?:[,;:.–-]+|\bso\b|\band\b)\s*(?:so |and |it was really )?(?=(?:(?:the|my|it|that) )?[a-z' ]{1,40}(?:was|were|is)\b)",
    re.IGNORECASE,
)
# "4 of the 6 nuggets, kid finished the rest": what was left is no part of what was had.
_REST_WAS_ANOTHERS: Final = re.compile(
    rf"(?<=\w)\s*[,;–-]+\s*(?:and |but |so )?(?:(?:my|our|the|his|her) )?(?:{KIN}|dog|cat|"
    rf"kids?)\s+(?:\w+ )?(?:finished|ate|had|got|took|"
    r"polished off|demolished|drank)(?: up| off)? (?:all )?(?:the|my) (?:rest|others?|other (?:\w+)|leftovers|"
    r"remainder|remaining \w+)"
    r"(?: of (?:it|them))?\W*$",
    re.IGNORECASE,
)
# "At 3, well, closer to 3.30": the second, so that the rest is read as if nothing had been put right.
_CLOCK: Final = r"(?:\d{1,2}(?:[.:]\d\d)? ?(?:am|pm)?|(?:half|quarter)(?: (?:past|to))? \w+|noon|midnight)"
_TIME_MENDED: Final = re.compile(
    rf"\b(?P<at>at (?:about |around )?){_CLOCK}\s*[,;–-]*\s*(?:(?:well|no|nope|actually|sorry|wait|oops|hmm?|or|"
    rf"rather|i mean)[\s,]+)*"
    rf"(?:well|no|actually|sorry|rather|i mean|make (?:that|it)|more like|closer to|nearer(?: to)?)[\s,]+"
    rf"(?:(?:more like|closer to|nearer(?: to)?|at|about)\s+)*(?P<right>{_CLOCK})"
    r"(?=\W*$|[,;]|\s+(?:i|we|this|today|yesterday|for|with|and|in|on)\b)",
    re.IGNORECASE,
)
# "Ate 6 egg whites, that's about 20 g protein, right?"
_TAG: Final = re.compile(
    r"(?<=\w)\s*[,;–-]+\s*(?:that's|thats|that is|which is|so)\b[^,?;]*\b(?:protein|kcal|calories|cals|carbs|fat|"
    r"fib(?:re|er)|sugar)\b"
    r"[^,?;\d]*,?\s*(?:right|yeah|correct|no|isn't it|i think|i guess)?\s*\?*\s*$",
    re.IGNORECASE,
)
_EMPTY: Final = re.compile(r"\s*\(\s*\)")
_OWN_MEAL: Final = re.compile(r"(?<=\bmy )own (?=(?:breakfast|brunch|lunch|dinner|supper)\b)", re.IGNORECASE)
# "I finally had my lunch break, and it was a jacket potato".
_IT_WAS: Final = re.compile(
    r"^(?:(?:right|so|well|ok|finally|just|today|then|and|i|i've|we)[\s,]+)*(?:had|took|got|having) "
    r"(?:my |a |our |some |the )?(?:(?:late|early|quick|proper|big|small|light) )?(?P<meal>breakfast|brunch|lunch|"
    r"dinner|supper)"
    r"(?: break| hour)?(?: now| today| at last| finally)?"
    r"(?:\s*[,;:–-]+\s*|\s+)(?:and )?(?:it|which|that) was ",
    re.IGNORECASE,
)
# British tea is a meal: "had my tea - fish fingers and peas", but for what is drunk.
_FOR_TEA: Final = re.compile(
    r"^(?:(?:right|so|well|ok|finally|just|today|then|and|i|i've|we)[\s,]+)*(?:had|ate|having|finished) (?:my|"
    r"our) tea\s*"
    r"[,;:–-]+\s*(?:(?:and )?it was )?(?!.{0,30}\b(?:grey|gray|green|black|herbal|mint|camomile|chamomile|chai|"
    r"rooibos|milk|sugar|cup|"
    r"mug|lemon|honey)\b)(?=\w)",
    re.IGNORECASE,
)
# "I'm having a salad now".
_HAVING_NOW: Final = re.compile(
    r"^(?:(?:ok(?:ay)?|so|hey|hi)[\s,]+)*(?:i'm|i am|im|currently|right now(?: i'm)?|just) "
    r"(?:currently |just |now )?(?:having|eating|drinking) "
    r"(?P<what>(?!(?:no|less|more|too|better|well|a (?:hard|bad|good|great) )\b)[^,;?]{2,60}?)"
    r"\s+(?:right now|now|at the moment|as we speak)\W*$",
    re.IGNORECASE,
)
# "Had soup but didn't finish it, maybe half".
_NOT_FINISHED: Final = re.compile(
    r"(?<=\w)[\s,;–-]+(?:but |and |though )?(?:i )?(?:didn't|did not|couldn't|could not) (?:finish|eat|manage)"
    r"(?: (?:it|them|that|all of (?:it|them|that)|it all|them all|all|everything|the whole (?:thing|lot)))?[\s,;–-]+"
    r"(?:(?:just|only|maybe|about|i|had|ate|so|probably|like|more like|around|roughly) )*"
    r"(?P<share>half|two[- ]thirds|(?:a|one) third|three[- ]quarters|(?:a|one) quarter)(?: of (?:it|them|that))?\W*$",
    re.IGNORECASE,
)
_FACES: Final = re.compile(
    r"\s*(?:[\U0001F600-\U0001F64F\U0001F389\U0001F38A\U0001F4AA\U0001F525\U0001F64C\U0001F44F\U0001F44D\U0001F973\U0001F929"
    r"\U0001F970\U0001F923\U0001F92A\U0001F917\U0001F922\U0001F924\u2728\u263A\U0001F3FB-\U0001F3FF\uFE0F]\s*)+(?P<behind>(?=\w))?"
)
_LATER: Final = re.compile(
    r"\b(?:later|tonight|tomorrow|will|every|each|usually|always|normally|often|if|should|can|want|need|going|"
    r"gonna|soon|per|daily|"
    r"left|plan(?:ned)?|to (?:do|go))\b|\?",
    re.IGNORECASE,
)


# What people weigh in stones, in words.
_STONES: Final = (
    "six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
).split()
_AND_A_HALF: Final = re.compile(
    rf"\b(?P<stones>{'|'.join(_STONES)}|\d{{1,2}}) (?:(?:and a|and one|n a) half stones?|stones? (?:and a|and one|n a) half)\b",
    re.IGNORECASE,
)


_WEEKDAY: Final = r"(?:last |this |on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_A_DAY: Final = rf"(?:today|yesterday|tonight|last night|this morning|{_WEEKDAY})"
# "The eggs were yesterday, not today": where they stand is the day that is denied.
_NOT_THAT_DAY: Final = re.compile(
    rf"^(?P<what>[^,;.?]{{2,60}}?) (?P<was>was|were|is|are) (?P<right>{_A_DAY}),? (?:and )?not (?P<wrong>{_A_DAY})\W*$",
    re.IGNORECASE,
)
_WRONG_DAY_FIRST: Final = re.compile(
    rf"^(?P<what>[^,;.?]{{2,60}}?) (?P<was>was|were|is|are)(?:n't| not) (?P<wrong>{_A_DAY}),? "
    rf"(?:but |it was |they were |it's |that was )?(?P<right>{_A_DAY})\W*$",
    re.IGNORECASE,
)
_HAD_ON_ANOTHER_DAY: Final = re.compile(
    rf"^(?:(?:no|actually|sorry|wait|oh)[\s,]+)*(?:i|we) (?:had|ate|drank) (?P<what>(?:the|my|that|those|these) [^,;.?]{{2,40}}?) "
    rf"(?P<right>{_A_DAY}),? (?:and )?not (?P<wrong>{_A_DAY})\W*$",
    re.IGNORECASE,
)


def plainly(sentence: str) -> str:
    """A sentence with its slips mended and its slang told as "had"; as it was where nothing is to be put otherwise."""
    told = _ISH.sub(r"\1", _mended(with_orders_mended(with_marks(_without_feelings(sentence)))))
    for of_days in (_HAD_ON_ANOTHER_DAY, _NOT_THAT_DAY, _WRONG_DAY_FIRST):
        told = of_days.sub(_on_the_right_day, told)
    takes = _TAKES.match(told)
    if takes is not None and not _LATER.search(told):
        told = f"{takes['who']}had {takes['rest']}"
    told = _TIME_MENDED.sub(r"\g<at>\g<right>", _REST_WAS_ANOTHERS.sub("", _TAG.sub("", told)))
    told = _SCALE_WRONG.sub(r"\g<mark>", told)
    told = _OWN_MEAL.sub("", _EMPTY.sub("", _ASIDE_IN_BRACKETS.sub("", _MEANWHILE.sub("", told))))
    told = _IT_WAS.sub(lambda found: f"for {found['meal'].lower()} I had ", _FOR_TEA.sub("for dinner I had ", told))
    told = _BREAK.sub(lambda found: " for lunch" if found["lunch"] else "", told)
    if _MEAL.search(told):
        told = _IN_MEAL.sub("for ", _TOOK.sub(r"\g<who>had ", told))
    told = _FLOURISH.sub("", _THERE_WAS.sub("I also had ", _FORGOT.sub("", _FORGOT_IT.sub("", told))))
    told = _HAVING_NOW.sub(r"I had \g<what>", told)
    told = _NOT_FINISHED.sub(lambda found: f", ate {found['share']}", told)
    told = _AND_A_HALF.sub(_half_a_stone_more, told)
    told = _LEFTOVERS.sub(r"\g<left>my ", _EQUALS.sub(r"\g<meal>: ", told))
    return _WHAT_WAS_LEFT.sub(
        "had ", _SLANG.sub("had ", _SCRAP_IT.sub(r"\g<kept>", _NOT_MINE.sub("", _WAIT.sub("", told))))
    )


def _on_the_right_day(found: re.Match[str]) -> str:
    """What was on another day, and where it stands now; today's is looked for anyway."""
    was = found.groupdict().get("was") or "was"
    wrong = "" if found["wrong"].lower() in {"today", "tonight", "this morning"} else f" not {found['wrong']}"
    return f"{found['what']} {was} {found['right']}{wrong}"


def _half_a_stone_more(found: re.Match[str]) -> str:
    """ "Twelve and a half stone" is 12.5 stone."""
    stones = found["stones"].lower()
    return f"{stones if stones.isdigit() else _STONES.index(stones) + 6}.5 stone"


def _without_feelings(sentence: str) -> str:
    """The sentence with a comma for a picture of a face or of a feast: "79 kg 🎉 had cake"; a pizza's stays."""
    return _FACES.sub(lambda found: "" if found["behind"] is None else ", ", sentence)


def _mended(sentence: str) -> str:
    if len(sentence.split()) < _LEAST_WORDS:
        # "N" alone is a no.
        return sentence
    return _WORD.sub(lambda found: _word(found[0]), sentence)


def _word(written: str) -> str:
    low = written.lower()
    meant = _OFTEN.get(low)
    if meant is None and len(low) >= 7 and low.isalpha() and low not in _LONG and not low.endswith("s"):
        close = get_close_matches(low, _LONG, n=1, cutoff=_LIKENESS)
        meant = close[0] if close and close[0][0] == low[0] else None
    if meant is None:
        return written
    return meant.capitalize() if written[0].isupper() and not written.isupper() else meant
