"""Food groups above those of the sources; and a group's foods at hand, the likeliest first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("foods", "0005_catalogue_state")]
    operations = [
        migrations.AlterField("category", "source", models.CharField(max_length=12)),
        migrations.AddIndex(
            "food",
            models.Index(fields=["category", "-prior", "id"], condition=models.Q(user=None), name="food_of_category"),
        ),
    ]
