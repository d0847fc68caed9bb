from django.apps import AppConfig


class DiaryConfig(AppConfig):
    name = "fithub.diary"
    label = "diary"
