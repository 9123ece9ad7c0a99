"""Where an officer may work by an assignment of help, as policies ask it."""

from pathlib import Path

from django.conf import settings
from django.db import migrations

SQL = Path(__file__).resolve().parents[1] / "sql"
LENT = (SQL / "lent.sql").read_text(encoding="utf-8").replace("{time_zone}", settings.TIME_ZONE)


class Migration(migrations.Migration):
    dependencies = [("officers", "0006_head")]
    operations = [migrations.RunSQL(LENT, migrations.RunSQL.noop)]
