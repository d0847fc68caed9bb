"""Corrections of what stands beside the meals of a day: activities, and water of an hour. Pure."""

from agents.offline.activity_words import is_about_activity, read_fix, read_not_done
from agents.offline.admitted import read_admission
from agents.offline.amending import read_change
from agents.offline.sips import read_sip
from agents.offline.steps import Change, Delete
from fithub.core.clock import LocalMoment


def told_beside(said: str, now: LocalMoment) -> Change | Delete | None:
    """A correction that can be of nothing but an activity or water; None for any other."""
    return read_admission(said, now) or read_fix(said, now) or read_sip(said, now) or read_not_done(said, now)


def read_beside(said: str, order: str, now: LocalMoment) -> Change | Delete | None:
    """Such a correction, or an activity that moves, which a skill would take for a plan: no plan has a run in it."""
    told = told_beside(said, now)
    if told is not None:
        return told
    moved = read_change(said, order, now)
    return moved if moved is not None and moved.payload.only_moves and is_about_activity(moved.target) else None
