"""Plain water and activities."""

import django.db.models.deletion
from django.db import migrations, models

import fithub.core.ids
from fithub.core.rls import owned_table


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("diary", "0004_unweighed"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActivityEntry",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("local_date", models.DateField()),
                ("local_time", models.TimeField()),
                ("name", models.CharField(max_length=120)),
                ("minutes", models.DecimalField(decimal_places=1, max_digits=6, null=True)),
                ("distance_m", models.DecimalField(decimal_places=1, max_digits=9, null=True)),
                ("steps", models.PositiveIntegerField(null=True)),
                ("energy_kcal", models.DecimalField(decimal_places=1, max_digits=8, null=True)),
                ("energy_low_kcal", models.DecimalField(decimal_places=1, max_digits=8, null=True)),
                ("energy_high_kcal", models.DecimalField(decimal_places=1, max_digits=8, null=True)),
                (
                    "energy_basis",
                    models.CharField(
                        choices=[("stated", "Stated"), ("estimated", "Estimated")], max_length=9, null=True
                    ),
                ),
                ("source", models.CharField(max_length=10)),
                ("source_ref", models.CharField(max_length=200, null=True)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["user", "local_date", "local_time", "id"], name="activity_by_day")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("source_ref__isnull", False)),
                        fields=("user", "source_ref"),
                        name="activity_once_a_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("energy_basis", None), ("energy_kcal", None)),
                            models.Q(("energy_basis__isnull", False), ("energy_kcal__gte", 0)),
                            _connector="OR",
                        ),
                        name="activity_energy_has_a_basis",
                    ),
                ],
            },
        ),
        *owned_table("diary_activityentry"),
        migrations.CreateModel(
            name="WaterEntry",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("local_date", models.DateField()),
                ("local_time", models.TimeField()),
                ("ml", models.DecimalField(decimal_places=1, max_digits=8)),
                ("source", models.CharField(max_length=10)),
                ("source_ref", models.CharField(max_length=200, null=True)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["user", "local_date", "local_time", "id"], name="water_by_day")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("source_ref__isnull", False)),
                        fields=("user", "source_ref"),
                        name="water_once_a_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ml__gt", 0), ("ml__lte", 10000)), name="water_possible"
                    ),
                ],
            },
        ),
        *owned_table("diary_waterentry"),
    ]
