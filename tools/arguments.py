"""The types that the arguments of several tools share: bounds, units, and what a model is told of them."""

from datetime import date, time
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

AmountG = Annotated[Decimal, Field(gt=0, le=10_000, allow_inf_nan=False, description="Grams.")]
Quantity = Annotated[Decimal, Field(gt=0, le=10_000, allow_inf_nan=False, description="How many units, e.g. 2.")]
Unit = Annotated[str, Field(max_length=40, description="A household unit, e.g. slice; null counts pieces.")]
LocalDate = Annotated[date, Field(description="The person's local date; today if left out.")]
LocalTime = Annotated[time, Field(description="The person's local time, if they said one.")]


class Arguments(BaseModel):
    """What a model sends: a field that is not known is refused."""

    model_config = ConfigDict(extra="forbid")
