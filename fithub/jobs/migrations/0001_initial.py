"""Dead letters, and the ticks that have been taken."""

import django.db.models.deletion
from django.db import migrations, models

import fithub.core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0003_jobs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tick",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=100)),
                ("slot", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("name", "slot"), name="tick_taken_once")],
            },
        ),
        migrations.CreateModel(
            name="DeadLetter",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.CharField(max_length=40)),
                ("queue", models.CharField(max_length=10)),
                ("error", models.CharField(max_length=200)),
                ("attempts", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "job",
                    models.ForeignKey(on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="core.job"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-at"], name="deadletter_newest")],
            },
        ),
        # Nothing of a person's: the application reads and writes all of them.
        migrations.RunSQL(
            "GRANT INSERT, UPDATE ON jobs_deadletter TO fithub_app; GRANT INSERT, DELETE ON jobs_tick TO fithub_app",
            "REVOKE INSERT, UPDATE ON jobs_deadletter FROM fithub_app;"
            " REVOKE INSERT, DELETE ON jobs_tick FROM fithub_app",
        ),
    ]
