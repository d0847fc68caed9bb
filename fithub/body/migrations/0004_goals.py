"""Goals."""

import django.db.models.deletion
from django.db import migrations, models

import fithub.core.ids
from fithub.core.rls import owned_table


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("body", "0003_targets_by_day"),
    ]

    operations = [
        migrations.CreateModel(
            name="Goal",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("weight_loss", "Weight Loss"),
                            ("muscle_gain", "Muscle Gain"),
                            ("maintenance", "Maintenance"),
                            ("endurance", "Endurance"),
                            ("strength", "Strength"),
                            ("flexibility", "Flexibility"),
                            ("general_fitness", "General Fitness"),
                            ("custom", "Custom"),
                        ],
                        max_length=15,
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("metric", models.CharField(blank=True, max_length=50)),
                ("start_date", models.DateField()),
                ("start_value", models.DecimalField(decimal_places=3, max_digits=12, null=True)),
                ("target_value", models.DecimalField(decimal_places=3, max_digits=12, null=True)),
                ("target_date", models.DateField(null=True)),
                ("pace_per_week", models.DecimalField(decimal_places=3, max_digits=12, null=True)),
                ("notes", models.TextField(blank=True)),
                ("is_active", models.BooleanField()),
                ("created_at", models.DateTimeField()),
                (
                    "custom",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.DB_CASCADE,
                        related_name="goals",
                        to="body.custommetric",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_active", True), models.Q(("metric", ""), _negated=True)),
                        fields=("user", "metric"),
                        name="one_active_goal_a_metric",
                    )
                ],
            },
        ),
        *owned_table("body_goal"),
    ]
