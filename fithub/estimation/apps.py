from django.apps import AppConfig


class EstimationConfig(AppConfig):
    name = "fithub.estimation"
    label = "estimation"
