"""The days of the week, as people and the wire name them; their order is that of `date.weekday()`."""

from django.db import models


class Weekday(models.TextChoices):
    """A day of the week."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
