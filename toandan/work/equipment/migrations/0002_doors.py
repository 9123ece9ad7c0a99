"""The privileges, policies and guards of equipment."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("equipment", "0001_initial"),
        ("officers", "0002_doors"),
        ("ledger", "0002_doors"),
        ("units", "0003_body"),
    ]
    operations = [
        migrations.RunSQL((SQL / "equipment.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
