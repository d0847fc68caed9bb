"""Goals that FitHub does not help with, whoever asks and however.

A loss of more than 1 % of the body's weight a week, a weight with a BMI below 18.5 (WHO's lower bound for adults), no more fat than
the body itself needs, and any loss for a person under 18 or one who is pregnant or nurses.
"""

from datetime import date
from decimal import Decimal
from typing import Final

from fithub.accounts.models import Profile, Sex
from fithub.accounts.queries import profile_of
from fithub.body.models import Goal
from fithub.body.queries import latest
from fithub.body.safety import ADULT_YEARS, spared
from fithub.core.errors import InvalidInput
from fithub.core.nutrients import HUNDRED

LEAST_BMI: Final = Decimal("18.5")
# Essential fat, percent of the body's weight, at its upper ends (American Council on Exercise: 2-5 men, 10-13 women).
LEAST_FAT: Final = Decimal(5)
LEAST_FAT_WOMEN: Final = Decimal(13)
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
    begun = _measured(goal, goal.start_date)
    now = _measured(goal, max(goal.start_date, today))
    # Whoever says that they start below what was measured has more to lose than they say.
    start = max(value for value in (goal.start_value, begun or now) if value is not None)
    if goal.target_value >= start:
        return
    who = spared(profile, today)
    for is_so, when in (
        (who.minor, f"for people under {ADULT_YEARS}"),
        (who.pregnant, "during a pregnancy"),
        (who.nursing, "while somebody nurses"),
    ):
        if is_so:
            raise InvalidInput("goal_unsafe", f"FitHub sets no goal to lose weight {when}. {who.way_out}")
    least = LEAST_FAT_WOMEN if profile.sex == Sex.FEMALE else LEAST_FAT
    if goal.metric == "body_fat_percent" and goal.target_value < least:
        raise InvalidInput("goal_unsafe", f"Less than {least} % of fat is less than a body needs. {HELP}")
    if goal.metric == "weight_kg":
        # A gain may end below it: it leads upwards.
        _check_weight(goal.target_value, profile)
        _check_pace(goal, today, start=start, now=now)


def warning_of(goal: Goal, today: date) -> str | None:
    """Why an active goal is not safe any more, by what the person has told since and by the time that is left; None where it is."""
    if not goal.is_active:
        return None
    try:
        check_safe(goal, profile_of(goal.user_id), today)
    except InvalidInput as error:
        return error.detail
    return None


def _measured(goal: Goal, until: date) -> Decimal | None:
    found = latest(user_id=goal.user_id, metric=goal.metric, until=until)
    return None if found is None else found.value


def _check_weight(target: Decimal, profile: Profile) -> None:
    metres = (profile.height_cm or TALL_CM) / HUNDRED
    if target >= LEAST_BMI * metres * metres:
        return
    if profile.height_cm is None:
        raise InvalidInput.field(
            "height_cm", "height_needed", "Tell your height first (PATCH /me), so that the goal can be a safe one."
        )
    raise InvalidInput("goal_unsafe", f"That weight would be a BMI below {LEAST_BMI}, which is not safe. {HELP}")


def _check_pace(goal: Goal, today: date, *, start: Decimal, now: Decimal | None) -> None:
    """Refuse a loss that is too fast, from the start and from today on: a start long ago makes what is left no slower."""
    assert goal.start_value is not None
    assert goal.target_value is not None
    # Whoever says that they weigh more than the scale showed loses no more for it.
    weighs = goal.start_value if now is None else min(goal.start_value, now)
    paces = [] if goal.pace_per_week is None else [goal.pace_per_week]
    if goal.target_date is not None:
        if not paces:
            paces.append(_a_week(start - goal.target_value, goal.start_date, goal.target_date))
        if goal.start_date < today < goal.target_date:
            paces.append(_a_week((start if now is None else now) - goal.target_value, today, goal.target_date))
    if max(paces, default=Decimal(0)) > MOST_LOSS_A_WEEK * weighs:
        raise InvalidInput(
            "goal_unsafe", f"Losing more than 1 % of your weight a week is not safe; give it more time. {HELP}"
        )


def _a_week(amount: Decimal, first: date, last: date) -> Decimal:
    return amount / (Decimal((last - first).days) / 7)
