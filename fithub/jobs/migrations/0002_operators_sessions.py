"""The sessions of operators (fithub.config.operators), kept by the application; who leaves takes their part of the log along."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0001_initial"),
        ("sessions", "0001_initial"),
        ("admin", "0003_logentry_add_action_flag_choices"),
    ]
    operations = [
        migrations.RunSQL(
            "GRANT INSERT, UPDATE, DELETE ON django_session TO fithub_app; GRANT DELETE ON django_admin_log TO fithub_app",
            "REVOKE INSERT, UPDATE, DELETE ON django_session FROM fithub_app; REVOKE DELETE ON django_admin_log FROM fithub_app",
        )
    ]
