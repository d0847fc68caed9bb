"""The API as a whole: /api/v1."""

from ninja import NinjaAPI

from api import (
    accounts,
    activities,
    approvals,
    averages,
    barcodes,
    calendar,
    categories,
    changes,
    coach,
    conversations,
    day_status,
    days,
    diets,
    drafts,
    entries,
    errors,
    expenditure,
    exports,
    favourites,
    foods,
    goals,
    imports,
    jobs,
    meals,
    measurements,
    measures,
    memories,
    metrics,
    photos,
    planned_meals,
    preferences,
    proposals,
    recipes,
    reference_intakes,
    shopping,
    summaries,
    targets,
    tokens,
    training_days,
    turns,
    usage,
    usual_meals,
    water,
)
from api.auth import bearer

api = NinjaAPI(
    title="FitHub",
    version="1",
    description="What people ate, as rows they own. Errors are application/problem+json with a stable `code`; every POST accepts"
    " `Idempotency-Key`; ids are opaque; times are ISO 8601; unknown is null. The bearer is an access token, or a personal one"
    " (POST /tokens), which opens what its scopes say: anything else is 403, `scope_missing`, or `token_not_enough` where no token"
    " is enough.",
    auth=bearer,
    urls_namespace="api",
)
errors.register(api)
api.add_router("/auth", accounts.auth)
api.add_router("/me", accounts.me)
api.add_router("/me/usage", usage.router)
api.add_router("/tokens", tokens.making)
api.add_router("/tokens", tokens.router)
api.add_router("/foods/barcode", barcodes.router)
api.add_router("/foods/barcode", barcodes.owned)
api.add_router("/foods", foods.router)
api.add_router("/categories", categories.router)
api.add_router("/recipes", recipes.router)
api.add_router("/favourites", favourites.router)
api.add_router("/preferences", preferences.router)
api.add_router("/memories", memories.router)
api.add_router("/measures", measures.router)
api.add_router("/drafts", drafts.router)
api.add_router("/entries", entries.router)
api.add_router("/usual-meals", usual_meals.router)
# Before the days: “status” is no date.
api.add_router("/days", day_status.router)
api.add_router("/water", water.router)
api.add_router("/activities", activities.router)
api.add_router("/days", days.router)
api.add_router("/averages", averages.router)
api.add_router("/goals", goals.router)
api.add_router("/diets", diets.router)
api.add_router("/meals", meals.router)
api.add_router("/planned-meals", planned_meals.router)
api.add_router("/shopping-list", shopping.router)
api.add_router("/calendar", calendar.router)
api.add_router("/calendars", calendar.opened)
api.add_router("/targets", targets.router)
api.add_router("/measurements/metrics", metrics.router)
api.add_router("/measurements", measurements.router)
api.add_router("/photos", photos.router)
api.add_router("/approvals", approvals.router)
api.add_router("/proposals", proposals.router)
api.add_router("/reference-intakes", reference_intakes.router)
api.add_router("/training-days", training_days.router)
api.add_router("/jobs", jobs.router)
api.add_router("/summaries", summaries.router)
api.add_router("/summaries", summaries.making)
api.add_router("/coach", coach.router)
api.add_router("/exports", exports.router)
api.add_router("/imports", imports.uploads)
api.add_router("/imports", imports.router)
api.add_router("/expenditure", expenditure.router)
api.add_router("/changes", changes.router)
api.add_router("/conversations", conversations.threads)
# The conversations' router, with what is said in them.
api.add_router("/conversations", turns.router)
