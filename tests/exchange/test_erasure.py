"""Who leaves leaves nothing: no row of any table, no file, no key."""

import os
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.files.storage import storages
from redis import Redis

from fithub.exchange.models import Export, Import
from fithub.exchange.sweeping import sweep_exchange
from tests.exchange import files
from tests.exchange.test_exports import export, live
from tests.exchange.test_imports import send, take
from tests.people import PASSWORD, Person, new_client


def rows_with(owner_url: str, person: Person) -> dict[str, int]:
    """In how many rows of each table the person's id stands, in whatever column."""
    with psycopg.connect(owner_url) as owner:
        tables = owner.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        ).fetchall()
        skipped = {
            "foods_food",
            "foods_foodvector",
            "foods_portion",
            "foods_word",
            "foods_cataloguename",
            "foods_brandedname",
        }
        counts = {}
        for (table,) in tables:
            mine = (
                "user_id = %(id)s::uuid"
                if table in skipped
                else "strpos(t::text, %(id)s) > 0 OR strpos(t::text, %(email)s) > 0"
            )
            if table in {"foods_word", "foods_cataloguename", "foods_brandedname"}:
                continue
            found = owner.execute(
                f"SELECT count(*) FROM {table} t WHERE {mine}", {"id": str(person.user_id), "email": person.email}
            ).fetchone()
            counts[table] = found[0] if found else 0
    return {table: count for table, count in counts.items() if count}


def files_of(person: Person) -> list[str]:
    root = Path(storages["private"].path(""))
    return [str(path) for path in root.rglob("*") if str(person.user_id) in str(path)]


def keys_of(person: Person) -> list[Any]:
    redis = Redis.from_url(settings.REDIS_URL, decode_responses=True)
    return [key for key in redis.scan_iter("*", count=1_000) if str(person.user_id) in key]


def test_who_leaves_leaves_no_row_no_file_and_no_key(owner_url: str, bob: Person) -> None:
    alice = Person.register(now="2026-05-20T12:00:00+00:00")
    live(alice)
    send(alice, files.my_fitness_pal(), "mfp.zip")
    export(alice, "fhir")
    conversation = alice.post("/conversations").json()["id"]
    said = alice.post(f"/conversations/{conversation}/messages", {"text": "two eggs"}, Accept="application/json")
    assert said.status_code == 200, said.content
    take(bob, files.cronometer())
    assert files_of(alice)
    assert keys_of(alice)
    assert len(rows_with(owner_url, alice)) > 12
    others = files_of(bob)
    assert alice.delete("/me").status_code == 204
    assert rows_with(owner_url, alice) == {}
    assert files_of(alice) == []
    assert keys_of(alice) == []
    assert files_of(bob) == others
    again = new_client().post(
        "/api/v1/auth/register", {"email": alice.email, "password": PASSWORD}, content_type="application/json"
    )
    assert again.status_code == 201
    back = Person(alice.email, alice.user_id, again.json()["access"], again.json()["refresh"])
    for path in ("/entries", "/imports", "/exports", "/measurements", "/jobs"):
        assert back.get(path).json()["items"] == [], path
    assert send(alice, files.cronometer()).json()["code"] == "account_gone"
    assert files_of(alice) == []


def test_what_has_expired_is_swept_with_its_file(alice: Person) -> None:
    send(alice, files.cronometer())
    old = Person.register(now="2026-01-20T12:00:00+00:00")
    sent = send(old, files.cronometer())
    assert sent.status_code == 201
    with psycopg.connect(os.environ["FITHUB_TEST_OWNER_URL"]) as owner:
        owner.execute(
            "UPDATE exchange_import SET expires_at = now() - interval '1 day' WHERE user_id = %s", [old.user_id]
        )
    assert sweep_exchange() >= 1
    assert old.get("/imports").json()["items"] == []
    assert files_of(old) == [] or not any(Path(path).is_file() for path in files_of(old))
    assert len(alice.get("/imports").json()["items"]) == 1
    assert any(Path(path).is_file() for path in files_of(alice))


def test_another_person_sees_no_expired_row(alice: Person, bob: Person) -> None:
    send(alice, files.cronometer())
    with psycopg.connect(os.environ["FITHUB_TEST_OWNER_URL"]) as owner:
        owner.execute(
            "UPDATE exchange_import SET expires_at = now() - interval '1 day' WHERE user_id = %s", [alice.user_id]
        )
    with bob.acting():
        assert Import.objects.count() == 0
        assert Export.objects.count() == 0
        assert Import.objects.all().delete()[0] == 0
    with pytest.raises(Import.DoesNotExist), bob.acting():
        Import.objects.get(user_id=alice.user_id)
