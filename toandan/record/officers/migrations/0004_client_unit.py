"""A client may be led to the unit that took the place of its own, by whoever holds all of its words there."""

from django.db import migrations

STATEMENTS = [
    "GRANT UPDATE (unit_no) ON officers_client TO toandan_app",
    # Whoever only ends a client need not hold its words.
    "CREATE POLICY officers_client_lead ON officers_client AS RESTRICTIVE FOR UPDATE TO toandan_app USING (true) "
    "WITH CHECK (coalesce(until <= clock_timestamp(), false) OR NOT EXISTS ("
    "SELECT FROM unnest(permissions) AS given (word) WHERE NOT unit_no <@ officers_may(given.word)))",
]


class Migration(migrations.Migration):
    dependencies = [("officers", "0003_supports")]
    operations = [migrations.RunSQL(STATEMENTS, migrations.RunSQL.noop)]
