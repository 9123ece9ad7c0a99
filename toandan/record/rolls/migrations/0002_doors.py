"""The program's privileges on import runs, and whose runs an officer sees."""

from pathlib import Path

from django.db import migrations

from toandan.record.officers.words import policy

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("rolls", "0001_initial"), ("officers", "0002_doors")]
    operations = [
        migrations.RunSQL((SQL / "rolls.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
        migrations.RunSQL(policy("rolls_run", "unit_no"), migrations.RunSQL.noop),
        migrations.RunSQL(policy("rolls_batch", "unit_no"), migrations.RunSQL.noop),
    ]
