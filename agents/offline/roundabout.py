"""Roundabout ways to tell what was eaten, put straight: what it was is named in one part of a sentence, and how much in another.

"I'd have killed for a taco, so I had two", "my wife made pancakes and I ate 3", "couldn't finish the burrito, ate half of it",
"can't believe I ate 5 pancakes", "half of my son's fries".
"""

import re
from typing import Final

from agents.offline.eaten import KIN

# To long for a food, and to have had it.
_LONGED: Final = re.compile(
    r"^.{0,60}?\b(?:crav(?:ed|ing)|dying|kill(?:ed)?|murder(?:ed)?|gasping|hankering|jonesing|longing|itching|"
    r"desperate|starving|my soul|"
    r"my right arm|wanted|"
    r"fancied|dreaming|in the mood|felt like|fancying|feeling like|thinking about)(?: for| of| about)?\s+"
    r"(?P<food>(?:(?:an?|some|the|my)\s+)?[\w'-]+(?:\s+(?!all\b|so\b|and\b|since\b|too\b|for\b|right\b)[\w'-]+){0,3}?)"
    r"(?:\s+(?:so (?:bad(?:ly)?|much)|all (?:day|week|morning|night|afternoon)|for (?:days|ages|weeks|hours)|"
    r"since \w+|right now|today|"
    r"earlier))*"
    r"\s*[,;.–-]?\s+(?:(?:and|so|then|but|which is why)\s+)*(?:i\s+)?(?:(?:finally|just|went and|eventually|"
    r"actually|did|gave in and|"
    r"caved and|"
    r"ended up)\s+)*(?:had|having|ate|got|grabbed|treated myself to|got myself)\s+"
    r"(?P<count>one|it|some|that|two|three|four|five|a couple|a few|half(?: of (?:it|"
    r"one))?)\b(?!\s+(?:of\s+)?(?!just\b|now\b|at\b|on\b|in\b|for\b|"
    r"from\b|with\b|and\b|after\b|today\b|this\b)\w)"
    r"(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ATE_THEM: Final = re.compile(
    r"^\s*(?:,|and|then)[\s,]*(?:and |then )?(?:i )?(?:ate|had|scoffed|finished|enjoyed|had) (?:it|them|both|"
    r"that)\b(?P<where>.*)$",
    re.IGNORECASE,
)
_ARTICLE: Final = re.compile(r"^(?:an?|some|the|my)\s+", re.IGNORECASE)
# "Half of my son's fries": what was another's, and had by oneself.
_PART: Final = (
    r"(?:half|most|some|a quarter|a third|two thirds|three quarters|a bit|a few|a couple|one|two|three|four|\d+)"
)
_OF_ANOTHERS: Final = re.compile(
    rf"^(?:(?:and|but|then) )?(?P<had>i (?:only |just |also )*had )?(?=(?:(?:about|maybe|like|only|just|"
    rf"roughly)\s+)*{_PART}(?: [\w ]{{0,16}}?)?(?: of)? "
    rf"(?:(?:my|our|the|his|her|their) (?:\w+ )?(?:{KIN})'s?\s+\w|(?:his|her|their) \w))",
    re.IGNORECASE,
)
_OF_HIS: Final = re.compile(r"\bof (?:his|her|their) (?=\w)", re.IGNORECASE)
# Disbelief, regret and a confession: what they are about was eaten.
_DISBELIEF: Final = re.compile(
    r"^\W*(?:(?:oh|ok|well|so|and|yes|ugh|omg|honestly|guys|not gonna lie|ngl|tbh)[\s,]+)*"
    r"(?:(?:i )?(?:can't|cannot|can not|can hardly|still can't) believe (?:that )?(?=(?:i|we)\b)|"
    r"would you believe (?:it,? )?(?:that )?(?=(?:i|we)\b)|"
    r"(?:i )?(?:confess|admit|must admit|have to admit|have to confess|hate to say|hate to admit|"
    r"am ashamed to say|regret to say)(?: it,?)? (?:that )?"
    r"(?=(?:i|we)\b)|"
    r"(?P<regret>(?:i )?(?:really |so )?(?:wish|regret(?: that)?|wish that) (?:i|we) (?:hadn't|had not|"
    r"hadnt) (?:had|eaten|drunk|ordered|finished)|"
    r"(?:i )?(?:really |so )?regret (?:having|eating|drinking|having eaten)|(?:i )?(?:probably |"
    r"really )?(?:shouldn't|should not|shouldnt) have (?:had|eaten|"
    r"drunk|finished|ordered)) (?:(?:those|that|all those|all that) )?)",
    re.IGNORECASE,
)
# "Nothing but a pear": that was had.
_NOTHING_BUT: Final = re.compile(
    r"\b(?:(?:had|ate|eaten|drunk|drank|having) (?:nothing|no food)|(?:not|n't) (?:really )?(?:had|eaten|drunk|"
    r"ate|have|eat) (?:anything|a thing|much)) "
    r"(?:but|except(?: for)?|other than|apart from|besides)\s+(?=\w)",
    re.IGNORECASE,
)
_HAVE_NOT: Final = re.compile(
    r"\b(?:have|has|had|did)\s*(?=only had\b)|\b(?:have|had|did)(?=only had\b)", re.IGNORECASE
)
# What was left of it: "couldn't finish the burrito, ate half of it".
_UNFINISHED: Final = re.compile(
    r"^(?P<lead>.*?)\b(?:i )?(?:couldn't|could not|didn't|did not|never|wasn't able to|can't) (?:quite |even |"
    r"manage to )?(?:finish|eat all(?: of)?|eat the whole(?: of)?|"
    r"get through)\s+(?:all of )?(?:(?:the|my|that|an?) )?(?:whole |"
    r"entire )?(?P<food>[\w' -]{2,40}?)\s*[,;.–-]+\s*(?:(?:so|but|and|only)\s+)*(?:i )?(?:only |just |"
    r"maybe )*(?:ate|had|managed|got through|did)\s+(?:about |maybe |roughly |only )*(?P<part>half|most|a third|"
    r"two thirds|a quarter|three quarters|\d+ ?g|"
    r"\d+ grams|a few bites|a couple of bites)(?: of (?:it|that|them))?\b(?P<rest>.*)$",
    re.IGNORECASE,
)
# "My wife made pancakes and I ate 3", "ordered 6 pieces of sushi, all gone", "one of my 3 sausages, I ate the other two".
_THERE: Final = (
    r"(?:made|baked|cooked|brought(?: in| round| over)?|bought|ordered|got|served|opened|fried|grilled|"
    r"there (?:were|was)|prepared|whipped up|ate|had|stole|took)"
)
_OF_THEM: Final = re.compile(
    rf"^(?!(?:(?:i|we) )?(?:just )?(?:had|ate)\b)(?:[\w' ]{{0,40}}?\b)?{_THERE}\s+(?:us |me |everyone |some |"
    rf"(?:one|two|half) of (?:my|the|our) |\d+ |(?:two|three|four|five|six|seven|eight|nine|ten|a dozen|a few|some) |"
    rf"an? (?:(?:batch|plate|tray|load|box|bag) of )?|the )*(?P<food>(?!it\b|them\b)"
    rf"[a-z][a-z'-]*(?: (?!and\b|but\b|for\b|to\b|so\b|at\b|in\b|which\b|with\b)[a-z'-]+){{0,3}}?)(?: (?:for|to|at|"
    rf"in) [\w' ]{{1,24}})?\s*(?:,|;|\band\b|\bbut\b|\bso\b)+\s*"
    r"(?:(?:and|but|so) )?(?P<i>i )?(?:just |only |also )?(?:had|ate|took|finished|managed) (?:the other )?(?P<count>\d+|"
    r"one|two|three|four|five|six|seven|eight|a couple|"
    r"a few|half|most|some|an?(?= (?:slice|piece|bowl|plate|cup|glass|portion|handful)\b))"
    r"(?: (?P<unit>slices?|pieces?|bowls?|plates?|cups?|glass(?:es)?|portions?|servings?|handfuls?|spoonfuls?|squares?))?"
    r"(?: of (?:them|those|it|the (?:batch|lot|tray)))?(?P<rest>\W*$|\W*(?:for|at|just now|"
    r"today|this|after|on|in|with|myself)\b.*$)",
    re.IGNORECASE,
)
_BY_ME: Final = re.compile(rf"^(?:i |we )?(?:just |also |then )*{_THERE}\b", re.IGNORECASE)
# "Picked up a sandwich and ate it on the train".
_GOT_AND_ATE_IT: Final = re.compile(
    r"^(?:(?:i|we)(?:'ve| have)? )?(?:just |then |also )*(?:bought|purchased|picked up|grabbed|got|ordered|made|"
    r"cooked|fried|grilled|"
    r"heated up|took) (?:myself |me )?(?P<what>(?:an?|some|the|one|two|three|half|\d[\d.,]*)\b[^,;]{2,80}?)\s*,?\s+(?:and|then|and "
    r"then) (?:i )?(?:just )?(?:ate|had|scoffed|finished|drank|demolished|devoured) (?:it|them|both|that|all of (?:it|them)|"
    r"(?:it|them) all|the (?:lot|whole thing))\b(?! (?:to|away|with)\b)(?P<rest>[^,;]*)$",
    re.IGNORECASE,
)
_ALL_GONE: Final = re.compile(
    r"^(?:i |we )?(?:just )?(?:ordered|got|bought|made|cooked|picked up|grabbed)\s+(?P<what>(?:an?|some|the|one|"
    r"two|three|\d)\b.*?)(?:[,;.–-]\s*(?:and |it |they |it's |was |were |so )+"
    r"[^,;\d]{0,30}?)?(?:\s*[,;.–-]+\s*|\s+)(?:and )?(?:(?:it|they|that)(?:'s| is| was|'re| are| were|"
    r" has been)? )?(?:now |already |all |totally )*"
    r"(?:gone|demolished|devoured|eaten|finished|scoffed|inhaled)(?: now| already)?\W*$",
    re.IGNORECASE,
)
# "So 30 g of chocolate it was", "took my tablet with a glass of juice".
_IT_WAS: Final = re.compile(
    # "Not one samosa, two samosas it was" corrects what was told before.
    r"^(?!\W*(?:no\W+)?not\b)(?:[^,;\d]*,\s*)?(?:(?:so|and|then)\s+)*(?P<what>(?:an?|some|the|\d[\d.,]*|one|two|three|"
    r"half)\b[^,;]*?) it (?:was|is)"
    r"(?: then| for me| again)?\W*$",
    re.IGNORECASE,
)
_WITH_TABLETS: Final = re.compile(
    r"^(?:(?:so|and|today|this morning|earlier),? )*(?:i )?(?:just |also |always )?(?:took|had|swallowed|taken) "
    r"(?:my |an? |the |some |two |\d )?(?:[\w'-]+ ){0,4}?"
    r"(?:tablets?|pills?|capsules?|vitamins?(?: [a-k]\d{0,2})?|meds|medication|medicine|supplements?|antibiotics?|"
    r"painkillers?|probiotics?|multivitamins?|multivits?|omega[ -]?3s?|fish oil|cod liver oil|iron|zinc|magnesium|calcium|"
    r"creatine|collagen|biotin|folic acid|metformin|statins?|levothyroxine|ibuprofen|paracetamol|antihistamines?)"
    r"(?:[\s,]+(?:as (?:usual|always|ever|prescribed)|like (?:always|usual|every \w+|clockwork)|this morning|today|"
    r"tonight|first thing|earlier|daily))*,? "
    r"(?:with (?=(?:an?|some|half|one|two|three|\d[\d.,]* ?[a-z]*)\b)|(?:and|then|and then) (?:i )?(?:had|ate|drank) )"
    r"(?P<what>.+)$",
    re.IGNORECASE,
)
_AS_ONE_WHO_IS: Final = re.compile(
    r"^as an? (?:\w+ )?(?:vegetarian|vegan|pescatarian|diabetic|coeliac|celiac|student|athlete|runner|parent|mum|"
    r"mom|dad|foodie|treat|reward|change),? (?=(?:i|we)\b)",
    re.IGNORECASE,
)
# "The new canteen is so much better: 180 g salmon".
_PRAISE: Final = re.compile(
    r"^(?!.*\b(?:breakfast|brunch|lunch|dinner|supper|snack|today|yesterday|wrong|should|weight|bowl|mug|cup|"
    r"recipe|goal|target)\b[^:]*:)[^:\d]{6,60}?"
    r"(?:\b(?:is|was|are|were)\b|'s\b)[^:\d]{0,40}?\b(?:better|best|great|good|amazing|nice|lovely|awful|bad|"
    r"worse|delicious|fancy|so|finally|back|over|open)\b"
    r"[^:\d]{0,30}:\s*(?=\d|(?:an?|one|two|three|half)\b)",
    re.IGNORECASE,
)
# "Guess what I had for lunch? A whole avocado."
_GUESS_WHAT: Final = re.compile(
    r"^\W*(?:guess|you'll never guess|you won't believe|bet you can't guess) what (?=(?:i|we) (?:had|ate|"
    r"drank)\b)",
    re.IGNORECASE,
)
_PLEASURE: Final = re.compile(
    r"^\W*(?:my )?(?:guilty pleasure|confession(?: time)?|treat(?: of the day)?|cheat (?:meal|day)|naughty|oops|"
    r"today's sin|full disclosure|update|fuel|reward|"
    r"(?:a )?(?:quick|late|small|little|tiny|naughty|cheeky|sneaky|lazy|random|emergency) (?:one|entry|log|update|"
    r"note|bite|feast|treat|"
    r"nandos|maccies|mcdonald'?s|kfc|greggs|subway|takeaway|pub (?:lunch|grub))|munchies|snack attack|damage(?: report| done)?|"
    r"today's damage)"
    r"\s*[:–-]+\s*(?=(?:an?|some|half|the|one|two|three|\d)\b)",
    re.IGNORECASE,
)
_SO: Final = r"(?:that |very |really |too |so |even |all that |particularly |feeling |super |at all |much )*"
# How it was worth it, or how little somebody wanted, told before what was had: "no regrets: a pizza", "not hungry, half a bagel".
_VERDICT: Final = re.compile(
    r"^\W*(?:(?:so|ok|okay|well|omg|yes|ugh|oof|honestly|still|sorry|guys|today|was|it was|i was|i'm|i am|am|is|"
    r"were|tbh)[\s,]+)*"
    r"(?:(?:(?:\d+ ?%|totally|so|absolutely|completely|well|definitely|really|very much|easily|fully) )*"
    r"(?:worth (?:it|every \w+)|deserved|well earned|earned it)|"
    r"(?:no|zero|not a single|absolutely no|0) (?:regrets?|shame|guilt|apologies|judge?ments?|judging)(?: at all|"
    r" whatsoever| today)?|"
    r"sorry,? not sorry|yolo|treat yo'?(?:ur)? ?self|"
    rf"(?:i )?(?:not|wasn't|isn't|ain't|wasnt|didn't feel|don't feel|not feeling) (?:been )?{_SO}(?:hungry|peckish|"
    rf"starving|great|well|"
    r"up to much|up for much|in the mood|like eating|like food|like much)"
    r"(?: at all| today| tonight| this \w+| lately| tbh| really| either)*|"
    r"(?:i )?(?:(?:had|have) )?(?:no|zero|hardly any|barely any|not much(?: of an?)?|little) appetite(?: at all|"
    r" today| this \w+)*)"
    r"\s*(?:[,:;!.–-]+|\bbut\b|\bso\b)\s*(?:(?:but|so|and|just|only|i)\s+)*"
    r"(?=(?:barely |hardly |just about |only )?(?:had|ate|drank|managed|forced|nibbled|picked at)\b|an?\b|"
    r"the (?:whole|entire)\b|half\b|one\b|"
    r"two\b|three\b|four\b|some\b|\d)",
    re.IGNORECASE,
)
# The same, told behind it: "2 doughnuts, don't judge".
_VERDICT_BEHIND: Final = re.compile(
    r"(?<=\w)\s*[,;!.–-]+\s*(?:(?:so|but|and|totally|please|pls)\s+)*(?:don't judge(?: me)?|dont judge(?: me)?|"
    r"no judge?ments?|"
    r"(?:no|zero) (?:regrets?|shame|guilt)(?: at all| whatsoever)?|not (?:even )?sorry|sorry,? not sorry|(?:\d+ ?% |"
    r"totally |so )?worth "
    r"(?:it|every \w+)|yolo|treat yo'?(?:ur)? ?self|oops|whoops|guilty|i deserved it|i earned it|i was (?:starving|"
    r"hungry|ravenous|famished))"
    r"(?: (?:lol|haha|today|tho|though))?\W*$",
    re.IGNORECASE,
)

# "It was 320 g of lasagne": a correction, or else a meal.
_IT_WAS_SO_MUCH: Final = re.compile(
    r"^(?:(?:but|and|so|today|actually|no) )*(?:it|that|this|today it) (?:was|were) (?:about |just |only |"
    r"actually )*(?:(?:an?|one|two|three|half an?) |"
    r"\d[\d.,]* ?(?:g|grams|ml|oz|slices?|pieces?|cups?|x)? ?)(?:of )?(?:[a-z]+ ?){1,5}\W*$",
    re.IGNORECASE,
)
_PART_OF_FOOD: Final = re.compile(
    r"^(?:i )?(?:just |only )*(?:had |ate )?(?:about |maybe |roughly )*(?:half|a third|two thirds|a quarter) (?:of )?"
    r"(?:an?|the) (?!(?:one|amount|portion|size|bit|rest|other)\b)\w+",
    re.IGNORECASE,
)


def straightened(sentence: str) -> str:
    """A sentence that tells plainly what was had, and how much of it; as it was where it already does."""
    told = _VERDICT_BEHIND.sub("", sentence)
    told = _VERDICT.sub("", _PLEASURE.sub("", _PRAISE.sub("", _AS_ONE_WHO_IS.sub("", told))))
    told = _DISBELIEF.sub(lambda found: "I had " if found["regret"] else "", told)
    told = _HAVE_NOT.sub("", _NOTHING_BUT.sub("only had ", told))
    for pattern, put in (
        (_LONGED, _had_of_it),
        (_UNFINISHED, _part_of_it),
        (_OF_THEM, _so_many_of_them),
        (_GOT_AND_ATE_IT, _all_with_its_rest),
        (_ALL_GONE, _all_of_it),
        (_IT_WAS, _all_of_it),
        (_WITH_TABLETS, _all_of_it),
    ):
        found = pattern.match(told)
        if found is not None:
            told = put(found)
    return as_ones_own(told)


def may_be_a_meal(said: str) -> bool:
    """Whether a correction may tell of a meal, where nothing that is written is meant: "half the pizza", "it was a burrito"."""
    return bool(_PART_OF_FOOD.match(said) or _IT_WAS_SO_MUCH.match(said))


def as_ones_own(clause: str) -> str:
    """A clause that tells what was had of another's as one that tells what was had: "I also had a few of his fries"."""
    own = _OF_ANOTHERS.sub("I had ", clause)
    return own if own == clause else _OF_HIS.sub("of the ", own)


def had_of_anothers(said: str) -> bool:
    """Whether a part of what was somebody else's was had: no correction of one's own."""
    return _OF_ANOTHERS.match(said) is not None


def _had_of_it(longed: re.Match[str]) -> str:
    """What was had of what somebody longed for: so many of it, or it as it was named."""
    food, count, rest = longed["food"], longed["count"].lower(), longed["rest"]
    bare = _ARTICLE.sub("", food)
    amount = {"it": food, "that": food, "some": f"some {bare}", "one": f"one {bare}"}.get(count)
    if amount is None:
        amount = f"half a {bare}" if count.startswith("half") else f"{count} {'of ' if ' ' in count else ''}{bare}"
    ate = _ATE_THEM.match(rest)
    return f"I had {amount}{ate['where'] if ate else rest}"


def _part_of_it(unfinished: re.Match[str]) -> str:
    """ "Half a burrito" of one that was not finished; or the grams that were eaten."""
    part, food = unfinished["part"].lower(), _ARTICLE.sub("", unfinished["food"].strip())
    joint = "of" if part[0].isdigit() or "bites" in part else "of a"
    return f"{unfinished['lead']}I had {'half a' if part == 'half' else f'{part} {joint}'} {food}{unfinished['rest']}"


def _so_many_of_them(found: re.Match[str]) -> str:
    count = found["count"].lower()
    if not found["i"] and not _BY_ME.match(found.string):
        # "My wife made pancakes and ate 3."
        return found.string
    if found["unit"]:
        return f"I had {count} {found['unit']} of {found['food']}{found['rest']}"
    half = "of the " if found["food"].lower().endswith("s") else "a "
    joint = {"half": half, "most": "of the ", "a couple": "of ", "some": ""}.get(count, "")
    return f"I had {count} {joint}{found['food']}{found['rest']}"


def _all_of_it(found: re.Match[str]) -> str:
    return f"I had {found['what']}"


def _all_with_its_rest(found: re.Match[str]) -> str:
    return f"I had {found['what']}{found['rest']}"
