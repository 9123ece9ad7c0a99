"""Entries are found by the session they were posted under."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0006_sets")]
    operations = [
        migrations.AddIndex(
            "entry",
            models.Index(
                "session", condition=models.Q(("session", ""), _negated=True), name="ledger_entry_session"
            ),
        ),
    ]
