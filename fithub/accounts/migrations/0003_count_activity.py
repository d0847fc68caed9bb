"""Whether what was moved adds to what may be eaten."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_life_stages"),
    ]

    operations = [
        migrations.AddField(
            model_name="profile",
            name="count_activity",
            field=models.BooleanField(default=False),
        ),
    ]
