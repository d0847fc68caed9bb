"""Nobody reads or writes another's rows, whatever the code above forgets."""

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from fithub.accounts.models import Profile, User
from fithub.body.models import Target
from fithub.core.models import Change, ChangeSet
from tests.people import Person

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
    from django.utils import timezone

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
