"""What the public sees goes over to the unit that answers for the order when units merge."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("publication", "0002_privileges"), ("campaign", "0008_kept")]
    operations = [migrations.RunSQL((SQL / "lead.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)]
