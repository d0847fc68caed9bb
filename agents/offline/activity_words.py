"""Corrections of activities as they are said: "that wasn't a run, it was a ride", "miles, not km", "my watch says 412". "
"Pure."""

import re
from dataclasses import dataclass
from typing import Final

from agents.offline.marks import less_and_less
from agents.offline.naming import target_in
from agents.offline.skills.moves_told import told_plainly
from agents.offline.skills.moving import SKILL, Move, measured
from agents.offline.skills.sports import DEEDS, SPORTS, activity_named, kind_named
from agents.offline.steps import Change, Delete, Payload, Target
from fithub.core.clock import LocalMoment

MOVING: Final = (
    rf"{DEEDS}|runs?|jogs?|walks?|hikes?|swims?|climbs?|strolls?|rows?|dog walks?|(?:bike |cycle )?rides?|bike|{SPORTS}"
)
_ANY: Final = r"work-?outs?|exercises?|activit(?:y|ies)|training|gym sessions?|steps|step count"
DAY: Final = (
    r"(?:yesterday|today|tonight|last night|this (?:morning|afternoon|evening)|"
    r"(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_NAMED: Final = re.compile(
    r"^(?:(?:all |both )?(?:of )?(?:the|my|that|this|a|an|todays?|yesterdays?|last night|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|last|first|latest|second|third|other|earlier|later|mornings?|evenings?|"
    r"afternoons?|"
    r"lunchtime|long|short|little|\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\.?|o'?clock)|\d{1,2}:\d\d|"
    r"(?:[\d.,]+|half|one|two|three|ten|twenty|thirty|forty|sixty)[ -]?(?:k|km|kms|miles?|min(?:ute)?s?|hours?)?)\s+)*"
    rf"(?:(?P<kind>{MOVING})|(?P<any>{_ANY}))(?: (?:session|class|entry|workout))?\b(?P<rest>.*)$",
    re.IGNORECASE,
)
# What may stand behind an activity's name and names nothing else: when, and how much.
_AROUND: Final = re.compile(
    r"^(?:\W|\b(?:from|on|of|at|in|for|this|that|last|the|to|today|tonight|yesterday|night|morning|afternoon|evening|day|"
    r"before|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|off|out|again|diary|log|list|tally|record|journal|history|"
    r"tracker|total|my|entry|i|did|had|logged|just|please|\d+|st|nd|rd|"
    r"th|am|pm|o'?clock|"
    r"km|min|minutes?|hours?|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\b)*$",
    re.IGNORECASE,
)
_TOLD_ANEW: Final = re.compile(
    r"^(?P<new>[^?]+?)[,\s]+(?:and |but )?not (?:just |only )?(?P<old>(?:\d|an? |half )[^?]{0,40})$", re.IGNORECASE
)
_A_KIND: Final = (
    r"(?:an? |the |any |my |some )?(?:(?:proper|real|long|short|brisk|light|indoor|outdoor|slow|easy|morning|evening) )*"
    rf"(?:{MOVING})(?: (?:session|class|workout))?"
)
_WHAT: Final = rf"(?P<what>it|that|this|{DAY}|(?:the |my |that )?(?:{DAY} )?(?:one|entry|activity|{MOVING})(?: {DAY})?)"
_IT_WAS: Final = (
    r"(?:(?:but|it's|it is|it was|that was|that's|i was|i did|was|rather|actually|it should be|should be|should have been|"
    r"more like|"
    r"more of|and|in fact|really|only|just|went|make it|i meant|been)\s+)*"
)
# What it was, and what it was not.
_OTHER_KIND: Final = tuple(
    re.compile(rf"^{said}(?: instead| then| sorry| please| though)?$", re.IGNORECASE)
    for said in (
        (
            rf"(?:{_WHAT} ?)?(?:wasn't|was not|isn't|is not|weren't|not|i wasn't|i didn't)\s+(?:really |actually |going |"
            rf"doing )*"
            rf"(?P<was>{_A_KIND})(?: at all| {DAY})?[\s,;.–-]+{_IT_WAS}(?P<kind>{_A_KIND})(?: {DAY})?"
        ),
        (
            rf"(?:{_WHAT}(?:'s| was| is| should be| should have been) ?)?(?:actually |really |meant to be |supposed to be |"
            rf"i was )*"
            rf"(?P<kind>{_A_KIND}),? (?:and |but )?(?:not|instead of|rather than|i didn't|didn't|wasn't) (?P<was>{_A_KIND})"
        ),
        (
            rf"{_WHAT} (?:was|is|should be|should have been) (?:actually |really |more of |more like |meant to be |"
            rf"supposed to be )+"
            rf"(?P<kind>{_A_KIND})"
        ),
        (
            rf"(?P<what>(?:(?:the|my|{DAY}) )+(?P<was>{MOVING})(?: session| class)?(?: {DAY})?) "
            rf"(?:was|should be|should have been) (?:actually |really |meant to be )*(?P<kind>{_A_KIND})"
        ),
        rf"i (?:meant|mean)(?: to say)? (?P<kind>{_A_KIND})",
        rf"(?:change|switch|correct|rename|set|make|turn) {_WHAT} (?:(?:to|into|as) )?(?P<kind>{_A_KIND})",
    )
)
_UNIT: Final = r"(?:miles?|mi|kms?|kilomet(?:re|er)s?|met(?:re|er)s|hours?|hrs?|min(?:ute)?s?)"
_MEANT: Final = (
    r"(?:(?:i (?:mean|meant)|that's|that is|it's|it was|that was|should be|make that|in|sorry|of course)\s+)*"
)
# "Miles I mean, not km".
_OTHER_UNIT: Final = re.compile(
    rf"^{_MEANT}(?:(?P<many>\d[\d.,]*) ?)?(?P<unit>{_UNIT})(?:,? (?:i (?:mean|meant)|sorry|actually|of course))*"
    rf"(?P<old>,? (?:and |but )?(?:not|instead of|rather than) (?:in )?{_UNIT})?(?: sorry)?$",
    re.IGNORECASE,
)
_SOURCE: Final = re.compile(
    r"^(?:(?:and|but|so|well|according to)\s+)*(?:(?:my|the|our) )?(?:\w+ )?(?:smart ?watch|watch|fitbit|garmin|strava|whoop|"
    r"oura|tracker|"
    r"treadmill|machine|app|bike computer|computer|phone|pedometer|gps|wristband|band|polar|coros|suunto|health app|"
    r"apple health)(?:'s)?"
    r",? (?:app )?(?:(?:actually|really|now)\s+)*(?:says?|said|shows?|showed|counted|counts|gives|gave|has|had|reckons|"
    r"recorded|tracked|"
    r"measured|reads?|logged|claims|thinks|tells me|told me|makes?|made|put|puts|got|clocked|i)\b(?: that)?\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_CLAIM: Final = re.compile(
    r"^(?:(?:it(?:'s| was| is)?|that(?:'s| was| is)?|this|i|i've|me|at|as|down|we|was|only|actually|more like|about|around|"
    r"burn(?:ed|t)|did|"
    r"done|took|taken|have|a total of|total|was really|covered|made|walked|of|for|up)\s+)*(?P<much>(?:\d|half|an? (?:hour|"
    r"mile)).*)$",
    re.IGNORECASE,
)
_NAMED_CLAIM: Final = re.compile(
    rf"^(?P<what>(?:(?:the|my|{DAY}|that) )+(?:{MOVING}|{_ANY})(?: session| class)?(?: {DAY})?) "
    r"(?:(?:was|were|is|burn(?:ed|t)|took|at|came to|lasted|as|only|actually|about|really|being)\s+)+(?P<much>(?:\d|half|"
    r"an? ).*)$",
    re.IGNORECASE,
)
# "I burnt 412 kcal", "it took 35 minutes": of what was just told.
_MORE_OF_IT: Final = re.compile(
    r"^(?:and |also |btw )*(?:(?:i|it|that|which|we) )?(?:(?:only|actually|apparently) )*(?:burn(?:ed|t)|took(?: me)?|"
    r"lasted|was) "
    r"(?:(?:about|around|roughly|like|over|nearly|only|just|exactly) )*(?P<much>\d[\d.,]* ?(?:kcals?|calories|cals?|"
    r"min(?:ute)?s?|hours?|"
    r"kms?|miles?|k))(?: (?:on|doing|with|from|during|in) (?:it|that|this)| (?:in total|total|long|by the way|btw))*$",
    re.IGNORECASE,
)
# "The run at 7 was 25 minutes": the one that is there, or one that is told like this.
_THE_ONE: Final = re.compile(
    rf"^(?P<what>(?:(?:the|my|{DAY}|that) )+(?:(?:first|second|last|other|long|short|morning|evening|afternoon|lunchtime) )*"
    rf"(?:{MOVING})(?: session| class| workout)?(?:,? (?:at|around) [\w:.]+(?: ?[ap]m)?| in the \w+| {DAY})*) "
    r"(?P<verb>was|were|took(?: me)?|lasted|came to|went on(?: for)?) (?:(?:actually|really|only|just|about|around|in fact|"
    r"more like|exactly) )*"
    r"(?P<much>(?:\d|half|an? (?:hour|mile|half)|three quarters)[^,;]*)$",
    re.IGNORECASE,
)
# "It was more of a hike, change it to hiking".
_SO_CHANGE: Final = re.compile(
    r"^[^,;.]{3,60}[,;.]\s*(?:so |please |can you )*(?=(?:change|make|switch|rename|set|call|turn) (?:it|that)\b)",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(
    r"(?:[\s,]+(?:actually|btw|by the way|sorry|please|pls|though|instead|correct(?: (?:it|that))?|in fact|now|not \d[\w., ]*|"
    r"apparently|today|so|oops|"
    r"lol))+\W*$",
    re.IGNORECASE,
)
_BARE_FIGURE: Final = re.compile(r"^\d[\d.,]*$")
_STEPS_FIRST: Final = re.compile(rf"^(?:(?:the|my|{DAY}) )*(?:{MOVING}|{_ANY})\b", re.IGNORECASE)
_TELLS_ANEW: Final = re.compile(r"\b(?:was|were|is|should be|should have been|took|lasted|only|not)\b", re.IGNORECASE)
_HAS_VERB: Final = re.compile(r"\b(?:was|were|is|should|took|lasted)\b", re.IGNORECASE)
_BEFORE_FIGURE: Final = re.compile(r":? (?=(?:only |just )?(?:\d|half\b|an? hour))", re.IGNORECASE)
_NEXT: Final = re.compile(
    rf"\s*(?:,|;|&|\band\b|\bbut\b|\balso\b)+\s*(?=(?:(?:the|my|{DAY}) )+(?:\w+ )?(?:{MOVING}|{_ANY})\b|(?:{MOVING}|"
    rf"steps)\b[^,;]* "
    r"(?:was|were|should|only)\b)",
    re.IGNORECASE,
)


# "I didn't do the yoga", "never went to the gym on Thursday, take it out".
_NOT_DONE: Final = re.compile(
    r"^(?:(?:and|but|so|well)\s+)*(?:i |we )?(?:actually |really )*(?:didn't|did not|never|haven't|wasn't|was not)(?: "
    r"(?:actually|really|"
    r"even|end up|make it|once))* "
    r"(?:(?:do|did|done|doing|go|went|gone|going|have|had|get|got|play|played|make|made|run|finish|ride|use|touch|cycle|"
    r"swim|row|walk)(?: (?:to|for|on|out "
    r"for))* ?|"
    r"(?:got|get|was|been|went|go|sat|set foot|stepped|touched|used|rode|took|came|hopped|turned up) ?"
    r"(?:(?:on|in|into|at|to|near|out on|anywhere near|for) )*)?"
    rf"(?P<the>(?:the|that|my) )?(?:an? )?(?P<what>(?:{DAY} )?(?:{MOVING})(?: session| class)?(?: (?:from )?{DAY})?)"
    r"(?: (?:after all|in the end|at all|though|actually))*"
    r"(?P<go>[\s,;.–-]+(?:so |and |please |pls |can you |could you |would you |kindly |just )*(?:delete|remove|erase|scrap|"
    r"drop|"
    r"cancel|bin|get rid of|take|scratch|wipe|clear|strike) (?:it|that|this)(?: one| entry)?(?: (?:off|out|away|down|please|"
    r"pls|"
    r"again|for me|thanks|thank you))*)?$",
    re.IGNORECASE,
)
_WEEKDAY: Final = re.compile(r"(?<!on )\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveFix(Change):
    """A correction that can be of nothing but an activity. `move`: what to write where none is there; `was`: the kind that it was
    not; `unit`: the one in which its figure was meant."""

    move: Move | None = None
    was: str = ""
    unit: str = ""


def named(target: Target) -> re.Match[str] | None:
    """The activity that a target names, with `kind` or `any` and the `rest` of its words."""
    found = _NAMED.match(re.sub(r"'s\b", "", target.said).strip())
    return found if found is not None and _AROUND.match(found["rest"]) else None


def is_about_activity(target: Target | None) -> bool:
    """Whether a target names an activity and nothing else: "my morning run", "the 5 km walk from Monday"."""
    return target is not None and named(target) is not None


def read_fix(said: str, now: LocalMoment) -> MoveFix | None:
    """A correction of an activity that is told as one; None for any other."""
    if said.rstrip().endswith("?"):
        return None
    for words in less_and_less(said.strip(" .!")):
        bare = words.strip(" .!,")
        found = (
            _told_anew(bare, now)
            or _other_kind(bare, now)
            or _other_unit(bare)
            or _as_a_device_says(bare, now)
            or _more_of_it(bare)
            or _the_one(bare, now)
        )
        if found is not None:
            return found
    return None


def fixes_in(sentence: str) -> list[str]:
    """Several corrections of activities in one sentence, each with its verb; [] where it is none."""
    parts = [part.strip(" ,;.") for part in _NEXT.split(sentence)]
    if len(parts) < 2 or not all(
        _STEPS_FIRST.match(part) and re.search(r"\d|\bhalf\b|\bhour\b", part) for part in parts
    ):
        return []
    if not _TELLS_ANEW.search(parts[0]):
        return []
    # "Yesterday's swim was 30 min and the run 5 km": a day that is said first is meant for all.
    day = re.match(rf"(?:(?:the|my) )?(?P<day>{DAY})\b", parts[0], re.IGNORECASE)
    dated = [
        part if day is None or re.search(rf"\b{DAY}\b", part, re.IGNORECASE) else f"{day['day']} {part}"
        for part in parts
    ]
    return [part if _HAS_VERB.search(part) else _BEFORE_FIGURE.sub(" was ", part, count=1) for part in dated]


def _told_anew(said: str, now: LocalMoment) -> MoveFix | None:
    """ "On Saturday I cycled 32 km, not 30": the one that was told is meant; where there is none, it is told for the first "
    "time."""
    match = _TOLD_ANEW.match(said)
    move = _moved(match["new"], now) if match is not None else None
    if match is None or move is None:
        return None
    the_one = _THE_ONE.match(match["new"])
    if the_one is not None:
        # "Yesterday's tennis was 60 min, not 45" is of one that was told.
        return MoveFix(target_in(the_one["what"], now), Payload(), the_one["much"])
    return anew(move, match["new"], match["old"], now)


def _moved(said: str, now: LocalMoment) -> Move | None:
    move = SKILL.read(said, now)
    return move if isinstance(move, Move) else None


def anew(move: Move, said: str, old: str, now: LocalMoment) -> MoveFix | None:
    """What was done on a day, told once more: the one that is there was so, else this is one; `old`: what it was not."""
    when = "" if move.day is None or move.day == now.date else f"on {move.day:%A}"
    target = Target(f"the {move.name} {old if measured(old) else ''} {when}".strip(), day=move.day)
    return MoveFix(target, Payload(), said, move=move) if is_about_activity(target) else None


def _other_kind(said: str, now: LocalMoment) -> MoveFix | None:
    said = _SO_CHANGE.sub("", said)
    match = next((found for pattern in _OTHER_KIND if (found := pattern.match(said))), None)
    if match is None:
        return None
    what, told = (match.groupdict().get("what") or "").strip(), match.groupdict().get("was") or ""
    kind, was = activity_named(match["kind"]), activity_named(told)
    if not kind or kind == was:
        return None
    target = None
    if re.search(rf"\b{DAY}", what, re.IGNORECASE) and not re.search(rf"\b(?:{MOVING})\b", what, re.IGNORECASE):
        target = target_in(f"the {was or 'activity'} {what}", now)
    elif what.lower() not in {"", "it", "that", "this"}:
        target = target_in(what, now)
    return MoveFix(target, Payload(food=kind, kind=True), match["kind"], was=was)


def _other_unit(said: str) -> MoveFix | None:
    match = _OTHER_UNIT.match(said)
    if match is None or (match["many"] and not match["old"]):
        # "4 miles" may be anything; "4 miles, not km" is what was told.
        return None
    if not match["old"] and not re.search(r"\bi mean|\bi meant|\bshould be\b", said, re.IGNORECASE):
        return None
    if match["many"]:
        return MoveFix(None, Payload(), f"{match['many']} {match['unit']}")
    return MoveFix(None, Payload(), said, unit=match["unit"].lower())


def _as_a_device_says(said: str, now: LocalMoment) -> MoveFix | None:
    source = _SOURCE.match(said)
    if source is None:
        return None
    rest = _TAIL.sub("", source["rest"])
    named_claim = _NAMED_CLAIM.match(rest)
    if named_claim is not None and measured(named_claim["much"]):
        return MoveFix(target_in(named_claim["what"], now), Payload(), named_claim["much"])
    claim = _CLAIM.match(rest)
    if claim is not None and (_BARE_FIGURE.match(claim["much"]) or _is_all_measure(claim["much"])):
        burned = (
            " kcal" if re.search(r"\bburn(?:ed|t)\b", rest, re.IGNORECASE) and _BARE_FIGURE.match(claim["much"]) else ""
        )
        return MoveFix(None, Payload(), claim["much"] + burned)
    move = _moved(rest, now)
    return None if move is None or move.name == "activity" or not told_plainly(rest) else anew(move, rest, "", now)


def _the_one(said: str, now: LocalMoment) -> MoveFix | None:
    match = _THE_ONE.match(_TAIL.sub("", said))
    if match is None or not _is_all_measure(match["much"]):
        return None
    move = _moved(f"{match['what']} {match['much']}", now)
    contrasted = re.search(r"\bnot\b|\binstead\b", said, re.IGNORECASE)
    return MoveFix(target_in(match["what"], now), Payload(), match["much"], move=None if contrasted else move)


def _is_all_measure(said: str) -> bool:
    return bool(measured(said)) and told_plainly(f"{said} of yoga") is not None


def _more_of_it(said: str) -> MoveFix | None:
    match = _MORE_OF_IT.match(_TAIL.sub("", said))
    if match is None:
        return None
    found = measured(match["much"])
    alone = (
        Move("activity", **found) if "energy_kcal" in found and not re.search(r"\b(?:it|that|which)\b", said) else None
    )
    return MoveFix(None, Payload(), match["much"], move=alone)


def read_not_done(said: str, now: LocalMoment) -> Delete | None:
    """ "I didn't do the yoga", "I didn't go to the gym on Thursday, get rid of that": what was written and was not done; where it
    is not there, nothing is to do."""
    for words in less_and_less(said.strip(" .!")):
        match = _NOT_DONE.match(words)
        if match is None or not (match["the"] or match["go"]):
            continue
        # A weekday beside a denial is the past one.
        target = target_in(f"the {_WEEKDAY.sub(r'on \1', match['what'])}", now)
        return Delete((target,), softly=True) if is_about_activity(target) else None
    return None


def kind_in(said: str) -> str | None:
    """The activity that something should be instead: "a walk"; None where the words are of something else."""
    found = _NAMED.match(re.sub(r"^(?:an?|the)\s+", "", said.strip(), flags=re.IGNORECASE))
    return kind_named(found["kind"]) if found is not None and found["kind"] and _AROUND.match(found["rest"]) else None
