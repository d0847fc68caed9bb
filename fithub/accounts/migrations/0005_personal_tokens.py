"""Personal access tokens: each seen by its person, and by whoever shows its secret."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import fithub.core.ids
from fithub.core.rls import owned_table


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_operators")]

    operations = [
        migrations.CreateModel(
            name="PersonalToken",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=100)),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None),
                ),
                ("prefix", models.CharField(max_length=20)),
                ("secret_hash", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["user", "-id"], name="personal_token_newest")]},
        ),
        # Not in the change log: the hash would be told, and an undo would bring back what was revoked.
        *owned_table("accounts_personaltoken", logged=False),
        # While somebody signs in with one, the row whose secret was shown can be seen (fithub.core.ownership.showing_secret).
        migrations.RunSQL(
            "CREATE POLICY accounts_personaltoken_shown ON accounts_personaltoken FOR SELECT"
            " USING (secret_hash = NULLIF(current_setting('app.secret_hash', true), ''))",
            "DROP POLICY accounts_personaltoken_shown ON accounts_personaltoken",
        ),
    ]
