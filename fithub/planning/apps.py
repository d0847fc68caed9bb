from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "fithub.planning"
    label = "planning"
