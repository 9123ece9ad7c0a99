"""The program's privileges on tables made in the background, and whose they are."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("exports", "0001_initial"), ("officers", "0005_sealed")]
    operations = [
        migrations.RunSQL((SQL / "exports.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
