"""A person's expenditure as REST, receipts and the page show it, with where it comes from in words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from fithub.body.expenditure import LEAST_DAYS, LEAST_SPAN_DAYS, LEAST_WEIGHINGS, STALE_DAYS, Method, Point, Reason
from fithub.body.models import Expenditure
from fithub.body.units import display

TENTH: Final = Decimal("0.1")

EQUATIONS: Final[Mapping[str, str]] = {"mifflin_st_jeor": "Mifflin-St Jeor", "cunningham": "Cunningham"}
FACTS: Final[Mapping[str, str]] = {
    "sex": "your sex",
    "birth_date": "your birth date",
    "height_cm": "your height",
    "activity": "how active you are",
}
WHY: Final[Mapping[str, str]] = {
    Reason.NO_WEIGHT: "Your weight is not known yet; with one weighing a formula can tell roughly.",
    Reason.MINOR: "For people under 18 FitHub tells no expenditure: the formulas are made for adults, and growing needs energy.",
    Reason.PREGNANT: "During a pregnancy FitHub tells no expenditure: the weight that comes is not stored energy alone.",
    Reason.TOO_FEW_DAYS: (
        f"This is a formula's: to learn yours takes {LEAST_DAYS} complete days of diary since your first weighing."
    ),
    Reason.TOO_FEW_WEIGHINGS: (
        f"This is a formula's: to learn yours takes {LEAST_WEIGHINGS} days with a weighing over at least {LEAST_SPAN_DAYS} days."
    ),
    Reason.NO_RECENT_DATA: f"This is a formula's: nothing to learn from has been written down for more than {STALE_DAYS} days.",
    Reason.AT_LIMIT: (
        "What was learned lies outside of what bodies burn, so this is the limit; perhaps not all that you eat is written down."
    ),
}
LOGGED_ONLY: Final = "It goes by what is written down: what is left out of the diary is left out of this number too."


def expenditure_shape(row: Expenditure, units: str) -> dict[str, Any]:
    """A stored result as it is shown; `explanation` is its arithmetic in sentences, weights in the person's units."""
    return {
        "on_date": row.on_date.isoformat(),
        "kcal": row.kcal,
        "low": row.low,
        "high": row.high,
        "confidence": row.confidence,
        "method": row.method,
        "reason": row.reason,
        "days_of_data": row.days_of_data,
        "basis": row.basis | {"balance_kcal": balance_kcal(row.basis)},
        "explanation": explain(row, units),
        "version": row.version,
        "inputs_hash": row.inputs_hash,
        "computed_at": row.created_at.isoformat().replace("+00:00", "Z"),
    }


def point_shape(point: Point) -> dict[str, Any]:
    """A day of the history as it is shown."""
    return {"date": point.local_date.isoformat(), "kcal": point.kcal, "low": point.low, "high": point.high}


def balance_kcal(basis: Mapping[str, Any]) -> Decimal | None:
    """The plain balance of the last days: mean intake less what the change of weight stored a day; None where there is none."""
    intake, stored = basis["mean_intake_kcal"], stored_kcal(basis)
    return None if intake is None or stored is None else Decimal(intake) - stored


def stored_kcal(basis: Mapping[str, Any]) -> Decimal | None:
    """The kcal a day that the change of weight stored (negative: took from the stores); None where it is not known."""
    if basis["change_kg"] is None or basis["kcal_per_kg"] is None or not basis["change_days"]:
        return None
    stored: Decimal = Decimal(basis["change_kg"]) * basis["kcal_per_kg"] / basis["change_days"]
    return stored.quantize(Decimal(1))


def explain(row: Expenditure, units: str) -> list[str]:
    """Where the number comes from, sentence by sentence; every figure is stored with it or follows from what is."""
    told = [WHY[row.reason]] if row.reason is not None else []
    if row.method == Method.NONE:
        return told
    basis = row.basis
    weight = display(basis["weight_kg"].quantize(TENTH), "kg", units).text
    told.append(
        f"By {EQUATIONS[basis['equation']]}, {weight} burn {basis['resting_kcal']:,.0f} kcal at rest; times"
        f" {basis['activity_factor']} for how you move, {basis['formula_kcal']:,.0f} kcal a day."
    )
    if basis["missing"]:
        told.append(f"It would be surer with {_listed([FACTS[fact] for fact in basis['missing']])}.")
    if row.method != Method.LEARNED:
        return told
    told += _balanced(basis, units)
    told.append(
        f"Weighed together with all {row.days_of_data} complete days and {basis['weighings']} days with a weighing, with what"
        f" water does to a scale and with the formula, it comes to {row.kcal:,.0f} kcal, four times out of five between"
        f" {row.low:,.0f} and {row.high:,.0f}."
    )
    return [*told, LOGGED_ONLY]


def _balanced(basis: Mapping[str, Any], units: str) -> list[str]:
    """The plain balance of the last days in sentences; none where there is none."""
    stored, balance = stored_kcal(basis), balance_kcal(basis)
    if stored is None or balance is None:
        return []
    change = display(abs(basis["change_kg"]).quantize(TENTH), "kg", units).text
    way = "rose" if basis["change_kg"] > 0 else "fell"
    intake = f"Lately you wrote down {basis['mean_intake_kcal']:,.0f} kcal on a complete day"
    return [
        f"{intake}, and the trend of your weight {way} by {change} in {basis['change_days']:.0f} days.",
        (
            f"At {basis['kcal_per_kg']:,.0f} kcal for a kilogram of your body that is {stored:+,} kcal a day, and"
            f" {basis['mean_intake_kcal']:,.0f} − ({stored:+,}) = {balance:,.0f} kcal."
        ),
    ]


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
