"""Versioned prompt texts."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt's text, and the hash that says which text it was."""

    text: str
    version: str


@cache
def load(name: str) -> Prompt:
    """The prompt `prompts/<name>.md`."""
    text = (_FOLDER / f"{name}.md").read_text(encoding="utf-8").strip()
    return Prompt(text, sha256(text.encode()).hexdigest()[:12])
