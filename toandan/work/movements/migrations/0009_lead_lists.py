"""Notification lists follow their units when these merge."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("movements", "0008_held"), ("officers", "0002_doors"), ("units", "0001_initial")]
    operations = [
        migrations.RunSQL((SQL / "lead_lists.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
