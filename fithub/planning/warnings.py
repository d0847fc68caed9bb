"""What foods and estimates say to a person who has preferences: warnings, and no proposal of what they must not have.

Call within `acting_as`. Who has no preferences gets the shapes as they are, for one look into an index.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from fithub.estimation.questions import Asks
from fithub.planning.judging import Taste, may_be_suggested
from fithub.planning.preferences import own_preferences, verdicts
from fithub.planning.shapes import warnings_shape

type Shape = dict[str, Any]


def warned_foods(*, user_id: UUID, foods: Sequence[Shape]) -> list[Shape]:
    """Foods as they are shown (fithub.foods.queries), each with its `warnings`."""
    if not foods or not own_preferences(user_id).exists():
        return list(foods)
    found = verdicts(user_id=user_id, foods=[(UUID(str(food["id"])), food["name"]) for food in foods])
    return [food | {"warnings": warnings_shape(reasons)} for food, reasons in zip(foods, found, strict=True)]


def warned_items(*, user_id: UUID, items: Sequence[Shape]) -> list[Shape]:
    """Items of estimates, plans and entries (`food`, `text` or `said`), each with its `warnings`.

    Of alternatives, and of the answers to a question, those are left out that the person is allergic to or avoids.
    """
    if not items or not own_preferences(user_id).exists():
        return list(items)
    asked: list[tuple[UUID | None, str]] = []
    for item in items:
        asked.append((_id(item.get("food")), _said(item)))
        asked += [(_id(each), each["name"]) for each in item.get("alternatives", ())]
        asked += [(None, answer) for answer in _answers(item)]
    found = iter(verdicts(user_id=user_id, foods=asked))
    warned = []
    for item in items:
        shown = item | {"warnings": warnings_shape(next(found))}
        if "alternatives" in item:
            shown["alternatives"] = [each for each in item["alternatives"] if may_be_suggested(next(found))]
        if answers := _answers(item):
            shown["question"] = _asked(item, [each for each in answers if may_be_suggested(next(found))])
        warned.append(shown)
    return warned


def with_warned_items(*, user_id: UUID, shapes: Iterable[Shape]) -> list[Shape]:
    """Drafts, meals and planned meals as they are shown, with warnings in their items."""
    listed = list(shapes)
    items = iter(warned_items(user_id=user_id, items=[item for each in listed for item in each["items"]]))
    return [each | {"items": [next(items) for _ in each["items"]]} for each in listed]


def warnings_of(*, user_id: UUID, items: Sequence[Shape]) -> dict[str, list[Shape]]:
    """`warnings` of a receipt, each with the food that it is about; nothing at all where there is none. A dislike is none
    here: it was eaten."""
    found = [
        {"food": item["food"]["name"] if item.get("food") else _said(item), **each}
        for item in warned_items(user_id=user_id, items=items)
        for each in item.get("warnings", ())
        if each["kind"] != Taste.DISLIKE
    ]
    return {"warnings": found} if found else {}


def _answers(item: Shape) -> Sequence[str]:
    """The foods among which a question asks; amounts are none."""
    question = item.get("question")
    return question["answers"] if question and question["asks"] != Asks.AMOUNT else ()


def _asked(item: Shape, answers: list[str]) -> Shape:
    """The question with those answers alone; its text names the foods, so it is told anew where one is gone."""
    question: Shape = item["question"]
    if len(answers) == len(question["answers"]):
        return question
    named = f": {' or '.join(answers)}, or something else" if answers else ""
    return question | {"answers": answers, "text": f"What was “{item.get('text') or item.get('said')}”{named}?"}


def _id(food: Shape | None) -> UUID | None:
    return None if food is None else UUID(str(food["id"]))


def _said(item: Shape) -> str:
    food = item.get("food")
    return " ".join(part for part in (item.get("text") or item.get("said"), food and food["name"]) if part)
