"""Targets of diets beside a person's own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("body", "0006_expenditure"),
    ]

    operations = [
        migrations.AddField(
            model_name="target",
            name="diet_id",
            field=models.UUIDField(null=True),
        ),
        migrations.RemoveConstraint(
            model_name="target",
            name="one_target_for_a_day",
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(
                condition=models.Q(("diet_id", None)),
                fields=("user", "effective_from", "weekdays", "day_kind"),
                name="one_target_for_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(
                condition=models.Q(("diet_id__isnull", False)),
                fields=("user", "diet_id", "effective_from"),
                name="one_diets_target_for_a_day",
            ),
        ),
    ]
