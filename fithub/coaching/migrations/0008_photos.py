"""That photos came with a message; additive, and no photo is kept."""

from django.db import migrations

import fithub.core.wire


class Migration(migrations.Migration):
    dependencies = [
        ("coaching", "0007_usage"),
    ]

    operations = [
        migrations.AddField(
            model_name="turn",
            name="photos",
            field=fithub.core.wire.DecimalJSON(db_default=[], default=list),
        ),
    ]
