"""Bodies answer for the unit that carries their territory on when units merge."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("units", "0004_support")]
    operations = [
        migrations.RunSQL((SQL / "lead_bodies.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
