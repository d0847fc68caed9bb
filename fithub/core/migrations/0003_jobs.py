"""Jobs, and what may be known of those that wait."""

import django.core.serializers.json
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import fithub.core.ids
import fithub.core.wire
from fithub.core.rls import owned_table


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("core", "0002_changes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.CharField(max_length=40)),
                ("queue", models.CharField(max_length=10)),
                ("key", models.CharField(max_length=200, null=True)),
                ("arguments", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Queued"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="queued",
                        max_length=9,
                    ),
                ),
                ("done", models.BigIntegerField(default=0)),
                ("total", models.BigIntegerField(null=True)),
                ("message", models.CharField(blank=True, max_length=300)),
                ("result", fithub.core.wire.DecimalJSON(null=True)),
                ("error_code", models.CharField(blank=True, max_length=60)),
                ("error_detail", models.TextField(blank=True)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("retries", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("run_after", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("started_at", models.DateTimeField(null=True)),
                ("heartbeat", models.DateTimeField(null=True)),
                ("cancel_requested_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Dispatch",
            fields=[
                (
                    "job",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DB_CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="core.job",
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("queue", models.CharField(max_length=10)),
                ("due_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(fields=["user", "-id"], name="job_newest"),
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(
                condition=models.Q(("finished_at__isnull", False)), fields=["finished_at"], name="job_oldest"
            ),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.UniqueConstraint(fields=("user", "key"), name="job_once_per_key"),
        ),
        migrations.AddIndex(
            model_name="dispatch",
            index=models.Index(fields=["due_at"], name="dispatch_due"),
        ),
        *owned_table("core_job", logged=False),
        # What ended a month ago may be swept by anybody: `DELETE FROM core_job` without a person removes no more.
        migrations.RunSQL(
            "CREATE POLICY core_job_swept ON core_job FOR DELETE USING (finished_at < now() - interval '30 days')",
            "DROP POLICY core_job_swept ON core_job",
        ),
        *owned_table("core_dispatch", logged=False, writable=False),
        # Across people: who waits for what since when, and moving that time; nothing else can be changed.
        migrations.RunSQL(
            """
            GRANT INSERT, DELETE, UPDATE (due_at) ON core_dispatch TO fithub_app;
            CREATE POLICY core_dispatch_seen ON core_dispatch FOR SELECT
                USING (current_setting('app.dispatching', true) = 'on');
            CREATE POLICY core_dispatch_moved ON core_dispatch FOR UPDATE
                USING (current_setting('app.dispatching', true) = 'on')
                WITH CHECK (current_setting('app.dispatching', true) = 'on');
            """,
            """
            DROP POLICY core_dispatch_seen ON core_dispatch;
            DROP POLICY core_dispatch_moved ON core_dispatch;
            REVOKE INSERT, DELETE, UPDATE (due_at) ON core_dispatch FROM fithub_app;
            """,
        ),
    ]
