"""What people say of their measures, favourites, recipes and own foods, in other words; and what only sounds like it."""

import pytest

from tests.agents.chat import NOON
from tests.agents.phrasings import try_all
from tests.people import Person

MEASURES = """
my bowl holds 400 ml                                 | set_measure unit=bowl millilitres=400
my mug is 350ml                                      | set_measure unit=mug millilitres=350
my mugs are 350 ml                                   | set_measure unit=mug millilitres=350
a mug of mine is 350 ml                              | set_measure unit=mug millilitres=350
my coffee mug holds about 250 ml                     | set_measure unit=mug millilitres=250
by a bowl I mean 400 ml                              | set_measure unit=bowl millilitres=400
when I say bowl I mean 400 ml                        | set_measure unit=bowl millilitres=400
when I say a bowl, that's 400 ml                     | set_measure unit=bowl millilitres=400
a scoop is 30 g for me                               | set_measure unit=scoop grams=30
for me a bowl is 400ml                               | set_measure unit=bowl millilitres=400
I use a 300 ml glass                                 | set_measure unit=glass millilitres=300
my glass is a 300 ml one                             | set_measure unit=glass millilitres=300
my handful of almonds is 25 g                        | set_measure unit=handful grams=25
count my bowl as 400 ml                              | set_measure unit=bowl millilitres=400
set my bowl to 400 ml                                | set_measure unit=bowl millilitres=400
a slice of my bread weighs 45 grams                  | set_measure unit=slice grams=45
remember my mug is 350 ml                            | remember unit=mug millilitres=350
my bowl = 400ml                                      | set_measure unit=bowl millilitres=400
my bowl is now 500 ml                                | set_measure unit=bowl millilitres=500
change my bowl to 500 ml                             | set_measure unit=bowl millilitres=500
a bowl means 400 ml to me                            | set_measure unit=bowl millilitres=400
my scoop of protein powder is 30 g                   | set_measure unit=scoop grams=30
my bowls hold 400 ml                                 | set_measure unit=bowl millilitres=400
my bowl takes 400 ml                                 | set_measure unit=bowl millilitres=400
my cup is roughly a quarter litre                    | set_measure unit=cup millilitres=250
"""

FAVOURITES = """
add banana to my favourites                          | set_favourite
make banana a favourite                              | set_favourite
favourite banana                                     | set_favourite
banana is one of my favourites                       | set_favourite
bananas are a favourite of mine                      | set_favourite
save 150 g skyr as a favourite                       | set_favourite amount_g=150
add skyr (150 g) to my favourites                    | set_favourite amount_g=150
add 150 g of skyr to my favorites                    | set_favourite amount_g=150
make 200 g of skyr one of my favourites              | set_favourite amount_g=200
mark banana as favourite                             | set_favourite
star banana                                          | set_favourite
put peanut butter on my favourites list              | set_favourite
add two eggs to my favourites                        | set_favourite quantity=2
favourite 200 g skyr                                 | set_favourite amount_g=200
I want banana in my favourites                       | set_favourite
save banana to favourites                            | set_favourite
keep banana as a favourite, 120 g                    | set_favourite amount_g=120
remove peanut butter from favourites                 | set_favourite favourite=False
peanut butter is no longer a favourite               | set_favourite favourite=False
unfavourite peanut butter                            | set_favourite favourite=False
take peanut butter off my favourites                 | set_favourite favourite=False
drop peanut butter as a favourite                    | set_favourite favourite=False
peanut butter isn't a favourite any more             | set_favourite favourite=False
unstar peanut butter                                 | set_favourite favourite=False
I don't want peanut butter in my favourites any more | set_favourite favourite=False
my favourites                                        | list_own kind=favourites
what are my favourites                               | list_own kind=favourites
show favourites                                      | list_own kind=favourites
list my favorite foods                               | list_own kind=favourites
which foods are my favourites?                       | list_own kind=favourites
what do I have as favourites                         | list_own kind=favourites
"""

RECIPES = """
my porridge serves 3                                 | edit_recipe recipe_id=@porridge servings=3
my porridge recipe serves 3                          | edit_recipe recipe_id=@porridge servings=3
porridge recipe: make it 3 servings                  | edit_recipe recipe_id=@porridge servings=3
change the servings of my porridge to 3              | edit_recipe recipe_id=@porridge servings=3
my porridge makes 4 portions                         | edit_recipe recipe_id=@porridge servings=4
set my porridge to 4 servings                        | edit_recipe recipe_id=@porridge servings=4
the porridge recipe serves 4 now                     | edit_recipe recipe_id=@porridge servings=4
split my porridge into 4                             | edit_recipe recipe_id=@porridge servings=4
make my porridge recipe for 4 people                 | edit_recipe recipe_id=@porridge servings=4
my porridge recipe is 4 servings, not 2              | edit_recipe recipe_id=@porridge servings=4
edit my porridge recipe: swap the milk for water     | edit_recipe recipe_id=@porridge add=~water
in my porridge recipe, replace milk with soy milk    | edit_recipe recipe_id=@porridge add=~soy
swap milk for oat milk in my porridge recipe              | edit_recipe recipe_id=@porridge add=~oat
use oat milk instead of milk in my porridge recipe        | edit_recipe recipe_id=@porridge add=~oat
replace the milk in my porridge recipe with water           | edit_recipe recipe_id=@porridge add=~water
add a banana to my porridge recipe                   | edit_recipe recipe_id=@porridge add=~banana
add a banana to my porridge                          | edit_recipe recipe_id=@porridge add=~banana
put 20 g honey in my porridge recipe                 | edit_recipe recipe_id=@porridge add=~honey
my porridge recipe also has 20 g honey               | edit_recipe recipe_id=@porridge add=~honey
edit my porridge recipe: add 20 g honey              | edit_recipe recipe_id=@porridge add=~honey
update my porridge recipe, add 20 g honey            | edit_recipe recipe_id=@porridge add=~honey
remove milk from my porridge recipe                  | edit_recipe recipe_id=@porridge
leave the milk out of my porridge recipe | edit_recipe recipe_id=@porridge
change the oats in my porridge recipe to 100 g | edit_recipe recipe_id=@porridge
edit my porridge recipe > swap the milk for water | edit_recipe add=~water
no milk in my porridge recipe any more               | edit_recipe recipe_id=@porridge
edit my porridge recipe: remove the milk             | edit_recipe recipe_id=@porridge
use 100 g oats in my porridge recipe                 | edit_recipe recipe_id=@porridge
my porridge recipe has 100 g oats, not 80            | edit_recipe recipe_id=@porridge
make it 100 g oats in my porridge recipe             | edit_recipe recipe_id=@porridge
rename my porridge to breakfast oats                 | edit_recipe recipe_id=@porridge name="breakfast oats"
call my porridge recipe breakfast oats               | edit_recipe recipe_id=@porridge name="breakfast oats"
change the name of my porridge recipe to breakfast oats | edit_recipe recipe_id=@porridge name="breakfast oats"
my porridge weighs 900 g cooked                      | edit_recipe recipe_id=@porridge cooked_g=900
the porridge recipe comes to 900 g when cooked       | edit_recipe recipe_id=@porridge cooked_g=900
bin the porridge recipe                              | delete_own kind=recipes id=@porridge
I never make that porridge, ditch the recipe         | delete_own kind=recipes id=@porridge
we don't cook the porridge any more, so delete the recipe please | delete_own kind=recipes id=@porridge
the porridge takes 100 g of oats now, not 80         | edit_recipe recipe_id=@porridge
my porridge needs 100 g oats                         | edit_recipe recipe_id=@porridge
don't delete the porridge recipe                     | -
my mum's porridge takes ages                         | -
change the servings on my porridge to 3              | edit_recipe recipe_id=@porridge servings=3
the porridge should be called breakfast oats now     | edit_recipe recipe_id=@porridge name="breakfast oats"
swap the milk for 200 ml water in the porridge       | edit_recipe recipe_id=@porridge add=~water
swap the milk for water in the stew                  | -
New recipe please - Gran's dal, makes 4 portions. 250 g red lentils, 1 onion, 400 ml coconut milk | save_recipe name=~dal
recipe: Lemon rice. 300 g rice, 1 lemon              | save_recipe name="Lemon rice"
delete my porridge recipe                            | delete_own kind=recipes id=@porridge
get rid of my porridge recipe                        | delete_own kind=recipes id=@porridge
remove the recipe for porridge                       | delete_own kind=recipes id=@porridge
I don't need the porridge recipe any more            | delete_own kind=recipes id=@porridge
what recipes do I have?                              | list_own kind=recipes
show me my recipes                                   | list_own kind=recipes
what's in my porridge recipe?                        | list_own kind=recipes
how many servings does my porridge make?             | list_own kind=recipes
save a recipe called green soup: 500 g peas, 1 onion; serves 4 | save_recipe name="green soup"
new recipe: green soup, 500 g peas and 1 onion, serves 4 | save_recipe name="green soup"
my recipe for green soup: 500 g peas, 1 onion        | save_recipe name="green soup"
"""

FOODS = """
add a food: Zed bar, per 100 g 450 kcal, 20 g protein | create_food name="Zed bar" per_100g__energy_kcal=450
create a food called Zed bar: 180 kcal, 8 g protein per 40 g bar | create_food name="Zed bar" serving_g=40
save Zed bar as a food: 450 kcal, 20 g protein per 100g | create_food name="Zed bar" per_100g__energy_kcal=450
new food Zed bar 450 kcal per 100 g                  | create_food name="Zed bar" per_100g__energy_kcal=450
add Zed bar to my foods: 450 kcal and 20 g protein per 100 g | create_food name="Zed bar" per_100g__protein_g=20
Zed bar has 450 kcal and 20 g protein per 100 g, save it as a food | create_food name="Zed bar" per_100g__energy_kcal=450
I want to add my own food: Zed bar, 450 kcal per 100 g | create_food name="Zed bar" per_100g__energy_kcal=450
delete my food Zib loaf                              | delete_own kind=foods id=@loaf
delete my own food Zib loaf                          | delete_own kind=foods id=@loaf
remove Zib loaf from my foods                        | delete_own kind=foods id=@loaf
delete the food Zib loaf                             | delete_own kind=foods id=@loaf
get rid of my Zib loaf food                          | delete_own kind=foods id=@loaf
what foods of my own do I have?                      | list_own kind=foods
show my own foods                                    | list_own kind=foods
list my custom foods                                 | list_own kind=foods
which foods have I created                           | list_own kind=foods
delete my measure for bowl                           | delete_own kind=measures id=@bowl
forget my bowl                                       | delete_own kind=measures id=@bowl
forget how big my bowl is                            | delete_own kind=measures id=@bowl
remove the bowl measure                              | delete_own kind=measures id=@bowl
how big is my bowl                                   | list_own kind=measures
how much does my bowl hold?                          | list_own kind=measures
what are my measures                                 | list_own kind=measures
what do you count as a bowl for me                   | list_own kind=measures
"""

NOT_OWN = """
I had a bowl of soup                                 | log_meal
my bowl of porridge was great                        | -
a slice of bread is 45 g                             | -
edit my porridge recipe                              | -
my favourite colour is blue                          | -
swap the milk for water                              | -
I had my favourite soup                              | log_meal
"""


@pytest.fixture
def keeping() -> tuple[Person, dict[str, str]]:
    """Somebody with a recipe, a favourite, an own food and a measure."""
    person = Person.register(now=NOON)
    names = {}

    def food(q: str) -> str:
        return str(person.get(f"/foods?q={q}").json()["items"][0]["id"])

    oats, milk, butter = food("rolled oats"), food("milk"), food("peanut butter")
    made = person.post(
        "/recipes",
        {
            "name": "porridge",
            "servings": 2,
            "ingredients": [{"food_id": oats, "grams": 80}, {"food_id": milk, "grams": 300}],
        },
    )
    assert made.status_code == 201, made.content
    names["porridge"] = made.json()["id"]
    assert person.send("PUT", f"/favourites/{butter}", {}).status_code in {200, 201}
    own = person.post("/foods", {"name": "Zib loaf", "nutrients_per_100g": {"energy_kcal": 250}})
    assert own.status_code == 201, own.content
    names["loaf"] = own.json()["id"]
    bowl = person.send("PUT", "/measures", {"unit": "bowl", "millilitres": 350})
    assert bowl.status_code in {200, 201}, bowl.content
    names["bowl"] = bowl.json()["id"]
    return person, names


@pytest.mark.parametrize(
    "table",
    [MEASURES, FAVOURITES, RECIPES, FOODS, NOT_OWN],
    ids=["measures", "favourites", "recipes", "foods", "not own"],
)
def test_what_is_said_of_own_things(keeping: tuple[Person, dict[str, str]], table: str) -> None:
    try_all(keeping[0], table, keeping[1])
