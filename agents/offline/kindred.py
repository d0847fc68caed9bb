"""Words for a kind, and the foods that people call so: "the pasta" was a carbonara, "the veg" broccoli, "the chips" fries. Pure."""

from collections.abc import Iterable, Mapping
from typing import Final

from fithub.foods.words import content_words

# By the words of foods' names and of what was said of them. A word may be of several kinds.
_MEMBERS: Final[Mapping[str, str]] = {
    "pasta": "spaghetti penne lasagne macaroni mac linguine fettuccine tagliatelle ravioli tortellini gnocchi rigatoni fusilli "
    "farfalle carbonara bolognese cannelloni orzo vermicelli noodles",
    "noodles": "spaghetti ramen udon soba pho vermicelli pasta chow lo mein",
    "vegetables veg veggies greens": "broccoli carrots spinach kale cabbage cauliflower peas beans courgette zucchini aubergine "
    "eggplant peppers tomatoes tomato cucumber lettuce asparagus leek onions mushrooms sprouts beetroot celery salad corn squash "
    "pumpkin okra chard",
    "salad": "lettuce coleslaw slaw tabbouleh rocket arugula",
    "fruit": "apple banana orange pear grapes berries strawberries blueberries raspberries blackberries melon watermelon pineapple "
    "mango kiwi peach plum cherries apricot grapefruit clementine mandarin satsuma nectarine papaya figs dates",
    "berries": "strawberries blueberries raspberries blackberries cranberries gooseberries blackcurrants",
    "citrus": "orange lemon lime grapefruit clementine mandarin satsuma",
    "meat": "beef pork lamb chicken turkey ham bacon steak sausage mince veal duck venison meatballs salami burger hamburger ribs "
    "chop",
    "chicken poultry": "nuggets wings drumstick schnitzel turkey",
    "steak": "beef sirloin ribeye rump fillet",
    "sausage": "bratwurst chorizo frankfurter salami wiener hot",
    "fish": "salmon tuna cod haddock trout mackerel sardines herring halibut plaice sole bass bream tilapia pollock anchovies",
    "seafood": "prawns shrimp crab lobster mussels oysters squid calamari scallops clams fish",
    "prawns": "shrimp",
    "shrimp": "prawns",
    "drink beverage": "coffee tea juice cola coke soda lemonade water milk beer wine smoothie shake latte cappuccino cider squash "
    "cocoa espresso americano macchiato kombucha cocktail gin vodka whisky rum",
    "booze alcohol": "beer wine lager ale cider gin vodka whisky whiskey rum cocktail prosecco champagne margarita mojito stout "
    "sherry port tequila brandy",
    "soda pop fizzy": "cola coke pepsi lemonade sprite fanta tonic",
    "coke cola": "cola coke pepsi",
    "coffee": "latte cappuccino espresso americano macchiato mocha flat cortado frappe",
    "tea": "chai matcha earl",
    "beer pint": "lager ale stout pilsner ipa",
    "carbs starch": "rice bread pasta potato potatoes noodles spaghetti couscous quinoa toast roll bagel wrap tortilla fries",
    "bread": "toast roll baguette bagel bun ciabatta naan pita sourdough loaf tortilla wrap",
    "toast": "bread",
    "roll bun": "bread bun roll",
    "potatoes spuds": "potato fries chips mash wedges",
    "chips": "fries crisps",
    "fries": "fries chips",
    "crisps": "chips crisps",
    "oats": "porridge oatmeal oats muesli granola",
    "porridge": "oatmeal oats porridge",
    "oatmeal": "porridge oats oatmeal",
    "cereal": "cornflakes muesli granola bran weetabix cheerios oats oatmeal porridge flakes",
    "muesli": "granola",
    "granola": "muesli",
    "cheese": "cheddar mozzarella feta parmesan brie camembert gouda halloumi edam ricotta gruyere emmental paneer",
    "dairy": "milk cheese yogurt cream butter cheddar feta skyr quark kefir",
    "yogurt": "skyr kefir greek",
    "nuts": "almonds cashews walnuts peanuts pistachios hazelnuts pecans macadamia",
    "beans pulses": "chickpeas lentils kidney beans dal hummus",
    "dal": "lentils",
    "egg eggs": "omelette omelet scrambled frittata",
    "spread": "butter margarine jam marmalade nutella hummus honey peanut",
    "sauce": "ketchup mayonnaise mayo gravy pesto salsa bolognese mustard",
    "dressing": "vinaigrette mayonnaise ranch caesar",
    "oil": "olive sunflower rapeseed",
    "sweets candy": "chocolate gummy haribo toffee caramel mints liquorice fudge",
    "chocolate": "snickers mars twix kitkat bounty brownie nutella",
    "biscuits cookies": "cookie biscuit digestive oreo shortbread hobnob",
    "cake": "brownie muffin cheesecake cupcake gateau sponge pie",
    "dessert pudding afters": "cake ice brownie tiramisu cheesecake pudding crumble pie mousse custard sorbet trifle",
    "pastry": "croissant danish pain strudel doughnut donut",
    "doughnut": "donut",
    "donut": "doughnut",
    "soup": "broth minestrone goulash chowder ramen bisque gazpacho",
    "curry": "korma masala madras vindaloo dal balti jalfrezi",
    "stew": "goulash casserole chili hotpot tagine",
    "sandwich sarnie": "toastie panini baguette bagel sub blt wrap",
    "wrap": "burrito shawarma fajita kebab",
    "burger": "hamburger cheeseburger",
    "hamburger": "burger",
    "kebab": "shawarma doner gyros",
    "pizza": "margherita calzone pepperoni",
    "protein": "chicken beef pork turkey tofu fish salmon tuna steak eggs egg tempeh",
    "shake": "smoothie protein",
    "side sides": "fries salad coleslaw rice wedges chips",
    "filling": "ham cheese tuna egg chicken",
    "topping": "cheese honey berries nuts syrup",
}  # fmt: skip


def _by_kind() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kinds, members in _MEMBERS.items():
        for kind in content_words(kinds):
            found.setdefault(kind, set()).update(content_words(members), [kind])
    return {kind: frozenset(members) for kind, members in found.items()}


_KINDS: Final = _by_kind()


def are_of_kind(words: Iterable[str], own: Iterable[str]) -> bool:
    """Whether what some content words call may be a food that has such words of its own: each is its own, or its kind."""
    has = set(own)
    named = list(words)
    return bool(named) and all(word in has or not has.isdisjoint(_KINDS.get(word, ())) for word in named)
