"""Targets by weekday and kind of day, and proposals of them."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import fithub.core.ids
import fithub.core.wire
from fithub.core.rls import owned_table


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_life_stages"),
        ("body", "0002_measurements"),
    ]

    operations = [
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("approved", "Approved"),
                            ("edited", "Edited"),
                            ("declined", "Declined"),
                            ("superseded", "Superseded"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("source", models.CharField(max_length=20)),
                ("reason", models.TextField(blank=True)),
                ("arithmetic", fithub.core.wire.DecimalJSON(default=dict)),
                ("effective_from", models.DateField()),
                (
                    "weekdays",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), default=list
                    ),
                ),
                (
                    "day_kind",
                    models.CharField(
                        blank=True, choices=[("training", "Training"), ("rest", "Rest")], default="", max_length=8
                    ),
                ),
                ("nutrients", fithub.core.wire.DecimalJSON()),
                ("proposed", fithub.core.wire.DecimalJSON()),
                ("target_id", models.UUIDField(null=True)),
                ("created_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TrainingDay",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("local_date", models.DateField()),
                ("day_kind", models.CharField(choices=[("training", "Training"), ("rest", "Rest")], max_length=8)),
            ],
        ),
        migrations.CreateModel(
            name="TrainingWeek",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("effective_from", models.DateField()),
                (
                    "weekdays",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(), default=list
                    ),
                ),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="target",
            name="one_target_a_day",
        ),
        migrations.AddField(
            model_name="target",
            name="day_kind",
            field=models.CharField(
                blank=True, choices=[("training", "Training"), ("rest", "Rest")], default="", max_length=8
            ),
        ),
        migrations.AddField(
            model_name="target",
            name="effective_to",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="target",
            name="weekdays",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(), default=list
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(
                fields=("user", "effective_from", "weekdays", "day_kind"), name="one_target_for_a_day"
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
            ),
        ),
        migrations.AddField(
            model_name="trainingday",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
            ),
        ),
        migrations.AddField(
            model_name="trainingweek",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
            ),
        ),
        migrations.AddConstraint(
            model_name="trainingday",
            constraint=models.UniqueConstraint(fields=("user", "local_date"), name="one_kind_a_date"),
        ),
        migrations.AddConstraint(
            model_name="trainingweek",
            constraint=models.UniqueConstraint(fields=("user", "effective_from"), name="one_training_week_a_day"),
        ),
        *owned_table("body_proposal"),
        *owned_table("body_trainingday"),
        *owned_table("body_trainingweek"),
    ]
