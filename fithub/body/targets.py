"""Targets: a person's own, or the reference for those who have set none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from fithub.accounts.models import Profile, Sex
from fithub.body.models import Target
from fithub.core.clock import LocalMoment, check_date, now
from fithub.core.errors import InvalidInput
from fithub.core.nutrients import NUTRIENTS, quantise

type Bounds = Mapping[str, Decimal]
"""Any of `min`, `target` and `max`."""

# Daily Values for adults and children of four years and more, 21 CFR 101.9(c)(8)(iv) and (c)(9), reference intake 2,000 kcal.
# Fat, saturated fat, cholesterol and sodium are amounts not to exceed.
DAILY_VALUES: Final[Mapping[str, Bounds]] = {
    key: {bound: Decimal(amount)}
    for key, bound, amount in (
        ("energy_kcal", "target", "2000"),
        ("protein_g", "target", "50"),
        ("carbohydrate_g", "target", "275"),
        ("fat_g", "target", "78"),
        ("fibre_g", "min", "28"),
        ("saturated_fat_g", "max", "20"),
        ("cholesterol_mg", "max", "300"),
        ("sodium_mg", "max", "2300"),
        ("potassium_mg", "min", "4700"),
        ("calcium_mg", "min", "1300"),
        ("iron_mg", "min", "18"),
        ("magnesium_mg", "min", "420"),
        ("phosphorus_mg", "min", "1250"),
        ("zinc_mg", "min", "11"),
        ("copper_mg", "min", "0.9"),
        ("manganese_mg", "min", "2.3"),
        ("selenium_ug", "min", "55"),
        ("vitamin_a_ug", "min", "900"),
        ("vitamin_c_mg", "min", "90"),
        ("vitamin_d_ug", "min", "20"),
        ("vitamin_e_mg", "min", "15"),
        ("vitamin_k_ug", "min", "120"),
        ("thiamin_mg", "min", "1.2"),
        ("riboflavin_mg", "min", "1.3"),
        ("niacin_mg", "min", "16"),
        ("pantothenic_acid_mg", "min", "5"),
        ("vitamin_b6_mg", "min", "1.7"),
        ("folate_ug", "min", "400"),
        ("vitamin_b12_ug", "min", "2.4"),
        ("choline_mg", "min", "550"),
    )
}

# Below these no target is set without a doctor: the usual lower bounds of unsupervised diets (NHLBI, The Practical Guide:
# 1,000-1,200 kcal for women, 1,200-1,600 kcal for men), at their cautious ends.
ENERGY_FLOOR_KCAL: Final = Decimal(1200)
ENERGY_FLOOR_KCAL_MEN: Final = Decimal(1500)
ADULT_YEARS: Final = 18


@dataclass(frozen=True, slots=True)
class DayTargets:
    """What a day is measured against, and whether the person said so (`own`) or it is the reference (`reference`)."""

    nutrients: Mapping[str, Bounds]
    basis: str


def aim(bounds: Bounds) -> Decimal | None:
    """The amount that "how much is left" counts towards: the target, or else the lower or the upper bound."""
    return next((bounds[name] for name in ("target", "min", "max") if name in bounds), None)


def targets_on(*, user_id: UUID, dates: list[date]) -> dict[date, DayTargets]:
    """What each of the dates is measured against. One query, however many dates."""
    own = list(Target.objects.filter(user_id=user_id, effective_from__lte=max(dates)).order_by("-effective_from"))
    reference = DayTargets(DAILY_VALUES, "reference")

    def on(day: date) -> DayTargets:
        valid = next((target for target in own if target.effective_from <= day), None)
        return reference if valid is None else DayTargets(valid.nutrients, "own")

    return {day: on(day) for day in dates}


def set_target(*, user_id: UUID, effective_from: date, nutrients: Mapping[str, Bounds], today: LocalMoment) -> Target:
    """Set what to eat from a date on; a target that begins the same day is replaced.

    Raises InvalidInput: `date_out_of_range`, `unknown_nutrient`, `bounds_out_of_order`, `target_empty`, and `target_unsafe`
    below the safety floors or for a person under 18.
    """
    check_date("effective_from", effective_from)
    if not nutrients:
        raise InvalidInput("target_empty", "Name at least one nutrient, e.g. energy_kcal.")
    for key, bounds in nutrients.items():
        _check_bounds(key, bounds)
    _check_safe(Profile.objects.get(user_id=user_id), nutrients, today.date)
    target, _ = Target.objects.update_or_create(
        user_id=user_id,
        effective_from=effective_from,
        defaults={
            "nutrients": {
                key: {name: quantise(amount) for name, amount in bounds.items()} for key, bounds in nutrients.items()
            },
            "created_at": now(),
        },
    )
    return target


def _check_bounds(key: str, bounds: Bounds) -> None:
    if key not in NUTRIENTS:
        raise InvalidInput.field(f"nutrients.{key}", "unknown_nutrient", f"{key} is not a nutrient that FitHub counts.")
    ordered = [bounds[name] for name in ("min", "target", "max") if name in bounds]
    if not ordered or ordered != sorted(ordered) or ordered[0] < 0 or ordered[-1] > Decimal(1_000_000):
        raise InvalidInput.field(
            f"nutrients.{key}", "bounds_out_of_order", "Give min, target or max, not negative and in that order."
        )


def _check_safe(profile: Profile, nutrients: Mapping[str, Bounds], today: date) -> None:
    if "energy_kcal" not in nutrients:
        return
    help_is = "A doctor or a registered dietitian can help you find a target that is safe for you."
    if profile.birth_date and _years(profile.birth_date, today) < ADULT_YEARS:
        raise InvalidInput("target_unsafe", f"FitHub sets no energy target for people under 18. {help_is}")
    floor = ENERGY_FLOOR_KCAL_MEN if profile.sex == Sex.MALE else ENERGY_FLOOR_KCAL
    if any(amount < floor for amount in nutrients["energy_kcal"].values()):
        raise InvalidInput("target_unsafe", f"Less than {floor} kcal a day is not safe without care. {help_is}")


def _years(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
