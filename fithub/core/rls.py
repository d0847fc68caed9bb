"""The migration operations that make a table an owned one: row-level security, the change log's trigger, what it may lead to."""

from django.db import migrations


def owned_table(
    table: str, *, owner: str = "user_id", logged: bool = True, shared: bool = False, writable: bool = True
) -> list[migrations.RunSQL]:
    """What every owned table's migration runs right after CREATE TABLE; reversible.

    `owner`: the column that holds the person. `logged`: whether changes go to the change log (False only for what a person
    would not call their data: tokens, replay keys, the log itself). `shared`: rows without an owner may be read by everyone.
    `writable`: whether the application's role may write at all.
    """
    mine = f"{owner} = app_user_id()"
    reads = f"{mine} OR {owner} IS NULL" if shared else mine
    operations = [
        migrations.RunSQL(
            f"""
            ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
            ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
            CREATE POLICY {table}_reads ON {table} FOR SELECT USING ({reads});
            CREATE POLICY {table}_inserts ON {table} FOR INSERT WITH CHECK ({mine});
            CREATE POLICY {table}_updates ON {table} FOR UPDATE USING ({mine}) WITH CHECK ({mine});
            CREATE POLICY {table}_deletes ON {table} FOR DELETE USING ({mine});
            """,
            f"""
            DROP POLICY {table}_reads ON {table};
            DROP POLICY {table}_inserts ON {table};
            DROP POLICY {table}_updates ON {table};
            DROP POLICY {table}_deletes ON {table};
            ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
            ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
            """,
        )
    ]
    if writable:
        operations.append(
            migrations.RunSQL(
                f"GRANT INSERT, UPDATE, DELETE ON {table} TO fithub_app",
                f"REVOKE INSERT, UPDATE, DELETE ON {table} FROM fithub_app",
            )
        )
    if logged:
        operations.append(
            migrations.RunSQL(
                f"""
                CREATE TRIGGER {table}_log AFTER INSERT OR UPDATE OR DELETE ON {table}
                FOR EACH ROW EXECUTE FUNCTION core_log_change('{owner}');
                """,
                f"DROP TRIGGER {table}_log ON {table};",
            )
        )
    return operations


def own_reference(table: str, column: str, to: str) -> migrations.RunSQL:
    """A foreign key of an owned table to another one leads to a row of the same person's, or to everybody's; reversible.

    Row-level security does not hold for what a foreign key looks at, so that a row of one's own could lead to anybody's and go
    with it. Judged as foreign keys are, when the transaction ends: undo and redo write rows in the order of the log. It asks as
    whoever writes, locks the table no longer than it takes to make a trigger, and looks at no row that was there before.
    """
    name = f"{table}_{column}_own"
    return migrations.RunSQL(
        f"""
        CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            -- What has changed again since is judged as it was left.
            IF NOT EXISTS (
                SELECT FROM {to} t WHERE t.id = NEW.{column} AND (t.user_id = NEW.user_id OR t.user_id IS NULL)
            ) AND EXISTS (
                SELECT FROM {table} t WHERE t.{column} = NEW.{column} AND t.user_id = NEW.user_id
            ) THEN
                RAISE EXCEPTION '% of % leads to no row of the same person', TG_ARGV[0], TG_TABLE_NAME
                    USING ERRCODE = 'foreign_key_violation', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_NAME;
            END IF;
            RETURN NULL;
        END $$;
        DROP TRIGGER IF EXISTS {name} ON {table};
        CREATE CONSTRAINT TRIGGER {name} AFTER INSERT OR UPDATE OF {column}, user_id ON {table}
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
        WHEN (NEW.{column} IS NOT NULL AND NEW.user_id IS NOT NULL) EXECUTE FUNCTION {name}('{column}');
        """,  # noqa: S608 (names of a migration's)
        f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();",
    )
