"""Registering, signing in, renewing and signing out, over HTTP."""

from typing import Any
from uuid import uuid4

import psycopg
import pytest
from argon2 import PasswordHasher

from tests.people import PASSWORD, Person, new_client


def post(path: str, body: dict[str, Any], **headers: str) -> Any:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return new_client().post(f"/api/v1/auth{path}", body, content_type="application/json", headers=sent)


def fresh() -> dict[str, str]:
    return {"email": f"{uuid4().hex}@example.org", "password": PASSWORD}


def test_a_new_person_is_signed_in_and_told_who_they_are() -> None:
    who = fresh() | {"time_zone": "Europe/Berlin"}
    answer = post("/register", who)
    assert answer.status_code == 201
    told = answer.json()
    assert told["user"]["email"] == who["email"]
    assert told["user"]["time_zone"] == "Europe/Berlin"
    assert told["user"]["autonomy"] == "ask_when_unsure"
    me = new_client().get("/api/v1/me", headers={"Authorization": f"Bearer {told['access']}"})
    assert me.json() == told["user"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"email": "not an address"}, "email_invalid"),
        ({"password": "short"}, "password_weak"),
        ({"password": "password"}, "password_weak"),
        ({"password": "9876543210123"}, "password_weak"),
        ({"time_zone": "Mars/Olympus"}, "time_zone_unknown"),
        ({"time_zone": "localtime"}, "time_zone_unknown"),
        ({"surprise": 1}, "validation_failed"),
        ({"email": "nul\x00@example.org"}, "validation_failed"),
        ({"email": 7}, "validation_failed"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_reason(changed: dict[str, Any], code: str) -> None:
    answer = post("/register", fresh() | changed)
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == code
    assert answer.json()["detail"]


def test_an_address_is_taken_once_whatever_its_case() -> None:
    who = fresh()
    assert post("/register", who).status_code == 201
    again = post("/register", who | {"email": who["email"].upper()})
    assert (again.status_code, again.json()["code"]) == (409, "email_taken")


def test_a_registration_whose_answer_was_lost_may_be_repeated() -> None:
    who = fresh()
    first = post("/register", who, Idempotency_Key="one")
    again = post("/register", who, Idempotency_Key="one")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["user"] == again.json()["user"]
    # A stranger with another key, or without the password, learns no more than that the address is taken.
    assert post("/register", who, Idempotency_Key="two").status_code == 409
    stranger = post("/register", who | {"password": "another long one"}, Idempotency_Key="one")
    assert stranger.status_code == 409


def test_signing_in_wants_the_password() -> None:
    person = Person.register()
    assert post("/token", {"email": person.email, "password": PASSWORD}).status_code == 200
    for wrong in ({"email": person.email, "password": "not it at all"}, fresh()):
        answer = post("/token", wrong)
        assert (answer.status_code, answer.json()["code"]) == (401, "credentials_wrong")


def test_a_refresh_token_works_once_and_its_reuse_ends_the_session() -> None:
    person = Person.register()
    renewed = post("/token/refresh", {"refresh": person.refresh})
    assert renewed.status_code == 200
    reused = post("/token/refresh", {"refresh": person.refresh})
    assert (reused.status_code, reused.json()["code"]) == (401, "token_reused")
    successor = post("/token/refresh", {"refresh": renewed.json()["refresh"]})
    assert (successor.status_code, successor.json()["code"]) == (401, "token_revoked")


def test_a_renewal_whose_answer_was_lost_may_be_repeated_with_its_key() -> None:
    person = Person.register()
    assert post("/token/refresh", {"refresh": person.refresh}, Idempotency_Key="a").status_code == 200
    assert post("/token/refresh", {"refresh": person.refresh}, Idempotency_Key="a").status_code == 200
    assert post("/token/refresh", {"refresh": person.refresh}, Idempotency_Key="b").status_code == 401


def test_signing_out_ends_the_session_and_may_be_repeated() -> None:
    person = Person.register()
    assert post("/logout", {"refresh": person.refresh}).status_code == 204
    assert post("/logout", {"refresh": person.refresh}).status_code == 204
    assert post("/token/refresh", {"refresh": person.refresh}).json()["code"] == "token_revoked"


@pytest.mark.parametrize("token", ["", "nonsense", "a.b.c"])
def test_without_a_good_token_nothing_is_told(token: str) -> None:
    answer = new_client().get("/api/v1/me", headers={"Authorization": f"Bearer {token}"} if token else {})
    assert answer.status_code == 401
    assert answer.json()["code"] in {"token_missing", "token_invalid"}


def test_a_refresh_token_is_no_access_token() -> None:
    person = Person.register()
    person.access = person.refresh
    assert person.get("/me").json()["code"] == "token_invalid"


def test_a_password_kept_by_weaker_rules_still_signs_in_and_is_kept_anew(alice: Person, owner_url: str) -> None:
    weaker = "argon2" + PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute("UPDATE accounts_user SET password = %s WHERE id = %s", [weaker, alice.user_id])
        assert post("/token", {"email": alice.email, "password": "wrong horse battery"}).status_code == 401
        assert post("/token", {"email": alice.email, "password": PASSWORD}).status_code == 200
        kept = owner.execute("SELECT password FROM accounts_user WHERE id = %s", [alice.user_id]).fetchone()
    assert kept is not None
    assert kept[0] != weaker
    assert post("/token", {"email": alice.email, "password": PASSWORD}).status_code == 200


def test_a_closed_account_renews_nothing(alice: Person, owner_url: str) -> None:
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute("UPDATE accounts_user SET is_active = false WHERE id = %s", [alice.user_id])
    assert post("/token/refresh", {"refresh": alice.refresh}).json()["code"] == "token_revoked"
    assert post("/token", {"email": alice.email, "password": PASSWORD}).status_code == 401
