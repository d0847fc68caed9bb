import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from fithub.foods.catalogue import load


class Command(BaseCommand):
    help = "Load the committed food catalogue. Run as the owner of the database; a second run does nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=Path, help="another seed file than the committed one")

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        done = load(seed=options["seed"], say=lambda line: self.stdout.write(f"  {line} …"))
        state = "loaded" if done.changed else "is up to date"
        self.stdout.write(
            f"Catalogue {state}: {done.foods:,} foods, {done.portions:,} portions ({time.monotonic() - began:.1f} s)"
        )
