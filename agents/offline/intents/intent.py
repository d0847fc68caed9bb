"""What a message may be about; `utterances` has a file for each."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Intent(StrEnum):
    """One kind of wish, statement or talk."""

    ATE = "ate"
    DENIED = "denied"
    OTHERS_FOOD = "others_food"
    FUTURE_FOOD = "future_food"
    HABIT_FOOD = "habit_food"
    GOT_FOOD = "got_food"
    CORRECT_ENTRY = "correct_entry"
    DELETE_ENTRY = "delete_entry"
    UNDO = "undo"
    REDO = "redo"
    REPEAT_MEAL = "repeat_meal"
    ASK_ENTRIES = "ask_entries"
    ASK_TOTALS = "ask_totals"
    ASK_LEFT = "ask_left"
    ASK_FOOD = "ask_food"
    ASK_RANGE = "ask_range"
    RECALL_MEAL = "recall_meal"
    SUGGEST = "suggest"
    CHOOSE = "choose"
    YES = "yes"
    NO = "no"
    SAVE_RECIPE = "save_recipe"
    EDIT_RECIPE = "edit_recipe"
    CREATE_FOOD = "create_food"
    SET_MEASURE = "set_measure"
    SET_FAVOURITE = "set_favourite"
    UNSET_FAVOURITE = "unset_favourite"
    LIST_OWN = "list_own"
    DELETE_OWN = "delete_own"
    PLAN_MEAL = "plan_meal"
    ASK_PLAN = "ask_plan"
    EDIT_PLANNED = "edit_planned"
    LOG_PLANNED = "log_planned"
    SHOPPING = "shopping"
    SAVE_DIET = "save_diet"
    ACTIVATE_DIET = "activate_diet"
    END_DIET = "end_diet"
    ASK_DIETS = "ask_diets"
    DAY_STATUS = "day_status"
    EXPORT = "export"
    IMPORT = "import"
    ASK_IMPORT = "ask_import"
    UNDO_IMPORT = "undo_import"
    JOBS = "jobs"
    LOG_MEASURE = "log_measure"
    MEND_MEASURE = "mend_measure"
    DELETE_MEASURE = "delete_measure"
    ASK_MEASURE = "ask_measure"
    LOG_ACTIVITY = "log_activity"
    MEND_ACTIVITY = "mend_activity"
    ASK_ACTIVITY = "ask_activity"
    SET_GOAL = "set_goal"
    ACTIVATE_GOAL = "activate_goal"
    END_GOAL = "end_goal"
    ASK_GOAL = "ask_goal"
    SET_TARGET = "set_target"
    ASK_TARGET = "ask_target"
    ASK_REFERENCE = "ask_reference"
    DECIDE_TARGET = "decide_target"
    STATE_PREFERENCE = "state_preference"
    REMOVE_PREFERENCE = "remove_preference"
    ASK_PREFERENCES = "ask_preferences"
    REMEMBER = "remember"
    FORGET = "forget"
    ASK_MEMORY = "ask_memory"
    COACH_SETTINGS = "coach_settings"
    ASK_SUMMARY = "ask_summary"
    PROFILE = "profile"
    GREETING = "greeting"
    THANKS = "thanks"
    BYE = "bye"
    HELP = "help"
    SMALLTALK = "smalltalk"
    OFF_TOPIC = "off_topic"
    ASIDE = "aside"
    IDIOM = "idiom"


class Family(StrEnum):
    """Intents about the same things, which share their nouns and differ in their verbs."""

    GOAL = "goal"
    TARGET = "target"
    DIET = "diet"
    FILES = "files"
    MEASURE = "measure"
    ACTIVITY = "activity"
    PREFERENCE = "preference"
    MEMORY = "memory"
    FAVOURITE = "favourite"
    PLAN = "plan"
    RECIPE = "recipe"
    FOOD_LABEL = "food_label"
    UNIT = "unit"
    TALK = "talk"
    NOT_EATEN = "not_eaten"
    DAYS = "days"
    CATALOGUE = "catalogue"
    IDEAS = "ideas"
    COACH = "coach"
    UNDO = "undo"
    MEND = "mend"
    ANSWER = "answer"
    MEAL = "meal"
    AGAIN = "again"
    DAY_STATUS = "day_status"


FAMILIES: Final[Mapping[Family, tuple[Intent, ...]]] = {
    Family.GOAL: (
        Intent.SET_GOAL,
        Intent.ACTIVATE_GOAL,
        Intent.END_GOAL,
        Intent.ASK_GOAL,
    ),
    Family.TARGET: (
        Intent.SET_TARGET,
        Intent.ASK_TARGET,
        Intent.ASK_REFERENCE,
        Intent.DECIDE_TARGET,
    ),
    Family.DIET: (
        Intent.SAVE_DIET,
        Intent.ACTIVATE_DIET,
        Intent.END_DIET,
        Intent.ASK_DIETS,
    ),
    Family.FILES: (
        Intent.IMPORT,
        Intent.ASK_IMPORT,
        Intent.UNDO_IMPORT,
        Intent.JOBS,
        Intent.EXPORT,
    ),
    Family.MEASURE: (
        Intent.LOG_MEASURE,
        Intent.MEND_MEASURE,
        Intent.DELETE_MEASURE,
        Intent.ASK_MEASURE,
    ),
    Family.ACTIVITY: (
        Intent.LOG_ACTIVITY,
        Intent.MEND_ACTIVITY,
        Intent.ASK_ACTIVITY,
    ),
    Family.PREFERENCE: (
        Intent.STATE_PREFERENCE,
        Intent.REMOVE_PREFERENCE,
        Intent.ASK_PREFERENCES,
    ),
    Family.MEMORY: (
        Intent.REMEMBER,
        Intent.FORGET,
        Intent.ASK_MEMORY,
    ),
    Family.FAVOURITE: (
        Intent.SET_FAVOURITE,
        Intent.UNSET_FAVOURITE,
    ),
    Family.PLAN: (
        Intent.PLAN_MEAL,
        Intent.ASK_PLAN,
        Intent.EDIT_PLANNED,
        Intent.LOG_PLANNED,
        Intent.SHOPPING,
    ),
    Family.RECIPE: (
        Intent.SAVE_RECIPE,
        Intent.EDIT_RECIPE,
        Intent.LIST_OWN,
        Intent.DELETE_OWN,
    ),
    Family.FOOD_LABEL: (Intent.CREATE_FOOD,),
    Family.UNIT: (Intent.SET_MEASURE,),
    Family.TALK: (
        Intent.GREETING,
        Intent.THANKS,
        Intent.BYE,
        Intent.HELP,
        Intent.SMALLTALK,
        Intent.OFF_TOPIC,
        Intent.ASIDE,
        Intent.IDIOM,
        Intent.PROFILE,
    ),
    Family.NOT_EATEN: (
        Intent.DENIED,
        Intent.OTHERS_FOOD,
        Intent.FUTURE_FOOD,
        Intent.HABIT_FOOD,
        Intent.GOT_FOOD,
    ),
    Family.DAYS: (
        Intent.ASK_ENTRIES,
        Intent.ASK_TOTALS,
        Intent.ASK_LEFT,
        Intent.ASK_RANGE,
        Intent.RECALL_MEAL,
    ),
    Family.CATALOGUE: (Intent.ASK_FOOD,),
    Family.IDEAS: (Intent.SUGGEST,),
    Family.COACH: (
        Intent.COACH_SETTINGS,
        Intent.ASK_SUMMARY,
    ),
    Family.UNDO: (
        Intent.UNDO,
        Intent.REDO,
    ),
    Family.MEND: (
        Intent.CORRECT_ENTRY,
        Intent.DELETE_ENTRY,
    ),
    Family.ANSWER: (
        Intent.YES,
        Intent.NO,
        Intent.CHOOSE,
    ),
    Family.MEAL: (Intent.ATE,),
    Family.AGAIN: (Intent.REPEAT_MEAL,),
    Family.DAY_STATUS: (Intent.DAY_STATUS,),
}
_FAMILY: Final = {intent: family for family, intents in FAMILIES.items() for intent in intents}


def family_of(intent: Intent) -> Family:
    """The one that it belongs to."""
    return _FAMILY[intent]
