"""The words for exercise, and what each kind is called in the diary."""

import re
from typing import Final

_NAMES: Final = {
    "ran": "running", "run": "running", "jogged": "jogging", "jog": "jogging", "walked": "walking", "walk": "walking",
    "cycled": "cycling", "biked": "cycling", "bike ride": "cycling", "rode my bike": "cycling", "bike": "cycling",
    "swam": "swimming", "swim": "swimming", "hiked": "hiking", "hike": "hiking", "rowed": "rowing", "danced": "dancing",
    "skied": "skiing", "ride": "cycling", "biking": "cycling", "spin": "spinning", "spin class": "spinning", "rower": "rowing",
    "rowing machine": "rowing", "weights": "weight training", "lifting": "weight training", "row": "rowing", "climb": "climbing",
    "climbed": "climbing", "skated": "skating", "stretched": "stretching", "stretch": "stretching", "stretches": "stretching",
    "skipping rope": "rope skipping", "jump rope": "rope skipping", "rope jumping": "rope skipping", "dance class": "dancing",
    "gym": "gym session", "ping pong": "table tennis", "cycle": "cycling", "stroll": "walking", "strolled": "walking",
    "dog walk": "walking", "sprints": "sprinting", "hiit class": "hiit", "boxed": "boxing", "core": "core training",
    "core work": "core training", "lifted": "weight training",
}  # fmt: skip
SPORTS: Final = (
    "yoga|pilates|trail running|running|jogging|nordic walking|power walking|walking|mountain biking|cycling|biking|swimming|"
    "rowing|"
    "hiking|dancing|aerobics|zumba|hiit|crossfit|spinning|weight training|strength training|resistance training|weight lifting|"
    "stretching|kickboxing|boxing|rock climbing|climbing|table tennis|ping pong|tennis|basketball|netball|handball|football|soccer|"
    "badminton|skiing|snowboarding|ice skating|roller skating|skating|gardening|elliptical|stair climbing|weights|lifting|cardio|"
    "circuit training|circuits|kayaking|canoeing|paddle ?boarding|sailing|surfing|rope skipping|skipping rope|jump rope|rope "
    "jumping|"
    "skipping|volleyball|squash|golf|rugby|cricket|field hockey|ice hockey|hockey|karate|judo|taekwondo|tai chi|fencing|padel|"
    "bouldering|horse riding|kettlebells|calisthenics|spin class|spin classes|spin|exercise bike|stationary bike|rowing machine|"
    "rower|treadmill|cross[- ]trainer|stair ?master|aqua aerobics|barre|ballet|martial arts|body ?pump|body ?combat|dance class|"
    "gym|frisbee|core training|core work|core|abs|sprints|trampolining|housework"
)
_QUALITY: Final = (
    "morning|evening|afternoon|lunchtime|"
    "easy|long|short|brisk|slow|fast|quick|gentle|light|hard|little|nice|recovery|indoor|outdoor"
)
# A kind as a noun, with what may stand before it and makes it no other.
NOUN: Final = (
    rf"(?:(?:{_QUALITY}) )*(?:runs?|jogs?|walks?|swims?|hikes?|dog walks?|bike rides?|climbs?|strolls?|rides?|{SPORTS})"
)
DEEDS: Final = (
    "ran|jogged|walked|cycled|biked|swam|hiked|rowed|danced|skied|climbed|skated|boxed|strolled|stretched|rode my bike"
)
_QUALITIES: Final = re.compile(rf"^(?:(?:{_QUALITY}) )+", re.IGNORECASE)
_LONGEST_FIRST: Final = sorted({*_NAMES, *SPORTS.split("|")}, key=len, reverse=True)
NAMED: Final = re.compile(rf"\b(?:{'|'.join(_LONGEST_FIRST)})s?\b", re.IGNORECASE)
# Kinds that people call now so and now otherwise.
_ALIKE: Final = (
    frozenset({"weight training", "strength training", "resistance training", "weight lifting", "gym session"}),
    frozenset({"running", "jogging", "sprinting", "trail running"}),
    frozenset({"cycling", "spinning", "mountain biking"}),
    frozenset({"skipping", "rope skipping"}),
)


def kind_named(said: str) -> str:
    """What an activity is called that words name: "run" is running."""
    word = _QUALITIES.sub("", said.lower())
    if word not in SPORTS.split("|") and word not in _NAMES:
        word = word.removesuffix("es") if word.endswith("classes") else word.removesuffix("s")
    return _NAMES.get(word, word)


# Before the colon no meal and no figure, behind it so long or so far of a sport.
_CHEERED: Final = re.compile(
    r"^(?!.*\b(?:breakfast|brunch|lunch|dinner|supper|snacks?|goal|target|plan|wrong|should)\b[^:]*:)(?P<cheer>[^:\d]{6,80}):\s*"
    r"(?P<told>\d[\d.,]* ?(?:min(?:ute)?s?|h(?:ou)?rs?|h|kms?|k|miles?)\b\W+(?:of )?[a-z].*)$",
    re.IGNORECASE,
)
_CHEERED_ON: Final = re.compile(
    r"\b(?:yesterday|last night|this morning|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.IGNORECASE
)


def activity_named(said: str) -> str:
    """The kind of exercise that words name anywhere, "" for none."""
    match = NAMED.search(said)
    return "" if match is None else kind_named(match[0])


def is_kind(kind: str, name: str) -> bool:
    """Whether an activity that is called so in the diary may be of that kind."""
    low = name.lower()
    return kind in low or any(kind in group and low in group for group in _ALIKE)


def behind_its_praise(sentence: str) -> str:
    """A sentence without the words before a colon that only cheer: "absolutely smashed it at the boxing club: 45 min rowing"."""
    cheered = _CHEERED.match(sentence)
    if cheered is None or not activity_named(cheered["told"]):
        return sentence
    day = _CHEERED_ON.search(cheered["cheer"])
    return cheered["told"] if day is None else f"{cheered['told'].rstrip(' .!')} {day[0]}"
