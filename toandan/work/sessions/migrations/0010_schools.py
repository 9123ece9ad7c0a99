"""Several schools of one unit share its pupils."""

from pathlib import Path

from django.db import migrations

from toandan.record.ledger.words import EId

SQL = Path(__file__).resolve().parents[1] / "sql"


def _sharing() -> str:
    written = (SQL / "schools.sql").read_text(encoding="utf-8")
    return written.replace("{granted}", str(EId.GRANTED.digit)).replace("{activated}", str(EId.ACTIVATED.digit))


class Migration(migrations.Migration):
    dependencies = [("work_sessions", "0009_helped")]
    operations = [migrations.RunSQL(_sharing(), migrations.RunSQL.noop)]
