"""Which intents a step may stand for: by it, what a pattern has read is compared with what the words are like."""

from collections.abc import Mapping
from typing import Final

from agents.offline.intents.intent import Intent
from agents.offline.skills import (
    days,
    diets,
    energy,
    exchange,
    goal_anew,
    goal_words,
    goals,
    jobs,
    measurement_words,
    memories,
    menus,
    moving,
    past_meals,
    plan_changes,
    plan_eaten,
    plan_food,
    plan_instead,
    plan_moves,
    plan_words,
    preferences,
    ranges,
    recipe_words,
    suggestions,
    summaries,
    target_words,
    targets,
)
from agents.offline.steps import (
    About,
    AskDay,
    Change,
    Copy,
    Delete,
    DeleteOwn,
    ListOwn,
    Log,
    LookUp,
    NewFood,
    Redo,
    Remark,
    Repeat,
    Restore,
    SaveRecipe,
    SetFavourite,
    SetMeasure,
    Step,
    Undo,
    Unfinished,
    Usual,
    Why,
)

_BY_STEP: Final[Mapping[type, frozenset[Intent]]] = {
    kind: frozenset(intents)
    for kind, intents in {
        Log: {Intent.ATE},
        Change: {Intent.CORRECT_ENTRY, Intent.MEND_MEASURE, Intent.MEND_ACTIVITY, Intent.DECIDE_TARGET},
        Delete: {Intent.DELETE_ENTRY, Intent.MEND_ACTIVITY},
        Repeat: {Intent.REPEAT_MEAL, Intent.ATE},
        Copy: {Intent.REPEAT_MEAL, Intent.ATE},
        Usual: {Intent.REPEAT_MEAL, Intent.ATE},
        Undo: {Intent.UNDO, Intent.DELETE_ENTRY, Intent.NO},
        Redo: {Intent.REDO, Intent.UNDO},
        Restore: {Intent.REDO, Intent.UNDO, Intent.DELETE_ENTRY},
        LookUp: {Intent.ASK_FOOD, Intent.ASK_LEFT},
        SaveRecipe: {Intent.SAVE_RECIPE},
        NewFood: {Intent.CREATE_FOOD},
        Unfinished: {Intent.SAVE_RECIPE, Intent.CREATE_FOOD},
        SetMeasure: {Intent.SET_MEASURE},
        SetFavourite: {Intent.SET_FAVOURITE, Intent.UNSET_FAVOURITE},
        ListOwn: {Intent.LIST_OWN},
        DeleteOwn: {Intent.DELETE_OWN, Intent.FORGET},
        diets.NewDiet: {Intent.SAVE_DIET},
        diets.UseDiet: {Intent.ACTIVATE_DIET, Intent.END_DIET},
        diets.AskDiets: {Intent.ASK_DIETS},
        energy.AskExpenditure: {Intent.ASK_ACTIVITY, Intent.ASK_TARGET, Intent.ASK_REFERENCE},
        days.MarkDay: {Intent.DAY_STATUS},
        exchange.HowToImport: {Intent.IMPORT, Intent.HELP, Intent.ASK_IMPORT},
        exchange.DoImport: {Intent.IMPORT, Intent.ASK_IMPORT, Intent.UNDO_IMPORT},
        exchange.DoExport: {Intent.EXPORT},
        goal_anew.ChangeGoal: {Intent.SET_GOAL, Intent.END_GOAL, Intent.ASK_GOAL},
        goal_words.NewGoal: {Intent.SET_GOAL},
        goal_words.BeginGoal: {Intent.ACTIVATE_GOAL},
        goals.AskGoals: {Intent.ASK_GOAL},
        goal_words.EndGoal: {Intent.END_GOAL},
        jobs.AskJobs: {Intent.JOBS, Intent.ASK_IMPORT},
        jobs.StopJob: {Intent.JOBS},
        measurement_words.LogMeasures: {Intent.LOG_MEASURE, Intent.MEND_MEASURE},
        measurement_words.MeasureWithout: {Intent.LOG_MEASURE, Intent.MEND_MEASURE},
        measurement_words.AskMeasures: {Intent.ASK_MEASURE, Intent.ASK_GOAL},
        measurement_words.DeleteMeasure: {Intent.DELETE_MEASURE},
        memories.Keep: {Intent.REMEMBER, Intent.STATE_PREFERENCE, Intent.SET_MEASURE},
        memories.AskMemories: {Intent.ASK_MEMORY, Intent.ASK_PREFERENCES},
        memories.Forget: {Intent.FORGET, Intent.REMOVE_PREFERENCE},
        memories.ForgetAll: {Intent.FORGET},
        past_meals.FindMeal: {Intent.RECALL_MEAL, Intent.REPEAT_MEAL, Intent.ASK_ENTRIES},
        menus.MakeMenu: set(Intent),
        moving.Move: {Intent.LOG_ACTIVITY},
        plan_food.PlanFood: {Intent.PLAN_MEAL},
        plan_words.AskPlan: {Intent.ASK_PLAN},
        plan_eaten.LogPlan: {Intent.LOG_PLANNED},
        plan_changes.SkipPlan: {Intent.EDIT_PLANNED},
        plan_moves.MovePlan: {Intent.EDIT_PLANNED},
        plan_moves.SwapPlan: {Intent.EDIT_PLANNED},
        plan_instead.InsteadPlan: {Intent.EDIT_PLANNED, Intent.PLAN_MEAL, Intent.FUTURE_FOOD},
        plan_words.AskShopping: {Intent.SHOPPING},
        preferences.Say: {Intent.STATE_PREFERENCE, Intent.REMEMBER},
        preferences.TakeBack: {Intent.REMOVE_PREFERENCE, Intent.FORGET},
        preferences.AskPreferences: {Intent.ASK_PREFERENCES, Intent.ASK_MEMORY},
        ranges.AskDays: {Intent.ASK_RANGE, Intent.ASK_TOTALS},
        ranges.Compare: {Intent.ASK_RANGE},
        ranges.AskBest: {Intent.ASK_RANGE},
        ranges.AskEnough: {Intent.ASK_RANGE, Intent.ASK_REFERENCE, Intent.ASK_LEFT, Intent.ASK_TOTALS},
        recipe_words.ChangeRecipe: {Intent.EDIT_RECIPE},
        suggestions.Suggest: {Intent.SUGGEST},
        summaries.AskSpan: {Intent.ASK_RANGE, Intent.ASK_SUMMARY, Intent.ASK_TOTALS},
        summaries.AskSummary: {Intent.ASK_SUMMARY, Intent.ASK_RANGE},
        summaries.Settle: {Intent.COACH_SETTINGS},
        target_words.NewTarget: {Intent.SET_TARGET, Intent.DECIDE_TARGET},
        target_words.TargetWithout: {Intent.SET_TARGET, Intent.DECIDE_TARGET},
        targets.DecideTarget: {Intent.DECIDE_TARGET, Intent.YES, Intent.NO},
        targets.AskNeed: {Intent.ASK_REFERENCE},
        targets.AskShort: {Intent.ASK_REFERENCE, Intent.ASK_LEFT},
    }.items()
}
_BY_QUESTION: Final[Mapping[About, frozenset[Intent]]] = {
    About.ENTRIES: frozenset({Intent.ASK_ENTRIES}),
    About.TOTALS: frozenset({Intent.ASK_TOTALS, Intent.ASK_RANGE}),
    About.LEFT: frozenset({Intent.ASK_LEFT, Intent.ASK_TARGET, Intent.ASK_TOTALS}),
    About.TARGETS: frozenset({Intent.ASK_TARGET, Intent.ASK_GOAL, Intent.ASK_REFERENCE}),
    About.LATEST: frozenset({Intent.ASK_TOTALS, Intent.ASK_FOOD}),
    About.SHARES: frozenset({Intent.ASK_TOTALS, Intent.ASK_ENTRIES, Intent.ASK_RANGE}),
}
_BY_REMARK: Final[Mapping[Why, frozenset[Intent]]] = {
    Why.GREETING: frozenset({Intent.GREETING, Intent.SMALLTALK}),
    Why.THANKS: frozenset({Intent.THANKS, Intent.SMALLTALK}),
    Why.FAREWELL: frozenset({Intent.BYE}),
    Why.HELP: frozenset({Intent.HELP}),
    Why.FUTURE: frozenset({Intent.FUTURE_FOOD}),
    Why.NOT_EATEN: frozenset({Intent.DENIED}),
    Why.SOMEBODY_ELSE: frozenset({Intent.OTHERS_FOOD}),
    Why.HABIT: frozenset({Intent.HABIT_FOOD}),
    Why.NOT_YET: frozenset({Intent.GOT_FOOD, Intent.FUTURE_FOOD}),
    Why.SETTING: frozenset({Intent.PROFILE}),
    Why.OFF_TOPIC: frozenset({Intent.OFF_TOPIC}),
    Why.REMARK: frozenset({Intent.ASIDE, Intent.SMALLTALK, Intent.IDIOM, Intent.THANKS}),
    Why.UNCLEAR: frozenset({Intent.ASIDE, Intent.OFF_TOPIC, Intent.SMALLTALK}),
}


def intents_of(step: Step) -> frozenset[Intent] | None:
    """What a step may be; None where it may be anything, because its pattern says all (a plain yes, a link, a pasted recipe)."""
    match step:
        case Undo(named=named) if named:
            # "Undo the weight" may be of anything.
            return None
        case AskDay():
            return _BY_QUESTION[step.about]
        case Remark():
            return _BY_REMARK.get(step.why)
        case LookUp(which=True):
            # Its pattern says all.
            return None
        case ListOwn(asked=asked) if asked:
            # Of whatever is called so.
            return None
    return _BY_STEP.get(type(step))
