"""The published tables of reference intakes, read once: the National Academies' DRIs and EFSA's dietary reference values.

Everything here is pure: who somebody is comes in as a `Life`, and a table of intakes comes out. Figures, sources and what the
limits are about stand in fithub/body/data; what was left out and why, in docs/reference-intakes.md.
"""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from fithub.accounts.models import LifeStage, Reference
from fithub.body.daily_values import DAILY_VALUES

PER_KG: Final = "protein_g_per_kg"
# From nine years on the tables differ by sex.
BY_SEX_MONTHS: Final = 9 * 12
GROWN_MONTHS: Final = 18 * 12
# The ages that the tables of pregnancy and lactation are for: 14 to 50 years.
MOTHERS_MONTHS: Final = (14 * 12, 51 * 12 - 1)
# What EFSA gives for each megajoule of energy, and not for a day: taken from the DRIs, and labelled so.
PER_ENERGY: Final = ("thiamin_mg", "niacin_mg")
# EFSA's values begin at seven months, which is after six.
EFSA_MONTHS: Final = 6


@dataclass(frozen=True, slots=True)
class Life:
    """Who a table is for. `months`: of age, whole. `phase`: the trimester; of nursing 1 is the first six months, 2 what follows."""

    sex: str | None
    months: int
    stage: LifeStage = LifeStage.NONE
    phase: int = 0

    @property
    def is_by_sex(self) -> bool:
        """Whether the tables need the sex and do not know it."""
        return self.sex is None and self.stage == LifeStage.NONE and self.months >= BY_SEX_MONTHS


@dataclass(frozen=True, slots=True)
class Intake:
    """How much of a nutrient a day should hold.

    `recommended`: an amount of the kind `kind` (rda, ai, pri, safe_and_adequate, dv), None where only a limit is given. `limit`: of
    the kind `limit_kind` (ul, cdrr, safe, dv), about `limit_scope` (total, or what alone it is about). `share`: percent of energy,
    lowest and highest. `per_kg`: g for each kg of body weight. `source`, `limit_source`: ids of `sources()`.
    """

    source: str
    recommended: Decimal | None = None
    kind: str | None = None
    limit: Decimal | None = None
    limit_kind: str | None = None
    limit_scope: str | None = None
    limit_source: str | None = None
    share: tuple[Decimal, Decimal] | None = None
    per_kg: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    nutrient: str
    kind: str
    sex: str
    stage: str
    phase: str
    first: int
    end: int | None
    amount: Decimal

    def is_for(self, life: Life) -> bool:
        """Whether it is about such a person; a pregnancy or nursing that is outside of the tables' ages is at their nearest age."""
        months = life.months
        if self.stage != ("" if life.stage == LifeStage.NONE else life.stage):
            return False
        if self.stage:
            months = min(max(months, MOTHERS_MONTHS[0]), MOTHERS_MONTHS[1])
            return (not self.phase or int(self.phase) == life.phase) and self._spans(months)
        return self.sex in ("", life.sex) and self._spans(months)

    def _spans(self, months: int) -> bool:
        return self.first <= months and (self.end is None or months < self.end)


@lru_cache(maxsize=4096)
def intakes(authority: Reference, life: Life) -> Mapping[str, Intake]:
    """What one authority says for such a person, nutrient by nutrient; raises ValueError where `life.is_by_sex`."""
    if authority == Reference.DAILY_VALUES:
        return _daily_values()
    if life.is_by_sex:
        raise ValueError("the tables differ by sex from nine years on")
    if authority == Reference.DRI:
        return _table("dri", _dri(), _dri_limits(), life)
    if life.months < EFSA_MONTHS:
        return intakes(Reference.DRI, life)
    dri = intakes(Reference.DRI, life)
    return _table("efsa", _read("efsa.csv"), _read("efsa_limits.csv"), life) | {key: dri[key] for key in PER_ENERGY}


@cache
def sources() -> Mapping[str, Mapping[str, str]]:
    """By id: title, edition and table of everything a figure comes from."""
    return {
        each["id"]: {name: each[name] for name in ("id", "title", "edition", "table")} for each in _about()["source"]
    }


def _table(authority: str, rows: tuple[_Row, ...], limits: tuple[_Row, ...], life: Life) -> dict[str, Intake]:
    fitting, most = _chosen(rows, life), _chosen(limits, life)
    per_kg = fitting.pop(PER_KG, None)
    shares = _shares(authority, life)
    keys = [*fitting, *most, *shares, *([] if per_kg is None else ["protein_g"])]
    return {
        key: Intake(
            source=_source(authority, key),
            recommended=fitting[key].amount if key in fitting else None,
            kind=fitting[key].kind if key in fitting else None,
            limit=most[key].amount if key in most else None,
            limit_kind=most[key].kind if key in most else None,
            limit_scope=_about()["scopes"][authority].get(key, "total") if key in most else None,
            limit_source=_limit_source(authority, key) if key in most else None,
            share=shares.get(key),
            per_kg=per_kg.amount if per_kg is not None and key == "protein_g" else None,
            note=_note(authority, key),
        )
        for key in dict.fromkeys(keys)
    }


def _chosen(rows: tuple[_Row, ...], life: Life) -> dict[str, _Row]:
    """Of each nutrient the row for such a person; in a stage that has none of its own, that of women of the age.

    EFSA's rows of pregnancy and nursing are of grown women: a girl who needs more at her age keeps that.
    """
    own = {row.nutrient: row for row in rows if row.is_for(life)}
    if life.stage == LifeStage.NONE:
        return own
    found = {row.nutrient: row for row in rows if row.is_for(Life("female", life.months))}
    for nutrient, row in own.items():
        is_of_any_age = row.end is None and not row.first
        if not (
            is_of_any_age and life.months < GROWN_MONTHS and nutrient in found and found[nutrient].amount > row.amount
        ):
            found[nutrient] = row
    return found


def _shares(authority: str, life: Life) -> dict[str, tuple[Decimal, Decimal]]:
    return {
        row["nutrient"]: (Decimal(row["low"]), Decimal(row["high"]))
        for row in _lines("energy_shares.csv")
        if row["authority"] == authority
        and int(row["from_months"]) <= life.months
        and (not row["to_months"] or life.months < int(row["to_months"]))
    }


@cache
def _daily_values() -> dict[str, Intake]:
    found = {}
    for key, bounds in DAILY_VALUES.items():
        most = bounds.get("max")
        amount = bounds.get("target", bounds.get("min"))
        found[key] = Intake(
            source="daily_values",
            recommended=amount,
            kind=None if amount is None else "dv",
            limit=most,
            limit_kind=None if most is None else "dv",
            limit_scope=None if most is None else "total",
            limit_source=None if most is None else "daily_values",
        )
    return found


@cache
def _dri() -> tuple[_Row, ...]:
    """The wide tables as they are published: a star marks an Adequate Intake."""
    return tuple(
        row
        for name in ("dri_macronutrients.csv", "dri_elements.csv", "dri_vitamins.csv")
        for row in _wide(name, lambda _, told: "ai" if told.endswith("*") else "rda")
    )


@cache
def _dri_limits() -> tuple[_Row, ...]:
    return tuple(_wide("dri_limits.csv", lambda nutrient, _: "cdrr" if nutrient == "sodium_mg" else "ul"))


def _wide(name: str, kind: Any) -> Iterator[_Row]:
    for line in _lines(name):
        about = [line.pop(column) for column in ("group", "stage", "sex", "from_months", "to_months")]
        _, stage, sex, first, end = about
        for nutrient, told in line.items():
            if told:
                ends = int(end) if end else None
                amount = Decimal(told.rstrip("*"))
                yield _Row(nutrient, kind(nutrient, told), sex, stage, "", int(first), ends, amount)


@cache
def _read(name: str) -> tuple[_Row, ...]:
    """A long table: a line for each figure."""
    return tuple(
        _Row(
            nutrient=line["nutrient"],
            kind=line["kind"],
            sex=line["sex"],
            stage=line["stage"],
            phase=line["phase"],
            first=int(line["from_months"] or 0),
            end=int(line["to_months"]) if line["to_months"] else None,
            amount=Decimal(line["amount"]),
        )
        for line in _lines(name)
    )


def _lines(name: str) -> list[dict[str, str]]:
    text = (files("fithub.body.data") / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _about() -> Mapping[str, Any]:
    return tomllib.loads((files("fithub.body.data") / "sources.toml").read_text(encoding="utf-8"))


def _source(authority: str, key: str) -> str:
    named = [each["id"] for each in _about()["source"] if each["id"].startswith(authority) and key in each["nutrients"]]
    return str(named[0]) if named else authority


def _limit_source(authority: str, key: str) -> str:
    return "efsa_limits" if authority == "efsa" and key != "caffeine_mg" else _source(authority, key)


def _note(authority: str, key: str) -> str:
    notes = _about()["notes"]
    return str(notes.get(authority, {}).get(key) or notes.get(key, ""))
