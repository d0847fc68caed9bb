"""Which state the plain names are in, told by the database itself, so that no process searches names that are no more."""

from django.db import migrations, models

TOLD = """
INSERT INTO foods_cataloguestate (id, version) VALUES (1, gen_random_uuid());
CREATE FUNCTION foods_note_names_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- By chance and not counted on: a number that was rolled back would come again for other names.
    UPDATE foods_cataloguestate SET version = gen_random_uuid();
    RETURN NULL;
END $$;
CREATE TRIGGER foods_names_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON foods_cataloguename
FOR EACH STATEMENT EXECUTE FUNCTION foods_note_names_changed();
"""
UNTOLD = """
DROP TRIGGER foods_names_changed ON foods_cataloguename;
DROP FUNCTION foods_note_names_changed();
"""


class Migration(migrations.Migration):
    dependencies = [("foods", "0004_branded_names")]
    operations = [
        migrations.CreateModel(
            name="CatalogueState",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False),
                ),
                ("version", models.UUIDField()),
            ],
        ),
        migrations.RunSQL(TOLD, UNTOLD),
    ]
