"""Imports and exports."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import fithub.core.ids
import fithub.core.wire
from fithub.core.rls import owned_table


def _id() -> tuple[str, Any]:
    return ("id", models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False))


def _user() -> tuple[str, Any]:
    cascade = django.db.models.deletion.DB_CASCADE
    return ("user", models.ForeignKey(on_delete=cascade, related_name="+", to="accounts.user"))


def _swept(table: str) -> migrations.RunSQL:
    """What has expired may be swept by who is nobody: a transaction without a person sees and deletes such rows and no others."""
    expired = "app_user_id() IS NULL AND expires_at < now()"
    return migrations.RunSQL(
        f"""
        CREATE POLICY {table}_expired ON {table} FOR SELECT USING ({expired});
        CREATE POLICY {table}_swept ON {table} FOR DELETE USING ({expired});
        """,
        f"DROP POLICY {table}_expired ON {table}; DROP POLICY {table}_swept ON {table};",
    )


class Migration(migrations.Migration):
    initial = True

    dependencies = [("accounts", "0001_initial"), ("core", "0002_changes")]

    operations = [
        migrations.CreateModel(
            name="Import",
            fields=[
                _id(),
                ("name", models.CharField(max_length=200)),
                ("size", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("path", models.CharField(max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "Reading"),
                            ("ready", "Ready"),
                            ("committing", "Committing"),
                            ("committed", "Committed"),
                            ("failed", "Failed"),
                        ],
                        default="reading",
                        max_length=10,
                    ),
                ),
                ("program", models.CharField(blank=True, max_length=40)),
                ("mapping", fithub.core.wire.DecimalJSON(null=True)),
                ("questions", fithub.core.wire.DecimalJSON(default=list)),
                ("preview", fithub.core.wire.DecimalJSON(null=True)),
                ("result", fithub.core.wire.DecimalJSON(null=True)),
                ("error_code", models.CharField(blank=True, max_length=40)),
                ("error_detail", models.CharField(blank=True, max_length=500)),
                ("job_id", models.UUIDField(null=True)),
                ("change_set_id", models.UUIDField(null=True)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                _user(),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("user", "digest"), name="import_once_a_file")],
            },
        ),
        *owned_table("exchange_import", logged=False),
        _swept("exchange_import"),
        migrations.CreateModel(
            name="Export",
            fields=[
                _id(),
                ("format", models.CharField(choices=[("zip", "Zip"), ("fhir", "Fhir")], max_length=4)),
                ("path", models.CharField(blank=True, max_length=200)),
                ("size", models.BigIntegerField(null=True)),
                ("job_id", models.UUIDField(null=True)),
                ("created_at", models.DateTimeField()),
                ("ready_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField()),
                _user(),
            ],
        ),
        *owned_table("exchange_export", logged=False),
        _swept("exchange_export"),
    ]
