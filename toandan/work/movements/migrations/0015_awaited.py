"""Whoever answers for people is told which of them wait on an open list, whoever sent it."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("movements", "0014_lead_order")]
    operations = [
        migrations.RunSQL(
            (SQL / "awaited.sql").read_text(encoding="utf-8"), "DROP FUNCTION movements_awaited(bigint[]);"
        ),
    ]
