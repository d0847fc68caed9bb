"""Making summaries, each once: reading what they are of, and storing what came of it. Call within `acting_as`.

Between the two nothing is held, for words may take a model's time (agents.summary); so whoever stores looks again whether it is
still wanted. What decides is the row of what is due (fithub.coaching.claiming) and one summary for each period.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from fithub.accounts.models import Profile, Units
from fithub.accounts.queries import local_now, profile_of
from fithub.body.courses import course
from fithub.body.safety import energy_floor
from fithub.body.units import KG_PER_LB
from fithub.coaching.agenda import Cover, Skip, Wait, agenda
from fithub.coaching.backfill import ask_about
from fithub.coaching.checkin import CheckIn, check_in
from fithub.coaching.digest import Burned, WeightCourse, make_digest
from fithub.coaching.figures import Digest, Sentence
from fithub.coaching.letters import mail_summary
from fithub.coaching.messages import tell
from fithub.coaching.models import Due, Summary, SummaryState
from fithub.coaching.schedule import Kind, due_at, following, last_date, period_of
from fithub.coaching.settings import settings_of, wishes_for
from fithub.coaching.wording import title_of
from fithub.core.clock import check_date, local_moment, now
from fithub.core.errors import InvalidInput, NotFound
from fithub.core.nutrients import quantise
from fithub.diary import queries as diary
from fithub.diary.balance import expenditure, is_learned
from fithub.diary.completeness import completeness

logger = logging.getLogger(__name__)

_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Words:
    """A summary's sentences, and who wrote them."""

    sentences: Sequence[Sentence]
    model: str
    offline: bool
    prompt_version: str = ""
    input_tokens: int | None = None
    output_tokens: int | None = None
    # What the person should know of how it was written: [{code, detail}].
    notes: Sequence[Mapping[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """A summary that is to be made now. `seen`: the time of the due row that asks for it."""

    kind: Kind
    first: date
    seen: datetime
    digest: Digest


def digest_of(*, user_id: UUID, kind: Kind, first: date) -> Digest:
    """The digest of a period as its rows stand now."""
    profile = profile_of(user_id)
    last = last_date(kind, first)
    days = diary.days(user_id=user_id, first=first - _WEEK, last=last)
    before, period = days[:7], days[7:]
    today = local_moment(now(), profile.time_zone, profile.day_start).date
    return make_digest(
        kind=kind,
        days=period,
        before=before,
        logged=completeness(user_id=user_id, first=days[0].date, last=last),
        ended=last < today,
        floor_kcal=energy_floor(profile),
        weight=_weight(profile, first, last) if kind is Kind.WEEKLY else None,
        burned=_burned(user_id, min(last, today)) if kind is Kind.WEEKLY else None,
    )


def begin(*, user_id: UUID, kind: Kind, seen: datetime) -> Work | None:
    """What is to be done about a due row that was seen with this time: its summary, or None where it was only moved on.

    Somebody who logged nothing and wants no summary then has the period passed over; one that comes too late is noted as skipped.
    """
    due = Due.objects.select_for_update().filter(user_id=user_id, kind=kind.value, next_at=seen).first()
    if due is None:
        return None
    settings, profile = settings_of(user_id), profile_of(user_id)
    wishes = wishes_for(kind, settings, profile)
    while True:
        step = agenda(wishes, due.period, now())
        match step:
            case Wait():
                _move_on(due, step.period, step.until)
                return None
            case Skip():
                _note_skipped(user_id, kind, step)
                due.period = step.period
            case Cover():
                if not _is_wanted(user_id, kind, step.period, quiet=settings.not_when_nothing_logged):
                    due.period = following(kind, step.period)
                    if kind is Kind.DAILY:
                        ask_about(user_id=user_id, day=step.period)
                    continue
                Due.objects.filter(pk=due.pk).update(period=step.period)
                return Work(kind, step.period, seen, digest_of(user_id=user_id, kind=kind, first=step.period))


def settle(*, user_id: UUID, work: Work, words: Words) -> Summary | None:
    """Store the summary of a due row and move the row on, unless somebody has done so before: then None.

    Call in a transaction that takes turns with the person's other writers.
    """
    due = Due.objects.select_for_update().filter(user_id=user_id, kind=work.kind.value, next_at=work.seen).first()
    if due is None or due.period != work.first:
        return None
    settings = settings_of(user_id)
    wishes = wishes_for(work.kind, settings, profile_of(user_id))
    period = following(work.kind, work.first)
    _move_on(due, period, None if wishes.rhythm is None else due_at(wishes.rhythm, period))
    summary = store(user_id=user_id, digest=work.digest, words=words, final=True)
    by_mail = settings.mail_daily if work.kind is Kind.DAILY else settings.mail_weekly
    if by_mail and summary.mailed_at is None:
        mail_summary(summary)
        summary.mailed_at = now()
        summary.save(update_fields=["mailed_at"])
    if work.kind is Kind.WEEKLY:
        tell_check_in(user_id=user_id, first=work.first)
    else:
        ask_about(user_id=user_id, day=work.first)
    return summary


def tell_check_in(*, user_id: UUID, first: date) -> CheckIn | None:
    """Look at the target once a week and say in the conversation what came of it; None where there is no goal for it."""
    came = check_in(user_id=user_id, today=local_now(user_id).date)
    if came is not None:
        proposal_id = None if came.proposal is None else str(came.proposal.pk)
        about = {"kind": "check_in", "proposal_id": proposal_id, "arithmetic": came.arithmetic}
        tell(user_id=user_id, key=f"check_in:{first}", text=came.text, about=about)
    return came


def store(*, user_id: UUID, digest: Digest, words: Words, final: bool) -> Summary:
    """Write a summary down and tell it in the conversation; a final one that is there already stays as it is."""
    summary = (
        Summary.objects.select_for_update()
        .filter(user_id=user_id, kind=digest.kind.value, first_date=digest.first)
        .first()
    )
    if summary is None:
        summary = Summary(user_id=user_id, kind=digest.kind.value, first_date=digest.first)
    elif summary.final and summary.state == SummaryState.READY:
        return summary_of(user_id=user_id, summary_id=summary.pk)
    summary.last_date = digest.last
    summary.state = SummaryState.READY
    summary.note = " ".join(note["detail"] for note in words.notes)[:200]
    summary.final = final
    summary.title = title_of(digest.kind, digest.first, digest.last)
    summary.digest = digest.shape()
    summary.sentences = [sentence.shape(digest.figures) for sentence in words.sentences]
    summary.model, summary.offline, summary.prompt_version = words.model, words.offline, words.prompt_version
    summary.input_tokens, summary.output_tokens = words.input_tokens, words.output_tokens
    summary.made_at = now()
    summary.read_at = None
    summary.turn = tell(
        user_id=user_id,
        key=_turn_key(summary),
        text=_text(summary),
        about=_about(summary),
        notes=words.notes,
    )
    summary.save()
    return summary_of(user_id=user_id, summary_id=summary.pk)


def own_summaries(user_id: UUID) -> QuerySet[Summary]:
    """The person's summaries, those of the newest days first."""
    return Summary.objects.filter(user_id=user_id).select_related("turn").order_by("-first_date", "-pk")


def summary_of(*, user_id: UUID, summary_id: UUID) -> Summary:
    """One of them. Raises NotFound (`summary_not_found`)."""
    found = own_summaries(user_id).filter(pk=summary_id).first()
    if found is None:
        raise NotFound("summary_not_found", "There is no such summary; GET /summaries lists yours.")
    return found


def react(*, user_id: UUID, summary_id: UUID, told: Mapping[str, Any]) -> Summary:
    """Keep what a person does with a summary: `read`, `rating`, `feedback`. Raises NotFound (`summary_not_found`)."""
    summary = summary_of(user_id=user_id, summary_id=summary_id)
    if "read" in told:
        summary.read_at = (summary.read_at or now()) if told["read"] else None
    if "rating" in told:
        summary.rating = told["rating"] or ""
    if "feedback" in told:
        summary.feedback = told["feedback"]
    summary.save(update_fields=["read_at", "rating", "feedback"])
    return summary


def period_to_make(*, user_id: UUID, kind: Kind, day: date | None) -> date:
    """The first date of the period that a summary is asked for: the one with this day, or the last that has ended.

    Raises InvalidInput (`date_out_of_range`, `period_not_begun`).
    """
    profile = profile_of(user_id)
    today = local_moment(now(), profile.time_zone, profile.day_start).date
    if day is None:
        return period_of(kind, today) - kind.span
    check_date("date", day)
    first = period_of(kind, day)
    if first > today:
        raise InvalidInput.field("date", "period_not_begun", "That has not begun yet; ask for a day that has.")
    return first


def is_final(user_id: UUID, digest: Digest) -> bool:
    """Whether a summary that is asked for now is the last word on its period: that has ended, and what was due of it has come."""
    due = Due.objects.filter(user_id=user_id, kind=digest.kind.value).first()
    return digest.ended and (due is None or due.period is None or due.period > digest.first)


def _weight(profile: Profile, first: date, last: date) -> WeightCourse | None:
    """Where the weight went in a week, where it was weighed in that week and before, in the unit of the person's system."""
    told = course(user_id=profile.user_id, metric="weight_kg", first=first - _WEEK, last=last, today=last)
    weighed = tuple(day for day, _ in told.raw if day >= first)
    ends = [point for point in told.trend if point.local_date <= last]
    begins = [point for point in ends if point.local_date < first]
    if not weighed or not begins:
        return None
    to_own = (lambda kg: quantise(kg / KG_PER_LB)) if profile.units == Units.US else quantise
    change = ends[-1].value - begins[-1].value
    return WeightCourse(to_own(ends[-1].value), to_own(change), "lb" if profile.units == Units.US else "kg", weighed)


def _burned(user_id: UUID, on: date) -> Burned | None:
    """What the person burns as known on a date; None where nothing was learned of it, for a formula's is nothing that they did."""
    row = expenditure(user_id=user_id, on=on)
    if not is_learned(row) or row.kcal is None or row.low is None or row.high is None:
        return None
    return Burned(row.kcal, row.low, row.high, on)


def _is_wanted(user_id: UUID, kind: Kind, first: date, *, quiet: bool) -> bool:
    if not quiet:
        return True
    period = (first, last_date(kind, first))
    return diary.own_entries(user_id).filter(local_date__range=period).exists()


def _move_on(due: Due, period: date | None, next_at: datetime | None) -> None:
    Due.objects.filter(pk=due.pk).update(period=period, next_at=next_at, claimed_until=None)


def _note_skipped(user_id: UUID, kind: Kind, step: Skip) -> None:
    last = step.period - timedelta(days=1)
    logger.warning("a %s summary came too late and is skipped (%s to %s)", kind.value, step.first, last)
    skipped = Summary(
        user_id=user_id,
        kind=kind.value,
        first_date=step.first,
        last_date=last,
        state=SummaryState.SKIPPED,
        note="FitHub was away when this was due; POST /summaries makes it now.",
        final=True,
        title=title_of(Kind.DAILY if step.first == last else Kind.WEEKLY, step.first, last),
        made_at=now(),
    )
    Summary.objects.bulk_create([skipped], ignore_conflicts=True)


def _turn_key(summary: Summary) -> str:
    return f"summary:{summary.kind}:{summary.first_date}"


def _text(summary: Summary) -> str:
    return " ".join([f"{summary.title}.", *(sentence["text"] for sentence in summary.sentences)])


def _about(summary: Summary) -> dict[str, Any]:
    return {
        "kind": "summary",
        "summary_id": str(summary.pk),
        "first_date": summary.first_date.isoformat(),
        "last_date": summary.last_date.isoformat(),
    }
