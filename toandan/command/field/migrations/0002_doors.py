"""The privileges, policies and guards of plans."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("field", "0001_initial"),
        ("officers", "0002_doors"),
    ]
    operations = [
        migrations.RunSQL((SQL / "field.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
