"""A line for each turn; additive, no change of a person's record."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coaching", "0004_memories"),
    ]

    operations = [
        migrations.AddField(
            model_name="turn",
            name="gist",
            field=models.CharField(blank=True, db_default="", max_length=300),
        ),
    ]
