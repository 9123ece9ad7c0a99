"""A body writes its answer and no other column of a case."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("verification", "0006_forget")]
    operations = [migrations.RunSQL((SQL / "answers.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)]
