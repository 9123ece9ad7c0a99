"""Scores are read by who holds a word for them."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0003_kept"), ("officers", "0002_doors")]
    operations = [
        migrations.RunSQL((SQL / "reading.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
