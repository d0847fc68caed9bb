"""How many of our own sentences are read as they should be.

    python -m tests.estimation.read_all

Prints those of the half that is developed on that are read otherwise, and the figures of both halves. No database is asked.
"""

import os
import sys

import django

# Reading asks no database; the settings want the addresses of one and of a queue all the same.
_NOWHERE = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "REDIS_URL": "redis://127.0.0.1:1/0"}


def main() -> None:
    """Read them all."""
    for name, value in {"DJANGO_SETTINGS_MODULE": "fithub.config.settings", **_NOWHERE}.items():
        os.environ.setdefault(name, value)
    django.setup()
    from fithub.estimation.mentions import Mention, parse
    from tests.estimation.readings import NOON, readings, share_right

    def told(mention: Mention, others: tuple[Mention, ...]) -> str:
        amount = f"{mention.quantity} {mention.unit or ''}".strip() if mention.quantity is not None else "-"
        parent = f" | < {others[mention.parent].food}" if mention.parent is not None else ""
        slot = f" | @ {mention.slot.value}" if mention.slot else ""
        share = f" | * {mention.share:.3f}" if mention.share != 1 else ""
        return f"    {amount} | {mention.plain}{parent}{slot}{share}\n"

    for reading in readings():
        parsed = parse(reading.text, NOON)
        if not reading.is_kept_apart and not reading.fits(parsed):
            sys.stdout.write(f"{reading.text}\n")
            sys.stdout.writelines(told(each, parsed.mentions) for each in parsed.mentions)
            sys.stdout.write(f"    unmatched {parsed.unmatched}\n" if parsed.unmatched else "")
    for name, half in (("developed on", False), ("kept apart", True)):
        right, number = share_right(kept_apart=half)
        sys.stdout.write(f"{name}: {right} of {number}\n")


if __name__ == "__main__":
    main()
