"""The door with fewer queries of its own: for everybody new at once, and for the one line of everyday work."""

from pathlib import Path

from django.conf import settings
from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"

TODAY = f"""
CREATE OR REPLACE FUNCTION ledger_today() RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (statement_timestamp() AT TIME ZONE '{settings.TIME_ZONE}')::date;
"""
"""Plain enough to be written out into what calls it. A statement that runs past midnight keeps its day."""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_leading")]
    operations = [
        migrations.RunSQL(TODAY, migrations.RunSQL.noop),
        *(
            migrations.RunSQL((SQL / name).read_text(encoding="utf-8"), migrations.RunSQL.noop)
            for name in ("lines.sql", "opening.sql", "post.sql")
        ),
    ]
