"""Accounts, profiles and sessions, each seen by its person only."""

import datetime

import django.db.models.deletion
from django.db import migrations, models

import fithub.core.ids
from fithub.core.rls import owned_table


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_ground"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField()),
                ("registration_key", models.CharField(blank=True, max_length=255)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Profile",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(blank=True, max_length=100)),
                ("time_zone", models.CharField(default="UTC", max_length=64)),
                (
                    "units",
                    models.CharField(
                        choices=[("metric", "Metric"), ("us", "Us"), ("uk", "Uk")], default="metric", max_length=6
                    ),
                ),
                ("locale", models.CharField(default="en", max_length=35)),
                ("day_start", models.TimeField(default=datetime.time(4, 0))),
                ("sex", models.CharField(choices=[("female", "Female"), ("male", "Male")], max_length=6, null=True)),
                ("birth_date", models.DateField(null=True)),
                ("height_cm", models.DecimalField(decimal_places=1, max_digits=4, null=True)),
                (
                    "activity",
                    models.CharField(
                        choices=[
                            ("sedentary", "Sedentary"),
                            ("light", "Light"),
                            ("moderate", "Moderate"),
                            ("active", "Active"),
                            ("very_active", "Very Active"),
                        ],
                        max_length=11,
                        null=True,
                    ),
                ),
                (
                    "autonomy",
                    models.CharField(
                        choices=[
                            ("always_ask", "Always Ask"),
                            ("ask_when_unsure", "Ask When Unsure"),
                            ("just_do_it", "Just Do It"),
                        ],
                        default="ask_when_unsure",
                        max_length=15,
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="profile", to="accounts.user"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RefreshToken",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("family", models.UUIDField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                ("used_key", models.CharField(blank=True, max_length=255)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["user", "family"], name="refresh_family")],
            },
        ),
        *owned_table("accounts_user", owner="id", logged=False),
        # While somebody signs in, the account with the address they gave can be seen (fithub.core.ownership.signing_in).
        migrations.RunSQL(
            "CREATE POLICY accounts_user_signing_in ON accounts_user FOR SELECT"
            " USING (email = NULLIF(current_setting('app.login_email', true), ''))",
            "DROP POLICY accounts_user_signing_in ON accounts_user",
        ),
        *owned_table("accounts_profile"),
        *owned_table("accounts_refreshtoken", logged=False),
        # What has expired may be swept by anybody: `DELETE FROM …` without a person removes these rows and no others.
        migrations.RunSQL(
            "CREATE POLICY accounts_refreshtoken_swept ON accounts_refreshtoken FOR DELETE"
            " USING (expires_at < now() - interval '1 day')",
            "DROP POLICY accounts_refreshtoken_swept ON accounts_refreshtoken",
        ),
    ]
