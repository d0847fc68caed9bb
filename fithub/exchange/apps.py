from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "fithub.exchange"
    label = "exchange"
