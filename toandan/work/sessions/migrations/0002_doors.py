"""The privileges and policies of the day in the field."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("work_sessions", "0001_initial"),
        ("ledger", "0007_session"),
        ("people", "0003_created"),
        ("officers", "0002_doors"),
        ("units", "0003_body"),
    ]
    operations = [
        migrations.RunSQL((SQL / "sessions.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
