"""The floors under which nobody is helped to eat less. Nothing overrides them: targets, diets, goals and proposals all ask here."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from fithub.accounts.life_stages import stage_on
from fithub.accounts.models import LifeStage, Profile, Sex
from fithub.accounts.queries import years_on
from fithub.body.bounds import AGREES, Bounds, implied_kcal
from fithub.core.errors import InvalidInput

# Below these no target is set without a doctor: the usual lower bounds of unsupervised diets (NHLBI, The Practical Guide:
# 1,000-1,200 kcal for women, 1,200-1,600 kcal for men), at their cautious ends.
ENERGY_FLOOR_KCAL: Final = Decimal(1200)
ENERGY_FLOOR_KCAL_MEN: Final = Decimal(1500)
# What is usually called the least for somebody who nurses, at its lower end (1,800-2,200 kcal).
ENERGY_FLOOR_KCAL_NURSING: Final = Decimal(1800)
ADULT_YEARS: Final = 18
HELP: Final = "A doctor or a registered dietitian can help you find a target that is safe for you."


def energy_floor(profile: Profile) -> Decimal:
    """The least energy of a day's target, kcal."""
    if profile.life_stage == LifeStage.LACTATING:
        return ENERGY_FLOOR_KCAL_NURSING
    return ENERGY_FLOOR_KCAL_MEN if profile.sex == Sex.MALE else ENERGY_FLOOR_KCAL


def refuse_unsafe_energy(*, profile: Profile, kcal: Iterable[Decimal], today: date) -> None:
    """Refuse an energy target of a day: any for a person under 18 or pregnant, and amounts under the floor.

    Raises InvalidInput (`target_unsafe`).
    """
    amounts = list(kcal)
    if not amounts:
        return
    if profile.birth_date and years_on(profile.birth_date, today) < ADULT_YEARS:
        raise InvalidInput("target_unsafe", f"FitHub sets no energy target for people under 18. {HELP}")
    if LifeStage.PREGNANT in {profile.life_stage, stage_on(profile, today)}:
        raise InvalidInput("target_unsafe", f"FitHub sets no energy target during a pregnancy. {HELP}")
    floor = energy_floor(profile)
    if min(amounts) < floor:
        raise InvalidInput("target_unsafe", f"Less than {floor} kcal a day is not safe without care. {HELP}")


def refuse_unsafe(*, profile: Profile, bounds: Mapping[str, Bounds], today: date) -> None:
    """Refuse what a day would be measured against, all together: its energy, and the energy that its macronutrients leave room for.

    Call with resolved bounds. Raises InvalidInput (`target_unsafe`).
    """
    refuse_unsafe_energy(profile=profile, kcal=bounds.get("energy_kcal", {}).values(), today=today)
    implied = implied_kcal(bounds)
    if implied is not None:
        # Told in whole grams they may come to a little less.
        refuse_unsafe_energy(profile=profile, kcal=[implied / (1 - AGREES)], today=today)
