"""The door that granian comes in by."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fithub.config.settings")

application = get_asgi_application()
