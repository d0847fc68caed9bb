"""The change log, and the record of what was done once. Both are read here and written by the database or by `once`."""

from typing import Any

from django.conf import settings
from django.db import models

from fithub.core.ids import new_id
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
