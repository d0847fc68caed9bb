"""The Celery application: `celery -A fithub.config.celery worker` and `beat`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fithub.config.settings")

app = Celery("fithub")
app.config_from_object("django.conf:settings.CELERY")
app.autodiscover_tasks(["fithub.jobs"], related_name="tasks")
