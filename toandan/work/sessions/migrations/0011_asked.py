"""A body learns where and when its helpers are wanted."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("work_sessions", "0010_schools")]
    operations = [migrations.RunSQL((SQL / "asked.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)]
