from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "fithub.accounts"
    label = "accounts"
