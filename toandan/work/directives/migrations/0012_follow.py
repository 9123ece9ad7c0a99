"""A committee that was given another territory keeps its members and meetings there."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("directives", "0011_territories"), ("units", "0006_give_body")]
    operations = [
        migrations.RunSQL((SQL / "follow.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
