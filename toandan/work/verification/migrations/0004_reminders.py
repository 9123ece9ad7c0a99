"""The day a list was last reminded of, and a short index over what is not answered."""

from pathlib import Path

from django.db import migrations, models
from django.db.models import F, Q

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("verification", "0003_lists")]
    operations = [
        migrations.AddField("requestlist", "reminded_on", models.DateField(null=True)),
        migrations.AddIndex(
            "request", models.Index(F("due_on"), condition=Q(answer=""), name="verification_request_open")
        ),
        migrations.RunSQL((SQL / "reminders.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
