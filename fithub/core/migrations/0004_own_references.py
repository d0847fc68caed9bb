"""What a person's row leads to is theirs or everybody's: of all tables that there are by now."""

from django.db import migrations

from fithub.core.rls import own_reference


class Migration(migrations.Migration):
    # Each table for itself, so that none is locked while others are seen to; what was done is done again without harm.
    atomic = False
    dependencies = [
        ("body", "0005_photos"),
        ("coaching", "0004_memories"),
        ("core", "0003_jobs"),
        ("diary", "0001_initial"),
        ("foods", "0003_habits"),
        ("planning", "0004_preferences"),
        ("sources", "0001_sources"),
    ]

    operations = [
        own_reference("body_goal", "custom_id", "body_custommetric"),
        own_reference("body_measurement", "custom_id", "body_custommetric"),
        own_reference("body_photo", "file_id", "body_photofile"),
        own_reference("coaching_backfillquestion", "turn_id", "coaching_turn"),
        own_reference("coaching_memory", "turn_id", "coaching_turn"),
        own_reference("coaching_memoryvector", "memory_id", "coaching_memory"),
        own_reference("coaching_summary", "turn_id", "coaching_turn"),
        own_reference("coaching_turn", "conversation_id", "coaching_conversation"),
        own_reference("core_change", "change_set_id", "core_changeset"),
        own_reference("core_changeset", "reverses_id", "core_changeset"),
        own_reference("core_dispatch", "job_id", "core_job"),
        own_reference("diary_entry", "food_id", "foods_food"),
        own_reference("foods_foodvector", "food_id", "foods_food"),
        own_reference("foods_habit", "food_id", "foods_food"),
        own_reference("foods_ownmeasure", "food_id", "foods_food"),
        own_reference("foods_portion", "food_id", "foods_food"),
        own_reference("planning_favourite", "food_id", "foods_food"),
        own_reference("planning_foodpreference", "food_id", "foods_food"),
        own_reference("planning_ingredient", "food_id", "foods_food"),
        own_reference("planning_ingredient", "recipe_id", "planning_recipe"),
        own_reference("planning_meal", "diet_id", "planning_diet"),
        own_reference("planning_mealitem", "food_id", "foods_food"),
        own_reference("planning_mealitem", "meal_id", "planning_meal"),
        own_reference("planning_plannedentry", "entry_id", "diary_entry"),
        own_reference("planning_plannedentry", "planned_id", "planning_plannedmeal"),
        own_reference("planning_planneditem", "food_id", "foods_food"),
        own_reference("planning_planneditem", "planned_id", "planning_plannedmeal"),
        own_reference("planning_plannedmeal", "meal_id", "planning_meal"),
        own_reference("planning_recipe", "food_id", "foods_food"),
        own_reference("sources_ownbarcode", "food_id", "foods_food"),
    ]
