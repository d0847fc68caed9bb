"""Measurements of the body, and metrics of a person's own."""

import django.db.models.deletion
from django.db import migrations, models

import fithub.core.ids
from fithub.core.rls import owned_table


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("body", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CustomMetric",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("slug", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=100)),
                ("unit", models.CharField(blank=True, max_length=20)),
                ("low", models.DecimalField(decimal_places=3, max_digits=12, null=True)),
                ("high", models.DecimalField(decimal_places=3, max_digits=12, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
            ],
        ),
        *owned_table("body_custommetric"),
        migrations.CreateModel(
            name="Measurement",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("metric", models.CharField(max_length=50)),
                ("value", models.DecimalField(decimal_places=3, max_digits=12)),
                ("entered", models.DecimalField(decimal_places=3, max_digits=12)),
                ("entered_unit", models.CharField(blank=True, max_length=20)),
                (
                    "type",
                    models.CharField(
                        choices=[("log", "Log"), ("baseline", "Baseline"), ("target", "Target")],
                        default="log",
                        max_length=8,
                    ),
                ),
                ("measured_at", models.DateTimeField()),
                ("local_date", models.DateField()),
                ("local_time", models.TimeField()),
                ("time_zone", models.CharField(max_length=64)),
                ("source", models.CharField(max_length=10)),
                ("source_ref", models.CharField(max_length=200, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "custom",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.DB_CASCADE,
                        related_name="measurements",
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
        ),
        *owned_table("body_measurement"),
        migrations.AddConstraint(
            model_name="custommetric",
            constraint=models.UniqueConstraint(fields=("user", "slug"), name="custom_metric_once"),
        ),
        migrations.AddIndex(
            model_name="measurement",
            index=models.Index(fields=["user", "measured_at", "id"], name="measurement_newest"),
        ),
        migrations.AddIndex(
            model_name="measurement",
            index=models.Index(fields=["user", "metric", "measured_at"], name="measurement_by_metric"),
        ),
        migrations.AddConstraint(
            model_name="measurement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source_ref__isnull", False)),
                fields=("user", "source", "source_ref"),
                name="measurement_once_a_source",
            ),
        ),
    ]
