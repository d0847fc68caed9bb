"""Conversations and their turns. A turn is no change of a person's record, so neither is logged."""

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
            name="Conversation",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("title", models.CharField(blank=True, max_length=120)),
                ("created_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Turn",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("key", models.CharField(max_length=100)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("running", "Running"),
                            ("complete", "Complete"),
                            ("needs_approval", "Needs Approval"),
                            ("interrupted", "Interrupted"),
                            ("failed", "Failed"),
                        ],
                        default="running",
                        max_length=14,
                    ),
                ),
                ("asked", models.TextField()),
                ("answer", models.TextField(blank=True)),
                ("trace", fithub.core.wire.DecimalJSON(default=list)),
                ("receipts", fithub.core.wire.DecimalJSON(default=list)),
                ("drafts", fithub.core.wire.DecimalJSON(default=list)),
                ("error", models.CharField(blank=True, max_length=60)),
                ("model", models.CharField(blank=True, max_length=100)),
                ("offline", models.BooleanField(default=True)),
                ("prompt_version", models.CharField(blank=True, max_length=64)),
                ("input_tokens", models.IntegerField(null=True)),
                ("output_tokens", models.IntegerField(null=True)),
                ("started_at", models.DateTimeField()),
                ("lease_until", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "conversation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="turns", to="coaching.conversation"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(fields=["user", "-created_at"], name="conversation_newest"),
        ),
        migrations.AddIndex(
            model_name="turn",
            index=models.Index(fields=["conversation", "-id"], name="turn_newest"),
        ),
        migrations.AddConstraint(
            model_name="turn",
            constraint=models.UniqueConstraint(fields=("user", "key"), name="turn_once"),
        ),
        migrations.AddConstraint(
            model_name="turn",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "running")), fields=("conversation",), name="one_turn_at_a_time"
            ),
        ),
        *owned_table("coaching_conversation", logged=False),
        *owned_table("coaching_turn", logged=False),
    ]
