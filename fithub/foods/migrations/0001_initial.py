"""The catalogue and people's own foods: tables, row-level security, and the indexes of the search."""

from typing import Any

import django.contrib.postgres.fields
import django.db.models.deletion
import pgvector.django
from django.conf import settings
from django.db import migrations, models

import fithub.core.ids
import fithub.core.wire
from fithub.core.rls import owned_table

SOURCES = [
    ("sr28", "USDA SR28"),
    ("fndds", "USDA FNDDS"),
    ("foundation", "USDA Foundation Foods"),
    ("own", "a person's own food"),
]


def person() -> Any:
    return models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
    )


def catalogue_of(table: str) -> migrations.RunSQL:
    """The owner of the tables, who is under the policies too, may write the rows that belong to nobody."""
    return migrations.RunSQL(
        f"CREATE POLICY {table}_catalogue ON {table} TO CURRENT_USER USING (user_id IS NULL) WITH CHECK (user_id IS NULL)",
        f"DROP POLICY {table}_catalogue ON {table}",
    )


# Prefixes of the head word, words, English full text, and trigrams for what is being typed.
SEARCH = """
CREATE INDEX food_head ON foods_food (head text_pattern_ops);
CREATE INDEX food_words ON foods_food USING gin (words);
CREATE INDEX food_text ON foods_food USING gin (to_tsvector('english', name));
CREATE INDEX food_letters ON foods_food USING gin (name gin_trgm_ops);
CREATE INDEX word_letters ON foods_word USING gin (word gin_trgm_ops);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("core", "0001_ground"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Category",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("source", models.CharField(choices=SOURCES, max_length=12)),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.DB_SET_NULL,
                        related_name="children",
                        to="foods.category",
                    ),
                ),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("source", "name"), name="category_once")]},
        ),
        migrations.CreateModel(
            name="Food",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("user", person()),
                ("source", models.CharField(choices=SOURCES, max_length=12)),
                ("source_ref", models.CharField(max_length=80)),
                ("fdc_id", models.IntegerField(null=True)),
                ("name", models.CharField(max_length=250)),
                ("brand", models.CharField(blank=True, max_length=120)),
                (
                    "category",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.DB_SET_NULL,
                        related_name="foods",
                        to="foods.category",
                    ),
                ),
                ("nutrients_per_100g", fithub.core.wire.DecimalJSON()),
                ("density_g_per_ml", models.DecimalField(decimal_places=3, max_digits=5, null=True)),
                (
                    "flags",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list),
                ),
                ("prior", models.FloatField()),
                ("words", django.contrib.postgres.fields.ArrayField(base_field=models.TextField())),
                ("head", models.CharField(max_length=120)),
            ],
            options={
                "indexes": [models.Index(fields=["user", "name"], name="food_of_person")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("user", None)),
                        fields=("source", "source_ref"),
                        name="food_once_a_source",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FoodVector",
            fields=[
                (
                    "food",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DB_CASCADE,
                        primary_key=True,
                        related_name="vector",
                        serialize=False,
                        to="foods.food",
                    ),
                ),
                ("user", person()),
                ("embedding", pgvector.django.HalfVectorField(dimensions=384)),
            ],
            options={
                "indexes": [
                    pgvector.django.HnswIndex(
                        ef_construction=64,
                        fields=["embedding"],
                        m=16,
                        name="food_vector",
                        opclasses=["halfvec_ip_ops"],
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Portion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("user", person()),
                (
                    "food",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="portions", to="foods.food"
                    ),
                ),
                ("sequence", models.PositiveSmallIntegerField()),
                ("unit", models.CharField(max_length=40)),
                ("label", models.CharField(max_length=120)),
                ("grams", models.DecimalField(decimal_places=2, max_digits=9)),
                ("source", models.CharField(max_length=20)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("grams__gt", 0)), name="portion_has_weight")
                ],
            },
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("word", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("foods", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="CatalogueLoad",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False),
                ),
                ("fingerprint", models.CharField(max_length=64)),
                ("foods", models.PositiveIntegerField()),
                ("portions", models.PositiveIntegerField()),
                ("loaded_at", models.DateTimeField()),
            ],
        ),
        *owned_table("foods_food", shared=True),
        *owned_table("foods_portion", shared=True),
        *owned_table("foods_foodvector", shared=True, logged=False),
        *(catalogue_of(table) for table in ("foods_food", "foods_portion", "foods_foodvector")),
        migrations.RunSQL(SEARCH, "DROP INDEX food_head, food_words, food_text, food_letters, word_letters"),
    ]
