"""Questions that have expired lose what tells whom they were about."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("verification", "0005_own_lines")]
    operations = [migrations.RunSQL((SQL / "forget.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)]
