"""What came of calls, in words: of those that wait for a yes, of those that were answered, and of what a provider left behind."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from agents.offline import remarks, skills
from agents.offline.history import Result

SHALL_I: Final = "Shall I do that? Say yes or no."
LEFT: Final = "All right, it stays as it was; nothing has been done."


def finished(results: Sequence[Result], today: date) -> str:
    """What some calls did, or wait for."""
    return " ".join(dict.fromkeys(filter(None, (_one(result, today) for result in results))))


def waiting(result: Result) -> str:
    """What would be done after a yes."""
    return f"{result.waits} {SHALL_I}"


def _one(result: Result, today: date) -> str:
    if result.waits:
        return waiting(result)
    match result.data.get("decided", {}).get("state"):
        case "declined":
            return LEFT
        case "expired":
            return f"I could not do that any more, and nothing was changed. {result.data['message']}"
    return skills.done(result) or remarks.finished_for([result], today)
