"""A peer answers for several territories; the one it had is the first of them."""

from pathlib import Path

from django.db import migrations, models
from django.db.models import Q

SQL = Path(__file__).resolve().parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("letters", "0005_forget"), ("officers", "0002_doors")]
    operations = [
        migrations.CreateModel(
            name="Territory",
            fields=[
                ("territory_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("peer_id", models.BigIntegerField()),
                ("unit_no", models.IntegerField()),
                ("until", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "letters_territory",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["unit_no"], condition=Q(until=None), name="letters_territory_once"
                    )
                ],
            },
        ),
        migrations.RunSQL((SQL / "territories.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
