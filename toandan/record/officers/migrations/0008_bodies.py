"""Accounts of a body are kept by whoever manages accounts at the territory it answers for by now."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("officers", "0007_lent"), ("units", "0003_body")]
    operations = [
        migrations.RunSQL((SQL / "bodies.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
