"""Who may lay a line before a body, and a pair before reviewers."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("verification", "0004_reminders")]
    operations = [migrations.RunSQL((SQL / "own_lines.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)]
