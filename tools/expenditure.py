"""The tools about energy: what a person burns, and whether a day is all written down."""

from fithub.accounts.queries import profile_of
from fithub.accounts.scopes import Area
from fithub.body.expenditure_shapes import expenditure_shape
from fithub.diary.balance import expenditure
from fithub.diary.completeness import Status, judged_days, judged_shape
from fithub.diary.completeness import set_status as keep_status
from tools.arguments import Arguments, LocalDate
from tools.base import Ctx, Receipt, user_tool


class GetExpenditure(Arguments):
    """Nothing to say."""


@user_tool(args=GetExpenditure, writes=False, area=Area.BODY)
def get_expenditure(ctx: Ctx, asked: GetExpenditure) -> Receipt:
    """What the person burns in a day (TDEE, kcal), with the range that holds four in five, the confidence (0 to 1), whether it is
    learned from their diary and weight or a formula's and why, and the arithmetic in sentences. It goes by what is written down."""
    row = expenditure(user_id=ctx.user_id, on=ctx.when.date)
    return {"expenditure": expenditure_shape(row, profile_of(ctx.user_id).units)}


class SetDayStatus(Arguments):
    """Which day, and what it is."""

    status: Status
    local_date: LocalDate | None = None


@user_tool(args=SetDayStatus, writes=True, area=Area.DIARY, destructive=True, idempotent=True)
def set_day_status(ctx: Ctx, asked: SetDayStatus) -> Receipt:
    """Keep that a day is complete (all is written down, however little), incomplete (something is missing), or one of fasting, as
    the person says. Averages and the expenditure go by it."""
    day = asked.local_date or ctx.when.date
    keep_status(user_id=ctx.user_id, day=day, status=asked.status)
    (judged,) = judged_days(user_id=ctx.user_id, first=day, last=day)
    return {"day_status": judged_shape(judged), "message": "1 day marked."}
