"""What the offline model says where no tool was called, or where somebody else called them."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from agents.offline import wording
from agents.offline.history import Result
from agents.offline.nutrients import listed, number
from agents.offline.steps import Remark, Why

SAY_WHICH: Final = "Say it like “the first one”, “the one from lunch” or “both”."
TOO_MANY: Final = "Those are too many to delete at once, so I deleted none: name a meal at a time."
GONE_ALREADY: Final = "One of the two is gone already, so I deleted nothing more."
NOTHING_ELSE: Final = "There is nothing else, so I deleted nothing."
CHANGE_TO_WHAT: Final = "What should it be instead? Say it like “make the toast two slices” or “it was for lunch”."
IMPOSSIBLE_AMOUNT: Final = (
    "That amount is not possible: it has to be more than 0 and at most 10000. Nothing was changed."
)
_TEXTS: Final = {
    Why.GREETING: "Hello! Tell me what you ate, and I write it down. You can also ask how your day looks.",
    Why.THANKS: "You're welcome!",
    Why.FAREWELL: "See you at the next meal!",
    Why.HELP: "I keep your food diary. Tell me what you ate (“two eggs and toast for breakfast”), correct it (“make that"
    " three eggs”), remove it (“remove the toast”), take it back (“undo”), or ask (“what did I eat today?”, “how much"
    " protein is left?”, “how many calories are in an apple?”).",
    Why.FUTURE: "That has not been eaten yet, so I have logged nothing. Tell me once you have had it.",
    Why.NOT_EATEN: "Then there is nothing to log, and I have logged nothing.",
    Why.SOMEBODY_ELSE: "That sounds like somebody else's meal, so I have logged nothing. If you had it too, tell me “I had …”.",
    Why.ANOTHERS: "I keep your own diary and nobody else's, so I have logged, changed and looked at nothing there.",
    Why.KEPT: "All right, I leave that as it is.",
    Why.PASTED: "That looks like what is sold or was bought, so I have logged nothing. Tell me what you had of it, like “I had the"
    " soup”.",
    Why.HABIT: "Good to know. I have logged nothing, since it does not say that you had it now; say “remember that …” and I"
    " keep it in mind.",
    Why.NOT_YET: "It does not say that you have eaten that, so I have logged nothing. If you have, tell me “I had …”.",
    Why.CALORIES: "I work calories out from foods, so I have logged nothing. Name what you ate with an amount, like “two"
    " slices of pizza”.",
    Why.SETTING: "I have changed nothing. Of your profile I keep height, sex, date of birth, usual activity, units, time zone"
    " and name: say “I'm 175 cm tall” or “use pounds”. Password, address, language and how much I ask are in the settings.",
    Why.ACCOUNT: "I have deleted nothing: an account is not deleted by words in a chat. DELETE /api/v1/me does it, with all that is"
    " in it, at once and for good; no “undo” brings it back, so say “export my data” first to keep a copy. For a single day say"
    " “delete everything from yesterday”.",
    Why.OFF_TOPIC: "That is beyond me: I only know your food diary and what is in foods. Nothing was changed. You can ask “what did"
    " I eat today?”, “how much protein is left?” or “how many calories are in an apple?”.",
    Why.RECIPE: "That looks like a recipe, so I have logged nothing. Say “save that as my chili” to keep it as a recipe of yours,"
    " or tell me what you had of it.",
    Why.LINK: "I do not open links, so nothing was read or logged. Paste the ingredients themselves: “save this as my chili: …”.",
    Why.LABEL: "I could not read that label, so I kept nothing. Say it like “new food: Skyr, per 100 g 63 kcal, 11 g protein, 4 g"
    " carbs, 0.2 g fat”, or “per serving (30 g) …”.",
    Why.SERVING: "I read that label, but not how much one of it weighs, so I have kept nothing yet. How many "
    "grams is one? Say it like"
    " “60 g”.",
    Why.REMARK: "Thanks for telling me! I have changed nothing. If something you ate is missing, just name it.",
}

_EXAMPLE: Final = "“I had two eggs and a slice of toast”, or ask “what can I say?”"
# By what a message seems to be about: what one may say of that.
_EXAMPLES: Final = tuple(
    (re.compile(rf"\b(?:{words})", re.IGNORECASE), said)
    for words, said in (
        (
            "ran|run|walk|gym|train|exercis|workout|lift|cycl|swam|swim|steps|sport|yoga",
            "“ran 5 km in 30 min” or “walked 8000 steps”",
        ),
        ("weigh|scale|waist|body|kilos?|bmi", "“I weigh 80.4 kg” or “what's my weight?”"),
        ("water|drink|drank|thirst|juice|tea|coffee", "“500 ml water” or “a cup of coffee with milk”"),
        (
            "goal|lose|gain|target|progress",
            "“I want to lose 5 kg by June”, “set my target to 2000 kcal” or “how am I doing with my goal?”",
        ),
        (
            "plan|tomorrow|shop|grocer|week",
            "“plan oatmeal for breakfast tomorrow”, “what's my plan?” or “shopping list”",
        ),
        ("recipe|cook|bake", "“save this as my chili: 500 g beef mince, 1 onion; serves 4”"),
        (
            "allerg|vegan|vegetarian|avoid|remember|forget|like",
            "“I'm allergic to peanuts” or “remember that I cook for two”",
        ),
        ("dinner|supper|evening", "“salmon with 200 g rice for dinner”"),
        ("lunch", "“a chicken sandwich and an apple for lunch”"),
        ("snack", "“a banana as a snack”"),
    )
)


def text_for(remark: Remark) -> str:
    """The answer to a clause after which nothing is done."""
    if remark.why is Why.UNCLEAR:
        quoted = f"“{' '.join(remark.said.split())[:120]}”" if remark.said.strip() else "that"
        example = next((said for words, said in _EXAMPLES if words.search(remark.said)), _EXAMPLE)
        return f"I did not understand {quoted} as something you ate, so I have logged nothing. Try {example}."
    return _TEXTS[remark.why]


def nothing_waits(yes: bool) -> str:
    """The answer to a yes or no that nothing asked for."""
    return (
        "There is nothing waiting for a yes. Tell me what you ate, or ask about your day."
        if yes
        else "All right, I leave it as it is."
    )


def asked_before(summary: str) -> str:
    """The answer to a yes that comes too long after the question."""
    return f"I asked you before: {summary} I have not done that; if you still want it, tell me so once more."


def not_found(said: str) -> str:
    """The entry that was meant is not there."""
    named = " ".join(said.split())[:80]
    return (
        f"I found no entry for “{named}”, so I changed nothing."
        if named
        else "I do not know which entry you mean, so I changed nothing."
    )


def no_such_food(name: str) -> str:
    """A food that was named is not known."""
    return f"I know no food called “{' '.join(name.split())[:80]}”, so I changed nothing."


def foreign(language: str, estimate: Result) -> str:
    """What was made of a message in another language: nothing is written before it is certain."""
    items = estimate.data.get("items", []) if estimate.ok else []
    made = (
        f" What I made of it: {listed([f'{item["food"]} ({number(item["grams"], 0)} g)' for item in items])}."
        if items
        else ""
    )
    return (
        f"That looks like {language}; I understand only English for now, so I have logged nothing.{made}"
        " Could you tell me in English?"
    )


def finished_for(written: Sequence[Result], today: date) -> str:
    """The end of a turn whose tools somebody else has called: what they wrote."""
    said = []
    for result in written:
        match result.tool:
            case "log_meal" | "confirm_draft" | "copy_meal" | "log_usual":
                said.append(wording.logged(result, today))
            case "edit_entry":
                said.append(wording.changed([result], {}, today))
            case "delete_entry":
                said.append(wording.deleted(result.removed, today))
            case "undo" | "redo":
                said.append(wording.taken_back(result, today, again=result.tool == "redo"))
            case "decline_draft":
                said.append("I left it out.")
            case _:
                said.append(str(result.data.get("message", "")))
    return " ".join(said)
