"""What the offline model says of what its tools returned. Every figure is the tool's, rounded for reading."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from agents.offline.history import Entry, Result
from agents.offline.nutrients import MACROS, amount, label, listed, number, so_much
from fithub.core.clock import date_in_words
from fithub.foods.portions import SIZES

# What a refusal means to the person; others are told in the tool's own words.
_REFUSED: Final = {
    "entry_not_found": "I cannot find that entry in your diary any more.",
    "nothing_to_undo": "There is nothing left to undo.",
    "nothing_to_redo": "There is nothing to redo: nothing has been undone.",
    "changed_since": "That has been changed again since, so I cannot take it back on its own; undo the later change first.",
    "already_undone": "That is undone already.",
    "date_in_future": "That day has not come yet where you are, so I logged nothing. Tell me once it is eaten.",
    "date_out_of_range": "I cannot write in a year as far away as that.",
    "amount_out_of_range": "That amount is not possible: it has to be more than 0 and at most 10 kg. Nothing was changed.",
    "draft_closed": "That is no longer waiting for an answer.",
    "draft_not_found": "That is no longer waiting for an answer.",
    "draft_empty": "There is no food in that which I know.",
    "arguments_invalid": "I could not do that with these figures, so nothing was changed.",
    "answer_needed": "For that I need a plain yes or no from you.",
    "approval_decided": "That has been answered already.",
    "approval_expired": "That is no longer open. Ask me for it again.",
    "start_value_needed": "I do not know where you start from. Tell me what you measure now, like “I weigh 80 kg”, and then the"
    " goal once more.",
    "height_needed": "For a goal that is safe I need to know how tall you are: how tall are you?",
    "unreadable": "I could not do that with these figures, so nothing was changed.",
}
# Addresses are for programs: "(PATCH /me)", "; GET /goals lists yours".
_ADDRESS: Final = re.compile(
    r"\s*(?:\([^()]*\b(?:GET|POST|PUT|PATCH|DELETE) /[^()]*\)|;[^;()]*\b(?:GET|POST|PUT|PATCH|DELETE) /[^;.]*)"
)


def refused(result: Result) -> str:
    """Why a tool did not do it."""
    code = str(result.data.get("error", ""))
    detail = _ADDRESS.sub("", str(result.data.get("detail") or ""))
    return _REFUSED.get(code) or detail or "That did not work, and nothing was changed."


def warned(result: Result) -> list[str]:
    """What the person has said that they must not have."""
    return [
        f"Careful: {each['food']} — you told me that you "
        f"{'are allergic to' if each['kind'] == 'allergy' else 'avoid'} {each['about']}."
        for each in result.data.get("warnings", ())
    ]


def logged(result: Result, today: date) -> str:
    """What was written, what waits for a yes, and what was not understood."""
    said = [f"Logged {_group(group, today)}." for group in _grouped(result.entries)]
    if len(result.entries) > 1:
        totals = result.data["totals"]
        told = [so_much(key, totals[key]) for key in MACROS[:2] if totals.get(key) is not None]
        if told:
            said.append(f"Together {listed(told)}.")
    said += warned(result)
    if left_out := result.data.get("left_out"):
        said.append(
            f"I left out {listed(left_out)}: you told me that you must not have that. If you had it all the same, say so."
        )
    said += [_asked(draft, bool(result.entries)) for draft in result.data.get("drafts", ())]
    said.append(not_understood(result.data.get("unmatched", ()), anything=bool(said)))
    return " ".join(filter(None, said))


def not_understood(unmatched: Sequence[str], *, anything: bool) -> str:
    """The words that were not understood, quoted."""
    if unmatched:
        quoted = listed([f"“{' '.join(words.split())[:80]}”" for words in unmatched[:5]])
        more = f" and {len(unmatched) - 5} more" if len(unmatched) > 5 else ""
        return f"I did not understand {quoted}{more}, so nothing was logged for that."
    return (
        ""
        if anything
        else "I found no food in that which I know, so I logged nothing. Try it with an amount, like “two eggs”."
    )


def _asked(draft: dict[str, Any], after_others: bool) -> str:
    told = []
    for item in draft["items"]:
        others = [each["name"] for each in item["alternatives"][:2]]
        guess = f"“{item['text']}” as {item['food']} ({number(item['grams'], 0)} g"
        guess += f", {amount('energy_kcal', item['energy_kcal'])})" if item["energy_kcal"] is not None else ")"
        question = item.get("question")
        if question and question["asks"] != "food":
            told.append(f"{guess}: {question['text'].rstrip('.')}")
        else:
            told.append(guess + (f", or maybe {' or '.join(others)}" if others else ""))
    lead = (
        "I am not sure about the rest, so it is not logged yet:"
        if after_others
        else "I am not sure, so nothing is logged yet:"
    )
    understood = "; ".join(told)
    end = "" if understood.endswith("?") else "."
    return f"{lead} I understood {understood}{end} Shall I log it like that? Say yes or no, or put it in other words."


def changed(results: Sequence[Result], before: dict[str, Entry], today: date) -> str:
    """What was changed, as it stands now."""
    told = []
    for result in results:
        for entry in result.entries:
            was = before.get(entry["id"], entry)
            where = ""
            if (was["slot"], was["local_date"]) != (entry["slot"], entry["local_date"]):
                where = f", now at {entry['slot']} {day_name(date.fromisoformat(entry['local_date']), today)}"
            elif was["local_time"] != entry["local_time"]:
                where = f", now at {entry['local_time']}"
            told.append(f"{one(entry)}{where}")
    return f"Changed: {'; '.join(told)}."


def deleted(entries: Sequence[Entry], today: date) -> str:
    """What was deleted."""
    told = [f"{name(entry)} from {place(entry, today)}" for entry in entries]
    return f"Deleted {listed(told)}. Say “undo” to have it back."


def taken_back(result: Result, today: date, *, again: bool) -> str:
    """What an undo or a redo left."""
    lead = "Done again" if again else "Undone"
    parts = []
    if result.removed:
        parts.append(
            f"{listed([name(entry) for entry in result.removed])} {'is' if len(result.removed) == 1 else 'are'} out of your diary"
        )
    if result.entries:
        parts.append(f"your diary has {listed([f'{one(entry)} at {place(entry, today)}' for entry in result.entries])}")
    parts += _things(result.data.get("things", ()), again=again)
    return f"{lead}: {'; '.join(parts)}." if parts else f"{lead}."


def _things(things: Sequence[dict[str, Any]], *, again: bool) -> list[str]:
    """What else a change was about, and what became of it."""
    told = []
    for thing in things[:MOST_THINGS]:
        name = f" “{thing['name']}”" if thing["name"] else ""
        what = f"your {thing['kind']}{name}"
        verb = "are" if thing["kind"].endswith("settings") else "is"
        stands = "changed again" if again else "as before"
        told.append(f"{what} {verb} {stands if thing['there'] else 'gone'}")
    more = len(things) - MOST_THINGS
    return [*told, f"and {more} more"] if more > 0 else told


MOST_THINGS: Final = 4


def which(entries: Sequence[Entry], today: date, what: str) -> str:
    """A question which of several is meant."""
    told = [f"{name(entry)} ({weight(entry)}, {place(entry, today)})" for entry in entries[:8]]
    more = f" and {len(entries) - 8} more" if len(entries) > 8 else ""
    return f"Which one do you mean: {'; '.join(told)}{more}? {what}"


def whether_all(entries: Sequence[Entry], today: date) -> str:
    """A question whether all of these should go."""
    told = "; ".join(f"{one(entry)} at {place(entry, today)}" for entry in entries)
    lead = f"These {len(entries)} entries" if len(entries) > 1 else "This entry"
    return f"{lead} would go: {told}. Nothing is deleted yet; say yes to delete {'them all' if len(entries) > 1 else 'it'}."


def entries_of(result: Result, today: date, words: Sequence[str], found: Sequence[Entry]) -> str:
    """What was eaten on a day or at a meal; with `words`, whether that was among it."""
    when = _when(result, today)
    if words:
        wanted = f"“{' '.join(words)}”"
        if not found:
            return f"I see no {wanted} in your diary {when}."
        return f"Yes: {'; '.join(f'{one(entry)}, {entry["slot"]} at {entry["local_time"]}' for entry in found)}."
    if not result.entries:
        return f"Nothing is logged {when}{' yet' if result.data['date'] == today.isoformat() else ''}."
    meals = [f"{slot}: {'; '.join(map(one, each))}" for slot, each in _by_slot(result.entries)]
    text = ". ".join(meal[0].upper() + meal[1:] for meal in meals)
    count = f"{len(result.entries)} {'entry' if len(result.entries) == 1 else 'entries'}"
    return f"{when[0].upper()}{when[1:]} you have logged {count}. {text}. {totals_of(result, MACROS)}"


def totals_of(result: Result, nutrients: Sequence[str]) -> str:
    """The totals of a day or a meal, and where they are not complete."""
    totals, unknown = result.data["totals"], result.data["unknown"]
    told = [so_much(key, totals[key]) for key in nutrients if totals.get(key) is not None]
    missing = [label(key) for key in nutrients if totals.get(key) is None]
    said = f"{listed(told)} in total." if told else ""
    if missing:
        said = f"{said} There are no figures for {listed(missing)}.".strip()
    partly = [
        f"{label(key)} is unknown for {number(unknown[key], 0)} of them"
        for key in nutrients
        if unknown.get(key) and totals.get(key) is not None
    ]
    return (said + (f" ({'; '.join(partly)}, so the real figure is higher.)" if partly else "")).strip()


def day_totals(result: Result, today: date, nutrients: Sequence[str]) -> str:
    """How much of some nutrients was eaten on a day or at a meal."""
    when = _when(result, today)
    if not result.entries:
        return f"Nothing is logged {when}, so that is 0."
    return f"{when[0].upper()}{when[1:]}: {totals_of(result, nutrients)}"


def entry_amounts(found: Sequence[Entry], nutrients: Sequence[str]) -> str:
    """What single entries hold of the macronutrients that were asked for."""
    told = [
        f"{name(entry)} ({weight(entry)}) has "
        + listed([so_much(key, entry[key]) for key in nutrients if entry[key] is not None] or ["no figure for that"])
        for entry in found
    ]
    return f"{'; '.join(told)}."


def shares_of(result: Result, today: date, nutrient: str) -> str:
    """Which entries of a day or a meal held most of a macronutrient."""
    when = _when(result, today)
    held = sorted(
        (entry for entry in result.entries if entry[nutrient] is not None),
        key=lambda entry: Decimal(str(entry[nutrient])),
        reverse=True,
    )
    if not held:
        return f"Nothing is logged {when} that tells it."
    told = [f"{name(entry)} ({weight(entry)}) {amount(nutrient, entry[nutrient])}" for entry in held[:MOST_THINGS]]
    more = len(held) - len(told)
    others = f"; and {more} more with less" if more > 0 else ""
    return f"{when[0].upper()}{when[1:]}, {totals_of(result, (nutrient,))} Most first: {'; '.join(told)}{others}."


def left_of(result: Result, today: date, nutrients: Sequence[str]) -> str:
    """What is left of the day's targets."""
    remaining, targets, totals = result.data["remaining"], result.data["targets"], result.data["totals"]
    told = []
    for key in nutrients:
        if remaining.get(key) is None or key not in targets:
            told.append(f"there is no target for {label(key)}")
            continue
        rest = Decimal(str(remaining[key]))
        eaten = f"{amount(key, totals[key])} of {amount(key, _aim(targets[key]))}"
        side = f"{amount(key, rest)} left" if rest >= 0 else f"{amount(key, -rest)} over"
        told.append(f"{label(key)}: {side} ({eaten})")
    when = _when(result, today)
    basis = (
        ""
        if result.data.get("targets_basis") in {"own", "diet"}
        else " You have set no targets of your own, so these are the general daily values."
    )
    return f"{when[0].upper()}{when[1:]}: {'; '.join(told)}.{basis}{_not_safe(result)}"


def targets_of(result: Result, nutrients: Sequence[str]) -> str:
    """The day's targets."""
    targets = result.data["targets"]
    told = []
    for key in nutrients:
        bounds = targets.get(key)
        told.append(
            f"{label(key)}: "
            + (
                ", ".join(f"{_BOUND[bound]} {amount(key, value)}" for bound, value in bounds.items())
                if bounds
                else "no target"
            )
        )
    whose = (
        "Your diet's targets"
        if result.data.get("targets_basis") == "diet"
        else "Your targets"
        if result.data.get("targets_basis") == "own"
        else "You have set no targets of your own; the general daily values"
    )
    return f"{whose}: {'; '.join(told)}.{_not_safe(result)}"


def _not_safe(result: Result) -> str:
    """What is against targets that were set before the person told something of themselves."""
    warning = result.data.get("targets_warning")
    return f" Careful, these targets are not safe for you any more. {warning}" if warning else ""


_BOUND: Final = {"min": "at least", "target": "about", "max": "at most"}


def _aim(bounds: dict[str, Any]) -> Any:
    return next(bounds[bound] for bound in ("target", "min", "max") if bound in bounds)


def one(entry: Entry) -> str:
    """An entry: food, amount, energy."""
    energy = "" if entry["energy_kcal"] is None else f", {amount('energy_kcal', entry['energy_kcal'])}"
    return f"{name(entry)} ({amount_said(entry)}{weight(entry)}{energy})"


def weight(entry: Entry) -> str:
    """What an entry weighs."""
    return "weight not known" if entry["grams"] is None else f"{number(entry['grams'], 0)} g"


def name(entry: Entry) -> str:
    """An entry's food as shown."""
    return str(entry["food"])


def place(entry: Entry, today: date) -> str:
    """An entry's meal and day."""
    day = date.fromisoformat(entry["local_date"])
    return str(entry["slot"]) if day == today else f"{entry['slot']} {day_name(day, today)}"


def day_name(day: date, today: date) -> str:
    """A day as people call it."""
    match (today - day).days:
        case 0:
            return "today"
        case 1:
            return "yesterday"
        case days if 1 < days < 7:
            return f"on {day:%A}"
    return f"on {date_in_words(day)}"


def _when(result: Result, today: date) -> str:
    day = day_name(date.fromisoformat(result.data["date"]), today)
    return f"for {result.data['slot']} {day}" if result.data.get("slot") else day


def amount_said(entry: dict[str, Any]) -> str:
    """The amount as said, in front of the grams: "2 slices, "; nothing where grams are all there is."""
    quantity, unit = entry["quantity"], entry["unit"]
    if quantity is None or unit == "g":
        return ""
    count = number(quantity, 2)
    if not unit:
        return f"×{count}, "
    plain = len(unit) <= 2 or unit in _SHORT or unit in SIZES or Decimal(str(quantity)) <= 1
    return f"{count} {unit if plain else _plural(unit)}, "


_SHORT: Final = frozenset({"fl oz", "tbsp", "tsp"})


def _plural(unit: str) -> str:
    if unit.endswith(("ch", "sh", "x", "s")):
        return f"{unit}es"
    return f"{unit[:-1]}ves" if unit.endswith("leaf") else f"{unit}s"


def _grouped(entries: Iterable[Entry]) -> list[list[Entry]]:
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        groups.setdefault((entry["local_date"], entry["slot"]), []).append(entry)
    return list(groups.values())


def _group(entries: list[Entry], today: date) -> str:
    day = date.fromisoformat(entries[0]["local_date"])
    when = "" if day == today else f" {day_name(day, today)}"
    return f"for {entries[0]['slot']}{when}: {'; '.join(map(one, entries))}"


def _by_slot(entries: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    meals: dict[str, list[Entry]] = {}
    for entry in entries:
        meals.setdefault(entry["slot"], []).append(entry)
    return list(meals.items())
