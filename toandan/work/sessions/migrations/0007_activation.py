"""Accounts are activated at sessions, by officers and by the helpers named for them."""

from pathlib import Path

import django.db.models.fields.composite
from django.db import migrations, models

from toandan.record.ledger.words import EId

SQL = Path(__file__).resolve().parents[1] / "sql"


def _doors() -> str:
    written = (SQL / "activation.sql").read_text(encoding="utf-8")
    return written.replace("{granted}", str(EId.GRANTED.digit)).replace("{activated}", str(EId.ACTIVATED.digit))


class Migration(migrations.Migration):
    dependencies = [
        ("work_sessions", "0006_lent"),
        ("ledger", "0008_plain"),
        ("people", "0001_initial"),
        ("officers", "0007_lent"),
    ]
    operations = [
        migrations.AddField("helper", "username", models.TextField(default="")),
        migrations.CreateModel(
            name="Activation",
            fields=[
                (
                    "pk",
                    django.db.models.fields.composite.CompositePrimaryKey(
                        "person_id", "activation_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("person_id", models.BigIntegerField()),
                ("activation_id", models.BigIntegerField()),
                ("client_key", models.UUIDField()),
                ("session_id", models.BigIntegerField(null=True)),
                ("unit_no", models.IntegerField()),
                ("entry_id", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
                ("actor", models.TextField()),
                ("actor_id", models.BigIntegerField(null=True)),
                ("undone_entry", models.BigIntegerField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_by", models.TextField(default="")),
                ("undone_key", models.UUIDField(null=True)),
            ],
            options={
                "db_table": "sessions_activation",
                "indexes": [models.Index("session_id", name="sessions_activation_session")],
                "constraints": [
                    models.UniqueConstraint(fields=("person_id", "client_key"), name="sessions_activation_key")
                ],
            },
        ),
        migrations.RunSQL(_doors(), migrations.RunSQL.noop),
    ]
