"""The privileges and policies of the daily e-mail."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("directives", "0006_plain_files"), ("officers", "0002_doors")]
    operations = [
        migrations.RunSQL((SQL / "notices.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
