"""Sets of many rows are put back in few statements, and rows of which only one may be active at a time in their order."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fithub.core import changes
from fithub.core.errors import Conflict
from fithub.planning.models import Diet
from tests.people import Person

THEN = datetime(2026, 5, 5, 12, tzinfo=UTC)
MANY = 2_000


def diets(person: Person, count: int) -> list[Diet]:
    """So many diets, made in a set of their own."""
    with person.acting():
        return diets_within(person, count)


def diets_within(person: Person, count: int) -> list[Diet]:
    """So many diets, made in the set that is open."""
    made = [
        Diet(user_id=person.user_id, name=f"{n}", starts_on=date(2026, 5, 5), created_at=THEN, updated_at=THEN)
        for n in range(count)
    ]
    return Diet.objects.bulk_create(made)


def activate(diet: Diet) -> None:
    """This one in place of whichever is active: two updates that the database takes in this order alone."""
    Diet.objects.filter(user_id=diet.user_id, is_active=True).update(is_active=False)
    Diet.objects.filter(pk=diet.pk).update(is_active=True)


def active(person: Person) -> list[str]:
    with person.acting():
        return list(Diet.objects.filter(is_active=True).values_list("name", flat=True))


def reverse(person: Person, how: Callable[..., changes.Reversal]) -> tuple[int, int]:
    """How many rows were put back, and how many statements that took."""
    with person.acting(), CaptureQueriesContext(connection) as asked:
        done = how(user_id=person.user_id)
    return done.count, len(asked)


@pytest.mark.parametrize("turns", [1, 2, 5])
def test_one_gives_way_before_another_takes_its_place(alice: Person, turns: int) -> None:
    made = diets(alice, 3)
    with alice.acting():
        activate(made[0])
    with alice.acting():
        for turn in range(1, turns + 1):
            activate(made[turn % 3])
    last = str(turns % 3)
    for _ in range(2):
        assert active(alice) == [last]
        assert reverse(alice, changes.undo)[0] == 2 * turns
        assert active(alice) == ["0"]
        assert reverse(alice, changes.redo)[0] == 2 * turns
    assert active(alice) == [last]


def test_one_is_deleted_before_another_takes_its_place(alice: Person) -> None:
    made = diets(alice, 1)
    with alice.acting():
        activate(made[0])
    with alice.acting():
        Diet.objects.filter(pk=made[0].pk).delete()
        activate(diets_within(alice, 1)[0])
    for _ in range(2):
        reverse(alice, changes.undo)
        with alice.acting():
            assert list(Diet.objects.values_list("pk", "is_active")) == [(made[0].pk, True)]
        reverse(alice, changes.redo)
        with alice.acting():
            assert list(Diet.objects.exclude(pk=made[0].pk).values_list("is_active", flat=True)) == [True]


def test_a_place_that_is_taken_since_refuses_the_undo(alice: Person) -> None:
    made = diets(alice, 2)
    with alice.acting():
        activate(made[0])
    with alice.acting():
        Diet.objects.filter(pk=made[0].pk).update(is_active=False)
    with alice.acting():
        ended = changes.own_sets(alice.user_id)[0].pk
        activate(made[1])
    with pytest.raises(Conflict) as refused, alice.acting():
        changes.undo(user_id=alice.user_id, change_set_id=ended)
    assert refused.value.code == "changed_since"
    assert active(alice) == ["1"]


def test_many_rows_take_few_statements(alice: Person) -> None:
    diets(alice, MANY)
    with alice.acting():
        Diet.objects.filter(user_id=alice.user_id).update(notes="Changed.")
    with alice.acting():
        Diet.objects.filter(user_id=alice.user_id).delete()
    # Deleted, changed, made: each is taken back and done again.
    for how in (changes.undo, changes.undo, changes.undo, changes.redo, changes.redo, changes.redo):
        rows, statements = reverse(alice, how)
        assert rows == MANY
        assert statements < 20, how
    assert active(alice) == []
    with alice.acting():
        assert not Diet.objects.filter(user_id=alice.user_id).exists()
