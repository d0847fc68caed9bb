"""Every tool there is, in the order in which a model reads them."""

from typing import Final

from tools.again import copy_meal, log_usual
from tools.base import UserTool
from tools.coach import answer_question, frequent_foods, get_range, get_summary, set_coach_settings
from tools.deciding import decide_approval
from tools.diary import confirm_draft, decline_draft, delete_entry, edit_draft, edit_entry, get_day, log_meal
from tools.exchange import commit_import, list_imports, start_export, undo_import
from tools.expenditure import get_expenditure, set_day_status
from tools.foods import estimate_foods, search_foods
from tools.goals import activate_goal, end_goal, get_progress, set_goal
from tools.jobs import cancel_job, get_jobs
from tools.measurements import delete_measurement, edit_measurement, get_measurements, log_measurement
from tools.memories import forget, recall, remember
from tools.moving import delete_activity, delete_water, edit_activity, edit_water, log_activity, log_water
from tools.own import create_food, delete_own, edit_recipe, list_own, save_recipe, set_favourite, set_measure
from tools.plans import (
    activate_diet,
    edit_planned,
    get_plan,
    log_planned,
    plan_meal,
    save_diet,
    shopping_list,
)
from tools.preferences import remove_preference, set_preference
from tools.profile import edit_profile, get_profile
from tools.reversing import redo, undo
from tools.suggestions import suggest_foods
from tools.targets import decide_proposal, get_targets, propose_target

TOOLS: Final[tuple[UserTool, ...]] = (
    log_meal,
    edit_entry,
    delete_entry,
    get_day,
    search_foods,
    estimate_foods,
    undo,
    redo,
    edit_draft,
    confirm_draft,
    decline_draft,
    copy_meal,
    log_usual,
    list_own,
    save_recipe,
    edit_recipe,
    create_food,
    set_measure,
    set_favourite,
    delete_own,
    set_goal,
    activate_goal,
    end_goal,
    get_progress,
    log_measurement,
    get_measurements,
    edit_measurement,
    delete_measurement,
    get_jobs,
    cancel_job,
    get_range,
    frequent_foods,
    get_summary,
    set_coach_settings,
    answer_question,
    get_expenditure,
    set_day_status,
    plan_meal,
    get_plan,
    edit_planned,
    log_planned,
    shopping_list,
    save_diet,
    activate_diet,
    set_preference,
    remove_preference,
    log_water,
    edit_water,
    delete_water,
    log_activity,
    edit_activity,
    delete_activity,
    list_imports,
    commit_import,
    undo_import,
    start_export,
    get_targets,
    propose_target,
    decide_proposal,
    remember,
    forget,
    recall,
    suggest_foods,
    get_profile,
    edit_profile,
    decide_approval,
)

# The names of those that change something of the person's.
WRITES: Final = frozenset(tool.name for tool in TOOLS if tool.writes)
