"""What a person has stated about themselves: kept in their words, found by meaning, forgotten. Call within `acting_as`.

What can be acted upon is kept as a row that is: an allergy, an avoid, a like or a dislike as a food preference, "my bowl is
400 ml" as a measure. Both are written in one change, and go in one. A text is data, wherever it is shown: one line, bounded.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from pgvector import HalfVector
from pgvector.django import CosineDistance

from fithub.coaching.models import Memory, MemoryKind, MemoryVector
from fithub.core.clock import now
from fithub.core.errors import InvalidInput, NotFound
from fithub.core.wire import DecimalJSON
from fithub.foods.embedding import embed
from fithub.foods.own_measures import own_measures, set_measure
from fithub.foods.words import content_words
from fithub.planning.judging import Taste
from fithub.planning.preferences import keep_preference, own_preferences

MOST: Final = 200
LONGEST_TEXT: Final = 300
MOST_FOODS: Final = 6
# Kinds that are kept as a food preference as well.
TASTES: Final = frozenset(MemoryKind(taste.value) for taste in Taste)
# What the coach is always told of.
PINNED: Final = frozenset({MemoryKind.ALLERGY, MemoryKind.MEDICAL})
# A memory this near to a question, or with this share of its words, is about it.
NEAR: Final = 0.33
LEAST_SHARE: Final = 0.5
_BESIDE: Final = """
(SELECT jsonb_agg(to_jsonb(each) ORDER BY each.id DESC) FROM (
    SELECT id, kind, text, updated_at FROM coaching_memory WHERE user_id = %s ORDER BY id DESC LIMIT %s
) AS each)
"""
# An allergy that the person has must not be kept as something that is only told.
_OWN_ALLERGY: Final = re.compile(
    r"\b(?:i|i'm|i've|me)\b(?!.*\b(?:son|daughter|kids?|child|husband|wife|partner|friend|mother|father|dog|cat)\b)"
    r".*\b(?:allerg\w*|intoleran\w*|anaphyla\w*|co?eliac)\b|^\W*(?:\w+ )?(?:allergic|intolerant) to\b"
    r"|\bmy (?:\w+ ){0,2}allerg\w*\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Measure:
    """ONE of a person's unit, in grams or millilitres; of a food, or of any."""

    unit: str
    food_id: UUID | None = None
    grams: Decimal | None = None
    millilitres: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A memory, as far as a model is told of it."""

    id: UUID
    kind: MemoryKind
    text: str


@dataclass(frozen=True, slots=True)
class Foods:
    """What a taste is about: words ("peanuts") and food groups."""

    words: Sequence[str] = ()
    category_ids: Sequence[UUID] = ()


def own_memories(user_id: UUID) -> QuerySet[Memory]:
    """All that is remembered of the person, the newest first."""
    return Memory.objects.filter(user_id=user_id).select_related("turn").order_by("-id")


def memory(*, user_id: UUID, memory_id: UUID) -> Memory:
    """One of them. Raises NotFound (`memory_not_found`)."""
    found = own_memories(user_id).filter(pk=memory_id).first()
    if found is None:
        raise NotFound("memory_not_found", "There is no such memory; GET /memories lists yours.")
    return found


def remember(
    *,
    user_id: UUID,
    kind: MemoryKind,
    text: str,
    turn_id: UUID | None = None,
    foods: Foods = Foods(),
    measure: Measure | None = None,
) -> tuple[Memory, bool]:
    """Keep what a person has stated, and whether that is new; the same text said again is the same memory.

    A taste needs the `foods` that it is about and a measure its size; what they said of the same before is replaced. Raises
    InvalidInput (`text_invalid`, `about_missing`, `about_unexpected`, `allergy_without_foods`, `measure_missing`, `too_many`),
    Conflict (`allergy_stands`), NotFound; and as `keep_preference` and `set_measure` do.
    """
    said, key = _checked(text)
    named = len(foods.words) + len(foods.category_ids)
    if kind in TASTES and not 1 <= named <= MOST_FOODS:
        raise InvalidInput.field("words", "about_missing", f"Name the foods that it is about, at most {MOST_FOODS}.")
    if kind not in TASTES and named:
        raise InvalidInput.field(
            "words", "about_unexpected", "Foods go with an allergy, an avoid, a dislike or a like."
        )
    if kind != MemoryKind.ALLERGY and _OWN_ALLERGY.search(said):
        raise InvalidInput.field(
            "kind",
            "allergy_without_foods",
            "That tells of an allergy: keep it as one, with the foods that it is about.",
        )
    if (kind == MemoryKind.MEASURE) != (measure is not None):
        raise InvalidInput.field("unit", "measure_missing", "A measure needs its unit and size; nothing else has them.")
    enforced, enforced_as = _enforce(user_id, kind, foods, measure)
    return _keep(user_id, key, {
        "kind": kind, "text": said, "turn_id": turn_id, "enforced": enforced, "enforced_as": enforced_as
    })  # fmt: skip


def forget(*, user_id: UUID, memory_id: UUID) -> list[Memory]:
    """Forget one, with what is acted upon because of it and all else that was remembered of that; returns them as they were.

    Raises NotFound (`memory_not_found`).
    """
    found = memory(user_id=user_id, memory_id=memory_id)
    return _forget(user_id, [found])


def forget_all(*, user_id: UUID) -> list[Memory]:
    """Forget all of it, in one change."""
    return _forget(user_id, list(own_memories(user_id)))


def find(
    *, user_id: UUID, query: str, kinds: Collection[MemoryKind] = (), most: int = MOST, least: float = NEAR
) -> list[tuple[Memory, float]]:
    """What is remembered about something, the nearest first, each with how near it is (0 to 1); with a `least` of 0 all of it."""
    rows = own_memories(user_id)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    vector = HalfVector(embed([query])[0])
    measured = MemoryVector.objects.filter(user_id=user_id).annotate(distance=CosineDistance("embedding", vector))
    distances = dict(measured.values_list("memory_id", "distance"))
    wanted = set(content_words(query))
    scored = []
    for row in rows:
        share = len(wanted & set(content_words(row.text))) / len(wanted) if wanted else 0.0
        near = max(0.0, 1 - distances.get(row.pk, 1.0), share if share >= LEAST_SHARE else 0.0)
        if near >= least:
            scored.append((row, round(near, 2)))
    return sorted(scored, key=lambda each: each[1], reverse=True)[:most]


def facts_beside(user_id: UUID) -> RawSQL:
    """All that is remembered, as one value for a query that reads something else; see `pinned_and_near`."""
    as_json = DecimalJSON()  # a line of its own: bandit wants a finding in every call of a line with a nosec
    return RawSQL(_BESIDE, [user_id, MOST + 1], output_field=as_json)  # noqa: S611 (ours, with parameters)  # nosec B611


def pinned_and_near(*, user_id: UUID, about: str, most: int, told: Iterable[Mapping[str, str]] | None) -> list[Fact]:
    """What a model should know before it answers: allergies and medical facts always, others by how near they are to a message.

    `told`: what `facts_beside` brought.
    """
    facts = [Fact(UUID(row["id"]), MemoryKind(row["kind"]), row["text"]) for row in told or ()]
    if len(facts) > most:
        near = {row.pk: score for row, score in find(user_id=user_id, query=about, least=0)}
        facts.sort(key=lambda fact: (fact.kind in PINNED, near.get(fact.id, 0.0)), reverse=True)
    return sorted(facts[:most], key=lambda fact: fact.kind not in PINNED)


def keep_vectors(memory_ids: Collection[UUID]) -> None:
    """Make the vectors of these memories what their texts say; those that do not exist are left out."""
    rows = list(Memory.objects.filter(pk__in=memory_ids).order_by("pk"))
    MemoryVector.objects.bulk_create(
        (
            MemoryVector(memory=row, user_id=row.user_id, embedding=HalfVector(vector))
            for row, vector in zip(rows, embed([row.text for row in rows]), strict=True)
        ),
        update_conflicts=True,
        unique_fields=["memory"],
        update_fields=["embedding"],
    )


def memory_shape(row: Memory) -> dict[str, Any]:
    """A memory as it is shown, with the message in which it was stated. `enforced`: whether it is acted upon as well."""
    return {
        "id": str(row.pk),
        "kind": row.kind,
        "text": row.text,
        "enforced": bool(row.enforced),
        "turn_id": None if row.turn is None else str(row.turn_id),
        "conversation_id": None if row.turn is None else str(row.turn.conversation_id),
        "said": None if row.turn is None else row.turn.asked,
        "created_at": row.created_at.isoformat(),
    }


def _checked(text: str) -> tuple[str, str]:
    """A text on one line, and the form in which two are the same."""
    said = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    key = " ".join(re.findall(r"[^\W_]+(?:'[^\W_]+)*", said.casefold().replace("’", "'")))[:LONGEST_TEXT]
    if not key or len(said) > LONGEST_TEXT:
        raise InvalidInput.field("text", "text_invalid", f"Say it in words, in at most {LONGEST_TEXT} characters.")
    return said, key


def _enforce(user_id: UUID, kind: MemoryKind, foods: Foods, measure: Measure | None) -> tuple[list[UUID], str]:
    """The rows that the fact stands in as well, and what they say."""
    if measure is not None:
        row = set_measure(
            user_id=user_id,
            unit=measure.unit,
            food_id=measure.food_id,
            grams=measure.grams,
            millilitres=measure.millilitres,
        )
        return [row.pk], f"{row.millilitres} ml" if row.grams is None else f"{row.grams} g"
    if kind not in TASTES:
        return [], ""
    targets: list[dict[str, Any]] = [{"word": word} for word in foods.words]
    targets += [{"category_id": category} for category in foods.category_ids]
    kept = [keep_preference(user_id=user_id, kind=Taste(kind), **target)[0].pk for target in targets]
    return list(dict.fromkeys(kept)), kind.value


def _keep(user_id: UUID, key: str, values: dict[str, Any]) -> tuple[Memory, bool]:
    instant = now()
    before = Memory.objects.filter(user_id=user_id, key=key).first()
    if before is None:
        if Memory.objects.filter(user_id=user_id).count() >= MOST:
            raise InvalidInput("too_many", f"{MOST} things are remembered of you; have some forgotten first.")
        made = Memory.objects.create(user_id=user_id, key=key, created_at=instant, updated_at=instant, **values)
    else:
        made = before
        # Said again without a message, it is still the message in which it was said.
        for name, value in values.items():
            if name != "turn_id" or value is not None:
                setattr(made, name, value)
        made.updated_at = instant
        made.save(force_update=True)
    keep_vectors([made.pk])
    return memory(user_id=user_id, memory_id=made.pk), before is None


def _forget(user_id: UUID, rows: list[Memory]) -> list[Memory]:
    enforced = {each for row in rows for each in row.enforced}
    gone = {row.pk: row for row in rows}
    gone |= {row.pk: row for row in own_memories(user_id).filter(enforced__overlap=list(enforced))} if enforced else {}
    own_preferences(user_id).filter(pk__in=enforced).delete()
    own_measures(user_id).filter(pk__in=enforced).delete()
    Memory.objects.filter(user_id=user_id, pk__in=gone).delete()
    return list(gone.values())
