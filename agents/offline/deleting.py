"""Reading what should go, or was never had. Pure."""

import re
from typing import Final

from agents.offline.eaten import KIN
from agents.offline.marks import LATE_MARK, less_and_less, without_reason
from agents.offline.naming import target_in, targets_in
from agents.offline.steps import Delete, Target
from fithub.core.clock import LocalMoment
from fithub.estimation.occasions import read_occasions
from fithub.estimation.tokens import tokenise

_VERB: Final = (
    r"(?:delete|remove|erase|drop|scrap|discard|clear|wipe|strike|bin|ditch|cancel|get rid of|cross (?:out|off)|"
    r"throw (?:out|away)|(?:scratch|lose|nix|chuck|unlog|axe|kill|cut|skip|omit|exclude)(?= (?:the|that|those|both) )|"
    r"take (?:out|off|away)|leave out|forget(?: about)?)"
)
_DELETE: Final = re.compile(
    rf"^{_VERB}\b\s*(?P<what>.*)$|^take (?P<taken>.+?) (?:out|off|away)\b(?P<whence>.*)$", re.IGNORECASE | re.DOTALL
)
# "Scrap the swim, the pool was closed": why is no part of what.
_BECAUSE: Final = re.compile(
    r"\s*(?:,|;|\s-\s|–|\bbecause\b|\bsince\b|\bas\b|\bcos\b|\bcuz\b)\s*"
    r"(?=(?:(?:because|since|as|cos|cuz) )?(?:(?:i|we|it|he|she|they|there|turns|didn't|did not|never|wasn't|not) ?\b.|"
    r"(?:that|the|my)\b.*"
    r"\b(?:was|were|had|have|did|didn't|wasn't|isn't|is|never|gave|dropped|closed|cancelled|out|ate|drank|"
    r"finished|took|stole|spilt|spilled|threw|poured|needed|wanted)\b|[a-z]+ got [a-z]+\b)).*$",
    re.IGNORECASE | re.DOTALL,
)
_DAYS: Final = r"(?:(?:for|on|from|about) [\w ]{3,20}?,? (?:please |just )*)?"
_ALL: Final = (
    r"(?:everything|all|the lot|(?:all |the whole |whole |entire )+(?:of )?(?:it|that|them|this|those)?|"
    r"(?:(?:all|the whole|my|of|yesterday|today|last night) )*(?:breakfast|lunch|dinner|supper|snacks?))"
    r"(?: (?:from|on|for|at|of|in) [\w ]{3,30}?| (?:yesterday|today|last night))?"
)
_EXCEPT: Final = (
    r",? \b(?:but|except(?: for)?|apart from|other than|aside from|besides|save for|bar)\b(?: keep| leave)?"
)
_REST: Final = (
    r"(?:(?:all |of )*the (?:rest|others?)(?: of (?:it|them|that))?|everything else|all (?:the )?(?:else|others?))"
)
# "Drop everything but the soup", "keep the soup and delete the rest", "everything except the soup can go".
_SPARING: Final = re.compile(
    rf"^{_DAYS}{_VERB} (?P<all>{_ALL}){_EXCEPT} (?P<spared>.+)$"
    rf"|^{_DAYS}(?:just |only )*(?:keep|leave) (?:only |just )*(?P<kept>.+?)(?: in)?(?:,| and| but| then|;)+"
    rf" (?:please |then |you can |just )*{_VERB} {_REST}(?P<where>.*)$"
    rf"|^{_DAYS}(?:only |just )+keep (?P<only>(?:the|my) .+)$"
    rf"|^(?P<those>{_ALL}){_EXCEPT} (?P<stays>.+?) (?:can|should|must|has to|have to|needs to) (?:go|be (?:deleted|removed)|"
    r"come out)\b.*$",
    re.IGNORECASE,
)
# "The wine was my husband's", "the eggs weren't mine": it was logged, and not had.
_DAY_NAMES: Final = r"(?:yesterday|today|last night|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_NOT_MINE: Final = re.compile(
    rf"^(?P<what>(?:both |all )?(?:of )?(?:the|my|that|those|{_DAY_NAMES}) .{{2,60}}?) (?:"
    r"(?:wasn't|weren't|isn't|aren't|(?:was|were|is|are) not) (?:actually |really )?(?:mine|for me)"
    r"|(?:was|were|is|are) (?:actually |really |in fact |just |only )*(?:an? |my )?(?:mistakes?|accidents?|errors?|slips?|"
    r"duplicates?|(?:logged |added |put (?:in|there) )?by (?:mistake|accident))"
    r"|(?:was|were|is|are|belongs? to|belonged to) (?:actually |really |in fact |for |not mine but )*"
    rf"(?:(?:my |our )(?:\w+ )?(?:{KIN})(?:'s|s'|s)?|someone else's|somebody else's))\W*$",
    re.IGNORECASE,
)
_NEVER_HAD: Final = re.compile(
    r"^(?:(?:and|but|so|actually|well)[\s,]+)*(?:i |we )?(?:actually )?(?:skipped|"
    r"(?:never|didn't|did not|haven't|have not)(?: (?:actually|really|even|ever))* "
    r"(?:have|had|eat|ate|eaten|drink|drank|drunk|touch|touched|get|got))(?: (?:any of|to eat))? "
    r"(?P<what>(?:that|the|those|this|my) (?!(?:\w+ )?(?:time|chance|energy|appetite|stomach|heart|patience|money|guts|will|"
    r"strength|opportunity)\b(?! (?:bar|drink|gel|ball))).+)$",
    re.IGNORECASE,
)
# "Didn't have butter on the toast after all": with that, or where it is to go, a bare name is one that was logged.
_NEVER_HAD_ANY: Final = re.compile(
    r"^(?:(?:and|but|so|actually|well)[\s,]+)*(?:i |we )?(?:actually )?(?:never|didn't|did not|haven't|have not)"
    r"(?: (?:actually|really|even|ever))* (?:have|had|eat|ate|eaten|drink|drank|drunk|touch|take|put|add|get) (?:any |an? )?"
    r"(?P<what>(?!(?:it|that|the|those|this|my|them|enough|time|much|anything|to)\b)[a-z][a-z' -]{2,60})$",
    re.IGNORECASE,
)
_WITHOUT: Final = re.compile(
    r"^(?:without|minus|hold|no) (?!(?:wait|sorry|actually|hang on|hold on|oops|i mean|it was|make|rather)\b)"
    r"(?:(?:the|any|that) )?(?P<what>[a-z][a-z -]{2,40})(?:, (?:only|just) (?:the |my )?[a-z -]+)?$",
    re.IGNORECASE,
)
# "I skipped the rye bread, so scrap it".
_SO_DELETE: Final = re.compile(
    rf"(?:\s*,)?\s+(?:so|and|then)?\s*(?:please |pls |just |you can |can you )*(?:{_VERB} (?:it|that|them|those)|"
    r"take (?:it|that|them|those) (?:out|off|away))(?: again)?(?: please| pls)?\W*$",
    re.IGNORECASE,
)
_AFTER_ALL: Final = re.compile(r"\b(?:in the end|after all|actually|though)\W*$", re.IGNORECASE)
_ONLY_THAT: Final = re.compile(
    r"(?:\s+(?:only|though|please|at all|actually|this time|in the end|after all))+$", re.IGNORECASE
)
# Where something was not: "no milk in it", "no cheese on the burger" is about the cheese, and the burger stays.
_IN_IT: Final = re.compile(
    r" (?:in|on|with) (?:it|that|them|there|mine)\b.*$|(?<=\w) (?:in|on) (?:the|my|that|those|this) (?!(?:end|morning|evening|"
    r"afternoon|way|side|go|menu|table|fridge|weekend|list|diary|log)\b)[a-z][a-z -]*$",
    re.IGNORECASE,
)
# "Butter on the toast this morning": the butter alone.
_ON_IT: Final = re.compile(
    r"(?<=\w)\s+(?:on|in|with) (?:the|my|that|those|yesterday's|today's) (?!(?:evening|morning|afternoon|end)\b)\w+(?: \w+)?"
    r"(?=\s+(?:this|yesterday|today|last|for|at|on)\b|\W*$)",
    re.IGNORECASE,
)
_START_OVER: Final = re.compile(r"^(?:start (?:over|again|afresh|from scratch)|(?:reset|empty)\b.*)$", re.IGNORECASE)


def read_denial(said: str, now: LocalMoment) -> Delete | None:
    """ "I never had that banana", "without the cheese", "the wine wasn't mine": what was logged and was not had; where it is not
    there, nothing is to do."""
    late = LATE_MARK.match(said)
    ordered = _SO_DELETE.search(said) is not None
    said = _SO_DELETE.sub("", said)
    said = without_reason(said)
    known = ordered or _AFTER_ALL.search(said) is not None
    said = _ONLY_THAT.sub("", said)
    for words in less_and_less(late["rest"] if late else said):
        match = _NEVER_HAD.match(words) or _WITHOUT.match(words) or (_NEVER_HAD_ANY.match(words) if known else None)
        if match is not None and "skipped" in words.lower() and not ordered:
            # "Skipped the salad and had two tacos": that was not logged.
            continue
        if match is not None and (target := target_in(_IN_IT.sub("", _ON_IT.sub("", match["what"])), now)).words:
            return Delete((target,), softly=True)
        disowned = _NOT_MINE.match(words)
        targets = targets_in(disowned["what"], now) if disowned is not None else ()
        if targets and all(target.words for target in targets):
            return Delete(targets, softly=True)
    return None


def denies_and_orders(said: str, now: LocalMoment) -> bool:
    """Whether one wish says that something was not had and is to go: "I didn't have jam, please remove it"."""
    return _SO_DELETE.search(said) is not None and read_denial(said, now) is not None


def read_delete(order: str, now: LocalMoment) -> Delete | None:
    """ "remove the toast", "take the coffee off my lunch", "drop everything but the soup": what should go."""
    if _START_OVER.match(order):
        return Delete((Target(order, many=True),))
    sparing = read_sparing(order, now)
    if sparing is not None:
        return sparing
    match = _DELETE.match(order)
    if match is None:
        return None
    what = match["what"] if match["what"] is not None else f"{match['taken']} {match['whence']}"
    return Delete(targets_in(_BECAUSE.sub("", what), now))


def read_sparing(order: str, now: LocalMoment) -> Delete | None:
    """All that should go but some: "drop everything but the soup"."""
    match = _SPARING.match(order.strip(" .!"))
    if match is None:
        return None
    spared = targets_in(match["spared"] or match["kept"] or match["only"] or match["stays"], now)
    if not all(target.words for target in spared):
        return None
    whens = [each.when for each in read_occasions(tokenise(re.sub(r"'s\b", "", order)), now)]
    day = next((when.local_date for when in whens if when.local_date), None)
    rest = target_in(match["all"] or match["those"] or match["where"] or "", now)
    slot = rest.slot or next((when.slot for when in whens if when.slot), None)
    every = Target(order, slot=slot, day=day, many=True)
    return Delete((every,), but=tuple(Target(each.said, each.words) for each in spared))
