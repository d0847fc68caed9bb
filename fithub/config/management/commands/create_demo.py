"""A demo person with two weeks behind them, so that the first page is not an empty one."""

from argparse import ArgumentParser
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from fithub.accounts import services as accounts
from fithub.accounts.models import Activity, Sex, User
from fithub.body.targets import set_target
from fithub.core.clock import local_moment, now, set_clock
from fithub.core.ownership import Actor, acting_as, signing_in
from fithub.core.slots import Slot
from fithub.diary import services as diary

EMAIL: Final = "demo@fithub.example"
PASSWORD: Final = "every meal counts"  # noqa: S105 (a demo's password is no secret)
DAYS: Final = 14

# A week of somebody who cooks on most evenings, in the words they would use; two weeks of it, with the odd day out.
MEALS: Final[tuple[tuple[str, str, str, str], ...]] = (
    (
        "a bowl of oatmeal with blueberries and coffee with milk",
        "turkey sandwich and an apple",
        "a handful of almonds",
        "180 g grilled salmon with 1 cup cooked brown rice and broccoli",
    ),
    (
        "two scrambled eggs and a slice of toast with butter",
        "chicken caesar salad",
        "a banana",
        "spaghetti with meat sauce and a glass of red wine",
    ),
    (
        "greek yogurt with strawberries and honey",
        "a bowl of lentil soup and a slice of bread",
        "a latte",
        "150 g chicken breast with 200 g potatoes and green beans",
    ),
    (
        "a bowl of corn flakes with milk and orange juice",
        "tuna sandwich",
        "carrots and 2 tablespoons of hummus",
        "beef stir fry with 1 cup cooked white rice",
    ),
    ("two slices of toast with peanut butter and coffee", "a burrito", "an apple", "2 slices of pizza and a beer"),
    (
        "pancakes with maple syrup and coffee with milk",
        "tomato soup and grilled cheese sandwich",
        "a cup of popcorn",
        "200 g steak with a baked potato and salad",
    ),
    (
        "an omelette and orange juice",
        "roast chicken with mashed potatoes and peas",
        "a slice of chocolate cake",
        "vegetable curry with 1 cup cooked white rice",
    ),
)
EATEN_AT: Final = (
    (Slot.BREAKFAST, time(7, 40)),
    (Slot.LUNCH, time(12, 45)),
    (Slot.SNACK, time(16, 10)),
    (Slot.DINNER, time(19, 20)),
)


class Command(BaseCommand):
    help = "Make the demo person with two weeks of meals, unless there is one; print how to sign in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--time-zone", default="UTC", help="IANA name of the zone that the demo person lives in")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("There is no demo person in production: everybody knows the password.")
        with signing_in(EMAIL):
            known = User.objects.filter(email=EMAIL).exists()
        if not known:
            self._make(options["time_zone"])
        self.stdout.write(f"{EMAIL} / {PASSWORD}")

    def _make(self, zone: str) -> None:
        user_id = accounts.register(email=EMAIL, password=PASSWORD, time_zone=zone).user.pk
        today = local_moment(now(), zone)
        with acting_as(user_id, actor=Actor.SYSTEM):
            accounts.edit_profile(
                user_id=user_id,
                changes={
                    "name": "Sam",
                    "sex": Sex.FEMALE,
                    "birth_date": date(1991, 5, 4),
                    "height_cm": Decimal(168),
                    "activity": Activity.MODERATE,
                },
            )
            set_target(
                user_id=user_id,
                effective_from=today.date - timedelta(days=DAYS),
                nutrients={
                    "energy_kcal": {"target": Decimal(2000)},
                    "protein_g": {"target": Decimal(95)},
                    "carbohydrate_g": {"target": Decimal(230)},
                    "fat_g": {"target": Decimal(70)},
                    "fibre_g": {"min": Decimal(28)},
                    "sodium_mg": {"max": Decimal(2300)},
                },
                today=today,
            )
        for back in range(DAYS, -1, -1):
            self._eat(user_id, today.date - timedelta(days=back), zone, until=now())

    def _eat(self, user_id: Any, day: date, zone: str, until: datetime) -> None:
        """What the week's plan says for this day, as far as its hours have come."""
        for (slot, at), text in zip(EATEN_AT, MEALS[day.toordinal() % len(MEALS)], strict=True):
            eaten_at = datetime.combine(day, at, ZoneInfo(zone))
            if eaten_at > until:
                return
            with set_clock(eaten_at), acting_as(user_id, actor=Actor.CHAT):
                moment = local_moment(eaten_at, zone)
                diary.log_meal(user_id=user_id, text=text, when=moment, source="chat", slot=slot)
