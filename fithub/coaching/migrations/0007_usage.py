"""What providers took, by request; additive, and nothing that a person undoes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import fithub.core.ids
import fithub.core.wire
from fithub.core.rls import owned_table


class Migration(migrations.Migration):
    dependencies = [
        ("coaching", "0006_approvals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="turn",
            name="cached_tokens",
            field=models.IntegerField(null=True),
        ),
        migrations.AddField(
            model_name="turn",
            name="notes",
            field=fithub.core.wire.DecimalJSON(db_default=[], default=list),
        ),
        migrations.AddField(
            model_name="turn",
            name="tokens_estimated",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.CreateModel(
            name="Usage",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("at", models.DateTimeField()),
                ("day", models.DateField()),
                ("task", models.CharField(max_length=10)),
                ("model", models.CharField(max_length=128)),
                ("input_tokens", models.IntegerField()),
                ("cached_tokens", models.IntegerField(null=True)),
                ("output_tokens", models.IntegerField()),
                ("cost_usd", models.DecimalField(decimal_places=8, max_digits=14, null=True)),
                ("estimated", models.BooleanField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["user", "day"], name="usage_of_day")],
            },
        ),
        *owned_table("coaching_usage", logged=False),
    ]
