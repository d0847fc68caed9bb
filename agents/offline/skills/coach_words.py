"""Reading when and how the coach is to write: "send my daily summary at 8pm", "stop asking about missed days".

What comes of it are the arguments of set_coach_settings. A clause names a summary, a mail, a question of the coach's or the quiet
of a time, and has no other words than such wishes have.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any, Final

from agents.offline.eaten import KIN
from agents.offline.hearing import AMOUNT, hear
from agents.offline.vocabulary import SMALL
from fithub.core.clock import LocalMoment
from fithub.core.weekdays import Weekday

SUMMARIES: Final = r"(?:summar(?:y|ies)|recaps?|reports?|check-?ins?|digests?|overviews?|reviews?)"
_MAILS: Final = r"(?:e-?mail(?:s|ing|ed)?|mail(?:s|ing|ed)?|newsletters?)"
_SUMMARY: Final = re.compile(rf"\b{SUMMARIES}\b", re.IGNORECASE)
# "The weekly one" is a summary where it is sent, wanted or moved.
_ONE: Final = re.compile(r"\b(?P<kind>daily|weekly) ones?\b", re.IGNORECASE)
_SENT: Final = re.compile(
    r"\b(?:send|sent|comes?|mail|e-?mail|want|like|need|move|stop|no more|turn|only|switch|change|keep|cancel|arrives?|deliver|"
    r"receive|write)\b",
    re.IGNORECASE,
)
# What somebody does, and wants nobody else to.
_DOES: Final = re.compile(
    r"^\W*(?:(?:so|and|well|yeah|today|usually)[\s,]+)*i (?:(?:just|only|always|usually|already|never|also) )*(?:do|did|"
    r"have|had|"
    r"make|"
    r"made|write|wrote|read|get|got|check|checked|review|reviewed|finish|finished|love|loved|hate|saw|(?:don't|didn't|haven't|"
    r"can't|never) "
    r"(?:get|got|gotten|receive|received|see|find|seen))\b(?! to\b)",
    re.IGNORECASE,
)
_MAIL: Final = re.compile(rf"\b{_MAILS}\b", re.IGNORECASE)
_OFF: Final = re.compile(
    r"\b(?:stop|off|disable|cancel|end|no(?: more)?|don't (?:want|need|send|mail|e-?mail|like)|do not (?:want|send|"
    r"mail)|without|unsubscribe|"
    r"quit|drop|never|remove|get rid of|not|enough of|sick of|tired of)\b",
    re.IGNORECASE,
)
_ON: Final = re.compile(
    rf"\b(?:start|on|enable|resume|send|want|like|get|give|need|subscribe|again|have|come|comes|restart|unpause|"
    rf"continue|{_MAILS}|move|change|set|make"
    r"|switch|put|reschedule|should|can|at|deliver)\b",
    re.IGNORECASE,
)
_PAUSED: Final = re.compile(
    r"\b(?:pause|break|hold|mute|silence|snooze|suspend|(?:don't|do not|stop) (?:bother|disturb|bug|message|contact|send|"
    r"messaging|bothering)(?: me)?|leave me"
    r" (?:alone|in peace)|no (?:more )?(?:summaries|messages|reports|mails|emails)|holiday|vacation|away)\b",
    re.IGNORECASE,
)
# "Till I'm back" is how long.
_RESUMED: Final = re.compile(
    r"\b(?:resume|unpause|un-pause|end (?:the|my) pause|restart|continue|(?<!until )(?<!till )(?<!til )(?<!when )(?<!before )"
    r"i'm back)\b",
    re.IGNORECASE,
)
# What is asked of somebody else, or by them: "my boss wants a weekly report".
_ANOTHERS: Final = re.compile(
    rf"^\W*(?:(?:so|and|now|ugh|apparently)[\s,]+)*(?:my|our|the|his|her|their|this)\b(?: \w+){{0,2}}? (?:{KIN}|manager|"
    rf"company|"
    r"professor|trainer|doctor|school|customer|landlord)s?\b|\b(?:write|wrote|writing|finish|finished|prepare|hand in|submit|"
    rf"present) (?:my|our|the|a|this) (?:\w+ )?{SUMMARIES}\b|\bat work\b",
    re.IGNORECASE,
)
# "Sunday instead of Monday": the day and the hour that are wanted no more.
_NO_MORE: Final = re.compile(
    r",?\s*\b(?:instead of|rather than|and not|not|no longer|from) (?:(?:on|at|every) )?(?:\w+days?|\d{1,2}(?::\d\d)?(?: "
    r"?[ap]m)?)"
    r"(?: at \d{1,2}(?::\d\d)?(?: ?[ap]m)?)?(?= to\b|\W*$|[,;])",
    re.IGNORECASE,
)
# "Only the weekly one": the other is not wanted.
_ALONE: Final = re.compile(r"\b(?:only|just)\b", re.IGNORECASE)
_HALF_TOLD: Final = re.compile(r"\d ?[ap]\.?m\b|\bmornings?\b|\bmidnight\b|\b[ap]m\b|\b0\d:\d\d\b", re.IGNORECASE)
_FOLLOWS: Final = re.compile(
    r"^(?:(?:no|nope|oh|wait|sorry|actually|hm+|rather|please|pls|i mean|i meant|make|it|that|that's|the|at|on|to|in|of|course|"
    r"obviously|clearly|better|change|move|set|instead|then|should|be|is|was|not|and|morning|evening|afternoon|night|am|pm|"
    r"o'clock|half|quarter|past|for|daily|weekly|one|maybe|lol|haha|meant|want|i|it's|let's|do|say)\b\W*|[\W\d]+)*$",
    re.IGNORECASE,
)
_ASKING: Final = re.compile(
    r"\b(?:ask(?:ing|s)?|question(?:s|ing)?|nag(?:ging)?|bug(?:ging)?|pester(?:ing)?|remind(?:ing|ers?)?|"
    r"check(?:ing)? (?:up|in))\b",
    re.IGNORECASE,
)
_EMPTY_DAYS: Final = re.compile(
    r"\b(?:(?:missed|missing|empty|forgotten|blank|unlogged|incomplete|skipped|past|old|those|such) days?|days?"
    r" (?:that |which )?(?:i|with|without|are|were)\b.*|"
    r"gaps)\b"
    # "When I've written nothing", "on days when I don't log anything", "if I skip a day".
    r"|\b(?:when(?:ever)?|if|every time|each time|after|days?(?: (?:when|where|that|which|on which))?)"
    r" (?:i|i've|i'm|there|there's|nothing|no|the|my)\b.*"
    r"\b(?:nothing|no (?:food|entries|meals?)|anything|none|skip|skipped|forget|forgot|forgotten|miss|missed|empty|blank|omit|"
    r"omitted|left out|leave out)\b",
    re.IGNORECASE,
)
_QUIET: Final = re.compile(
    r"\b(?:quiet|(?:don't|do not|never|no) (?:message|messages|write|bother|disturb|send|contact|text|notify|"
    r"notifications|mail|email|wake|summaries)|"
    r"silent|silence|do not disturb|not disturb)\b",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(
    r"\b(?:between|from|after) (?P<first>.+?) (?:(?:and|or|nor) (?:not )?(?:before|until|till)|and|to|until|till|-) "
    r"(?P<last>.+)$",
    re.IGNORECASE,
)
_WEEKDAY: Final = re.compile(rf"\b(?:on )?({'|'.join(Weekday.values)})s?\b", re.IGNORECASE)
_EVENING: Final = re.compile(r"\b(?:in the (?:evening|afternoon)|at night|tonight|evenings?)\b", re.IGNORECASE)
_TIME: Final = re.compile(
    r"\b(?:at |to |by )?(?P<past>half past |half (?=(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|\d{1,2})\b)|quarter past |quarter to )?(?P<hour>\d{1,2}|noon|midnight|one|two|"
    r"three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve)(?::(?P<minute>\d\d))?\s*(?P<half>am|pm|a\.m\.|p\.m\.)?(?:\s+o'?clock)?(?![\w:])",
    re.IGNORECASE,
)
_HOURS: Final = {
    word: hour
    for hour, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
}
_KIND_WORDS: Final = {"daily": frozenset({"daily"}), "weekly": frozenset({"weekly"})}
_COUNTED: Final = re.compile(r"\b(?:a couple of|a few|couple of)\b", re.IGNORECASE)
_SPOKEN: Final = {"a couple of": "2", "couple of": "2", "a few": "3"}
_SPAN: Final = frozenset("day days week weeks month months fortnight".split())
_DAYS_IN: Final = {"day": 1, "week": 7, "month": 30, "fortnight": 14}
_KNOWN: Final = SMALL | frozenset(
    "summary summaries recap recaps report reports check checkin checkins check-in digest digests overview"
    " overviews review reviews email emails mail"
    " mails e-mail e-mails newsletter newsletters daily weekly coach coaching send sending sends start stop turn"
    " switch on off enable disable cancel end"
    " no more not don't do want need like get getting receive receiving any all every each back again resume"
    " unpause restart continue pause hold mute"
    " silence snooze suspend bother disturb bug message messages messaging contact leave alone peace holiday"
    " vacation away next move change set make put"
    " reschedule come comes coming arrive should could can would deliver please you your to via by inbox too as"
    " well instead new day week morning evening"
    " afternoon night mornings evenings time out subscribe unsubscribe from quit drop never longer anymore going"
    " go i'll be get give have rid of remove"
    " without bothering until then now the later earlier only o'clock clock quiet hours just one ones mailing mailed emailing"
    " everything too many much messages enough sick tired tbh ok okay thx thanks".split()
)
_ABOUT_ASKING: Final = SMALL | frozenset(
    "ask asking asks bug bugging nag nagging pester pestering remind reminding stop don't do not never quit start again"
    " please about me days day missed missing empty"
    " forgotten blank unlogged incomplete skipped"
    " past old those such that which i without with nothing little forgot didn't log logged anything any entries"
    " entry gaps you can could again more"
    " any want need questions your keep bothering no when haven't are were turn off on whenever if every each time after where"
    " there there's is was write wrote written eat ate eaten enter entered track tracked record recorded put down in diary "
    "it has"
    " got had have i've i'm food meal meals none skip forget miss omit omitted leave left blank if stays stay".split()
)
_ABOUT_QUIET: Final = _KNOWN | frozenset(
    "between and after before or nor quiet hours silent text notify notifications write wake late early sleep sleeping till til"
    " stay keep".split()
)
_QUIET_HOURS: Final = r"(?:(?:quiet|silent) (?:hours?|times?|mode|period)|do[ -]not[ -]disturb|dnd)"
_LOUD: Final = re.compile(
    rf"(?:\b(?:no|turn off|switch off|stop|disable|cancel|end|remove|delete|drop|lift|scrap|without|not (?:want|need)|don't "
    rf"(?:want|need)|"
    rf"get rid of|clear|forget)\b(?: \w+){{0,3}}? {_QUIET_HOURS}\b|{_QUIET_HOURS} (?:off|away|out)\b)"
    r"|\b(?:message|write(?: to)?|text|send me (?:messages|things)|contact|notify)(?: me)? (?:at )?(?:any ?time|whenever|"
    r"all day|"
    r"at any (?:time|hour))\b",
    re.IGNORECASE,
)
_ABOUT_LOUD: Final = _ABOUT_QUIET | frozenset(
    "lift scrap clear forget no need hours hour time times mode period dnd disturb anymore any more anytime whenever at "
    "them those "
    "these my all day i may okay fine off after".split()
)
_AFTER: Final = re.compile(
    r"^(?:.+ )?(?:after|past|later than|from) (?P<first>(?:half past |quarter past |quarter to )?[\w:.]+(?: "
    r"?[ap]\.?m\.?)?(?: o'?clock)?"
    r"(?: (?:in the evening|at night))?)(?: (?:on|onwards|anymore|any more|please|at night|in the evening|again))*$",
    re.IGNORECASE,
)


def settled(order: str, now: LocalMoment) -> dict[str, Any]:
    """What a clause wants of the coach's settings; nothing where it is about something else."""
    whole = _settled(order, now, strict=True)
    why, comma, rest = order.partition(",")
    if whole or not comma or _ANOTHERS.search(why) or any(map(str.isdigit, why)) or _SUMMARY.search(why):
        return whole
    # "Exams this week, pause everything for 5 days": why stands before it.
    return _settled(rest.strip(), now, strict=True)


def settings_in(text: str, now: LocalMoment) -> dict[str, Any]:
    """The settings that a text wants which is about nothing else, whatever else it says."""
    return _settled(text, now, strict=False)


def settled_anew(text: str, before: Mapping[str, Any]) -> dict[str, Any]:
    """The hour and the day by which what was just settled is mended: "8 pm obviously", "no, make it Saturday"; nothing where a text
    is about something else."""
    wanted = _NO_MORE.sub(" ", text)
    kinds = [kind for kind in _KIND_WORDS if any(name.startswith(kind) for name in before)]
    if not _FOLLOWS.match(_TIME.sub(" ", _WEEKDAY.sub(" ", wanted))):
        return {}
    if "quiet_from" in before:
        return _quiet_anew(wanted, before)
    named = [kind for kind in kinds if kind in _words(wanted)] or kinds
    anew = _when(wanted, named)
    for name in anew.keys() & before.keys():
        # "Half past eight" after "7 in the evening" is in the evening.
        if name.endswith("_at") and anew[name] < "12" <= before[name] and not _HALF_TOLD.search(wanted):
            anew[name] = f"{int(anew[name][:2]) + 12:02}{anew[name][2:]}"
    return anew


def _quiet_anew(wanted: str, before: Mapping[str, Any]) -> dict[str, Any]:
    """The quiet hours with another beginning or another end, whichever is nearer to the hour that is told; nothing where neither
    is."""
    at = _at(wanted)
    if at is None:
        return {}
    hour = int(at[:2])
    off = {name: abs((int(before[name][:2]) - hour + 12) % 24 - 12) for name in ("quiet_from", "quiet_to")}
    if off["quiet_from"] == off["quiet_to"]:
        return {}
    nearer = min(off, key=lambda name: off[name])
    return {"quiet_from": before["quiet_from"], "quiet_to": before["quiet_to"], nearer: at}


def _settled(order: str, now: LocalMoment, *, strict: bool) -> dict[str, Any]:
    if _ANOTHERS.search(order) or _DOES.match(order):
        return {}
    if _SENT.search(order):
        order = _ONE.sub(lambda one: f"{one['kind']} summary", order)
    return (
        _asks(order, strict=strict)
        or _quiet(order, strict=strict)
        or _pause(order, now, strict=strict)
        or _summaries(order, strict=strict)
    )


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+(?:['-][a-z]+)*", text.lower()))


def _asks(order: str, *, strict: bool) -> dict[str, Any]:
    if not _ASKING.search(order) or not _EMPTY_DAYS.search(order) or (strict and not _words(order) <= _ABOUT_ASKING):
        return {}
    if re.match(r"(?:did|do you|are you|why|when|what|how)\b", order, re.IGNORECASE) or (
        not strict and _SUMMARY.search(order)
    ):
        return {}
    return {
        "backfill": not re.search(r"\b(?:stop|don't|do not|never|quit|no|off|enough|without)\b", order, re.IGNORECASE)
    }


def half_quiet(order: str) -> str | None:
    """The hour from which it is to be quiet, where nobody says until when: "don't message me after 10 pm"."""
    after = _AFTER.match(order)
    if after is None or not _QUIET.search(order) or not _words(_TIME.sub(" ", order)) <= _ABOUT_QUIET | {"am", "pm"}:
        return None
    return _at(after["first"])


def quiet_until(first: str, answer: str) -> dict[str, Any]:
    """The quiet hours from `first` to what an answer tells; nothing where it tells no time."""
    last = _at(answer) if _words(_TIME.sub(" ", answer)) <= _ABOUT_QUIET | {"am", "pm"} else None
    return {} if last is None else {"quiet_from": first, "quiet_to": last}


def _quiet(order: str, *, strict: bool) -> dict[str, Any]:
    if _LOUD.search(order) and not any(map(str.isdigit, order)) and _words(order) <= _ABOUT_LOUD:
        return {"no_quiet": True}
    between = _BETWEEN.search(order)
    if between is None or not _QUIET.search(order):
        return {}
    first, last = _at(between["first"]), _at(between["last"])
    # Why it is to be quiet may stand behind it.
    told = order[: between.end()].partition(",")[0]
    fits = not strict or (
        _words(_TIME.sub(" ", told)) <= _ABOUT_QUIET | {"am", "pm"} and not any(map(str.isdigit, order[len(told) :]))
    )
    return {"quiet_from": first, "quiet_to": last} if first and last and fits else {}


def _pause(order: str, now: LocalMoment, *, strict: bool) -> dict[str, Any]:
    named = _SUMMARY.search(order) or _MAIL.search(order) or re.search(r"\bpause\b", order, re.IGNORECASE)
    one_kind = re.search(r"\b(?:daily|weekly)\b", order, re.IGNORECASE)
    if _RESUMED.search(order) and not one_kind and (not strict or (named and _words(order) <= _KNOWN)):
        return {"pause_days": 0}
    if not _PAUSED.search(order):
        return {}
    heard = hear(_COUNTED.sub(lambda match: _SPOKEN[match[0].lower()], order), now, _SPAN)
    spans = [each for each in heard.amounts if each.unit]
    if len(spans) != 1 or (strict and (len(heard.amounts) != 1 or not set(heard.words) - {AMOUNT} <= _KNOWN)):
        return {}
    away = re.search(r"\b(?:holiday|vacation|away)\b", order, re.IGNORECASE)
    if strict and away and not (named or re.search(r"\bbother|alone\b", order)):
        return {}
    days = int(spans[0].value * _DAYS_IN[spans[0].unit.rstrip("s")])
    return {"pause_days": days} if 0 < days <= 366 else {}


def _summaries(order: str, *, strict: bool) -> dict[str, Any]:
    summary, mail = _SUMMARY.search(order), _MAIL.search(order)
    if summary is None and mail is None:
        return {}
    if re.match(
        r"(?:what|which|when|how|show|tell|read|give me (?:my|the|yesterday)|did|do you|is|was|why)\b",
        order,
        re.IGNORECASE,
    ):
        return {}
    order = _NO_MORE.sub(" ", order)
    rest = _words(_TIME.sub(" ", _WEEKDAY.sub(" ", order)))
    kinds = [kind for kind, words in _KIND_WORDS.items() if words & rest]
    alone = len(kinds) == 1 and _ALONE.search(order) and not _TIME.search(order) and not _WEEKDAY.search(order)
    if strict and (not rest <= _KNOWN or (not kinds and "day" in rest)):
        return {}
    if _OFF.search(order) and len(kinds) > 1:
        # "The daily ones off, the weekly one is enough": only those that are said to end.
        parts = [part for part in re.split(r"[,;.]|\bbut\b|\bonly\b|\bjust\b", order) if _OFF.search(part)]
        kinds = [kind for kind in kinds if any(kind in _words(part) for part in parts)]
    if alone:
        return _only(order, kinds[0], mail=mail is not None and summary is None)
    kinds = kinds or ["daily", "weekly"]
    if _OFF.search(order):
        if mail and not summary:
            return {f"mail_{kind}": False for kind in kinds}
        return dict.fromkeys([f"mail_{kind}" for kind in kinds] if mail else kinds, False)
    when = _when(order, kinds)
    if not when and not (_ON.search(order) if strict else mail):
        # Beside other words a summary alone says nothing of what is wanted.
        return {}
    changes: dict[str, Any] = {f"mail_{kind}": True for kind in kinds} if mail else {}
    moves = re.match(r"(?:please )?(?:move|change|set|reschedule|switch|put|make)\b", order, re.IGNORECASE)
    if moves and not when and not re.search(r"\bon\b", order):
        return {}
    return changes | ({} if (moves or mail) and when else dict.fromkeys(kinds, True) if strict else {}) | when


def _only(order: str, kind: str, *, mail: bool) -> dict[str, Any]:
    """One kind alone: "only the weekly one please"; "just show me the weekly summary" may be meant for once."""
    if not re.search(r"\bonly\b", order, re.IGNORECASE) and not re.search(
        r"\b(?:send|want|need|mails?|e-?mails?|from now on|keep|enough)\b", order, re.IGNORECASE
    ):
        return {}
    other = "weekly" if kind == "daily" else "daily"
    names = (f"mail_{kind}", f"mail_{other}") if mail or _MAIL.search(order) else (kind, other)
    return {names[0]: True, names[1]: False}


def _when(order: str, kinds: Sequence[str]) -> dict[str, Any]:
    """The hour of one kind, and the day of a weekly one."""
    weekday = _WEEKDAY.search(order)
    if len(kinds) > 1:
        return {}
    at = _at(_WEEKDAY.sub(" ", order))
    found = {f"{kinds[0]}_at": at} if at else {}
    if weekday is not None and kinds[0] == "weekly":
        found["weekly_on"] = weekday[1].lower()
    return found


def _at(said: str) -> str | None:
    """The time of day that words name, as HH:MM."""
    match = next((each for each in _TIME.finditer(said) if each["hour"]), None)
    if match is None:
        return None
    word, half = match["hour"].lower(), (match["half"] or "").lower().replace(".", "")
    hour = {"noon": 12, "midnight": 0}.get(word, _HOURS.get(word, int(word) if word.isdigit() else 0))
    minute = int(match["minute"] or 0)
    past = (match["past"] or "").lower()
    hour, minute = (
        (hour - 1, 45)
        if past == "quarter to "
        else (hour, {"half past ": 30, "half ": 30, "quarter past ": 15}.get(past, minute))
    )
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif hour < 12 and word != "midnight" and _EVENING.search(said):
        hour += 12
    return time(hour, minute).isoformat("minutes") if 0 <= hour < 24 and minute < 60 else None
