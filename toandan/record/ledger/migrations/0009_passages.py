"""The ways of people through a period are counted over the units of a merger, old and new."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0008_plain")]
    operations = [
        migrations.RunSQL((SQL / "passages.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
