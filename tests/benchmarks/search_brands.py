"""Branded foods made up for a benchmark: as USDA Branded Foods has them, in capitals, between commas, with a brand; none is real.

Deterministic: the same number gives the same rows. Written as an import writes them, by COPY.
"""

import os
import random
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from infra.local.services import EmbeddedPostgres
from tests.clusters import ROOT
from tests.evaluation.catalogue import seed_catalogue

SEED: Final = 20
NUTRIENTS: Final = '{"energy_kcal": 250, "protein_g": 8, "fat_g": 9, "carbohydrate_g": 34}'

_FOODS: Final = (
    "GREEK YOGURT|MILK CHOCOLATE BAR|POTATO CHIPS|TORTILLA CHIPS|GRANOLA BAR|PROTEIN BAR|ICE CREAM|FROZEN PIZZA|TOMATO SAUCE|"
    "PASTA SAUCE|CHICKEN NOODLE SOUP|CHEDDAR CHEESE|STRING CHEESE|WHOLE WHEAT BREAD|HAMBURGER BUNS|PEANUT BUTTER|ALMOND BUTTER|"
    "STRAWBERRY PRESERVES|ORANGE JUICE|APPLE JUICE|SPARKLING WATER|ENERGY DRINK|COLD BREW COFFEE|GREEN TEA|CORN FLAKES|RICE CAKES|"
    "CRACKERS|COOKIES|GUMMY CANDY|TRAIL MIX|MIXED NUTS|BEEF JERKY|CHICKEN NUGGETS|CHICKEN BREAST|GROUND TURKEY|SALSA|HUMMUS|"
    "RANCH DRESSING|CAESAR DRESSING|OLIVE OIL|BLACK BEANS|BROWN RICE|MACARONI AND CHEESE|EGG NOODLES|SALMON FILLETS|TUNA"
).split("|")  # fmt: skip
_KINDS: Final = (
    "ORIGINAL|VANILLA|STRAWBERRY|BLUEBERRY|HONEY|DARK CHOCOLATE|SEA SALT|BARBECUE|SOUR CREAM & ONION|LOW FAT|NONFAT|ORGANIC|"
    "GLUTEN FREE|UNSWEETENED|REDUCED SODIUM|EXTRA CRUNCHY|FAMILY SIZE|PEACH|MANGO|LEMON|RASPBERRY|CINNAMON|MAPLE|SPICY|MILD|GARLIC"
).split("|")  # fmt: skip
_BEGINNINGS: Final = (
    "Al Bar Cro Dul Ever Fen Gol Har Ister Jun Kel Lum Mor Nor Oak Pem Quil Ros Sun Tal Ul Ver Wil Yar Zel".split()
)
_MIDDLES: Final = ("ber", "den", "fi", "go", "la", "mo", "ne", "ri", "sa", "to", "vi", "wa")
_ENDINGS: Final = ("brook", "dale", "field", "ford", "gate", "lane", "mill", "ridge", "ton", "ville", "well", "wood")


def makers() -> list[str]:
    """3,600 brands; the first are the biggest."""
    return [f"{a}{b}{c}".capitalize() for c in _ENDINGS for b in _MIDDLES for a in _BEGINNINGS]


def foods(number: int) -> Iterator[tuple[str, str]]:
    """(name, brand) of so many branded foods; few brands have many of them, many have few."""
    draw = random.Random(SEED)
    brands = makers()
    for _ in range(number):
        brand = brands[min(int(draw.paretovariate(0.6)) - 1, len(brands) - 1)]
        parts = [draw.choice(_FOODS), *draw.sample(_KINDS, k=draw.randint(0, 3))]
        yield ", ".join([brand.upper(), *parts] if draw.random() < 0.4 else parts), brand


@contextmanager
def branded_catalogue(number: int) -> Iterator[None]:
    """Django set up over a PostgreSQL of its own with the seed and so many branded foods; says how long writing them took."""
    with (
        TemporaryDirectory(prefix="fithub-branded-") as folder,
        EmbeddedPostgres(Path(folder), fast=True) as postgres,
    ):
        postgres.create_database("fithub")
        began = time.perf_counter()
        for command in (
            ["manage.py", "migrate", "--skip-checks", "--verbosity", "0"],
            ["manage.py", "load_catalogue", "--skip-checks"],
            ["-m", "tests.benchmarks.search_brands", str(number)],
        ):
            began = time.perf_counter()
            owner = os.environ | {"DATABASE_URL": postgres.owner_url("fithub")}
            subprocess.run([sys.executable, *command], cwd=ROOT, env=owner, stdout=subprocess.DEVNULL, check=True)
        print(f"{number:,} branded foods written and indexed in {time.perf_counter() - began:.0f} s")
        os.environ["DATABASE_URL"] = postgres.app_url("fithub")
        with seed_catalogue():
            from django.db import connections

            try:
                yield
            finally:
                connections.close_all()


def write(number: int) -> None:
    """Fill the tables with so many, as their owner."""
    from django.db import connection

    from fithub.foods.names import refresh_branded_names, search_columns

    columns = "id, source, source_ref, name, brand, nutrients_per_100g, flags, prior, words, head"
    with connection.cursor() as cursor, cursor.copy(f"COPY foods_food ({columns}) FROM STDIN") as copy:
        for place, (name, brand) in enumerate(foods(number)):
            found = search_columns(name=name, brand=brand, source="branded", category="", known_energy=True)
            row: tuple[Any, ...] = (
                uuid.uuid5(uuid.NAMESPACE_OID, f"benchmark:{place}"), "branded", f"benchmark-{place}", name, brand, NUTRIENTS, [],
                found.prior, found.words, found.head,
            )  # fmt: skip
            copy.write_row(row)
    refresh_branded_names()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) foods_food")


if __name__ == "__main__":
    with seed_catalogue():
        write(int(sys.argv[1]))
