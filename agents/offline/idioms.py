"""Foods in turns of phrase, where nobody eats, and what is told of rest: "ate humble pie", "that was a piece of cake", "
""spilled the beans"."""

import re
from typing import Final

_IDIOMS: Final = re.compile(
    r"\b(?:(?:shoot|kill) me now|"
    r"humble pie|eat crow|ate crow|couch potato|bread ?winner|in a nutshell|food for thought|gravy train|"
    r"cream of the crop|bun in the oven|"
    r"salt of the earth|low[- ]hanging fruit|top banana|pie in the sky|pie chart|easy as pie|nest egg|butterfingers|"
    r"tough cookie|smart cookie|"
    r"(?:eat|ate|eats|eaten|eating) (?:my|his|her|your|their|our) (?:words|hat|heart out)|"
    r"(?:take|took|taken|taking|takes)\b.{1,40}\bwith a (?:pinch|grain) of salt|egg on (?:my|his|her|your|our|their) faces?|"
    r"(?:is|was|it's|that's|been|be) (?:an? |such a |no )?(?:piece of cake|walk in the park)|(?:is|was|that's) the (?:icing|"
    r"cherry) on|"
    r"(?:not|isn't|wasn't|aren't) (?:really |exactly )?(?:my|your|his|her|our|their) cup of tea|bread and butter of|"
    r"(?:spill(?:ed|t|ing)?) the beans|full of beans|(?:bring(?:ing)?|brought) home the bacon|cool as a cucumber|"
    r"apple of (?:my|his|her|their) eye|"
    r"(?:a lot|too much|so much|enough|plenty) on (?:my|his|her|our|their) plate|(?:bit|bite|bitten) off more|"
    r"(?:go|going|went|gone|drove? me|driving me) (?:bananas|nuts|crackers)|sugar ?coat(?:ed|ing|s)? (?:it|things|the)|"
    r"(?:have|had|having) (?:my|your|his|her|their|one's) cake and eat|carrot and (?:the )?stick|(?:cry|crying|"
    r"cried) over spil(?:t|led) milk|"
    r"(?:walk(?:ed|ing)? on|on) eggshells|in a (?:pickle|traffic jam)|traffic jam|(?:i'm|i am|he's|she's|we're|they're) toast|"
    r"(?:raised?|propose[ds]?) a toast|compar(?:e|ing) apples (?:and|to|with) oranges|like (?:two )?peas in a pod|"
    r"(?:cheesy|corny) (?:joke|movie|film|line)s?|butter(?:ed|ing) (?:me|him|her|them) up|the way the cookie|cheesed off|"
    r"lemon of a|"
    r"ham(?:med|ming) it up|the proof of the pudding|a taste of (?:my|his|her|your|their) own medicine|not worth a bean|"
    r"(?:work(?:ing|ed)? for|paid|earns?|earned) peanuts|eaten alive|(?:what's|something(?:'s| is| was)?|guilt(?:'s| is|"
    r" was)?) eating|"
    r"eat(?:en|ing)? (?:away|into) at|(?:could|can|would) (?:\w+ )?eat an? (?:whole |entire )?(?:horse|cow|elephant)|"
    r"spice(?:d|s)? (?:it|things) up)\b",
    re.IGNORECASE,
)


def is_idiom(said: str) -> bool:
    """Whether a sentence has a turn of phrase in it with a food that nobody ate."""
    return bool(_IDIOMS.search(said))


# "I slept badly", "no gym today, too tired": nothing was eaten or done, and no figure is told.
_RESTED: Final = re.compile(
    r"^(?:(?:and|so|well|ugh|today|last night)[\s,]+)*(?:(?:i |we )?(?:slept|(?:didn't|couldn't|hardly|barely) (?:really "
    r")?(?:slept|sleep))\b"
    r"(?:(?: (?:very|really|so|quite|pretty|a bit|too))* (?:badly|poorly|terribl[ey]|horribl[ey]|awful(?:ly)?|well|great|"
    r"fine|ok(?:ay)?|like a "
    r"(?:baby|log)|at all|much|enough|last night|tonight|today|again|much better|better|worse|late|in))*"
    r"|(?:no|not) (?:(?:going to|at) )?(?:the |my )?(?:gym|training|work-?out|exercise|run(?:ning)?|yoga|swim(?:ming)?|"
    r"sports?|walk|class)"
    r"(?: (?:today|tonight|yesterday|this (?:morning|evening|week)|for me|again))*(?:[,;–-] ?[^\d]{0,60})?)\W*$",
    re.IGNORECASE,
)


def is_rest(said: str) -> bool:
    """Whether a sentence tells of sleep, or that nothing was done, and nothing else."""
    return bool(_RESTED.match(said))
