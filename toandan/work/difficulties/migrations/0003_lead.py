"""Difficulties and guidance follow their units when these merge, and guidance keeps its number."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parents[1] / "sql"
VERBS = (
    "raised", "assigned", "answered", "reopened", "accepted", "published", "withdrawn", "escalated", "attached", "led"
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("difficulties", "0002_doors"), ("directives", "0008_lead")]
    operations = [
        migrations.RemoveConstraint("event", "difficulties_event_verb"),
        migrations.AddConstraint(
            "event",
            models.CheckConstraint(condition=models.Q(verb__in=list(VERBS)), name="difficulties_event_verb"),
        ),
        migrations.AddField("guidance", "numbered_no", models.IntegerField(null=True)),
        migrations.RunSQL("UPDATE difficulties_guidance SET numbered_no = issuer_no", migrations.RunSQL.noop),
        migrations.AlterField("guidance", "numbered_no", models.IntegerField()),
        migrations.RemoveConstraint("guidance", "difficulties_guidance_number"),
        migrations.AddConstraint(
            "guidance",
            models.UniqueConstraint(fields=["numbered_no", "year", "number"], name="difficulties_guidance_number"),
        ),
        migrations.RunSQL((SQL / "lead.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
