"""Whoever draws a letter's number may write letters."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("letters", "0003_territory"), ("officers", "0002_doors")]
    operations = [migrations.RunSQL((SQL / "next.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)]
