"""What a person usually eats, and what their own bowls and cups hold."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import fithub.core.ids
from fithub.core.rls import owned_table

SOURCES = [
    ("sr28", "USDA SR28"),
    ("fndds", "USDA FNDDS"),
    ("foundation", "USDA Foundation Foods"),
    ("dish", "FitHub recipe, computed from USDA foods"),
    ("branded", "USDA Branded Foods"),
    ("off", "Open Food Facts"),
    ("own", "a person's own food"),
    ("recipe", "a person's own recipe"),
]


def key() -> tuple[str, Any]:
    return "id", models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False)


def person() -> tuple[str, Any]:
    return "user", models.ForeignKey(
        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("core", "0002_changes"), ("foods", "0002_catalogue_names")]
    operations = [
        *(
            migrations.AlterField(
                model_name=model, name="source", field=models.CharField(choices=SOURCES, max_length=12)
            )
            for model in ("category", "food")
        ),
        migrations.CreateModel(
            name="Habit",
            fields=[
                key(),
                ("times", models.PositiveIntegerField()),
                ("last_on", models.DateField()),
                ("grams", models.DecimalField(decimal_places=3, max_digits=9, null=True)),
                (
                    "food",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="foods.food"
                    ),
                ),
                person(),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("user", "food"), name="habit_once_a_food")]},
        ),
        migrations.CreateModel(
            name="OwnMeasure",
            fields=[
                key(),
                ("unit", models.CharField(max_length=40)),
                ("grams", models.DecimalField(decimal_places=3, max_digits=9, null=True)),
                ("millilitres", models.DecimalField(decimal_places=3, max_digits=9, null=True)),
                (
                    "food",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="foods.food"
                    ),
                ),
                person(),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "food", "unit"), name="measure_once_a_unit", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("grams__gt", 0), ("millilitres", None))
                        | models.Q(("grams", None), ("millilitres__gt", 0)),
                        name="measure_is_mass_or_volume",
                    ),
                ]
            },
        ),
        *owned_table("foods_habit", logged=False),
        *owned_table("foods_ownmeasure"),
    ]
