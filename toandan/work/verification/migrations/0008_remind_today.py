"""Lists to bodies are reminded of by the database's own day, through a door."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("verification", "0007_answers"), ("ledger", "0004_opening")]
    operations = [migrations.RunSQL((SQL / "remind_today.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)]
