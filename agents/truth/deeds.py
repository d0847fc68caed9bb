"""What a text claims was done: the deed, and what it was done to; and whether the turn's tools did that."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from agents.truth.evidence import Grounds, Result
from agents.truth.things import food_words, stems
from fithub.foods.words import stem

# What each writing tool does, in the deeds below; a tool that is not named may have done any of them.
_ANY: Final = frozenset("log delete change undo set remember plan start stop".split())
_DEEDS: Final[Mapping[str, str]] = {
    "log_meal": "log", "copy_meal": "log", "log_usual": "log", "confirm_draft": "log", "log_planned": "log",
    "log_water": "log", "log_activity": "log", "log_measurement": "log",
    "edit_water": "change", "edit_activity": "change", "delete_water": "delete", "delete_activity": "delete",
    "commit_import": "log", "answer_question": "log change",
    "edit_entry": "change",
    "edit_draft": "change", "edit_measurement": "change", "edit_planned": "change", "edit_recipe": "change",
    "set_day_status": "change set", "set_measure": "set change remember log", "set_favourite": "set change remember delete",
    "set_coach_settings": "set change start stop", "delete_entry": "delete", "delete_measurement": "delete", "delete_own": "delete",
    "decline_draft": "delete change", "undo": "undo delete change", "undo_import": "undo delete", "redo": "undo log change",
    "save_recipe": "log set remember", "create_food": "log set remember change", "save_diet": "log set plan",
    "set_goal": "log set change", "activate_goal": "set start change", "end_goal": "stop change delete", "plan_meal": "plan log",
    "activate_diet": "set start change stop", "propose_target": "propose", "decide_proposal": "set change",
    "set_preference": "remember log set change", "remove_preference": "delete remember change", "remember": "remember log set",
    "edit_profile": "set change remember log", "forget": "delete change", "start_export": "start", "cancel_job": "stop",
}  # fmt: skip
# The words for a deed, as they follow "I have" or "it was"; a * marks those that are said of nothing else.
_SAID: Final[Mapping[str, str]] = {
    "log": "logged* recorded* tracked* added entered saved written jotted put stored noted registered* created copied imported"
    " kept",
    "delete": "deleted* removed* erased* cleared dropped taken took forgotten forgot discarded gone",
    "change": "changed updated* corrected* edited* adjusted* amended* moved fixed swapped replaced renamed"
    " switched modified* halved doubled",
    "undo": "undone* undid* restored* reverted* reversed",
    "set": "set activated* saved favourited*",
    "remember": "remembered* noted saved",
    "plan": "planned scheduled*",
    "start": "started activated*",
    "stop": "stopped cancelled* canceled* ended deactivated*",
}
_ING: Final[Mapping[str, str]] = {
    "logging": "log", "adding": "log", "recording": "log", "saving": "log", "deleting": "delete", "removing": "delete",
    "updating": "change", "changing": "change", "undoing": "undo", "setting": "set",
}  # fmt: skip
# Deeds by word: one word may tell of several.
_BY_WORD: Final[dict[str, frozenset[str]]] = {}
for _deed, _words in _SAID.items():
    for _word in _words.split():
        _plain = _word.rstrip("*")
        _BY_WORD[_plain] = _BY_WORD.get(_plain, frozenset()) | {_deed}
_STRONG: Final = "|".join(word[:-1] for words in _SAID.values() for word in words.split() if word.endswith("*"))
_VERB: Final = "|".join(sorted(_BY_WORD, key=len, reverse=True))
_ADVERBS: Final = (
    r"(?:(?:just|now|also|already|successfully|both|all|then|safely|only|gone ahead and|went ahead and|duly)\s+)*"
)
_FIRST: Final = re.compile(
    rf"\b(?:i|we)(?:['’]ve|['’]ve got| have|['’]m| am)?\s+{_ADVERBS}(?P<verb>{_VERB}|{'|'.join(_ING)})\b", re.IGNORECASE
)
_PASSIVE: Final = re.compile(
    rf"(?:\b(?:is|are|was|were|been|being|got|gets|now)|\b(?:it|that|they|everything|all)['’](?:s|re))\s+{_ADVERBS}(?P<verb>{_VERB})\b",
    re.IGNORECASE,
)
_BARE: Final = re.compile(
    rf"(?:^|[,:.!]\s*|\band\s+|\b(?:just|now|all|successfully|freshly)\s+)(?P<verb>{_VERB})\b(?!\s+(?:by|sugars?|salt|fat|fats)\b)",
    re.IGNORECASE,
)
_STRONG_WORD: Final = re.compile(rf"\b(?P<verb>{_STRONG})\b", re.IGNORECASE)
# Where a thing now stands tells that it was put there.
_INTO: Final = (
    (re.compile(r"\b(?:in|into|to|on) your (?:diary|log|food log|journal)\b", re.IGNORECASE), frozenset({"log"})),
    (
        re.compile(r"\b(?:is|are|was|put) (?:\w+ )?(?:in|into|on) (?:the|your) plan\b", re.IGNORECASE),
        frozenset({"plan"}),
    ),
)
_ANYTHING: Final = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|great|sure|perfect|right)\W+)?(?:(?:all )?done|all set|taken care of)\b(?!\s+(?:with|by|for)\b)"
    r"|\b(?:that|it)['’]s (?:all )?(?:done|taken care of)\b",
    re.IGNORECASE,
)

_SEGMENTS: Final = re.compile(
    r";|\s[-—–]+\s|—|,?\s+but\s+|\balthough\b|\bthough\b|\bexcept\b|\bwhile\b|\bso\b(?= (?:you|that)\b)", re.IGNORECASE
)
_CLAUSES: Final = re.compile(r"[,:()]")
_NOT: Final = re.compile(
    r"\b(?:not|nothing|no|never|none|neither|nor|without|yet to|cannot|didn|unable)\b|n['’]t\b", re.IGNORECASE
)
_OPEN: Final = re.compile(
    r"\b(?:can|could|will|would|should|shall|may|might|must|to|if|once|when|whenever|until|unless|whether|want|like|need|after|before"
    r"|let|have i|did i|as soon as|ready to be)\b|['’](?:ll|d)\b",
    re.IGNORECASE,
)
_YOURS: Final = re.compile(r"\b(?:you|you['’]ve|you have|you had|you['’]d)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_OF_IT: Final = re.compile(
    r"\b(?:last time|ever|so far|previously|that (?:was|were)|which (?:was|were))\b", re.IGNORECASE
)
# What is told as done although it waits for a yes: only looked for where something does.
_DONE_ALREADY: Final = re.compile(
    r"\b(?:i(?:['’]ve| have)?|it(?:['’]s| is)|(?:has|have) been|was|were|is|are|all|now)\s+(?:\w+\s+)?"
    r"(?:set|active|activated|imported|started|begun|ended|gone|cleared|wiped|approved|confirmed|done)\b"
    r"|^(?:set|activated|imported|cleared|gone|approved|confirmed)\b|\b(?:is|are) now\b",
    re.IGNORECASE,
)
_ONLY_MEANT: Final = re.compile(
    r"\b(?:would|could|can|will|once|if|when|after|before|until|shall|should|yes|waits?)\b|\?", re.IGNORECASE
)
_DENIED: Final = re.compile(
    rf"\bnothing\s+(?:was|is|has been|got)\s+(?:\w+\s+)?(?:{_VERB})\b"
    rf"|\bi\s+(?:have not|haven['’]t|did not|didn['’]t|could not|couldn['’]t)\s+(?:\w+\s+)?"
    rf"(?:{_VERB}|log|add|record|save|delete|remove|change|update)\b",
    re.IGNORECASE,
)
# A sentence without any of these words claims and denies no deed.
WORDS: Final = frozenset(
    {*_BY_WORD, *_ING}
    | set("done set care diary log journal plan now active imported begun gone wiped approved confirmed".split())
    | set("add record save delete remove change update".split())
)
_ELSE: Final = re.compile(r"\b(?:else|other|others|more|another|besides)\b", re.IGNORECASE)
_SLOT: Final = re.compile(r"\b(?P<slot>breakfast|lunch|dinner|supper|snack)s?\b(?!\s+(?:bar|food|box))", re.IGNORECASE)
_FROM: Final = re.compile(
    r"\b(?:from|instead of|not|rather than|than|before|after|since)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)

# What a deed can be done to besides food, and the tools that do it.
_OBJECTS: Final[tuple[tuple[re.Pattern[str], frozenset[str]], ...]] = tuple(
    (re.compile(rf"(?<!protein )\b(?:{words})\b", re.IGNORECASE), frozenset(tools.split()))
    for words, tools in (
        (r"goals?(?: weight)?", "set_goal activate_goal end_goal"),
        (r"targets?|calorie (?:budget|limit)|budget", "decide_proposal propose_target activate_diet save_diet"),
        (
            r"preferences?|allerg(?:y|ies|ic|ens?)|intoleran(?:t|ce)|dislikes?|avoid",
            "set_preference remove_preference remember forget",
        ),
        (r"recipes?", "save_recipe edit_recipe delete_own"),
        (r"favou?rites?", "set_favourite"),
        (
            r"(?<!goal )(?:body ?)?weight|weigh-in|measurements?|waist|hips|body fat",
            "log_measurement edit_measurement delete_measurement",
        ),
        (r"reminders?|check-ins?|summar(?:y|ies)|notifications?", "set_coach_settings get_summary"),
        (r"profile|account|password|e-?mail(?: address)?|time ?zone|birth ?day", ""),
        (r"imports?", "commit_import undo_import"),
        (r"diets?", "save_diet activate_diet"),
        (r"work-?out|exercise|activity", "log_activity edit_activity delete_activity set_day_status"),
    )
)
_TOWARDS: Final = re.compile(
    r"\b(?:towards?|against|of|within|under|over|below|above|with|per|than|for|near|to|from|in line with)\s+(?:your|the|a|that)\s+"
    r"(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_MEASURED: Final = re.compile(r"\b(?:weight|waist|hips|chest|body fat|neck|thigh)\b", re.IGNORECASE)
# What may write down that something was eaten, or is a tool that this list does not know.
_DIARY: Final = frozenset(
    "log_meal copy_meal log_usual confirm_draft log_planned commit_import undo redo edit_entry plan_meal create_food"
    " save_recipe".split()
)
# What writes entries of the diary, and words that only they are told in.
_EATEN: Final = _DIARY - {"plan_meal", "create_food", "save_recipe"}
_LOGGED_MEAL: Final = re.compile(
    r"\b(?:logged|tracked|recorded)\b.*\b(?:breakfast|lunch|dinner|supper|snack)\b"
    r"|\b(?:serving|portion|breakfast|lunch|dinner|supper|snack)\b.*\b(?:logged|tracked|recorded)\b",
    re.IGNORECASE,
)
_ALL_OF_IT: Final = re.compile(r"\b(?:whole|entire|complete|everything|all (?:of )?(?:the|your|my))\b", re.IGNORECASE)
_ALLERGY: Final = re.compile(
    r"\b(?:allerg(?:y|ies|ic)|intoleran(?:t|ce)|sensitivity) (?:to|of) (?:the )?([a-z]+)"
    r"|\b(?!(?:your|the|this|that|an|a|any|food|new|my|other|severe)\b)([a-z]+) (?:allergy|intolerance)\b",
    re.IGNORECASE,
)
_HOUSEHOLD: Final = re.compile(
    r"\b(bowl|cup|mug|glass|plate|spoon|scoop|slice|handful|ladle|bottle|can|tin|jar|shaker)s?\b", re.IGNORECASE
)
_REACHED: Final = frozenset({"goal", "goals", "target", "targets", "budget", "weight"})


@dataclass(frozen=True, slots=True)
class Claim:
    """A deed that a part of a sentence claims, in the words around it."""

    said: str
    deeds: frozenset[str]
    first_person: bool
    part: str
    around: str


def claims(sentence: str) -> list[Claim]:
    """The deeds that a sentence claims: what was done already, by whoever speaks."""
    asks = sentence.rstrip().endswith("?")
    found: list[Claim] = []
    for part in _SEGMENTS.split(sentence):
        taken: set[int] = set()
        for pattern in (_FIRST, _PASSIVE, _BARE, _STRONG_WORD):
            for match in pattern.finditer(part):
                first = pattern is _FIRST
                deeds = _deeds(match["verb"], part, match.end())
                if (
                    match.start("verb") in taken
                    or (asks and not first)
                    or not deeds
                    or not _is_claimed(part, match, first)
                ):
                    continue
                taken.add(match.start("verb"))
                found.append(Claim(match[0].strip(" ,:.!"), deeds, first, part, _around(part, match)))
        if _ANYTHING.search(part) and not asks and not taken:
            found.append(Claim(part.strip()[:40], _ANY, True, part, ""))
        for place, deeds in _INTO:
            into = place.search(part)
            if into and not taken and not asks and not _NOT.search(part) and not _OPEN.search(part[: into.start()]):
                found.append(Claim(into[0], deeds, False, part, ""))
    return found


def wrong_claims(sentence: str, grounds: Grounds) -> list[str]:
    """What a sentence claims that no tool of this turn did, each in one line."""
    wrong = []
    for claim in claims(sentence):
        fault = _fault(claim, grounds)
        if fault:
            wrong.append(f"{claim.said!r} {fault}")
    if grounds.waits and not grounds.done and not (_NOT.search(sentence) or _ONLY_MEANT.search(sentence)):
        wrong += [
            f"{match[0]!r} waits for the person's yes and is not done" for match in _DONE_ALREADY.finditer(sentence)
        ]
    denied = _DENIED.search(sentence)
    if (
        denied
        and any(result.deed != "propose_target" for result in grounds.done)
        and not _ELSE.search(sentence)
        and not _is_partly(grounds)
    ):
        wrong.append(f"{denied[0]!r} denies what a tool did")
    return wrong


def _fault(claim: Claim, grounds: Grounds) -> str:
    did = [result for result in grounds.done if claim.deeds & _deeds_of(result)]
    if not did and "log" in claim.deeds and not claim.first_person and _has_entries(grounds):
        strange = _strange_foods(claim.part, grounds.read)
        return f"is of {', '.join(strange)}, which no tool returned" if strange else ""
    if not did:
        return "claims a change that no tool made"
    return _wrong_thing(claim, grounds, did) or _wrong_meal(claim, grounds, did)


def _wrong_thing(claim: Claim, grounds: Grounds, did: Sequence[Result]) -> str:
    """What is wrong with the thing that a deed was done to, where it is no food."""
    deeds = {result.deed for result in did}
    others = [pattern for pattern, _ in _OBJECTS if pattern.search(claim.around)]
    eaten = _LOGGED_MEAL.search(claim.around)
    if (
        claim.deeds == {"log"}
        and not others
        and ((food_words(claim.part) and not _DIARY & deeds) or (eaten and not _EATEN & deeds))
        and not deeds - _DEEDS.keys()
    ):
        return "claims a meal that no tool wrote"
    if "delete" in claim.deeds and "delete_entry" in deeds and _left_over(claim, grounds):
        return "claims more deleted than was"
    strange = _strange_things(claim.around, grounds, deeds)
    if strange:
        return f"is of {', '.join(strange)}, which was not written"
    for measured in _MEASURED.findall(claim.around) if any("measurement" in deed for deed in deeds) else ():
        if measured.lower() not in grounds.written.lower():
            return f"claims a measure of {measured!r} that was not written"
    for pattern, tools in _OBJECTS:
        for named in pattern.finditer(claim.around):
            towards = named[0].lower().split()[0] in _REACHED and _TOWARDS.search(claim.around[: named.start()])
            if not towards and not deeds & (tools | {"undo", "redo"}) and not deeds - _DEEDS.keys():
                return f"claims a change of {named[0]!r} that no tool made"
    return ""


def _wrong_meal(claim: Claim, grounds: Grounds, did: Sequence[Result]) -> str:
    """What is wrong with the food and the meal that a deed is told of."""
    taken_back = any(result.deed in {"undo", "redo", "decline_draft"} for result in did)
    if not taken_back or food_words(grounds.written):
        about = grounds.written + (grounds.asked if taken_back or claim.deeds & {"change", "remember", "plan"} else "")
        strange = _strange_foods(claim.part, about)
        if strange:
            return f"is of {', '.join(strange)}, which was not written"
        slots = grounds.slots
        for named in _SLOT.finditer(claim.part):
            slot = named["slot"].lower().replace("supper", "dinner")
            if (
                slots
                and slot not in slots
                and slot not in stems(grounds.written)
                and not _FROM.search(claim.part[: named.start()])
            ):
                return f"is of {slot}, where nothing was written"
    return ""


def _is_claimed(part: str, match: re.Match[str], first: bool) -> bool:
    clause_start = max((each.end() for each in _CLAUSES.finditer(part, 0, match.start("verb"))), default=0)
    before = part[clause_start : match.start("verb")]
    if first:
        before = part[clause_start : match.start()]
        if re.match(r"\s*nothing\b|\s*no\b", part[match.end() :], re.IGNORECASE):
            return False
        return not re.search(
            r"\b(?:have|did|should|shall|could|can|may|if|once|when|until|unless|whether|want|what|before)\s*$",
            before,
            re.IGNORECASE,
        ) and not _NOT.search(before)
    if (
        _NOT.search(before)
        or _OPEN.search(before)
        or _YOURS.search(part[: match.start("verb")])
        or _OF_IT.search(before)
    ):
        return False
    return not re.match(r"\s*(?:nothing|no)\b", part[match.end() :], re.IGNORECASE)


def _around(part: str, match: re.Match[str]) -> str:
    """The words that tell what the deed was done to: before and behind its verb, not beyond the next one."""
    rest = part[match.end() :]
    ahead = re.search(rf"[.!]|\band (?:i\b|{_VERB})", rest, re.IGNORECASE)
    start = max((each.end() for each in re.finditer(r"[,:()]|\band\b", part[: match.start()])), default=0)
    return part[start : match.start()] + match[0] + (rest[: ahead.start()] if ahead else rest)


def _deeds(verb: str, part: str, end: int) -> frozenset[str]:
    verb = verb.lower()
    if verb in _ING:
        return frozenset({_ING[verb]})
    if verb in {"took", "taken"}:
        return (
            frozenset({"undo"})
            if re.search(r"\bback\b", part[end:])
            else frozenset({"delete"})
            if re.search(r"\b(?:off|out|away|from)\b", part[end:])
            else frozenset()
        )
    if verb == "added" and re.search(r"\bback\b", part[end:]):
        return frozenset({"log", "undo"})
    if verb in {"put", "brought"} and re.search(r"\bback\b", part[end:]):
        return frozenset({"undo"})
    return _BY_WORD[verb]


def _deeds_of(result: Result) -> frozenset[str]:
    return frozenset(_DEEDS[result.deed].split()) if result.deed in _DEEDS else _ANY


def _strange_foods(text: str, about: str) -> list[str]:
    """Foods that a text names as those of a deed, and that it was not about."""
    text = re.sub(
        r"\b(?:instead of|rather than|not|from|replacing)\s+(?:the |an? |your )?\w+", " ", text, flags=re.IGNORECASE
    )
    return sorted(food_words(text) - stems(about))


def _left_over(claim: Claim, grounds: Grounds) -> bool:
    """Whether all of something is said to be deleted, and an entry of it was read that was not."""
    slots = {slot.lower().replace("supper", "dinner") for slot in _SLOT.findall(claim.around)}
    return bool(_ALL_OF_IT.search(claim.around)) and any(
        not slots or entry["slot"] in slots for entry in grounds.not_deleted
    )


def _strange_things(text: str, grounds: Grounds, deeds: set[str]) -> list[str]:
    """Allergens and household units that a text names as kept, and that were not."""
    about = stems(f"{grounds.written} {grounds.asked}")
    named: set[str] = set()
    if deeds & {"remember", "set_preference"}:
        named |= {stem(word) for pair in _ALLERGY.findall(text.lower()) for word in pair if word}
    if "set_measure" in deeds:
        named |= {stem(word.lower()) for word in _HOUSEHOLD.findall(text)}
    return sorted(named - about)


def _has_entries(grounds: Grounds) -> bool:
    return any(isinstance(result.told, dict) and result.told.get("entries") for result in grounds.results if result.ok)


def _is_partly(grounds: Grounds) -> bool:
    """Whether a part of what was asked was not done: there is a draft, a word that was not understood, a refusal."""
    return any(
        not result.ok
        or (isinstance(result.told, dict) and any(result.told.get(name) for name in ("drafts", "unmatched", "error")))
        for result in grounds.results
    )
