"""What the owned tables of every app stand on: extensions, the application's role, who is asking, and the change log's trigger."""

from django.db import migrations

EXTENSIONS = ("vector", "pg_trgm", "unaccent", "citext")

ROLE = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'fithub_app') THEN
        CREATE ROLE fithub_app NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
    END IF;
END $$;
GRANT USAGE ON SCHEMA public TO fithub_app;
GRANT SELECT ON django_migrations TO fithub_app;
-- Reading is the default; the right to write comes with row-level security (fithub.core.rls.owned_table).
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO fithub_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO fithub_app;
"""

# The role itself stays: other databases of the same server may use it.
NO_ROLE = """
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT ON TABLES FROM fithub_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE USAGE ON SEQUENCES FROM fithub_app;
REVOKE SELECT ON django_migrations FROM fithub_app;
REVOKE USAGE ON SCHEMA public FROM fithub_app;
"""

WHO = """
CREATE FUNCTION app_user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('app.user_id', true), '')::uuid;
"""

# SECURITY DEFINER: the application's role may read the log and may not write it.
LOG = """
CREATE SEQUENCE core_changeset_order;
CREATE FUNCTION core_log_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    old_row jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
    new_row jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
    any_row jsonb := COALESCE(new_row, old_row);
    owner uuid := (any_row ->> TG_ARGV[0])::uuid;
    set_id uuid := NULLIF(current_setting('app.change_set', true), '')::uuid;
BEGIN
    IF owner IS NULL OR old_row = new_row OR current_setting('app.erasing', true) = 'on' THEN
        RETURN NULL;
    END IF;
    IF set_id IS NULL THEN
        set_id := gen_random_uuid();
        PERFORM set_config('app.change_set', set_id::text, true);
    END IF;
    INSERT INTO core_changeset (id, sequence, user_id, at, actor, turn_id, reason, reverses_id)
    VALUES (
        set_id,
        nextval('core_changeset_order'),
        owner,
        COALESCE(NULLIF(current_setting('app.now', true), '')::timestamptz, now()),
        COALESCE(NULLIF(current_setting('app.actor', true), ''), 'system'),
        NULLIF(current_setting('app.turn_id', true), '')::uuid,
        COALESCE(current_setting('app.reason', true), ''),
        NULLIF(current_setting('app.reverses', true), '')::uuid
    )
    ON CONFLICT (id) DO NOTHING;
    INSERT INTO core_change (change_set_id, user_id, table_name, row_id, before, after)
    VALUES (set_id, owner, TG_TABLE_NAME, (any_row ->> 'id')::uuid, old_row, new_row);
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    initial = True
    operations = [
        *(migrations.RunSQL(f"CREATE EXTENSION IF NOT EXISTS {name}", migrations.RunSQL.noop) for name in EXTENSIONS),
        migrations.RunSQL(ROLE, NO_ROLE),
        migrations.RunSQL(WHO, "DROP FUNCTION app_user_id()"),
        migrations.RunSQL(LOG, "DROP FUNCTION core_log_change(); DROP SEQUENCE core_changeset_order;"),
    ]
