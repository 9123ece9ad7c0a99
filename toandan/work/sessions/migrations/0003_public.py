"""What anybody may know of days in the field."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("work_sessions", "0002_doors")]
    operations = [
        migrations.RunSQL((SQL / "public.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
