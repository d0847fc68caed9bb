"""Nobody reads or writes another's rows, whatever the code above forgets."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from fithub.accounts.models import Profile, User
from fithub.body.models import Target
from fithub.core.errors import Conflict
from fithub.core.models import Change, ChangeSet
from fithub.planning.models import Meal
from tests.belongings import ids, owner, rows_of
from tests.people import Person

__all__ = ["ids", "owner"]
# Tables that somebody with one of everything has nothing in: what operators do, and what is held back of a food from outside.
UNUSED = {"django_admin_log", "sources_ownbarcode"}
# Tables that hold nothing of a person's.
COMMON = {
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "django_content_type",
    "django_session",
    "django_migrations",
    "foods_category",
    "foods_word",
    "foods_catalogueload",
    "foods_brandedname",
    "foods_cataloguename",
    "foods_cataloguestate",
    "sources_import",
    "sources_barcode",
    "sources_heldback",
    "sources_lookup",
    "jobs_deadletter",
    "jobs_tick",
}


def test_every_table_with_people_in_it_is_secured(owner_url: str) -> None:
    with psycopg.connect(owner_url) as owner:
        rows = owner.execute(
            "SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class"
            " WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
        ).fetchall()
    assert {name for name, secured in rows if not secured} == COMMON


def test_the_application_owns_nothing_and_cannot_get_past(owner_url: str) -> None:
    with psycopg.connect(owner_url) as owner:
        role = owner.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = 'fithub_app'"
        ).fetchone()
        owned = owner.execute("SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = 'fithub_app'").fetchone()
        member = owner.execute(
            "SELECT count(*) FROM pg_auth_members WHERE member = (SELECT oid FROM pg_roles WHERE rolname = 'fithub_app')"
        ).fetchone()
    assert role == (False, False, False, False)
    assert owned == (0,)
    assert member == (0,)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, session_user")
        assert cursor.fetchone() == ("fithub_app", "fithub_app")


def test_without_a_person_no_owned_row_is_seen(alice: Person) -> None:
    with transaction.atomic():
        assert User.objects.count() == 0
        assert Profile.objects.count() == 0
        assert ChangeSet.objects.count() == 0


def test_as_one_person_another_does_not_exist(alice: Person, bob: Person) -> None:
    with alice.acting():
        assert [user.pk for user in User.objects.all()] == [alice.user_id]
        assert Profile.objects.filter(user_id=bob.user_id).update(name="taken") == 0
        assert User.objects.filter(pk=bob.user_id).delete()[0] == 0
    with bob.acting():
        assert Profile.objects.get().name == ""


def test_a_row_cannot_be_planted_on_another(alice: Person, bob: Person) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), alice.acting():
        Target.objects.create(user_id=bob.user_id, effective_from="2026-01-01", nutrients={}, created_at=timezone.now())


def test_the_log_cannot_be_written_by_the_application(alice: Person) -> None:
    alice.patch("/me", {"name": "Alice"})
    with pytest.raises(ProgrammingError, match="permission denied"), alice.acting():
        Change.objects.all().delete()
    with pytest.raises(ProgrammingError, match="permission denied"), alice.acting():
        ChangeSet.objects.update(actor="somebody")


def test_the_person_of_a_transaction_does_not_outlive_it(alice: Person) -> None:
    with alice.acting():
        assert Profile.objects.count() == 1
    assert Profile.objects.count() == 0


@contextmanager
def as_the_application(person: Person | None) -> Iterator[Any]:
    """A cursor of the application's role as a person, or as nobody; whatever it does is taken back."""
    with transaction.atomic(), connection.cursor() as cursor:
        if person is not None:
            cursor.execute("SELECT set_config('app.user_id', %s, true)", [str(person.user_id)])
        yield cursor
        transaction.set_rollback(True)


def test_no_table_gives_anothers_rows_to_any_statement(
    owner: Person, ids: dict[str, str], bob: Person, owner_url: str
) -> None:
    """By the tables that there are, not by a list: whichever comes later is tried too."""
    before = rows_of(owner, owner_url)
    assert {table for table, rows in before.items() if not rows} <= UNUSED
    for person in (bob, None):
        for table, rows in before.items():
            name = connection.ops.quote_name(table)
            with as_the_application(person) as cursor:
                cursor.execute(f"SELECT count(*) FROM {name} WHERE user_id = %s", [owner.user_id])
                assert cursor.fetchone() == (0,), table
            for statement in (
                f"UPDATE {name} SET user_id = user_id WHERE user_id = %s",
                f"DELETE FROM {name} WHERE user_id = %s",
            ):
                with as_the_application(person) as cursor, suppress(ProgrammingError):
                    cursor.execute(statement, [owner.user_id])
                    assert cursor.rowcount == 0, statement
            for row in rows[:1]:
                with as_the_application(person) as cursor, pytest.raises(ProgrammingError) as refused:
                    cursor.execute(f"INSERT INTO {name} SELECT * FROM jsonb_populate_record(NULL::{name}, %s)", [row])
                assert re.search("row-level security|permission denied", str(refused.value)), table
    assert rows_of(owner, owner_url) == before


def test_no_row_of_ones_own_can_be_given_to_another(owner: Person, ids: dict[str, str], bob: Person) -> None:
    """Nor can what is one's own be handed over: of every table that may be changed."""
    for table in sorted(_written()):
        name = connection.ops.quote_name(table)
        with as_the_application(owner) as cursor:
            cursor.execute(f"SELECT count(*) FROM {name} WHERE user_id = %s", [owner.user_id])
            if cursor.fetchone() == (0,):
                assert table in UNUSED, table
                continue
            with pytest.raises(ProgrammingError) as refused:
                cursor.execute(f"UPDATE {name} SET user_id = %s WHERE user_id = %s", [bob.user_id, owner.user_id])
            assert re.search("row-level security|permission denied", str(refused.value)), table


def _written() -> set[str]:
    """The tables with a person in them that the application may change."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'user_id'"
            " AND has_table_privilege(current_user, quote_ident(table_name), 'UPDATE')"
        )
        return {name for (name,) in cursor.fetchall()}


# Every foreign key from one table with people in it to another, and whether it has the trigger of `own_reference`.
REFERENCES = """
    SELECT f.conrelid::regclass::text, a.attname, f.confrelid::regclass::text, EXISTS (
        SELECT FROM pg_trigger t WHERE t.tgrelid = f.conrelid AND t.tgenabled = 'O' AND t.tgdeferrable
        AND t.tgname = f.conrelid::regclass || '_' || a.attname || '_own'
    )
    FROM pg_constraint f JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
    WHERE f.contype = 'f' AND a.attname <> 'user_id' AND (
        SELECT count(*) FROM pg_attribute p WHERE p.attname = 'user_id' AND p.attrelid IN (f.conrelid, f.confrelid)
    ) = CASE WHEN f.conrelid = f.confrelid THEN 1 ELSE 2 END
    ORDER BY 1, 2
"""


def test_every_foreign_key_between_owned_tables_is_held_to_one_person(owner_url: str) -> None:
    with psycopg.connect(owner_url) as look:
        found = look.execute(REFERENCES).fetchall()
    assert len(found) >= 30
    missing = [tuple(names) for *names, held in found if not held]
    assert not missing, "give each an `own_reference` (fithub.core.rls) in its migration"


def test_no_row_of_ones_own_leads_to_anothers(owner: Person, ids: dict[str, str], bob: Person, owner_url: str) -> None:
    """By every foreign key that there is: SQL as a person, who turns one of their rows to somebody else's."""
    with psycopg.connect(owner_url) as look:
        for table, column, to, _ in look.execute(REFERENCES).fetchall():
            bobs = str(uuid4())
            # Bob has such a row as well; who may write the table at all tries, and else the tables' owner.
            look.execute("SET LOCAL session_replication_role = replica")
            look.execute(
                f"INSERT INTO {to} SELECT r.* FROM (SELECT * FROM {to} WHERE user_id = %s LIMIT 1) t,"
                f" jsonb_populate_record(NULL::{to}, to_jsonb(t) || jsonb_build_object("
                "'id', %s::text, 'food_id', %s::text, 'user_id', %s::text)) r",
                [owner.user_id, bobs, bobs, str(bob.user_id)],
            )
            look.execute("SET LOCAL session_replication_role = origin")
            look.execute("SELECT set_config('app.user_id', %s, true)", [str(owner.user_id)])
            written = look.execute(
                "SELECT has_column_privilege('fithub_app', %s, %s, 'UPDATE')", [table, column]
            ).fetchone()
            if written == (True,):
                look.execute("SET LOCAL ROLE fithub_app")
            turned = look.execute(
                f"UPDATE {table} SET {column} = %s WHERE ctid ="
                f" (SELECT ctid FROM {table} WHERE user_id = %s ORDER BY {column} IS NULL LIMIT 1)",
                [bobs, owner.user_id],
            )
            assert turned.rowcount == (0 if table in UNUSED else 1), table
            if turned.rowcount:
                with pytest.raises(psycopg.errors.ForeignKeyViolation, match="no row of the same person"):
                    look.execute("SET CONSTRAINTS ALL IMMEDIATE")
            look.rollback()


def test_what_leads_to_anothers_is_refused_as_if_it_were_gone(alice: Person, bob: Person) -> None:
    diet = alice.post("/diets", {"name": "Lean"}).json()["id"]
    at = timezone.now()
    planted = Meal(user_id=bob.user_id, diet_id=diet, name="Planted", slot="lunch", local_time="12:00", starts_on=at)
    planted.created_at = planted.updated_at = at
    with pytest.raises(Conflict) as refused, bob.acting():
        planted.save()
    assert refused.value.code == "gone_meanwhile"
    assert bob.get("/meals").json()["items"] == []
