"""Ids of catalogue rows: derived from a row's source and its reference there, so they are the same in every database and after
every rebuild."""

import uuid
from typing import Final

NAMESPACE: Final = uuid.UUID("6f1c9c0e-5f0b-5c5e-9d0a-7a3f0e1b2c4d")


def food_id(source: str, ref: str) -> uuid.UUID:
    """The id of a catalogue food, for good."""
    return uuid.uuid5(NAMESPACE, f"food:{source}:{ref}")


def portion_id(food: uuid.UUID, sequence: int) -> uuid.UUID:
    """The id of a household measure of a catalogue food, for good."""
    return uuid.uuid5(NAMESPACE, f"portion:{food}:{sequence}")


def category_id(source: str, name: str) -> uuid.UUID:
    """The id of a food group, for good."""
    return uuid.uuid5(NAMESPACE, f"category:{source}:{name}")
