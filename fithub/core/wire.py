"""Decimals through JSON without losing a digit: in the database's jsonb, and out to a person's screen."""

import json
from decimal import Decimal
from typing import Annotated, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from pydantic import PlainSerializer

# A Decimal that is written as a JSON number; a thousandth survives the way through a double unharmed.
Number = Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json")]


class _Encoder(DjangoJSONEncoder):
    """Decimals as JSON numbers. Their digits are at most a thousandth of millions, well inside a double's fifteen."""

    def default(self, o: Any) -> Any:
        return float(o) if isinstance(o, Decimal) else super().default(o)


class _Decoder(json.JSONDecoder):
    def __init__(self, **options: Any) -> None:
        super().__init__(**{"parse_float": Decimal, "parse_int": Decimal} | options)


class DecimalJSON(models.JSONField):
    """A jsonb column whose numbers come back as `Decimal`."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"encoder": _Encoder, "decoder": _Decoder} | options)

    def deconstruct(self) -> Any:
        """As a migration writes it: the coders are part of what this field is."""
        name, path, args, options = super().deconstruct()
        return name, path, args, {key: value for key, value in options.items() if key not in {"encoder", "decoder"}}


def to_json(value: Any) -> str:
    """JSON text with Decimals as numbers, dates and ids as ISO strings."""
    return json.dumps(value, cls=_Encoder, ensure_ascii=False)
