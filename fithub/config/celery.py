"""The Celery application: `celery --app fithub.config.celery worker` and `beat`."""

import os

import django
from celery import Celery
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fithub.config.settings")
django.setup()

from fithub.jobs import tasks  # noqa: E402 (tasks import models, which need Django to be set up)

app = Celery("fithub")
app.config_from_object(settings.CELERY)
app.conf.beat_schedule = tasks.SCHEDULE
