"""The food behind a bar code: what is here first, and then, where that is switched on, what Open Food Facts knows of it.

What the service answered is kept, that it knows nothing too, so the same code is not asked for again soon. Nothing is written,
and no transaction is open, while the answer is waited for.
"""

import json
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

import httpx
from django.conf import settings
from django.db import connection, transaction

from fithub.core.clock import now
from fithub.core.errors import Conflict, FieldError, FitHubError, NotFound, Unavailable
from fithub.core.ownership import acting_as
from fithub.foods.catalogue_ids import portion_id
from fithub.sources.gtin import printed
from fithub.sources.held import held_for_codes
from fithub.sources.models import Barcode, HeldBack, Lookup, OwnBarcode
from fithub.sources.off import FIELDS, read_product
from fithub.sources.plausible import REASONS
from fithub.sources.record import Record
from fithub.sources.storing import HELD, Target, held_row, judge, measure_rows, released, searched_by, target

AGENT: Final = "FitHub/0.1 (bar code look-up)"
TIMEOUT: Final = httpx.Timeout(5.0, connect=3.0)
# A product may be added any day; what is known changes with a new label.
UNKNOWN_FOR: Final = timedelta(days=1)
KNOWN_FOR: Final = timedelta(days=7)
LONGEST_ANSWER: Final = 1_000_000
# How long the service is left alone after it failed, in seconds.
PAUSE: Final = 30.0

_away_until = 0.0

type Client = Callable[[], httpx.Client]


def new_client() -> httpx.Client:
    """The client that Open Food Facts is asked with."""
    return httpx.Client(timeout=TIMEOUT, headers={"User-Agent": AGENT}, follow_redirects=False)


def find_food(
    *,
    user_id: UUID,
    codes: Sequence[int],
    before_asking: Callable[[], None] = lambda: None,
    client: Client = new_client,
) -> UUID:
    """The food that a bar code means to this person; `codes` are what was scanned may stand for (gtin.read_code).

    Call outside of any transaction. `before_asking` is called before the service is, and may raise TooMany. Raises NotFound
    (`barcode_unknown`), Conflict (`barcode_held_back`, its errors the reasons), Unavailable (`barcode_service_unavailable`).
    """
    food_id = _known(user_id, codes)
    if food_id is not None:
        return food_id
    for code in _to_be_asked(codes):
        before_asking()
        _keep(code, _ask(code, client))
        if (food_id := _known(user_id, codes)) is not None:
            return food_id
    held = held_for_codes(codes)
    if held is None:
        raise NotFound("barcode_unknown", _nowhere_known())
    raise Conflict(
        "barcode_held_back",
        f"“{held.name or printed(held.code or codes[0])}” is known, but not believed. Compare it with the label; take it as it is "
        "(POST …/accept), or make a food of your own from the label.",
        [FieldError("code", reason, REASONS[reason]) for reason in held.reasons],
    )


def _nowhere_known() -> str:
    where = "here or by Open Food Facts" if settings.OPEN_FOOD_FACTS else "here"
    return f"No product with this bar code is known {where}. Make a food of your own from its label, or search by its name."


def _known(user_id: UUID, codes: Sequence[int]) -> UUID | None:
    """What is here: the person's own, then the catalogue's, one that is still sold before one that is not."""
    with acting_as(user_id):
        own = OwnBarcode.objects.filter(user_id=user_id, code__in=codes).values_list("food_id", flat=True).first()
        if own is not None:
            return own
        foods = Barcode.objects.filter(code__in=codes).values_list("code", "food_id", "food__source", "food__flags")
        ranked = sorted(("retired" in flags, codes.index(code), source, key) for code, key, source, flags in foods)
    return ranked[0][3] if ranked else None


def _to_be_asked(codes: Sequence[int]) -> list[int]:
    """The codes that the service was not asked for lately; none where there is no service."""
    if not settings.OPEN_FOOD_FACTS:
        return []
    answered = set(Lookup.objects.filter(code__in=codes, until__gt=now()).values_list("code", flat=True))
    return [code for code in codes if code not in answered]


def _ask(code: int, client: Client) -> Record | None:
    """What the service says; None where it has no such product. Raises Unavailable (`barcode_service_unavailable`)."""
    global _away_until
    if time.monotonic() < _away_until:
        raise _unavailable("did not answer a moment ago")
    address = f"{settings.OPEN_FOOD_FACTS.rstrip('/')}/api/v2/product/{printed(code)}.json"
    try:
        with client() as http, http.stream("GET", address, params={"fields": ",".join(FIELDS)}) as answer:
            if answer.status_code not in {httpx.codes.OK, httpx.codes.NOT_FOUND}:
                raise httpx.HTTPError(f"it answered {answer.status_code}")
            record = read_product(_body(answer))
    except (httpx.HTTPError, httpx.InvalidURL, FitHubError) as error:
        _away_until = time.monotonic() + PAUSE
        raise _unavailable("cannot be asked at present") from error
    if record is not None and record.code != code:
        raise _unavailable("answered about another product")
    return record


def _body(answer: httpx.Response) -> bytes:
    body = bytearray()
    for chunk in answer.iter_bytes():
        body += chunk
        if len(body) > LONGEST_ANSWER:
            raise httpx.HTTPError("it answers without an end")
    return bytes(body)


def _unavailable(why: str) -> Unavailable:
    return Unavailable(
        "barcode_service_unavailable",
        f"This bar code is not known here, and Open Food Facts {why}. Try again in a minute, or make a food of your own from "
        "the label.",
    )


def _keep(code: int, record: Record | None) -> None:
    """Write down what was answered: a food of everybody's, or one that is held back."""
    with transaction.atomic():
        if record is not None:
            if why := judge(record, let_in=released(record.ref)):
                held = dict(zip(HELD, held_row(record, why), strict=True))
                held["record"] = json.loads(held["record"])
                HeldBack.objects.update_or_create(id=held.pop("id"), defaults=held)
            else:
                HeldBack.objects.filter(source=record.source, ref=record.ref, released_at=None).delete()
                with connection.cursor() as cursor:
                    cursor.execute("SELECT sources_keep_product(%s::jsonb)", [_product(target(record))])
        asked = now()
        until = asked + (UNKNOWN_FOR if record is None else KNOWN_FOR)
        Lookup.objects.update_or_create(
            code=code, defaults={"found": record is not None, "asked_at": asked, "until": until}
        )


def _product(chosen: Target) -> str:
    """A food as the database's `sources_keep_product` takes it."""
    record, found = chosen.record, searched_by(chosen)
    return json.dumps(
        {
            "id": str(chosen.id), "ref": record.ref, "name": record.name, "brand": record.brand, "category": record.category,
            "nutrients": record.nutrients, "density": record.density, "flags": record.flags, "code": record.code,
            "prior": found.prior, "words": found.words, "head": found.head,
            "measures": [
                {"id": str(portion_id(chosen.id, sequence)), "unit": unit, "label": label, "grams": grams}
                for _, _, sequence, unit, label, grams, _ in measure_rows(chosen)
            ],
        }
    )  # fmt: skip
