from django.apps import AppConfig


class BodyConfig(AppConfig):
    name = "fithub.body"
    label = "body"
