"""Imports, bar codes, what was held back and what was looked up. New tables only: safe on a live database."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import fithub.core.ids
import fithub.core.wire
from fithub.core.rls import owned_table

# What the application may write of these: nothing in them is anybody's. Imports and bar codes are the owner's alone.
WRITABLE = """
GRANT INSERT, UPDATE ON sources_lookup, sources_heldback TO fithub_app;
GRANT DELETE ON sources_heldback TO fithub_app;
"""
NOT_WRITABLE = """
REVOKE INSERT, UPDATE, DELETE ON sources_lookup, sources_heldback FROM fithub_app;
"""

# The one way for the application to put a product that it looked up among everybody's foods, which are the owner's: only of the
# source "off", and only as a food of nobody's.
KEEP = """
CREATE FUNCTION sources_keep_product(product jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    kept uuid := (product ->> 'id')::uuid;
    found_words text[] := ARRAY(SELECT jsonb_array_elements_text(product -> 'words'));
    is_new boolean := NOT EXISTS (SELECT FROM foods_food WHERE id = (product ->> 'id')::uuid);
BEGIN
    INSERT INTO foods_food AS f (
        id, user_id, source, source_ref, name, brand, category_id, nutrients_per_100g, density_g_per_ml, flags, prior, words, head
    ) VALUES (
        kept, NULL, 'off', product ->> 'ref', product ->> 'name', product ->> 'brand',
        (SELECT id FROM foods_category WHERE source = 'off' AND name = product ->> 'category'),
        product -> 'nutrients', (product ->> 'density')::numeric,
        ARRAY(SELECT jsonb_array_elements_text(product -> 'flags')), (product ->> 'prior')::float8, found_words, product ->> 'head'
    ) ON CONFLICT (id) DO UPDATE SET
        name = EXCLUDED.name, brand = EXCLUDED.brand, category_id = EXCLUDED.category_id,
        nutrients_per_100g = EXCLUDED.nutrients_per_100g, density_g_per_ml = EXCLUDED.density_g_per_ml,
        flags = EXCLUDED.flags, prior = EXCLUDED.prior, words = EXCLUDED.words, head = EXCLUDED.head
    WHERE f.user_id IS NULL AND f.source = 'off';
    IF NOT FOUND THEN
        RAISE EXCEPTION 'this id is that of another food';
    END IF;
    DELETE FROM foods_portion WHERE food_id = kept;
    INSERT INTO foods_portion (id, user_id, food_id, sequence, unit, label, grams, source)
    SELECT (m ->> 'id')::uuid, NULL, kept, place, m ->> 'unit', m ->> 'label', (m ->> 'grams')::numeric, 'off'
    FROM jsonb_array_elements(product -> 'measures') WITH ORDINALITY AS each (m, place);
    INSERT INTO sources_barcode (food_id, code) VALUES (kept, (product ->> 'code')::bigint)
    ON CONFLICT (food_id) DO UPDATE SET code = EXCLUDED.code;
    INSERT INTO foods_brandedname (food_id, prior, words) VALUES (kept, (product ->> 'prior')::float8, found_words)
    ON CONFLICT (food_id) DO UPDATE SET prior = EXCLUDED.prior, words = EXCLUDED.words;
    IF is_new THEN
        INSERT INTO foods_word (word, foods, branded)
        SELECT DISTINCT word, 0, 1 FROM unnest(found_words) word WHERE length(word) > 1
        ON CONFLICT (word) DO UPDATE SET branded = foods_word.branded + 1;
    END IF;
END $$;
REVOKE ALL ON FUNCTION sources_keep_product(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sources_keep_product(jsonb) TO fithub_app;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("foods", "0004_branded_names"),
    ]

    operations = [
        migrations.CreateModel(
            name="Barcode",
            fields=[
                (
                    "food",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DB_CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="foods.food",
                    ),
                ),
                ("code", models.BigIntegerField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=10)),
                ("name", models.CharField(max_length=250)),
                ("checksum", models.CharField(max_length=64)),
                ("made_by", models.CharField(max_length=64)),
                ("position", models.JSONField(default=dict)),
                ("counts", models.JSONField(default=dict)),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Lookup",
            fields=[
                ("code", models.BigIntegerField(primary_key=True, serialize=False)),
                ("found", models.BooleanField()),
                ("asked_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="HeldBack",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("source", models.CharField(max_length=12)),
                ("ref", models.CharField(max_length=80)),
                ("code", models.BigIntegerField(db_index=True, null=True)),
                ("name", models.CharField(max_length=250)),
                ("brand", models.CharField(max_length=120)),
                ("reasons", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20))),
                ("record", fithub.core.wire.DecimalJSON()),
                ("held_at", models.DateTimeField()),
                ("released_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("source", "ref"), name="held_back_once")],
            },
        ),
        migrations.CreateModel(
            name="OwnBarcode",
            fields=[
                (
                    "id",
                    models.UUIDField(default=fithub.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("code", models.BigIntegerField()),
                (
                    "food",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DB_CASCADE, related_name="+", to="foods.food"
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
                "constraints": [models.UniqueConstraint(fields=("user", "code"), name="own_barcode_once")],
            },
        ),
        *owned_table("sources_ownbarcode"),
        migrations.RunSQL(WRITABLE, NOT_WRITABLE),
        migrations.RunSQL(KEEP, "DROP FUNCTION sources_keep_product(jsonb)"),
    ]
