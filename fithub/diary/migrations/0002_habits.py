"""What a person usually eats, kept by the database itself, whatever writes an entry: chat, form, import, undo, a cascade."""

from django.db import migrations, models

# What they have of a food when they say how much: the middle of the last ten amounts that were said, where there are three or
# more and two thirds of them lie within 15 % of it; NULL where they do not agree. What a curated default came to is our guess.
USUAL = """
CREATE FUNCTION diary_usual_grams(person uuid, eaten uuid) RETURNS numeric
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH said AS (
        SELECT grams FROM diary_entry
        WHERE user_id = person AND food_id = eaten
            AND (portion_source = 'stated' OR (quantity IS NOT NULL AND portion_source <> 'default'))
        ORDER BY local_date DESC, local_time DESC, id DESC LIMIT 10
    ), middle AS (
        SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY grams) AS grams, count(*) AS times FROM said
    )
    SELECT middle.grams FROM middle
    WHERE middle.times >= 3
        AND 3 * (SELECT count(*) FROM said WHERE abs(said.grams - middle.grams) <= 0.15 * middle.grams) >= 2 * middle.times
$$;
"""

# As the one who writes, and so under row-level security.
RENEW = """
CREATE FUNCTION diary_renew_habits(people uuid[], eaten uuid[]) RETURNS void
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

# Once a statement, however many rows it writes. Two transactions of one person take turns from their first entry on: each would
# else count without the other's. An account that is being erased keeps no habits.
KEEP = """
CREATE FUNCTION diary_take_turns() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('diary:' || COALESCE(current_setting('app.user_id', true), ''), 0));
    RETURN NULL;
END $$;

CREATE FUNCTION diary_keep_habits() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    people uuid[];
    eaten uuid[];
BEGIN
    IF current_setting('app.erasing', true) = 'on' THEN
        RETURN NULL;
    ELSIF TG_OP = 'INSERT' THEN
        SELECT array_agg(user_id), array_agg(food_id) INTO people, eaten
        FROM (SELECT DISTINCT user_id, food_id FROM written WHERE food_id IS NOT NULL) AS pairs;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(user_id), array_agg(food_id) INTO people, eaten
        FROM (SELECT DISTINCT user_id, food_id FROM gone WHERE food_id IS NOT NULL) AS pairs;
    ELSE
        SELECT array_agg(user_id), array_agg(food_id) INTO people, eaten
        FROM (
            SELECT user_id, food_id FROM written WHERE food_id IS NOT NULL
            UNION SELECT user_id, food_id FROM gone WHERE food_id IS NOT NULL
        ) AS pairs;
    END IF;
    IF people IS NOT NULL THEN
        PERFORM diary_renew_habits(people, eaten);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER diary_entry_turns BEFORE INSERT OR UPDATE OR DELETE ON diary_entry
    FOR EACH STATEMENT EXECUTE FUNCTION diary_take_turns();
CREATE TRIGGER diary_entry_habits_written AFTER INSERT ON diary_entry
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION diary_keep_habits();
CREATE TRIGGER diary_entry_habits_changed AFTER UPDATE ON diary_entry
    REFERENCING OLD TABLE AS gone NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION diary_keep_habits();
CREATE TRIGGER diary_entry_habits_gone AFTER DELETE ON diary_entry
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION diary_keep_habits();
"""

FORGET = """
DROP TRIGGER diary_entry_habits_gone ON diary_entry;
DROP TRIGGER diary_entry_habits_changed ON diary_entry;
DROP TRIGGER diary_entry_habits_written ON diary_entry;
DROP TRIGGER diary_entry_turns ON diary_entry;
DROP FUNCTION diary_keep_habits();
DROP FUNCTION diary_take_turns();
"""

# Everybody's at once: the owner of the tables is under their policies too, but for these three statements.
BACKFILL = """
ALTER TABLE diary_entry NO FORCE ROW LEVEL SECURITY;
ALTER TABLE foods_habit NO FORCE ROW LEVEL SECURITY;
SELECT diary_renew_habits(array_agg(user_id), array_agg(food_id))
FROM (SELECT DISTINCT user_id, food_id FROM diary_entry WHERE food_id IS NOT NULL) AS pairs;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE foods_habit FORCE ROW LEVEL SECURITY;
ALTER TABLE diary_entry FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("diary", "0001_initial"), ("foods", "0003_habits")]
    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["user", "food"], condition=models.Q(food__isnull=False), name="entry_by_food"),
        ),
        migrations.RunSQL(USUAL, "DROP FUNCTION diary_usual_grams(uuid, uuid)"),
        migrations.RunSQL(RENEW, "DROP FUNCTION diary_renew_habits(uuid[], uuid[])"),
        migrations.RunSQL(KEEP, FORGET),
        migrations.RunSQL(BACKFILL, migrations.RunSQL.noop),
    ]
