"""Branded names in a table of their own, a million of them beside thirteen thousand plain ones, and their words counted apart.

Only what is new or small is touched (foods_word has some thousand rows): safe on a live table.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

NEW = "CREATE INDEX branded_words ON foods_brandedname USING gin (words)"
# A word that few brands have is as likely a slip of theirs: nothing is mended towards it.
LETTERS = """
DROP INDEX word_letters;
CREATE INDEX word_letters ON foods_word USING gin (word gin_trgm_ops) WHERE foods > 0 OR branded >= 20;
"""
LETTERS_BEFORE = """
DROP INDEX word_letters;
CREATE INDEX word_letters ON foods_word USING gin (word gin_trgm_ops);
DELETE FROM foods_word WHERE foods = 0;
"""


class Migration(migrations.Migration):
    dependencies = [("foods", "0003_habits")]
    operations = [
        migrations.CreateModel(
            name="BrandedName",
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
                ("prior", models.FloatField()),
                ("words", django.contrib.postgres.fields.ArrayField(base_field=models.TextField())),
            ],
        ),
        migrations.RunSQL(NEW, "DROP INDEX branded_words"),
        migrations.AddField(
            model_name="word", name="branded", field=models.PositiveIntegerField(default=0, db_default=0)
        ),
        migrations.RunSQL(LETTERS, LETTERS_BEFORE),
    ]
