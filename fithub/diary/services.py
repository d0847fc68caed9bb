"""The diary's writes under one roof, for those above: `from fithub.diary import services`."""

from fithub.diary.copying import copy_entries
from fithub.diary.drafts import commit_draft, create_draft, decline_draft, draft_meal, edit_draft
from fithub.diary.entries import chosen, delete_entry, edit_entry, log_food
from fithub.diary.meals import Logged, log_meal, log_proposals, read_meal

__all__ = [
    "Logged",
    "chosen",
    "commit_draft",
    "copy_entries",
    "create_draft",
    "decline_draft",
    "delete_entry",
    "draft_meal",
    "edit_draft",
    "edit_entry",
    "log_food",
    "log_meal",
    "log_proposals",
    "read_meal",
]
