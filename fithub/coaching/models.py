"""What was said, and what came of it; what is remembered; summaries, when they are wanted, and when they are due."""

from datetime import time
from typing import Any, Final

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from pgvector.django import HalfVectorField

from fithub.core.ownership import OwnedModel
from fithub.core.weekdays import Weekday
from fithub.core.wire import DecimalJSON
from fithub.foods.embedding import DIMENSIONS

# Messages that may say that somebody is pregnant, nurses or is under 18 (fithub.coaching.told) are found by these words, of
# PostgreSQL's regular expressions; an index holds those messages alone.
MAY_TELL: Final = (
    r"pregnan|expecting|due date|having (a baby|twins)|carrying|baby bump|due (in|on|this|next)|(weeks|months) (along|gone)"
    r"|weeks|lines on|trimester|feeding|i (breast|chest).?feed|lactating|nursing|i pump|pumping|wean"
    r"|birth|miscarr|lost (the|my|our)|had (the|my|our) baby|(baby|twins) "
    r"|(i.?m|i am|turned) (only |just |still |a |in |at |under )*(1[0-8]|[a-z]*teen|ten|eleven|twelve|eighteen|minor|freshman)"
    r"|(i.?m|i am) (still |a |in |at )*(sophomore|kid|school|middle|high|secondary|year|[5-9]th|1[0-2]th)"
)


class Conversation(OwnedModel):
    """A thread between one person and the coach."""

    title = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "-created_at"], name="conversation_newest")]


class Turn(OwnedModel):
    """A message of the person's and all that the coach did about it.

    `id` is also the change set of everything the turn wrote. `key` is the client's `turn_id`: sending it again answers from here.
    `trace`: the tool calls and results, as messages a model can read again; `receipts`: what was written, from the stored rows.
    While it runs it holds the conversation until `lease_until`; a turn whose process died is taken over after that.

    What the coach says of its own accord is a turn too, one in which nothing was asked. `about`: what it is about, as a page
    may want to know it ({"kind": "summary", …}); empty where a person began.
    """

    class Status(models.TextChoices):
        RUNNING = "running"
        COMPLETE = "complete"
        NEEDS_APPROVAL = "needs_approval"
        INTERRUPTED = "interrupted"
        FAILED = "failed"

    conversation: Any = models.ForeignKey(Conversation, on_delete=models.DB_CASCADE, related_name="turns")
    key = models.CharField(max_length=100)
    status = models.CharField(max_length=14, choices=Status, default=Status.RUNNING)
    asked = models.TextField()
    answer = models.TextField(blank=True)
    trace = DecimalJSON(default=list)
    receipts = DecimalJSON(default=list)
    drafts = DecimalJSON(default=list)
    error = models.CharField(max_length=60, blank=True)
    model = models.CharField(max_length=100, blank=True)
    offline = models.BooleanField(default=True)
    prompt_version = models.CharField(max_length=64, blank=True)
    input_tokens = models.IntegerField(null=True)
    output_tokens = models.IntegerField(null=True)
    started_at = models.DateTimeField()
    lease_until = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    about = DecimalJSON(default=dict, db_default={})
    # Of the input, what the provider had in its cache, where it says so; and whether any of these had to be estimated.
    cached_tokens = models.IntegerField(null=True)
    tokens_estimated = models.BooleanField(default=False, db_default=False)
    # The photos that came with it, each by the hash of what was sent: nothing else of them is kept.
    photos = DecimalJSON(default=list, db_default=[])
    # What the person should know of how it was answered: [{code, detail}], the budget that is spent, a photo that nobody could see.
    notes = DecimalJSON(default=list, db_default=[])
    # What it was about in one line, written at its end; "" for those that ended before there was one.
    gist = models.CharField(max_length=300, blank=True, db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="turn_once"),
            models.UniqueConstraint(fields=["conversation"], condition=Q(status="running"), name="one_turn_at_a_time"),
        ]
        indexes = [
            models.Index(fields=["conversation", "-id"], name="turn_newest"),
            models.Index(fields=["user", "-started_at"], name="turn_may_tell", condition=Q(asked__iregex=MAY_TELL)),
        ]


class CoachSettings(OwnedModel):
    """When and how a person wants to hear from the coach; without a row these defaults hold.

    By default summaries are stored and shown, in the morning, when what they cover is whole; mail is for who asks for it. In the
    quiet hours (local, over midnight too) nothing is begun. Until `paused_until` nothing is made, nor made up for afterwards.
    """

    user: Any = models.OneToOneField("accounts.User", on_delete=models.DB_CASCADE, related_name="+")
    daily = models.BooleanField(default=True)
    daily_at = models.TimeField(default=time(7, 0))
    weekly = models.BooleanField(default=True)
    weekly_on = models.CharField(max_length=9, choices=Weekday, default=Weekday.MONDAY)
    weekly_at = models.TimeField(default=time(8, 0))
    mail_daily = models.BooleanField(default=False)
    mail_weekly = models.BooleanField(default=False)
    quiet_from = models.TimeField(null=True)
    quiet_to = models.TimeField(null=True)
    paused_until = models.DateTimeField(null=True)
    not_when_nothing_logged = models.BooleanField(default=True)
    # Whether it asks about days on which little or nothing was logged.
    backfill = models.BooleanField(default=True)


class Due(OwnedModel):
    """When the next summary of a kind is to be looked at, and by whom until when. Times and ids only: the dispatcher reads
    these rows across people.

    `period`: the first date of the next period that is not covered; None: from now on. `next_at`: None while the kind is
    switched off; the beginning of 1970 asks for a look at once, which is how a change of zone or hour is heard of. The rows
    come with the person, by triggers.
    """

    kind = models.CharField(max_length=6)
    period = models.DateField(null=True)
    next_at = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="due_once_per_kind")]
        indexes = [models.Index(fields=["next_at"], name="due_next")]


class SummaryState(models.TextChoices):
    """Whether a summary was made."""

    READY = "ready"
    SKIPPED = "skipped"


class Summary(OwnedModel):
    """A day or a week of a person's, in figures (`digest`) and in words (`sentences`: text, and the figures it tells).

    One for each period, whoever asks for it and how often. While it is not `final` its period had not ended, and it is made anew.
    `state` skipped: nobody made it in time; it covers all that was passed over, and `note` says why.
    """

    class Rating(models.TextChoices):
        UP = "up"
        DOWN = "down"

    kind = models.CharField(max_length=6)
    first_date = models.DateField()
    last_date = models.DateField()
    state = models.CharField(max_length=7, choices=SummaryState)
    note = models.CharField(max_length=200, blank=True)
    final = models.BooleanField()
    title = models.CharField(max_length=120)
    digest = DecimalJSON(default=dict)
    sentences = DecimalJSON(default=list)
    model = models.CharField(max_length=100, blank=True)
    offline = models.BooleanField(default=True)
    prompt_version = models.CharField(max_length=64, blank=True)
    input_tokens = models.IntegerField(null=True)
    output_tokens = models.IntegerField(null=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    rating = models.CharField(max_length=4, choices=Rating, blank=True)
    feedback = models.CharField(max_length=1000, blank=True)
    turn: Any = models.ForeignKey(Turn, null=True, on_delete=models.DB_SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind", "first_date"], name="summary_once")]
        indexes = [models.Index(fields=["user", "-first_date", "-id"], name="summary_newest")]


class BackfillState(models.TextChoices):
    OPEN = "open"
    ANSWERED = "answered"
    SKIPPED = "skipped"


class BackfillQuestion(OwnedModel):
    """A day that the coach has asked about, and how that was answered. One for each day: nobody is asked twice."""

    local_date = models.DateField()
    state = models.CharField(max_length=8, choices=BackfillState, default=BackfillState.OPEN)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    turn: Any = models.ForeignKey(Turn, null=True, on_delete=models.DB_SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "local_date"], name="asked_once_a_day")]


class MemoryKind(models.TextChoices):
    """What a fact is about. Of the first four, and of `measure`, a row is kept that is acted upon (see Memory)."""

    ALLERGY = "allergy"
    AVOID = "avoid"
    DISLIKE = "dislike"
    LIKE = "like"
    MEASURE = "measure"
    MEDICAL = "medical"
    SCHEDULE = "schedule"
    BUDGET = "budget"
    GOAL = "goal"
    OTHER = "other"


class Memory(OwnedModel):
    """A fact that a person has stated about themselves, in their words; `turn`: the message in which they did, None for a form.

    `key`: the text in the form in which two are the same. `enforced`: the ids of the food preferences or of the measure that the
    fact stands in as well, which is what is acted upon; `enforced_as`: what these say (a preference's kind, ONE of the unit).
    A trigger takes the fact away with the first of them that goes or says something else, so that none is told that does not
    hold any more.
    """

    kind = models.CharField(max_length=8, choices=MemoryKind)
    text = models.CharField(max_length=300)
    key = models.CharField(max_length=300)
    turn: Any = models.ForeignKey(Turn, null=True, on_delete=models.DB_SET_NULL, related_name="+")
    enforced = ArrayField(models.UUIDField(), default=list)
    enforced_as = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="memory_once")]


class MemoryVector(models.Model):
    """The meaning of a memory's text, by the model that the names of foods are read with. Derived; no part of the change log."""

    memory: Any = models.OneToOneField(Memory, primary_key=True, on_delete=models.DB_CASCADE, related_name="vector")
    user: Any = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.DB_CASCADE, related_name="+")
    embedding: Any = HalfVectorField(dimensions=DIMENSIONS)


class ApprovalState(models.TextChoices):
    """`expired`: nobody answered in time, it was asked again, or what it was about had changed when the yes came."""

    OPEN = "open"
    APPROVED = "approved"
    DECLINED = "declined"
    EXPIRED = "expired"


class Approval(OwnedModel):
    """A call of a tool that waits for the person's yes: nothing of it has been done.

    `arguments` are the call's, as they will be run; `summary` and `changes` ([{what, before, after}]) say what the yes would do,
    worked out from the stored rows. `turn` asked for it under `call_id`; None: somebody asked outside of a conversation. `said`
    is the person's local moment of asking. `proposal_id`: the target that the answer decides, which may be decided by form as well
    (no foreign key: taking a proposal back must not be hindered by the question about it). `receipt`: what the yes did;
    `answered_in`: the turn in which the answer was given in words, and whose receipt it is.
    """

    turn: Any = models.ForeignKey(Turn, null=True, on_delete=models.DB_CASCADE, related_name="approvals")
    call_id = models.CharField(max_length=100, blank=True)
    tool = models.CharField(max_length=60)
    arguments = DecimalJSON(default=dict)
    summary = models.TextField()
    changes = DecimalJSON(default=list)
    said = DecimalJSON(default=dict)
    proposal_id = models.UUIDField(null=True)
    state = models.CharField(max_length=8, choices=ApprovalState, default=ApprovalState.OPEN)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=1000, blank=True)
    receipt = DecimalJSON(null=True)
    answered_in = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "-id"], name="approval_newest")]


class Usage(OwnedModel):
    """One request to a provider for a person, on a UTC day, for a task (fithub.coaching.usage.Task), and what it took.

    `input_tokens` holds the `cached_tokens`, which the provider had read before (None where it does not say). `cost_usd` is by the
    price that the model had then; None where the operator told none. `estimated`: the provider did not say (yet) what it took.
    """

    at = models.DateTimeField()
    day = models.DateField()
    task = models.CharField(max_length=10)
    model = models.CharField(max_length=128)
    input_tokens = models.IntegerField()
    cached_tokens = models.IntegerField(null=True)
    output_tokens = models.IntegerField()
    cost_usd = models.DecimalField(max_digits=14, decimal_places=8, null=True)
    estimated = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["user", "day"], name="usage_of_day")]
