"""Reading what is to be changed of a recipe: "edit my porridge recipe: swap the milk for water", "my chili serves 6".

The recipe stands before the changes ("in my porridge recipe, …"), behind them ("add honey to my porridge recipe") or is what is
told of ("my porridge serves 3"); the changes themselves are read alike wherever they stand.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from agents.offline.labels import number_in
from agents.offline.naming import SLOTS
from agents.offline.steps import Wish


@dataclass(frozen=True, slots=True)
class ChangeRecipe(Wish):
    """What to change of the recipe `name`; with nothing to change, that was not said. `reweigh`: an ingredient and its grams;
    `swap`: an ingredient and what takes its place. `or_log`: food that was eaten with it, if it is no recipe."""

    name: str
    add: str = ""
    remove: tuple[str, ...] = ()
    swap: tuple[tuple[str, str], ...] = ()
    reweigh: tuple[tuple[str, Decimal], ...] = ()
    becomes: str = ""
    servings: Decimal | None = None
    cooked_g: Decimal | None = None
    or_log: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be changed."""
        return self == ChangeRecipe(self.name)


@dataclass(frozen=True, slots=True)
class AskRecipe(Wish):
    """What is in a recipe."""

    name: str


_NAME: Final = r"[“\"']?(?P<name>(?:[^“”\"':,;.]|(?<=[a-z])'(?=s\b)){1,80}?)[”\"']?"
_EDIT: Final = r"(?:edit|change|update|modify|amend|adjust|fix|alter|correct)"
_BEFORE: Final = (
    re.compile(
        rf"^(?:please )?{_EDIT} (?:my |the )?(?:recipe (?:for|of|called) (?:my )?{_NAME}|"
        rf"{_NAME.replace('name', 'named')} recipe)(?:\s*[:,–-]+\s*|\s+(?:and|to)\s+)(?P<change>.+)$",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(
        rf"^(?:please )?(?:in|for|to|on|with) (?:my|the) {_NAME} recipe\s*[:,]?\s*(?P<change>.+)$",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(rf"^(?:my |the )?{_NAME} recipe\s*[:,]\s*(?P<change>.+)$", re.IGNORECASE | re.DOTALL),
)
_EDIT_WHAT: Final = re.compile(rf"^(?:please )?{_EDIT} (?:my|the) {_NAME} recipe$", re.IGNORECASE)
_BEHIND: Final = re.compile(
    rf"^(?:please )?(?P<change>.+?) (?:to|in|into|from|out of|of|on) (?:my|the) {_NAME} recipe(?: any ?more| from"
    rf" now on| now)?(?P<instead> (?:with|for|by|to) .+)?$",
    re.IGNORECASE,
)
# "Take the onion out of granny's stew, the kids hate it".
_TAKE_OUT: Final = re.compile(
    r"^(?:please )?(?:take|leave|remove|drop|delete|omit|get rid of) (?:out )?(?:the |any |all the"
    r" )?(?P<what>[a-z][a-z -]{1,40}?) "
    rf"(?:out of|from|in) (?=[a-z]+'s (?!(?:breakfast|brunch|lunch|dinner|supper|snack)s?\b)[a-z]){_NAME}"
    r"(?:(?:,|;| because| since| as|,? and) (?!add\b|put\b|use\b)[a-z' ]+)?$",
    re.IGNORECASE,
)
# "Granny's stew" is as much one's own as "my stew".
_WHOSE: Final = r"(?:(?:my|the|our) |(?=[a-z]+'s ))"
# "I also put 2 carrots in granny's stew, can you add those to the recipe".
_PUT_IN: Final = re.compile(
    rf"^i (?:also |always |now |usually )*(?:put|add|added|use|used|include) (?P<what>.{{2,60}}?) (?:in|into|to) "
    rf"{_WHOSE}{_NAME}(?: recipe)?"
    r"[,;.]? (?:so |and |please |can you |could you )*(?:add|put|include|note|save) (?:that|those|them|it|these)(?: "
    r"(?:to|in|into) (?:it|the|my)"
    r"(?: recipe)?)?(?: too| please| as well)*$",
    re.IGNORECASE,
)
_ADD_TO: Final = re.compile(
    rf"^(?:add|put) (?P<what>.{{1,200}}?) (?:to|in|into) (?:my |(?=[a-z]+'s )){_NAME}$", re.IGNORECASE
)
_COUNT: Final = r"(?P<count>\d{1,3}(?:[.,]\d)?|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_PORTIONS: Final = r"(?:servings?|portions?|people|persons?|plates|bowls|pieces|slices|helpings)"
_SERVES: Final = (
    re.compile(
        rf"^(?:change|set|make|update|adjust) (?:the )?(?:number of )?{_PORTIONS} (?:of|for|in|on)(?: my| the| our)?"
        rf" {_NAME}(?: recipe)? (?:to|as) {_COUNT}$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^{_WHOSE}{_NAME}(?: recipe)? (?:now |really |actually |should )*(?:serves?|makes?|yields?|feeds?|gives?|"
        rf"is (?:really |"
        rf"actually |now )*for|should be for|is enough for|is good"
        rf" for) {_COUNT}(?: {_PORTIONS})?"
        r"(?: (?:now|really|actually|though|instead))*(?:,? (?:not|and not|instead of) (?:for )?\w+(?: \w+)?)?$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^(?:set|split|divide|change|cut|make|portion|put) (?:my|the) {_NAME}(?: recipe)? (?:to|in|into|for|serve|"
        rf"as|make) {_COUNT} {_PORTIONS}$",
        re.IGNORECASE,
    ),
    re.compile(rf"^(?:split|divide|portion) (?:my|the) {_NAME}(?: recipe)? (?:in|into|for) {_COUNT}$", re.IGNORECASE),
    re.compile(
        rf"^(?:(?:my|the) {_NAME} recipe (?:is|has|should be)|make (?:my|the) {_NAME.replace('name', 'made')}"
        rf" recipe (?:serve|for)) {_COUNT}(?: {_PORTIONS})?(?:,? not \w+)?$",
        re.IGNORECASE,
    ),
)
_RENAMES: Final = (
    re.compile(
        rf"^rename (?:my |the )?{_NAME}(?: recipe)? (?:to|as|into) [“\"']?(?P<becomes>[^“”\"':,;.]{{1,80}}?)[”\"']?$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^(?:my |the |our ){_NAME}(?: recipe)? (?:should|must|is to|needs to) (?:now )?be (?:called|named|renamed(?: to)?)"
        rf" [“\"']?(?P<becomes>[^“”\"':,;.]{{1,80}}?)[”\"']?(?: (?:now|from now on|instead))?$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^call (?:my |the )?{_NAME} recipe(?: now)? [“\"']?(?P<becomes>[^“”\"':,;.]{{1,80}}?)[”\"']?(?: (?:now|"
        rf"from now on|instead))?$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^(?:change|set) the name of (?:my |the )?{_NAME}(?: recipe)? to [“\"']?(?P<becomes>[^“”\"':,;.]{{1,80}}?)[”\"']?$",
        re.IGNORECASE,
    ),
)
_GRAMS: Final = r"(?P<grams>\d+(?:[.,]\d+)?) ?(?P<unit>kg|g|grams?|kilos?)"
_COOKED: Final = re.compile(
    rf"^(?:my|the) {_NAME}(?P<recipe> recipe)? (?:weighs|comes to|comes out at|is|yields|makes)(?: about| around)?"
    rf" {_GRAMS} (?:when |once |after |in all )?(?:it's |it is )?"
    r"(?:cooked|cooking|done|ready|baked|finished)$",
    re.IGNORECASE,
)
# "In mum's dal it should be 250 g lentils": a name of several words is a dish's, "in my soup" may be said of an entry.
_DISH: Final = r"(?:my |the |our )?[“\"']?(?P<name>(?!(?:the|a|this|that|my) )[a-z]+(?:'s)? (?:[a-z]+ ?){1,4}?)[”\"']?"
_IN_DISH: Final = (
    re.compile(
        rf"^(?:in|for|with) {_DISH},? (?:it|that|there)(?:'s| should be| should've been| is| are| was| ought to be|"
        rf" needs to be|"
        r" must be) (?P<change>\d.+)$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^(?:there(?:'s| is| are| should be)|it(?:'s| is| should be)) (?P<change>\d.+?) (?:in|for)"
        rf" {_DISH}(?P<not>,? not .+)?$",
        re.IGNORECASE,
    ),
)
# "The Sunday chili takes 600 g of mince now, not 500": so much is in a dish; whoever eats takes a food and not a dish.
_TAKES: Final = re.compile(
    r"^(?:my |the |our )(?P<name>(?!(?:recipe|dish|coffee|tea|day|diet|plan)\b)[a-z][a-z']*(?:"
    r" [a-z][a-z']*){0,3}?)(?: recipe)? "
    r"(?:(?:now|actually|really|only) )*(?:takes|needs|uses|calls for) (?:(?:now|only|about) )*"
    r"(?P<much>\d[\d.,]* ?(?:kg|g|grams?|kilos?)) (?:of )?(?:the )?(?P<what>[a-z][a-z -]{1,40}?)"
    r"(?: (?:now|actually|really|in total|instead))*(?P<not>,? (?:not|and not|instead of|rather than) [\w ]{1,20})?$",
    re.IGNORECASE,
)
_FORGOT: Final = re.compile(
    r"^(?:i |we )?(?:forgot|left out|missed)(?: to (?:add|mention|"
    r"put in))?(?: about)? (?:the )?(?P<what>[a-z][a-z ]*?) (?:in|for|from)"
    rf" {_DISH}[,;.]* (?:and |so |please |can you |it's |it is |it was |add |put in |there's |"
    rf"about )*(?P<much>\d[\d.,]* ?(?:kg|g|grams?|ml|"
    r"tbsp|tsp|cups?|slices?)?)(?: of (?:it|them|that))?(?: in| please)*$",
    re.IGNORECASE,
)
# "Swap the oats for 60 g flour in the banana pancakes": of a recipe where one is called so, else of what was eaten.
_SWAP_IN: Final = re.compile(
    r"^(?:please )?(?P<change>(?:swap|replace|substitute|exchange|change) .+? (?:for|with|by|to) .+?) (?:in|of) (?:my |the |our )?"
    rf"{_NAME}$",
    re.IGNORECASE,
)
# The changes as they are told once the recipe is known.
_SWAP: Final = re.compile(
    r"^(?:(?:swap|replace|exchange|switch|substitute|trade)(?: out)? (?:the |my )?(?P<old>.+?) (?:for|with|by|to) (?P<new>.+)"
    r"|(?:use |put in |take |with )?(?P<new_first>.+?) (?:instead of|rather than|in place of) (?:the )?(?P<old_last>.+))$",
    re.IGNORECASE,
)
_REWEIGH: Final = re.compile(
    rf"^(?:(?:change|set|make|adjust|correct) (?:the )?(?P<what>\D+?) (?:to|into|be) {_GRAMS}|(?:use|make it|make"
    rf" that|it's|it has|there (?:are|is)|has|have|with|take) "
    rf"{_GRAMS.replace('grams', 'much').replace('unit', 'of')} (?:of )?(?P<also>\D+?)(?:,? (?:not|instead of) .+)?)$",
    re.IGNORECASE,
)
_ADD: Final = re.compile(
    r"^(?:also )?(?:add|include|put in|put|throw in|mix in|it also has|also has|also)(?: in)? (?P<what>.+?)(?: as well| too)?$",
    re.IGNORECASE,
)
_REMOVE: Final = re.compile(
    r"^(?:(?:remove|delete|drop|skip|omit|take out|leave out|take|leave|without|there's no|there is no|no)(?:"
    r" out)? (?:the |any )?(?P<what>.+?)(?: out| away)?)$",
    re.IGNORECASE,
)
_SERVE: Final = re.compile(
    rf"^(?:(?:make|set) (?:it|that|the servings)|it|set (?:the )?(?:number of )?{_PORTIONS})?\s*(?:to|for|be|serves|"
    rf"makes|yields|feeds|is for|is|at)?\s*{_COUNT} ?{_PORTIONS}?$",
    re.IGNORECASE,
)
_NAME_IT: Final = re.compile(
    r"^(?:call it|rename it(?: to| as)?|name it|change the name to) [“\"']?(?P<becomes>[^“”\"':,;.]{1,80}?)[”\"']?$",
    re.IGNORECASE,
)
_THEN: Final = re.compile(
    r"(?:\s*[,;]\s*(?:and |then )*|\s+and (?:then )?)(?=(?:swap|replace|exchange|add|include|remove|delete|drop|"
    r"take|leave|use|change|set|make|put)\b)",
    re.IGNORECASE,
)
# Other things that one adds to, which are no recipe.
_NO_RECIPE: Final = frozenset(
    "allergies allergy intolerances dislikes likes preferences memories avoids favourites favorites favourite"
    " favorite diary log journal plan diet list"
    " shopping day food foods entry meal goals targets".split()
)
_WHEN: Final = frozenset(
    "morning evening afternoon night today yesterday tomorrow week weekend last this first second next monday tuesday"
    " wednesday thursday"
    " friday saturday sunday".split()
)
_WORDS: Final = {
    word: Decimal(count) for count, word in enumerate("two three four five six seven eight nine ten".split(), start=2)
} | {"twelve": Decimal(12)}


def read_message(message: str) -> ChangeRecipe | None:
    """The changes of a message that names its recipe first; None where it is none of that, as a recipe that is told is."""
    bare = message.strip(" ,.!?;")
    edit = _EDIT_WHAT.match(bare)
    if edit is not None:
        return ChangeRecipe(edit["name"])
    for pattern in _BEFORE:
        match = pattern.match(bare)
        if match is not None:
            groups = match.groupdict()
            return changes(ChangeRecipe((groups["name"] or groups.get("named") or "").strip()), match["change"])
    return None


def read_clause(order: str) -> ChangeRecipe | None:
    """The change that a clause tells of a recipe."""
    for pattern in _SERVES:
        match = pattern.match(order)
        name = (match["name"] or match.groupdict().get("made") or "") if match is not None else ""
        if match is not None and not set(name.lower().split()) & (_NO_RECIPE | SLOTS.keys()):
            return ChangeRecipe(name, servings=_count(match["count"]))
    for pattern in _RENAMES:
        match = pattern.match(order)
        if match is not None:
            return ChangeRecipe(match["name"], becomes=match["becomes"])
    cooked = _COOKED.match(order)
    if cooked is not None:
        return ChangeRecipe(cooked["name"], cooked_g=_grams(cooked["grams"], cooked["unit"]))
    behind = _BEHIND.match(order)
    if behind is not None:
        return changes(ChangeRecipe(behind["name"]), f"{behind['change']}{behind['instead'] or ''}")
    has = re.match(
        rf"^(?:my|the) {_NAME} recipe (?P<change>(?:also |now )?(?:has|needs|contains|includes|uses) .+)$",
        order,
        re.IGNORECASE,
    )
    if has is not None:
        also = re.sub(
            r"^(?:(?:also |now )?(?:needs|contains|includes|uses)|also has|now has)",
            "add",
            has["change"],
            flags=re.IGNORECASE,
        )
        return changes(ChangeRecipe(has["name"]), also)
    in_dish = _in_dish(order)
    if in_dish is not None:
        return in_dish
    add = _ADD_TO.match(order)
    if add is None or set(add["name"].lower().split()) & (_NO_RECIPE | SLOTS.keys()):
        return None
    return ChangeRecipe(add["name"], add=add["what"], or_log=add["what"])


def _in_dish(order: str) -> ChangeRecipe | None:
    """The change of a dish that is named and not called a recipe: "in mum's dal it should be 250 g lentils"."""
    for pattern in _IN_DISH:
        inside = pattern.match(order)
        if inside is not None and not set(inside["name"].lower().split()) & (_NO_RECIPE | _WHEN | SLOTS.keys()):
            change = f"it's {inside['change']}{inside.groupdict().get('not') or ''}"
            return changes(ChangeRecipe(inside["name"].strip()), re.sub(r",? not \S+(?: ?\w+)?$", "", change))
    takes = _TAKES.match(order)
    if takes is not None and not set(takes["name"].lower().split()) & (_NO_RECIPE | SLOTS.keys()):
        return changes(ChangeRecipe(takes["name"].strip()), f"change {takes['what']} to {takes['much']}")
    forgot = _FORGOT.match(order)
    if forgot is not None and not set(forgot["name"].lower().split()) & (_NO_RECIPE | _WHEN | SLOTS.keys()):
        return ChangeRecipe(forgot["name"].strip(), add=f"{forgot['much']} {forgot['what']}")
    put_in = _PUT_IN.match(order)
    if put_in is not None and not set(put_in["name"].lower().split()) & (_NO_RECIPE | SLOTS.keys()):
        return ChangeRecipe(put_in["name"], add=put_in["what"])
    taken = _TAKE_OUT.match(order)
    if taken is not None and not set(taken["name"].lower().removesuffix("'s").split()) & (_NO_RECIPE | _WHEN):
        return ChangeRecipe(taken["name"], remove=(_bare(taken["what"]),))
    return None


def read_swap_in(said: str) -> ChangeRecipe | None:
    """What takes an ingredient's place in a dish that is named; None where none is named, or nothing is swapped."""
    match = _SWAP_IN.match(said.strip(" .!?"))
    told = None if match is None else changes(ChangeRecipe(match["name"].strip()), match["change"])
    return told if told is not None and told.swap else None


def changes(recipe: ChangeRecipe, said: str) -> ChangeRecipe | None:
    """A recipe with what is to be changed of it; None where any of it is no change, as the ingredients of a recipe are none."""
    changed = recipe
    for part in (part.strip(" ,.;") for part in _THEN.split(said)):
        told = _one(changed, part)
        if told is None:
            return None
        changed = told
    return changed


def _one(recipe: ChangeRecipe, said: str) -> ChangeRecipe | None:
    serve, named = _SERVE.match(said), _NAME_IT.match(said)
    if serve is not None and re.search(r"serv|make|portion|for |people|yield|feed|set", said, re.IGNORECASE):
        return replace(recipe, servings=_count(serve["count"]))
    if named is not None:
        return replace(recipe, becomes=named["becomes"])
    swap = _SWAP.match(said)
    if swap is not None:
        old, new = swap["old"] or swap["old_last"], swap["new"] or swap["new_first"]
        return replace(recipe, swap=(*recipe.swap, (_bare(old), _bare(new))))
    weigh = _REWEIGH.match(said)
    if weigh is not None:
        what, grams = (
            weigh["what"] or weigh["also"],
            _grams(weigh["grams"] or weigh["much"], weigh["unit"] or weigh["of"]),
        )
        return replace(recipe, reweigh=(*recipe.reweigh, (_bare(what), grams)))
    for pattern, adds in ((_ADD, True), (_REMOVE, False)):
        match = pattern.match(said)
        if match is not None and adds:
            return replace(recipe, add=f"{recipe.add}, {match['what']}".strip(", "))
        if match is not None:
            gone = [_bare(each) for each in re.split(r",\s*(?:and )?|\s+and\s+", match["what"])]
            return replace(recipe, remove=(*recipe.remove, *gone))
    return None


def _bare(what: str) -> str:
    return re.sub(r"^(?:the|my|some|any)\s+", "", what.strip(" ,."), flags=re.IGNORECASE)


def _count(said: str) -> Decimal:
    return _WORDS.get(said.lower()) or number_in(said)


def _grams(said: str, unit: str) -> Decimal:
    return number_in(said) * (1000 if unit.lower().startswith("k") else 1)
