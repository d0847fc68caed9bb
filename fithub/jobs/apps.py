from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "fithub.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Whichever process asks for a job tells the broker itself."""
        from fithub.core.jobs import send_with
        from fithub.jobs.sending import send

        send_with(send)
