"""When: which meal, day and time each food of a text is about. Pure."""

from datetime import date, time
from decimal import Decimal

import pytest

from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot
from fithub.estimation.mentions import parse
from tests.estimation.readings import NOON

YESTERDAY = date(2026, 5, 5)

type When = tuple[date | None, time | None, Slot | None]
BREAKFAST: When = (None, None, Slot.BREAKFAST)


def whens(text: str) -> dict[str, When]:
    return {each.food: (each.local_date, each.local_time, each.slot) for each in parse(text, NOON).mentions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "a ham sandwich at noon and 2 beers last night",
            {"ham sandwich": (None, time(12), None), "beers": (YESTERDAY, None, Slot.DINNER)},
        ),
        (
            "eggs at 8am and toast at 9am yesterday",
            {"eggs": (YESTERDAY, time(8), None), "toast": (YESTERDAY, time(9), None)},
        ),
        (
            "Yesterday I had eggs. I had toast for lunch",
            {"eggs": (YESTERDAY, None, None), "toast": (YESTERDAY, None, Slot.LUNCH)},
        ),
        ("I had eggs. I had toast for lunch", {"eggs": (None, None, None), "toast": (None, None, Slot.LUNCH)}),
        ("I had eggs and toast. That was breakfast.", dict.fromkeys(("eggs", "toast"), BREAKFAST)),
        ("eggs\ntoast\ncoffee for breakfast", dict.fromkeys(("eggs", "toast", "coffee"), BREAKFAST)),
        ("I had eggs.\nLunch:\nsoup", {"eggs": (None, None, None), "soup": (None, None, Slot.LUNCH)}),
        ("Eggs at 8am. Soup at noon. Dinner was pizza", {
            "Eggs": (None, time(8), None),
            "Soup": (None, time(12), None),
            "pizza": (None, None, Slot.DINNER),
        }),
        ("Yesterday I had eggs for breakfast and soup for lunch", {
            "eggs": (YESTERDAY, None, Slot.BREAKFAST),
            "soup": (YESTERDAY, None, Slot.LUNCH),
        }),
        ("eggs for breakfast and toast", {"eggs": (None, None, Slot.BREAKFAST), "toast": (None, None, Slot.BREAKFAST)}),
        ("2 eggs 4 brekkie", {"eggs": (None, None, Slot.BREAKFAST)}),
        ("4 breakfast burritos", {"breakfast burritos": (None, None, None)}),
        ("dinner at 8 was soup", {"soup": (None, time(20), Slot.DINNER)}),
        ("soup for lunch at half past one", {"soup": (None, time(13, 30), Slot.LUNCH)}),
        ("soup for dinner at 8am", {"soup": (None, time(8), Slot.DINNER)}),
    ],
)  # fmt: skip
def test_what_is_said_of_when_governs_the_foods_it_is_about(text: str, expected: dict[str, When]) -> None:
    assert whens(text) == expected


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("half past 8", time(8, 30)),
        ("half past eight", time(8, 30)),
        ("around half past 8 pm", time(20, 30)),
        ("quarter past seven", time(7, 15)),
        ("at a quarter to nine", time(8, 45)),
        ("at ten to one", time(12, 50)),
        ("at eight", time(8)),
        ("at nine o'clock", time(9)),
        ("at 7 o'clock", time(7)),
        ("about 7:30", time(7, 30)),
        ("at 19:05", time(19, 5)),
        ("at midnight", time(0)),
        ("at 7.30pm", time(19, 30)),
        ("7.30 am", time(7, 30)),
        ("at half ten", time(10, 30)),
        ("at half 9", time(9, 30)),
    ],
)
def test_a_time_of_the_clock_is_no_food(said: str, at: time) -> None:
    assert whens(f"soup {said}") == {"soup": (None, at, None)}
    assert whens(f"{said}: soup") == {"soup": (None, at, None)}


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("at 8, well, closer to 8.30", time(8, 30)),
        ("at 10, well more like half 10", time(10, 30)),
        ("at 8, no, 9", time(9)),
        ("at 7 - actually 7:45", time(7, 45)),
        ("at 4pm, make that 5pm", time(17)),
        ("at 9, sorry, at ten, no, eleven", time(11)),
    ],
)
def test_a_time_that_is_put_right_at_once_is_the_right_one(said: str, at: time) -> None:
    assert whens(f"soup {said}") == {"soup": (None, at, None)}


@pytest.mark.parametrize(
    "said",
    [
        "porridge at 7, actually 300 g",
        "porridge at 7, no, 2 spoons",
        "porridge at 7, more like 8 spoons",
        "porridge at 7, and 9",
    ],
)
def test_an_amount_behind_a_time_is_no_other_time(said: str) -> None:
    assert whens(said)["porridge"] == (None, time(7), None)


def test_a_point_in_a_time_is_no_amount() -> None:
    assert whens("at 7.30 I had soup") == {"soup": (None, time(7, 30), None)}
    (soup,) = parse("1.30 l soup", NOON).mentions
    assert soup.quantity == Decimal("1.30")


def test_hours_ago_after_midnight_are_of_the_day_that_still_lasts() -> None:
    late = LocalMoment(date(2026, 5, 5), time(0, 40), "Europe/Madrid")
    (soup,) = parse("soup an hour ago", late).mentions
    assert (soup.local_date, soup.local_time) == (None, time(23, 40))


def test_a_number_of_things_is_no_time() -> None:
    assert whens("ten to twelve almonds") == {"almonds": (None, None, None)}
