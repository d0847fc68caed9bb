"""The floors under which nobody is helped to eat less. Nothing overrides them: targets, diets, goals and proposals all ask here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import Final

from fithub.accounts.life_stages import stage_on
from fithub.accounts.models import LifeStage, Profile, Sex
from fithub.accounts.queries import years_on
from fithub.accounts.told import Told, told_by
from fithub.body.bounds import AGREES, Bounds, implied_kcal
from fithub.body.queries import latest
from fithub.body.resting import Facts, formula
from fithub.core.errors import InvalidInput

# Below these no target is set without a doctor: the usual lower bounds of unsupervised diets (NHLBI, The Practical Guide:
# 1,000-1,200 kcal for women, 1,200-1,600 kcal for men), at their cautious ends.
ENERGY_FLOOR_KCAL: Final = Decimal(1200)
ENERGY_FLOOR_KCAL_MEN: Final = Decimal(1500)
# What is usually called the least for somebody who nurses, at its lower end (1,800-2,200 kcal).
ENERGY_FLOOR_KCAL_NURSING: Final = Decimal(1800)
# What somebody who nurses needs beside what they burn: 540 kcal of milk in the first half year, less the 140 that a body gives of
# its own; 380 in the second (National Academies, Dietary Reference Intakes for Energy, 2023).
NURSING_KCAL: Final = 400
ADULT_YEARS: Final = 18
HELP: Final = "A doctor or a registered dietitian can help you find a target that is safe for you."


def energy_floor(profile: Profile) -> Decimal:
    """The least energy of a day's target, kcal."""
    if profile.life_stage == LifeStage.LACTATING:
        return ENERGY_FLOOR_KCAL_NURSING
    return ENERGY_FLOOR_KCAL_MEN if profile.sex == Sex.MALE else ENERGY_FLOOR_KCAL


@dataclass(frozen=True, slots=True)
class Spared:
    """For what somebody is helped to no loss, by their profile or by what they told in words; `by_words`: by those alone."""

    minor: bool
    pregnant: bool
    nursing: bool
    by_words: bool

    @property
    def way_out(self) -> str:
        """What to do where it is not so."""
        if not self.by_words:
            return HELP
        tell = "tell me your date of birth" if self.minor else "tell me so, or have it forgotten"
        return f"That is by what you told me; if it is not so (any more), {tell}. {HELP}"


def spared(profile: Profile, today: date, told: Told | None = None) -> Spared:
    """For what a person is helped to no loss. `told`: where what they told in words is known already."""
    stages = {profile.life_stage, stage_on(profile, today)}
    words = told_by(profile, today) if told is None else told
    minor = profile.birth_date is not None and years_on(profile.birth_date, today) < ADULT_YEARS
    is_so = minor, LifeStage.PREGNANT in stages, LifeStage.LACTATING in stages
    # Who has told when they were born is as old as that.
    young = words.minor and profile.birth_date is None
    return Spared(is_so[0] or young, is_so[1] or words.pregnant, is_so[2] or words.nursing, by_words=not any(is_so))


def keeps_weight(profile: Profile, today: date) -> Decimal | None:
    """The energy of a day by which somebody who nurses about keeps their weight, kcal: by formula, in whole hundreds; None without
    any weight."""
    weighed = latest(user_id=profile.user_id, metric="weight_kg")
    if weighed is None:
        return None
    age = None if profile.birth_date is None else years_on(profile.birth_date, today)
    height = None if profile.height_cm is None else float(profile.height_cm)
    facts = Facts(male=False, age=age, height_cm=height, activity=profile.activity)
    kcal = Decimal(formula(facts, float(weighed.value)).kcal) + NURSING_KCAL
    return (kcal / 100).to_integral_value(ROUND_FLOOR) * 100


def refuse_unsafe_energy(*, profile: Profile, kcal: Iterable[Decimal], today: date, told: Told | None = None) -> None:
    """Refuse an energy target of a day: any for a person under 18 or pregnant, for one who nurses any under what keeps their
    weight, and amounts under the floor.

    Raises InvalidInput (`target_unsafe`).
    """
    amounts = list(kcal)
    if not amounts:
        return
    who = spared(profile, today, told)
    if who.minor:
        raise InvalidInput("target_unsafe", f"FitHub sets no energy target for people under 18. {who.way_out}")
    if who.pregnant:
        raise InvalidInput("target_unsafe", f"FitHub sets no energy target during a pregnancy. {who.way_out}")
    floor = energy_floor(profile)
    if min(amounts) < floor:
        raise InvalidInput("target_unsafe", f"Less than {floor} kcal a day is not safe without care. {HELP}")
    if who.nursing:
        _refuse_loss_while_nursing(profile, min(amounts), today, who)


def _refuse_loss_while_nursing(profile: Profile, least: Decimal, today: date, who: Spared) -> None:
    keeps = keeps_weight(profile, today)
    if keeps is None:
        raise InvalidInput(
            "target_unsafe",
            "While somebody nurses FitHub sets no energy target under what keeps their weight, and without a weight it cannot tell"
            f" what that is: log your weight first. {who.way_out}",
        )
    if least < max(keeps, ENERGY_FLOOR_KCAL_NURSING):
        raise InvalidInput(
            "target_unsafe",
            f"Making milk takes about {NURSING_KCAL} kcal a day, and FitHub plans no loss while somebody nurses: less than about"
            f" {max(keeps, ENERGY_FLOOR_KCAL_NURSING):f} kcal a day would be one. {who.way_out}",
        )


def refuse_unsafe(*, profile: Profile, bounds: Mapping[str, Bounds], today: date, told: Told | None = None) -> None:
    """Refuse what a day would be measured against, all together: its energy, and the energy that its macronutrients leave room for.

    Call with resolved bounds. `told`: where what the person told in words is known already. Raises InvalidInput (`target_unsafe`).
    """
    refuse_unsafe_energy(profile=profile, kcal=bounds.get("energy_kcal", {}).values(), today=today, told=told)
    implied = implied_kcal(bounds)
    if implied is not None:
        # Told in whole grams they may come to a little less.
        refuse_unsafe_energy(profile=profile, kcal=[implied / (1 - AGREES)], today=today, told=told)
