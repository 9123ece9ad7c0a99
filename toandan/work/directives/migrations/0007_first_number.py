"""The first number of an issuer, a year and a sign may be the next one of a register that was kept elsewhere."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("directives", "0006_plain_files")]
    operations = [
        migrations.RunSQL((SQL / "first_number.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
