"""Entries of the diary by what they were like: "that curry". Call within `acting_as`."""

from collections.abc import Collection
from datetime import date
from typing import Final
from uuid import UUID

from pgvector import HalfVector
from pgvector.django import CosineDistance

from fithub.diary.models import Entry
from fithub.diary.queries import own_entries
from fithub.foods.embedding import embed
from fithub.foods.models import FoodVector
from fithub.foods.words import content_words

# A food this near in meaning may be the one that is meant, where no word tells; and the share of the words that does.
NEAR: Final = 0.48
LEAST_SHARE: Final = 0.5
# Of a long diary the newest entries are looked at.
MOST_READ: Final = 5_000


def entries_like(*, user_id: UUID, query: str, first: date, last: date, most: int = 10) -> list[tuple[Entry, float]]:
    """The entries between two local dates that a description is about, each with how near it is (0 to 1): the nearest first, and of
    equals the newest. Where entries have words of it, in their food's name or in what was said, those are meant; else those whose
    food is near in meaning.
    """
    wanted = set(content_words(query))
    entries = list(
        own_entries(user_id)
        .filter(local_date__range=(first, last))
        .order_by("-local_date", "-local_time", "-id")[:MOST_READ]
    )
    alike = _alike(query, {entry.food_id for entry in entries if entry.food_id is not None})
    scored = []
    for entry in entries:
        words = set(content_words(f"{entry.description} {entry.said}"))
        share = len(wanted & words) / len(wanted) if wanted else 0.0
        meant = alike.get(entry.food_id, 0.0) if entry.food_id is not None else 0.0
        scored.append((entry, round(share, 2), round(meant, 2)))
    named = [(entry, share) for entry, share, _ in scored if share >= LEAST_SHARE]
    found = named or [(entry, meant) for entry, _, meant in scored if meant >= NEAR]
    # Sorting keeps the newest first among equals.
    return sorted(found, key=lambda each: each[1], reverse=True)[:most]


def _alike(query: str, food_ids: Collection[UUID]) -> dict[UUID, float]:
    """How near the names of foods are to a description in meaning; foods without a vector are left out."""
    if not food_ids:
        return {}
    vector = HalfVector(embed([query])[0])
    rows = FoodVector.objects.filter(food_id__in=food_ids).annotate(distance=CosineDistance("embedding", vector))
    return {food_id: max(0.0, 1 - distance) for food_id, distance in rows.values_list("food_id", "distance")}
