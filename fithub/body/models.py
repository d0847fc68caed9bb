"""What a person aims at."""

from django.db import models

from fithub.core.ownership import OwnedModel
from fithub.core.wire import DecimalJSON


class Target(OwnedModel):
    """What to eat in a day, from a date on until the next target begins.

    `nutrients`: {key: {"min"?, "target"?, "max"?}}, amounts in the unit that the key names.
    """

    effective_from = models.DateField()
    nutrients = DecimalJSON()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "effective_from"], name="one_target_a_day")]
