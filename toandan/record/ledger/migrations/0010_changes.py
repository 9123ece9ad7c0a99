"""Changes are told of any set of units, so that a merged unit's bridge is that of all it was made of."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0009_passages")]
    operations = [
        migrations.RunSQL((SQL / "changes.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
