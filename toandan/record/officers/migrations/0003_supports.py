"""What the program may do with assignments of help: everybody reads them; who signs or ends one has both units in scope."""

from django.db import migrations

IN_SCOPE = (
    "coalesce(helper <@ (SELECT officers_scope()), false) AND coalesce(helped <@ (SELECT officers_scope()), false)"
)
STATEMENTS = [
    "GRANT SELECT, INSERT ON units_support TO toandan_app",
    "GRANT UPDATE (ended_on, ended_by) ON units_support TO toandan_app",
    "GRANT USAGE ON SEQUENCE units_support_support_id_seq TO toandan_app",
    "ALTER TABLE units_support ENABLE ROW LEVEL SECURITY",
    "CREATE POLICY units_support_read ON units_support FOR SELECT TO toandan_app USING (true)",
    "CREATE POLICY units_support_sign ON units_support FOR INSERT TO toandan_app "
    f"WITH CHECK ({IN_SCOPE} AND officers_acts(signed_by_id, signed_by))",
    f"CREATE POLICY units_support_end ON units_support FOR UPDATE TO toandan_app USING ({IN_SCOPE})",
]


class Migration(migrations.Migration):
    dependencies = [("officers", "0002_doors"), ("units", "0004_support")]
    operations = [migrations.RunSQL(STATEMENTS, migrations.RunSQL.noop)]
