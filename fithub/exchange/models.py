"""Files on their way in and out. Neither is a person's record: their rows are, which an import writes and an export reads."""

from django.db import models

from fithub.core.ownership import OwnedModel
from fithub.core.wire import DecimalJSON


class Import(OwnedModel):
    """A file of another program: kept privately until `expires_at`, looked at, and written down when the person says so.

    `mapping`: how it is read (fithub.exchange.mapping); `questions`: what only the person knows of it; `preview`: what
    it says when it is read so. `change_set_id`: what the last commit wrote, as one change.
    """

    class State(models.TextChoices):
        READING = "reading"
        READY = "ready"
        COMMITTING = "committing"
        COMMITTED = "committed"
        FAILED = "failed"

    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    path = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.READING)
    program = models.CharField(max_length=40, blank=True)
    mapping = DecimalJSON(null=True)
    questions = DecimalJSON(default=list)
    preview = DecimalJSON(null=True)
    result = DecimalJSON(null=True)
    error_code = models.CharField(max_length=40, blank=True)
    error_detail = models.CharField(max_length=500, blank=True)
    job_id = models.UUIDField(null=True)
    change_set_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="import_once_a_file")]


class Export(OwnedModel):
    """Everything of a person's in one file, made in the background and kept until `expires_at`."""

    class Format(models.TextChoices):
        ZIP = "zip"
        FHIR = "fhir"

    format = models.CharField(max_length=4, choices=Format)
    path = models.CharField(max_length=200, blank=True)
    size = models.BigIntegerField(null=True)
    job_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
