"""Photos that come with a message: a model that sees names the foods, the estimator does the rest, and a draft waits for a yes.

The photos are in memory while the turn runs, and nowhere else (docs/adr/0027-photos-in-messages.md).
"""

import asyncio
import json
import logging
import re
from base64 import b64encode
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final, Literal
from uuid import UUID, uuid4

from langchain_core.messages import AIMessage, HumanMessage, SystemMessage, ToolMessage
from pydantic import BaseModel, Field

import prompts
from agents.course import Course, RunCtx
from agents.database import in_database
from agents.metering import Meter
from agents.offline import wording
from agents.offline.history import Result
from agents.offline.nutrients import amount, listed, number
from fithub.accounts.queries import measures_of
from fithub.coaching.usage import Task, about_tokens
from fithub.core.errors import FitHubError, TooMany
from fithub.core.ownership import Actor, acting_as
from fithub.estimation.mentions import parse
from fithub.llm.chat import Provider, is_down, longest_seconds, providers
from tools.diary import log_meal

logger = logging.getLogger(__name__)

# About what a picture of our size takes.
PICTURE_TOKENS: Final = 1_600
MOST_ITEMS: Final = 20
NOTES: Final = {
    "photo_needs_model": "Photos cannot be read here, as no model that sees is set up. Nothing was written for the photo; say in"
    " words what it shows.",
    "photo_not_read": "The photo could not be read just now, and nothing was written for it. Say in words what it shows, or send it"
    " again later.",
    "photo_no_food": "I see nothing to eat or drink on the photo, so nothing was written for it. If there is something, say what.",
    "photo_not_seen": "The photo was not looked at, and nothing was written for it. Say in words what it shows.",
}
READ: Final = (
    "photo: the person sent one with these words. It has been read: what log_meal returned first is what is on it, as a draft."
    " Foods of it that they name too are the same ones, not more."
)
NOT_READ: Final = "photo: the person sent one that nobody could read, and is told so. Go by their words alone."


class SeenFood(BaseModel):
    """A food on a photo."""

    food: str = Field(min_length=1, max_length=100)
    grams: float | None = Field(None, gt=0, le=5_000)
    portion: str | None = Field(None, max_length=40)
    confidence: float = Field(ge=0, le=1)
    why: str = Field("", max_length=200)


class Seen(BaseModel):
    """What is on a photo."""

    has_food: bool
    items: list[SeenFood] = Field(max_length=MOST_ITEMS)


type Why = Literal["photo_needs_model", "photo_not_read", "photo_no_food", "photo_not_seen"]


async def read_photos(ctx: RunCtx, photos: Sequence[bytes], said: str) -> tuple[AIMessage, ToolMessage] | None:
    """Make a draft of what photos show: the call of log_meal and its result, as a model would have made it.

    None where nothing came of them; the run's notes say why.
    """
    seen = await _seen(ctx, photos, said)
    if isinstance(seen, str):
        ctx.course.note(seen, NOTES[seen])
        return None
    call_id = f"call_{uuid4().hex}"
    try:
        given = await in_database(lambda: _as_meal(ctx, seen, said))
        content, receipt = await in_database(lambda: log_meal.call(ctx, given, call_id))
    except FitHubError as error:
        logger.warning("what was seen on a photo could not be drafted: %s", error)
        ctx.course.note("photo_not_read", NOTES["photo_not_read"])
        return None
    # Why it is so sure is for the person; it may hold whatever stands on the photo, and who talks has no use for it.
    told = {**given, "items": [{**item, "why": ""} for item in given["items"]]}
    call = AIMessage("", tool_calls=[{"id": call_id, "name": log_meal.name, "args": told}])
    return call, ToolMessage(content, name=log_meal.name, tool_call_id=call_id, artifact=receipt)


def words_for(course: Course, read: tuple[AIMessage, ToolMessage] | None) -> str:
    """The answer to photos that came without words: what is asked about them, or why nothing came of them."""
    if read is None:
        course.go_offline()
        return course.notes[-1]["detail"]
    data = json.loads(str(read[1].content), parse_float=Decimal)
    items = [item for draft in data["drafts"] for item in draft["items"]]
    said = wording.warned(Result("", log_meal.name, ok=True, data=data))
    if items:
        said.append(f"On the photo I see {listed([_told(item) for item in items])}. Nothing is logged yet.")
        said += [item["question"]["text"] for item in items if item["question"]]
    said.append(wording.not_understood(data["unmatched"], anything=bool(items)))
    if items:
        said.append("Shall I log it like that? Say yes or no, or put it in other words.")
    return " ".join(filter(None, said))


def _told(item: dict[str, Any]) -> str:
    energy = "" if item["energy_kcal"] is None else f", {amount('energy_kcal', item['energy_kcal'])}"
    return f"{item['food']} (about {number(item['grams'], 0)} g{energy})"


async def _seen(ctx: RunCtx, photos: Sequence[bytes], said: str) -> Seen | Why:
    """What the model sees, or the code of why that is nothing."""
    asked = providers("photos")
    if not asked:
        return "photo_needs_model"
    (provider,) = asked
    if not await asyncio.to_thread(provider.breaker.lets_through):
        return "photo_not_read"
    try:
        async with asyncio.timeout(longest_seconds()):
            seen = await _ask(provider, ctx.user_id, ctx.course, photos, said)
    except TooMany as spent:
        await asyncio.to_thread(provider.breaker.not_asked)
        ctx.course.note(spent.code, spent.detail)
        return "photo_not_seen"
    except Exception as error:  # noqa: BLE001 (whatever it is, the person gets their answer)
        logger.warning("%s could not read a photo: %s: %s", provider.name, type(error).__name__, error)
        await asyncio.to_thread(provider.breaker.failed if is_down(error) else provider.breaker.succeeded)
        return "photo_not_read"
    await asyncio.to_thread(provider.breaker.succeeded)
    if seen is None:
        return "photo_not_read"
    ctx.course.model = provider.name
    return seen if seen.has_food and seen.items else "photo_no_food"


async def _ask(provider: Provider, user_id: UUID, course: Course, photos: Sequence[bytes], said: str) -> Seen | None:
    """What the model says that it sees; None where it does not say it as it should. Raises TooMany (`budget_spent`)."""
    model: Any = provider.model.with_structured_output(Seen, method="function_calling", include_raw=True)
    prompt = prompts.load("photo").text
    words = [{"type": "text", "text": f"The person's words: {said}"}] if said else []
    shown = [
        {"type": "image_url", "image_url": {"url": f"data:image/jpeg;base64,{b64encode(photo).decode()}"}}
        for photo in photos
    ]
    came: dict[str, Any] = {}

    async def ask() -> AIMessage:
        came.update(await model.ainvoke([SystemMessage(prompt), HumanMessage([*words, *shown])]))
        raw = came["raw"]
        assert isinstance(raw, AIMessage)
        return raw

    expected = about_tokens(prompt + said) + len(photos) * PICTURE_TOKENS
    course.looked = True
    _, took = await Meter(user_id, Task.PHOTO, later=course.requests).ask(provider.name, expected, ask)
    course.count(took)
    parsed = came["parsed"]
    return parsed if isinstance(parsed, Seen) else None


def _as_meal(ctx: RunCtx, seen: Seen, said: str) -> dict[str, Any]:
    """What was seen as the arguments of log_meal: words with an amount, for the estimator. The person's words tell day and meal."""
    with acting_as(ctx.user_id, actor=Actor.CHAT):
        place = parse(said, ctx.when, measures_of(ctx.user_id)) if said else None
    items = [
        {
            "text": _words(each),
            "confidence": round(each.confidence, 3),
            **({"why": _plain(each.why)} if each.why else {}),
        }
        for each in seen.items
    ]
    where: dict[str, Any] = {}
    if place is not None and place.slot is not None:
        where["slot"] = place.slot.value
    if place is not None and place.local_date is not None and place.local_date <= ctx.when.date:
        where["local_date"] = place.local_date.isoformat()
    return {"items": items, "ask_first": True, **where}


def _words(each: SeenFood) -> str:
    """ "150 g grilled chicken": one food with its amount, in words that end no sentence and begin no other."""
    amount = _plain(each.portion or "") if each.grams is None else f"{max(1, round(each.grams))} g"
    return f"{amount} {_plain(each.food)}".strip() or "?"


def _plain(text: str) -> str:
    """Words and amounts on one line, without what parts sentences."""
    return " ".join(re.sub(r"[^\w\s'’&%./-]|(?<!\d)\.|\.(?!\d)", " ", text).split())
