"""Entries and drafts."""

import django.db.models.deletion
from django.db import migrations, models

import fithub.core.ids
import fithub.core.wire
from fithub.core.rls import owned_table


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0002_changes"),
        ("accounts", "0001_initial"),
        ("foods", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("text", models.TextField()),
                ("local_date", models.DateField()),
                ("local_time", models.TimeField()),
                ("time_zone", models.CharField(max_length=64)),
                (
                    "slot",
                    models.CharField(
                        choices=[
                            ("breakfast", "breakfast"),
                            ("lunch", "lunch"),
                            ("dinner", "dinner"),
                            ("snack", "snack"),
                        ],
                        max_length=9,
                    ),
                ),
                ("source", models.CharField(max_length=10)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("committed", "Committed"), ("declined", "Declined")],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("items", fithub.core.wire.DecimalJSON()),
                ("unmatched", fithub.core.wire.DecimalJSON()),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["user", "-created_at"], name="draft_newest")],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("local_date", models.DateField()),
                ("local_time", models.TimeField()),
                ("time_zone", models.CharField(max_length=64)),
                (
                    "slot",
                    models.CharField(
                        choices=[
                            ("breakfast", "breakfast"),
                            ("lunch", "lunch"),
                            ("dinner", "dinner"),
                            ("snack", "snack"),
                        ],
                        max_length=9,
                    ),
                ),
                ("description", models.CharField(max_length=300)),
                ("said", models.CharField(blank=True, max_length=500)),
                ("quantity", models.DecimalField(decimal_places=3, max_digits=12, null=True)),
                ("unit", models.CharField(max_length=40, null=True)),
                ("grams", models.DecimalField(decimal_places=3, max_digits=9)),
                ("grams_low", models.DecimalField(decimal_places=3, max_digits=9)),
                ("grams_high", models.DecimalField(decimal_places=3, max_digits=9)),
                ("nutrients_per_100g", fithub.core.wire.DecimalJSON()),
                ("nutrients", fithub.core.wire.DecimalJSON()),
                ("portion_source", models.CharField(max_length=20)),
                ("source", models.CharField(max_length=10)),
                ("confidence", models.DecimalField(decimal_places=2, max_digits=3, null=True)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "food",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.DB_SET_NULL, related_name="+", to="foods.food"
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
                "indexes": [models.Index(fields=["user", "local_date", "local_time", "id"], name="entry_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("grams__gt", 0), ("grams__lte", 100000)), name="entry_grams_possible"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("grams_high__gte", models.F("grams")), ("grams_low__lte", models.F("grams"))
                        ),
                        name="entry_range_holds_grams",
                    ),
                ],
            },
        ),
        *owned_table("diary_entry"),
        *owned_table("diary_draft"),
    ]
