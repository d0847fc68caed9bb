"""Operators: whose accounts they are is the owner's to say, not the application's."""

from django.db import migrations, models

GUARD = """
CREATE FUNCTION accounts_guard_staff() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.is_staff AND current_user = 'fithub_app' AND (TG_OP = 'INSERT' OR NOT OLD.is_staff) THEN
        RAISE insufficient_privilege USING MESSAGE = 'the application makes nobody an operator';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_user_staff BEFORE INSERT OR UPDATE ON accounts_user
FOR EACH ROW WHEN (NEW.is_staff) EXECUTE FUNCTION accounts_guard_staff();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_count_activity")]
    operations = [
        migrations.AddField(
            model_name="user", name="is_staff", field=models.BooleanField(db_default=False, default=False)
        ),
        migrations.RunSQL(
            GUARD, "DROP TRIGGER accounts_user_staff ON accounts_user; DROP FUNCTION accounts_guard_staff();"
        ),
    ]
