"""Legs whose minutes somebody entered by hand, with their policies."""

from pathlib import Path

from django.db import migrations, models
from django.db.models import F, Q

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("field", "0002_doors")]
    operations = [
        migrations.CreateModel(
            name="Leg",
            fields=[
                ("leg_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("client_key", models.UUIDField(unique=True)),
                ("unit_no", models.IntegerField()),
                ("start", models.TextField()),
                ("end", models.TextField()),
                ("minutes", models.FloatField(null=True)),
                ("why", models.TextField()),
                ("set_at", models.DateTimeField()),
                ("set_by", models.TextField()),
            ],
            options={
                "db_table": "field_leg",
                "indexes": [models.Index(fields=["unit_no"], name="field_leg_unit")],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(minutes__isnull=True) | Q(minutes__gte=0), name="field_leg_minutes"
                    ),
                    models.CheckConstraint(condition=~Q(start=F("end")), name="field_leg_ends"),
                ],
            },
        ),
        migrations.RunSQL((SQL / "legs.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
