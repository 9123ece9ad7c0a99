"""Places say whom they serve by words of an address, so that the people expected there are counted, not guessed."""

from pathlib import Path

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from toandan.record.ledger.words import EId

SQL = Path(__file__).resolve().parents[1] / "sql"


def _counting() -> str:
    written = (SQL / "catchments.sql").read_text(encoding="utf-8")
    return written.replace("{granted}", str(EId.GRANTED.digit)).replace("{activated}", str(EId.ACTIVATED.digit))


class Migration(migrations.Migration):
    dependencies = [("work_sessions", "0007_activation")]
    operations = [
        migrations.AddField("place", "serves", ArrayField(models.TextField(), default=list)),
        migrations.RunSQL(_counting(), migrations.RunSQL.noop),
    ]
