import time
from typing import Any

from django.core.management.base import BaseCommand

from fithub.foods.catalogue import load


class Command(BaseCommand):
    help = "Load the committed food catalogue. Run as the owner of the database; a second run does nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        done = load(say=lambda line: self.stdout.write(f"  {line} …"))
        state = "loaded" if done.changed else "is up to date"
        self.stdout.write(
            f"Catalogue {state}: {done.foods:,} foods, {done.portions:,} portions ({time.monotonic() - began:.1f} s)"
        )
