"""What the program may do with movements: read and add within the scope, and mark one as undone; never change one."""

from django.db import migrations

from toandan.record.officers.words import policy

STATEMENTS = [
    "CREATE SEQUENCE movements_civil_id_seq AS bigint OWNED BY movements_civil.movement_id",
    "GRANT SELECT, INSERT ON movements_civil TO toandan_app",
    "GRANT UPDATE (undone_by) ON movements_civil TO toandan_app",
    "GRANT USAGE ON SEQUENCE movements_civil_id_seq TO toandan_app",
    policy("movements_civil", "unit_no"),
    # Nobody writes in another name, nor about a person whose unit the scope does not hold.
    "CREATE POLICY movements_civil_own ON movements_civil AS RESTRICTIVE FOR INSERT TO toandan_app "
    "WITH CHECK (officers_acts(actor_id, actor) AND EXISTS ("
    "SELECT FROM people_person AS person WHERE person.person_id = movements_civil.person_id))",
]


class Migration(migrations.Migration):
    dependencies = [("movements", "0002_civil"), ("ledger", "0002_doors"), ("people", "0002_doors")]
    operations = [migrations.RunSQL(STATEMENTS, migrations.RunSQL.noop)]
