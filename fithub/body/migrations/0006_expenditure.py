"""What a person burns, as it was worked out; not in the change log, for it follows from what is."""

import django.db.models.deletion
from django.db import migrations, models

import fithub.core.ids
import fithub.core.wire
from fithub.core.rls import owned_table


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("body", "0005_photos"),
    ]

    operations = [
        migrations.CreateModel(
            name="Expenditure",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("on_date", models.DateField()),
                ("kcal", models.DecimalField(decimal_places=0, max_digits=6, null=True)),
                ("low", models.DecimalField(decimal_places=0, max_digits=6, null=True)),
                ("high", models.DecimalField(decimal_places=0, max_digits=6, null=True)),
                ("confidence", models.DecimalField(decimal_places=2, max_digits=3)),
                ("method", models.CharField(max_length=10)),
                ("reason", models.CharField(max_length=20, null=True)),
                ("days_of_data", models.PositiveIntegerField()),
                ("basis", fithub.core.wire.DecimalJSON()),
                ("inputs_hash", models.CharField(max_length=64)),
                ("version", models.CharField(max_length=40)),
                ("created_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("user", "on_date"), name="one_expenditure_a_day")],
            },
        ),
        *owned_table("body_expenditure", logged=False),
    ]
