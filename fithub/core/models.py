"""The change log, the record of what was done once, and the jobs. The first two are written by the database and by `once`."""

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Now

from fithub.core.ids import new_id
from fithub.core.ownership import OwnedModel
from fithub.core.wire import DecimalJSON


class ChangeSet(models.Model):
    """Everything that one turn or one request changed. Written by the trigger `core_log_change`, never by the application."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sequence = models.BigIntegerField(editable=False)
    user: Any = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.DB_CASCADE, related_name="+")
    at = models.DateTimeField()
    actor = models.CharField(max_length=10)
    turn_id = models.UUIDField(null=True)
    reason = models.TextField(blank=True)
    # Which set this one takes back or applies again; null for what the person did themselves.
    reverses: Any = models.ForeignKey("self", null=True, on_delete=models.DB_CASCADE, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "-sequence"], name="changeset_newest")]


class Change(models.Model):
    """One row's change: before is null for an insert, after is null for a delete."""

    id = models.BigAutoField(primary_key=True)
    change_set: Any = models.ForeignKey(ChangeSet, on_delete=models.DB_CASCADE, related_name="rows")
    user: Any = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.DB_CASCADE, related_name="+")
    table_name = models.CharField(max_length=63)
    row_id = models.UUIDField()
    before = DecimalJSON(null=True)
    after = DecimalJSON(null=True)


class Once(models.Model):
    """What came of a request that must not run twice, kept under the key its sender chose."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user: Any = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.DB_CASCADE, related_name="+")
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    result = DecimalJSON(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="once_per_person_and_key")]
        indexes = [models.Index(fields=["created_at"], name="once_oldest")]


class Job(OwnedModel):
    """Something long that is done for a person in the background. The row is the truth; the broker only carries its id.

    `done` of `total` (unknown: null) and `message` say how far it is. `error_code` and `error_detail` say why it failed. Every time
    somebody takes it up `attempts` goes up by one, and whoever held it before has lost it; `retries` counts what went wrong on our
    side. All times but `created_at` are by the database's clock.
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    kind = models.CharField(max_length=40)
    queue = models.CharField(max_length=10)
    # What it is for, where it must not be asked for twice.
    key = models.CharField(max_length=200, null=True)
    arguments = models.JSONField(encoder=DjangoJSONEncoder)
    state = models.CharField(max_length=9, choices=State, default=State.QUEUED)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True)
    message = models.CharField(max_length=300, blank=True)
    result = DecimalJSON(null=True)
    error_code = models.CharField(max_length=60, blank=True)
    error_detail = models.TextField(blank=True)
    attempts = models.PositiveIntegerField(default=0)
    retries = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    run_after = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)
    heartbeat = models.DateTimeField(null=True)
    cancel_requested_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="job_once_per_key")]
        indexes = [
            models.Index(fields=["user", "-id"], name="job_newest"),
            models.Index(fields=["finished_at"], condition=models.Q(finished_at__isnull=False), name="job_oldest"),
        ]


class Dispatch(models.Model):
    """That an unfinished job is to be sent to the broker (again) at `due_at`; null while it waits for an operator.

    Ids, kind and time alone: this is what may be read across people (`fithub.core.dispatch`).
    """

    job: Any = models.OneToOneField(Job, primary_key=True, on_delete=models.DB_CASCADE, related_name="+")
    user: Any = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.DB_CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    queue = models.CharField(max_length=10)
    due_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="dispatch_due")]
