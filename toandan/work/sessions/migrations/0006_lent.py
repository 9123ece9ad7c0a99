"""A crew that is lent may run the sessions of the unit it helps and record its visits."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("work_sessions", "0005_contacts"), ("officers", "0007_lent")]
    operations = [migrations.RunSQL((SQL / "lent.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)]
