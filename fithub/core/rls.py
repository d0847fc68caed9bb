"""The migration operations that make a table an owned one: row-level security, and the change log's trigger."""

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
