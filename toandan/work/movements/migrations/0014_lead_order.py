"""A merger holds the lists before the people on them, as whoever answers does."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("movements", "0013_forget_receipts")]
    operations = [
        migrations.RunSQL((SQL / "lead_lines.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
