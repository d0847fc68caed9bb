"""Goals that FitHub does not help with, whoever asks and however.

A loss of more than 1 % of the body's weight a week, a weight with a BMI below 18.5 (WHO's lower bound for adults), and any loss
for a person under 18 or one who is pregnant.
"""

from datetime import date
from decimal import Decimal
from typing import Final

from fithub.accounts.life_stages import stage_on
from fithub.accounts.models import LifeStage, Profile
from fithub.accounts.queries import years_on
from fithub.body.models import Goal
from fithub.body.queries import latest
from fithub.body.safety import ADULT_YEARS
from fithub.core.errors import InvalidInput
from fithub.core.nutrients import HUNDRED

LEAST_BMI: Final = Decimal("18.5")
MOST_LOSS_A_WEEK: Final = Decimal("0.01")
# Without a height a weight is safe that would be for a person as tall as this.
TALL_CM: Final = Decimal(200)
HELP: Final = (
    "A doctor or a registered dietitian can help you find what is right for you; if food or weight weigh on your mind, a helpline"
    " for eating disorders is there to talk, too."
)


def check_safe(goal: Goal, profile: Profile, today: date) -> None:
    """Refuse what is not safe. Raises InvalidInput (`goal_unsafe`, `height_needed`)."""
    if goal.metric not in {"weight_kg", "body_fat_percent"} or goal.target_value is None or goal.start_value is None:
        return
    loses = goal.target_value < goal.start_value
    if loses and profile.birth_date is not None and years_on(profile.birth_date, today) < ADULT_YEARS:
        raise InvalidInput("goal_unsafe", f"FitHub sets no goal to lose weight for people under {ADULT_YEARS}. {HELP}")
    if loses and LifeStage.PREGNANT in {profile.life_stage, stage_on(profile, today)}:
        raise InvalidInput("goal_unsafe", f"FitHub sets no goal to lose weight during a pregnancy. {HELP}")
    if loses and goal.metric == "weight_kg":
        # A gain may end below it: it leads upwards.
        _check_weight(goal.target_value, profile)
        _check_pace(goal, today)


def _check_weight(target: Decimal, profile: Profile) -> None:
    metres = (profile.height_cm or TALL_CM) / HUNDRED
    if target >= LEAST_BMI * metres * metres:
        return
    if profile.height_cm is None:
        raise InvalidInput.field(
            "height_cm", "height_needed", "Tell your height first (PATCH /me), so that the goal can be a safe one."
        )
    raise InvalidInput("goal_unsafe", f"That weight would be a BMI below {LEAST_BMI}, which is not safe. {HELP}")


def _check_pace(goal: Goal, today: date) -> None:
    assert goal.start_value is not None
    assert goal.target_value is not None
    pace = goal.pace_per_week
    if pace is None and goal.target_date is not None:
        weeks = Decimal((goal.target_date - goal.start_date).days) / 7
        pace = (goal.start_value - goal.target_value) / weeks
    # Whoever says that they weigh more than the scale showed loses no more for it.
    measured = latest(user_id=goal.user_id, metric="weight_kg", until=max(goal.start_date, today))
    weighs = goal.start_value if measured is None else min(goal.start_value, measured.value)
    if pace is not None and pace > MOST_LOSS_A_WEEK * weighs:
        raise InvalidInput(
            "goal_unsafe", f"Losing more than 1 % of your weight a week is not safe; give it more time. {HELP}"
        )
