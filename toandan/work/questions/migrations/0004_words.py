"""The database asks for the permission word of what is written, too, and not only for the scope."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("questions", "0003_lead"), ("directives", "0010_words")]
    operations = [migrations.RunSQL((SQL / "words.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)]
