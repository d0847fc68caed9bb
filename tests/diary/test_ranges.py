"""How far off a meal and a day may be: told with their sums, and never narrower than what is known."""

from tests.people import Person


def test_a_weighed_meal_is_as_sure_as_its_scales(alice: Person) -> None:
    made = alice.post("/drafts", {"text": "150 g cooked rice and 100 g banana"}).json()
    for key, bounds in made["ranges"].items():
        assert bounds["low"] == bounds["high"] == made["totals"][key]


def test_a_guessed_meal_says_how_far_off_it_may_be(alice: Person) -> None:
    made = alice.post("/drafts", {"text": "a bowl of cereal, a banana and a glass of milk"}).json()
    for key, bounds in made["ranges"].items():
        assert bounds["low"] < made["totals"][key] < bounds["high"]
    widest = max(
        item["nutrients"]["energy_kcal"] * (item["grams_high"] - item["grams"]) / item["grams"]
        for item in made["items"]
    )
    arms = sum(
        item["nutrients"]["energy_kcal"] * (item["grams_high"] - item["grams"]) / item["grams"]
        for item in made["items"]
    )
    above = made["ranges"]["energy_kcal"]["high"] - made["totals"]["energy_kcal"]
    assert widest - 0.01 <= above < arms


def test_two_bowls_of_one_food_are_off_together(alice: Person) -> None:
    one = alice.post("/drafts", {"text": "a bowl of lentil soup"}).json()
    two = alice.post("/drafts", {"text": "a bowl of lentil soup for lunch and a bowl of lentil soup for dinner"}).json()
    arm = one["ranges"]["energy_kcal"]["high"] - one["totals"]["energy_kcal"]
    both = two["ranges"]["energy_kcal"]["high"] - two["totals"]["energy_kcal"]
    assert len(two["items"]) == 2
    assert abs(both - 2 * arm) < 0.01


def test_a_day_has_the_ranges_of_its_entries(alice: Person) -> None:
    empty = alice.get("/days/2026-05-05").json()
    assert empty["ranges"]["energy_kcal"] == {"low": 0, "high": 0}
    made = alice.post("/drafts", {"text": "a bowl of cereal and a banana", "local_date": "2026-05-05"}).json()
    alice.post(f"/drafts/{made['id']}/commit", {})
    assert alice.get("/days/2026-05-05").json()["ranges"] == made["ranges"]
