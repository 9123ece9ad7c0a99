"""Places and days in the field follow their units when these merge."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("work_sessions", "0003_public")]
    operations = [
        migrations.RunSQL((SQL / "lead.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
