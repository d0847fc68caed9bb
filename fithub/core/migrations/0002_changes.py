"""The change log, and what was done once."""

import django.db.models.deletion
from django.db import migrations, models

import fithub.core.ids
import fithub.core.wire
from fithub.core.rls import owned_table


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("core", "0001_ground"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChangeSet",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("sequence", models.BigIntegerField(editable=False)),
                ("at", models.DateTimeField()),
                ("actor", models.CharField(max_length=10)),
                ("turn_id", models.UUIDField(null=True)),
                ("reason", models.TextField(blank=True)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "reverses",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="core.changeset"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("table_name", models.CharField(max_length=63)),
                ("row_id", models.UUIDField()),
                ("before", fithub.core.wire.DecimalJSON(null=True)),
                ("after", fithub.core.wire.DecimalJSON(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
                (
                    "change_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="rows", to="core.changeset"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Once",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("key", models.CharField(max_length=255)),
                ("fingerprint", models.CharField(max_length=64)),
                ("result", fithub.core.wire.DecimalJSON(null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="changeset",
            index=models.Index(fields=["user", "-sequence"], name="changeset_newest"),
        ),
        migrations.AddIndex(
            model_name="once",
            index=models.Index(fields=["created_at"], name="once_oldest"),
        ),
        migrations.AddConstraint(
            model_name="once",
            constraint=models.UniqueConstraint(fields=("user", "key"), name="once_per_person_and_key"),
        ),
        # Written by the trigger alone; the application reads it, and marks a set as undone.
        *owned_table("core_changeset", logged=False, writable=False),
        *owned_table("core_change", logged=False, writable=False),
        migrations.RunSQL(
            "GRANT UPDATE (undone_at) ON core_changeset TO fithub_app",
            "REVOKE UPDATE (undone_at) ON core_changeset FROM fithub_app",
        ),
        *owned_table("core_once", logged=False),
        # What is older than any retry may be swept by anybody: `DELETE FROM core_once` without a person removes no more.
        migrations.RunSQL(
            "CREATE POLICY core_once_swept ON core_once FOR DELETE USING (created_at < now() - interval '7 days')",
            "DROP POLICY core_once_swept ON core_once",
        ),
    ]
