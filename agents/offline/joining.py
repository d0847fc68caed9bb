"""Steps put one behind the other: what belongs together becomes one, and what says nothing more falls away."""

import re
from typing import Final

from agents.offline.steps import Decide, Delete, Log, Redo, Remark, Repeat, Restore, Step, Target, Twice, Undo, Why

# As much as one item of log_meal takes.
LONGEST_MEAL: Final = 7900
_AS_BEFORE: Final = re.compile(r"\b(?:same|again|usual|as before)\b", re.IGNORECASE)


def append(steps: list[Step], step: Step) -> None:
    """Add a step; sentences about what was eaten that follow one another are one meal."""
    match (steps[-1] if steps else None), step:
        case Log(slot=None) as before, Log(slot=None) if (
            len(before.text) + len(step.text) < LONGEST_MEAL
            and before.unsure == step.unsure
            and before.beside is None
            and step.beside is None
        ):
            steps[-1] = Log(f"{before.text}. {step.text}", None, before.certain or step.certain, before.unsure)
        case Undo(softly=True), Restore() | Redo():
            # "Oops. Bring it back": the slip was to take it back.
            steps[-1] = step
        case Undo(), Delete(targets=(Target(words=(), slot=None, place=None, many=False),)):
            # "That was my wife's, scrap it".
            pass
        case (Log(), Decide(yes=True)) | (Log(), Log(text="that" | "it" | "this" | "them" | "those")):
            # "Two eggs. Can you add that?"
            pass
        case Log(text=text), Delete(softly=True) if _AS_BEFORE.search(text):
            # "Had the same breakfast again but no butter": nor is it of what was had before.
            pass
        case Repeat(target=Target()), Delete(softly=True):
            # "Sunday's pancakes again, but without the syrup": that was no part of them.
            pass
        case Twice() | Delete(), Delete(targets=(Target(words=(), many=False, slot=None, day=None),)):
            # "The toast is in there twice. Delete one of them", "the wine wasn't mine, please take it out".
            pass
        case Remark(why=Why.UNCLEAR) as before, Remark(why=Why.UNCLEAR):
            steps[-1] = Remark(Why.UNCLEAR, f"{before.said} {step.said}")
        case _ if step not in steps or not isinstance(step, Remark):
            steps.append(step)
