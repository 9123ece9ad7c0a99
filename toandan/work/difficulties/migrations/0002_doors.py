"""The privileges, policies and guards of difficulties and guidance."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("difficulties", "0001_initial"),
        ("directives", "0006_plain_files"),
        ("people", "0003_created"),
        ("officers", "0002_doors"),
        ("units", "0003_body"),
    ]
    operations = [
        migrations.RunSQL((SQL / f"{name}.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
        for name in ("difficulties", "guidance")
    ]
