"""Photos of progress."""

import django.db.models.deletion
from django.db import migrations, models

import fithub.core.ids
from fithub.core.rls import owned_table


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_count_activity"),
        ("body", "0004_goals"),
    ]

    operations = [
        migrations.CreateModel(
            name="PhotoFile",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("processing", "Processing"), ("ready", "Ready"), ("failed", "Failed")],
                        default="processing",
                        max_length=10,
                    ),
                ),
                ("error_code", models.CharField(blank=True, max_length=40)),
                ("width", models.PositiveIntegerField(null=True)),
                ("height", models.PositiveIntegerField(null=True)),
                ("created_at", models.DateTimeField()),
                ("unused_since", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        *owned_table("body_photofile", logged=False),
        migrations.CreateModel(
            name="Photo",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "pose",
                    models.CharField(
                        choices=[("front", "Front"), ("side", "Side"), ("back", "Back"), ("other", "Other")],
                        default="front",
                        max_length=5,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                ("taken_at", models.DateTimeField()),
                ("local_date", models.DateField()),
                ("local_time", models.TimeField()),
                ("time_zone", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="photo", to="body.photofile"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["user", "taken_at", "id"], name="photo_newest")],
            },
        ),
        *owned_table("body_photo"),
    ]
