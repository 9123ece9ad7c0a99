"""Receipts whose code is answered no more are removed."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("movements", "0012_civil_kept")]
    operations = [
        migrations.RunSQL((SQL / "forget_receipts.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
