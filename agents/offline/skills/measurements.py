"""The body's measures in the chat: "I weigh 82.4 kg", "what's my weight", "delete my last weight"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from agents.offline import wording
from agents.offline.calls import Plan, Turn
from agents.offline.clauses import clauses, command, plain, without_courtesy
from agents.offline.history import Result
from agents.offline.nutrients import listed
from agents.offline.skills.measurement_days import read_other_day
from agents.offline.skills.measurement_questions import read_asks
from agents.offline.skills.measurement_remarks import SAID, AnothersMeasure, ChangeAlone, read_remark
from agents.offline.skills.measurement_words import (
    WEIGHT,
    AskMeasures,
    DeleteMeasure,
    LogMeasures,
    MeasureWithout,
    Said,
    read_delete,
    read_log,
    read_unit,
    read_value,
)
from agents.offline.skills.skill import Skill
from agents.offline.steps import Wish
from agents.offline.wishes import apart
from fithub.body.metrics import METRICS
from fithub.core.clock import LocalMoment

MOST_LISTED: Final = 8
NOT_THERE: Final = (
    "I found no such measurement on that day, so I changed nothing. Tell me a new one like “I weighed 80 kg on Friday”."
)
UNLIKELY: Final = "value_unlikely"
# The units that are not a metric's own, in that; and how near two figures are that are shown alike.
_PER_UNIT: Final[Mapping[str, Decimal]] = {
    **dict.fromkeys(("lb", "lbs", "pound", "pounds"), Decimal("0.45359237")),
    "st": Decimal("6.35029318"),
    **dict.fromkeys(("in", "inch", "inches"), Decimal("2.54")),
}
_NEAR: Final = Decimal("0.06")
_NOBODY: Final = re.compile(r"(?!)")


def read(clause: str, now: LocalMoment) -> Wish | None:
    """What a clause wants with the body's measures; None where it is about something else."""
    return read_remark(clause, now) or read_delete(clause, now) or read_asks(clause, now) or read_log(clause, now)


def take_measures(
    wish: LogMeasures | MeasureWithout | AskMeasures | DeleteMeasure | AnothersMeasure | ChangeAlone, turn: Turn
) -> Plan[str]:
    """Do what a wish asks, and say what came of it."""
    match wish:
        case AnothersMeasure() | ChangeAlone():
            return SAID[type(wish)]
        case LogMeasures():
            return (yield from _log(wish, turn))
        case MeasureWithout():
            return _what(wish.metric)
        case AskMeasures():
            return (yield from _tell(wish, turn))
        case DeleteMeasure():
            return (yield from _delete(wish, turn))


def reply(text: str, previous: Sequence[Wish], now: LocalMoment) -> LogMeasures | DeleteMeasure | None:
    """The value that was asked for: "82.4" after "what do you weigh?"; or the measure of another day than the one just told."""
    told = [each for each in previous if isinstance(each, LogMeasures)]
    last = [each for log in told for each in log.measures]
    if last and len({each.metric for each in last}) == 1 and (other := read_other_day(text, last[-1], now)) is not None:
        return other
    if len(told) == 1 and len(told[0].measures) == 1 and (unit := read_unit(text)) is not None:
        # "Pounds I mean": the same figure in another unit.
        (said,) = told[0].measures
        return replace(told[0], measures=(replace(said, unit=unit),), instead=True)
    asked = next((each for each in reversed(previous) if isinstance(each, MeasureWithout | ChangeAlone)), None)
    if asked is None:
        return None
    metric = asked.metric if isinstance(asked, MeasureWithout) else WEIGHT
    return read_value(text, metric, now)


def _what(metric: str) -> str:
    if metric == WEIGHT:
        return "What do you weigh? Say it like “80.4 kg”. Nothing is written yet."
    example = "21 %" if metric.endswith("percent") else "92 cm"
    return f"What is your {METRICS[metric].label.lower()}? Say it like “{example}”. Nothing is written yet."


def decide_measures(yes: bool, turn: Turn) -> Plan[str | None]:
    """A yes to a value that was asked about, since it is far from the one before: it is written down; a no: it is not."""
    previous = turn.history.previous
    if previous is None or not any(_is_unlikely(result) for result in previous.own):
        return None
    wish = _wish_of(previous.text, turn)
    if wish is None:
        return None
    if not yes:
        return "All right, I wrote nothing down."
    return (yield from _log(wish, turn, confirm=True))


def _wish_of(text: str, turn: Turn) -> LogMeasures | None:
    """What a message wanted to have written down, read again."""
    for part in (part for clause in clauses(plain(text), company=_NOBODY) for part in apart(clause, turn.history.now)):
        wish = read_log(command(without_courtesy(part)).strip(" ,.!?:;"), turn.history.now)
        if isinstance(wish, LogMeasures):
            return wish
    return None


def _log(wish: LogMeasures, turn: Turn, *, confirm: bool = False) -> Plan[str]:
    said = []
    # What was only asked about has not been written down, so that nothing is there to be mended.
    previous = turn.history.previous
    instead = wish.instead and not (previous is not None and any(_is_unlikely(each) for each in previous.own))
    for measure in wish.measures:
        before = (yield from _last(measure.metric, turn, measure.day or wish.day)) if instead else None
        if instead and wish.day is not None and before is None and not wish.or_new:
            said.append(NOT_THERE)
            continue
        result = yield from _write(measure, before, wish, turn, confirm=confirm)
        if result.ok:
            said += [
                f"{'Changed' if before else 'Logged'}: {_told(each, turn.today)}."
                for each in result.data["measurements"]
            ]
        elif _is_unlikely(result):
            detail = str(result.data.get("detail", "")).partition(" Send confirm")[0]
            said.append(f"{detail} Is that right? Nothing is written yet; say yes or no.")
        else:
            said.append(wording.refused(result))
    return " ".join(dict.fromkeys(said))


def _write(
    measure: Said, before: dict[str, Any] | None, wish: LogMeasures, turn: Turn, *, confirm: bool
) -> Plan[Result]:
    day = measure.day or wish.day
    value = {"value": float(measure.value), "unit": measure.unit or None, "confirm": confirm or None}
    if before is not None:
        return (yield from turn.call("edit_measurement", measurement_id=before["id"], **value))
    return (
        yield from turn.call(
            "log_measurement",
            metric=measure.metric,
            local_date=None if day is None else day.isoformat(),
            local_time=None if wish.at is None else wish.at.isoformat(),
            **value,
        )
    )


def _last(metric: str | None, turn: Turn, day: date | None, said: Said | None = None) -> Plan[dict[str, Any] | None]:
    """The last measure of a metric, on a day if one is given, that says so much if that is told; what this conversation wrote
    down last where no metric is."""
    on = None if day is None else day.isoformat()
    found = yield from turn.call("get_measurements", metric=metric, first_date=on, last_date=on)
    rows = found.data.get("measurements", []) if found.ok else []
    return next((row for row in rows if said is None or _says(row, said)), None)


def _says(row: Mapping[str, Any], said: Said) -> bool:
    """Whether a measurement says so much, as it is shown or in the unit told."""
    if not said.unit:
        return (
            re.search(rf"(?<![\d.]){re.escape(f'{said.value.normalize():f}')}(?![\d.]*\d)", str(row["text"]))
            is not None
        )
    return abs(Decimal(str(row["value"])) - said.value * _PER_UNIT.get(said.unit, Decimal(1))) <= _NEAR


def _tell(wish: AskMeasures, turn: Turn) -> Plan[str]:
    told = ""
    for metric in wish.metrics or (None,):
        told += " " + (yield from _tell_of(metric, wish, turn))
    return told.strip()


def _tell_of(metric: str | None, wish: AskMeasures, turn: Turn) -> Plan[str]:
    first, last = wish.span or (wish.day, wish.day)
    found = yield from turn.call(
        "get_measurements",
        metric=metric,
        first_date=None if first is None else first.isoformat(),
        last_date=None if last is None else last.isoformat(),
    )
    if not found.ok:
        return wording.refused(found)
    rows, summaries = found.data["measurements"], found.data["summaries"]
    if not rows:
        what = "that" if metric is None or len(wish.metrics) == 1 else f"your {METRICS[metric].label.lower()}"
        return f"I have no measurement of {what}{'' if first is None else ' for that time'} yet. Tell me one, like “I weigh 80 kg”."
    if wish.bmi:
        return _bmi(rows[0], turn.today)
    if metric is None:
        return f"Your latest: {'; '.join(_told(each['latest'], turn.today) for each in summaries)}."
    if wish.change:
        return _course(found, turn.today)
    if wish.day is not None and len(rows) > 1:
        values = listed([each["text"] for each in rows[:MOST_LISTED]])
        return f"{rows[0]['label']} {values} {wording.day_name(wish.day, turn.today)}."
    return _sentence(_told(rows[0], turn.today))


def _course(found: Result, today: date) -> str:
    (summary,) = found.data["summaries"]
    first, latest, trend = summary["first"], summary["latest"], found.data.get("trend")
    if summary["count"] == 1:
        return f"I have only one measurement of that time: {_told(latest, today)}."
    said = (
        f"{summary['label']}: from {first['text']} {wording.day_name(_day(first), today)} to {latest['text']} "
        f"{wording.day_name(_day(latest), today)}, {_by(summary['change'], summary['change_text'])} "
        f"({summary['count']} measurements, from {summary['min_text']} to {summary['max_text']})."
    )
    if trend is not None:
        pace = _by(trend["per_week"], trend["per_week_text"])
        said += f" The trend, without water and noise, is at {trend['text']}, {pace} in a week."
    return said


def _by(change: Any, text: str) -> str:
    if not change:
        return "no change"
    return f"{'down' if change < 0 else 'up'} {text.removeprefix('-')}"


def _bmi(row: dict[str, Any], today: date) -> str:
    if row.get("bmi") is None:
        return "I need your height for that; it is in the settings. " + f"Your last: {_told(row, today)}."
    return f"Your BMI is {row['bmi']}, from {row['text']} {wording.day_name(_day(row), today)} and your height."


def _delete(wish: DeleteMeasure, turn: Turn) -> Plan[str]:
    if wish.many:
        return "I delete one measurement at a time, so nothing is deleted. Say “delete my last weight”, or which day's."
    row = yield from _last(wish.metric, turn, wish.day, wish.said)
    if row is None:
        return "I found no such measurement, so I deleted nothing."
    result = yield from turn.call("delete_measurement", measurement_id=row["id"])
    return f"Deleted: {_told(row, turn.today)}. Say “undo” to have it back." if result.ok else wording.refused(result)


def _told(row: dict[str, Any], today: date) -> str:
    return f"{_named(row)} {row['text']} {wording.day_name(_day(row), today)}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _named(row: dict[str, Any]) -> str:
    return str(row["label"]).lower() if not str(row["metric"]).startswith("custom:") else str(row["label"])


def _day(row: dict[str, Any]) -> date:
    return date.fromisoformat(row["local_date"])


def _is_unlikely(result: Result) -> bool:
    return (
        result.tool in {"log_measurement", "edit_measurement"}
        and not result.ok
        and result.data.get("error") == UNLIKELY
    )


SKILL: Final = Skill(
    wishes=(LogMeasures, MeasureWithout, AskMeasures, DeleteMeasure, AnothersMeasure, ChangeAlone),
    read=read,
    take=take_measures,
    decide=decide_measures,
    reply=reply,
)
