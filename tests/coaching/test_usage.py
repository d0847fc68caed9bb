"""What providers took is kept for as long as the operator says, and then goes, of everybody."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings

from fithub.coaching.models import Usage
from fithub.coaching.usage import sweep_usage
from fithub.core.ownership import sweeping
from tests.people import Person


def request_of(person: Person, *, days_ago: int) -> None:
    then = datetime.now(UTC) - timedelta(days=days_ago)
    with person.acting():
        Usage.objects.create(
            user_id=person.user_id,
            at=then,
            day=then.date(),
            task="turn",
            model="m",
            input_tokens=10,
            output_tokens=1,
            estimated=False,
        )


def ages(person: Person) -> list[int]:
    today = datetime.now(UTC).date()
    with person.acting():
        return sorted((today - day).days for day in Usage.objects.values_list("day", flat=True))


def test_what_is_too_old_goes_of_everybody(alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "USAGE_KEPT", timedelta(days=400))
    for person in (alice, bob):
        for days_ago in (0, 31, 400, 402, 900):
            request_of(person, days_ago=days_ago)
    assert sweep_usage() >= 4
    assert (ages(alice), ages(bob)) == ([0, 31, 400], [0, 31, 400])
    assert sweep_usage() == 0


@pytest.mark.parametrize("days", [0, 1])
def test_a_sweep_that_is_wrong_reaches_nothing_that_is_shown(
    alice: Person, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    monkeypatch.setattr(settings, "USAGE_KEPT", timedelta(days=days))
    for days_ago in (2, 30):
        request_of(alice, days_ago=days_ago)
    sweep_usage()
    with sweeping():
        assert not Usage.objects.exists()
        assert Usage.objects.update(model="other") == 0
    assert ages(alice) == [2, 30]
    assert alice.get("/me/usage").json()["last_30_days"]["requests"] == 1
