from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "fithub.coaching"
    label = "coaching"
