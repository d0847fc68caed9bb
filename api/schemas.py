"""Types that several resources share."""

import re
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, create_model

from fithub.core.nutrients import NUTRIENTS


def _storable(text: str) -> str:
    """Refuse what no database can keep as text: NUL characters and halves of surrogate pairs."""
    if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("the text holds characters that cannot be stored")
    return text


def _wall_time(at: time) -> time:
    if at.tzinfo is not None:
        raise ValueError("a local time has no zone; send e.g. 08:30")
    return at.replace(microsecond=0)


def _written(day: Any) -> Any:
    if not isinstance(day, date) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", str(day)):
        raise ValueError("a date is written YYYY-MM-DD")
    return day


Text = Annotated[str, AfterValidator(_storable)]
# As written: a number is no date (0 would be the first day of 1970).
LocalDate = Annotated[date, BeforeValidator(_written)]
LocalTime = Annotated[time, AfterValidator(_wall_time)]
Grams = Annotated[Decimal, Field(gt=0, le=10_000, allow_inf_nan=False)]
Quantity = Annotated[Decimal, Field(gt=0, le=10_000, allow_inf_nan=False)]


class Input(Schema):
    """A body that clients send: what is not known here is refused, so that a misspelt field is not lost in silence."""

    model_config = ConfigDict(extra="forbid")


class FoodName(Schema):
    """A food as others point to it."""

    id: UUID
    name: str


def _nutrients() -> Any:
    fields: dict[str, Any] = {
        key: (float | None, Field(None, description=f"{each.label}, {each.unit}; null is unknown"))
        for key, each in NUTRIENTS.items()
    }
    return create_model("Nutrients", __base__=Schema, __doc__="Amounts by nutrient; the key names the unit.", **fields)


Nutrients = _nutrients()


class Spread(Schema):
    """The bounds that hold four of five such sums."""

    low: float
    high: float


class Ranges(Schema):
    """How far off a sum may be; null where no part knows the nutrient."""

    energy_kcal: Spread | None
    protein_g: Spread | None
    carbohydrate_g: Spread | None
    fat_g: Spread | None
