"""What is kept of first letters goes after a month."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("notices", "0004_confirmation")]
    operations = [
        migrations.RunSQL((SQL / "forget.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
