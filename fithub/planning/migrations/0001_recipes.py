"""Recipes, their ingredients, and favourite foods."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import fithub.core.ids
import fithub.core.wire
from fithub.core.rls import owned_table


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("core", "0002_changes"),
        ("foods", "0003_habits"),
    ]

    operations = [
        migrations.CreateModel(
            name="Recipe",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=200)),
                ("servings", models.DecimalField(decimal_places=3, max_digits=7)),
                ("cooked_grams", models.DecimalField(decimal_places=3, max_digits=9, null=True)),
                ("url", models.CharField(blank=True, max_length=2000)),
                (
                    "unresolved",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300), default=list
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "food",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="foods.food"
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
            name="Ingredient",
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
                    "recipe",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="ingredients", to="planning.recipe"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Favourite",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("quantity", models.DecimalField(decimal_places=3, max_digits=12, null=True)),
                ("unit", models.CharField(max_length=40, null=True)),
                ("grams", models.DecimalField(decimal_places=3, max_digits=9, null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "food",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="foods.food"
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
                "constraints": [models.UniqueConstraint(fields=("user", "food"), name="favourite_once_a_food")],
            },
        ),
        migrations.AddConstraint(
            model_name="recipe",
            constraint=models.CheckConstraint(condition=models.Q(("servings__gt", 0)), name="recipe_serves_somebody"),
        ),
        migrations.AddConstraint(
            model_name="recipe",
            constraint=models.CheckConstraint(
                condition=models.Q(("cooked_grams", None), ("cooked_grams__gt", 0), _connector="OR"),
                name="recipe_weighs_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="ingredient",
            constraint=models.CheckConstraint(condition=models.Q(("grams__gt", 0)), name="ingredient_weighs_something"),
        ),
        *owned_table("planning_recipe"),
        *owned_table("planning_ingredient"),
        *owned_table("planning_favourite"),
    ]
