"""The tree of food groups, and the foods in a part of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fithub.foods.catalogue_ids import category_id
from fithub.foods.categories import GROUP, category_tree, chains, parents, within
from fithub.foods.models import Category, Food
from tests.api.test_openapi import conforms
from tests.people import Person

DAIRY = category_id(GROUP, "Dairy and eggs")
CHEESE = category_id(GROUP, "Cheese")


def test_every_group_stands_once_and_under_one_that_is_there() -> None:
    for named, over in parents().items():
        assert over is None or over in parents(), named


def test_every_category_of_the_seed_is_in_the_tree() -> None:
    seeded = Category.objects.filter(foods__user=None, foods__source__in=["sr28", "fndds", "foundation", "dish"])
    lost = seeded.filter(parent=None).distinct().values_list("source", "name")
    assert list(lost) == []


def test_the_tree_comes_top_down_and_chains_lead_back_up() -> None:
    tree = category_tree()
    seen = set()
    for each in tree:
        assert each.parent_id is None or each.parent_id in seen
        assert (each.depth == 0) == (each.parent_id is None)
        seen.add(each.id)
    brie = category_id("fndds", "Cheese")
    assert chains([brie]) == {brie: (brie, CHEESE, DAIRY)}
    assert {brie, CHEESE} <= set(within(DAIRY))
    assert len({each.id for each in tree}) == len(tree) == Category.objects.count()


def test_the_tree_over_http(alice: Person) -> None:
    everything = conforms(alice.get("/categories"), "/categories", "get")
    assert everything["next"] is None
    assert len(everything["items"]) == Category.objects.count()
    tops = alice.get("/categories?top=true").json()["items"]
    assert "Dairy and eggs" in [each["name"] for each in tops]
    below = alice.get(f"/categories?parent_id={DAIRY}").json()["items"]
    assert {"Cheese", "Eggs"} <= {each["name"] for each in below}
    cheese = conforms(alice.get(f"/categories/{CHEESE}"), "/categories/{category_id}", "get")
    assert [each["name"] for each in cheese["path"]] == ["Dairy and eggs"]
    assert {each["name"] for each in cheese["children"]} == {"Cheese", "Cottage/ricotta cheese"}
    nowhere = "01990000-0000-7000-8000-000000000000"
    for unknown in (f"/categories/{nowhere}", f"/categories?parent_id={nowhere}"):
        assert alice.get(unknown).status_code == 404


def test_foods_of_a_category_and_of_all_below_it(alice: Person) -> None:
    pages, cursor = [], ""
    for _ in range(3):
        answer = alice.get(f"/foods?category={CHEESE}&limit=20{cursor}").json()
        pages += answer["items"]
        cursor = f"&cursor={answer['next']}"
    names = [each["name"] for each in pages]
    assert (
        len({each["id"] for each in pages}) == len(pages) == Food.objects.filter(category_id__in=within(CHEESE)).count()
    )
    assert answer["next"] is None
    assert any("Cottage" in name for name in names)
    found = alice.get(f"/foods?category={DAIRY}&q=milk").json()["items"]
    assert found
    assert {each["category"] for each in found} & {"Milk, whole", "Milk, reduced fat"}
    assert not any("chocolate candy" in each["name"].lower() for each in found)
    assert alice.get(f"/foods?category={CHEESE}&q=chedar").json()["items"][0]["name"].lower().startswith("cheese")
    assert alice.get(f"/foods?category={CHEESE}&q=beef stew").json()["items"] == []


def test_what_no_category_is(alice: Person) -> None:
    assert alice.get("/foods?category=01990000-0000-7000-8000-000000000000").status_code == 404
    assert alice.get("/foods?category=cheese").status_code == 422
    assert alice.get(f"/foods?category={CHEESE}&own=true").status_code == 422
    assert alice.get(f"/foods?category={CHEESE}&cursor=zzz").status_code == 422


def test_a_whole_branch_takes_as_many_queries_as_one_group(alice: Person) -> None:
    counts = []
    for category in (CHEESE, DAIRY):
        with CaptureQueriesContext(connection) as queries:
            alice.get(f"/foods?category={category}&limit=10")
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("name", ["Meat and poultry", "Fish and seafood"])
def test_dishes_of_meat_and_of_fish_are_among_them(name: str) -> None:
    below = Category.objects.filter(pk__in=within(category_id(GROUP, name))).values_list("name", flat=True)
    assert any("mixed dishes" in each for each in below)
