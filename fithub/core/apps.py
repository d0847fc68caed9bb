from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "fithub.core"
    label = "core"
