"""What a person sees of the words of a model while they come, and how that becomes the words that stand in the end.

An answer may take several tries: of the same provider, of the next one, of the offline model. Where another try begins with what
the person has seen already, it goes on from there; else what they have seen is withdrawn.
"""

from collections.abc import Callable

from agents.care.concerns import Standing
from agents.events import Event, Saying, Withdrawn
from agents.truth.evidence import Grounds
from agents.truth.release import Release


class Speech:
    """The words of one answer."""

    def __init__(self, tell: Callable[[Event], None]) -> None:
        self._tell = tell
        self._seen = ""
        self._release: Release | None = None

    def begin(self, grounds: Grounds, standing: Standing) -> None:
        """Another try, which `grounds` have to bear out, for somebody of this standing."""
        self._release = Release(grounds, standing)

    def hear(self, piece: str) -> None:
        """More of it has come."""
        assert self._release is not None
        if self._release.add(piece):
            self._show(self._release.told)

    def end(self, text: str) -> Release:
        """All of it has come, and this is it; what is wrong with it, the release says."""
        assert self._release is not None
        self._release.add(text[len(self._release.text) :])
        self._release.end()
        self._show(self._release.told)
        return self._release

    def settle(self, text: str) -> None:
        """These are the words that stand: what was seen is their beginning from now on, or is withdrawn."""
        if self._seen and not text.startswith(self._seen):
            self._withdraw()
        elif self._seen:
            self._show(text)

    def _show(self, told: str) -> None:
        """Let the person see what may be told of this try."""
        if self._seen.startswith(told):
            return
        if not told.startswith(self._seen):
            self._withdraw()
        self._tell(Saying(told[len(self._seen) :]))
        self._seen = told

    def _withdraw(self) -> None:
        self._tell(Withdrawn())
        self._seen = ""
