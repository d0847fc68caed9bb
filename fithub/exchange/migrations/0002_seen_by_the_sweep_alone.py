"""What has expired is seen by the sweep (`fithub.core.ownership.sweeping`) and by nobody else who is nobody."""

from django.db import migrations

EXPIRED = "app_user_id() IS NULL AND expires_at < now()"
SWEEPING = f"{EXPIRED} AND current_setting('app.sweeping', true) = 'on'"


def _using(condition: str) -> str:
    return "".join(
        f"ALTER POLICY {table}_{policy} ON {table} USING ({condition});"
        for table in ("exchange_import", "exchange_export")
        for policy in ("expired", "swept")
    )


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_initial")]

    operations = [migrations.RunSQL(_using(SWEEPING), _using(EXPIRED))]
