"""A favourite counts among what a person usually eats, with the amount that they usually have of it."""

from django.db import migrations

# As if it had been eaten three times by the day on which it was made one; its amount counts before what the diary tells.
RENEW = """
CREATE OR REPLACE FUNCTION diary_renew_habits(people uuid[], eaten uuid[]) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
    DELETE FROM foods_habit h USING unnest(people, eaten) AS pair (person, food)
    WHERE h.user_id = pair.person AND h.food_id = pair.food
        AND NOT EXISTS (SELECT FROM diary_entry e WHERE e.user_id = pair.person AND e.food_id = pair.food)
        AND NOT EXISTS (SELECT FROM planning_favourite f WHERE f.user_id = pair.person AND f.food_id = pair.food);
    INSERT INTO foods_habit (id, user_id, food_id, times, last_on, grams)
    SELECT
        gen_random_uuid(), pair.person, pair.food,
        diary.times + CASE WHEN f.id IS NULL THEN 0 ELSE 3 END,
        GREATEST(diary.last_on, (f.created_at AT TIME ZONE 'UTC')::date),
        COALESCE(f.grams, diary_usual_grams(pair.person, pair.food))
    FROM unnest(people, eaten) AS pair (person, food)
    CROSS JOIN LATERAL (
        SELECT count(*) AS times, max(local_date) AS last_on FROM diary_entry
        WHERE user_id = pair.person AND food_id = pair.food
    ) AS diary
    LEFT JOIN planning_favourite f ON f.user_id = pair.person AND f.food_id = pair.food
    WHERE diary.times > 0 OR f.id IS NOT NULL
    ORDER BY pair.person, pair.food
    ON CONFLICT (user_id, food_id) DO UPDATE SET times = EXCLUDED.times, last_on = EXCLUDED.last_on, grams = EXCLUDED.grams;
$$;
"""

# As fithub.diary made it.
RENEW_BEFORE = """
CREATE OR REPLACE FUNCTION diary_renew_habits(people uuid[], eaten uuid[]) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
    DELETE FROM foods_habit h USING unnest(people, eaten) AS pair (person, food)
    WHERE h.user_id = pair.person AND h.food_id = pair.food
        AND NOT EXISTS (SELECT FROM diary_entry e WHERE e.user_id = pair.person AND e.food_id = pair.food);
    INSERT INTO foods_habit (id, user_id, food_id, times, last_on, grams)
    SELECT gen_random_uuid(), e.user_id, e.food_id, count(*), max(e.local_date), diary_usual_grams(e.user_id, e.food_id)
    FROM diary_entry e JOIN unnest(people, eaten) AS pair (person, food) ON e.user_id = pair.person AND e.food_id = pair.food
    GROUP BY e.user_id, e.food_id
    ORDER BY e.user_id, e.food_id
    ON CONFLICT (user_id, food_id) DO UPDATE SET times = EXCLUDED.times, last_on = EXCLUDED.last_on, grams = EXCLUDED.grams;
$$;
"""

# The triggers of the diary's table serve this one as they are: both have a person and a food.
KEEP = """
CREATE TRIGGER planning_favourite_turns BEFORE INSERT OR UPDATE OR DELETE ON planning_favourite
    FOR EACH STATEMENT EXECUTE FUNCTION diary_take_turns();
CREATE TRIGGER planning_favourite_habits_written AFTER INSERT ON planning_favourite
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION diary_keep_habits();
CREATE TRIGGER planning_favourite_habits_changed AFTER UPDATE ON planning_favourite
    REFERENCING OLD TABLE AS gone NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION diary_keep_habits();
CREATE TRIGGER planning_favourite_habits_gone AFTER DELETE ON planning_favourite
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION diary_keep_habits();
"""
FORGET = """
DROP TRIGGER planning_favourite_habits_gone ON planning_favourite;
DROP TRIGGER planning_favourite_habits_changed ON planning_favourite;
DROP TRIGGER planning_favourite_habits_written ON planning_favourite;
DROP TRIGGER planning_favourite_turns ON planning_favourite;
"""

# Everybody's at once: the owner of the tables is under their policies too, but for this statement.
TABLES = ("diary_entry", "foods_habit", "planning_favourite")
RENEW_ALL = f"""
{"".join(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;" for table in TABLES)}
SELECT diary_renew_habits(array_agg(user_id), array_agg(food_id)) FROM planning_favourite;
SET CONSTRAINTS ALL IMMEDIATE;
{"".join(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;" for table in TABLES)}
"""


class Migration(migrations.Migration):
    dependencies = [("planning", "0001_recipes"), ("diary", "0002_habits")]
    operations = [
        migrations.RunSQL(RENEW, RENEW_BEFORE + RENEW_ALL),
        migrations.RunSQL(KEEP, FORGET),
        migrations.RunSQL(RENEW_ALL, migrations.RunSQL.noop),
    ]
