"""Diets with their meals, planned meals, what was ticked off a shopping list, and the address of a calendar."""

import django.db.models.deletion
from django.db import migrations, models

import fithub.core.ids
import fithub.core.wire
from fithub.core.rls import owned_table


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("diary", "0002_habits"),
        ("foods", "0006_category_tree"),
        ("planning", "0002_favourites_are_habits"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("secret_hash", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField()),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Diet",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=200)),
                ("notes", models.CharField(blank=True, max_length=4000)),
                ("targets", fithub.core.wire.DecimalJSON(default=dict)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("is_active", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Meal",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=200)),
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
                ("local_time", models.TimeField()),
                ("minutes", models.PositiveSmallIntegerField(null=True)),
                ("notes", models.CharField(blank=True, max_length=4000)),
                ("rule", models.CharField(blank=True, max_length=300)),
                ("starts_on", models.DateField()),
                ("last_on", models.DateField(null=True)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "diet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="meals", to="planning.diet"
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MealItem",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("place", models.PositiveSmallIntegerField()),
                ("description", models.CharField(max_length=300)),
                ("said", models.CharField(blank=True, max_length=300)),
                ("quantity", models.DecimalField(decimal_places=3, max_digits=12, null=True)),
                ("unit", models.CharField(max_length=40, null=True)),
                ("grams", models.DecimalField(decimal_places=3, max_digits=9)),
                ("grams_low", models.DecimalField(decimal_places=3, max_digits=9)),
                ("grams_high", models.DecimalField(decimal_places=3, max_digits=9)),
                ("nutrients_per_100g", fithub.core.wire.DecimalJSON()),
                ("portion_source", models.CharField(max_length=20)),
                ("confidence", models.DecimalField(decimal_places=2, max_digits=3, null=True)),
                (
                    "food",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.DB_SET_NULL, related_name="+", to="foods.food"
                    ),
                ),
                (
                    "meal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="items", to="planning.meal"
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
            name="PlannedMeal",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("occurs_on", models.DateField(null=True)),
                ("local_date", models.DateField()),
                ("local_time", models.TimeField(null=True)),
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
                        null=True,
                    ),
                ),
                ("name", models.CharField(max_length=200, null=True)),
                ("notes", models.CharField(max_length=4000, null=True)),
                ("minutes", models.PositiveSmallIntegerField(null=True)),
                ("is_skipped", models.BooleanField(default=False)),
                ("has_own_items", models.BooleanField(default=False)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "meal",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.DB_SET_NULL,
                        related_name="planned",
                        to="planning.meal",
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
            name="PlannedItem",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("place", models.PositiveSmallIntegerField()),
                ("description", models.CharField(max_length=300)),
                ("said", models.CharField(blank=True, max_length=300)),
                ("quantity", models.DecimalField(decimal_places=3, max_digits=12, null=True)),
                ("unit", models.CharField(max_length=40, null=True)),
                ("grams", models.DecimalField(decimal_places=3, max_digits=9)),
                ("grams_low", models.DecimalField(decimal_places=3, max_digits=9)),
                ("grams_high", models.DecimalField(decimal_places=3, max_digits=9)),
                ("nutrients_per_100g", fithub.core.wire.DecimalJSON()),
                ("portion_source", models.CharField(max_length=20)),
                ("confidence", models.DecimalField(decimal_places=2, max_digits=3, null=True)),
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
                (
                    "planned",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="items", to="planning.plannedmeal"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlannedEntry",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="diary.entry"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
                (
                    "planned",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="logged", to="planning.plannedmeal"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Tick",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("key", models.CharField(max_length=36)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                ("grams", models.DecimalField(decimal_places=3, max_digits=12)),
                ("created_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="diet",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_active", True)), fields=("user",), name="diet_one_active"
            ),
        ),
        migrations.AddConstraint(
            model_name="diet",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="diet_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="mealitem",
            constraint=models.CheckConstraint(condition=models.Q(("grams__gt", 0)), name="mealitem_weighs_something"),
        ),
        migrations.AddIndex(
            model_name="plannedmeal",
            index=models.Index(fields=["user", "local_date"], name="planned_by_day"),
        ),
        migrations.AddConstraint(
            model_name="plannedmeal",
            constraint=models.UniqueConstraint(fields=("meal", "occurs_on"), name="planned_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="planneditem",
            constraint=models.CheckConstraint(
                condition=models.Q(("grams__gt", 0)), name="planneditem_weighs_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="tick",
            constraint=models.UniqueConstraint(fields=("user", "first_on", "last_on", "key"), name="tick_once_a_list"),
        ),
        *owned_table("planning_diet"),
        *owned_table("planning_meal"),
        *owned_table("planning_mealitem"),
        *owned_table("planning_plannedmeal"),
        *owned_table("planning_planneditem"),
        *owned_table("planning_plannedentry"),
        *owned_table("planning_tick", logged=False),
        # Not in the change log: an undo must not bring back an address that was revoked.
        *owned_table("planning_calendarfeed", logged=False),
        # While a calendar is asked for, the row whose secret was shown can be seen (fithub.core.ownership.showing_secret).
        migrations.RunSQL(
            "CREATE POLICY planning_calendarfeed_shown ON planning_calendarfeed FOR SELECT"
            " USING (secret_hash = NULLIF(current_setting('app.secret_hash', true), ''))",
            "DROP POLICY planning_calendarfeed_shown ON planning_calendarfeed",
        ),
    ]
