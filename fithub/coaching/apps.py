from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "fithub.coaching"
    label = "coaching"

    def ready(self) -> None:
        """The floors count what is remembered and what was said."""
        from fithub.accounts.told import read_with
        from fithub.coaching.told import told_by

        read_with(told_by)
