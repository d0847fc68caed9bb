from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "fithub.sources"
    label = "sources"
