"""What no plan can exceed that keeps both promises stands in the head of a version, where lists read it."""

from django.db import migrations, models

# What a plan says stays what it says: the figure is only copied out of it.
COPIED = """
ALTER TABLE field_version DISABLE TRIGGER field_version_guard;
UPDATE field_version SET promised_bound = (plan ->> 'promised_bound')::double precision
WHERE plan ->> 'promised_bound' IS NOT NULL;
ALTER TABLE field_version ENABLE TRIGGER field_version_guard;
"""


class Migration(migrations.Migration):
    dependencies = [("field", "0003_legs")]
    operations = [
        migrations.AddField("version", "promised_bound", models.FloatField(null=True)),
        migrations.RunSQL(COPIED, migrations.RunSQL.noop),
    ]
