"""What waits for a person's yes."""

import django.db.models.deletion
from django.db import migrations, models

import fithub.core.ids
import fithub.core.wire
from fithub.core.rls import own_reference, owned_table


class Migration(migrations.Migration):
    dependencies = [
        ("coaching", "0005_gist"),
        ("accounts", "0004_operators"),
    ]

    operations = [
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("call_id", models.CharField(blank=True, max_length=100)),
                ("tool", models.CharField(max_length=60)),
                ("arguments", fithub.core.wire.DecimalJSON(default=dict)),
                ("summary", models.TextField()),
                ("changes", fithub.core.wire.DecimalJSON(default=list)),
                ("said", fithub.core.wire.DecimalJSON(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("approved", "Approved"),
                            ("declined", "Declined"),
                            ("expired", "Expired"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=1000)),
                ("receipt", fithub.core.wire.DecimalJSON(null=True)),
                ("answered_in", models.UUIDField(null=True)),
                ("proposal_id", models.UUIDField(null=True)),
                (
                    "turn",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.DB_CASCADE,
                        related_name="approvals",
                        to="coaching.turn",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["user", "-id"], name="approval_newest")],
            },
        ),
        *owned_table("coaching_approval"),
        own_reference("coaching_approval", "turn_id", "coaching_turn"),
    ]
