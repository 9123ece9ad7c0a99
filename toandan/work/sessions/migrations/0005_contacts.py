"""Whom to call about a place; crews and helpers go with a session that moves."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("work_sessions", "0004_lead")]
    operations = [
        migrations.AddField("place", "contact", models.TextField(default="")),
        migrations.AddField("place", "phone", models.TextField(default="")),
        migrations.RunSQL((SQL / "contacts.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
