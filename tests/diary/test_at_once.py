"""Several writers of one person's at once, on connections of their own: each is answered as if it had been alone, first or later.

None is told that the database is away, and none makes a 500: who comes too late is told what has happened.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from django.db import connection

from fithub.core.errors import FitHubError
from tests.people import Person
from tests.tools.running import Run

ROUNDS = range(6)


def at_once(*requests: Callable[[], Any]) -> list[Any]:
    """What came of requests that begin together."""

    def send(request: Callable[[], Any]) -> Any:
        try:
            return request()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(requests)) as pool:
        return [each.result() for each in [pool.submit(send, request) for request in requests]]


def told(answers: list[Any]) -> list[tuple[int, str]]:
    return [(each.status_code, each.json()["code"] if each.status_code >= 400 else "") for each in answers]


def own_food(person: Person, name: str = "Quillon stew") -> str:
    answer = person.post("/foods", {"name": name, "nutrients_per_100g": {"energy_kcal": 100, "protein_g": 10}})
    assert answer.status_code == 201, answer.json()
    return str(answer.json()["id"])


@pytest.fixture(scope="module")
def dana() -> Person:
    return Person.register()


def test_undoing_twice_while_changing_takes_back_two_changes_or_less(dana: Person) -> None:
    food = own_food(dana)
    for grams in ROUNDS:
        entry = dana.post("/entries", {"food_id": food, "grams": 500}).json()
        path = f"/entries/{entry['id']}"
        dana.patch(path, {"grams": 400})
        answers = told(
            at_once(
                partial(dana.patch, path, {"grams": grams + 1}),
                lambda: dana.post("/changes/undo"),
                lambda: dana.post("/changes/undo"),
            )
        )
        assert answers[1:] == [(200, ""), (200, "")], "each undo takes back what is the newest when its turn comes"
        assert answers[0] in {(200, ""), (404, "entry_not_found")}


def test_a_food_deleted_while_it_is_eaten_is_gone_before_or_after(dana: Person) -> None:
    for _ in ROUNDS:
        food = own_food(dana)
        entry = dana.post("/entries", {"food_id": food, "grams": 100}).json()
        logged, deleted, changed, liked, measured = told(
            at_once(
                partial(dana.post, "/entries", {"food_id": food, "grams": 30}),
                partial(dana.delete, f"/foods/{food}"),
                partial(dana.patch, f"/entries/{entry['id']}", {"grams": 50}),
                partial(dana.send, "PUT", f"/favourites/{food}"),
                partial(dana.send, "PUT", "/measures", {"unit": "bowl", "food_id": food, "grams": 9}),
            )
        )
        assert (deleted, changed) == ((204, ""), (200, ""))
        assert logged in {(201, ""), (404, "food_not_found")}
        assert {liked, measured} <= {(200, ""), (404, "food_not_found")}


def test_a_recipe_changed_deleted_and_taken_back_at_once_is_its_food_still(dana: Person) -> None:
    parts = [{"food_id": own_food(dana), "grams": 300}]
    for _ in ROUNDS:
        recipe = dana.post("/recipes", {"name": "Zibber pie", "servings": 2, "ingredients": parts}).json()
        path = f"/recipes/{recipe['id']}"
        dana.patch(path, {"servings": 5})
        changed, undone = told(
            at_once(
                partial(dana.patch, path, {"servings": 3}),
                lambda: dana.post("/changes/undo"),
            )
        )
        assert (changed, undone) == ((200, ""), (200, ""))
        kept = dana.get(path).json()
        food = dana.get(f"/foods/{recipe['food']['id']}").json()
        assert {
            "unit": "serving",
            "label": f"1 of {kept['servings']:g} servings",
            "grams": kept["serving_grams"],
        } in food["portions"]
        changed, deleted = told(
            at_once(
                partial(dana.patch, path, {"servings": 4}),
                partial(dana.delete, path),
            )
        )
        assert deleted == (204, "")
        assert changed in {(200, ""), (404, "recipe_not_found")}


def test_two_recipes_put_into_each_other_at_once_are_a_ring_of_none(dana: Person) -> None:
    parts = [{"food_id": own_food(dana), "grams": 300}]
    one, other = (
        dana.post("/recipes", {"name": name, "servings": 1, "ingredients": parts}).json() for name in ("One", "Other")
    )

    def put(into: dict[str, Any], what: dict[str, Any]) -> Any:
        return dana.patch(f"/recipes/{into['id']}", {"ingredients": [{"food_id": what["food"]["id"], "grams": 10}]})

    answers = told(at_once(lambda: put(one, other), lambda: put(other, one)))
    assert sorted(answers) == [(200, ""), (409, "recipe_in_itself")]


def test_a_draft_is_decided_once(dana: Person) -> None:
    food = own_food(dana, "Zorblet soup")
    for _ in ROUNDS:
        draft = dana.post("/drafts", {"text": "100 g zorblet soup"}).json()
        path = f"/drafts/{draft['id']}"
        eaten = f"/entries?food_id={food}&limit=200"
        before = len(dana.get(eaten).json()["items"])
        answers = told(
            at_once(
                partial(dana.post, f"{path}/commit"),
                partial(dana.post, f"{path}/commit"),
                partial(dana.delete, path),
            )
        )
        assert sorted(answers)[1:] == [(409, "draft_closed")] * 2
        written = len(dana.get(eaten).json()["items"]) - before
        assert written == ((201, "") in answers)


def test_a_recipe_saved_twice_at_once_in_two_chats_is_one(dana: Person) -> None:
    runs = [Run.begin(dana), Run.begin(dana)]
    receipts = at_once(*(partial(run.call, "save_recipe", name="Twin stew", text="100 g oats") for run in runs))
    assert len({receipt["recipe"]["id"] for receipt in receipts}) == 1


def test_a_tool_that_points_to_what_goes_meanwhile_says_so(dana: Person) -> None:
    for _ in ROUNDS:
        food = own_food(dana)
        run = Run.begin(dana)

        def keep(run: Run = run, food: str = food) -> str:
            try:
                run.call("set_favourite", food_id=food, amount_g=50)
            except FitHubError as error:
                return error.code
            return ""

        code, _ = at_once(keep, partial(dana.delete, f"/foods/{food}"))
        assert code in {"", "food_not_found"}
