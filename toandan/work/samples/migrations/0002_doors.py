"""The privileges and policies of samples."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("samples", "0001_initial"),
        ("people", "0003_created"),
        ("officers", "0002_doors"),
        ("units", "0003_body"),
    ]
    operations = [
        migrations.RunSQL((SQL / "samples.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
