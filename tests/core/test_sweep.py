"""Sweeping removes what has expired, of everybody, and nothing else."""

import psycopg

from fithub.core.jobs import enqueue
from fithub.core.sweep import sweep
from tests.people import Person


def test_only_what_has_expired_goes(alice: Person, bob: Person, owner_url: str) -> None:
    for person in (alice, bob):
        with person.acting():
            ended = enqueue(user_id=person.user_id, kind="sing")
        person.post(f"/jobs/{ended.pk}/cancel")
        assert (
            person.post("/targets", {"nutrients": {"protein_g": {"min": 60}}}, Idempotency_Key="k").status_code == 201
        )
    with psycopg.connect(owner_url) as owner:
        owner.execute("UPDATE core_once SET created_at = now() - interval '8 days' WHERE user_id = %s", [alice.user_id])
        owner.execute(
            "UPDATE accounts_refreshtoken SET expires_at = now() - interval '2 days' WHERE user_id = %s",
            [alice.user_id],
        )
        owner.execute(
            "UPDATE core_job SET finished_at = now() - interval '31 days' WHERE user_id = %s", [alice.user_id]
        )
    removed = sweep()
    assert removed["core_once"] >= 1
    assert removed["accounts_refreshtoken"] >= 1
    with psycopg.connect(owner_url) as owner:
        for table in removed:
            left = owner.execute(
                f"SELECT count(*) FILTER (WHERE user_id = %s), count(*) FILTER (WHERE user_id = %s) FROM {table}",
                [alice.user_id, bob.user_id],
            ).fetchone()
            assert left == (0, 1), table
