"""The privileges, policies, doors and guards of citizens' questions."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("questions", "0001_initial"),
        ("directives", "0006_plain_files"),
        ("officers", "0002_doors"),
        ("units", "0003_body"),
    ]
    operations = [
        migrations.RunSQL((SQL / "questions.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
