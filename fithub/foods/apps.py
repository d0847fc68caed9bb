from django.apps import AppConfig


class FoodsConfig(AppConfig):
    name = "fithub.foods"
    label = "foods"
