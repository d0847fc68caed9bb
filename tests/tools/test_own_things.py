"""What a model may do with a person's own foods and recipes."""

from typing import Any
from uuid import uuid4

import pytest

from fithub.core.errors import FitHubError
from tests.people import Person
from tests.tools.running import Run


@pytest.fixture
def run(alice: Person) -> Run:
    return Run.begin(alice)


def shown(run: Run, recipe: dict[str, Any]) -> dict[str, Any]:
    return dict(run.person.get(f"/recipes/{recipe['id']}").json())


def test_a_label_told_again_changes_the_food_and_keeps_the_rest(run: Run) -> None:
    (food,) = run.call("create_food", name="Quillon skyr", per_100g={"energy_kj": 264, "protein_g": 11})["foods"]
    (again,) = run.call("create_food", name=" quillon  SKYR ", serving_g=50, per_serving={"energy_kcal": 32.5})["foods"]
    assert again["id"] == food["id"]
    held = run.person.get(f"/foods/{food['id']}").json()["nutrients_per_100g"]
    assert (held["energy_kcal"], held["protein_g"], held["fat_g"]) == (65, 11, None)
    (other,) = run.call("create_food", name="Quillon skyr", brand="Acme", per_100g={"energy_kcal": 60})["foods"]
    assert other["id"] != food["id"]


def test_a_recipe_is_changed_in_parts(run: Run) -> None:
    recipe = run.call("save_recipe", name="Zibber chili", text="500 g beef mince, 400 g kidney beans; serves 4")[
        "recipe"
    ]
    beef, beans = recipe["ingredients"]
    receipt = run.call(
        "edit_recipe",
        recipe_id=recipe["id"],
        name="Texas chili",
        servings=6,
        cooked_g=900,
        add="200 g tomatoes\n3 zorblets",
        reweigh=[{"ingredient_id": beef["id"], "amount_g": 600}],
        remove=[beans["id"]],
    )
    changed = shown(run, recipe)
    assert changed["id"] == receipt["recipe"]["id"]
    assert (changed["name"], changed["servings"], changed["grams"]) == ("Texas chili", 6, 900)
    assert [(each["description"] == beef["description"], each["grams"]) for each in changed["ingredients"]] == [
        (True, 600),
        (False, 200),
    ]
    assert changed["unresolved"] == receipt["unmatched"] == ["3 zorblets"]
    run.end()
    Run.begin(run.person).call("undo")
    assert run.person.get("/recipes").json()["items"] == [], "kept and changed in one turn"


def test_a_model_reads_the_ids_it_needs(run: Run) -> None:
    run.call("save_recipe", name="Zibber chili", text="500 g beef mince; serves 4")
    (told,) = run.read("list_own", kind="recipes")["recipes"]
    (ingredient,) = shown(run, told)["ingredients"]
    assert told["ingredients"][0]["id"] == ingredient["id"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, "arguments_invalid"),
        ({"servings": 0}, "arguments_invalid"),
        ({"remove": [str(uuid4())]}, "ingredient_not_found"),
        ({"reweigh": [{"ingredient_id": str(uuid4()), "amount_g": 5}]}, "ingredient_not_found"),
        ({"cooked_g": 1}, "invalid_recipe"),
        ({"name": " "}, "invalid_recipe"),
    ],
)
def test_a_change_that_cannot_be_is_refused(run: Run, changes: dict[str, Any], code: str) -> None:
    recipe = run.call("save_recipe", name="Zibber chili", text="500 g beef mince; serves 4")["recipe"]
    before = shown(run, recipe)
    with pytest.raises(FitHubError) as caught:
        run.call("edit_recipe", recipe_id=recipe["id"], **changes)
    assert caught.value.code == code
    assert shown(run, recipe) == before


def test_a_recipe_keeps_an_ingredient_at_least(run: Run) -> None:
    recipe = run.call("save_recipe", name="Zibber chili", text="500 g beef mince; serves 4")["recipe"]
    with pytest.raises(FitHubError) as caught:
        run.call("edit_recipe", recipe_id=recipe["id"], remove=[recipe["ingredients"][0]["id"]])
    assert caught.value.code == "recipe_empty"


def test_an_undo_tells_what_it_was_about(alice: Person) -> None:
    def things(tool: str) -> list[tuple[str, str, bool]]:
        return [(each["kind"], each["name"], each["there"]) for each in Run.begin(alice).call(tool)["things"]]

    run = Run.begin(alice)
    (food,) = run.call("create_food", name="Quillon skyr", per_100g={"energy_kcal": 63})["foods"]
    run.end()
    for tool, arguments, thing in (
        ("save_recipe", {"name": "Zibber chili", "text": "500 g beef mince"}, ("recipe", "Zibber chili")),
        ("set_measure", {"unit": "my bowl", "millilitres": 400}, ("measure", "bowl")),
        ("set_favourite", {"food_id": food["id"], "amount_g": 170}, ("favourite", "Quillon skyr")),
        ("delete_own", {"kind": "foods", "id": food["id"]}, None),
    ):
        run = Run.begin(alice)
        run.call(tool, **arguments)
        run.end()
        if thing is None:
            assert set(things("undo")) == {("food", "Quillon skyr", True), ("favourite", "Quillon skyr", True)}
        else:
            assert things("undo") == [(*thing, False)]
            assert things("redo") == [(*thing, True)]
