"""A death that was undone counts among deaths, the other way."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_opening")]
    operations = [migrations.RunSQL((SQL / "undone.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)]
