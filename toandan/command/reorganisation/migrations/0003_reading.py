"""Runs are read by who carries them out; readers of boards are told the shares of divided units."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("reorganisation", "0002_privileges"), ("officers", "0002_doors")]
    operations = [
        migrations.RunSQL((SQL / "reading.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
