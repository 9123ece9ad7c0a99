"""Who acts is proven by one query."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("officers", "0004_client_unit")]
    operations = [migrations.RunSQL((SQL / "sealed.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)]
