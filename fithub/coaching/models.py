"""What was said, and what came of it."""

from typing import Any

from django.db import models
from django.db.models import Q

from fithub.core.ownership import OwnedModel
from fithub.core.wire import DecimalJSON


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

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="turn_once"),
            models.UniqueConstraint(fields=["conversation"], condition=Q(status="running"), name="one_turn_at_a_time"),
        ]
        indexes = [models.Index(fields=["conversation", "-id"], name="turn_newest")]
