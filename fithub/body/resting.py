"""What a body is expected to burn by formula, and what a kilogram of it is worth.

Sources
- M. D. Mifflin, S. T. St Jeor and others, Am J Clin Nutr 51 (1990) 241: resting energy from weight, height, age and sex.
- J. J. Cunningham, Am J Clin Nutr 54 (1991) 963: resting energy from the fat-free mass, 370 + 21.6 kcal for each kilogram.
- Institute of Medicine, Dietary Reference Intakes for Energy (2005), physical activity levels from 1.0 to 2.5 in four classes; FAO,
  WHO and UNU, Human Energy Requirements (2004), 1.40 and more for people who sit. `ACTIVITY` lies between the two.
- K. D. Hall, Int J Obes 32 (2008) 573: a kilogram of fat holds 9,440 kcal and one of lean tissue 1,820; G. B. Forbes, Ann N Y Acad
  Sci 904 (2000) 359: of a change, lean is to fat as 10.4 kg to the fat there is.
- P. Deurenberg and others, Br J Nutr 65 (1991) 105: the part of fat from BMI, age and sex, where nobody measured it.

Kilocalories a day, kilograms, centimetres, years. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

ACTIVITY: Final[Mapping[str, float]] = {
    "sedentary": 1.3,
    "light": 1.45,
    "moderate": 1.6,
    "active": 1.75,
    "very_active": 2.0,
}
ANY_ACTIVITY: Final = 1.55

FAT_KCAL_PER_KG: Final = 9440.0
LEAN_KCAL_PER_KG: Final = 1820.0
FORBES_KG: Final = 10.4

# What is taken where a fact is unknown, and how far off (standard deviation) that may be.
ANY_AGE, ANY_AGE_SD = 42.0, 15.0
ANY_HEIGHT, ANY_HEIGHT_SD = 170.0, 10.0
ANY_FAT: Final = 0.30
# Standard deviations as parts of the whole: of the formulas among people alike, and of how people judge their activity.
FORMULA_SD: Final = 0.08
ACTIVITY_SD: Final = 0.10
ANY_ACTIVITY_SD: Final = 0.14
# No body burns less at rest, whatever a formula makes of odd facts.
LEAST_RESTING: Final = 500.0


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a person; each may be unknown (None). `body_fat`: the part of the weight, 0..1."""

    male: bool | None = None
    age: float | None = None
    height_cm: float | None = None
    body_fat: float | None = None
    activity: str | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    """What the formula says: at rest, the factor for activity, and the whole with its standard deviation.

    `equation`: `mifflin_st_jeor` or `cunningham`. `missing`: the facts that would have made it surer.
    """

    resting: float
    factor: float
    kcal: float
    sd: float
    equation: str
    missing: tuple[str, ...]


def formula(facts: Facts, weight_kg: float) -> Formula:
    """A day's energy by formula for a body of this weight."""
    missing: list[str] = []
    if facts.body_fat is not None:
        equation, resting, unsure = "cunningham", 370 + 21.6 * weight_kg * (1 - facts.body_fat), 0.0
    else:
        equation = "mifflin_st_jeor"
        resting, unsure = _mifflin(facts, weight_kg, missing)
    resting = max(resting, LEAST_RESTING)
    factor = ACTIVITY.get(facts.activity or "")
    if factor is None:
        missing.append("activity")
    moves, moves_sd = (ANY_ACTIVITY, ANY_ACTIVITY_SD) if factor is None else (factor, ACTIVITY_SD)
    spread = FORMULA_SD**2 + moves_sd**2 + (unsure / resting) ** 2
    kcal = resting * moves
    return Formula(resting, moves, kcal, kcal * spread**0.5, equation, tuple(missing))


def _mifflin(facts: Facts, weight_kg: float, missing: list[str]) -> tuple[float, float]:
    """Resting energy, and the standard deviation that comes from what is unknown."""
    age, height, constant = facts.age, facts.height_cm, -78.0
    unsure = 0.0
    if facts.male is None:
        missing.append("sex")
        unsure += 83.0**2
    else:
        constant = 5.0 if facts.male else -161.0
    if age is None:
        missing.append("birth_date")
        age = ANY_AGE
        unsure += (5 * ANY_AGE_SD) ** 2
    if height is None:
        missing.append("height_cm")
        height = ANY_HEIGHT
        unsure += (6.25 * ANY_HEIGHT_SD) ** 2
    return 10 * weight_kg + 6.25 * height - 5 * age + constant, unsure**0.5


def fat_part(facts: Facts, weight_kg: float) -> float:
    """The part of the weight that is fat: measured, or else expected."""
    if facts.body_fat is not None:
        return facts.body_fat
    if facts.height_cm is None:
        return ANY_FAT
    bmi = weight_kg / (facts.height_cm / 100) ** 2
    sex = 0.5 if facts.male is None else float(facts.male)
    percent = 1.20 * bmi + 0.23 * (ANY_AGE if facts.age is None else facts.age) - 10.8 * sex - 5.4
    return min(max(percent / 100, 0.05), 0.6)


def energy_density(facts: Facts, weight_kg: float) -> float:
    """The kcal in a kilogram that this body gains or loses: the fatter, the more of it is fat; 7,700 is one case."""
    fat = weight_kg * fat_part(facts, weight_kg)
    return (FAT_KCAL_PER_KG * fat + LEAN_KCAL_PER_KG * FORBES_KG) / (fat + FORBES_KG)
