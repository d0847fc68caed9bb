"""Whatever a person did with their things, in whatever order: undo goes back through every state, and redo forward again."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from fithub.foods.models import FoodVector, Habit
from tests.people import Person

LABEL = {"energy_kcal": 120, "protein_g": 10, "carbohydrate_g": 5, "fat_g": 2}
STEPS = 24


def state(person: Person) -> dict[str, Any]:
    """All that a person has, as they see it, and what is derived from it."""
    paths = "/foods?own=true&limit=100 /recipes?limit=100 /favourites?limit=100 /measures?limit=200 /entries?limit=200".split()
    seen: dict[str, Any] = {path: person.get(path).json()["items"] for path in paths}
    with person.acting():
        habits = Habit.objects.order_by("food_id").values_list("food_id", "times", "last_on", "grams")
        seen["habits"] = list(habits)
        seen["vectors"] = sorted(FoodVector.objects.filter(user_id=person.user_id).values_list("food_id", flat=True))
    return seen


class Walk:
    """A person who does something at random, of what can be done just then."""

    def __init__(self, person: Person, seed: int) -> None:
        self.person, self.random = person, random.Random(seed)
        self.catalogue = [
            person.get(f"/foods?q={q}").json()["items"][0]["id"] for q in ("banana", "rolled oats", "milk")
        ]

    def step(self) -> Any:
        doing: list[Callable[[], Any]] = [
            self.new_food, self.edit_food, self.new_recipe, self.edit_recipe, self.log, self.edit_entry, self.copy,
            self.favourite, self.measure, self.commit, self.delete, self.delete,
        ]  # fmt: skip
        answer = self.random.choice(doing)()
        assert answer is None or answer.status_code < 500, answer.content
        return answer

    def own(self, path: str) -> dict[str, Any] | None:
        items = self.person.get(f"{path}{'&' if '?' in path else '?'}limit=100").json()["items"]
        return self.random.choice(items) if items else None

    def food(self) -> str:
        own = self.own("/foods?own=true")
        return str(own["id"]) if own and self.random.random() < 0.7 else self.random.choice(self.catalogue)

    def grams(self) -> float:
        return round(self.random.uniform(1, 500), 3)

    def new_food(self) -> Any:
        portions = [{"unit": "cup", "grams": self.grams()}] * self.random.randint(0, 1)
        name = f"Food {self.random.randint(1, 99)}"
        return self.person.post("/foods", {"name": name, "nutrients_per_100g": LABEL, "portions": portions})

    def edit_food(self) -> Any:
        own = self.own("/foods?own=true")
        changes = [{"name": f"Named {self.grams()}"}, {"nutrients_per_100g": {"protein_g": 11}}, {"portions": []}]
        return own and self.person.patch(f"/foods/{own['id']}", self.random.choice(changes))

    def new_recipe(self) -> Any:
        parts = [{"food_id": self.food(), "grams": self.grams()} for _ in range(self.random.randint(1, 3))]
        name = f"Dish {self.random.randint(1, 99)}"
        return self.person.post("/recipes", {"name": name, "servings": self.random.randint(1, 6), "ingredients": parts})

    def edit_recipe(self) -> Any:
        recipe = self.own("/recipes")
        if recipe is None:
            return None
        kept = [{"id": each["id"]} for each in recipe["ingredients"]]
        new = {"food_id": self.food(), "grams": self.grams()}
        changes = [
            {"servings": self.random.randint(1, 9)},
            {"ingredients": [new, *kept[1:]]},
            {"ingredients": [*reversed(kept), new]},
            {"ingredients": [kept[0] | {"grams": self.grams()}]},
            {"name": f"Renamed {self.grams()}", "cooked_grams": round(recipe["grams"] * 1.1, 3)},
        ]
        return self.person.patch(f"/recipes/{recipe['id']}", self.random.choice(changes))

    def log(self) -> Any:
        return self.person.post("/entries", {"food_id": self.food(), "grams": self.grams()})

    def edit_entry(self) -> Any:
        entry = self.own("/entries")
        changes = [{"grams": self.grams()}, {"food_id": self.food()}, {"slot": "snack", "local_time": "16:00"}]
        return entry and self.person.patch(f"/entries/{entry['id']}", self.random.choice(changes))

    def copy(self) -> Any:
        entries = self.person.get("/entries?limit=3").json()["items"]
        return (
            None if not entries else self.person.post("/entries/copy", {"entry_ids": [each["id"] for each in entries]})
        )

    def favourite(self) -> Any:
        return self.person.send("PUT", f"/favourites/{self.food()}", {"grams": self.grams()})

    def measure(self) -> Any:
        food = self.food() if self.random.random() < 0.7 else None
        return self.person.send("PUT", "/measures", {"unit": "bowl", "food_id": food, "grams": self.grams()})

    def commit(self) -> Any:
        draft = self.person.post("/drafts", {"text": "a banana and 200 g rolled oats"}).json()
        return self.person.post(f"/drafts/{draft['id']}/commit")

    def delete(self) -> Any:
        path = self.random.choice(["/foods?own=true", "/recipes", "/measures", "/entries", "/favourites"])
        thing = self.own(path)
        if thing is None:
            return None
        return self.person.delete(
            f"{path.partition('?')[0]}/{thing['food']['id'] if path == '/favourites' else thing['id']}"
        )


@pytest.mark.parametrize("seed", range(3))
def test_undo_goes_back_through_every_state_and_redo_forward(seed: int) -> None:
    person = Person.register(now="2026-05-20T12:00:00+00:00")
    walk, states = Walk(person, seed), [state(person)]
    while len(states) <= STEPS:
        newest = person.get("/changes?limit=1").json()["items"][0]["id"]
        walk.step()
        if person.get("/changes?limit=1").json()["items"][0]["id"] != newest:
            states.append(state(person))
    for before in reversed(states[:-1]):
        answer = person.post("/changes/undo")
        assert answer.status_code == 200, answer.json()
        assert state(person) == before
    for after in states[1:]:
        answer = person.post("/changes/redo")
        assert answer.status_code == 200, answer.json()
        assert state(person) == after
