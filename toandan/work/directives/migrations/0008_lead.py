"""Directives follow their units when these merge, and keep the numbers they were issued under."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql"
VERBS = (
    "drawn_up", "changed", "proposed", "sent_back", "issued", "acknowledged", "answered", "returned", "closed",
    "withdrawn", "reminded", "escalated", "attached", "led",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("directives", "0007_first_number"), ("ledger", "0001_initial")]
    operations = [
        migrations.RemoveConstraint("event", "directives_event_verb"),
        migrations.AddConstraint(
            "event",
            models.CheckConstraint(condition=models.Q(verb__in=list(VERBS)), name="directives_event_verb"),
        ),
        migrations.AddField("directive", "numbered_no", models.IntegerField(null=True)),
        migrations.RunSQL("UPDATE directives_directive SET numbered_no = issuer_no", migrations.RunSQL.noop),
        migrations.AlterField("directive", "numbered_no", models.IntegerField()),
        migrations.RemoveConstraint("directive", "directives_directive_number"),
        migrations.AddConstraint(
            "directive",
            models.UniqueConstraint(
                fields=["numbered_no", "year", "sign", "number"], name="directives_directive_number"
            ),
        ),
        migrations.RunSQL((SQL / "lead.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
