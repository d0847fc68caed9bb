"""Letters, against a real mail server."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from fithub.core.jobs import enqueue, own_jobs
from fithub.core.mail import Letter, send_letter
from fithub.core.models import Job
from fithub.jobs.models import DeadLetter
from tests.people import Person
from tests.post_office import PostOffice, configure, open_post_office
from tests.working import work_for

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


@pytest.fixture
def post_office(monkeypatch: pytest.MonkeyPatch) -> Iterator[PostOffice]:
    with open_post_office(monkeypatch) as office:
        yield office


WEEK = Letter(
    subject="Your week:\n 1 800 kcal a day ½",
    text="Du hast 7 Tage geschrieben. Größe zählt.",
    html="<p>Du hast <b>7</b> Tage geschrieben.</p>",
    unsubscribe="https://fithub.example/api/v1/unsubscribe/abc",
)


def post(person: Person, letter: Letter = WEEK, key: str | None = None) -> Job:
    with person.acting():
        return send_letter(user_id=person.user_id, letter=letter, key=key)


def test_a_letter_arrives_as_it_was_written(alice: Person, post_office: PostOffice) -> None:
    job = post(alice)
    (sent,) = work_for(alice)
    assert sent.state == Job.State.DONE
    (letter,) = post_office.received
    assert post_office.envelopes[0].rcpt_tos == [alice.email]
    assert letter["To"] == alice.email
    assert letter["From"] == "FitHub <post@fithub.example>"
    assert letter["Subject"] == "Your week: 1 800 kcal a day ½"
    assert letter["Message-ID"] == f"<{job.pk}@fithub.example>" == (sent.result or {})["message_id"]
    assert letter["List-Unsubscribe"] == "<https://fithub.example/api/v1/unsubscribe/abc>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Date"]
    plain, html = (letter.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert html is not None
    assert plain.get_content().strip() == WEEK.text
    assert html.get_content().strip() == WEEK.html
    with alice.acting():
        assert own_jobs(alice.user_id).get(pk=job.pk).arguments == {}, "what it said is not kept"


def test_a_letter_without_html_or_unsubscribing_is_plain(alice: Person, post_office: PostOffice) -> None:
    post(alice, Letter("Hello", "Only words.", ""))
    work_for(alice)
    (letter,) = post_office.received
    assert letter.get_content_type() == "text/plain"
    assert letter["List-Unsubscribe"] is None


def test_a_letter_is_sent_once(alice: Person, post_office: PostOffice, owner_url: str) -> None:
    job, again = post(alice, key="summary:2026-05-04"), post(alice, key="summary:2026-05-04")
    assert again.pk == job.pk
    work_for(alice)
    # Its worker died after the letter was taken and before the job was at its end.
    with psycopg.connect(owner_url) as owner:
        owner.execute(
            "UPDATE core_job SET state = 'running', heartbeat = now() - interval '1 day' WHERE id = %s", [job.pk]
        )
    work_for(alice)
    assert len(post_office.received) == 1
    with alice.acting():
        done = own_jobs(alice.user_id).get(pk=job.pk)
    assert (done.state, done.attempts) == (Job.State.DONE, 2)


@pytest.mark.parametrize("at", ["at_rcpt", "at_data"])
def test_what_the_server_puts_off_is_sent_later_and_is_known_again(
    alice: Person, post_office: PostOffice, owner_url: str, at: str
) -> None:
    getattr(post_office, at).append("451 try again later")
    job = post(alice)
    (waiting,) = work_for(alice)
    assert (waiting.state, waiting.retries, post_office.received) == (Job.State.QUEUED, 1, [])
    with psycopg.connect(owner_url) as owner:
        owner.execute("UPDATE core_job SET run_after = now() WHERE id = %s", [job.pk])
    work_for(alice)
    assert [letter["Message-ID"] for letter in post_office.received] == [f"<{job.pk}@fithub.example>"]


def test_an_address_that_is_refused_is_the_persons_to_mend(alice: Person, post_office: PostOffice) -> None:
    post_office.at_rcpt.append("550 no such mailbox")
    post(alice)
    (job,) = work_for(alice)
    assert (job.state, job.error_code) == (Job.State.FAILED, "mail_refused")
    assert not DeadLetter.objects.filter(job_id=job.pk).exists()


@pytest.mark.parametrize("answer", ["554 we do not like you", "authentication"])
def test_a_server_that_does_not_take_us_is_the_operators_to_mend(
    alice: Person, post_office: PostOffice, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    if answer == "authentication":
        monkeypatch.setattr(settings, "EMAIL", settings.EMAIL | {"password": "wrong"})
    else:
        post_office.at_data.append(answer)
    post(alice)
    (job,) = work_for(alice)
    assert (job.state, job.error_code) == (Job.State.FAILED, "job_failed")
    assert DeadLetter.objects.get(job_id=job.pk).error.startswith("SMTP")


def test_a_server_that_is_away_or_without_encryption(alice: Person, post_office: PostOffice, monkeypatch: Any) -> None:
    monkeypatch.setattr(settings, "EMAIL", settings.EMAIL | {"starttls": True})
    post(alice)
    (job,) = work_for(alice)
    assert (job.state, post_office.received) == (Job.State.FAILED, []), (
        "no password goes over a line that is not encrypted"
    )
    configure(monkeypatch, "smtp://127.0.0.1:1")
    post(alice)
    assert [job.state for job in work_for(alice)] == [Job.State.QUEUED]


def test_off_and_console(alice: Person, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    configure(monkeypatch, "off")
    post(alice)
    assert [job.error_code for job in work_for(alice)] == ["mail_off"]
    configure(monkeypatch, "console")
    post(alice)
    work_for(alice)
    assert f"To: {alice.email}" in capsys.readouterr().out


def test_a_letter_reaches_nobody_else(alice: Person, bob: Person, post_office: PostOffice) -> None:
    with alice.acting():
        enqueue(
            user_id=alice.user_id, kind="mail", arguments={"subject": "x", "text": "y", "html": "", "to": bob.email}
        )
    (job,) = work_for(alice)
    assert (job.state, post_office.received) == (Job.State.FAILED, [])


@pytest.mark.parametrize(
    "letter",
    [
        {"subject": " "},
        {"text": ""},
        {"subject": "x" * 201},
        {"html": "x" * 600_000},
        {"unsubscribe": "javascript:alert(1)"},
        {"unsubscribe": "https://fithub.example/>\nBcc: all@example.org"},
    ],
)
def test_what_is_no_letter(letter: dict[str, str]) -> None:
    with pytest.raises(ValueError):
        Letter(**{"subject": "a", "text": "b", "html": "c"} | letter)


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.org",
        "http://mail.example.org",
        "smtp://",
        "smtp://h:port",
        "smtp://h:0",
        "smtp://h/path",
        "smtp://h?tls=maybe",
        "smtps://h?tls=off",
        "smtp://h?timeout=5",
    ],
)
def test_a_mail_server_that_cannot_be_meant(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="FITHUB_EMAIL_URL"):
        configure(monkeypatch, url)


@pytest.mark.parametrize("sender", ["FitHub", "a@b, c@d", "<@x>", "ü@x.org", "a@b\nBcc: c@d"])
def test_a_sender_that_cannot_be_meant(monkeypatch: pytest.MonkeyPatch, sender: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="FITHUB_EMAIL_FROM"):
        configure(monkeypatch, "off", sender)


def test_ports_and_encryption_have_their_usual_values(monkeypatch: pytest.MonkeyPatch) -> None:
    configure(monkeypatch, "smtp://mail.example.org")
    assert (settings.EMAIL["port"], settings.EMAIL["starttls"]) == (587, True)
    configure(monkeypatch, "smtps://u:p@mail.example.org")
    assert (settings.EMAIL["port"], settings.EMAIL["starttls"]) == (465, False)
