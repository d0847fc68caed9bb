"""The catalogue's names in a table of their own, where the search can use its indexes; and a vector index that is quick to make."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgvector.django
from django.db import migrations, models

# What row-level security keeps from being used on foods_food, and what takes its place.
OLD = """
CREATE INDEX food_head ON foods_food (head text_pattern_ops);
CREATE INDEX food_words ON foods_food USING gin (words);
CREATE INDEX food_text ON foods_food USING gin (to_tsvector('english', name));
CREATE INDEX food_letters ON foods_food USING gin (name gin_trgm_ops);
"""
NEW = """
CREATE INDEX name_head ON foods_cataloguename (head text_pattern_ops);
CREATE INDEX name_words ON foods_cataloguename USING gin (words);
CREATE INDEX name_text ON foods_cataloguename USING gin (to_tsvector('english', name));
"""
FILL = """
INSERT INTO foods_cataloguename (food_id, name, prior, words, head)
SELECT id, name, prior, words, head FROM foods_food WHERE user_id IS NULL AND NOT 'retired' = ANY (flags);
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("foods", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="CatalogueName",
            fields=[
                (
                    "food",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DB_CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="foods.food",
                    ),
                ),
                ("name", models.CharField(max_length=250)),
                ("prior", models.FloatField()),
                ("words", django.contrib.postgres.fields.ArrayField(base_field=models.TextField())),
                ("head", models.CharField(max_length=120)),
            ],
        ),
        migrations.RemoveIndex(model_name="foodvector", name="food_vector"),
        migrations.AddIndex(
            model_name="foodvector",
            index=pgvector.django.HnswIndex(
                ef_construction=32,
                fields=["embedding"],
                m=8,
                name="food_vector",
                opclasses=["halfvec_cosine_ops"],
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(NEW, "DROP INDEX name_head, name_words, name_text"),
        migrations.RunSQL("DROP INDEX food_head, food_words, food_text, food_letters", OLD),
    ]
