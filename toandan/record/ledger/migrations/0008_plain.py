"""A day's work in units is looked at in passing, not line by line."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0007_session")]
    operations = [
        migrations.RunSQL((SQL / name).read_text(encoding="utf-8"), migrations.RunSQL.noop)
        for name in ("lines.sql", "sets.sql", "post.sql")
    ]
