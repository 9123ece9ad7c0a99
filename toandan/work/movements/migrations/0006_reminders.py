"""The day a list was last reminded of."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("movements", "0005_forget")]
    operations = [
        migrations.AddField("notificationlist", "reminded_on", models.DateField(null=True)),
        migrations.RunSQL((SQL / "reminders.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
