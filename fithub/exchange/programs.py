"""The programs whose files are known by their headers, and what is theirs alone: columns that mean something else there.

What an export looks like is taken from the programs' own help pages and their users' files; a column that is not named here is
read by its words (fithub.exchange.columns). A role of None: the column is left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from fithub.exchange.columns import read_header


@dataclass(frozen=True, slots=True)
class Program:
    """One table of one program. `needs`: the words of headers that only it has together."""

    name: str
    table: str
    needs: frozenset[str]
    roles: Mapping[str, str | None] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    # What its table is no part of a record for, where it is none.
    left_out: str = ""
    # A day's or a meal's sum, and what of: the entry's description has the meal's name and the program's.
    summary: bool = False
    # It doubles what one of these tables of the same file tells in detail.
    yields_to: frozenset[str] = frozenset()
    # The sheet of a workbook that it is, where its headers are anybody's.
    sheet: str = ""


def _needs(words: str) -> frozenset[str]:
    return frozenset(words.split("|"))


_DAY_SUM: Final = "It repeats, day by day, what another file of the same export tells food by food."
_COMPUTED: Final = "These are the program's own computations, not something that was measured or eaten."

PROGRAMS: Final[tuple[Program, ...]] = (
    Program(
        "MyFitnessPal",
        "nutrition",
        _needs("date|meal|calories|carbohydrates|protein|sodium|note"),
        # Its vitamins and minerals are shares of a daily value that has changed over the years.
        {"vitamin a": None, "vitamin c": None, "calcium": None, "iron": None, "note": None},
        summary=True,
    ),
    Program("MyFitnessPal", "measurements", _needs("date|weight"), {"bmi": None}),
    Program(
        "MyFitnessPal",
        "exercise",
        _needs("date|exercise|type|exercise calories|exercise minutes"),
        {"type": None, "note": None, "pounds": None, "kilograms": None},
    ),
    Program("Cronometer", "servings", _needs("day|food name|amount|energy"), {"category": None, "group": "slot"}),
    Program(
        "Cronometer",
        "dailysummary",
        _needs("date|energy|completed|net carbs"),
        {"completed": None},
        summary=True,
        yields_to=_needs("servings"),
    ),
    Program(
        "Cronometer",
        "biometrics",
        _needs("day|metric|unit|amount"),
        {"unit": "metric_unit", "amount": "metric_value", "group": None},
    ),
    Program("Cronometer", "exercises", _needs("day|exercise|minutes|calories burned"), {"group": None}),
    Program("Cronometer", "notes", _needs("day|note"), left_out="FitHub keeps no notes of a day."),
    Program(
        "MacroFactor",
        "food log",
        _needs("date|time|food name|serving size|serving qty|calories"),
    ),
    Program("MacroFactor", "weight", _needs("date|weight|fat percent"), {"fat percent": "body_fat_percent"}),
    Program("MacroFactor", "trend", _needs("date|trend weight"), left_out=_COMPUTED),
    Program("MacroFactor", "expenditure", _needs("date|expenditure"), left_out=_COMPUTED),
    Program(
        "MacroFactor",
        "calories and macros",
        _needs("date|calories|protein|fat|carbs|expenditure"),
        summary=True,
        yields_to=_needs("food log"),
    ),
    Program(
        "MacroFactor",
        "calories and macros",
        _needs("date|calories|protein|fat|carbs"),
        summary=True,
        yields_to=_needs("food log"),
        sheet="calories & macros",
    ),
    Program(
        "MacroFactor",
        "micronutrients",
        _needs("date"),
        summary=True,
        yields_to=_needs("food log|calories and macros"),
        sheet="micronutrients",
    ),
    Program("MacroFactor", "weight", _needs("date|weight"), sheet="scale weight"),
    Program("MacroFactor", "trend", _needs("date|weight"), left_out=_COMPUTED, sheet="weight trend"),
    Program("MacroFactor", "body metrics", _needs("date"), sheet="body metrics"),
    Program("MacroFactor", "steps", _needs("date|steps"), sheet="steps"),
    Program(
        "Withings",
        "weight",
        _needs("date|weight|fat mass|bone mass|muscle mass|hydration"),
        {"date": "moment", "comments": None},
    ),
    Program("Garmin", "weight", _needs("time|weight|change|bmi|body fat"), {"change": None}),
    Program(
        "Renpho",
        "weight",
        _needs("time of measurement|weight|bmi|body fat|subcutaneous fat"),
        {"protein": None, "body water": None},
    ),
    Program(
        "Renpho",
        "weight",
        _needs("date|time|weight|bmi|body fat|subcutaneous fat"),
        {"protein": None, "body water": None},
    ),
    Program(
        "Eufy",
        "weight",
        _needs("time|weight|bmi|body fat"),
        {"protein": None, "water": None, "fat mass": None},
    ),
    Program(
        "Google Fit",
        "daily activity",
        _needs("date|move minutes count|step count"),
        # What it calls calories is all that living took.
        {"calories": None, "average weight": "weight_kg", "move minutes count": None},
        {"weight_kg": "kg"},
    ),
    Program(
        "Fitbit",
        "weight",
        _needs("timestamp|weight grams"),
        {"timestamp": "moment", "weight grams": "weight_kg", "data source": None},
        {"weight_kg": "g"},
    ),
    Program("Fitbit", "body", _needs("date|weight|bmi|fat"), {"fat": "body_fat_percent"}),
    Program("Fitbit", "foods", _needs("date|calories in"), summary=True),
    Program(
        "Fitbit",
        "activities",
        _needs("date|calories burned|steps|distance|floors"),
        # All that living took; what moving took stands in another column.
        {"calories burned": None, "activity calories": "active_energy_kcal", "minutes sedentary": None},
    ),
)


def program_of(headers: Sequence[str], file_name: str, sheet: str = "") -> Program | None:
    """The program's table that these headers are, the one that most of them, and its sheet's name, speak for."""
    words = {read_header(header).words for header in headers}
    of_sheet = ("", " ".join(sheet.split()).casefold())
    fitting = [each for each in PROGRAMS if each.needs <= words and each.sheet in of_sheet]
    # Two columns are anybody's: there the file's name has to speak as well, or the sheet's.
    sure = [
        each for each in fitting if len(each.needs) > 2 or each.left_out or each.sheet or _is_named(each, file_name)
    ]
    return max(sure, key=lambda each: (bool(each.sheet), len(each.needs)), default=None)


_NAMED: Final = {
    ("MyFitnessPal", "measurements"): ("measurement-summary", "myfitnesspal"),
    ("Fitbit", "foods"): ("foods", "fitbit"),
    ("Fitbit", "weight"): ("weight",),
}


def _is_named(program: Program, file_name: str) -> bool:
    return any(word in file_name.casefold() for word in _NAMED.get((program.name, program.table), ()))
