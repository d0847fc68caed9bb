"""What providers took is swept once it is old: the sweep sees rows of days that nothing shows any more, and no other. Additive."""

from django.db import migrations

# GET /me/usage shows 30 days; how many more are kept is the operator's setting.
_OLD = "app_user_id() IS NULL AND current_setting('app.sweeping', true) = 'on' AND day < (now() AT TIME ZONE 'UTC')::date - 31"


class Migration(migrations.Migration):
    dependencies = [("coaching", "0008_photos")]

    operations = [
        migrations.RunSQL(
            f"""
            CREATE POLICY coaching_usage_old ON coaching_usage FOR SELECT USING ({_OLD});
            CREATE POLICY coaching_usage_swept ON coaching_usage FOR DELETE USING ({_OLD});
            """,
            """
            DROP POLICY coaching_usage_old ON coaching_usage;
            DROP POLICY coaching_usage_swept ON coaching_usage;
            """,
        )
    ]
