"""Meals as people tell them over a few messages: what goes with what, whose it was, how many of it, what it was instead."""

import pytest

from tests.agents.chat import TODAY, YESTERDAY, Chat, amounts, entries
from tests.people import Person


def grams_at(person: Person, day: str = TODAY) -> dict[str, dict[str, float]]:
    """By meal the first word of each food and its grams, those of one word together."""
    told: dict[str, dict[str, float]] = {}
    for each in entries(person, day):
        foods = told.setdefault(each["slot"], {})
        word = each["description"].split(",")[0].split()[0].lower()
        foods[word] = foods.get(word, 0) + each["grams"]
    return told


@pytest.mark.parametrize(
    ("said", "day", "eaten"),
    [
        # A meal first, and its foods in the next message.
        (["log my dinner", "150 g rice and 90 g broccoli"], TODAY, {"dinner": {"rice": 150, "broccoli": 90}}),
        (["log yesterday's lunch", "a banana"], YESTERDAY, {"lunch": {"banana": 118}}),
        (["log my dinner", "a banana for breakfast"], TODAY, {"breakfast": {"banana": 118}}),
        (["log my dinner"], TODAY, {}),
        # What goes with something goes to its meal and its day.
        (["150 g rice last night", "with 50 g peas"], YESTERDAY, {"dinner": {"rice": 150, "green": 50}}),
        (["100 g cereal this morning", "with 100 g milk"], TODAY, {"breakfast": {"cereal": 100, "milk": 100}}),
        # Another one is one more, there.
        (["2 slices of toast for breakfast", "one more"], TODAY, {"breakfast": {"bread": 87}}),
        (["2 glasses of milk for breakfast", "and another one"], TODAY, {"breakfast": {"milk": 742.6}}),
        (["a banana yesterday for lunch", "and another"], YESTERDAY, {"lunch": {"banana": 236}}),
        (["200 g rice for lunch", "same again"], TODAY, {"lunch": {"rice": 400}}),
        (["a coffee and a croissant", "another one"], TODAY, {"lunch": {"coffee": 241.4, "croissant": 57}}),
        # So many of them were fewer.
        (["3 samosas", "ate 2 of them"], TODAY, {"lunch": {"samosa": 130}}),
        (["200 g rice", "ate 2 of them"], TODAY, {"lunch": {"rice": 200}}),
        # The hour of a meal is no number of it.
        (["had an early dinner about 6, soup and bread"], TODAY, {"dinner": {"soup": 300, "bread": 54}}),
        (["dinner at 8 was two tacos"], TODAY, {"dinner": {"taco": 190}}),
        (["late lunch about 3: pasta"], TODAY, {"lunch": {"pasta": 180}}),
        (["lunch about 3 eggs"], TODAY, {"lunch": {"egg": 150}}),
        # A meal whose hour has come is told by its foods alone; one that is to come is asked about.
        (["oatmeal for breakfast"], TODAY, {"breakfast": {"oatmeal": 240}}),
        (["soup for dinner"], TODAY, {}),
        # Amounts alone, in the order of the foods.
        (["steak, potatoes and beans", "200g, 150g and 80g"], TODAY, {"lunch": {"beef": 200, "potato": 150, "beans": 80}}),
        (["steak and potatoes", "200g, 150g and 80g"], TODAY, {"lunch": {"beef": 170, "potato": 173}}),
        # What a dish is made of, and what is not in its food anyway.
        (["bacon sandwich", "it was turkey bacon"], TODAY, {"lunch": {"turkey": 128}}),
        (["chicken thighs 300g", "no skin"], TODAY, {"lunch": {"chicken": 300}}),
        (["coffee with milk", "no milk"], TODAY, {"lunch": {"coffee": 241.4}}),
        # Which of the two was another, nobody can tell.
        (["100 g cereal", "with 100 g milk", "it was cornflakes"], TODAY, {"lunch": {"cereal": 100, "milk": 100}}),
        (["100 g blueberries", "with 100 g milk", "it was oat milk"], TODAY, {"lunch": {"blueberries": 100, "oat": 100}}),
        # So many are rather of the sushi than of the tea.
        (["8 pieces of sushi", "and a green tea", "make it 10"], TODAY, {"lunch": {"sushi": 216, "tea": 240.4}}),
        (["2 eggs", "and a green tea", "make it 2"], TODAY, {"lunch": {"egg": 100, "tea": 480.8}}),
        # Instead of what was eaten, and of what was not.
        (["100 g pasta", "had fish instead of the pasta"], TODAY, {"lunch": {"fish": 100}}),
        (["had fish instead of the pasta"], TODAY, {"lunch": {"fish": 130}}),
        (["no bread today, just soup"], TODAY, {"lunch": {"soup": 300}}),
        (["no gym today, just rest"], TODAY, {}),
        (["had lunch, skip it"], TODAY, {}),
        # What was told, told again with its amount; what comes on top of it.
        (["rice and fish for dinner", "fish 200 g", "rice 150 gr"], TODAY, {"dinner": {"fish": 200, "rice": 150}}),
        (["rice and fish for dinner", "and fish 200 g"], TODAY, {"dinner": {"fish": 330, "rice": 158}}),
        (["2 slices of bread with 20 g jam", "jam 15"], TODAY, {"lunch": {"bread": 58, "jams": 15}}),
        (["2 eggs", "3 eggs"], TODAY, {"lunch": {"egg": 100}}),
        (["2 eggs", "2 eggs"], TODAY, {"lunch": {"egg": 200}}),
        (["a banana", "a pear"], TODAY, {"lunch": {"banana": 118, "pear": 178}}),
        (["a muffin", "blueberry muffin"], TODAY, {"lunch": {"muffins": 31}}),
        (["100 g chicken", "chicken salad"], TODAY, {"lunch": {"chicken": 220}}),
        (["fries for lunch", "no fries, it was nuggets"], TODAY, {"lunch": {"chicken": 117}}),
        (["3 pancakes with syrup", "2 tbsp syrup"], TODAY, {"lunch": {"pancakes": 114, "syrup": 39.8}}),
        (["toast and a fried egg this morning", "two eggs"], TODAY, {"breakfast": {"bread": 54, "egg": 50}}),
        (["two boiled eggs", "hard boiled", "for breakfast"], TODAY, {"breakfast": {"egg": 100}}),
        (["2 tacos and a margarita for dinner", "3 tacos", "and another margarita"], TODAY,
         {"dinner": {"taco": 190, "margarita": 360}}),
        # A day first, and its meals in the next message.
        (["I want to log what I ate yesterday", "breakfast a banana, lunch a burger"], YESTERDAY,
         {"breakfast": {"banana": 118}, "lunch": {"hamburger": 150}}),
        (["log what I ate yesterday", "a banana for lunch today"], YESTERDAY, {}),
        (["breakfast burrito"], TODAY, {"lunch": {"egg": 170}}),
        (["skipped breakfast, brunch at 11 was eggs and avocado toast"], TODAY, {"lunch": {"egg": 100, "avocado": 85}}),
        # Of what the pints were nobody says.
        (["2 pints and a burger for dinner"], TODAY, {"dinner": {"hamburger": 150}}),
        # Of each of three.
        (["3 beers", "they were 500ml each"], TODAY, {"lunch": {"beer": 1500}}),
        (["a beer", "it was 500ml"], TODAY, {"lunch": {"beer": 500}}),
        # Where it was had, and when.
        (["had popcorn while watching a movie last night"], YESTERDAY, {"dinner": {"popcorn": 28}}),
        (["3 cups of tea today with milk"], TODAY, {"lunch": {"tea": 711, "milk": 91.5}}),
        (["I'm having a banana right now"], TODAY, {"lunch": {"banana": 118}}),
        (["I'm having a hard time now"], TODAY, {}),
        (["pasta with pesto", "hundred grams dry"], TODAY, {"lunch": {"pasta": 260}}),
        # When it was, and nothing else.
        (["a croissant for breakfast", "at 8am"], TODAY, {"breakfast": {"croissant": 57}}),
        (["100 g rice for lunch", "yesterday"], YESTERDAY, {"lunch": {"rice": 100}}),
        (["3 idlis in morning"], TODAY, {"breakfast": {"idli": 120}}),
        (["yesterday"], YESTERDAY, {}),
        # So many of that unit; a size of what nobody counts.
        (["a pint of beer", "and a packet of peanuts", "three pints actually"], TODAY, {"lunch": {"beer": 1419.5, "peanuts": 35}}),
        (["fries", "they were large"], TODAY, {"lunch": {"potato": 152.1}}),
        # A mark without a comma, and a denial that is none.
        (["I've eaten an orange", "no wait a tangerine"], TODAY, {"lunch": {"tangerine": 88}}),
        (["100 g rice for lunch", "dinner not yet"], TODAY, {"lunch": {"rice": 100}}),
        # What was left, and what of a whole was one's own.
        (["I had soup for lunch but didn't finish it, maybe half"], TODAY, {"lunch": {"soup": 150}}),
        (["I had soup but didn't finish the bread"], TODAY, {"lunch": {"soup": 300}}),
        (["we shared a large pizza, I ate 3 slices"], TODAY, {"lunch": {"fast": 321}}),
        (["yesterday I forgot to log 100 g rice for dinner"], YESTERDAY, {"dinner": {"rice": 100}}),
    ],
)  # fmt: skip
def test_it_goes_where_it_belongs(alice: Person, said: list[str], day: str, eaten: dict[str, dict[str, float]]) -> None:
    chat = Chat.begin(alice)
    for each in said:
        chat.say(each)
    assert grams_at(alice, day) == {slot: pytest.approx(foods, abs=0.5) for slot, foods in eaten.items()}


@pytest.mark.parametrize(
    ("said", "eaten"),
    [
        ("Sarah had the pasta, I had the risotto", {"risotto"}),
        ("sarah had the pasta and i had 100 g rice", {"rice"}),
        ("my husband had steak and I went for the salmon", {"fish"}),
        ("Mark had the burger, I went for the chicken salad", {"chicken"}),
        ("he had a pizza but I only had an apple", {"apple"}),
        ("a burger for him, a banana for me", {"banana"}),
        ("a banana for me and a burger for my son", {"banana"}),
        ("baby took 120 ml", set()),
        ("my daughter had 200 ml milk", set()),
        ("Sarah had the pasta and a glass of wine", set()),
        # One's own, though it begins with a word that may be a name.
        ("Today had soup and I had an apple", {"soup", "apple"}),
    ],
)
def test_what_others_had_is_theirs(alice: Person, said: str, eaten: set[str]) -> None:
    Chat.begin(alice).say(said)
    assert set(amounts(alice)) == eaten


def test_the_same_breakfast_as_today_on_another_day(alice: Person) -> None:
    chat = Chat.begin(alice)
    chat.say("100 g yogurt for breakfast")
    chat.say("had the same breakfast as today on Saturday too")
    chat.say("copy breakfast to yesterday")
    for day in ("2026-05-02", YESTERDAY, TODAY):
        assert grams_at(alice, day) == {"breakfast": {"yogurt": 100}}


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("ate the curry", "logged"),
        ("just finished my chicken curry", "logged"),
        ("had the curry and a banana", "planned"),
        ("ate the salmon", "planned"),
    ],
)
def test_what_is_planned_for_today_is_eaten_by_its_name(alice: Person, said: str, state: str) -> None:
    chat = Chat.begin(alice)
    chat.say("plan chicken curry for dinner today")
    chat.say(said)
    (planned,) = alice.get(f"/planned-meals?from_date={TODAY}&to_date={TODAY}").json()["items"]
    assert planned["state"] == state
