"""What operators see at /admin, and what they do not."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError
from django.test import Client

from fithub.accounts.models import User
from fithub.core.jobs import enqueue
from fithub.jobs.models import DeadLetter
from tests.people import PASSWORD, Person
from tests.working import work_for

ROOT = Path(__file__).resolve().parents[2]


def command(owner_url: str, *arguments: str, password: str = PASSWORD) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "create_operator", *arguments],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": owner_url},
        input=f"{password}\n",
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="session")
def operator(owner_url: str) -> str:
    address = f"{uuid4().hex}@example.org"
    made = command(owner_url, address)
    assert made.returncode == 0, made.stderr
    return address


def come_in(address: str, password: str = PASSWORD) -> tuple[Client, Any]:
    """A browser at /admin, and the answer to its signing in."""
    browser = Client(enforce_csrf_checks=True)
    form = browser.get("/admin/login/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.content.decode())
    assert token is not None
    return browser, send(browser, "/admin/login/?next=/admin/", username=address, password=password)


def send(browser: Client, path: str, **fields: Any) -> Any:
    form = browser.get(path)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.content.decode())
    assert token is not None, form.status_code
    return browser.post(path, {"csrfmiddlewaretoken": token[1], **fields})


def test_operators_alone_come_in(alice: Person, operator: str) -> None:
    assert Client().get("/admin").headers["Location"] == "/admin/"
    assert Client().get("/admin/").headers["Location"] == "/admin/login/?next=/admin/"
    for address, password in ((alice.email, PASSWORD), (operator, "wrong password"), ("", ""), ("nobody", PASSWORD)):
        browser, answer = come_in(address, password)
        assert answer.status_code == 200, "the form again"
        assert "sessionid" not in browser.cookies
    browser, answer = come_in(operator)
    assert answer.headers["Location"] == "/admin/"
    cookie = browser.cookies["sessionid"]
    assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == ("/admin", "Strict", True)
    page = browser.get("/admin/")
    assert "Queues" in page.content.decode()
    assert "script-src 'self';" in page.headers["Content-Security-Policy"]
    assert not re.search(rb"<script(?![^>]* src=)(?![^>]* type=\"application/json\")[^>]*>|\son\w+=", page.content)
    assert browser.post("/admin/logout/").status_code == 403, "no form of ours"


def test_what_operators_see_is_nobodys(alice: Person, operator: str, caplog: pytest.LogCaptureFixture) -> None:
    with alice.acting():
        job = enqueue(user_id=alice.user_id, kind="sing", arguments={"words": "a secret song"})
    work_for(alice)
    letter = DeadLetter.objects.get(job_id=job.pk)
    browser, _ = come_in(operator)
    pages = [
        "/admin/",
        "/admin/jobs/deadletter/",
        "/admin/jobs/deadletter/?resolved_at__isempty=1",
        f"/admin/jobs/deadletter/{letter.pk}/change/",
        "/admin/sources/import/",
        "/admin/sources/heldback/?q=milk",
    ]
    for path in pages:
        page = browser.get(path)
        assert page.status_code == 200, path
        assert alice.email not in page.content.decode()
        assert "secret" not in page.content.decode()
        assert Client().get(path).status_code == 302
    assert "KindUnknown" in browser.get("/admin/jobs/deadletter/").content.decode()
    assert "sing" in browser.get("/admin/").content.decode()
    for path in ("/admin/jobs/deadletter/add/", f"/admin/jobs/deadletter/{letter.pk}/delete/"):
        assert browser.get(path).status_code == 403
    for path in ("/admin/accounts/user/", "/admin/core/job/", "/admin/auth/group/"):
        assert browser.get(path).status_code == 404


def test_a_dead_letter_is_begun_anew(alice: Person, operator: str, caplog: pytest.LogCaptureFixture) -> None:
    with alice.acting():
        jobs = [enqueue(user_id=alice.user_id, kind="sing") for _ in range(2)]
    work_for(alice)
    letters = [DeadLetter.objects.get(job_id=job.pk) for job in jobs]
    browser, _ = come_in(operator)
    for letter, action in zip(letters, ("do_anew", "resolve"), strict=True):
        answer = send(browser, "/admin/jobs/deadletter/", action=action, _selected_action=str(letter.pk))
        assert answer.status_code == 302
        letter.refresh_from_db()
        assert letter.resolved_at is not None
    assert "1 put away" in browser.get("/admin/jobs/deadletter/").content.decode()
    assert [alice.get(f"/jobs/{job.pk}").json()["state"] for job in jobs] == ["queued", "failed"]


def test_an_operator_who_is_none_any_more_is_out(owner_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"{uuid4().hex}@example.org"
    monkeypatch.setattr(sys, "stdin", io.StringIO("short\n"))
    for options in ({"withdraw": True}, {}):
        with pytest.raises(CommandError):
            call_command("create_operator", address, **options)
    assert command(owner_url, address).returncode == 0
    browser, _ = come_in(address)
    assert browser.get("/admin/").status_code == 200
    assert command(owner_url, address, "--withdraw").returncode == 0
    assert browser.get("/admin/").status_code == 302
    assert come_in(address)[1].status_code == 200


def test_the_application_makes_nobody_an_operator(alice: Person) -> None:
    with pytest.raises(ProgrammingError, match="operator"), alice.acting():
        User.objects.filter(pk=alice.user_id).update(is_staff=True)
    assert alice.patch("/me", {"is_staff": True}).status_code == 422


def test_no_other_request_has_a_session(alice: Person) -> None:
    assert not alice.get("/me").cookies
    assert not Client().get("/").cookies
