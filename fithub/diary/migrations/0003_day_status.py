"""What a person says of a day as a whole."""

import django.db.models.deletion
from django.db import migrations, models

import fithub.core.ids
from fithub.core.rls import owned_table


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("diary", "0002_habits"),
    ]

    operations = [
        migrations.CreateModel(
            name="DayStatus",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("local_date", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[("complete", "Complete"), ("incomplete", "Incomplete"), ("fasting", "Fasting")],
                        max_length=10,
                    ),
                ),
                ("updated_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["user", "local_date"], name="one_status_a_day")],
            },
        ),
        *owned_table("diary_daystatus"),
    ]
