"""What people like, dislike, avoid, and are allergic to."""

import django.db.models.deletion
from django.db import migrations, models

import fithub.core.ids
from fithub.core.rls import owned_table


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("foods", "0006_category_tree"),
        ("planning", "0003_plans"),
    ]

    operations = [
        migrations.CreateModel(
            name="FoodPreference",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("like", "Like"),
                            ("dislike", "Dislike"),
                            ("allergy", "Allergy"),
                            ("avoid", "Avoid"),
                        ],
                        max_length=7,
                    ),
                ),
                ("word", models.CharField(blank=True, max_length=80)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "category",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="foods.category"
                    ),
                ),
                (
                    "food",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="foods.food"
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
                        fields=("user", "food", "category", "word"),
                        name="preference_once_a_target",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(food__isnull=False, category=None, word="")
                        | models.Q(food=None, category__isnull=False, word="")
                        | (models.Q(food=None, category=None) & ~models.Q(word="")),
                        name="preference_of_one_thing",
                    ),
                ],
            },
        ),
        *owned_table("planning_foodpreference"),
    ]
