"""Diets that were active before days were measured against them (body 0007) set their targets from today on.

As activating them now would, with what is safe asked anew; own targets that began after such a diet keep the day. Person by person
as that person, each a short transaction that takes turns with their own requests and stands in their change log as the system's.
A second run writes nothing twice. Going back leaves the rows: they are what the next edit of the diet would have written.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import migrations, transaction
from django.db.models import Q

from fithub.accounts.told import Told
from fithub.body.bounds import resolved
from fithub.body.safety import refuse_unsafe
from fithub.core.clock import local_moment, now
from fithub.core.errors import InvalidInput
from fithub.core.ownership import Actor, acting_as


def aim(apps: Any, schema_editor: Any) -> None:
    """Let each active diet without targets in force have them."""
    for user_id in _planning(apps, schema_editor):
        with acting_as(user_id, actor=Actor.SYSTEM, writes=True):
            _aim_one(apps, user_id)


def _planning(apps: Any, schema_editor: Any) -> list[UUID]:
    """Who has an active diet: the owner of the table is under its policies too, but for this look."""
    diets = apps.get_model("planning", "Diet").objects.filter(is_active=True).order_by("user_id")
    with transaction.atomic():
        schema_editor.execute("ALTER TABLE planning_diet NO FORCE ROW LEVEL SECURITY")
        found = list(diets.values_list("user_id", flat=True))
        schema_editor.execute("ALTER TABLE planning_diet FORCE ROW LEVEL SECURITY")
    return found


def _aim_one(apps: Any, user_id: UUID) -> None:
    diet = apps.get_model("planning", "Diet").objects.filter(user_id=user_id, is_active=True).first()
    profile = apps.get_model("accounts", "Profile").objects.filter(user_id=user_id).first()
    if diet is None or profile is None or not diet.targets:
        return
    today = local_moment(now(), profile.time_zone, profile.day_start).date
    targets = apps.get_model("body", "Target").objects.filter(user_id=user_id)
    in_force = targets.filter(Q(effective_to=None) | Q(effective_to__gte=today))
    over = diet.ends_on is not None and diet.ends_on < today
    if over or in_force.filter(diet_id=diet.pk).exists() or _has_later_own(in_force, diet, profile, today):
        return
    try:
        # Later tables are not there yet: words count when a target is set.
        refuse_unsafe(profile=profile, bounds=resolved(diet.targets), today=today, told=Told())
    except InvalidInput:
        return
    targets.create(
        user_id=user_id,
        diet_id=diet.pk,
        effective_from=max(diet.starts_on, today),
        effective_to=diet.ends_on,
        nutrients=diet.targets,
        created_at=now(),
    )


def _has_later_own(in_force: Any, diet: Any, profile: Any, today: date) -> bool:
    """Whether a target of the person's own that holds by now began after the diet was activated or last edited."""
    since = local_moment(diet.updated_at, profile.time_zone, profile.day_start).date
    own = in_force.filter(diet_id=None, effective_from__lte=today)
    began = max(diet.starts_on, since), diet.updated_at
    return any((each.effective_from, each.created_at) > began for each in own)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("accounts", "0004_operators"),
        ("body", "0007_targets_of_diets"),
        ("planning", "0004_preferences"),
    ]
    operations = [migrations.RunPython(aim, migrations.RunPython.noop, atomic=False)]
