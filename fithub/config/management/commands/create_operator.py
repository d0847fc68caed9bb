"""An operator's account: `manage.py create_operator ops@example.org`, as the owner of the tables."""

import sys
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from fithub.accounts.models import User
from fithub.accounts.services import register
from fithub.core.errors import FitHubError
from fithub.core.ownership import Actor, acting_as, signing_in


class Command(BaseCommand):
    """Makes an account an operator's, with a new account if there is none of this address; `--withdraw` takes it back."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """The address; the password is asked for, or read from a pipe."""
        parser.add_argument("email")
        parser.add_argument("--withdraw", action="store_true", help="They are no operator any more.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make or unmake one. Raises CommandError."""
        address = options["email"].strip().lower()
        with signing_in(address):
            # The owner of the tables may see everybody.
            user = User.objects.filter(email=address).first()
        if user is None:
            if options["withdraw"]:
                raise CommandError(f"There is no account {address}.")
            password = getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
            try:
                user = register(email=address, password=password).user
            except FitHubError as error:
                raise CommandError(error.detail) from error
        with acting_as(user.pk, actor=Actor.SYSTEM):
            User.objects.filter(pk=user.pk).update(is_staff=not options["withdraw"])
        self.stdout.write(f"{address} is {'no operator any more' if options['withdraw'] else 'an operator'}.")
