"""A helped unit announces the kits of its helper itself."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("work_sessions", "0008_catchments"),
        ("equipment", "0002_doors"),
        ("units", "0004_support"),
        ("officers", "0007_lent"),
    ]
    operations = [migrations.RunSQL((SQL / "helped.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)]
