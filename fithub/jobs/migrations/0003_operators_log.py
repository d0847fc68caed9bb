"""The log of the operators' pages names people: each sees and erases their own part of it, and nobody else's."""

from django.db import migrations

from fithub.core.rls import owned_table


class Migration(migrations.Migration):
    dependencies = [("jobs", "0002_operators_sessions")]

    operations = [*owned_table("django_admin_log", logged=False, writable=False)]
