"""A line is written by one statement."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_doors")]
    operations = [migrations.RunSQL((SQL / "line.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)]
