"""Targets."""

import django.db.models.deletion
from django.db import migrations, models

import fithub.core.ids
import fithub.core.wire
from fithub.core.rls import owned_table


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0002_changes"),
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Target",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("effective_from", models.DateField()),
                ("nutrients", fithub.core.wire.DecimalJSON()),
                ("created_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("user", "effective_from"), name="one_target_a_day")],
            },
        ),
        *owned_table("body_target"),
    ]
