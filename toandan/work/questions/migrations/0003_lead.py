"""Questions follow their units when these merge."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql"
VERBS = ("asked", "forwarded", "held", "released", "discarded", "answered", "handed_on", "escalated", "led")


class Migration(migrations.Migration):
    dependencies = [("questions", "0002_doors"), ("directives", "0008_lead")]
    operations = [
        migrations.RemoveConstraint("event", "questions_event_verb"),
        migrations.AddConstraint(
            "event",
            models.CheckConstraint(condition=models.Q(verb__in=list(VERBS)), name="questions_event_verb"),
        ),
        migrations.RunSQL((SQL / "lead.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
