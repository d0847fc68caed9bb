"""Reading what is about a person's own things: recipes, foods from a label, measures, favourites, the usual, copies."""

import re
from datetime import date
from decimal import Decimal
from typing import Final

from agents.offline.hearing import AMOUNT, hear
from agents.offline.labels import bare_name, number_in, read_food
from agents.offline.naming import SLOTS
from agents.offline.recipes_told import is_recipe, read_recipe
from agents.offline.steps import (
    Copy,
    DeleteOwn,
    ListOwn,
    OwnStep,
    Remark,
    SetFavourite,
    SetMeasure,
    Usual,
    Why,
)
from fithub.core.clock import LocalMoment
from fithub.core.slots import Slot
from fithub.estimation.occasions import read_occasions
from fithub.estimation.tokens import tokenise
from fithub.foods.measures import household_units
from fithub.foods.units import MASS_G, VOLUME_ML, canonical_unit

_SLOT: Final = r"breakfast|brunch|lunch|dinner|supper|snacks?"
_LINK: Final = re.compile(
    r"^\W*(?:(?:save|log|add|read|import|open)\s+)?(?:this(?: recipe)?\W*)?(?:https?://|www\.)\S+\W*$", re.IGNORECASE
)
_MEASURE: Final = re.compile(
    r"^(?P<whose>my|a|an|one|1|the|each)\s+(?P<unit>[a-z]+(?: [a-z]+)?)"
    r"(?:\s+of\s+(?P<mine>my |the |our )?(?P<food>[^,;:=]{1,80}?))?\s*"
    r"(?:=|:|\b(?:is|are|holds?|weighs?|takes|has|contains?|equals?|means?|fits)\b)\s*"
    r"(?:about |around |roughly |exactly |ca\.? |~)?"
    r"(?P<amount>\d+(?:[.,]\d+)?|half an?|a half|(?:a )?quarter(?: of)?(?: an?)?|an?|one)\s*(?P<measured>[a-z][a-z. ]*?)\W*$",
    re.IGNORECASE,
)
_SIZE: Final = r"(?P<size>(?:about |around |roughly )?(?:\d|half|a quarter|quarter|one).*)"
# Other ways to say "my bowl is 400 ml".
_MEASURES_SAID: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        (rf"^an? (?P<what>[a-z]+(?: of [a-z ]+)?) of mine (?:is|holds|weighs) {_SIZE}$", r"my \g<what> is \g<size>"),
        (rf"^(?:by|with) (?:an? |my )?(?P<what>[a-z]+) i mean {_SIZE}$", r"my \g<what> is \g<size>"),
        (
            (
                rf"^(?:when|if|whenever) i say (?:an? |my )?[“\"']?(?P<what>[a-z]+)[”\"']?,? ?(?:i mean|that(?:'s| is|"
                rf" means)|it(?:'s| is| means)) {_SIZE}$"
            ),
            r"my \g<what> is \g<size>",
        ),
        (
            rf"^(?:for me,? |to me,? )(?:an?|one|my) (?P<what>[a-z]+(?: of [a-z ]+)?) (?:is|means|holds|weighs|=) {_SIZE}$",
            r"my \g<what> is \g<size>",
        ),
        (
            (
                rf"^(?:an?|one|my) (?P<what>[a-z]+(?: of [a-z ]+)?) (?:is|means|holds|weighs|=) {_SIZE}(?: for me| to"
                rf" me| in my (?:house|kitchen)| with me)$"
            ),
            r"my \g<what> is \g<size>",
        ),
        (
            r"^i (?:use|have|drink from|eat from) (?:an? |my )?(?P<size>\d[\d.,]* ?[a-z]+) (?P<what>[a-z]+)$",
            r"my \g<what> is \g<size>",
        ),
        (r"^my (?P<what>[a-z]+) is an? (?P<size>\d[\d.,]* ?[a-z]+)(?: one)?$", r"my \g<what> is \g<size>"),
        (
            rf"^(?:count|set|change|make|save|record|keep|take|update|treat) my (?P<what>[a-z]+) (?:as|to|at|=|is|of) {_SIZE}$",
            r"my \g<what> is \g<size>",
        ),
        (rf"^my (?P<what>[a-z]+) (?:is|holds) (?:now|actually|really|only) {_SIZE}$", r"my \g<what> is \g<size>"),
    )
)
_USUAL: Final = re.compile(
    rf"^(?:(?:i|we)(?:'ve| have| just| also)* (?:had|ate|drank|eaten|took)|had|ate|log|add|record|make it|give me|"
    rf"having|just had)?"
    rf"\s*(?:(?:the|my|our) (?:same )?(?:usual|regular)(?: thing| stuff| food| meal)?(?: (?P<slot>{_SLOT}))?|"
    rf"usual(?: (?P<bare>{_SLOT}))|(?:the )?same (?P<same>{_SLOT}) as (?:usual|always))"
    rf"(?:\s+(?:for|at) (?P<at>{_SLOT}))?$",
    re.IGNORECASE,
)
_FAVOURITES: Final = r"(?:favou?rites?|favou?rits?|favs?|faves?)(?: foods?)?(?: list)?"
_FAVOURITE: Final = re.compile(
    rf"^(?:please )?(?:add|put|save|mark|keep|make|set|record|note|i(?:'d like| want)(?: to"
    rf" have)?)\s+(?P<food>.+?)\s+(?:down )?(?:to|in|into|on|as|among|one of)?\s*"
    rf"(?:a|my|the|our|one of my)?\s*{_FAVOURITES}(?:\s*[,:;(–-]\s*(?:(?:and )?(?:i |we )?(?:usually|normally|always|"
    rf"mostly|generally|typically|often|tend to)"
    rf"(?: (?:take|have|eat|use|drink|get|go for))?|it's|its|(?:my )?usual(?: amount| portion)?(?: is|"
    rf":)?)?\s*(?P<much>[^()]+?)\)?)?$"
    rf"|^(?:favou?rite|star|bookmark)\s+(?P<bare>.+)$"
    rf"|^(?P<said>(?!(?:the|this|that|it|what|which|who|how|these|those) )[a-z][a-z' -]{{1,60}}?) (?:is|are) (?:now"
    rf" )?(?:one of my|an?|my|among my) (?:new )?{_FAVOURITES}(?: of mine| now)?$",
    re.IGNORECASE,
)
_NO_FAVOURITE: Final = re.compile(
    rf"^(?:(?:remove|delete|take|drop|cross|scratch)\s+(?P<food>.+?)\s+(?:from|off|out of|as)\s+(?:(?:my|the|an?|"
    rf"one of my)\s+)?{_FAVOURITES}|"
    rf"(?:unfavou?rite|unstar|un-favou?rite)\s+(?P<bare>.+)|"
    rf"(?P<said>[a-z][a-z' -]{{1,60}}?) (?:is|are)(?: no longer|n't| not) (?:one of my|an?|my|among my)"
    rf" {_FAVOURITES}(?: of mine)?(?: any ?more| now)?|"
    rf"i (?:don't|do not|no longer) (?:want|need) (?P<wanted>.+?) (?:in|on|as|among) (?:(?:my|the|an?|one of my)"
    rf" )?{_FAVOURITES}(?: any ?more)?)$",
    re.IGNORECASE,
)
_KINDS: Final = {
    "recipes": "recipes", "recipe": "recipes", "favourites": "favourites", "favorites": "favourites",
    "favourite foods": "favourites", "favorite foods": "favourites",
    "measures": "measures", "measurements of mine": "measures", "portions": "measures", "own measures": "measures",
    "own foods": "foods", "custom foods": "foods", "foods of my own": "foods",
    "usual meals": "usual_meals", "usuals": "usual_meals",
}  # fmt: skip
_LIST: Final = re.compile(
    rf"^(?:(?:show|list|tell|give|see|display|what(?:'s| is| are)?|which)\b\s*)(?:me )?(?:all )?(?:of )?(?:my |the )?"
    rf"(?P<kind>{'|'.join(sorted(_KINDS, key=len, reverse=True))})\b"
    rf"(?: (?:do i have|are there|i have|(?:have i|did i|i(?:'ve| have)?)"
    rf" (?:saved?|got|made|make|created?|kept|keep|given?|told|tell|"
    rf"taught|teach|shown?|set|entered|added)(?: (?:to )?you)?(?: about)?(?: so far| already)?|"
    rf"(?:do|did) you (?:know|have|remember|keep)(?: of mine| for me| of me)?))?$"
    rf"|^my (?P<alone>{'|'.join(sorted(_KINDS, key=len, reverse=True))})$"
    r"|^(?:which|what)(?: foods?| things)?(?: are| is| do i have(?: as| in)?| have i(?: saved| got)?(?: as|"
    r" in)?)(?: my| among my)? (?P<among>favou?rites?)$"
    r"|^(?:which|what) (?P<made>(?:own |custom )?foods?|recipes?) (?:have i (?:made|created|saved|kept|added)|did"
    r" i (?:make|create|save|keep|add)|are mine)$",
    re.IGNORECASE,
)
_IN_RECIPE: Final = re.compile(
    r"^(?:what(?:'s| is| are| goes) (?:the ingredients )?(?:in|of|into) (?:my|the|our) (?P<a>.+?) recipe"
    r"|how many (?:servings|portions|people) (?:does|is|are in) (?:my|the|our|(?=[a-z]+'s ))\s?(?P<b>.+?)(?: "
    r"recipe)?(?: (?:make|serve|"
    r"for|have|give|yield|feed))?"
    r"|(?:show|tell|give)(?: me)? (?:my|the|our|(?=[a-z]+'s ))\s?(?P<c>.+?) recipe"
    r"|(?:what|which) (?:are the )?ingredients (?:of|in|for|do i need for|are in|go into) (?:my|our|(?=[a-z]+'s "
    r"))\s?(?P<d>.+?)(?: recipe)?"
    r"|what(?:'s| is)? (?:all )?(?:goes|went|is|do i put) (?:in|into|inside) (?:my|the|our|(?=[a-z]+'s"
    r" ))\s?(?P<e>.+?)(?: recipe)?"
    r"|(?:what's|whats) in (?=[a-z]+'s )(?P<g>.+?)(?: recipe)?"
    r"|how (?:do i|did i|do we) make (?:my|our|(?=[a-z]+'s ))\s?(?P<f>.+?))$",
    re.IGNORECASE,
)
# "What's in my overnight oats": a recipe, or what was eaten.
_ASKS_IN: Final = re.compile(
    r"^(?:so |and )?(?:what(?:'s|s| is| are| was| did i put)|(?:show|tell|remind) me what(?:'s| is)) (?:all |actually |even )?"
    r"(?:in|inside|into) (?:my|our) (?P<name>[a-z][a-z' -]{2,60}?)(?: again| made of)?$",
    re.IGNORECASE,
)
_NO_DISH: Final = frozenset(
    "diary log day list plan basket fridge kitchen cupboard pantry freezer cart trolley bag profile file import export account"
    " system favourites favorites recipes foods memory week today yesterday morning evening".split()
)
_WHAT_USUAL: Final = re.compile(rf"^what(?:'s| is| are) my usual(?: (?P<slot>{_SLOT}))?$", re.IGNORECASE)
_HOW_BIG: Final = re.compile(
    r"^(?:(?:how (?:big|large|much|heavy) (?:is|does|are)|what(?:'s| is)) my (?P<unit>[a-z]+)(?: hold| weigh| size|"
    r" take| have)?"
    r"|what (?:do you|does it) (?:count|take|use|have) (?:as|for) (?:a|an|my|one) (?P<counted>[a-z]+)(?: (?:for me|of mine))?"
    r"|how (?:big|large|heavy|much) (?:do you think )?(?:is )?(?:a|one) (?P<one>[a-z]+) (?:for me|of mine))$",
    re.IGNORECASE,
)
_GONE: Final = (
    r"(?:forget|delete|remove|drop|erase|scrap|bin|ditch|get rid of|throw (?:out|away)|"
    r"i (?:don't|do not|no longer) (?:need|want|use))"
)
_FORGET: Final = tuple(
    (kind, re.compile(rf"^(?:please )?{_GONE} {pattern}(?: any ?more)?$", re.IGNORECASE))
    for kind, pattern in (
        ("recipes", r"(?:my |the )?(?P<name>.+?) recipe"),
        ("recipes", r"(?:my |the )?recipe (?:for|of|called|named) (?:my )?(?P<name>.+?)"),
        (
            "foods",
            (
                r"(?:my |the )(?:own |custom )?food (?:called |named )?(?P<name>(?!(?:i|we|from|of|at|for|in|on|that|"
                r"entry|entries|diary|log)\b).+?)"
            ),
        ),
        ("foods", r"(?:my )(?P<name>.+?) (?:own |custom )?food"),
        ("foods", r"(?P<name>.+?) (?:from|out of) my (?:own |custom )?foods"),
        ("measures", r"(?:my |the )(?:measure|size) (?:for|of) (?:a |an |my |the )?(?P<name>[a-z]+)"),
        ("measures", r"(?:my |the )(?P<name>[a-z]+) (?:size measure|measure|size)"),
        ("measures", r"how (?:big|large|much|heavy) (?:my|a) (?P<name>[a-z]+) (?:is|holds|weighs)"),
    )
)
# "I don't buy Fjord Skyr any more, delete it from my foods".
_GONE_IT: Final = re.compile(
    r"^(?:i|we) (?:don't|do not|never|no longer|stopped) (?:buy|buying|use|using|eat|eating|make|making|need|have|"
    r"drink)(?:ing)? (?:my |the )?"
    r"(?P<name>[^,;.]{2,60}?)(?: any ?more| now)?[,;.]+\s*(?:so |and |please |can you |you can )*(?:delete|remove|"
    r"forget|drop|erase) (?:it|that|this)"
    r" (?:from|out of) my (?P<kind>(?:own |custom )*foods|recipes)(?: please)?\W*$",
    re.IGNORECASE,
)
# "I never make those banana pancakes, bin the recipe".
_GONE_RECIPE: Final = re.compile(
    r"^(?:i|we) (?:don't|do not|never|no longer|stopped|won't)(?: ever| really| actually)* (?:make|making|cook|"
    r"cooking|use|using|need|bake|"
    r"eat)(?: (?:the|my|those|that|these|this))? (?P<name>[^,;.]{2,60}?)(?: any ?more| now| these days)?\s*[,;.–-]+\s*"
    r"(?:so |and |please |can you |you can |could you )*(?:delete|remove|forget|drop|erase|bin|ditch|scrap|get rid"
    r" of|throw out) "
    r"(?:the|that|its|this) recipe(?: please)?\W*$",
    re.IGNORECASE,
)
_FORGET_UNIT: Final = re.compile(r"^(?:please )?forget my (?P<name>[a-z]+)$", re.IGNORECASE)
_COPIES: Final = re.compile(r"^(?:copy|duplicate|repeat)\b", re.IGNORECASE)
_ONTO: Final = re.compile(
    rf"^(?P<what>.*\b(?:{_SLOT})\b.*) (?:for|as|at) (?:my |today )?(?P<slot>{_SLOT})$", re.IGNORECASE
)
_BARE_DAY: Final = re.compile(
    r"(?<!\bon )(?<!\blast )(?<!\bthis )\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.IGNORECASE
)
_ALSO_ON: Final = re.compile(
    r"^(?P<what>today|this morning|yesterday|last night)(?:'s)?,? "
    r"(?P<day>(?:on |last |this )*(?:yesterday|(?:mon|tues|wednes|thurs|fri|"
    r"satur|sun)day))(?: too| as well| also)?$",
    re.IGNORECASE,
)
_SAME: Final = re.compile(r"\b(?:same|again)\b", re.IGNORECASE)
_COPY_WORDS: Final = frozenset(
    "same repeat copy duplicate again log add have had ate eat i we the a as my meal meals thing things food"
    " foods everything all"
    " whole day for to from into in on it that please what of diary entries today yesterday over exact exactly did was".split()
)


def read_own_message(message: str) -> OwnStep | Remark | None:
    """What a whole message asks: a recipe is of many lines, and none of them is a wish of its own."""
    bare = message.strip()
    if _LINK.match(bare):
        return Remark(Why.LINK)
    gone = _GONE_IT.match(bare)
    if gone is not None:
        return DeleteOwn("recipes" if "recipe" in gone["kind"].lower() else "foods", bare_name(gone["name"]))
    gone_recipe = _GONE_RECIPE.match(bare)
    if gone_recipe is not None:
        return DeleteOwn("recipes", bare_name(gone_recipe["name"]))
    recipe = read_recipe(bare)
    if recipe is not None:
        return recipe
    food = read_food(bare)
    if food is not None:
        return food
    return Remark(Why.RECIPE) if is_recipe(bare) else None


def read_own(order: str, now: LocalMoment) -> OwnStep | None:
    """What a clause asks, as an order ("could you copy …" as "copy …")."""
    bare = order.strip(" ,.!?:;")
    return (
        _measure(bare)
        or _usual(bare, now)
        or _copy(bare, now)
        or _favourite(bare, now)
        or _listing(bare)
        or _forgetting(bare)
    )


def _measure(said: str) -> SetMeasure | None:
    for pattern, plain in _MEASURES_SAID:
        if pattern.match(said):
            said = pattern.sub(plain, said)
            break
    match = _MEASURE.match(said)
    if match is None:
        return None
    unit, food = canonical_unit(match["unit"]), (match["food"] or "").strip()
    # "My protein scoop": the unit is its last word, and the rest says of what.
    before, _, last = unit.rpartition(" ")
    if last in household_units() | {"cup", "tbsp", "tsp"} and before and not food:
        unit, food = (unit, "") if before in {"large", "small", "big", "medium"} else (last, before)
    is_mine = match["whose"].lower() == "my" or (match["mine"] or "").strip().lower() == "my"
    if not is_mine or unit.rpartition(" ")[2] not in household_units() | {"cup", "tbsp", "tsp"}:
        return None
    written = match["amount"].lower()
    amount = (
        Decimal("0.5")
        if "half" in written
        else Decimal("0.25")
        if "quarter" in written
        else Decimal(1)
        if written[0].isalpha()
        else number_in(written)
    )
    measured = canonical_unit(match["measured"])
    if measured in MASS_G:
        return SetMeasure(unit, food, amount * MASS_G[measured], None)
    if measured in VOLUME_ML:
        return SetMeasure(unit, food, None, amount * VOLUME_ML[measured])
    return None


def _usual(said: str, now: LocalMoment) -> Usual | None:
    tokens = tokenise(said)
    occasions = read_occasions(tokens, now)
    day = next((each.when.local_date for each in occasions if each.when.local_date), None)
    # "Yesterday I had my usual breakfast": the day stands before or behind.
    bare = said
    for each in occasions:
        words = said[tokens[each.start].start : tokens[each.end - 1].end]
        if each.when.local_date and not re.search(_SLOT, words, re.IGNORECASE):
            bare = bare.replace(words, " ")
    match = _USUAL.match(" ".join(bare.split()).strip(" ,"))
    if match is None:
        return None
    slot = match["slot"] or match["bare"] or match["same"] or match["at"]
    return Usual(SLOTS[slot.lower()] if slot else None, day)


def _copy(said: str, now: LocalMoment) -> Copy | None:
    """ "Copy yesterday's lunch to today", "same breakfast as yesterday": one side is copied from, the other is copied to."""
    if _COPIES.match(said):
        source, _, target = said.partition(" to ") if " to " in said else said.partition(" into ")
    elif _SAME.search(said):
        target, _, source = said.partition(" as ")
        source, target = (source, target) if source else (target, "")
        onto = _ONTO.match(source) if not target else None
        if onto is not None:
            # "Last night's dinner again for lunch".
            source, target = onto["what"], onto["slot"]
    else:
        return None
    also = _ALSO_ON.match(source)
    if also is not None and not _COPIES.match(said):
        # "Had the same breakfast as today on Saturday too".
        source, target = also["what"], f"{target} {also['day']}"
    day, slot, rest = _where(source, now)
    to_day, to_slot, more = _where(target, now)
    if day is None and slot is not None and to_day is not None:
        # "Copy breakfast to yesterday": today's.
        day = now.date
    before = to_day is not None and to_day < now.date
    if day is None or day > now.date or (day == now.date and not before) or (rest | more) - _COPY_WORDS - SLOTS.keys():
        return None
    if slot is None and to_slot is not None and not _COPIES.match(said):
        # "Same breakfast as yesterday": that meal of that day.
        slot, to_slot = to_slot, None
    return Copy(day, slot, to_day, None if to_slot == slot else to_slot)


def _where(said: str, now: LocalMoment) -> tuple[date | None, Slot | None, set[str]]:
    """The day and the meal that words name, and the other words."""
    tokens = tokenise(_BARE_DAY.sub(r"on \1", said))
    occasions = read_occasions(tokens, now)
    taken = {place for each in occasions for place in range(each.start, each.end)}
    day = next((each.when.local_date for each in occasions if each.when.local_date), None)
    slot = next((each.when.slot for each in occasions if each.when.slot), None)
    slot = slot or next((SLOTS[token.low] for token in tokens if token.low in SLOTS), None)
    return day, slot, {token.low for place, token in enumerate(tokens) if place not in taken and token.is_content}


def _favourite(said: str, now: LocalMoment) -> SetFavourite | None:
    gone = _NO_FAVOURITE.match(said)
    if gone is not None:
        return SetFavourite(
            bare_name(next(each for each in gone.group("food", "bare", "said", "wanted") if each)), favourite=False
        )
    kept = _FAVOURITE.match(said)
    if kept is None:
        return None
    food = next(each for each in kept.group("food", "bare", "said") if each)
    heard = hear(f"{food}, {kept['much'] or ''}", now, MASS_G.keys() | VOLUME_ML.keys() | household_units())
    if len(heard.amounts) != 1:
        return SetFavourite(bare_name(food)) if not heard.amounts else None
    (amount,) = heard.amounts
    name = " ".join(word for word in heard.words if word != AMOUNT)
    unit = canonical_unit(amount.unit) if amount.unit else None
    if unit in MASS_G:
        return SetFavourite(_named_food(name), grams=amount.value * MASS_G[unit])
    return SetFavourite(_named_food(name), quantity=amount.value, unit=unit)


def _named_food(name: str) -> str:
    return bare_name(re.sub(r"^of ", "", name))


def _listing(said: str) -> ListOwn | None:
    listed = _LIST.match(said)
    if listed is not None:
        kind = next(each for each in listed.group("kind", "alone", "among", "made") if each).lower()
        return ListOwn(_KINDS.get(kind) or ("recipes" if kind.startswith("recipe") else "foods"))
    recipe = _IN_RECIPE.match(said)
    if recipe is not None:
        return ListOwn("recipes", bare_name(next(each for each in recipe.groups() if each)))
    dish = _ASKS_IN.match(said)
    if dish is not None and not set(dish["name"].lower().replace("'s", "").split()) & (_NO_DISH | SLOTS.keys()):
        return ListOwn("recipes", dish["name"], asked=said)
    usual = _WHAT_USUAL.match(said)
    if usual is not None:
        return ListOwn("usual_meals", SLOTS[usual["slot"].lower()].value if usual["slot"] else "")
    big = _HOW_BIG.match(said)
    unit = canonical_unit(next(each for each in big.groups() if each)) if big is not None else ""
    return ListOwn("measures", unit) if unit in household_units() | {"cup"} else None


def _forgetting(said: str) -> DeleteOwn | None:
    for kind, pattern in _FORGET:
        match = pattern.match(said)
        if match is None:
            continue
        name = match["name"]
        if kind == "recipes" and re.search(r"\b(?:from|out of|to|in)\b", name, re.IGNORECASE):
            # One of its ingredients (skills/recipes.py).
            return None
        if kind == "measures" and canonical_unit(name) not in household_units() | {"cup"}:
            continue
        return DeleteOwn(kind, canonical_unit(name) if kind == "measures" else bare_name(name))
    unit = _FORGET_UNIT.match(said)
    if unit is not None and canonical_unit(unit["name"]) in household_units() | {"cup"}:
        return DeleteOwn("measures", canonical_unit(unit["name"]))
    return None
