"""Entries whose weight nobody knows, and what an entry is called in what it came from."""

from typing import Any

from django.db import migrations, models


def _grams() -> Any:
    return models.DecimalField(decimal_places=3, max_digits=9, null=True)


class Migration(migrations.Migration):
    dependencies = [("diary", "0003_day_status")]

    operations = [
        migrations.AlterField("entry", "grams", _grams()),
        migrations.AlterField("entry", "grams_low", _grams()),
        migrations.AlterField("entry", "grams_high", _grams()),
        migrations.AddField("entry", "source_ref", models.CharField(max_length=200, null=True)),
        migrations.AddConstraint(
            "entry",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("grams__isnull", False), ("grams_high__isnull", False), ("grams_low__isnull", False)),
                    models.Q(("food", None), ("grams", None), ("grams_high", None), ("grams_low", None)),
                    _connector="OR",
                ),
                name="entry_weighed_or_not",
            ),
        ),
        migrations.AddConstraint(
            "entry",
            models.UniqueConstraint(
                condition=models.Q(("source_ref__isnull", False)),
                fields=("user", "source", "source_ref"),
                name="entry_once_a_source",
            ),
        ),
    ]
