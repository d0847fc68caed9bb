"""The plain names that a process holds are those that the database has now."""

from uuid import UUID, uuid4

import psycopg
import pytest

from fithub.core.ownership import acting_as
from fithub.foods.catalogue_ids import food_id
from fithub.foods.search import search_foods
from tests.people import Person


@pytest.fixture
def invented(owner_url: str) -> UUID:
    """A plain food that nobody has heard of yet, not yet among the names."""
    made = uuid4()
    with psycopg.connect(owner_url) as owner:
        owner.execute(
            "INSERT INTO foods_food (id, source, source_ref, name, brand, nutrients_per_100g, flags, prior, words, head) "
            "VALUES (%s, 'foundation', %s, 'Zwiebulon, raw', '', '{}', '{}', 0.6, '{zwiebulon,raw}', 'zwiebulon')",
            [made, f"made up {made}"],
        )
    return made


def name_it(owner: psycopg.Connection, food: UUID) -> None:
    owner.execute(
        "INSERT INTO foods_cataloguename (food_id, name, prior, words, head) "
        "SELECT id, name, prior, words, head FROM foods_food WHERE id = %s",
        [food],
    )


def found(person: Person, q: str) -> list[UUID]:
    with acting_as(person.user_id):
        return [match.food_id for match in search_foods(q=q, meaning=False)]


def test_a_name_is_found_once_it_is_committed_and_no_longer_once_it_is_gone(
    alice: Person, owner_url: str, invented: UUID
) -> None:
    assert invented not in found(alice, "zwiebulon")
    with psycopg.connect(owner_url) as owner:
        name_it(owner, invented)
        assert invented not in found(alice, "zwiebulon")
        owner.commit()
        assert invented in found(alice, "zwiebulon")
        assert invented in found(alice, "zwieb")
        owner.execute("DELETE FROM foods_food WHERE id = %s", [invented])
        owner.commit()
    assert invented not in found(alice, "zwiebulon")


def test_what_was_rolled_back_was_never_among_them(alice: Person, owner_url: str, invented: UUID) -> None:
    with psycopg.connect(owner_url) as owner:
        name_it(owner, invented)
        owner.rollback()
        assert invented not in found(alice, "zwiebulon")
        owner.execute("DELETE FROM foods_food WHERE id = %s", [invented])
    assert found(alice, "apple")


def test_english_finds_what_words_do_not(alice: Person) -> None:
    """ "Scrambling" is in no name; what English makes of it is."""
    assert food_id("sr28", "01132") in found(alice, "scrambling egg")
