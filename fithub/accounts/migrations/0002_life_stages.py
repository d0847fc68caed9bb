"""Pregnancy and lactation by their dates, and whose reference intakes count."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="profile",
            name="lactation_since",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="profile",
            name="life_stage",
            field=models.CharField(
                choices=[("none", "None"), ("pregnant", "Pregnant"), ("lactating", "Lactating")],
                default="none",
                max_length=9,
            ),
        ),
        migrations.AddField(
            model_name="profile",
            name="pregnancy_due_date",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="profile",
            name="reference",
            field=models.CharField(
                choices=[("dri", "Dri"), ("efsa", "Efsa"), ("daily_values", "Daily Values")], max_length=12, null=True
            ),
        ),
    ]
