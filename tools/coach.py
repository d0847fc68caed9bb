"""The coach's own tools: averages of a time, summaries, and when to send them."""

from datetime import date, time, timedelta
from typing import Annotated, Any, Final, Literal

from pydantic import Field, model_validator

from fithub.accounts.scopes import Area
from fithub.coaching import backfill, settings, summaries
from fithub.coaching.models import SummaryState
from fithub.coaching.schedule import Kind
from fithub.coaching.wording import title_of, write
from fithub.core.clock import now
from fithub.core.slots import Slot
from fithub.core.weekdays import Weekday
from fithub.diary.frequent import MOST, frequent
from fithub.diary.spans import span, span_shape
from tools.arguments import Arguments, LocalDate
from tools.base import Ctx, Receipt, user_tool

# What is asked of no days in particular is asked of these.
RECENT: Final = timedelta(days=89)
_TOLD: tuple[str, ...] = ("id", "value", "unit", "about", "name")


class GetRange(Arguments):
    """The first and the last day, both included; at most 366."""

    first_date: Annotated[date, Field(description="A local date.")]
    last_date: Annotated[date, Field(description="A local date.")]


@user_tool(args=GetRange, writes=False, area=Area.DIARY)
def get_range(ctx: Ctx, asked: GetRange) -> Receipt:
    """What the person had a day on average over a week, a month or any days, for "how much protein did I average this week?",
    and by how much that differs from as many days before. Averages are over complete days; where there is none, over those
    with entries (`basis`)."""
    told = span_shape(span(user_id=ctx.user_id, first=asked.first_date, last=asked.last_date))
    for name in ("averages", "averages_before", "change"):
        told[name] = {key: amount for key, amount in (told[name] or {}).items() if amount is not None}
    return told


class FrequentFoods(Arguments):
    """Over which days, both included, at most 366; the last 90 if left out."""

    first_date: Annotated[date | None, Field(description="A local date.")] = None
    last_date: LocalDate | None = None
    slot: Annotated[Slot | None, Field(description="Only at this meal.")] = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 5


@user_tool(args=FrequentFoods, writes=False, area=Area.DIARY)
def frequent_foods(ctx: Ctx, asked: FrequentFoods) -> Receipt:
    """The foods that the person logged most often over some days, for "what do I eat most?": how many times, on how many days, and
    the grams in all, null where some are not known. What they like or could eat is another question."""
    last = asked.last_date or ctx.when.date
    first = asked.first_date or last - RECENT
    found = frequent(user_id=ctx.user_id, first=first, last=last, slot=asked.slot, limit=asked.limit)
    return {
        "first_date": first.isoformat(),
        "last_date": last.isoformat(),
        "slot": asked.slot,
        "frequent": [
            {
                "food_id": None if each.food_id is None else str(each.food_id),
                "food": each.name,
                "times": each.times,
                "days": each.days,
                "grams": each.grams,
                "last_date": each.last.isoformat(),
            }
            for each in found
        ],
    }


class GetSummary(Arguments):
    """Of a day or a week; of the last that has ended, unless a day in it is named."""

    kind: Kind
    local_date: LocalDate | None = None


@user_tool(args=GetSummary, writes=False, area=Area.COACH)
def get_summary(ctx: Ctx, asked: GetSummary) -> Receipt:
    """The summary of a day or a week: its sentences with the figures that they tell. Tell it as it is."""
    first = summaries.period_to_make(user_id=ctx.user_id, kind=asked.kind, day=asked.local_date)
    stored = summaries.own_summaries(ctx.user_id).filter(
        kind=asked.kind.value, first_date=first, state=SummaryState.READY, final=True
    )
    found = stored.first()
    if found is not None:
        return {"summary": _told(found.title, found.sentences, found.digest["figures"])}
    digest = summaries.digest_of(user_id=ctx.user_id, kind=asked.kind, first=first)
    sentences = [sentence.shape(digest.figures) for sentence in write(digest)]
    title = title_of(digest.kind, digest.first, digest.last)
    return {"summary": _told(title, sentences, [figure.shape() for figure in digest.figures.values()])}


def _told(title: str, sentences: list[dict[str, Any]], figures: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "title": title,
        "text": " ".join(sentence["text"] for sentence in sentences),
        "figures": [{name: figure[name] for name in _TOLD} for figure in figures],
    }


class SetCoachSettings(Arguments):
    """What to change; what is left out stays. Hours are local, HH:MM."""

    daily: Annotated[bool | None, Field(description="Whether there are daily summaries.")] = None
    daily_at: time | None = None
    weekly: Annotated[bool | None, Field(description="Whether there are weekly summaries.")] = None
    weekly_on: Weekday | None = None
    weekly_at: time | None = None
    mail_daily: Annotated[bool | None, Field(description="Whether daily ones are mailed too.")] = None
    mail_weekly: Annotated[bool | None, Field(description="Whether weekly ones are mailed too.")] = None
    quiet_from: Annotated[time | None, Field(description="Nothing is begun from here …")] = None
    quiet_to: Annotated[time | None, Field(description="… to here.")] = None
    no_quiet: Annotated[bool, Field(description="True: no quiet hours any more.")] = False
    pause_days: Annotated[int | None, Field(ge=0, le=366, description="No summaries for so long; 0 ends a pause.")] = (
        None
    )
    backfill: Annotated[bool | None, Field(description="Whether to ask about days with little or nothing logged.")] = (
        None
    )

    @model_validator(mode="after")
    def _something(self) -> "SetCoachSettings":
        if not self.model_fields_set:
            raise ValueError("name at least one thing to change")
        if self.no_quiet and (self.quiet_from or self.quiet_to):
            raise ValueError("either hours that are quiet, or none")
        return self


@user_tool(args=SetCoachSettings, writes=True, area=Area.COACH, destructive=True, idempotent=True)
def set_coach_settings(ctx: Ctx, asked: SetCoachSettings) -> Receipt:
    """Change when and how summaries come ("send my daily summary at 8pm", "stop the weekly mails", "pause for two weeks"). An hour
    late in the day sums up that very day, an earlier one the day before."""
    changes = asked.model_dump(exclude_none=True, exclude={"pause_days", "no_quiet"})
    if asked.no_quiet:
        changes |= {"quiet_from": None, "quiet_to": None}
    if asked.pause_days is not None:
        changes["paused_until"] = now() + timedelta(days=asked.pause_days) if asked.pause_days else None
    settings.edit_settings(user_id=ctx.user_id, changes=changes)
    return {"settings": settings.settings_shape(ctx.user_id), "message": "Settings changed."}


class AnswerQuestion(Arguments):
    """How the person answers the last question about a day with little or nothing in it."""

    how: Annotated[Literal["fasting", "skip"], Field(description="fasting: they ate little or nothing that day.")]


@user_tool(args=AnswerQuestion, writes=True, area=Area.DIARY, idempotent=True)
def answer_question(ctx: Ctx, asked: AnswerQuestion) -> Receipt:
    """Answer the coach's open question about a day for the person: that they did not eat, or to leave it alone. What they
    ate is for log_meal, with that day as local_date."""
    backfill.answer(user_id=ctx.user_id, question_id=None, how=asked.how, source=ctx.actor)
    return {"message": "1 question answered."}
