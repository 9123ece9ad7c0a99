"""What the program's login may do with runs: whoever has a scope reads them, and writes them in the own name."""

from django.db import migrations

STATEMENTS = [
    "GRANT SELECT, INSERT, UPDATE ON reorganisation_run TO toandan_app",
    "GRANT USAGE ON SEQUENCE reorganisation_run_run_id_seq TO toandan_app",
    "ALTER TABLE reorganisation_run ENABLE ROW LEVEL SECURITY",
    "CREATE POLICY reorganisation_run_read ON reorganisation_run FOR SELECT TO toandan_app "
    "USING (NOT isempty((SELECT officers_scope())))",
    "CREATE POLICY reorganisation_run_add ON reorganisation_run FOR INSERT TO toandan_app "
    "WITH CHECK (officers_acts((SELECT officers_acting()), actor))",
    "CREATE POLICY reorganisation_run_change ON reorganisation_run FOR UPDATE TO toandan_app "
    "USING (NOT isempty((SELECT officers_scope()))) WITH CHECK (officers_acts((SELECT officers_acting()), actor))",
]


class Migration(migrations.Migration):
    dependencies = [("reorganisation", "0001_initial"), ("officers", "0002_doors")]
    operations = [migrations.RunSQL(STATEMENTS, migrations.RunSQL.noop)]
