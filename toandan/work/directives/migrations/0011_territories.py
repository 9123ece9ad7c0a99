"""Committees go over to the unit that carries their territory on when units merge."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("directives", "0010_words")]
    operations = [
        migrations.RunSQL((SQL / "territories.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
