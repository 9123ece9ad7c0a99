"""The ledger's partitioned and covering tables, its doors, policies and privileges."""

from pathlib import Path

from django.conf import settings
from django.db import migrations

from toandan.record.officers.words import policy

SQL = Path(__file__).resolve().parents[1] / "sql"

TODAY = f"""
CREATE FUNCTION ledger_today() RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT (clock_timestamp() AT TIME ZONE '{settings.TIME_ZONE}')::date $$;
"""
"""The day it is where the register is kept; the time zone is the installation's."""


def script(name: str) -> migrations.RunSQL:
    return migrations.RunSQL((SQL / name).read_text(encoding="utf-8"), migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_initial"),
        ("people", "0002_doors"),
        ("officers", "0002_doors"),
        ("units", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(TODAY, migrations.RunSQL.noop),
        script("tables.sql"),
        script("lines.sql"),
        script("sets.sql"),
        script("opening.sql"),
        script("post.sql"),
        script("seal.sql"),
        script("reading.sql"),
        migrations.RunSQL("SELECT ledger_open_months(ledger_today() + 100)", migrations.RunSQL.noop),
        script("privileges.sql"),
        script("settled.sql"),
        migrations.RunSQL(policy("ledger_standing", "unit_no"), migrations.RunSQL.noop),
        migrations.RunSQL(policy("ledger_posting", "unit_from", "unit_to"), migrations.RunSQL.noop),
    ]
