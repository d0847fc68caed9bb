from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The roof as an app: the commands that put the whole together live here."""

    name = "fithub.config"
    label = "config"

    def ready(self) -> None:
        """Nothing is noted of who comes in: outside of a person's transaction their account cannot be written."""
        from django.contrib.auth.signals import user_logged_in

        user_logged_in.disconnect(dispatch_uid="update_last_login")
