"""Summaries, when they are wanted and when they are due. None but the settings is a change of a person's record."""

import datetime

import django.db.models.deletion
from django.db import migrations, models

import fithub.core.ids
import fithub.core.wire
from fithub.core.rls import owned_table

# A person's two rows come with their profile; a change of zone, day start or settings asks for a look at once. Switching a
# kind on, or a pause on or off, lets it go on from now; any other change keeps the period that comes next.
AWAIT = """
CREATE FUNCTION coaching_await() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO coaching_due (id, user_id, kind, next_at)
    SELECT gen_random_uuid(), NEW.user_id, kind, 'epoch' FROM unnest(ARRAY['daily', 'weekly']) AS kind
    ON CONFLICT (user_id, kind) DO NOTHING;
    RETURN NULL;
END $$;
CREATE FUNCTION coaching_moved() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE coaching_due SET next_at = 'epoch', claimed_until = NULL WHERE user_id = NEW.user_id AND next_at IS NOT NULL;
    RETURN NULL;
END $$;
CREATE FUNCTION coaching_resettled() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE coaching_due SET next_at = 'epoch', claimed_until = NULL, period = CASE
        WHEN NEW.paused_until IS DISTINCT FROM OLD.paused_until THEN NULL
        WHEN kind = 'daily' AND COALESCE(NEW.daily, true) AND NOT COALESCE(OLD.daily, true) THEN NULL
        WHEN kind = 'weekly' AND COALESCE(NEW.weekly, true) AND NOT COALESCE(OLD.weekly, true) THEN NULL
        ELSE period END
    WHERE user_id = COALESCE(NEW.user_id, OLD.user_id);
    RETURN NULL;
END $$;
CREATE TRIGGER coaching_profile_made AFTER INSERT ON accounts_profile FOR EACH ROW EXECUTE FUNCTION coaching_await();
CREATE TRIGGER coaching_profile_moved AFTER UPDATE OF time_zone, day_start ON accounts_profile FOR EACH ROW
    WHEN (OLD.time_zone <> NEW.time_zone OR OLD.day_start <> NEW.day_start) EXECUTE FUNCTION coaching_moved();
CREATE TRIGGER coaching_coachsettings_changed AFTER INSERT OR UPDATE OR DELETE ON coaching_coachsettings
    FOR EACH ROW EXECUTE FUNCTION coaching_resettled();
"""
AWAIT_NO_MORE = """
DROP TRIGGER coaching_coachsettings_changed ON coaching_coachsettings;
DROP TRIGGER coaching_profile_moved ON accounts_profile;
DROP TRIGGER coaching_profile_made ON accounts_profile;
DROP FUNCTION coaching_resettled(); DROP FUNCTION coaching_moved(); DROP FUNCTION coaching_await();
"""

# Whoever says at which instant it is asked (fithub.coaching.claiming) sees what is due by then, of everybody: ids and times.
SEEN = """
CREATE FUNCTION coaching_asked_at() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('app.summaries_due_at', true), '')::timestamptz;
CREATE POLICY coaching_due_seen ON coaching_due FOR SELECT USING (next_at <= coaching_asked_at());
CREATE POLICY coaching_due_claimed ON coaching_due FOR UPDATE USING (next_at <= coaching_asked_at());
"""
UNSEEN = """
DROP POLICY coaching_due_claimed ON coaching_due;
DROP POLICY coaching_due_seen ON coaching_due;
DROP FUNCTION coaching_asked_at();
"""

# Everybody's at once: the owner of the tables is under their policies too, but for this statement.
TABLES = ("accounts_profile", "coaching_due")
AWAIT_ALL = f"""
{"".join(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;" for table in TABLES)}
INSERT INTO coaching_due (id, user_id, kind, next_at)
SELECT gen_random_uuid(), p.user_id, kind, 'epoch' FROM accounts_profile p, unnest(ARRAY['daily', 'weekly']) AS kind;
SET CONSTRAINTS ALL IMMEDIATE;
{"".join(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;" for table in TABLES)}
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("coaching", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="turn",
            name="about",
            field=fithub.core.wire.DecimalJSON(db_default={}, default=dict),
        ),
        migrations.CreateModel(
            name="CoachSettings",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("daily", models.BooleanField(default=True)),
                ("daily_at", models.TimeField(default=datetime.time(7, 0))),
                ("weekly", models.BooleanField(default=True)),
                (
                    "weekly_on",
                    models.CharField(
                        choices=[
                            ("monday", "Monday"),
                            ("tuesday", "Tuesday"),
                            ("wednesday", "Wednesday"),
                            ("thursday", "Thursday"),
                            ("friday", "Friday"),
                            ("saturday", "Saturday"),
                            ("sunday", "Sunday"),
                        ],
                        default="monday",
                        max_length=9,
                    ),
                ),
                ("weekly_at", models.TimeField(default=datetime.time(8, 0))),
                ("mail_daily", models.BooleanField(default=False)),
                ("mail_weekly", models.BooleanField(default=False)),
                ("quiet_from", models.TimeField(null=True)),
                ("quiet_to", models.TimeField(null=True)),
                ("paused_until", models.DateTimeField(null=True)),
                ("not_when_nothing_logged", models.BooleanField(default=True)),
                ("backfill", models.BooleanField(default=True)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Due",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.CharField(max_length=6)),
                ("period", models.DateField(null=True)),
                ("next_at", models.DateTimeField(null=True)),
                ("claimed_until", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["next_at"], name="due_next")],
                "constraints": [models.UniqueConstraint(fields=("user", "kind"), name="due_once_per_kind")],
            },
        ),
        migrations.CreateModel(
            name="Summary",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.CharField(max_length=6)),
                ("first_date", models.DateField()),
                ("last_date", models.DateField()),
                ("state", models.CharField(choices=[("ready", "Ready"), ("skipped", "Skipped")], max_length=7)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("final", models.BooleanField()),
                ("title", models.CharField(max_length=120)),
                ("digest", fithub.core.wire.DecimalJSON(default=dict)),
                ("sentences", fithub.core.wire.DecimalJSON(default=list)),
                ("model", models.CharField(blank=True, max_length=100)),
                ("offline", models.BooleanField(default=True)),
                ("prompt_version", models.CharField(blank=True, max_length=64)),
                ("input_tokens", models.IntegerField(null=True)),
                ("output_tokens", models.IntegerField(null=True)),
                ("made_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                ("mailed_at", models.DateTimeField(null=True)),
                ("rating", models.CharField(blank=True, choices=[("up", "Up"), ("down", "Down")], max_length=4)),
                ("feedback", models.CharField(blank=True, max_length=1000)),
                (
                    "turn",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.DB_SET_NULL, related_name="+", to="coaching.turn"
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
                "indexes": [models.Index(fields=["user", "-first_date", "-id"], name="summary_newest")],
                "constraints": [models.UniqueConstraint(fields=("user", "kind", "first_date"), name="summary_once")],
            },
        ),
        *owned_table("coaching_coachsettings"),
        *owned_table("coaching_due", logged=False),
        *owned_table("coaching_summary", logged=False),
        migrations.RunSQL(AWAIT, AWAIT_NO_MORE),
        migrations.RunSQL(SEEN, UNSEEN),
        migrations.RunSQL(AWAIT_ALL, migrations.RunSQL.noop),
    ]
