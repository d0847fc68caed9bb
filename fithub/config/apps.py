from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The roof as an app: the commands that put the whole together live here."""

    name = "fithub.config"
    label = "config"
