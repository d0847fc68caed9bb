"""Whether a statement is about something that the person has eaten, and why not where it is not."""

import re
from datetime import time
from typing import Final

from agents.offline.clauses import EATING
from agents.offline.other_uses import is_used_otherwise
from agents.offline.steps import Why
from fithub.core.clock import LocalMoment

_EATING: Final = re.compile(rf"\b(?:{EATING})\b", re.IGNORECASE)
_FUTURE: Final = re.compile(
    r"(?:\b(?:i|we)(?:'ll| will| shall| might| may|'m (?:going|planning|about|gonna|thinking|considering|craving)|"
    r" am (?:going|planning|about|thinking|considering|craving)|"
    r"(?:'re| are) (?:going|planning|about|gonna)| plan| intend| hope| want(?:ed)?|'d (?:like|love|rather)| would|"
    r" could| should| need| must| gonna| wanna| wish| feel like| fancy| can)\b)"
    r"|^(?:going to|gonna|planning|plan to|thinking of|about to|want to|wanna|craving|might|may|will|would|should)\b|"
    r"\btomorrow\b|\bnext (?:week|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
    r"|\b(?:later (?:today|tonight|on)|tonight (?:i|we)(?:'ll| will|'m| am)|is going to be|will be)\b",
    re.IGNORECASE,
)
# What is still to be done or bought, a meal that is only named for later, and what somebody would like.
_TO_COME: Final = re.compile(
    r"^(?:(?:and|so|also|just|really|still|i|we|i've|we've|do|definitely|probably)\s+)*(?:need(?:s|ed)?|have|"
    r"gotta|got|must|ought|remember|"
    r"(?:don't|mustn't) forget|don't let me forget|trying|hoping|hope|saving|waiting|about|tempted|dying|"
    r"desperate|in the mood|"
    r"crav(?:e|ing)|fancy(?:ing)?|feel(?:ing)? like)"
    r"\s+(?:to|for|until|till|a|an|"
    r"some)\b(?<!have a)(?<!have an)(?<!have some)(?<!got a)(?<!got an)(?<!got some)(?<!had to)"
    r"|^[\w' ]{0,16}\b(?:breakfast|brunch|lunch|dinner|supper|tea|snacks?|dessert)\b[\w' ]{0,12}?\s*(?:[:=–-]|"
    r"\bis|\bwill be)\s*(?:probably|"
    r"maybe|likely|perhaps|possibly|tbd|tbc|planning|the plan is|going to be|gonna be|to be|later|not yet|"
    r"undecided|thinking|might|either|"
    r"hopefully)\b",
    re.IGNORECASE,
)
# What somebody was told to eat, or read that one should.
_ADVISED: Final = re.compile(
    r"(?<!\bi )(?<!\bwe )\b(?:told|advise[ds]?|asked|wants?|wanted|begged|reminded|encourage[ds]?|urge[ds]?|recommend(?:s|ed)?|"
    r"suggest(?:s|ed)?|prescribed|says?|"
    r"said|reckons?|insists?|keeps? (?:saying|telling))\b(?: (?:me|us|that|i|we|you|people|to|it's good to|better to))*"
    r" (?:to|should|need|must|ought|eating|eat|drink|drinking|having|try|cut)\b"
    r"|\b(?:doctor|doc|dieti[ct]ian|nutritionist|trainer|coach|gp|physio|nurse|article|study|book|podcast|video|"
    r"influencer|google|tiktok|"
    r"instagram|internet)\b"
    r".{0,30}\b(?:says?|said|recommends?|recommended|suggests?|suggested|claims?|claimed|reckons?|told|swears by|"
    r"banned|forbade|prescribed)\b",
    re.IGNORECASE,
)
# What stands on a packet is no report: "the label says 9 g sugar per 100 g".
_PRINTED: Final = re.compile(
    r"^(?:(?:so|and|but|hey|hm+|ok)[\s,]+)*(?:(?:the|my|its|this|that|a) )?(?:[\w-]+ ){0,2}?"
    r"(?:label|packet|packaging|pack|wrapper|"
    r"tin|carton|nutrition table|ingredients list)(?: (?:on|of) (?:the |my |this |that )?[\w -]{2,30}?)? "
    r"(?:says?|said|reads?|shows?|"
    r"lists?|states?|claims?)\b",
    re.IGNORECASE,
)
# A time so long ago, or so vague, that no day of the diary is meant.
_LONG_AGO: Final = re.compile(
    r"\b(?:(?:back )?in (?:19|20)\d\d|back in (?:the )?(?:day|\w+days?|\w+ties|uni\w*|college|school)|back then|"
    r"in those days|"
    r"when (?:i|we) (?:was|were) (?:an? |at |in |on |still |only )?(?:\w+ ){0,2}?(?:kids?|child(?:ren)?|"
    r"young(?:er)?|little|small|teen\w*|boys?|"
    r"girls?|students?|\d+|"
    r"growing up|pregnant|school|uni\w*|college|abroad|travelling|traveling|backpacking|dating)|growing up|"
    r"as an? (?:kid|child|teen\w*|student|"
    r"boy|girl|baby)|(?:years?|decades?|months) (?:ago|back)|a month ago|once upon a time|"
    r"last (?:summer|winter|spring|autumn|fall|year|christmas|decade|month|january|february|march|april|may|june|"
    r"july|august|september|"
    r"october|november|december)(?!')|in my (?:teens|twenties|thirties|youth|student days|childhood)|ages ago|"
    r"the other (?:day|night|week|"
    r"evening|month)|some (?:time|weeks) ago|on our honeymoon|on my (?:gap year|wedding day))\b",
    re.IGNORECASE,
)
# "No breakfast today" is none; "no, breakfast" is a correction.
_NO_MEAL: Final = re.compile(
    r"^no (?:breakfast|brunch|lunch|dinner|supper|snacks?|food|coffee|wine|beer|alcohol|sugar|bread|meat|carbs) "
    r"(?:today|yet|for me|this|yesterday|so far|at all|again|now|because|since|tonight|as|just|only)\b",
    re.IGNORECASE,
)
_TONIGHT: Final = re.compile(r"\b(?:tonight|this evening)\b", re.IGNORECASE)
_EVENING: Final = time(16)
# "If possible", "if I remember rightly": said of the asking or the telling.
POLITE_IF: Final = re.compile(
    r"^\W*(?:(?:and|so|ok(?:ay)?|now|hey|well|but)[\s,]+)*if (?:possible|not|so|you (?:can|could|don't mind|please|would|like|"
    r"want)|"
    r"i(?:'m not mistaken| (?:remember|recall)\b)|(?:it|that)'s (?:ok|okay|possible|all right))",
    re.IGNORECASE,
)
_IF: Final = re.compile(
    r"^(?:if|suppose|supposing|imagine|let's say|say|assuming|what if|in case|unless|were i)\b", re.IGNORECASE
)
_PERHAPS: Final = re.compile(r"^(?:maybe|perhaps|possibly)\b", re.IGNORECASE)
_NEGATED: Final = re.compile(
    rf"\b(?:didn't|did not|didnt|haven't|have not|havent|hadn't|had not|don't|do not|dont|never|won't|wasn't able to|"
    rf"couldn't|could not|can't|cannot|wouldn't|not)\s+(?:\w+\s+){{0,3}}?"
    rf"(?:{EATING}|drink|drinks|have|has|had|finish|touch|want|like|log|get|got|consume|order|even|any|add|record|track)\b"
    r"|^(?:i |we )?(?:skipped|skipping|missed|fasted|fasting|avoided|refused|passed on)\b|\b(?:had|ate|eaten|drank|"
    r"logged) (?:nothing|none|no (?:breakfast|lunch|dinner|food|meal|snacks?|supper))\b"
    r"|^(?:nothing|no (?:breakfast|lunch|dinner|food|meal|snacks?|supper))\b|\b(?:without|instead of|"
    r"rather than) (?:eating|having|drinking)\b",
    re.IGNORECASE,
)
# "Bread, no thanks".
_NO_THANKS: Final = re.compile(r"[,–-]\s*(?:no|nope|nah)(?:,? (?:thanks|thank you|ta|cheers))?\W*$", re.IGNORECASE)
# "The coffee had milk in it" is about a food, not about what a person had.
_FOOD_HAD: Final = re.compile(
    r"^(?:the|that|this|it|they)\b(?:\s+(?!i\b|we\b)\w+){0,3}?\s+(?:had|has|have|contained|came with)\b", re.IGNORECASE
)
KIN: Final = (
    r"friends?|wife|husband|partner|sons?|daughters?|kids?|child(?:ren)?|mom|mum|mother|dad|father|parents?|"
    r"brothers?|sisters?|boyfriend|girlfriend|colleagues?|coworkers?|roommates?|flatmates?|"
    r"boss|baby|babies|neighbou?rs?|cousins?|aunt|uncle|grand(?:ma|pa|mother|father|son|daughter)s?|team|guests?|"
    r"teacher|coach(?! (?:session|class|trip|work-?out))|"
    r"intern|hubby|missus|client|spouse|fianc[eé]e?|toddler|buddy|mate|guy|girl|man|woman|people|"
    r"everyone|everybody|someone|somebody|nobody|he|she|they|you|nephew|niece|in-laws?|family|"
    r"dogs?|cats?|puppy|puppies|kittens?|pets?|hamsters?|rabbits?|birds?|parrots?|horses?|guinea pigs?"
)
_MADE: Final = (
    r"cooked|baked|made|prepared|grilled|roasted|boiled|fried|brewed|whipped up|meal[- ]?prepped|prepped|threw together|steamed|"
    r"barbecued|poached|toasted|blended|batch[- ]cooked|fixed|put together|microwaved|heated up|defrosted|packed"
)
# Food that somebody made has not been eaten for that; "made myself a sandwich" may have been.
_ONLY_MADE: Final = re.compile(
    rf"^(?:i |we )?(?:(?:'ve|have|just|also|then) )*(?:{_MADE})\s+(?:an?|some|the|my|our|us|myself|dinner|lunch|breakfast|half|"
    rf"one|two|three|"
    r"four|five|six|\d[\d.,]*|up|[a-z]+s)\b(?! (?:eggs?|potato(?:es)?|chicken|rice)$)",
    re.IGNORECASE,
)
_FOR_MYSELF: Final = re.compile(
    r"\b(?:myself|for (?:me|myself|breakfast|brunch|lunch|dinner|supper|(?:a |an )?(?:\w+ )?snack))\b", re.IGNORECASE
)
_FOR_OTHERS: Final = re.compile(
    rf"\bfor (?:(?:my|the|our|his|her|their|all the) (?:\w+ )?)?(?:{KIN})\b(?! and (?:i|me|myself)\b)", re.IGNORECASE
)
# "I nearly had a doughnut": it was not had.
_NEARLY: Final = re.compile(
    r"^(?:\W*(?:i|so|last night|today|just|once))*\W*(?:dreamt|dreamed|imagined|pretended|had a dream)\b|"
    r"\bbefore (?:i|we)(?:'d|'ve| had| have)? (?:even )?(?:got|could|ate|eaten|had|took|taken|managed|"
    r"tasted|touched|tried)(?: \w+){0,3}? ?(?:any(?:thing)?|a "
    r"(?:bite|sip|taste|chance|mouthful)|it|them|one|bite)\b|"
    rf"^(?:(?:\w+,? )?(?:i|we)(?:'d|'ve| had| have| was| were)? )?(?:so |very )?(?:nearly|almost|just about) (?:{EATING})\b"
    rf"|\b(?:i|we)(?:'d| would| could| should| might| must)(?:'ve| have) (?:{EATING})\b"
    r"|\b(?:was|were|got) (?:offered|tempted|given the chance|about to|going to|supposed to|meant to)\b"
    r"|\b(?:resisted|refused|declined|turned down|thought about|considered|looked at|smelled|smelt|passed on|walked past|"
    r"said no to)\b",
    re.IGNORECASE,
)
# What is had and not eaten: "a rough night", "a long meeting", "fun".
_HAD_NO_FOOD: Final = re.compile(
    r"^(?:today |yesterday |then |so |just )*(?:(?:i|we)(?:'ve|'m)? (?:have |just |also |really )*)?(?:had|have|having|got|"
    r"took|taken|enjoyed)\s+"
    r"(?:(?:an?|the|my|some|such an?|quite an?|no|another|too much|lots of|a lot of|so much)\s+)?"
    # "Had soup last night", "had pasta this evening": the night is when.
    r"(?:(?!(?:last|this|that|yesterday|today|every|each|for|in|at|on|before|after|during|with|and|the|of|from)\b)[\w-]+\s+){0,3}?"
    r"(?:days?|nights?|mornings?|evenings?|afternoons?|weekends?|weeks?|time|times|meetings?|calls?|chats?|talks?|"
    r"conversations?|arguments?|fights?|"
    r"rows?|naps?|sleeps?|rests?|breaks?|showers?|baths?|dreams?|thoughts?|ideas?|questions?|problems?|issues?|"
    r"troubles?|fun|laughs?|cry|"
    r"headaches?|migraines?|fever|flu|a cold|cough|stomach ?aches?|cramps?|heartburn|surger(?:y|ies)|operation|injections?|"
    r"vaccines?|check-?ups?|"
    r"appointments?|interviews?|exams?|tests?|class|classes|lessons?|lectures?|work-?outs?|sessions?|massages?|"
    r"haircuts?|part(?:y|ies)|dates?|"
    r"visitors?|guests?|company|luck|feelings?|look|go|plans?|errands?|deadlines?|shifts?|cigarettes?|smokes?|"
    r"period|accidents?|rush|"
    r"hangover|craving|appetite|hunger|stress|pain|day off|start|"
    r"runs?|walks?|jogs?|swims?|rides?|hikes?|strolls?|dips?|journey|trip|flight|drive|commute|match|game|training|practice)"
    r"(?:\s+(?:today|yesterday|tonight|last night|this \w+|at \w+|with .+|about .+|in the \w+))?[\s.!]*$",
    re.IGNORECASE,
)
# A deed that is none of eating, to something: "took my dog out", "walked the cat", "washed the apples".
_DID_OTHER: Final = re.compile(
    r"^(?:i |we )?(?:(?:'ve|have|just|also|then|finally) )*(?:took|walked|drove|washed|cleaned|saw|watched|met|visited|called|"
    r"played|read|wrote|"
    r"painted|fixed|repaired|carried|dropped|spilled|spilt|threw|picked|planted|watered|peeled|chopped|cut|sliced|"
    r"stocked|put|left|lost|found|"
    r"broke|burnt|burned|brought|sent|sold|returned|delivered|hugged|petted|brushed|groomed|trained|chased|paid|"
    r"counted|googled|photographed|"
    r"looked at|looked for|went to|went through|played with|dreamt of|dreamed of|talked about|read about|heard about|saw)\s+"
    r"(?:my|the|an?|our|some|his|her|their|up|out|off|away|for|to|about|of|with|\d+|two|three|all)\b",
    re.IGNORECASE,
)
# "Devoured a whole book": what is no food, done with.
_READ: Final = re.compile(
    r"\b(?:devoured|inhaled|demolished|finished|consumed|enjoyed|had)\s+(?:an?|the|my|some|two|three|\d+)\s+(?:\w+ ){0,2}?"
    r"(?:books?|novels?|series|episodes?|seasons?|podcasts?|magazines?|articles?|films?|movies?|albums?|essays?|"
    r"projects?|chapters?)\b",
    re.IGNORECASE,
)
# How something is, smells or sells: "the whole house smells of bacon".
_STATE: Final = re.compile(
    r"\b(?:smells?|smelled|smelt|reeks?|stinks?) (?:of|like)\b|\b(?:ran|run|running|is|are|we're|i'm) out of\b|\b(?:sells?|"
    r"serves?|costs?|went off|gone off|"
    r"is in season|are in season|has expired|expires?)\b",
    re.IGNORECASE,
)
# What a meal was, and no food: "dinner was a battle again".
_MEAL_WAS_NO_FOOD: Final = re.compile(
    r"^(?:\w+ ){0,2}?(?:breakfast|brunch|lunch|dinner|supper)(?: today| tonight| yesterday)? (?:was|were|turned into) "
    r"(?:(?:just|such|so|really|pretty|quite|very|an?|the|absolute|absolutely|total|totally|complete|bit|of|usual) )*"
    r"(?:battle|nightmare|disaster|struggle|fight|war|joke|flop|mess|chaos|chore|ordeal|drama|rush(?:ed)?|late|early|fun|"
    r"boring|stressful|loud|quiet|blast|interrupted|ruined|cancelled|canceled)"
    r"(?: (?:again|today|yesterday|tonight|though|tbh|lol|haha|as (?:always|usual|ever)))*\W*$",
    re.IGNORECASE,
)
_I_ATE: Final = re.compile(
    rf"^(?:had|ate|drank)\b|\b(?:i|we)\b(?:'ve| have)? (?:\w+ ){{0,2}}?(?:{EATING})\b", re.IGNORECASE
)
# Ordered, and still to come.
_STILL_TO_COME: Final = re.compile(
    r"\b(?:it|they|food|delivery)(?:'s|'ll|'re| is| are| will| should)? (?:be |on (?:its|the|their) way|com(?:es|ing|e)|"
    r"arriv(?:es|ing|e)|here in|not here)"
    r"|\bon (?:its|the|their) way\b|\bwaiting for (?:it|them|my)\b|\barriv(?:es|ing) (?:in|at|soon)\b",
    re.IGNORECASE,
)
_ORDERED: Final = re.compile(r"\b(?:ordered|ordering)\b", re.IGNORECASE)
_JOINT: Final = re.compile(r"(?:,\s*|\s+)(?:but|and then|then|and)\s+", re.IGNORECASE)
# What took the food away before it was eaten, told behind it: "but the dog ate it", "then I dropped it".
_JOINING: Final = r"^(?:(?:but|then|and|so|only|unfortunately|sadly|though)[\s,]+)*"
_IT: Final = r"(?:it|that|them|mine|all of (?:it|them)|the (?:whole thing|lot|rest of it))"
_TAKEN_AWAY: Final = re.compile(
    rf"{_JOINING}(?:(?:my|the|our) )?(?:\w+ )?(?:{KIN})\b (?:\w+ ){{0,2}}?(?:ate|had|took|stole|got|finished|drank|nicked|"
    rf"grabbed) {_IT}"
    r"(?: all| up| instead| first)?\W*$"
    rf"|{_JOINING}(?:i |we |ended up |had to )*(?:dropped|spilled|spilt|threw|binned|dumped|gave|returned|sent|lost|left|"
    rf"didn't (?:eat|drink|have|touch|try)|"
    rf"did not (?:eat|drink|have|touch|try)|never (?:ate|drank|had|touched|got to eat)) (?:{_IT}|any(?: of (?:it|them|that))?|"
    rf"a (?:bite|sip|drop))"
    r"(?: (?:away|out|back|up|to \w+.*|on .*|in .*|all over.*|after all|though|down.*))?\W*$",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(
    rf"(?:^|[,;:]\s*|\b(?:and|while|how|when|because|so)\s+)(?:\w+\s+){{0,3}}?(?:{KIN})\b(?!\s+(?:and|&)\s+(?:i|me|"
    rf"myself)\b)(?:\s+\w+){{0,4}}?\s+(?:{EATING}|shared|split|took|takes|has|have|"
    rf"likes?|loves?|made|makes|cooked|cooks|is|are|was|were|wants?|got|gets|fed|bought|left|brought|put|dropped|"
    rf"handed|offered|sent)\b",
    re.IGNORECASE,
)
_NAMED: Final = re.compile(rf"^[A-Z][a-z]+ (?:just |also |only )?(?:{EATING}|ran|walked|jogged|cycled|swam)\b")
_NO_NAME: Final = frozenset(
    "just today yesterday finally also only then later i we breakfast lunch dinner snack supper brunch tonight "
    "already simply mostly nothing".split()
)
_WITH_ME: Final = re.compile(
    rf"^\W*(?:me|i|us) (?:and|&|n) |\b(?:i|we|i've|we've)\b\s+(?:\w+\s+){{0,3}}?(?:{EATING}|shared|split)\b|"
    rf"\b(?:and|with) (?:i|me)\b|\bfor me\b|"
    rf"\bmade me\b|\bgave me\b|\bbought me\b",
    re.IGNORECASE,
)
_HABIT: Final = re.compile(
    r"\b(?:usually|always|often|normally|typically|generally|every (?:day|morning|evening|night|week|weekend)|"
    r"sometimes|rarely|hardly ever|tend to|used to|favou?rite|love|loves|like|likes|hate|hates|"
    r"dislike|prefer|prefers|allergic|intolerant|vegan|vegetarian|pescatarian|keto|celiac|coeliac|diabetic|on a diet|trying to)\b",
    re.IGNORECASE,
)
PAST: Final = re.compile(
    r"\b(?:ate|had|drank|eaten|drunk|consumed|finished|grabbed|devoured|'ve had|just had)\b", re.IGNORECASE
)
# "I was going to have cake, and had an apple": what was had is told as well.
PAST_OF_OWN: Final = re.compile(r"\b(?:and|but|so) (?:i |we )?(?:just |only |then )*(?:ate|had|drank)\b", re.IGNORECASE)
_BOUGHT: Final = re.compile(
    r"^(?:i |we )?(?:just |also )?(?:bought|purchased|picked up (?:some )?groceries|planted|sold|threw away|fed|gave)\b",
    re.IGNORECASE,
)


_GOING_ON: Final = re.compile(
    r"^(?:(?:i'm|i am|we're|we are|currently|now|just|still|busy)\s+)*(?:cooking|making|baking|preparing|frying|grilling|boiling|"
    r"roasting|steaming|prepping|heating(?: up)?|warming(?: up)?|defrosting)\b"
    r"(?!.*\b(?:and|then) (?:i |we )?(?:\w+ )?(?:ate|had|eating|having)\b)",
    re.IGNORECASE,
)
_THOUGHT: Final = re.compile(
    r"^(?:(?:i'm|i am|i was|i've been|been|was|still|just)\s+)*(?:thinking|dreaming|fantasi[sz]ing|debating|considering|"
    r"contemplating|pondering|wondering|tempted|drooling)\b",
    re.IGNORECASE,
)
# What is said of a food and of no meal: "that cake looks amazing".
_LOOKS: Final = re.compile(
    r"\b(?:looks?|looked|sounds?|sounded|smells?|smelled|smelt|seems?) (?:\w+ )?(?:good|nice|tasty|yummy|delicious|amazing|great|"
    r"lovely|gross|bad|awful|disgusting|weird|tempting|healthy|yum|fantastic|incredible)\W*$",
    re.IGNORECASE,
)
_RECIPE: Final = re.compile(
    r"^(?:an?y? |the |got an?y? |have you got an?y? |good )*recipes? (?:for|of|with|ideas?)\b", re.IGNORECASE
)


def why_not_eaten(said: str) -> Why | None:
    """Why a statement is not about something the person has eaten; None where nothing speaks against it."""
    return _why_not_food(said) or _why_not_had(said)


def _why_not_food(said: str) -> Why | None:
    """Why a statement is about no food: what is had and not eaten, another deed, a state."""
    if _HAD_NO_FOOD.match(said):
        return Why.UNCLEAR
    if _MEAL_WAS_NO_FOOD.match(said):
        return Why.REMARK
    if _READ.search(said):
        return Why.REMARK
    own = PAST.search(said) is not None
    if _RECIPE.match(said):
        return Why.OFF_TOPIC
    if _LOOKS.search(said) and not own:
        return Why.REMARK
    if is_used_otherwise(said) and not PAST_OF_OWN.search(said):
        return Why.REMARK
    if _GOING_ON.match(said) or (_THOUGHT.match(said) and not PAST_OF_OWN.search(said)):
        return Why.NOT_YET
    if _ORDERED.search(said) and _STILL_TO_COME.search(said):
        return Why.NOT_YET
    if _ONLY_MADE.match(said) and not own and (_FOR_OTHERS.search(said) or not _FOR_MYSELF.search(said)):
        return Why.NOT_YET
    if (_DID_OTHER.match(said) or _STATE.search(said)) and not _I_ATE.search(said):
        return Why.REMARK
    return None


def _why_not_had(said: str) -> Why | None:
    """Why something was not had by the person, or not yet."""
    if _NEARLY.search(said) and not PAST_OF_OWN.search(said):
        return Why.NOT_EATEN
    if (_IF.match(said) and not POLITE_IF.match(said)) or (_PERHAPS.match(said) and not PAST.search(said)):
        return Why.NOT_YET
    if _LONG_AGO.search(said):
        return Why.HABIT
    if is_advice(said):
        return Why.NOT_YET
    if _TO_COME.match(said) and not PAST_OF_OWN.search(said):
        return Why.FUTURE
    if _FUTURE.search(said) and not re.match(
        r"^(?:today|yesterday)?,?\s*(?:i|we) (?:\w+ )?(?:ate|had|drank)\b", said, re.IGNORECASE
    ):
        return Why.FUTURE
    if _NEGATED.search(said) or _NO_THANKS.search(said):
        return Why.NOT_EATEN
    name = _NAMED.match(said)
    named = name is not None and said.split()[0].lower() not in _NO_NAME and not _EATING.match(said)
    printed = _PRINTED.match(said) and not PAST_OF_OWN.search(said)
    if printed or (_FOOD_HAD.match(said) and not _OTHERS.search(said)):
        return Why.REMARK
    if (_OTHERS.search(said) or named) and not _WITH_ME.search(said):
        return Why.SOMEBODY_ELSE
    if _HABIT.search(said) and not PAST.search(said) and re.search(r"\b(?:i|i'm|my|we)\b", said, re.IGNORECASE):
        return Why.HABIT
    if _BOUGHT.match(said) and not PAST.search(said):
        return Why.NOT_YET
    return None


def denies_a_meal(said: str) -> bool:
    """Whether a statement says that a meal was none: "no breakfast today"."""
    return _NO_MEAL.match(said) is not None


def is_to_come(said: str, now: LocalMoment) -> bool:
    """Whether a meal that no verb says was had is of a time of this day that has not come: "pizza tonight", said at noon."""
    return now.time < _EVENING and bool(_TONIGHT.search(said)) and not PAST.search(said)


def is_advice(said: str) -> bool:
    """Whether a statement is what somebody else says that the person should have."""
    return bool(_ADVISED.search(said)) and not PAST_OF_OWN.search(said)


def is_uncertain_report(said: str) -> bool:
    """Whether a statement sounds as if it had been eaten and does not say so: "made myself a sandwich"."""
    return bool(_ONLY_MADE.match(said)) and not PAST.search(said)


def was_taken_away(said: str) -> bool:
    """Whether a clause ends in that what was told before was not eaten after all: "but the dog ate it", "I had soup, then "
    "dropped it"."""
    told = said.strip()
    ends = [told, *(told[joint.start() :].strip(" ,") for joint in _JOINT.finditer(told))]
    return any(_TAKEN_AWAY.match(end) for end in ends)
