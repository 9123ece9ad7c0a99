"""Letters about lists that could not be acted on, and what is wrong with them."""

from pathlib import Path

from django.db import migrations, models
from django.db.models import F

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("movements", "0007_remind_today"), ("officers", "0002_doors")]
    operations = [
        migrations.CreateModel(
            name="Held",
            fields=[
                ("received_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("unit_no", models.IntegerField()),
                ("peer_id", models.BigIntegerField()),
                ("number", models.IntegerField()),
                ("kind", models.TextField()),
                ("list_id", models.BigIntegerField(null=True)),
                ("code", models.TextField()),
                ("message", models.TextField()),
                ("values", models.JSONField(default=dict)),
                ("people", models.JSONField(default=list)),
                ("since", models.DateTimeField()),
                ("tried_at", models.DateTimeField()),
            ],
            options={
                "db_table": "movements_held",
                "indexes": [models.Index(F("unit_no"), name="movements_held_unit")],
            },
        ),
        migrations.RunSQL((SQL / "held.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
