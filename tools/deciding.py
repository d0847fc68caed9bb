"""The tool with which a model passes on the person's yes or no to what waits for it."""

from uuid import UUID

from fithub.accounts.scopes import Area
from fithub.coaching import approvals
from tools.approving import check_answer, decide, told
from tools.arguments import Arguments
from tools.base import Ctx, Receipt, user_tool
from tools.deeds import Waits


class DecideApproval(Arguments):
    """Which approval, and what the person said."""

    approval_id: UUID
    approve: bool


@user_tool(args=DecideApproval, writes=True, area=Area.COACH, waits=Waits.NEVER)
def decide_approval(ctx: Ctx, asked: DecideApproval) -> Receipt:
    """Pass on the person's plain yes or no to what waits for it (`approvals_wait` in the context). A yes does it at once. Refused
    where their message is not a plain answer, or where it was not asked just before it."""
    row = approvals.approval(user_id=ctx.user_id, approval_id=asked.approval_id)
    check_answer(ctx, row, approved=asked.approve)
    return told(decide(ctx=ctx, approval_id=row.pk, approved=asked.approve))
