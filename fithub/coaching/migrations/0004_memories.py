"""What people have stated about themselves; no change of a person's record."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgvector.django.halfvec
from django.db import migrations, models

import fithub.core.ids
from fithub.core.rls import owned_table

# The names of the triggers stand before those of the change log's: what goes first is logged first, so that taking back and doing
# again meet the rows in an order in which they can be put back.
FOLLOW = """
CREATE FUNCTION coaching_forget_with_preference() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM coaching_memory
    WHERE user_id = OLD.user_id AND OLD.id = ANY (enforced) AND (TG_OP = 'DELETE' OR enforced_as <> NEW.kind);
    RETURN NULL;
END $$;
CREATE FUNCTION coaching_forget_with_measure() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM coaching_memory
    WHERE user_id = OLD.user_id AND OLD.id = ANY (enforced)
        AND (TG_OP = 'DELETE' OR enforced_as <> COALESCE(NEW.grams || ' g', NEW.millilitres || ' ml'));
    RETURN NULL;
END $$;
CREATE TRIGGER coaching_memory_follows AFTER UPDATE OR DELETE ON planning_foodpreference
    FOR EACH ROW EXECUTE FUNCTION coaching_forget_with_preference();
CREATE TRIGGER coaching_memory_follows AFTER UPDATE OR DELETE ON foods_ownmeasure
    FOR EACH ROW EXECUTE FUNCTION coaching_forget_with_measure();
"""
UNFOLLOW = """
DROP TRIGGER coaching_memory_follows ON foods_ownmeasure;
DROP TRIGGER coaching_memory_follows ON planning_foodpreference;
DROP FUNCTION coaching_forget_with_measure();
DROP FUNCTION coaching_forget_with_preference();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_count_activity"),
        ("coaching", "0003_backfill"),
        ("foods", "0006_category_tree"),
        ("planning", "0004_preferences"),
    ]

    operations = [
        migrations.CreateModel(
            name="Memory",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("allergy", "Allergy"),
                            ("avoid", "Avoid"),
                            ("dislike", "Dislike"),
                            ("like", "Like"),
                            ("measure", "Measure"),
                            ("medical", "Medical"),
                            ("schedule", "Schedule"),
                            ("budget", "Budget"),
                            ("goal", "Goal"),
                            ("other", "Other"),
                        ],
                        max_length=8,
                    ),
                ),
                ("text", models.CharField(max_length=300)),
                ("key", models.CharField(max_length=300)),
                (
                    "enforced",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list),
                ),
                ("enforced_as", models.CharField(blank=True, max_length=20)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "turn",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.DB_SET_NULL, related_name="+", to="coaching.turn"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("user", "key"), name="memory_once")],
            },
        ),
        *owned_table("coaching_memory"),
        migrations.CreateModel(
            name="MemoryVector",
            fields=[
                (
                    "memory",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DB_CASCADE,
                        primary_key=True,
                        related_name="vector",
                        serialize=False,
                        to="coaching.memory",
                    ),
                ),
                ("embedding", pgvector.django.halfvec.HalfVectorField(dimensions=384)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="accounts.user"
                    ),
                ),
            ],
        ),
        *owned_table("coaching_memoryvector", logged=False),
        migrations.RunSQL(FOLLOW, UNFOLLOW),
    ]
