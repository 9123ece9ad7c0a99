"""The clock of people registered nowhere runs on when their unit merges."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("movements", "0010_receipt"), ("ledger", "0002_doors"), ("officers", "0002_doors")]
    operations = [
        migrations.RunSQL((SQL / "unregistered.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
