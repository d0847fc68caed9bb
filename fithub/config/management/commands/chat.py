"""Talking with the coach in a terminal: the same agent, the same tools, the same rows as on the page."""

import asyncio
import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from agents.stream import words
from fithub.accounts.models import User
from fithub.accounts.services import sign_in
from fithub.coaching import undoing
from fithub.coaching.conversations import begin_conversation
from fithub.coaching.turns import Started, start_turn
from fithub.config.management.commands.create_demo import EMAIL as DEMO
from fithub.core.errors import FitHubError
from fithub.core.ids import new_id
from fithub.core.ownership import Actor, acting_as, signing_in

GREETING: Final = "Say what you ate. /undo takes the last change back, /quit ends."


class Command(BaseCommand):
    """Talks with the coach: streams its words, shows what was written as lines, and takes /undo and /quit."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose diary it is."""
        parser.add_argument("--email", help="Who is speaking; asked for where it is left out")

    def handle(self, *args: Any, **options: Any) -> None:
        """Talk until /quit or the end of the input. Raises CommandError."""
        user_id = self._who(options["email"] or self._ask_who())
        with acting_as(user_id, actor=Actor.CHAT):
            conversation_id = begin_conversation(user_id=user_id).pk
        self.stdout.write(GREETING)
        # One loop for the whole conversation: a provider's client belongs to the loop that it was first used in.
        with asyncio.Runner() as runner:
            while (said := self._read("> ")) not in (None, "/quit"):
                match said:
                    case "":
                        pass
                    case "/undo":
                        self._undo(user_id)
                    case _:
                        self._say(runner, user_id, conversation_id, said)

    def _ask_who(self) -> str:
        suggested = "" if settings.PRODUCTION else DEMO
        said = self._read(f"Who is speaking? [{suggested}] " if suggested else "Who is speaking? ")
        return said or suggested

    def _who(self, email: str) -> UUID:
        """Whoever has the address. In production they show their password; elsewhere the machine is the person's own."""
        address = email.strip().lower()
        if settings.PRODUCTION:
            try:
                session = sign_in(email=address, password=getpass() if sys.stdin.isatty() else self._read("") or "")
            except FitHubError as error:
                raise CommandError(error.detail) from error
            return UUID(str(session.user.pk))
        with signing_in(address):
            found = User.objects.filter(email=address, is_active=True).values_list("pk", flat=True).first()
        if found is None:
            raise CommandError(f"There is no account {address}; `manage.py create_demo` makes {DEMO}.")
        return UUID(str(found))

    def _read(self, prompt: str) -> str | None:
        """A line that was typed; None at the end, and where Ctrl-C is pressed instead."""
        self.stdout.write(prompt, ending="")
        self.stdout.flush()
        try:
            line = sys.stdin.readline()
        except KeyboardInterrupt:
            line = ""
        if not line:
            self.stdout.write("")
            return None
        return line.strip()

    def _say(self, runner: asyncio.Runner, user_id: UUID, conversation_id: UUID, text: str) -> None:
        with acting_as(user_id, actor=Actor.CHAT):
            started = start_turn(user_id=user_id, conversation_id=conversation_id, key=str(new_id()), asked=text)
        try:
            runner.run(self._answer(user_id, started))
        except KeyboardInterrupt:
            self.stdout.write("\nStopped; what was written before stays.")

    async def _answer(self, user_id: UUID, started: Started) -> None:
        from agents.events import Event, Returned, Said
        from agents.run import run_turn

        def tell(event: Event) -> None:
            match event:
                case Returned(error=None):
                    for line in lines_of(event.output):
                        self.stdout.write(f"  {line}")
                case Returned():
                    self.stdout.write(f"  ! {event.error}")
                case Said():
                    for part in words(event.text):
                        self.stdout.write(part.get("delta", ""), ending="")
                        self.stdout.flush()
                    self.stdout.write("")

        turn = await run_turn(user_id=user_id, started=started, log_turn_id=started.turn.pk, tell=tell)
        if turn.status == turn.Status.FAILED:
            self.stdout.write(turn.answer)
        for note in turn.notes:
            self.stdout.write(f"  ! {note['detail']}")

    def _undo(self, user_id: UUID) -> None:
        try:
            with acting_as(user_id, actor=Actor.CHAT, writes=True):
                done = undoing.undo(user_id=user_id)
        except FitHubError as error:
            self.stdout.write(f"  ! {error.detail}")
        else:
            self.stdout.write(f"  1 change undone ({done.count} {'row' if done.count == 1 else 'rows'}).")


def lines_of(receipt: dict[str, Any]) -> list[str]:
    """A receipt as lines: what was written (+), taken out (-) or waits for a yes (?); nothing for what only looked."""
    if not receipt.get("change_set_id"):
        return []
    return [
        *(f"+ {_entry(entry)}" for entry in receipt["entries"]),
        *(f"- {_entry(entry)}" for entry in receipt.get("removed", ())),
        *(f"? {item['text']}" for draft in receipt["drafts"] for item in draft["items"]),
        *(f"· {thing['kind']} {thing['name'] or ''}".rstrip() for thing in receipt.get("things", ())),
        *([receipt["message"]] if receipt["message"] else []),
    ]


def _entry(entry: dict[str, Any]) -> str:
    energy = entry["nutrients"].get("energy_kcal")
    told = "energy unknown" if energy is None else f"{float(energy):.0f} kcal"
    grams = "" if entry["grams"] is None else f"{float(entry['grams']):g} g, "
    return f"{entry['description']}: {grams}{told} ({entry['slot']}, {entry['local_date']})"
