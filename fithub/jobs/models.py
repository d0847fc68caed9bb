"""What operators see of jobs, and which ticks of the clock have been taken. Nothing of a person's."""

from typing import Any

from django.db import models

from fithub.core.ids import new_id
from fithub.core.models import Job


class DeadLetter(models.Model):
    """A job that failed for a reason which is no fault of its person's, and which is not tried again by itself.

    `error` is the kind of error and never its words, which may hold what a person wrote.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    job: Any = models.ForeignKey(Job, on_delete=models.DB_CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    queue = models.CharField(max_length=10)
    error = models.CharField(max_length=200)
    attempts = models.PositiveIntegerField()
    at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-at"], name="deadletter_newest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.job_id}"


class Tick(models.Model):
    """That a beat has taken the tick of this name at this instant: no other does."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=100)
    slot = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "slot"], name="tick_taken_once")]
