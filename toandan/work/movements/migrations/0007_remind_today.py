"""Lists are reminded of by the database's own day."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("movements", "0006_reminders"), ("ledger", "0004_opening")]
    operations = [migrations.RunSQL((SQL / "remind_today.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)]
