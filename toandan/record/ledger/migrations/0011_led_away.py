"""Whether the reform of an old unit has been carried out is seen by whoever still stands in another."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0010_changes")]
    operations = [
        migrations.RunSQL((SQL / "led_away.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
